use proptest::prelude::*;

use crate::text::markdown::anchors::slug;
use crate::text::markdown::invariants::check_body;
use crate::text::markdown::{LinkKind, Outline, may_hold_links};

/// Headings as `level text #anchor`, with `{attribute}` and, if empty, `(empty)`.
#[track_caller]
fn check_headings(body: &str, expect: &[&str]) {
    let headings: Vec<_> = Outline::of(body, 0)
        .headings
        .iter()
        .map(|heading| {
            let attribute =
                heading.attribute.as_ref().map(|attribute| format!(" {{{attribute}}}")).unwrap_or_default();
            let empty = if heading.is_empty { " (empty)" } else { "" };
            format!("{} {}{attribute} #{}{empty}", heading.level, heading.text, heading.anchor)
        })
        .collect();
    assert_eq!(headings, expect, "{body:?}");
}

/// Links as `kind target`.
#[track_caller]
fn check_links(body: &str, expect: &[&str]) {
    let outline = Outline::of(body, 0);
    let links: Vec<_> = outline.links.iter().map(|link| format!("{:?} {}", link.kind, link.target)).collect();
    assert_eq!(links, expect, "{body:?}");
    assert!(links.is_empty() || may_hold_links(body), "{body:?}");
}

/// Items as `[x] part|text` under their heading.
#[track_caller]
fn check_items(body: &str, expect: &[&str]) {
    let outline = Outline::of(body, 0);
    let items: Vec<_> = outline
        .checklist
        .iter()
        .map(|item| {
            let part = item.part.as_ref().map(|part| format!("{}|", part.id)).unwrap_or_default();
            let under = item
                .heading
                .map(|heading| format!(" <{}", outline.headings[heading].text))
                .unwrap_or_default();
            assert_eq!(
                item.part.as_ref().map_or("", |part| part.span.slice(body)),
                item.part.as_ref().map_or("", |part| &*part.id)
            );
            format!("{} {part}{}{under}", item.marker.slice(body), item.text)
        })
        .collect();
    assert_eq!(items, expect, "{body:?}");
}

#[test]
fn headings_have_the_anchors_of_github() {
    check_headings("# One\n\n## Two words\n", &["1 One #one (empty)", "2 Two words #two-words (empty)"]);
    check_headings(
        "# A\n# A\n# A-1\n# A\n",
        &["1 A #a (empty)", "1 A #a-1 (empty)", "1 A-1 #a-1-1 (empty)", "1 A #a-2 (empty)"],
    );
    check_headings("Title\n=====\n\nx\n", &["1 Title #title"]);
    check_headings(
        "# `code`, [a link](x) & *more* #\n",
        &["1 code, a link & more #code-a-link--more (empty)"],
    );
    check_headings("# Größe: 日本\n", &["1 Größe: 日本 #größe-日本 (empty)"]);
    check_headings("```\n# no heading\n```\n", &[]);
    assert_eq!(slug("What's new_in 2.1?"), "whats-new_in-21");
}

#[test]
fn an_attribute_is_kept_apart() {
    check_headings("## Notes {internal}\nx", &["2 Notes {internal} #notes-internal"]);
    check_headings("## Notes {#id .c}\nx", &["2 Notes {#id .c} #notes-id-c"]);
    check_headings("## Use {x}y\nx", &["2 Use {x}y #use-xy"]);
    check_headings("## {}\nx", &["2 {} #"]);
}

#[test]
fn a_section_with_nothing_to_read_is_empty() {
    check_headings(
        "## A\n\n<!-- write\n\nhere -->\n\n---\n- [ ] \n- \n## B\nx\n",
        &["2 A #a (empty)", "2 B #b"],
    );
    check_headings("## A\n<!-- c --> x\n", &["2 A #a"]);
    check_headings("## A\nx <!-- c -->\n", &["2 A #a"]);
    check_headings(
        "## A\n### B\nx\n## C\n### D\n",
        &["2 A #a", "3 B #b", "2 C #c (empty)", "3 D #d (empty)"],
    );
    check_headings("## A\n![](x.png)\n", &["2 A #a"]);
    check_headings("## A\n```\ncode\n```\n", &["2 A #a"]);
    check_headings("## A\n```\n```\n", &["2 A #a (empty)"]);
    check_headings("## A\n<br>\n", &["2 A #a"]);
    check_headings("## A\n\n| a |\n|---|\n", &["2 A #a"]);
}

#[test]
fn a_section_reaches_to_the_next_heading_of_its_level() {
    let body = "x\n# A\na\n\n## B\nb\n# C\n";
    let outline = Outline::of(body, 0);
    let sections: Vec<_> = outline
        .headings
        .iter()
        .map(|heading| (heading.span.slice(body), heading.section.slice(body)))
        .collect();
    assert_eq!(sections, [("# A", "a\n\n## B\nb\n"), ("## B", "b\n"), ("# C", "")]);
    let outline = Outline::of("# A\n", 100);
    assert_eq!((outline.headings[0].span.start(), outline.headings[0].section.start()), (100, 104));
    assert!(outline.section("a").is_some() && outline.section("b").is_none());
    assert!(outline.has_anchor("a") && !outline.has_anchor("b"));
}

