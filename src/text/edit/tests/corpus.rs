//! Edits of real documents, which other people wrote for other tools.

use std::io::Write;
use std::path::{Path as FilePath, PathBuf};
use std::process::Command;

use super::judge::{Outcome, judge};
use super::{append, list, plain, set, text};
use crate::text::edit::{Change, Edit, Path, Step};
use crate::text::front_matter;
use crate::text::span::Span;
use crate::text::yaml::{self, Content, Node};

#[derive(Default, PartialEq, Eq, Debug)]
struct Count {
    documents: usize,
    edited: usize,
    refused: usize,
}

#[test]
fn real_documents_are_edited_byte_by_byte() {
    let corpora = FilePath::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora");
    if !corpora.is_dir() {
        // Not `eprintln!`, which would be hidden while the test passes.
        writeln!(std::io::stderr(), "skipped: the real documents of ../shared/corpora are not here").unwrap();
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let mut count = Count::default();
    for name in ["backlog", "eip", "kep"] {
        let target = folder.path().join(name);
        let bundle = corpora.join(format!("{name}.bundle"));
        let clone = Command::new("git").args(["clone", "-q", "-b", "main"]).arg(bundle).arg(&target).status();
        assert!(clone.unwrap().success(), "{name} cannot be cloned");
        for path in files(&target) {
            let bytes = std::fs::read(&path).unwrap();
            let Ok(document) = front_matter::split(&bytes) else { continue };
            let is_yaml = path.extension().is_some_and(|extension| extension == "yaml");
            let front = match document.front_matter {
                Some(front_matter) => front_matter.content,
                None if is_yaml => Span::new(0, document.text.len()),
                None => continue,
            };
            edit_one(document.text, front, &mut count);
        }
    }
    assert_eq!(count, Count { documents: 1666, edited: 2360, refused: 271 });
}

/// One of so many edits is made; other ones of the next document. All of them, 107,663, take a minute.
const STEP: usize = 41;

/// Makes a few of the possible edits of a document, other ones of the next.
fn edit_one(document: &str, front: Span, count: &mut Count) {
    let Ok(parsed) = yaml::parse(front.slice(document), front.start()) else { return };
    count.documents += 1;
    let edits = possible(&parsed.root);

    for edit in edits.iter().skip(count.documents % STEP).step_by(STEP) {
        let outcome = judge(document, front, &parsed.root, edit).unwrap_or_else(|wrong| panic!("{wrong}"));
        let expected = if must_be_refused(&parsed.root, edit) { Outcome::Refused } else { Outcome::Edited };
        assert_eq!(outcome, expected, "{document:?}\n{edit:?}");
        match outcome {
            Outcome::Edited => count.edited += 1,
            Outcome::Refused => count.refused += 1,
        }
    }
}

/// An item cannot be added to a text.
fn must_be_refused(root: &Node, edit: &Edit) -> bool {
    let Some(Step::Key(key)) = edit.path.0.first() else { return false };
    let adds = matches!(edit.change, Change::Append { .. });
    adds && root.get(key).is_some_and(|node| matches!(node.content, Content::Scalar(_)) && !node.is_null())
}

fn possible(root: &Node) -> Vec<Edit> {
    let mut edits = vec![
        set("pm-new", text("yes: a new key")),
        set("pm-new.inner", plain("1")),
        append("pm-new", plain("REQ-1")),
        Edit {
            path: Path::key("pm-new"),
            change: Change::Set { value: plain("1"), order: Default::default() },
        }
        .behind(["title", "status"]),
    ];
    for entry in root.entries().unwrap_or_default() {
        let path = Path::key(&*entry.key.text);
        edits.push(Edit::remove(path.clone()));
        edits.push(Edit::rename_key(path.clone(), "pm-renamed"));
        edits.push(Edit::set(path.clone(), list([plain("a"), text("b: c")])));
        match &entry.value.content {
            Content::List { items, .. } => {
                edits.push(Edit::append(path.clone(), text("@ana")));
                edits.push(Edit::insert(path.clone(), 0, text("first")));
                edits.extend((0..items.len()).map(|index| Edit::remove(path.join_index(index))));
                edits.extend(
                    (0..items.len()).map(|index| Edit::set(path.join_index(index), text("several\nlines"))),
                );
            }
            Content::Map { entries, .. } => {
                for inner in entries {
                    edits.push(Edit::set(path.join_key(&*inner.key.text), plain("v1.2")));
                    edits.push(Edit::remove(path.join_key(&*inner.key.text)));
                }
            }
            _ => {
                edits.push(Edit::set(path.clone(), plain("2026-01-01")));
                edits.push(Edit::set(path.clone(), text("several\nlines")));
                edits.push(Edit::append(path.clone(), plain("x")));
            }
        }
    }
    edits
}

fn files(folder: &FilePath) -> Vec<PathBuf> {
    let mut entries: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    let mut found = Vec::new();
    for path in entries {
        match path.is_dir() {
            true if path.ends_with(".git") => {}
            true => found.extend(files(&path)),
            false => found.push(path),
        }
    }
    found
}
