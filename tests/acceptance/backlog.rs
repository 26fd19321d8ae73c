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

#[test]
fn the_time_from_to_do_to_done_is_told_and_what_came_as_done_is_counted_apart() {
    let Some(corpus) = open() else { return };
    let (stdout, stderr, code) =
        corpus.pm(&["flow", "task", "--from", "To Do", "--to", "Done", "--format", "json"]);
    // What cannot be read today is named, and is a finding.
    assert_eq!(code, 1);
    assert!(stderr.contains("32 documents cannot be read"), "{stderr}");
    let told: serde_json::Value = serde_json::from_str(&stdout).expect("an answer is JSON");
    let cycle = &told["kinds"][0]["cycle"];
    let days = &cycle["days"];
    assert_eq!([&days["count"], &days["median"], &days["p85"], &days["max"]], [92, 3, 17, 72]);
    assert_eq!(cycle["left_out"]["came_finished"], 177);
}
