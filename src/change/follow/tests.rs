//! Links by path around documents that move, in plans in memory.

use super::follow;
use crate::config::Config;
use crate::plan::load;
use crate::source::memory::MemoryTree;
use crate::source::{FileChange, RelPath};

fn path(text: &str) -> RelPath {
    RelPath::new(text).expect("a clean path")
}

/// The document at `written` after `moved.0` becomes `moved.1`: the lines that are not as before.
#[track_caller]
fn check(files: &[(&str, &str)], moved: (&str, &str), expect: &[(&str, &str)]) {
    let config_text = "levels: {unknown-field: off}\n";
    let (config, _) = Config::read(&path("pm.yaml"), config_text);
    let plan = load(&MemoryTree::of(files), config, config_text.to_owned()).0;
    let rename = FileChange::Rename { from: path(moved.0), to: path(moved.1) };
    let changes = follow(&plan, vec![rename.clone()]);
    assert_eq!(changes.last(), Some(&rename));
    let mut told = Vec::new();
    for change in &changes[..changes.len() - 1] {
        let FileChange::Replace { path, before, bytes } = change else { panic!("{change:?}") };
        let before = std::str::from_utf8(before).expect("text");
        let after = std::str::from_utf8(bytes).expect("text");
        for difference in similar::TextDiff::from_lines(before, after).iter_all_changes() {
            if difference.tag() == similar::ChangeTag::Insert {
                told.push((path.to_string(), difference.value().to_owned()));
            }
        }
    }
    let expect: Vec<_> = expect.iter().map(|(path, line)| (path.to_string(), line.to_string())).collect();
    assert_eq!(told, expect);
}

fn requirement(id: &str, front: &str, body: &str) -> String {
    format!("---\nid: {id}\ntitle: T\nstatus: draft\n{front}---\n{body}")
}

const MOVED: &str = "requirements/REQ-1-a.md";
const SAME_FOLDER: (&str, &str) = (MOVED, "requirements/REQ-1-better-words.md");

/// What one line in the body of an idea becomes when a requirement gets another file name.
#[track_caller]
fn check_body(line: &str, expect: Option<&str>) {
    let moved = requirement("REQ-1", "", "");
    let idea = format!("---\nid: IDEA-1\ntitle: T\nstatus: new\n---\n{line}");
    let files = [(MOVED, moved.as_str()), ("ideas/IDEA-1-i.md", idea.as_str())];
    let expect: Vec<_> = expect.into_iter().map(|line| ("ideas/IDEA-1-i.md", line)).collect();
    check(&files, SAME_FOLDER, &expect);
}

#[test]
fn a_link_in_a_body_follows_and_keeps_its_form() {
    check_body(
        "See [a](../requirements/REQ-1-a.md#problem \"REQ-1-a.md\").  \n",
        Some("See [a](../requirements/REQ-1-better-words.md#problem \"REQ-1-a.md\").  \n"),
    );
    check_body("[a](/requirements/REQ-1-a.md)\r\n", Some("[a](/requirements/REQ-1-better-words.md)\r\n"));
    check_body(
        "[a](<./../requirements//REQ-1-a.md?plain=1>)",
        Some("[a](<./../requirements//REQ-1-better-words.md?plain=1>)"),
    );
    check_body("![a](../requirements/REQ%2D1-a.md)", Some("![a](../requirements/REQ-1-better-words.md)"));
    check_body(
        "[a]: ../requirements/REQ-1-a.md 'A'\n",
        Some("[a]: ../requirements/REQ-1-better-words.md 'A'\n"),
    );
}

#[test]
fn what_leads_elsewhere_or_is_no_link_stays() {
    check_body("[a](REQ-1-a.md)\n", None);
    check_body("[a](https://example.com/requirements/REQ-1-a.md)\n", None);
    check_body("`[a](../requirements/REQ-1-a.md)` and ../requirements/REQ-1-a.md\n", None);
    check_body("[a](../requirements/REQ-1-a.md.bak)\n", None);
}

#[test]
fn a_link_in_a_field_follows_in_the_form_it_has() {
    let moved = requirement("REQ-1", "depends_on: [REQ-2, REQ-1-a.md]\n", "");
    let other = requirement(
        "REQ-2",
        "depends_on:\n  - \"requirements/REQ-1-a.md\" # why\n  - ./REQ-1-a.md\n  - REQ-1\n",
        "",
    );
    check(
        &[(MOVED, &moved), ("requirements/REQ-2-b.md", &other)],
        SAME_FOLDER,
        &[
            (MOVED, "depends_on: [REQ-2, REQ-1-better-words.md]\n"),
            ("requirements/REQ-2-b.md", "  - \"requirements/REQ-1-better-words.md\" # why\n"),
            ("requirements/REQ-2-b.md", "  - ./REQ-1-better-words.md\n"),
        ],
    );
}

#[test]
fn a_document_that_goes_to_another_folder_takes_its_links_along() {
    let moved = requirement(
        "REQ-1",
        "depends_on: [REQ-2-b.md, requirements/REQ-2-b.md]\n",
        "[b](REQ-2-b.md) [i](../ideas/) ![p](/p.png) [own](#a) [self](REQ-1-a.md#x)\n",
    );
    let other = requirement("REQ-2", "", "[a](./REQ-1-a.md)\n");
    check(
        &[(MOVED, &moved), ("requirements/REQ-2-b.md", &other)],
        (MOVED, "requirements/old stuff/REQ-1-a.md"),
        &[
            (MOVED, "depends_on: [../REQ-2-b.md, requirements/REQ-2-b.md]\n"),
            (MOVED, "[b](../REQ-2-b.md) [i](../../ideas/) ![p](/p.png) [own](#a) [self](REQ-1-a.md#x)\n"),
            ("requirements/REQ-2-b.md", "[a](./old%20stuff/REQ-1-a.md)\n"),
        ],
    );
}

#[test]
fn a_document_that_changes_besides_is_followed_in_its_new_text() {
    let text = requirement("REQ-1", "", "[self](REQ-1-a.md)\n");
    let config_text = "";
    let (config, _) = Config::read(&path("pm.yaml"), config_text);
    let plan = load(&MemoryTree::of(&[(MOVED, &text)]), config, String::new()).0;
    let new = text.replace("title: T", "title: Better words");
    let changes = vec![
        FileChange::Replace { path: path(MOVED), before: text.into_bytes(), bytes: new.clone().into_bytes() },
        FileChange::Rename { from: path(MOVED), to: path(SAME_FOLDER.1) },
    ];
    let followed = follow(&plan, changes);
    let [FileChange::Replace { bytes, .. }, FileChange::Rename { .. }] = followed.as_slice() else {
        panic!("{followed:?}");
    };
    let expect = new.replace("(REQ-1-a.md)", "(REQ-1-better-words.md)");
    assert_eq!(std::str::from_utf8(bytes), Ok(expect.as_str()));
}

#[test]
fn a_name_with_spaces_stays_as_plain_or_as_encoded_as_it_is_written() {
    let text = requirement("REQ-2", "", "[a](<REQ-1 - a b.md>) [b](REQ-1%20-%20a%20b.md)\n");
    check(
        &[("requirements/REQ-1 - a b.md", &requirement("REQ-1", "", "")), ("requirements/REQ-2-b.md", &text)],
        ("requirements/REQ-1 - a b.md", "requirements/REQ-3 - a b.md"),
        &[("requirements/REQ-2-b.md", "[a](<REQ-3 - a b.md>) [b](REQ-3%20-%20a%20b.md)\n")],
    );
}
