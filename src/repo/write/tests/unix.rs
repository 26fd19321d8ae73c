//! Permissions, links and sockets.

use std::os::unix::fs::{PermissionsExt, symlink};

use super::*;

fn mode(place: &Path) -> u32 {
    fs::metadata(place).expect("a file").permissions().mode() & 0o7777
}

fn set_mode(place: &Path, mode: u32) {
    fs::set_permissions(place, fs::Permissions::from_mode(mode)).expect("permissions");
}

#[test]
fn permissions_survive_a_replacement_and_a_rename() {
    let sandbox = before();
    set_mode(&sandbox.root.join("x/a.md"), 0o754);
    let changes = [replace("x/a.md", "a: old\n", "new"), rename("x/a.md", "x/n.md")];
    write(&sandbox, &changes).expect("a written change");
    assert_eq!(mode(&sandbox.root.join("x/n.md")), 0o754);
    let plain = mode(&sandbox.root.join("x/b.md"));
    write(&sandbox, &[create("x/new.md", "")]).expect("a new file");
    assert_eq!(mode(&sandbox.root.join("x/new.md")), plain);
}

#[test]
fn a_read_only_file_or_folder_is_refused() {
    let sandbox = before();
    set_mode(&sandbox.root.join("x/a.md"), 0o444);
    let change = [replace("x/a.md", "a: old\n", "new")];
    check_refused(&sandbox, &change, SourceFaultKind::Unavailable, "x/a.md: the file is read-only");
    set_mode(&sandbox.root.join("y"), 0o555);
    let change = [replace("x/b.md", "b: kept\n", "new"), remove("y/d.md", "d: removed\n")];
    check_refused(&sandbox, &change, SourceFaultKind::Unavailable, "y: the folder is read-only");
    set_mode(&sandbox.root.join("y"), 0o755);
}

#[test]
fn nothing_is_written_through_a_symbolic_link() {
    let (sandbox, other) = (before(), Sandbox::new().file("secret.md", "secret"));
    symlink(other.root.join("secret.md"), sandbox.root.join("x/out.md")).expect("a link");
    symlink("a.md", sandbox.root.join("x/in.md")).expect("a link");
    symlink(&other.root, sandbox.root.join("linked")).expect("a link");
    symlink("nowhere", sandbox.root.join("x/dangling.md")).expect("a link");
    let outside = SourceFaultKind::Outside;
    check_refused(&sandbox, &[replace("x/out.md", "secret", "")], outside, "it is a symbolic link");
    check_refused(&sandbox, &[replace("x/in.md", "a: old\n", "")], outside, "it is a symbolic link");
    check_refused(&sandbox, &[create("x/dangling.md", "")], outside, "it is a symbolic link");
    check_refused(&sandbox, &[create("linked/new.md", "")], outside, "the folder linked is a symbolic link");
    check_refused(&sandbox, &[rename("x/a.md", "linked/a.md")], outside, "the folder linked");
    assert_eq!(other.files().into_values().collect::<Vec<_>>(), ["secret"]);
}

#[test]
fn a_socket_in_the_way_is_named() {
    let sandbox = before();
    let _socket = std::os::unix::net::UnixListener::bind(sandbox.root.join("x/s.md")).expect("a socket");
    check_refused(&sandbox, &[create("x/s.md", "")], SourceFaultKind::Conflict, "a socket or a device");
}
