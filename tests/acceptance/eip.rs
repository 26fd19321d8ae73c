//! Ethereum improvement proposals.

use std::collections::BTreeSet;

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
fn documents_that_require_another_are_counted() {
    let Some(corpus) = open() else { return };
    let which = "status != 'Moved' && has(requires)";
    let statuses = corpus.counts(&["list", "eip", "--where", which, "--count-by", "status"]);
    assert_eq!(statuses.values().sum::<usize>(), 186);
}

#[test]
fn the_only_circle_of_dependencies_is_found() {
    let Some(corpus) = open() else { return };
    let findings = corpus.findings();
    assert_eq!(count(&findings, "dependency-cycle"), 1);
    let message = &findings["dependency-cycle"][0].1;
    assert!(message.contains("4750") && message.contains("5450"), "{message}");
}

#[test]
fn a_last_call_that_is_over_is_found() {
    let Some(corpus) = open() else { return };
    let findings = corpus.findings();
    let paths: Vec<&str> = findings["last-call-over"].iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(paths, ["EIPS/eip-3076.md", "EIPS/eip-7523.md", "EIPS/eip-7610.md"]);
}

#[test]
fn links_are_asked_with_both_of_their_ends() {
    let Some(corpus) = open() else { return };
    let requires = |question: &str| {
        let (stdout, stderr, _) =
            corpus.pm(&["links", "--field", "requires", "--where", question, "--format", "csv"]);
        assert_eq!(stderr, "");
        let mut reader = csv::Reader::from_reader(stdout.as_bytes());
        let pairs = reader.records().map(|record| {
            let record = record.expect("a row");
            format!("{} -> {}", &record[0], &record[2])
        });
        pairs.collect::<Vec<_>>()
    };
    let edges = requires("source.status != 'Moved'");
    assert_eq!(edges.len(), 391);
    let sources: BTreeSet<&str> = edges.iter().filter_map(|edge| Some(edge.split_once(" -> ")?.0)).collect();
    assert_eq!(sources.len(), 186);
    assert_eq!(
        requires("target.status == 'Withdrawn'"),
        ["EIP-2025 -> EIP-1890", "EIP-4573 -> EIP-2315", "EIP-4573 -> EIP-3779", "EIP-7568 -> EIP-2070"]
    );
    assert_eq!(
        requires("target.status == 'Withdrawn' && source.status == 'Final'"),
        ["EIP-7568 -> EIP-2070"]
    );
    let mut moved = requires("source.status != 'Moved' && target.status == 'Moved'");
    moved.sort();
    assert_eq!(
        moved,
        [
            "EIP-2256 -> EIP-55",
            "EIP-5283 -> EIP-20",
            "EIP-712 -> EIP-191",
            "EIP-747 -> EIP-1046",
            "EIP-747 -> EIP-20",
            "EIP-7749 -> EIP-191",
        ]
    );
}

#[test]
fn what_a_proposal_requires_is_followed_as_far_as_it_leads() {
    let Some(corpus) = open() else { return };
    let arguments = ["links", "EIP-7702", "--transitive", "--out", "--field", "requires", "--format", "csv"];
    let (stdout, _, _) = corpus.pm(&arguments);
    let mut reader = csv::Reader::from_reader(stdout.as_bytes());
    let mut numbers: Vec<u32> = reader
        .records()
        .filter_map(|record| record.expect("a row")[1].strip_prefix("EIP-")?.parse().ok())
        .collect();
    numbers.sort_unstable();
    assert_eq!(numbers, [2, 161, 1052, 1559, 2718, 2929, 2930, 3541, 3607, 4844, 4895]);
}

/// The bands of one proposal: each status with its first day.
fn bands(artifact: &serde_json::Value) -> Vec<String> {
    let text = |band: &serde_json::Value, key: &str| band[key].as_str().unwrap_or_default().to_owned();
    let bands = artifact["bands"].as_array().expect("bands");
    bands.iter().map(|band| format!("{} {}", text(band, "value"), text(band, "from"))).collect()
}

#[test]
fn the_statuses_of_a_proposal_are_told_with_their_days() {
    let Some(corpus) = open() else { return };
    let told = corpus.json(&["timeline", "EIP-3074", "EIP-1559"]);
    let expected = [
        "Draft 2020-10-31",
        "Review 2021-03-16",
        "Stagnant 2022-11-22",
        "Review 2023-03-09",
        "Stagnant 2023-09-30",
        "Review 2023-11-28",
        "Stagnant 2024-12-01",
    ];
    assert_eq!(bands(&told["artifacts"][0]), expected);
    let expected = ["Draft 2019-04-29", "Review 2021-02-18", "Last Call 2021-05-15", "Final 2021-08-06"];
    assert_eq!(bands(&told["artifacts"][1]), expected);
}

#[test]
fn proposals_that_came_back_are_told_and_what_cannot_be_read_is_counted() {
    let Some(corpus) = open() else { return };
    let told = corpus.json(&["timeline", "eip"]);
    let artifacts = told["artifacts"].as_array().expect("artifacts");
    assert_eq!(artifacts.len(), 779);
    let came_back = |artifact: &&serde_json::Value| {
        let bands = artifact["bands"].as_array().expect("bands");
        let is_dropped = |band: &serde_json::Value| band["category"] == "dropped";
        bands.windows(2).any(|pair| is_dropped(&pair[0]) && !is_dropped(&pair[1]))
    };
    assert_eq!(artifacts.iter().filter(came_back).count(), 74);
    assert_eq!(told["unreadable"], 838);
}

#[test]
fn the_graph_of_dependencies_has_every_edge_and_marks_the_circle() {
    let Some(corpus) = open() else { return };
    let graph = corpus.json(&["graph", "--kind", "eip"]);
    assert_eq!(graph["edges"].as_array().map(Vec::len), Some(391));
    assert_eq!(graph["circles"], serde_json::json!([["EIP-4750", "EIP-5450"]]));
    let board = corpus.json(&["board", "eip", "--all"]);
    let moved = board["columns"].as_array().and_then(|columns| {
        columns.iter().find(|column| column["status"] == "Moved").map(|column| column["total"].clone())
    });
    assert_eq!((moved, &board["total"]), (Some(365.into()), &779.into()));
}
