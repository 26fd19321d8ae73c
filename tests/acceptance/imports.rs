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

/// Exports onto a copy of what was imported, and into a new folder that an empty product imports: no byte of the one
/// changes, and the plan of the other is the same.
fn comes_back(tool: &str, folder: &str) {
    let Some((product, _)) = imported(folder) else { return };
    let from = corpora().join("notes-and-metrics").join(folder);
    let files = || {
        let mut files = Vec::new();
        below(&from, &mut files);
        files.into_iter().map(|file| (file.strip_prefix(&from).expect("a file of it").to_owned(), file))
    };
    for (name, file) in files() {
        let to = product.path().join("copy").join(name);
        std::fs::create_dir_all(to.parent().expect("a folder")).expect("made");
        std::fs::copy(file, to).expect("copied");
    }
    let (stdout, stderr, code) = product.pm(&["export", "--to", tool, "--out", "copy"]);
    assert_eq!((stdout.as_str(), code), ("", 0), "{stderr}");
    for (name, file) in files() {
        let bytes = |path: &std::path::Path| std::fs::read(path).expect("read");
        assert_eq!(bytes(&file), bytes(&product.path().join("copy").join(&name)), "{}", name.display());
    }
    let (_, stderr, code) = product.pm(&["export", "--to", tool, "--out", "new"]);
    assert_eq!(code, 0, "{stderr}");
    let again = Corpus::empty("format: 1\n", "2026-11-24");
    let new = product.path().join("new").to_string_lossy().into_owned();
    assert_eq!(again.pm(&["import", &new, "--yes"]).2, 0);
    let plan = |product: &Corpus| -> Vec<Value> {
        let told: Value = serde_json::from_str(&product.pm(&["export", "--format", "json"]).0).expect("JSON");
        let mut records = told["records"].as_array().expect("a list").clone();
        for record in &mut records {
            // Files of another folder are read in another order.
            let fields = record.as_object_mut().expect("an object");
            fields.retain(|name, _| !matches!(name.as_str(), "id" | "path"));
        }
        records.sort_by_key(ToString::to_string);
        records
    };
    assert_eq!(plan(&again), plan(&product));
}

fn below(folder: &std::path::Path, files: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() { below(&path, files) } else { files.push(path) }
    }
}

#[test]
fn changesets_come_back_as_they_were() {
    comes_back("changesets", "kit-changesets");
}

#[test]
fn news_fragments_come_back_as_they_were() {
    comes_back("fragments", "pytest-newsfragments/changelog");
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
