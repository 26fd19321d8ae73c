//! The same repositories with the `pm.yaml` that `pm derive` proposes: the answers that need no knowledge of a
//! person come out as they do with the one that a person wrote.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::{Corpus, count};

/// A clone with the proposal written into it, and the proposal.
fn open(name: &str, product: &str, today: &'static str) -> Option<(Corpus, Value)> {
    let corpus = Corpus::clone(name, today)?;
    let told = corpus.json(&["derive", "--name", product, "--write"]);
    Some((corpus, told))
}

/// The documents of each kind, those that cannot be read among them; every file is accounted for.
fn documents(told: &Value) -> BTreeMap<String, u64> {
    let number = |value: &Value| value.as_u64().expect("a number");
    let kinds = told["kinds"].as_array().expect("kinds");
    let readable: u64 = kinds.iter().map(|kind| number(&kind["documents"])).sum();
    let left_out: u64 =
        told["left_out"].as_array().expect("reasons").iter().map(|left| number(&left["count"])).sum();
    let unreadable = told["unreadable"].as_array().expect("files").len() as u64;
    assert_eq!(readable + left_out + unreadable, number(&told["files"]));
    let name = |kind: &Value| kind["name"].as_str().expect("a name").to_owned();
    kinds.iter().map(|kind| (name(kind), number(&kind["documents"]) + number(&kind["unreadable"]))).collect()
}

/// The rules that find something in the clone.
fn rules(corpus: &Corpus) -> BTreeSet<String> {
    corpus.findings().into_keys().collect()
}

fn counted(pairs: &[(&str, usize)]) -> BTreeMap<String, usize> {
    pairs.iter().map(|(name, count)| ((*name).to_owned(), *count)).collect()
}

#[test]
fn ethereum_improvement_proposals() {
    let Some((corpus, told)) = open("eip", "Ethereum improvement proposals", "2024-12-30") else { return };
    assert_eq!(documents(&told), [("eip".to_owned(), 779)].into());
    let statuses = [
        ("Draft", 56),
        ("Final", 108),
        ("Last Call", 4),
        ("Living", 2),
        ("Moved", 365),
        ("Review", 38),
        ("Stagnant", 179),
        ("Withdrawn", 27),
    ];
    assert_eq!(corpus.counts(&["list", "eip", "--count-by", "status"]), counted(&statuses));
    let requiring = corpus.counts(&["list", "eip", "--where", "has(requires)", "--count-by", "status"]);
    assert_eq!(requiring.values().sum::<usize>(), 186);
    let (edges, _, _) = corpus.pm(&["links", "--field", "requires", "--format", "csv"]);
    assert_eq!(edges.lines().count() - 1, 391);
    assert_eq!(rules(&corpus), ["dependency-cycle", "link-to-dropped"].map(str::to_owned).into());
}

#[test]
fn kubernetes_enhancement_proposals() {
    let Some((corpus, told)) = open("kep", "Kubernetes enhancements", "2024-12-17") else { return };
    assert_eq!(documents(&told), [("kep".to_owned(), 531)].into());
    let statuses = [
        ("alpha", 1),
        ("deferred", 1),
        ("implementable", 248),
        ("implemented", 204),
        ("implemented (alpha)", 1),
        ("provisional", 59),
        ("rejected", 3),
        ("removed", 1),
        ("replaced", 5),
        ("withdrawn", 8),
    ];
    assert_eq!(corpus.counts(&["list", "kep", "--count-by", "status"]), counted(&statuses));
    let findings = corpus.findings();
    // `removed` is a usual word, and 281 has it; the hand-made file knows that the template has not.
    assert_eq!(count(&findings, "unknown-status"), 2);
    assert_eq!(count(&findings, "invalid-choice"), 3);
    assert_eq!(count(&findings, "impossible-date"), 13);
    assert_eq!(count(&findings, "duplicate-id"), 1 + 3);
    assert_eq!(count(&findings, "one-sided-link"), 2);
    let stages =
        corpus.counts(&["list", "kep", "--where", "latest_milestone == '1.30'", "--count-by", "stage"]);
    assert_eq!(stages, counted(&[("alpha", 2), ("beta", 10), ("stable", 18)]));
    let groups =
        corpus.counts(&["list", "kep", "--where", "owning_sig != captures('sig')", "--count-by", "kind"]);
    assert_eq!(groups, counted(&[("kep", 9)]));
}

#[test]
fn a_backlog_of_tasks() {
    let Some((corpus, told)) = open("backlog", "Backlog.md", "2025-12-28") else { return };
    let expected = [("decision", 1), ("doc", 2), ("milestone", 7), ("task", 377)];
    assert_eq!(documents(&told), expected.map(|(kind, count)| (kind.to_owned(), count)).into());
    let unreadable = told["unreadable"].as_array().expect("files");
    assert_eq!(unreadable.len(), 32);
    assert!(unreadable.iter().all(|file| file["reason"].as_str().is_some_and(|reason| reason.contains('@'))));
    let findings = corpus.findings();
    assert_eq!(count(&findings, "invalid-yaml"), 32);
    assert_eq!(count(&findings, "duplicate-id"), 10 + 1);
    assert_eq!(count(&findings, "dangling-link"), 1);
    assert_eq!(count(&findings, "unknown-status"), 1, "To do, once");
    let (edges, _, _) = corpus.pm(&["links", "--field", "dependencies", "--format", "csv"]);
    assert_eq!(edges.lines().count() - 1, 57);
    let categories = corpus.counts(&["list", "task", "--count-by", "category()"]);
    assert_eq!(categories.get("done"), Some(&271));
}

#[test]
fn goals_of_the_rust_project() {
    let Some((corpus, told)) = open("goals", "Rust project goals", "2025-12-13") else { return };
    assert_eq!(documents(&told), [("goal".to_owned(), 115)].into());
    let pages = told["left_out"].as_array().expect("reasons").iter().flat_map(|left| {
        left["paths"].as_array().expect("paths").iter().map(|path| path.as_str().expect("a path").to_owned())
    });
    // A person knows that the pages of a period are worth a kind of their own; a proposal leaves them out.
    assert_eq!(115 + pages.filter(|path| path.starts_with("src/20")).count(), 129);
    let periods = corpus.counts(&["list", "goal", "--count-by", "captures('period')"]);
    assert_eq!(periods, counted(&[("2024h2", 31), ("2025h1", 42), ("2025h2", 42)]));
    let statuses = [
        ("Accepted", 62),
        ("Invited", 4),
        ("Not accepted", 8),
        ("Proposed", 38),
        ("Proposed for mentorship", 3),
    ];
    assert_eq!(corpus.counts(&["list", "goal", "--count-by", "status"]), counted(&statuses));
    let findings = corpus.findings();
    for rule in ["missing-table", "missing-title", "missing-status", "unknown-status", "missing-field"] {
        assert_eq!(count(&findings, rule), 0, "{rule}");
    }
}
