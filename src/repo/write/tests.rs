//! Writes that succeed or are refused; those that are killed, and what is peculiar to a system, by topic.

mod broken_disk;
mod killed;
mod model;
#[cfg(unix)]
mod unix;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::*;
use crate::repo::sandbox::{Sandbox, path};
use crate::repo::write::tests::broken_disk::{Breaks, BrokenDisk};
use crate::source::{Store, Tree};

fn create(at: &str, text: &str) -> FileChange {
    FileChange::Create { path: path(at), bytes: text.into() }
}

fn replace(at: &str, before: &str, text: &str) -> FileChange {
    FileChange::Replace { path: path(at), before: before.into(), bytes: text.into() }
}

fn rename(from: &str, to: &str) -> FileChange {
    FileChange::Rename { from: path(from), to: path(to) }
}

fn remove(at: &str, before: &str) -> FileChange {
    FileChange::Remove { path: path(at), before: before.into() }
}

fn write(sandbox: &Sandbox, changes: &[FileChange]) -> Result<(), SourceFault> {
    sandbox.repository().working_tree().write(changes)
}

/// Writes and checks that the fault is of this kind, says this, and left everything as it was.
#[track_caller]
fn check_refused(sandbox: &Sandbox, changes: &[FileChange], kind: SourceFaultKind, words: &str) {
    let before = sandbox.files();
    let fault = write(sandbox, changes).expect_err("a refused write");
    assert_eq!(fault.kind, kind, "{fault}");
    assert!(fault.to_string().contains(words), "{fault}");
    assert_eq!(sandbox.files(), before);
}

/// Five files that a change touches in every way there is.
fn before() -> Sandbox {
    Sandbox::with_git()
        .file("x/a.md", "a: old\n")
        .file("x/b.md", "b: kept\n")
        .file("x/c.md", "c: old\n")
        .file("y/d.md", "d: removed\n")
        .file("y/z.md", "z: untouched\n")
}

fn change() -> Vec<FileChange> {
    vec![
        replace("x/a.md", "a: old\n", "a: new\n"),
        create("new/deep/e.md", "e: new\n"),
        rename("x/b.md", "y/b2.md"),
        rename("x/c.md", "x/c2.md"),
        replace("x/c2.md", "c: old\n", "c: new\n"),
        remove("y/d.md", "d: removed\n"),
    ]
}

fn after() -> BTreeMap<String, String> {
    let files = [
        ("x/a.md", "a: new\n"),
        ("new/deep/e.md", "e: new\n"),
        ("y/b2.md", "b: kept\n"),
        ("x/c2.md", "c: new\n"),
        ("y/z.md", "z: untouched\n"),
    ];
    files.map(|(path, text)| (path.to_owned(), text.to_owned())).into()
}

fn journal(sandbox: &Sandbox) -> Journal {
    let place = crate::repo::discovery::find_git(&sandbox.root);
    Journal::at(&sandbox.root, place.as_ref())
}

#[test]
fn a_change_of_every_sort_is_carried_out() {
    let sandbox = before();
    write(&sandbox, &change()).expect("a written change");
    assert_eq!(sandbox.documents(), after());
    assert_eq!(sandbox.traces(), [""; 0]);
}

#[test]
fn a_file_that_changed_or_vanished_is_refused() {
    let sandbox = before();
    let stale = [replace("x/a.md", "a: stale\n", "a: new\n")];
    check_refused(&sandbox, &stale, SourceFaultKind::Conflict, "x/a.md: the file changed since it was read");
    check_refused(&sandbox, &[remove("x/none.md", "")], SourceFaultKind::NotFound, "x/none.md: no such file");
    check_refused(&sandbox, &[rename("none/none.md", "x/n.md")], SourceFaultKind::NotFound, "no such file");
    check_refused(&sandbox, &[replace("x/a.md/b", "", "b")], SourceFaultKind::NotFound, "no such file");
}

#[test]
fn one_refused_file_refuses_the_whole_change() {
    let sandbox = before();
    let changes = [replace("x/a.md", "a: old\n", "a: new\n"), create("x/b.md", "")];
    check_refused(&sandbox, &changes, SourceFaultKind::Conflict, "x/b.md: a file stands there already");
}

#[test]
fn what_stands_in_the_way_is_named() {
    let sandbox = before();
    fs::create_dir(sandbox.root.join("x/folder.md")).expect("a folder");
    check_refused(&sandbox, &[create("x/folder.md", "")], SourceFaultKind::Conflict, "a folder stands there");
    let instead = [replace("x/folder.md", "", "b")];
    check_refused(&sandbox, &instead, SourceFaultKind::Unavailable, "a folder stands there, not a file");
    let below = [create("x/a.md/b.md", "")];
    check_refused(&sandbox, &below, SourceFaultKind::Conflict, "a file stands where a folder should be");
}

