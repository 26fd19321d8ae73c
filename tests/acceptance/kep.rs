//! Kubernetes enhancement proposals.

use crate::{Corpus, count};

fn open() -> Option<Corpus> {
    Corpus::open("kep", include_str!("kep.yaml"), "2024-12-17")
}

#[test]
fn what_is_wrong_with_fields_and_links_is_found() {
    let Some(corpus) = open() else { return };
    let findings = corpus.findings();
    // Statuses and stages outside of the template's list; each is also counted in listings.
    assert_eq!(count(&findings, "unknown-status"), 3);
    assert_eq!(count(&findings, "invalid-choice"), 3);
    assert_eq!(count(&findings, "impossible-date"), 13);
    assert_eq!(count(&findings, "dangling-link"), 86);
}
