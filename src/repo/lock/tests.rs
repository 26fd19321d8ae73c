//! Locks between threads and between processes.

use std::io::{self, BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;
use crate::repo::sandbox::Sandbox;

const NO_PATIENCE: Duration = Duration::ZERO;
const LONG: Duration = Duration::from_secs(60);

fn take(sandbox: &Sandbox, patience: Duration) -> Result<Lock, SourceFault> {
    lock(&sandbox.root, patience, &mut |_| {})
}

#[test]
fn a_second_writer_is_refused_until_the_first_is_done() {
    let sandbox = Sandbox::new();
    let first = take(&sandbox, NO_PATIENCE).expect("a lock");
    let mut said = Vec::new();
    let fault = lock(&sandbox.root, NO_PATIENCE, &mut |words| said.push(words.to_owned()));
    let fault = fault.expect_err("a held lock");
    assert_eq!(fault.kind, SourceFaultKind::Unavailable);
    assert!(fault.reason.contains("is still writing to this repository"), "{fault}");
    drop(first);
    take(&sandbox, NO_PATIENCE).expect("a released lock");
}

#[test]
fn a_waiting_writer_says_so_once() {
    let sandbox = Sandbox::new();
    let first = take(&sandbox, NO_PATIENCE).expect("a lock");
    let mut first = Some(first);
    let mut said = Vec::new();
    let second = lock(&sandbox.root, LONG, &mut |words| {
        said.push(words.to_owned());
        first = None;
    });
    second.expect("a lock after waiting");
    assert_eq!(said.len(), 1);
    assert!(said[0].starts_with("waiting for "), "{said:?}");
}

#[test]
fn the_lock_of_a_replaced_file_is_not_taken_for_the_lock() {
    let sandbox = Sandbox::new();
    let old = File::open(sandbox.root.join("pm.yaml")).expect("a file");
    fs::write(sandbox.root.join("new"), "").expect("a file");
    fs::rename(sandbox.root.join("new"), sandbox.root.join("pm.yaml")).expect("a replaced file");
    assert!(!is_still(&old, &sandbox.root.join("pm.yaml")));
    take(&sandbox, NO_PATIENCE).expect("the lock of the new file");
}

#[test]
fn a_product_that_is_about_to_begin_is_locked_by_its_folder() {
    let sandbox = Sandbox::new();
    fs::remove_file(sandbox.root.join("pm.yaml")).expect("a removed file");
    let _first = take(&sandbox, NO_PATIENCE).expect("a lock");
    take(&sandbox, NO_PATIENCE).expect_err("a held lock");
}

#[test]
fn many_writers_take_turns() {
    let sandbox = Sandbox::new();
    let writers = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..20 {
            scope.spawn(|| {
                let _lock = take(&sandbox, LONG).expect("a lock");
                assert_eq!(writers.fetch_add(1, Ordering::SeqCst), 0, "alone");
                let number = sandbox.text("number").unwrap_or_default().len();
                sandbox.put("number", &"x".repeat(number + 1));
                writers.fetch_sub(1, Ordering::SeqCst);
            });
        }
    });
    assert_eq!(sandbox.text("number").map(|text| text.len()), Some(20));
}

const LOCKED_IN: &str = "PM_TEST_LOCKED_IN";

/// Not a test of its own: the process that the next test kills. Without its orders it does nothing.
#[test]
fn process_that_is_killed_holding_the_lock() {
    let Ok(root) = std::env::var(LOCKED_IN) else { return };
    let _lock = lock(Path::new(&root), NO_PATIENCE, &mut |_| {}).expect("a lock");
    writeln!(io::stdout(), "locked").and_then(|()| io::stdout().flush()).expect("an open pipe");
    io::stdin().read_line(&mut String::new()).expect("an open pipe");
}

fn locking_process(sandbox: &Sandbox) -> Child {
    let mut child = Command::new(std::env::current_exe().expect("the test binary"))
        .args(["--exact", "repo::lock::tests::process_that_is_killed_holding_the_lock", "--nocapture"])
        .env(LOCKED_IN, &sandbox.root)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("a process");
    let output = BufReader::new(child.stdout.as_mut().expect("its output"));
    assert!(output.lines().map_while(Result::ok).any(|line| line.ends_with("locked")));
    child
}

#[test]
fn a_killed_process_leaves_no_lock() {
    let sandbox = Sandbox::new();
    let mut child = locking_process(&sandbox);
    let refused = take(&sandbox, NO_PATIENCE).map(drop);
    child.kill().expect("a killed process");
    child.wait().expect("an ended process");
    assert!(refused.is_err());
    take(&sandbox, NO_PATIENCE).expect("a released lock");
}

#[test]
fn the_holder_is_found_among_the_systems_locks() {
    let locks = "1: POSIX  ADVISORY  WRITE 12 fe:00:99 0 EOF\n\
                 2: FLOCK  ADVISORY  WRITE 4711 fe:00:131090 0 EOF\n\
                 2: -> FLOCK  ADVISORY  WRITE 4712 fe:00:131090 0 EOF\n";
    assert_eq!(process_of(locks, 131_090), Some(4711));
    assert_eq!(process_of(locks, 90), None);
    assert_eq!(process_of(locks, 99), None);
}
