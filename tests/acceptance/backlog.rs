//! A Backlog.md folder.

use crate::{Corpus, count};

fn open() -> Option<Corpus> {
    Corpus::open("backlog", include_str!("backlog.yaml"), "2025-12-28")
}

#[test]
fn unreadable_documents_are_named_and_cause_no_other_finding() {
    let Some(corpus) = open() else { return };
    let findings = corpus.findings();
    assert_eq!(count(&findings, "invalid-yaml"), 32);
    assert!(findings["invalid-yaml"].iter().all(|(_, message)| message.contains('@')));
    let dangling = &findings["dangling-link"];
    assert_eq!(dangling.len(), 1);
    assert!(dangling[0].1.contains("M2 - CLI Kanban Board"), "{dangling:?}");
}

#[test]
fn ids_used_twice_are_found_whatever_their_letter_case() {
    let Some(corpus) = open() else { return };
    let findings = corpus.findings();
    // Ten ids; 41 is in three folders.
    assert_eq!(count(&findings, "duplicate-id"), 10 + 1);
}

#[test]
fn open_tasks_that_wait_for_one_that_is_not_done_are_found() {
    let Some(corpus) = open() else { return };
    let links = |question: &str| {
        let (stdout, _, _) =
            corpus.pm(&["links", "--field", "dependencies", "--where", question, "--format", "csv"]);
        let mut reader = csv::Reader::from_reader(stdout.as_bytes());
        reader.records().map(|record| record.expect("a row")[0].to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(links("true").len(), 57);
    assert_eq!(links("link.state == 'dangling'"), Vec::<String>::new());
    let mut waiting = links(
        "source.category() == 'open' && target.category() != 'done' && source.captures('folder') == 'tasks'",
    );
    assert_eq!(waiting.len(), 9);
    waiting.dedup();
    assert_eq!(waiting, ["task-200", "task-218", "task-354.02", "task-354.03", "task-354.04", "task-354.05"]);
}
