//! Writes that fail or are killed at every step, and what completes them.

use std::io::{self, BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use super::*;

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
fn a_process_killed_at_any_step_leaves_old_or_new_bytes() {
    for breaks in [Breaks::Killed, Breaks::KilledHalfway] {
        let mut reached = 0;
        loop {
            let sandbox = before();
            let disk = BrokenDisk::new(reached, breaks);
            let _ = crate::repo::write::write(&sandbox.root, &journal(&sandbox), &disk, None, &change());
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
        let _ = crate::repo::write::write(
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
        let _ = crate::repo::write::write(&sandbox.root, &journal(&sandbox), &killed, None, &change());
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
            let _ = crate::repo::write::write(
                &sandbox.root,
                &journal(&sandbox),
                &disk,
                None,
                std::slice::from_ref(&change),
            );
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
        let _ = crate::repo::write::write(&sandbox.root, &journal(&sandbox), &disk, None, &change);
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
        let result = crate::repo::write::write(&sandbox.root, &journal(&sandbox), &disk, None, &change());
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
    crate::repo::write::write(&root, &Journal::at(&root, place.as_ref()), &disk, None, &change())
        .expect("a written change");
}

#[test]
fn a_real_process_is_killed_at_every_step() {
    let this = std::env::current_exe().expect("the test binary");
    for at in 0.. {
        let sandbox = before();
        let mut child = Command::new(&this)
            .args([
                "--exact",
                "repo::write::tests::killed::process_that_is_killed_while_writing",
                "--nocapture",
            ])
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
        let _ = crate::repo::write::write(&sandbox.root, &journal(&sandbox), &disk, None, &change());
        sandbox.repository().working_tree().pending().is_some()
    });
    assert!(killed.is_some());
    let other = [replace("y/z.md", "z: untouched\n", "z\n")];
    check_refused(&sandbox, &other, SourceFaultKind::Conflict, "has to be completed first");
    sandbox.repository().working_tree().complete().expect("a completed change");
    assert_eq!(write(&sandbox, &other), Ok(()));
}
