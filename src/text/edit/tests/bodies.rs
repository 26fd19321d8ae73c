//! Edits of Markdown bodies.

use proptest::prelude::*;

use crate::text::edit::body::{BodyEdit, edit_body};
use crate::text::edit::{Order, splice};
use crate::text::markdown::Outline;
use crate::text::span::Span;

fn tick(item: usize, checked: bool) -> BodyEdit {
    BodyEdit::Tick { item, checked }
}

fn set(heading: &str, text: &str) -> BodyEdit {
    BodyEdit::SetSection { heading: heading.to_owned(), text: text.to_owned() }
}

fn add(heading: &str, text: &str) -> BodyEdit {
    BodyEdit::AddToSection { heading: heading.to_owned(), text: text.to_owned() }
}

fn section(level: u8, heading: &str, text: &str, behind: Option<&[&str]>) -> BodyEdit {
    let order = behind
        .map_or(Order::Last, |names| Order::Behind(names.iter().map(|&name| name.to_owned()).collect()));
    BodyEdit::AddSection { level, heading: heading.to_owned(), text: text.to_owned(), order }
}

/// The body after an edit; also behind front matter and with CRLF throughout.
#[track_caller]
#[expect(clippy::needless_pass_by_value, reason = "each case makes its own edit")]
fn check(before: &str, change: BodyEdit, after: &str) {
    for front in ["", "---\nid: X-1\n---\n"] {
        for line_break in ["\n", "\r\n"] {
            let file = |body: &str| format!("{front}{body}").replace('\n', line_break);
            let whole = file(before);
            if line_break == "\r\n" && !whole.contains('\n') {
                continue;
            }
            let body = Span::new(file("").len(), whole.len());
            let edited =
                edit_body(&whole, body, &change).unwrap_or_else(|refusal| panic!("{before:?}: {refusal:?}"));
            let expected = file(after);
            // A body that stands behind nothing needs no blank line before it.
            let expected = if front.is_empty() && before.is_empty() {
                expected.trim_start().to_owned()
            } else {
                expected
            };
            assert_eq!(edited.text, expected, "{before:?} {change:?}");
            assert_eq!(splice(&whole, &edited.splices), edited.text);
            assert_eq!(edited.body.end(), edited.text.len());
        }
    }
}

#[track_caller]
#[expect(clippy::needless_pass_by_value, reason = "each case makes its own edit")]
fn refuse(before: &str, change: BodyEdit, reason: &str) {
    let refusal = edit_body(before, Span::new(0, before.len()), &change).expect_err(before);
    assert_eq!(refusal.reason, reason);
}

#[test]
fn a_box_is_ticked_and_cleared() {
    check("## A\n\n- [ ] one\n- [x] two\n", tick(0, true), "## A\n\n- [x] one\n- [x] two\n");
    check("## A\n\n- [ ] one\n- [x] two\n", tick(1, false), "## A\n\n- [ ] one\n- [ ] two\n");
    check("* [X] one", tick(0, true), "* [X] one");
    check("1. [ ] AC1: one\n   - [ ] deep\n", tick(1, true), "1. [ ] AC1: one\n   - [x] deep\n");
    check("```\n- [ ] no box\n```\n\n- [ ] one\n", tick(0, true), "```\n- [ ] no box\n```\n\n- [x] one\n");
    refuse("- [ ] one\n", tick(1, true), "there is no item 2 with a box");
}

#[test]
fn the_text_of_a_section_is_replaced() {
    check("## A\n\nold\n\nmore\n\n## B\n\nb\n", set("a", "new"), "## A\n\nnew\n\n## B\n\nb\n");
    check("## A\nold\n## B\n", set("A", "new\n"), "## A\nnew\n## B\n");
    check("## A\n\nold\n\n### Sub\n\nkept\n", set("A", "new"), "## A\n\nnew\n\n### Sub\n\nkept\n");
    check("## A\n\nold", set("A", "one\ntwo"), "## A\n\none\ntwo");
    check("A\n---\n\n    code\n", set("A", "new"), "A\n---\n\nnew\n");
    check("## A\n\nsame\n", set("A", "same"), "## A\n\nsame\n");
    check("## A\n\nold\n", set("A", "### Deeper\n\nnew"), "## A\n\n### Deeper\n\nnew\n");
}