#[test]
fn a_checklist_item_knows_its_part_and_its_section() {
    check_items("- [ ] one\n- [x] two\n", &["[ ] one", "[x] two"]);
    check_items(
        "## Criteria\n1. [X] **AC1** Given `x`,\n   when y\n* [ ] AC2: then\n",
        &["[X] AC1|Given x, when y <Criteria", "[ ] AC2|then <Criteria"],
    );
    check_items(
        "- [ ] **KR3:** more\n- [ ] AC4\n- [ ] AC5 said\n- [ ] H264: x\n",
        &["[ ] KR3|more", "[ ] AC4|", "[ ] AC5 said", "[ ] H264|x"],
    );
    check_items("- [ ] outer\n  - [x] inner\n\n  more\n- no box\n", &["[ ] outer", "[x] inner"]);
    check_items("- [ ] [a link](x) and *b*\n\n      code\n", &["[ ] a link and b"]);
    check_items("`- [ ] no`\n\n- [] no\n", &[]);
    let body = "- [ ] one\n  two\n  - [ ] three\n";
    let spans: Vec<_> =
        Outline::of(body, 0).checklist.iter().map(|item| item.span.slice(body).to_owned()).collect();
    assert_eq!(spans, ["- [ ] one\n  two", "- [ ] three"]);
}

#[test]
fn links_are_resolved_and_code_is_none() {
    check_links(
        "[a](b.md#c) ![d](e.png \"t\") <https://x.y> <a@b.c>\n",
        &["Link b.md#c", "Image e.png", "Address https://x.y", "Address a@b.c"],
    );
    check_links("[a][b], [b] and [none][x]\n\n[b]: c.md\n", &["Link c.md", "Link c.md"]);
    check_links("`[a](b)`\n\n    [a](b)\n\n[a] (b)\n", &[]);
    check_links("[![i](i.png)](l.md)\n", &["Link l.md", "Image i.png"]);
    check_links("[a](<b c.md>)\n", &["Link b c.md"]);
    let body = "é [text *b*](b.md) [r]\n\n[r]: b.md\n";
    let outline = Outline::of(body, 10);
    let link = &outline.links[0];
    assert_eq!((link.kind, &*link.text, link.span.start()), (LinkKind::Link, "text b", 13));
    assert_eq!(link.target_span.map(|span| (span.start(), span.len())), Some((24, 4)));
    assert_eq!(outline.links[1].target_span, None);
}

#[test]
fn a_target_is_found_where_it_is_written() {
    let written = |body: &str| -> Vec<Option<(usize, String)>> {
        let outline = Outline::of(body, 0);
        let links = outline.links.iter().map(|link| link.target_span);
        links
            .chain(outline.definitions.iter().map(|definition| definition.target_span))
            .map(|span| span.map(|span| (span.start(), span.slice(body).to_owned())))
            .collect()
    };
    assert_eq!(written("[x.md](x.md \"see x.md\")"), [Some((7, "x.md".into()))]);
    assert_eq!(
        written("[![](x.md)](< x.md>) [x.md]( <x.md>)")[1..],
        [Some((5, "x.md".into())), Some((30, "x.md".into()))]
    );
    assert_eq!(
        written("[b] [a]\n\n[b]: x.md 'x.md'\n[a]:\n  <y z.md>\n"),
        [None, None, Some((14, "x.md".into())), Some((34, "y z.md".into()))]
    );
    assert_eq!(written("[a](x\\_y.md)"), [None]);
}

#[test]
fn html_names_anchors() {
    let body = "<a id=\"one\"></a>\n\nx <a name='two'>y</a> <b class=\"id=no\">\n<!-- <a id=\"no\"> -->\n";
    let names: Vec<_> = Outline::of(body, 0)
        .anchors
        .iter()
        .map(|anchor| (anchor.name.to_string(), anchor.span.slice(body).to_owned()))
        .collect();
    assert_eq!(names, [("one".into(), "one".into()), ("two".into(), "two".into())]);
}

#[test]
fn rules_at_the_top_are_no_front_matter() {
    check_headings("---\n# A\n---\n", &["1 A #a (empty)"]);
    check_headings("\n---\n\ntext: x\n\n---\n\n# A\n", &["1 A #a (empty)"]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn spans_fit_every_body(
        pieces in prop::collection::vec(prop::sample::select(vec![
            "# ", "## ", "a", "é", " ", "\n", "\n\n", "- ", "- [ ] ", "- [x] ", "  ", "[", "]", "(", ")", "](b)", "![", "<", ">", "<!--", "-->",
            "<a id=\"x\">", "`", "```\n", "**", "AC1", ":", "===", "---", "{x}", "|", "[^1]", "> ", "\r\n", "\t", "<https://x>", "[a]: b",
        ]), 0..24),
        base in 0usize..20,
    ) {
        check_body(&pieces.concat(), base);
    }
}
