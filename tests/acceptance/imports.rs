//! Folders of other tools imported: every document is accounted for, and the known counts come out.

use serde_json::Value;

use crate::{Corpus, corpora, say};

/// An empty product in which a folder beside the project was imported; nothing where the folder is absent.
fn imported(folder: &str) -> Option<(Corpus, Value)> {
    let from = corpora().join("notes-and-metrics").join(folder);
    if !from.exists() {
        say(&format!("skipped: {folder} is not beside the project"));
        return None;
    }
    let product = Corpus::empty("format: 1\n", "2026-11-24");
    let from = from.to_string_lossy().into_owned();
    let (stdout, stderr, code) = product.pm(&["import", &from, "--yes", "--format", "json"]);
    assert_eq!(code, 0, "{stderr}");
    Some((product, serde_json::from_str(&stdout).expect("JSON")))
}

#[test]
fn changesets_become_entries_of_the_changelog() {
    let Some((product, told)) = imported("kit-changesets") else { return };
    assert_eq!(told["created"].as_array().map(Vec::len), Some(227));
    let bumps = product.counts(&["list", "requirement", "--count-by", "tags"]);
    let of = |bump: &str| -> usize {
        bumps.iter().filter(|(tag, _)| tag.ends_with(&format!(": {bump}"))).map(|(_, count)| *count).sum()
    };
    assert_eq!((of("patch"), of("major"), of("minor"), bumps.values().sum::<usize>()), (141, 83, 31, 255));
    let kit: usize = bumps
        .iter()
        .filter(|(tag, _)| tag.trim_start_matches('\'').starts_with("@sveltejs/kit: "))
        .map(|(_, count)| *count)
        .sum();
    assert_eq!(kit, 186);
    let highest = product.counts(&["list", "requirement", "--count-by", "changelog.type"]);
    assert_eq!((highest["fixed"], highest["changed"], highest["added"]), (127, 70, 30));
    let (changelog, _, _) = product.pm(&["changelog", "--format", "markdown"]);
    assert!(changelog.contains("allow hyphens in param and matcher names"), "{changelog}");
}

#[test]
fn news_fragments_become_entries_of_the_changelog() {
    let Some((product, told)) = imported("pytest-newsfragments/changelog") else { return };
    assert_eq!(told["created"].as_array().map(Vec::len), Some(49));
    let sorts = product.counts(&["list", "requirement", "--count-by", "tags"]);
    let of = |sort: &str| sorts.get(sort).copied().unwrap_or(0);
    assert_eq!(
        ["bugfix", "improvement", "feature", "doc", "deprecation", "breaking", "contrib"].map(of),
        [22, 16, 3, 3, 2, 2, 1]
    );
    assert_eq!(sorts["10745"], 2, "two of one issue and one sort");
}

#[test]
fn every_document_of_a_backlog_is_converted_or_refused_with_its_reason() {
    let Some(corpus) = Corpus::open("backlog", "format: 1\n", "2026-11-24") else { return };
    let (stdout, stderr, code) =
        corpus.pm(&["import", "backlog", "--as", "requirement", "--yes", "--format", "json"]);
    assert_eq!(code, 0, "{stderr}");
    let told: Value = serde_json::from_str(&stdout).expect("JSON");
    let created = told["created"].as_array().expect("a list").len();
    let refused: Vec<&Value> = told["misfits"]
        .as_array()
        .expect("a list")
        .iter()
        .filter(|misfit| misfit["whole"] == Value::Bool(true))
        .collect();
    let invalid =
        refused.iter().filter(|misfit| misfit["message"].as_str().is_some_and(|it| it.contains('@'))).count();
    assert_eq!(invalid, 32, "not valid YAML, all for an unquoted @name");
    let files = std::process::Command::new("git")
        .args(["ls-files", "backlog"])
        .current_dir(corpus.path())
        .output()
        .expect("git runs");
    let files = String::from_utf8_lossy(&files.stdout).lines().count();
    let beside = usize::try_from(told["beside"].as_u64().expect("a number")).expect("a number");
    assert_eq!(created + refused.len() + beside, files);
    for misfit in refused {
        assert!(misfit["file"].as_str().is_some_and(|file| file.starts_with("backlog/")), "{misfit}");
        assert!(misfit["line"].as_u64() >= Some(1) && misfit["message"].as_str() > Some(""), "{misfit}");
    }
}
