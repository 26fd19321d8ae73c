//! Goals of the Rust project, which keep their fields in a table under the title.

use std::collections::{BTreeMap, BTreeSet};

use crate::Corpus;

fn open() -> Option<Corpus> {
    Corpus::open("goals", include_str!("goals.yaml"), "2025-12-13")
}

/// What a command that counts by two properties gives: both values and the number.
fn pairs(corpus: &Corpus, properties: &str) -> Vec<(String, String, usize)> {
    let (stdout, stderr, _) = corpus.pm(&["list", "goal", "--count-by", properties, "--format", "csv"]);
    assert_eq!(stderr, "");
    let mut reader = csv::Reader::from_reader(stdout.as_bytes());
    let rows = reader.records().map(|record| {
        let record = record.expect("a row");
        (record[0].to_owned(), record[1].to_owned(), record[2].parse().expect("a number"))
    });
    rows.collect()
}

#[test]
fn documents_with_a_table_are_counted_by_period() {
    let Some(corpus) = open() else { return };
    let by_period = |kind| corpus.counts(&["list", kind, "--count-by", "captures(\"period\")"]);
    let goals = by_period("goal");
    let expected = [("2024h2", 31), ("2025h1", 42), ("2025h2", 42)];
    assert_eq!(goals, expected.map(|(period, count)| (period.to_owned(), count)).into());
    let all = goals.values().chain(by_period("page").values()).sum::<usize>();
    assert_eq!(all, 129);
}

#[test]
fn statuses_are_counted_by_period() {
    let Some(corpus) = open() else { return };
    let mut found = pairs(&corpus, "captures(\"period\"),status");
    found.sort();
    let expected = [
        ("2024h2", "Accepted", 25),
        ("2024h2", "Invited", 1),
        ("2024h2", "Not accepted", 5),
        ("2025h1", "Accepted", 37),
        ("2025h1", "Invited", 3),
        ("2025h1", "Not accepted", 2),
        ("2025h2", "Not accepted", 1),
        ("2025h2", "Proposed", 38),
        ("2025h2", "Proposed for mentorship", 3),
    ];
    assert_eq!(found, expected.map(|(period, status, count)| (period.to_owned(), status.to_owned(), count)));
}

#[test]
fn goals_that_were_carried_over_share_a_tracking_issue() {
    let Some(corpus) = open() else { return };
    let mut periods: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (issue, period, _) in pairs(&corpus, "tracking-issue,captures(\"period\")") {
        periods.entry(issue).or_default().insert(period);
    }
    assert!(periods.contains_key("(none)"));
    periods.remove("(none)");
    assert_eq!(periods.values().filter(|periods| periods.len() > 1).count(), 26);
    let polonius = &periods["rust-lang/rust-project-goals#118"];
    assert_eq!(polonius.iter().collect::<Vec<_>>(), ["2024h2", "2025h1", "2025h2"]);
}

#[test]
fn the_one_link_that_leads_to_no_page_is_found() {
    let Some(corpus) = open() else { return };
    let findings = corpus.findings();
    let broken: Vec<&(String, String)> =
        findings["broken-file-link"].iter().filter(|(_, message)| message.contains(".md,")).collect();
    let message = "this link leads to src/2024h2/slate.md, which does not exist";
    assert_eq!(broken, [&("src/2024h2/candidates.md".to_owned(), message.to_owned())]);
    for rule in ["missing-table", "missing-title", "missing-status", "unknown-status", "missing-field"] {
        assert!(!findings.contains_key(rule), "{rule}: {:?}", findings[rule]);
    }
}