#[test]
fn names_that_differ_only_in_spelling_are_refused() {
    let sandbox = before();
    let twin = [create("x/A.md", "")];
    check_refused(&sandbox, &twin, SourceFaultKind::Conflict, "x/A.md: a.md stands there already");
    let pair = [create("x/n.md", ""), create("x/N.md", "")];
    check_refused(&sandbox, &pair, SourceFaultKind::Conflict, "x/N.md: n.md stands there already");
    check_refused(&sandbox, &[create("X/new.md", "")], SourceFaultKind::Conflict, "a folder x stands there");
    check_refused(&sandbox, &[rename("y/z.md", "x/B.md")], SourceFaultKind::Conflict, "b.md stands there");
}

#[test]
fn a_file_can_be_respelt_with_and_without_new_bytes() {
    let sandbox = before();
    write(&sandbox, &[rename("x/a.md", "x/A.md")]).expect("a respelt file");
    let changes = [rename("x/b.md", "x/B.md"), replace("x/B.md", "b: kept\n", "B\n")];
    write(&sandbox, &changes).expect("a respelt file");
    assert_eq!((sandbox.text("x/A.md"), sandbox.text("x/a.md")), (Some("a: old\n".into()), None));
    assert_eq!((sandbox.text("x/B.md"), sandbox.text("x/b.md")), (Some("B\n".into()), None));
}

#[test]
fn two_files_can_change_places() {
    let sandbox = before();
    let changes = [rename("x/a.md", "x/t.md"), rename("x/b.md", "x/a.md"), rename("x/t.md", "x/b.md")];
    write(&sandbox, &changes).expect("a written change");
    assert_eq!(
        (sandbox.text("x/a.md"), sandbox.text("x/b.md")),
        (Some("b: kept\n".into()), Some("a: old\n".into()))
    );
}

#[test]
fn any_name_works() {
    let sandbox = Sandbox::new();
    for name in ["with space.md", "\"quoted\" 'name'.md", "🚀.md", "two\nlines.md", "-rf", "%s\\n.md"] {
        let at = format!("odd folder/{name}");
        write(&sandbox, &[create(&at, "old")]).expect("a new file");
        write(&sandbox, &[replace(&at, "old", "new")]).expect("a written file");
        assert_eq!(sandbox.text(&at).as_deref(), Some("new"), "{name:?}");
    }
    let tree = sandbox.repository().working_tree();
    assert_eq!(tree.list(&[path("odd folder")]).files.len(), 6);
    let long = format!("x/{}.md", "n".repeat(300));
    check_refused(&sandbox, &[create(&long, "")], SourceFaultKind::Unavailable, "a name this long");
}

#[test]
fn gits_own_folder_is_never_written() {
    let sandbox = before();
    let hook = [create(".git/hooks/post-checkout", "")];
    check_refused(&sandbox, &hook, SourceFaultKind::Outside, "git's own folder");
    check_refused(&sandbox, &[create("x/.GIT/config", "")], SourceFaultKind::Outside, "git's own folder");
}

#[test]
fn an_empty_change_and_an_equal_one_write_nothing() {
    let sandbox = before();
    let modified = |sandbox: &Sandbox| {
        fs::metadata(sandbox.root.join("x/a.md")).and_then(|metadata| metadata.modified()).expect("a time")
    };
    let time = modified(&sandbox);
    write(&sandbox, &[]).expect("nothing to do");
    write(&sandbox, &[replace("x/a.md", "a: old\n", "a: old\n")]).expect("nothing to do");
    assert_eq!(modified(&sandbox), time);
}

#[test]
fn without_git_the_journal_lies_beside_the_configuration() {
    let sandbox = Sandbox::new().file("a.md", "a").file("b.md", "b");
    let changes = [replace("a.md", "a", "A"), replace("b.md", "b", "B")];
    let journal = journal(&sandbox);
    let killed = (0..).find(|at| {
        let _ = super::write(&sandbox.root, &journal, &BrokenDisk::new(*at, Breaks::Killed), None, &changes);
        sandbox.repository().working_tree().pending().is_some()
    });
    assert!(killed.is_some());
    assert!(sandbox.root.join(".pm-journal").is_file());
    let tree = sandbox.repository().working_tree();
    assert_eq!(tree.complete(), Ok(vec![path("a.md"), path("b.md")]));
    assert_eq!((sandbox.text("a.md"), sandbox.text("b.md")), (Some("A".into()), Some("B".into())));
    assert_eq!(sandbox.traces(), [""; 0]);
}
