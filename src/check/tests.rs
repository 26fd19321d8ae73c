//! Any settings and any document can be checked and reported.

use proptest::prelude::*;

use super::invariants::{check_configuration, check_document};

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_settings_can_be_checked(
        pieces in prop::collection::vec(prop::sample::select(vec![
            "format: 1\n", "kinds:", "\n  idea:", "\n    fields:", "\n      x:", " {type: number, required: always}", " {type: list of link, to: idea}",
            "\n    status:", " {open: [a], done: [b]}", "\n    folder:", " ideas", " .", " [", "]", "{", "}", "rules:\n", "  - name: r\n    assert: ",
            "status == \"new\"\n", "reach > 1\n", "levels: ", "{dangling-link: off}\n", "products: {a: {folder: ideas}}\n", "\n", "  ", "x: ", "é", "*a",
            "shipped_kinds: none\n", "personal_data: {allow: [x]}\n", "scores: {s: {formula: reach / effort}}\n", "audiences: {c: {public: true}}\n",
        ]), 0..14),
    ) {
        check_configuration(&pieces.concat());
    }

    #[test]
    fn any_document_can_be_checked(
        pieces in prop::collection::vec(prop::sample::select(vec![
            "---\n", "id: REQ-2\n", "title: B\n", "status: approved\n", "depends_on: [REQ-1, REQ-2]\n", "target: 2026-02-30\n", "effort: 2-5\n",
            "release: REL-1\n", "unknown: 1\n", "title: \u{1b}[31m\n", "changelog: {type: added, text: x}\n", "- ", "  ", "é", ": ", "[", "{", "'",
            "## Problem\n", "- [ ] AC1: x\n", "[a](b.md#c)\n", "TBD\n", "a@example.com\n", "\r\n", "\t", "\u{0}", "\u{feff}", "<!-- ", "*a", "&a ",
        ]), 0..14),
    ) {
        check_document(pieces.concat().as_bytes());
    }
}
