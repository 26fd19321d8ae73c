//! Ethereum improvement proposals.

use crate::Corpus;

fn open() -> Option<Corpus> {
    Corpus::open("eip", include_str!("eip.yaml"), "2024-12-30")
}

#[test]
fn every_document_is_read() {
    let Some(corpus) = open() else { return };
    let (stdout, stderr, code) = corpus.pm(&["check", "--format", "concise"]);
    assert!(!stdout.contains("invalid-yaml"), "{stdout}{stderr}{code}");
}
