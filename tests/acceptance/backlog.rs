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
