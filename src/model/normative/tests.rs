//! Documents and what of them counts.

use proptest::prelude::*;

use super::NormativeText;
use crate::config::Config;
use crate::plan::read_document;
use crate::source::RelPath;

const PM_YAML: &str = "kinds: {note: {folder: notes, normative: {fields: [title], sections: all}}}\n";

fn text_at(path: &str, document: &str) -> NormativeText {
    let (config, findings) = Config::read(&RelPath::new("pm.yaml").expect("a path"), PM_YAML);
    assert_eq!(findings, []);
    let path = RelPath::new(path).expect("a path");
    let artifact = read_document(&config, &path, document.as_bytes().to_vec()).expect("an artifact");
    NormativeText::of(&config.kinds[usize::from(artifact.kind)], &artifact)
}

fn requirement(front: &str, body: &str) -> NormativeText {
    text_at("requirements/REQ-1-a.md", &format!("---\nid: REQ-1\n{front}---\n{body}"))
}

/// Passages as `place: words`.
#[track_caller]
fn check(text: &NormativeText, expect: &[&str]) {
    let found: Vec<String> =
        text.passages.iter().map(|passage| format!("{}: {}", passage.place, passage.words)).collect();
    assert_eq!(found, expect);
}

const BODY: &str = "## Problem\n\nIt is typed.\n\n### Who\n\nClerks.\n\n## Notes\n\nNobody cares.\n\n\
    ## Acceptance criteria\n\n- [ ] AC1: A file is written within 10 s.\n";

#[test]
fn fields_and_sections_of_the_kind_count_with_what_stands_below_them() {
    check(
        &requirement("title: Export\nstatus: draft\ntags: [x]\n", BODY),
        &[
            "title: Export",
            "type: feature",
            "Problem: It is typed. Who Clerks.",
            "Acceptance criteria: AC1: A file is written within 10 s.",
        ],
    );
}

#[test]
fn one_part_of_each_record_can_count() {
    let front = "id: OBJ-1\ntitle: Less typing\nstatus: draft\nkey_results:\n\
        - {id: KR1, text: Minutes a week, target: 10, now: 50}\n- {id: KR2, text: Errors}\n";
    check(
        &text_at("objectives/OBJ-1-a.md", &format!("---\n{front}---\n")),
        &["title: Less typing", "key_results.text: Minutes a week | Errors", "key_results.target: 10 |"],
    );
}

#[test]
fn the_whole_body_can_count() {
    check(
        &text_at("notes/NOTE-1-a.md", "---\nid: NOTE-1\ntitle: A\n---\nAbove.\n\n# B\n\nbelow\n"),
        &["title: A", "text: Above.", "B: below"],
    );
}

#[test]
fn what_is_not_normative_leaves_the_fingerprint() {
    let print = |front: &str, body: &str| requirement(front, body).fingerprint();
    let known = print("title: Export\nstatus: draft\n", BODY);
    assert_eq!(known.len(), 24);
    let form = "title: \"Export\" # as CSV\nstatus: approved\neffort: 3\ntype: feature\n";
    assert_eq!(print(form, BODY), known);
    let other = "# Export\n\n## acceptance criteria\n<!-- why -->\n* [x] AC1: A *file* is\n  [written](x.md) within 10 s.\n\n\
        ## Problem\nIt is\ntyped.\n### Who\nClerks.\n";
    assert_eq!(print("title: Export\nstatus: draft\n", other), known);
    for (front, body) in [
        ("title: export\n", BODY.to_owned()),
        ("title: Export\ntype: fix\n", BODY.to_owned()),
        ("title: Export\n", BODY.replace("10 s", "5 s")),
        ("title: Export\n", BODY.replace("A file", "a file")),
        ("title: Export\n", BODY.replace("### Who", "### Whom")),
        ("title: Export\n", BODY.replace("## Problem", "## Nothing")),
    ] {
        assert_ne!(print(&format!("{front}status: draft\n"), &body), known, "{front}{body}");
    }
}

#[test]
fn one_place_does_not_run_into_the_next() {
    let one = requirement("title: A\nstatus: draft\n", "## Problem\nb c\n## Scope\nd\n").fingerprint();
    let other = requirement("title: A\nstatus: draft\n", "## Problem\nb\n## Scope\nc d\n").fingerprint();
    assert_ne!(one, other);
}

proptest! {
    #[test]
    fn every_word_counts_and_no_line_break_does(
        words in proptest::collection::vec("[a-z][a-z0-9]{0,5}", 2..10),
        at in any::<usize>(),
    ) {
        let print = |words: &[String], between: &str| {
            let body = format!("## Problem\n\n{}\n", words.join(between));
            requirement("title: A\nstatus: draft\n", &body).fingerprint()
        };
        let known = print(&words, " ");
        prop_assert_eq!(&print(&words, "\n"), &known);
        prop_assert_eq!(&print(&words, "  \n"), &known);
        let mut changed = words.clone();
        let at = at % words.len();
        changed[at] = format!("{}Q", changed[at]);
        prop_assert_ne!(&print(&changed, " "), &known);
        changed.remove(at);
        prop_assert_ne!(&print(&changed, " "), &known);
    }
}
