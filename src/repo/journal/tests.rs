//! Journals that were found: complete, tampered with, or overtaken by a person's edit.

use super::*;
use crate::repo::disk::RealDisk;
use crate::repo::sandbox::{Sandbox, path};

fn put(name: &str, to: &str, before: Option<&str>, after: &str) -> Step {
    Step::Put {
        temporary: name.to_owned(),
        to: to.to_owned(),
        before: before.map(|text| content_id(text.as_bytes())),
        after: content_id(after.as_bytes()),
    }
}

/// A product whose change of `a.md` and `b.md` was committed and interrupted before the first rename.
fn interrupted() -> (Sandbox, Journal) {
    let sandbox = Sandbox::with_git().file("a.md", "a").file(".pm-1-0.tmp", "A").file(".pm-1-1.tmp", "B");
    let journal = crate::repo::discovery::find_git(&sandbox.root);
    let journal = Journal::at(&sandbox.root, journal.as_ref());
    let steps = [put(".pm-1-0.tmp", "a.md", Some("a"), "A"), put(".pm-1-1.tmp", "b.md", None, "B")];
    journal.intend(&RealDisk, &steps).expect("an intent");
    journal.commit(&RealDisk).expect("a journal");
    (sandbox, journal)
}

#[test]
fn a_committed_change_is_named_and_completed() {
    let (sandbox, journal) = interrupted();
    assert_eq!(journal.pending(), Some(vec![path("a.md"), path("b.md")]));
    assert_eq!(journal.complete(&RealDisk), Ok(vec![path("a.md"), path("b.md")]));
    let files = [("a.md", "A"), ("b.md", "B")].map(|(path, text)| (path.to_owned(), text.to_owned()));
    assert_eq!(sandbox.files(), files.into());
    assert_eq!(journal.pending(), None);
}

#[test]
fn only_what_is_left_is_pending() {
    let (sandbox, journal) = interrupted();
    fs::rename(sandbox.root.join(".pm-1-0.tmp"), sandbox.root.join("a.md")).expect("a rename");
    assert_eq!(journal.pending(), Some(vec![path("b.md")]));
    // What a person wrote after the rename stays.
    sandbox.put("a.md", "A, and more");
    journal.complete(&RealDisk).expect("a completed change");
    assert_eq!(sandbox.text("a.md").as_deref(), Some("A, and more"));
}

#[test]
fn a_change_that_is_done_but_for_its_journal_is_not_pending() {
    let (sandbox, journal) = interrupted();
    for (from, to) in [(".pm-1-0.tmp", "a.md"), (".pm-1-1.tmp", "b.md")] {
        fs::rename(sandbox.root.join(from), sandbox.root.join(to)).expect("a rename");
    }
    assert_eq!(journal.pending(), None);
    assert_eq!(journal.settle(&RealDisk), Ok(()));
    assert_eq!(sandbox.traces(), [""; 0]);
}

#[test]
fn an_edit_made_after_the_interruption_is_never_overwritten() {
    let (sandbox, journal) = interrupted();
    sandbox.put("a.md", "a, edited");
    sandbox.put("b.md", "somebody's own");
    let before = sandbox.files();
    let fault = journal.complete(&RealDisk).expect_err("a conflict");
    assert_eq!(fault.kind, SourceFaultKind::Conflict);
    assert_eq!(fault.path, Some(path("a.md")));
    assert!(fault.reason.contains(".pm-1-0.tmp") && fault.reason.contains("pm-journal"), "{fault}");
    assert_eq!(sandbox.files(), before, "nothing was completed in part");
}

#[test]
fn a_file_that_is_in_place_twice_loses_its_temporary_name() {
    let (sandbox, journal) = interrupted();
    sandbox.put("b.md", "B");
    journal.complete(&RealDisk).expect("a completed change");
    assert_eq!(sandbox.text("b.md").as_deref(), Some("B"));
    assert_eq!(sandbox.traces(), [""; 0]);
}

#[test]
fn an_intent_is_undone_and_touches_nothing_but_its_temporary_files() {
    let sandbox = Sandbox::new().file("a.md", "a").file(".pm-1-0.tmp", "A");
    let journal = Journal::at(&sandbox.root, None);
    journal.intend(&RealDisk, &[put(".pm-1-0.tmp", "a.md", Some("a"), "A")]).expect("an intent");
    assert_eq!(journal.pending(), None);
    assert_eq!(journal.complete(&RealDisk), Ok(Vec::new()));
    assert_eq!(sandbox.files(), [("a.md".to_owned(), "a".to_owned())].into());
}

#[test]
fn an_intent_cut_short_is_removed() {
    let sandbox = Sandbox::new().file(".pm-journal.new", "{\"format\":1,\"ste");
    assert_eq!(Journal::at(&sandbox.root, None).settle(&RealDisk), Ok(()));
    assert_eq!(sandbox.traces(), [""; 0]);
}

/// A journal that came with the files is not trusted to name any path.
#[track_caller]
fn check_distrusted(text: &str) {
    let sandbox = Sandbox::new().file("a.md", "a").file(".pm-journal", text);
    let journal = Journal::at(&sandbox.root, None);
    assert_eq!(journal.pending(), Some(Vec::new()), "it is not passed over in silence");
    let fault = journal.complete(&RealDisk).expect_err("a distrusted journal");
    assert!(fault.reason.contains(".pm-journal: it "), "{fault}");
    assert_eq!(sandbox.text("a.md").as_deref(), Some("a"));
}

#[test]
fn a_journal_that_pm_did_not_write_is_refused() {
    check_distrusted("not a journal");
    check_distrusted(r#"{"format":2,"steps":[]}"#);
    check_distrusted(
        r#"{"format":1,"steps":[{"put":{"temporary":"a.md","to":"b","before":null,"after":""}}]}"#,
    );
    check_distrusted(r#"{"format":1,"steps":[{"remove":{"path":"../x","before":""}}]}"#);
    check_distrusted(
        r#"{"format":1,"steps":[{"move":{"from":"a.md","to":".git/hooks/x","respelled":false}}]}"#,
    );
}

#[test]
fn products_in_one_repository_keep_journals_apart() {
    let sandbox = Sandbox::with_git().file("one/pm.yaml", "").file("two/pm.yaml", "");
    let git = crate::repo::discovery::find_git(&sandbox.root);
    let files: BTreeSet<PathBuf> = ["", "one", "two"]
        .map(|folder| {
            Journal::at(&sandbox.root.join(folder).components().collect::<PathBuf>(), git.as_ref()).file
        })
        .into();
    assert_eq!(files.len(), 3);
    assert!(files.iter().all(|file| file.starts_with(sandbox.root.join(".git"))));
}
