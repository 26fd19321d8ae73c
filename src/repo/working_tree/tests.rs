//! Listings and readings of trees with everything a disk can hold.

use super::*;
use crate::repo::sandbox::{Sandbox, path};

fn list(sandbox: &Sandbox, folders: &[&str]) -> Listing {
    let folders: Vec<RelPath> = folders.iter().map(|folder| path(folder)).collect();
    sandbox.repository().working_tree().list(&folders)
}

#[track_caller]
fn check(sandbox: &Sandbox, folders: &[&str], files: &[&str], faults: &[&str]) {
    let listing = list(sandbox, folders);
    assert_eq!(listing.files.iter().map(RelPath::as_str).collect::<Vec<_>>(), files);
    assert_eq!(listing.faults.iter().map(ToString::to_string).collect::<Vec<_>>(), faults);
}

#[track_caller]
fn check_unread(sandbox: &Sandbox, file: &str, kind: SourceFaultKind, reason: &str) {
    let fault = sandbox.repository().working_tree().read(&path(file)).expect_err("an unread file");
    assert_eq!((fault.kind, fault.reason.as_str()), (kind, reason));
}

#[test]
fn files_are_listed_in_the_order_of_their_bytes() {
    let sandbox =
        Sandbox::new().file("x/b.md", "").file("x/a/z.md", "").file("x/a.md", "").file("x/a-b/c.md", "");
    check(&sandbox, &["x"], &["x/a-b/c.md", "x/a.md", "x/a/z.md", "x/b.md"], &[]);
    check(&sandbox, &[], &["pm.yaml", "x/a-b/c.md", "x/a.md", "x/a/z.md", "x/b.md"], &[]);
}

#[test]
fn a_folder_named_twice_or_inside_another_is_walked_once() {
    let sandbox = Sandbox::new().file("x/a/b.md", "").file("xy/c.md", "");
    check(&sandbox, &["x", "x/a", "x", "xy"], &["x/a/b.md", "xy/c.md"], &[]);
}

#[test]
fn a_folder_that_does_not_exist_is_empty_and_a_file_stands_for_itself() {
    let sandbox = Sandbox::new().file("x/a.md", "");
    check(&sandbox, &["none", "x/a.md/b", "x/a.md"], &["x/a.md"], &[]);
}

#[test]
fn hidden_entries_are_listed_only_where_named() {
    let sandbox =
        Sandbox::with_git().file(".pm/ideas/a.md", "").file("x/.hidden.md", "").file("x/.d/b.md", "");
    check(&sandbox, &["x"], &[], &[]);
    check(&sandbox, &[".pm/ideas"], &[".pm/ideas/a.md"], &[]);
    check(&sandbox, &["x/.hidden.md"], &["x/.hidden.md"], &[]);
    check(&sandbox, &[".git"], &[], &[".git: it lies in git's own folder"]);
}

#[test]
fn ignored_files_are_left_out_by_the_rules_of_every_folder_above() {
    let sandbox = Sandbox::with_git()
        .file(".gitignore", "*.tmp.md\nbuild/\n/drafts\n")
        .file("x/.gitignore", "!keep.tmp.md\n")
        .file("x/a.md", "")
        .file("x/a.tmp.md", "")
        .file("x/keep.tmp.md", "")
        .file("x/build/b.md", "")
        .file("drafts/c.md", "")
        .file("y/drafts/d.md", "");
    check(&sandbox, &["x", "y", "drafts"], &["x/a.md", "x/keep.tmp.md", "y/drafts/d.md"], &[]);
    sandbox.put(".git/info/exclude", "a.md\n");
    check(&sandbox, &["x"], &["x/keep.tmp.md"], &[]);
}

#[test]
fn rules_above_a_product_in_a_sub_folder_hold_too() {
    let sandbox = Sandbox::with_git().file(".gitignore", "*.out.md\n").file("plan/pm.yaml", "");
    sandbox.put("plan/x/a.md", "");
    sandbox.put("plan/x/a.out.md", "");
    let repository = crate::repo::Repository::open(&sandbox.root.join("plan/x")).expect("a product");
    assert_eq!(repository.working_tree().list(&[path("x")]).files, [path("x/a.md")]);
}

#[test]
fn a_repository_inside_this_one_is_not_walked_unless_named() {
    let sandbox = Sandbox::with_git().file("x/other/.git", "gitdir: ../x").file("x/other/a.md", "");
    check(&sandbox, &["x"], &[], &[]);
    check(&sandbox, &["x/other"], &["x/other/a.md"], &[]);
}

#[test]
fn what_is_read_is_what_was_written() {
    let sandbox = Sandbox::new().file("x/a.md", "\u{feff}ä\r\n").file("x/empty.md", "");
    let tree = sandbox.repository().working_tree();
    assert_eq!(tree.read(&path("x/a.md")), Ok("\u{feff}ä\r\n".as_bytes().to_vec()));
    assert_eq!(tree.read(&path("x/empty.md")), Ok(Vec::new()));
}

