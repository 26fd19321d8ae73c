//! Writes that succeed, fail and are killed at every step.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use proptest::prelude::*;

use super::*;
use crate::repo::disk::RealDisk;
use crate::repo::sandbox::{Sandbox, path};
use crate::source::memory::MemoryTree;
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

/// A disk that fails once at one step, or is gone from that step on as if the process had been killed.
struct BrokenDisk {
    at: usize,
    breaks: Breaks,
    steps: Cell<usize>,
    gone: Cell<bool>,
}

#[derive(Clone, Copy)]
enum Breaks {
    Fails(io::ErrorKind),
    Killed,
    /// Killed in the middle of writing a temporary file or an intent.
    KilledHalfway,
    /// Says so and waits for the signal.
    WaitsToBeKilled,
}

impl BrokenDisk {
    fn new(at: usize, breaks: Breaks) -> Self {
        Self { at, breaks, steps: Cell::new(0), gone: Cell::new(false) }
    }

    fn was_reached(&self) -> bool {
        self.steps.get() > self.at
    }

    fn step(&self) -> io::Result<()> {
        let step = self.steps.replace(self.steps.get() + 1);
        if self.gone.get() {
            return Err(io::Error::other("the process is gone"));
        }
        if step != self.at {
            return Ok(());
        }
        match self.breaks {
            Breaks::Fails(kind) => Err(kind.into()),
            Breaks::Killed | Breaks::KilledHalfway => {
                self.gone.set(true);
                Err(io::Error::other("the process is gone"))
            }
            Breaks::WaitsToBeKilled => {
                use io::Write;
                writeln!(io::stdout(), "at step {step}").and_then(|()| io::stdout().flush())?;
                io::stdin().read_line(&mut String::new())?;
                Ok(())
            }
        }
    }
}

impl Disk for BrokenDisk {
    fn create_folder(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        RealDisk.create_folder(path)
    }

    fn create_file(&self, path: &Path, bytes: &[u8], like: Option<&fs::Metadata>) -> io::Result<()> {
        let was_gone = self.gone.get();
        let result = self.step();
        if result.is_err() && !was_gone && matches!(self.breaks, Breaks::KilledHalfway) {
            RealDisk.create_file(path, &bytes[..bytes.len() / 2], None)?;
        }
        result?;
        RealDisk.create_file(path, bytes, like)
    }

    // What a killed process wrote is there without it, and it is what takes long.
    fn sync_files(&self, _paths: &[PathBuf]) -> io::Result<()> {
        self.step()
    }

    fn sync_folder(&self, _path: &Path) -> io::Result<()> {
        self.step()
    }

    fn replace(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step()?;
        RealDisk.replace(from, to)
    }

