//! Kubernetes enhancement proposals.

use std::collections::BTreeMap;

use crate::{Corpus, count};

fn open() -> Option<Corpus> {
    Corpus::open("kep", include_str!("kep.yaml"), "2024-12-17")
}

#[test]
fn statuses_are_counted_those_outside_of_the_list_too() {
    let Some(corpus) = open() else { return };
    let statuses = corpus.counts(&["list", "kep", "--count-by", "status"]);
    let expected = [
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
    assert_eq!(statuses, expected.map(|(status, count)| (status.to_owned(), count)).into());
    assert_eq!(statuses.values().sum::<usize>(), 531);
}

#[test]
fn stages_are_counted_missing_ones_too() {
    let Some(corpus) = open() else { return };
    let stages = corpus.counts(&["list", "kep", "--count-by", "stage"]);
    let of = |stage: &str| stages.get(stage).copied().unwrap_or(0);
    assert_eq!([of("stable"), of("alpha"), of("beta")], [256, 135, 84]);
    assert_eq!([of("alpha (deprecated)"), of("GA"), of("removed")], [1, 1, 1]);
    assert_eq!(stages.values().sum::<usize>() - 256 - 135 - 84 - 3, 53);
}

#[test]
fn a_version_is_the_same_with_and_without_its_v() {
    let Some(corpus) = open() else { return };
    let stages =
        corpus.counts(&["list", "kep", "--where", "latest_milestone == '1.30'", "--count-by", "stage"]);
    let expected = [("alpha", 2), ("beta", 10), ("stable", 18)];
    assert_eq!(stages, expected.map(|(stage, count)| (stage.to_owned(), count)).into());
}

#[test]
fn what_is_wrong_with_fields_and_links_is_found() {
    let Some(corpus) = open() else { return };
    let findings = corpus.findings();
    assert_eq!(count(&findings, "unknown-status"), 3);
    assert_eq!(count(&findings, "invalid-choice"), 3);
    assert_eq!(count(&findings, "impossible-date"), 13);
    assert_eq!(count(&findings, "dangling-link"), 86);
}

#[test]
fn a_side_that_does_not_name_the_other_back_is_found() {
    let Some(corpus) = open() else { return };
    let findings = corpus.findings();
    let numbers: Vec<&str> = findings["one-sided-link"]
        .iter()
        .filter_map(|(path, _)| path.split('/').nth(2)?.split('-').next())
        .collect();
    // 2953 means to replace another and is provisional: it has replaced nothing yet.
    assert_eq!(numbers, ["1205", "3299"]);
}

#[test]
fn numbers_held_twice_and_folders_that_say_otherwise_are_found() {
    let Some(corpus) = open() else { return };
    let findings = corpus.findings();
    // 2133 is held by two folders and 0000 by four: one finding for each folder after the first.
    assert_eq!(count(&findings, "duplicate-id"), 1 + 3);
    let differing = &findings["number-is-not-the-folders"];
    assert_eq!(differing.len(), 1);
    assert!(differing[0].0.contains("/2043-"), "{differing:?}");
    assert_eq!(count(&findings, "sig-is-not-the-folders"), 9);
}

#[test]
fn every_link_is_told_apart_by_where_it_leads() {
    let Some(corpus) = open() else { return };
    let states = corpus.counts(&["links", "--count-by", "link.state"]);
    let expected = [("dangling", 86), ("none", 37), ("resolved", 125), ("url", 99)];
    assert_eq!(states, expected.map(|(state, count)| (state.to_owned(), count)).into());
}

#[test]
fn a_version_without_its_v_is_found_as_it_is_written() {
    let Some(corpus) = open() else { return };
    // 0.0 stands for no milestone at all.
    let bare =
        "latest_milestone != '0.0' && !written('latest-milestone').startsWith('v') && has(latest_milestone)";
    let (stdout, stderr, _) = corpus.pm(&["list", "kep", "--where", bare, "--count"]);
    assert_eq!(stdout.trim(), "26", "{stderr}");
}

#[test]
fn the_statuses_of_present_documents_are_known_for_every_day() {
    let Some(corpus) = open() else { return };
    let told = corpus.json(&["timeline", "kep"]);
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for artifact in told["artifacts"].as_array().expect("artifacts") {
        // Values outside of the list count too: they are what was written on that day.
        let values = ["bands", "passed_over"].map(|key| artifact[key].as_array().expect("values"));
        let mut values: Vec<(&str, &str)> = values
            .into_iter()
            .flatten()
            .filter_map(|value| Some((value["from"].as_str()?, value["value"].as_str()?)))
            .filter(|(from, _)| *from <= "2023-12-31")
            .collect();
        values.sort_unstable();
        if let Some((_, value)) = values.last() {
            *counts.entry((*value).to_owned()).or_default() += 1;
        }
    }
    let expected = [
        ("alpha", 1),
        ("deferred", 1),
        ("implementable", 243),
        ("implemented", 162),
        ("implemented (alpha)", 1),
        ("provisional", 56),
        ("rejected", 2),
        ("removed", 1),
        ("replaced", 5),
        ("withdrawn", 5),
    ];
    assert_eq!(counts, expected.map(|(status, count)| (status.to_owned(), count)).into());
}

#[test]
fn steps_back_and_the_time_from_alpha_to_stable_are_told() {
    let Some(corpus) = open() else { return };
    let told = corpus.json(&["flow", "kep"]);
    assert_eq!(told["kinds"][0]["steps_back"], 15);
    let told = corpus.json(&["flow", "kep", "--field", "stage", "--from", "alpha", "--to", "stable"]);
    let days = &told["kinds"][0]["cycle"]["days"];
    assert_eq!([&days["count"], &days["median"], &days["p85"], &days["p90"]], [102, 502, 800, 905]);
}

/// The targets per stage that moved later at least once, and how many proposals they belong to.
fn slips(corpus: &Corpus, arguments: &[&str]) -> (serde_json::Value, Vec<u64>) {
    let base = ["slips", "--field", "milestone", "--by", "field", "--format", "json"];
    let (stdout, stderr, code) = corpus.pm(&[&base, arguments].concat());
    assert_eq!(code, 0, "{stderr}");
    let answer: serde_json::Value = serde_json::from_str(&stdout).expect("an answer is JSON");
    let groups = answer["groups"].as_array().expect("groups").clone();
    let slipped = groups.iter().filter_map(|group| group["slipped"].as_u64()).collect();
    (answer, slipped)
}

#[test]
fn targets_that_moved_later_are_counted_through_renames() {
    let Some(corpus) = open() else { return };
    let (answer, by_stage) = slips(&corpus, &[]);
    assert_eq!((&answer["slipped"], &answer["slipped_artifacts"]), (&277.into(), &163.into()));
    assert_eq!(by_stage, [68, 93, 116], "alpha, beta and stable");
    assert_eq!(answer["unreadable"], 5);
    let (answer, _) = slips(&corpus, &["--follow", "path"]);
    assert_eq!((&answer["slipped"], &answer["slipped_artifacts"]), (&270.into(), &161.into()));
}

#[test]
fn what_slipped_most_often_comes_first_with_all_its_targets() {
    let Some(corpus) = open() else { return };
    let (answer, _) = slips(&corpus, &["--kind", "kep"]);
    let groups = answer["groups"].as_array().expect("groups");
    let all = groups.iter().flat_map(|group| group["items"].as_array().expect("items"));
    let most = all.max_by_key(|item| item["slips"].as_u64()).expect("an item");
    assert_eq!((&most["id"], &most["field"]), (&"KEP-1287".into(), &"milestone.beta".into()));
    assert_eq!((&most["slips"], &most["minors"]), (&8.into(), &9.into()));
    let targets = most["targets"].as_array().expect("targets");
    let text = |target: &serde_json::Value, key: &str| target[key].as_str().unwrap_or_default().to_owned();
    let targets: Vec<String> =
        targets.iter().map(|target| format!("{} {}", text(target, "day"), text(target, "value"))).collect();
    let expected = [
        "2021-05-13 v1.23",
        "2021-09-07 v1.24",
        "2022-01-25 v1.25",
        "2022-05-31 v1.26",
        "2022-08-22 v1.27",
        "2023-01-17 v1.29",
        "2023-10-06 v1.30",
        "2024-02-03 v1.31",
        "2024-10-10 v1.32",
    ];
    assert_eq!(targets, expected);
    let (stdout, _, _) = corpus.pm(&["slips", "KEP-1287", "--field", "milestone.beta"]);
    assert!(stdout.contains("milestone.beta: v1.23 \u{2192} v1.32"), "{stdout}");
}

/// The titles of columns or lanes.
fn titles(of: &serde_json::Value) -> Vec<&str> {
    of.as_array().expect("a list").iter().filter_map(|each| each["title"].as_str()).collect()
}

#[test]
fn a_roadmap_by_minor_version_has_the_stages_as_lanes() {
    let Some(corpus) = open() else { return };
    let all = ["roadmap", "--kind", "kep", "--by", "latest-milestone", "--done"];
    let told = corpus.json(&[&all[..], &["--lanes", "stage"]].concat());
    let columns = titles(&told["columns"]);
    let minors: Vec<String> = (14..=33).map(|minor| format!("1.{minor}")).collect();
    assert_eq!(columns[..3], ["0.0", "1.0", "1.9"]);
    assert_eq!(columns[columns.len() - 21..columns.len() - 1], minors);
    assert_eq!(columns.last(), Some(&"No latest milestone"));
    let at = columns.iter().position(|title| *title == "1.30").expect("a column");
    assert_eq!(told["columns"][at]["count"], 30);
    let lanes = told["lanes"].as_array().expect("lanes");
    let counts: Vec<(&str, usize)> = lanes
        .iter()
        .map(|lane| {
            (lane["title"].as_str().expect("a title"), lane["cells"][at].as_array().map_or(0, Vec::len))
        })
        .filter(|(_, count)| *count > 0)
        .collect();
    assert_eq!(counts, [("alpha", 2), ("beta", 10), ("stable", 18)]);
    assert_eq!(titles(&told["lanes"])[..3], ["alpha", "beta", "stable"]);
}

#[test]
fn a_roadmap_has_the_groups_that_own_proposals_as_lanes() {
    let Some(corpus) = open() else { return };
    let told = corpus.json(&[
        "roadmap",
        "--kind",
        "kep",
        "--by",
        "stage",
        "--lanes",
        "owning-sig",
        "--where",
        "latest_milestone == '1.30'",
        "--done",
    ]);
    assert_eq!(titles(&told["columns"]), ["alpha", "beta", "stable"]);
    let lanes = titles(&told["lanes"]);
    assert!(lanes.is_sorted(), "{lanes:?}");
    let count = |lane: &serde_json::Value| -> usize {
        lane["cells"].as_array().into_iter().flatten().filter_map(|cell| Some(cell.as_array()?.len())).sum()
    };
    assert_eq!(told["lanes"].as_array().expect("lanes").iter().map(count).sum::<usize>(), 30);
    let node =
        told["lanes"].as_array().and_then(|lanes| lanes.iter().find(|lane| lane["title"] == "sig-node"));
    let listed =
        corpus.counts(&["list", "kep", "--where", "latest_milestone == '1.30'", "--count-by", "owning-sig"]);
    assert_eq!(node.map(count), listed.get("sig-node").copied());
}