#[test]
fn an_empty_section_gets_its_text() {
    check("## A\n", set("A", "new"), "## A\n\nnew\n");
    check("## A", set("A", "new"), "## A\n\nnew");
    check("## A\n\n## B\n", set("A", "new"), "## A\n\nnew\n\n## B\n");
    check("## A\n## B\n", add("A", "new"), "## A\n\nnew\n\n## B\n");
    check("## A\n\n", add("A", "new"), "## A\n\nnew\n\n");
    check("## A\n\n", set("A", ""), "## A\n\n");
}

#[test]
fn text_is_added_to_a_section() {
    check("## A\n\n- [ ] one\n\n## B\n", add("A", "- [ ] two"), "## A\n\n- [ ] one\n- [ ] two\n\n## B\n");
    check("## A\n\n1. one\n", add("A", "2. two"), "## A\n\n1. one\n2. two\n");
    check("## A\n\nold\n", add("A", "new"), "## A\n\nold\n\nnew\n");
    check("## A\n\n- one\n", add("A", "new"), "## A\n\n- one\n\nnew\n");
}

#[test]
fn a_section_is_added() {
    check("## A\n\na\n", section(2, "B", "b", None), "## A\n\na\n\n## B\n\nb\n");
    check("## A\n\na", section(2, "B", "", None), "## A\n\na\n\n## B\n");
    check("\n## A\n\na\n\n## C\n", section(2, "B", "b", Some(&["A"])), "\n## A\n\na\n\n## B\n\nb\n\n## C\n");
    check(
        "## A\n\n### Sub\n\ns\n## C\n",
        section(2, "B", "b", Some(&["A"])),
        "## A\n\n### Sub\n\ns\n\n## B\n\nb\n\n## C\n",
    );
    check("# T\n\n## C\n", section(2, "B", "b", Some(&["A"])), "# T\n\n## B\n\nb\n\n## C\n");
    check("", section(2, "B", "b", None), "\n## B\n\nb\n");
}

#[test]
fn what_would_change_the_rest_is_refused() {
    let swallows = "with this text, something outside it would read differently";
    refuse("## A\n\n## B\n", set("A", "```\nopen"), swallows);
    refuse("## A\n\na\n\n## B\n", set("A", "<!-- open"), swallows);
    refuse("## A\n\n[x]: https://x.y\n\n## B\n\n[x]\n", set("A", "new"), swallows);
    let ends = "the text holds a heading that would end its own section";
    refuse("## A\n", set("A", "# Other"), ends);
    refuse("## A\n", set("A", "Other\n---"), ends);
    refuse("## A\n", section(2, "B", "## C", None), ends);
    refuse("## A\n", section(2, " ", "b\n", None), "a heading is one line of text");
    refuse("## A\n", set("B", "new"), "there is no section `B`");
    refuse("## A\n\n# a\n", set("A", "new"), "there are several sections `A`");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_stands_under_other_headings_keeps_its_bytes(
        lines in prop::collection::vec(
            prop::sample::select(vec![
                "## A", "### B", "# C", "text", "", "- [ ] one", "- [x] two", "```", "<!-- x", "-->", "[x]: y", "[x]",
                "    code", "> quote", "---", "| a |", "ü 🚀", "~~~", "1. n",
            ]), 0..14),
        text in prop::collection::vec(
            prop::sample::select(vec!["new", "", "- [ ] three", "```", "### D", "# E", "---", "<!--", "[x]: z"]), 0..4),
        which in 0usize..6,
    ) {
        let body = lines.join("\n");
        let text = text.join("\n");
        let change = match which {
            0 => tick(0, true),
            1 => tick(1, false),
            2 => set("A", &text),
            3 => add("B", &text),
            4 => section(2, "New", &text, None),
            _ => section(2, "New", &text, Some(&["A"])),
        };
        let document = format!("---\nid: X\n---\n{body}");
        let span = Span::new(document.len() - body.len(), document.len());
        if let Ok(edited) = edit_body(&document, span, &change) {
            let before = Outline::of(&body, 0);
            let after = Outline::of(edited.body.slice(&edited.text), 0);
            prop_assert!(after.headings.len() >= before.headings.len());
            if let [changed] = edited.splices.as_slice() {
                let start = changed.span.start();
                prop_assert_eq!(&edited.text[..start], &document[..start]);
                prop_assert!(edited.text.ends_with(&document[changed.span.end()..]));
                for heading in &before.headings {
                    let heading = heading.span.shift(span.start());
                    prop_assert!(changed.span.end() <= heading.start() || heading.end() <= start);
                }
            }
        }
    }
}
