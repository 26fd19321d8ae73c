//! Ethereum improvement proposals.

use crate::{Corpus, count};

fn open() -> Option<Corpus> {
    Corpus::open("eip", include_str!("eip.yaml"), "2024-12-30")
}

#[test]
fn statuses_are_counted() {
    let Some(corpus) = open() else { return };
    let statuses = corpus.counts(&["list", "eip", "--count-by", "status"]);
    let expected = [
        ("Draft", 56),
        ("Final", 108),
        ("Last Call", 4),
        ("Living", 2),
        ("Moved", 365),
        ("Review", 38),
        ("Stagnant", 179),
        ("Withdrawn", 27),
    ];
    assert_eq!(statuses, expected.map(|(status, count)| (status.to_owned(), count)).into());
    assert_eq!(statuses.values().sum::<usize>(), 779);
}

#[test]
fn the_only_circle_of_dependencies_is_found() {
    let Some(corpus) = open() else { return };
    let findings = corpus.findings();
    assert_eq!(count(&findings, "dependency-cycle"), 1);
    let message = &findings["dependency-cycle"][0].1;
    assert!(message.contains("4750") && message.contains("5450"), "{message}");
}
