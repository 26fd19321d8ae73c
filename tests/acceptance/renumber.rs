//! Two clones of a Backlog.md folder that took the same ids: after a merge each reference leads to what its
//! author meant.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use crate::{Corpus, count};

/// What every clone begins with.
const SETTINGS: &str = include_str!("backlog.yaml");

fn open() -> Option<Corpus> {
    let corpus = Corpus::open("backlog", SETTINGS, "2025-12-28")?;
    git(corpus.path(), &["config", "user.name", "Ana"]);
    git(corpus.path(), &["config", "user.email", "ana@example.com"]);
    git(corpus.path(), &["config", "commit.gpgsign", "false"]);
    Some(corpus)
}

#[track_caller]
fn git(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new("git").args(arguments).current_dir(folder).output().expect("git runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(output.status.success(), "{arguments:?}: {}{}", text(&output.stdout), text(&output.stderr));
    text(&output.stdout)
}

#[track_caller]
fn pm(corpus: &Corpus, arguments: &[&str]) -> String {
    let (stdout, stderr, code) = corpus.pm(arguments);
    assert_eq!(code, 0, "{arguments:?}: {stdout}{stderr}");
    stdout
}

/// The path of the only task whose file has a name that begins so.
fn path_of(corpus: &Corpus, name: &str) -> String {
    let listed = git(corpus.path(), &["ls-files", "-z", "--cached", "--others", "backlog"]);
    let begins = |path: &&str| path.rsplit('/').next().is_some_and(|file| file.starts_with(name));
    listed.split('\0').find(begins).unwrap_or_else(|| panic!("no task {name}")).to_owned()
}

/// A new task, called as Backlog.md calls its files, which knows nothing of the other clone; its id.
fn add(corpus: &Corpus, who: &str, which: &str) -> String {
    let listed = git(corpus.path(), &["ls-files", "-z", "--cached", "--others", "backlog"]);
    let number = |path: &str| {
        let name = path.rsplit('/').next()?.strip_prefix("task-")?;
        name.split(|sign: char| !sign.is_ascii_digit()).next()?.parse::<u32>().ok()
    };
    let id = format!("task-{}", listed.split('\0').filter_map(number).max().expect("a task") + 1);
    let path = format!("backlog/tasks/{id} - {who}-{which}.md");
    let title = format!("{who} {which}");
    pm(corpus, &["task", "add", &title, "--file", &path, "--body", "## Description\n\nTo do.\n"]);
    id
}

/// Adds a line to the body of a task.
fn say(corpus: &Corpus, id: &str, text: &str) {
    let path = corpus.path().join(path_of(corpus, &format!("{id} ")));
    let before = std::fs::read_to_string(&path).expect("a task");
    std::fs::write(path, format!("{}\n{text}\n", before.trim_end_matches('\n')))
        .expect("a task can be written");
}

/// Three tasks, and ten references to them: five in fields, four in text, one by the path of the file.
fn work(corpus: &Corpus, who: &str, old: [&str; 2]) -> [String; 3] {
    let ids = ["one", "two", "three"].map(|which| add(corpus, who, which));
    let [one, two, three] = &ids;
    pm(corpus, &["link", two, "dependencies", one]);
    pm(corpus, &["link", three, "dependencies", one, two]);
    pm(corpus, &["link", three, "parent_task_id", two]);
    pm(corpus, &["link", old[0], "dependencies", three]);
    say(corpus, three, &format!("{who} does {one} first; see [the second](<{two} - {who}-two.md>)."));
    say(corpus, old[1], &format!("{who} waits for {two} ({}).", three.to_uppercase()));
    say(corpus, one, &format!("Then `{three}`."));
    git(corpus.path(), &["add", "backlog"]);
    git(corpus.path(), &["commit", "--quiet", "--no-verify", "-m", &format!("{who}: three tasks")]);
    ids
}

/// Every committed or changed document, by its path.
fn documents(corpus: &Corpus) -> BTreeMap<String, String> {
    let listed = git(corpus.path(), &["ls-files", "-z", "--cached", "--others", "backlog"]);
    let read = |path: &str| Some((path.to_owned(), std::fs::read_to_string(corpus.path().join(path)).ok()?));
    listed.split('\0').filter_map(read).collect()
}

#[test]
fn two_clones_that_took_the_same_ids_are_told_apart_and_every_reference_means_what_its_author_meant() {
    let (Some(ours), Some(theirs)) = (open(), open()) else { return };
    let original = ours.findings();
    let ids = work(&ours, "Ana", ["task-354.03", "task-218"]);
    assert_eq!(work(&theirs, "Ben", ["task-354.04", "task-200"]), ids, "both took the same ids");
    git(
        ours.path(),
        &["pull", "--quiet", "--no-rebase", "--no-edit", &theirs.path().to_string_lossy(), "main"],
    );
    let found = ours.findings();
    let duplicates: Vec<_> = found["duplicate-id"].iter().filter(|(path, _)| path.contains("Ben-")).collect();
    assert_eq!(duplicates.len(), 3, "{found:?}");
    let before = documents(&ours);
    let (told, stderr, code) = ours.pm(&["renumber"]);
    assert_eq!((code, stderr.as_str()), (0, ""), "{told}");

    let findings = ours.findings();
    assert_eq!(count(&findings, "duplicate-id"), count(&original, "duplicate-id"));
    assert_eq!(findings.get("dangling-link"), original.get("dangling-link"));
    let number: u32 = ids[0].trim_start_matches("task-").parse().expect("a number");
    let new: Vec<String> = (3..6).map(|more| format!("task-{}", number + more)).collect();
    let pairs: BTreeMap<&String, &String> = ids.iter().zip(&new).collect();

    // Each reference leads to the task of the one who wrote it.
    let (links, _, _) =
        ours.pm(&["links", "--columns", "source.path,source.title,field,target.title", "--format", "csv"]);
    let mut seen = 0;
    for row in links.lines().skip(1) {
        let bens = ["Ben ", "task-354.04"].iter().any(|own| row.contains(own));
        let anas = ["Ana ", "task-354.03"].iter().any(|own| row.contains(own));
        assert!(!(anas && bens), "misdirected: {row}");
        seen += usize::from(row.contains("Ben ") || row.contains("Ana "));
    }
    assert_eq!(seen, 10, "five links of each");

    // Nothing but the digits of Ben's references changed, and no file of Ana's or of anybody else's.
    let after = documents(&ours);
    let mut changed = BTreeSet::new();
    for (path, text) in &before {
        let mut path_now = path.clone();
        let mut expected = text.clone();
        for (old, new) in &pairs {
            if path.contains("Ben-") {
                path_now = path_now.replace(old.as_str(), new);
            }
            let is_bens = path.contains("Ben-") || text.contains("Ben waits");
            if is_bens || path.contains("task-354.04") {
                expected = expected.replace(old.as_str(), new);
                expected = expected.replace(&old.to_uppercase(), &new.to_uppercase());
            }
        }
        assert_eq!(after.get(&path_now), Some(&expected), "{path}");
        if path_now != *path || expected != *text {
            changed.insert(path.clone());
        }
    }
    assert_eq!(changed.len(), 5, "{changed:?}");
}