    fn place(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step()?;
        RealDisk.place(from, to)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        RealDisk.remove_file(path)
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        RealDisk.remove_folder(path)
    }
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

/// Every file holds its old or its new bytes, and completing makes all of it old or all of it new.
#[track_caller]
fn check_survives(
    sandbox: &Sandbox,
    old: &BTreeMap<String, String>,
    new: &BTreeMap<String, String>,
    at: usize,
) {
    let now = sandbox.documents();
    for path in old.keys().chain(new.keys()).chain(now.keys()) {
        let text = now.get(path);
        assert!(text == old.get(path) || text == new.get(path), "step {at}: {path} holds {text:?}");
    }
    let tree = sandbox.repository().working_tree();
    let was_pending = tree.pending();
    journal(sandbox).complete(&BrokenDisk::new(usize::MAX, Breaks::Killed)).expect("a completed change");
    let end = sandbox.documents();
    match was_pending {
        Some(paths) => {
            assert!(!paths.is_empty());
            assert_eq!(end, *new, "step {at}: a committed change is completed");
        }
        None => assert!(end == *old || end == *new, "step {at}: {end:?}"),
    }
    assert_eq!(tree.pending(), None);
    assert_eq!(tree.complete(), Ok(Vec::new()), "completing again changes nothing");
}

#[test]
fn a_change_of_every_sort_is_carried_out() {
    let sandbox = before();
    write(&sandbox, &change()).expect("a written change");
    assert_eq!(sandbox.documents(), after());
    assert_eq!(sandbox.traces(), [""; 0]);
}

#[test]
fn a_process_killed_at_any_step_leaves_old_or_new_bytes() {
    for breaks in [Breaks::Killed, Breaks::KilledHalfway] {
        let mut reached = 0;
        loop {
            let sandbox = before();
            let disk = BrokenDisk::new(reached, breaks);
            let _ = super::write(&sandbox.root, &journal(&sandbox), &disk, None, &change());
            if !disk.was_reached() {
                break;
            }
            check_survives(&sandbox, &before().documents(), &after(), reached);
            assert_eq!(sandbox.traces(), [""; 0], "step {reached}");
            reached += 1;
        }
        assert!(reached > 15, "only {reached} steps");
    }
}

#[test]
fn a_completion_killed_at_any_step_can_be_completed() {
    // The step that ends the process after the journal is in place and before any name changes.
    let committed = (0..).find(|at| {
        let sandbox = before();
        let _ = super::write(
            &sandbox.root,
            &journal(&sandbox),
            &BrokenDisk::new(*at, Breaks::Killed),
            None,
            &change(),
        );
        sandbox.repository().working_tree().pending().is_some()
    });
    let committed = committed.expect("a step that commits") + 1;
    let mut reached = 0;
    loop {
        let sandbox = before();
        let killed = BrokenDisk::new(committed, Breaks::Killed);
        let _ = super::write(&sandbox.root, &journal(&sandbox), &killed, None, &change());
        let disk = BrokenDisk::new(reached, Breaks::Killed);
        let _ = journal(&sandbox).complete(&disk);
        if !disk.was_reached() {
            assert_eq!(sandbox.documents(), after());
            break;
        }
        check_survives(&sandbox, &before().documents(), &after(), reached);
        assert_eq!(sandbox.documents(), after());
        reached += 1;
    }
    assert!(reached > 6, "only {reached} steps");
}

#[test]
fn a_change_of_one_file_killed_at_any_step_leaves_old_or_new_bytes() {
    let changes = [
        replace("x/a.md", "a: old\n", "a: new\n"),
        create("new/e.md", "e\n"),
        rename("x/b.md", "y/b.md"),
        remove("y/d.md", "d: removed\n"),
    ];
    for change in changes {
        let done = before();
        write(&done, std::slice::from_ref(&change)).expect("a written change");
        let (old, new) = (before().documents(), done.documents());
        for at in 0.. {
            let sandbox = before();
            let disk = BrokenDisk::new(at, Breaks::KilledHalfway);
            let _ =
                super::write(&sandbox.root, &journal(&sandbox), &disk, None, std::slice::from_ref(&change));
            if !disk.was_reached() {
                break;
            }
            check_survives(&sandbox, &old, &new, at);
        }
    }
}

#[test]
fn leftovers_of_a_killed_write_are_hidden_and_cleared_by_the_next_one() {
    let sandbox = before();
    let change = [replace("x/a.md", "a: old\n", "a: new\n")];
    let killed = (0..).find(|at| {
        let disk = BrokenDisk::new(*at, Breaks::KilledHalfway);
        let _ = super::write(&sandbox.root, &journal(&sandbox), &disk, None, &change);
        !sandbox.traces().is_empty()
    });
    assert!(killed.is_some());
    let tree = sandbox.repository().working_tree();
    assert_eq!(tree.list(&[path("x")]).files, [path("x/a.md"), path("x/b.md"), path("x/c.md")]);
    tree.write(&[replace("y/z.md", "z: untouched\n", "z\n")]).expect("a written change");
    assert_eq!(sandbox.traces(), [""; 0]);
}

#[test]
fn a_step_that_fails_leaves_all_old_or_says_what_is_pending() {
    let mut at = 0;
    loop {
        let sandbox = before();
        let disk = BrokenDisk::new(at, Breaks::Fails(io::ErrorKind::StorageFull));
        let result = super::write(&sandbox.root, &journal(&sandbox), &disk, None, &change());
        if !disk.was_reached() {
            assert_eq!(result, Ok(()));
            break;
        }
        // Removing an intent that is not there any more is the one step whose failure costs nothing.
        if let Err(fault) = result {
            assert!(fault.reason.contains("the disk is full"), "step {at}: {fault}");
        }
        if sandbox.documents() == before().documents() {
            assert_eq!(sandbox.traces(), [""; 0], "step {at}");
            assert!(!sandbox.root.join("new").exists(), "step {at}");
        } else if sandbox.documents() != after() {
            assert!(sandbox.repository().working_tree().pending().is_some(), "step {at}");
        }
        check_survives(&sandbox, &before().documents(), &after(), at);
        at += 1;
    }
}

const KILLED_AT: &str = "PM_TEST_KILLED_AT";
const KILLED_IN: &str = "PM_TEST_KILLED_IN";

/// Not a test of its own: the process that the next test kills. Without its orders it does nothing.
#[test]
fn process_that_is_killed_while_writing() {
    let (Ok(at), Ok(root)) = (std::env::var(KILLED_AT), std::env::var(KILLED_IN)) else { return };
    let root = PathBuf::from(root);
    let place = crate::repo::discovery::find_git(&root);
    let disk = BrokenDisk::new(at.parse().expect("a number"), Breaks::WaitsToBeKilled);
    super::write(&root, &Journal::at(&root, place.as_ref()), &disk, None, &change())
        .expect("a written change");
}

#[test]
fn a_real_process_is_killed_at_every_step() {
    let this = std::env::current_exe().expect("the test binary");
    for at in 0.. {
        let sandbox = before();
        let mut child = Command::new(&this)
            .args(["--exact", "repo::write::tests::process_that_is_killed_while_writing", "--nocapture"])
            .env(KILLED_AT, at.to_string())
            .env(KILLED_IN, &sandbox.root)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("a process");
        let output = BufReader::new(child.stdout.take().expect("its output"));
        let waits = output.lines().map_while(Result::ok).any(|line| line.ends_with(&format!("at step {at}")));
        child.kill().expect("a killed process");
        child.wait().expect("an ended process");
        check_survives(&sandbox, &before().documents(), &after(), at);
        if !waits {
            assert_eq!(sandbox.documents(), after());
            assert!(at > 15, "only {at} steps");
            return;
        }
    }
}

#[test]
fn a_pending_change_is_completed_before_another_is_written() {
    let sandbox = before();
    let killed = (0..).find(|at| {
        let disk = BrokenDisk::new(*at, Breaks::Killed);
        let _ = super::write(&sandbox.root, &journal(&sandbox), &disk, None, &change());
        sandbox.repository().working_tree().pending().is_some()
    });
    assert!(killed.is_some());
    let other = [replace("y/z.md", "z: untouched\n", "z\n")];
    check_refused(&sandbox, &other, SourceFaultKind::Conflict, "has to be completed first");
    sandbox.repository().working_tree().complete().expect("a completed change");
    assert_eq!(write(&sandbox, &other), Ok(()));
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

#[cfg(unix)]
mod unix {
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
        check_refused(
            &sandbox,
            &[create("linked/new.md", "")],
            outside,
            "the folder linked is a symbolic link",
        );
        check_refused(&sandbox, &[rename("x/a.md", "linked/a.md")], outside, "the folder linked");
        assert_eq!(other.files().into_values().collect::<Vec<_>>(), ["secret"]);
    }

    #[test]
    fn a_socket_in_the_way_is_named() {
        let sandbox = before();
        let _socket = std::os::unix::net::UnixListener::bind(sandbox.root.join("x/s.md")).expect("a socket");
        check_refused(&sandbox, &[create("x/s.md", "")], SourceFaultKind::Conflict, "a socket or a device");
    }
}

const PATHS: [&str; 6] = ["a.md", "x/a.md", "x/b.md", "x/B.md", "y/deep/c.md", "y/d.md"];

#[derive(Clone, Debug)]
enum Wish {
    Create(usize),
    Replace(usize, bool),
    Rename(usize, usize),
    Remove(usize, bool),
}

fn wish() -> impl Strategy<Value = Wish> {
    let any_path = 0..PATHS.len();
    // Right bytes are wished for more often than stale ones, so that long changes succeed too.
    let is_right = prop::bool::weighted(0.9);
    prop_oneof![
        any_path.clone().prop_map(Wish::Create),
        (any_path.clone(), is_right).prop_map(|(at, right)| Wish::Replace(at, right)),
        (any_path.clone(), any_path.clone()).prop_map(|(from, to)| Wish::Rename(from, to)),
        (any_path, is_right).prop_map(|(at, right)| Wish::Remove(at, right)),
    ]
}

/// Changes in which right bytes are those that the path holds at that point.
fn changes(model: &MemoryTree, wishes: &[Wish]) -> Vec<FileChange> {
    let mut changes = Vec::new();
    for (number, wish) in wishes.iter().enumerate() {
        let before = |at: usize, right: bool| match model.read(&path(PATHS[at])) {
            Ok(bytes) if right => bytes,
            _ => b"stale".to_vec(),
        };
        let bytes = format!("text {number}").into_bytes();
        let change = match *wish {
            Wish::Create(at) => FileChange::Create { path: path(PATHS[at]), bytes },
            Wish::Replace(at, right) => {
                FileChange::Replace { path: path(PATHS[at]), before: before(at, right), bytes }
            }
            Wish::Rename(from, to) => rename(PATHS[from], PATHS[to]),
            Wish::Remove(at, right) => {
                FileChange::Remove { path: path(PATHS[at]), before: before(at, right) }
            }
        };
        let _ = model.write(std::slice::from_ref(&change));
        changes.push(change);
    }
    changes
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_disk_does_what_the_tree_in_memory_does(
        present in prop::collection::vec(any::<bool>(), PATHS.len()),
        wishes in prop::collection::vec(wish(), 1..6),
    ) {
        let sandbox = Sandbox::with_git();
        let files: Vec<(&str, &str)> = PATHS.into_iter().zip(PATHS).zip(&present)
            // The twins cannot both be there on every file system.
            .filter(|((path, _), present)| **present && *path != "x/B.md").map(|(file, _)| file).collect();
        for (path, text) in &files {
            sandbox.put(path, text);
        }
        let changes = changes(&MemoryTree::of(&files), &wishes);
        let model = MemoryTree::of(&files);
        let expected = model.write(&changes).map_err(|fault| (fault.path, fault.kind));
        let disk = BrokenDisk::new(usize::MAX, Breaks::Killed);
        let result = super::write(&sandbox.root, &journal(&sandbox), &disk, None, &changes);
        let result = result.map_err(|fault| (fault.path, fault.kind));
        prop_assert_eq!(result, expected);
        let text = |path: &RelPath| String::from_utf8(model.read(path).unwrap_or_default()).unwrap_or_default();
        let files: BTreeMap<String, String> =
            model.list(&[]).files.iter().map(|path| (path.as_str().to_owned(), text(path))).collect();
        prop_assert_eq!(sandbox.files(), files);
    }
}