#[test]
fn what_cannot_be_read_has_a_reason() {
    let sandbox = Sandbox::with_git().file("x/a.md", "");
    check_unread(&sandbox, "x/none.md", SourceFaultKind::NotFound, "no such file");
    check_unread(&sandbox, "none/none.md", SourceFaultKind::NotFound, "no such file");
    check_unread(&sandbox, "x", SourceFaultKind::Unavailable, "a folder stands there, not a file");
    let in_a_file = "a file stands where a folder should be";
    check_unread(&sandbox, "x/a.md/b.md", SourceFaultKind::Unavailable, in_a_file);
    check_unread(&sandbox, ".git/config", SourceFaultKind::Outside, "it lies in git's own folder");
}

#[test]
fn a_file_that_vanishes_between_two_steps_is_named() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let fault = read_file(&path("a.md"), &folder.path().join("a.md"), 3).expect_err("a vanished file");
    assert_eq!(fault.to_string(), "a.md: it vanished while it was being read");
}

#[test]
fn a_file_over_the_limit_is_not_read() {
    let sandbox = Sandbox::new().file("x/big.md", "");
    let file = fs::OpenOptions::new().write(true).open(sandbox.root.join("x/big.md")).expect("a file");
    file.set_len(LARGEST_FILE + 1).expect("a sparse file");
    check_unread(&sandbox, "x/big.md", SourceFaultKind::Unavailable, "it is larger than 256 MiB");
}

#[test]
fn files_and_folders_exist() {
    let sandbox = Sandbox::with_git().file("x/a.md", "").file("x/.hidden/b.md", "");
    let tree = sandbox.repository().working_tree();
    for there in ["", "x", "x/a.md", "x/.hidden/b.md"] {
        assert!(tree.exists(&path(there)), "{there}");
    }
    for absent in ["y", "x/b.md", "x/a.md/c", ".git", ".git/HEAD"] {
        assert!(!tree.exists(&path(absent)), "{absent}");
    }
}

#[cfg(unix)]
mod unix {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;
    use std::process::Command;

    use super::*;

    /// A product with links that lead to every kind of place.
    fn linked() -> (Sandbox, Sandbox) {
        let other = Sandbox::new().file("secret.md", "secret").file("folder/s.md", "");
        let sandbox = Sandbox::new().file("x/a.md", "a").file("shared/s.md", "shared");
        let link = |target: &str, at: &str| symlink(target, sandbox.root.join(at)).expect("a link");
        link("../shared/s.md", "x/in.md");
        link("../shared", "x/folder");
        link("nowhere.md", "x/lost.md");
        link("loop.md", "x/loop.md");
        link("nowhere", "x/.#a.md");
        link(other.root.join("secret.md").to_str().expect("a path"), "x/out.md");
        link(other.root.to_str().expect("a path"), "out");
        (sandbox, other)
    }

    #[test]
    fn links_are_judged_by_where_they_lead() {
        let (sandbox, _other) = linked();
        let expected = [
            "x/folder: a symbolic link to a folder; files behind it are not read",
            "x/loop.md: too many levels of symbolic links",
            "x/lost.md: a symbolic link to nowhere.md, which does not exist",
            "x/out.md: a symbolic link that leads out of the repository; it is not followed",
        ];
        check(&sandbox, &["x"], &["x/a.md", "x/in.md"], &expected);
        let behind = ["out: a symbolic link to a folder; files behind it are not read"];
        check(&sandbox, &["out/folder"], &[], &behind);
    }

    #[test]
    fn nothing_outside_is_read_or_said_to_exist() {
        let (sandbox, _other) = linked();
        let out = "a symbolic link that leads out of the repository; it is not followed";
        check_unread(&sandbox, "x/out.md", SourceFaultKind::Outside, out);
        check_unread(&sandbox, "out/secret.md", SourceFaultKind::Outside, out);
        let tree = sandbox.repository().working_tree();
        assert_eq!(tree.read(&path("x/in.md")), Ok(b"shared".to_vec()));
        assert_eq!(tree.read(&path("x/folder/s.md")), Ok(b"shared".to_vec()));
        assert!(tree.exists(&path("x/in.md")) && tree.exists(&path("x/folder")));
        assert!(!tree.exists(&path("x/out.md")) && !tree.exists(&path("out/secret.md")));
        assert!(!tree.exists(&path("x/lost.md")));
    }

    #[test]
    fn special_files_are_faults_and_never_opened() {
        let sandbox = Sandbox::new().file("x/a.md", "");
        let _socket = UnixListener::bind(sandbox.root.join("x/socket.md")).expect("a socket");
        let made = Command::new("mkfifo").arg(sandbox.root.join("x/pipe.md")).status().expect("mkfifo");
        assert!(made.success());
        let special = "a pipe, a socket or a device, not a file";
        let faults = [format!("x/pipe.md: {special}"), format!("x/socket.md: {special}")];
        check(&sandbox, &["x"], &["x/a.md"], &[&faults[0], &faults[1]]);
        check_unread(&sandbox, "x/pipe.md", SourceFaultKind::Unavailable, special);
    }

    #[test]
    fn a_name_that_is_not_utf8_is_a_fault() {
        let sandbox = Sandbox::new().file("x/a.md", "");
        let odd = OsStr::from_bytes(b"caf\xe9.md");
        // Some file systems refuse such a name themselves; then there is nothing to find.
        if fs::write(sandbox.root.join("x").join(odd), "").is_ok() {
            check(&sandbox, &["x"], &["x/a.md"], &["x: a file name that is not UTF-8: \"caf\\xe9.md\""]);
        }
    }
}
