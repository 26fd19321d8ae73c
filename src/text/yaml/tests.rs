mod properties;

use crate::text::yaml::{Content, Node, ScalarStyle, YamlFaultKind, parse};

/// A tree on one line: `text[span]`, lists in `()`, maps in `{}`, both with their span in front.
fn sketch(node: &Node) -> String {
    let span = format!("{}..{}", node.span.start(), node.span.end());
    let decoration = node.decoration.iter().flat_map(|decoration| {
        let anchor =
            decoration.anchor.iter().map(|(name, span)| format!("&{name}@{}..{} ", span.start(), span.end()));
        let tag =
            decoration.tag.iter().map(|(name, span)| format!("{name}@{}..{} ", span.start(), span.end()));
        anchor.chain(tag).collect::<Vec<_>>()
    });
    let decoration: String = decoration.collect();
    let content = match &node.content {
        Content::Scalar(scalar) => {
            let style = match scalar.style {
                ScalarStyle::Plain => "",
                ScalarStyle::SingleQuoted => "'",
                ScalarStyle::DoubleQuoted => "\"",
                ScalarStyle::Literal => "|",
                ScalarStyle::Folded => ">",
            };
            format!("{style}{}[{span}]", scalar.text.replace('\n', "\\n"))
        }
        Content::Alias(name) => format!("*{name}[{span}]"),
        Content::List { items, flow } => {
            let items: Vec<_> = items.iter().map(sketch).collect();
            format!("{span}{}({})", if *flow { "~" } else { "" }, items.join(" "))
        }
        Content::Map { entries, flow } => {
            let entries: Vec<_> = entries
                .iter()
                .map(|entry| {
                    let key = &entry.key;
                    format!(
                        "{}[{}..{}]: {}",
                        key.text,
                        key.span.start(),
                        key.span.end(),
                        sketch(&entry.value)
                    )
                })
                .collect();
            format!("{span}{}{{{}}}", if *flow { "~" } else { "" }, entries.join(", "))
        }
    };
    format!("{decoration}{content}")
}

#[track_caller]
fn check(text: &str, tree: &str) {
    let parsed = parse(text, 0).unwrap_or_else(|fault| panic!("{text:?}: {fault:?}"));
    assert_eq!(sketch(&parsed.root), tree, "{text:?}");
}

#[track_caller]
fn check_fault(text: &str, kind: YamlFaultKind, place: &str, repaired: Option<&str>) {
    let fault = parse(text, 0).expect_err(text);
    assert_eq!((fault.kind, fault.span.slice(text)), (kind, place), "{text:?}: {}", fault.message);
    let repair = fault.repair.map(|(span, with)| {
        let mut text = text.to_owned();
        text.replace_range(span.range(), &with);
        text
    });
    assert_eq!(repair.as_deref(), repaired, "{text:?}");
    if let Some(text) = repaired {
        parse(text, 0).unwrap_or_else(|fault| panic!("the repair {text:?} gives {fault:?}"));
    }
}

#[track_caller]
fn check_note(text: &str, kind: YamlFaultKind, place: &str) {
    let parsed = parse(text, 0).unwrap_or_else(|fault| panic!("{text:?}: {fault:?}"));
    let notes: Vec<_> = parsed.notes.iter().map(|note| (note.kind, note.span.slice(text))).collect();
    assert_eq!(notes, [(kind, place)], "{text:?}");
}

#[test]
fn scalars_keep_their_text_and_span_their_quotes() {
    check("a: 1.10\n", "0..7{a[0..1]: 1.10[3..7]}");
    check("a: 'it''s' # c\n", "0..10{a[0..1]: 'it's[3..10]}");
    check("'a': \"b\\n\"\n", "0..10{a[0..3]: \"b\\n[5..10]}");
    check("é: ü\nx: ö y  # c\n", "0..14{é[0..2]: ü[4..6], x[7..8]: ö y[10..14]}");
    check("a: b\n  c\n\n  d\ne: f\n", "0..18{a[0..1]: b c\\nd[3..13], e[14..15]: f[17..18]}");
    check("a: b\r\nc: d\r\n", "0..10{a[0..1]: b[3..4], c[6..7]: d[9..10]}");
}

#[test]
fn a_missing_value_is_the_empty_place_after_its_sign() {
    check("", "[0..0]");
    check("# only a comment\n", "[0..0]");
    check("a:   # c\nb:\n", "0..11{a[0..1]: [2..2], b[9..10]: [11..11]}");
    check("a:\n-\n- b\n-   # c\n-\n", "0..18{a[0..1]: 3..18([4..4] b[7..8] [10..10] [18..18])}");
    check("a: &x   # c\nb: !t\n", "0..17{a[0..1]: &x@3..5 [5..5], b[12..13]: !t@15..17 [17..17]}");
    check("{a: , b}", "0..8~{a[1..2]: [3..3], b[6..7]: [7..7]}");
    check("a: ~\n", "0..4{a[0..1]: ~[3..4]}");
}

#[test]
fn block_scalars_begin_at_their_sign_and_end_with_their_text() {
    check("a: |\n  x\n\n\nb: c\n", "0..15{a[0..1]: |x\\n[3..8], b[11..12]: c[14..15]}");
    check("a: |+  # c\n  x\n\n# c\nb: c\n", "0..24{a[0..1]: |x\\n\\n[3..14], b[20..21]: c[23..24]}");
    check(
        "a: >-\n  x\n   y # no\n  # no\n # yes\nb: c\n",
        "0..38{a[0..1]: >x\\n y # no\\n# no[3..26], b[34..35]: c[37..38]}",
    );
    check("a: |\nb: c\n", "0..9{a[0..1]: |[3..4], b[5..6]: c[8..9]}");
    check("- # c\n  |\n x", "0..12(|x\\n[8..12])");
    check("a: |\r\n  x\r\nb: c\r\n", "0..15{a[0..1]: |x\\n[3..9], b[11..12]: c[14..15]}");
}

#[test]
fn collections_end_with_their_last_child() {
    check(
        "a:\n  - b: c\n    d: e\n  # x\n\nf: g\n",
        "0..32{a[0..1]: 5..20(7..20{b[7..8]: c[10..11], d[16..17]: e[19..20]}), f[28..29]: g[31..32]}",
    );
    check("a:\n  -\n    - b\n", "0..14{a[0..1]: 5..14(11..14(b[13..14]))}");
    check("a: [b, 'c' ,]  # x\n", "0..13{a[0..1]: 3..13~(b[4..5] 'c[7..10])}");
    check("a: [\nb,\nc\n]\n", "0..11{a[0..1]: 3..11~(b[5..6] c[8..9])}");
    check("a: {b: c, d: []}\n", "0..16{a[0..1]: 3..16~{b[4..5]: c[7..8], d[10..11]: 13..15~()}}");
    check("[a: b]", "0..6~(1..5~{a[1..2]: b[4..5]})");
    check("a: &l\n  - b\n", "0..11{a[0..1]: &l@3..5 8..11(b[10..11])}");
    check("a: &m !t\n  b: &n c\n", "0..18{a[0..1]: &m@3..5 !t@6..8 11..18{b[11..12]: &n@14..16 c[17..18]}}");
    check("? a\n: b\n", "0..7{a[2..3]: b[6..7]}");
    check("? |-\n: \n- ", "0..9{[2..4]: 8..9([9..9])}");
    check("? a\n:b: c\n", "0..9{a[2..3]: [3..3], :b[4..6]: c[8..9]}");
}

#[test]
fn aliases_are_kept_and_never_followed() {
    check("a: &x 1\nb: *x\n", "0..13{a[0..1]: &x@3..5 1[6..7], b[8..9]: *x[11..13]}");
    let mut bomb = "a: &a [x, x]\n".to_owned();
    for (name, of) in ('b'..='z').zip('a'..) {
        bomb += &format!("{name}: &{name} [*{of}, *{of}, *{of}, *{of}]\n");
    }
    let parsed = parse(&bomb, 0).unwrap();
    let messages: Vec<&str> = parsed.notes.iter().map(|note| &*note.message).collect();
    assert_eq!(
        messages,
        ["`&a` names a value for reuse, which is not followed, and there are 125 more such places"]
    );
}

#[test]
fn spans_are_those_of_the_whole_file() {
    let parsed = parse("a: [b]\na: &x c\n", 10).unwrap();
    assert_eq!(sketch(&parsed.root), "10..24{a[10..11]: 13..16~(b[14..15]), a[17..18]: &x@20..22 c[23..24]}");
    let note = &parsed.notes[0];
    assert_eq!((note.span.start(), note.related.as_ref().unwrap().0.start()), (17, 10));
    let fault = parse("a: @b", 10).unwrap_err();
    assert_eq!((fault.span.start(), fault.repair.unwrap().0.end()), (13, 15));
}

#[test]
fn a_value_that_begins_with_a_reserved_character_is_quoted() {
    use YamlFaultKind::ReservedStart;
    check_fault("assignee: @ana\n", ReservedStart, "@ana", Some("assignee: '@ana'\n"));
    check_fault("assignee: @ana's  # c\n", ReservedStart, "@ana's", Some("assignee: '@ana''s'  # c\n"));
    check_fault("a: `x: y`\n", ReservedStart, "`x: y`", Some("a: '`x: y`'\n"));
    check_fault("a: [@ana , @bob]\n", ReservedStart, "@ana", Some("a: ['@ana' , '@bob']\n"));
    check_fault(
        "a:\n  - @ana\n  - b\n  - @bob\nc: @d",
        ReservedStart,
        "@ana",
        Some("a:\n  - '@ana'\n  - b\n  - '@bob'\nc: '@d'"),
    );
    check_fault("a: **must** b\n", ReservedStart, "**must** b", Some("a: '**must** b'\n"));
    check_fault(
        "title: [WIP] Export\nb: {x} y\n",
        ReservedStart,
        "[WIP] Export",
        Some("title: '[WIP] Export'\nb: '{x} y'\n"),
    );
    check_fault("a: %x\n", ReservedStart, "%x", Some("a: '%x'\n"));
    check_fault("a: , b\n", ReservedStart, ", b", Some("a: ', b'\n"));
    check_fault("a: *\n", ReservedStart, "*", Some("a: '*'\n"));
    check_fault("a: -\n", ReservedStart, "-", Some("a: '-'\n"));
    check_fault("a: [-]\n", ReservedStart, "-", Some("a: ['-']\n"));
    check_fault("a: > 5 days\n", ReservedStart, "> 5 days", Some("a: '> 5 days'\n"));
}

#[test]
fn a_colon_inside_a_value_is_named() {
    use YamlFaultKind::ColonInValue;
    check_fault(
        "title: Fix: the bug  # c\nb: c\n",
        ColonInValue,
        "Fix: the bug",
        Some("title: 'Fix: the bug'  # c\nb: c\n"),
    );
    check_fault("- a: b: c\n", ColonInValue, "b: c", Some("- a: 'b: c'\n"));
    check_fault("a: https://x.y: z\n", ColonInValue, "https://x.y: z", Some("a: 'https://x.y: z'\n"));
}

#[test]
fn indentation_faults_name_the_line() {
    use YamlFaultKind::{BadIndentation, TabIndentation};
    check_fault("a:\n\tb: c\n", TabIndentation, "\t", None);
    check_fault("a: b\n\tc: d\n", TabIndentation, "\t", None);
    check_fault("a:\n  - b\n\t- c\n", TabIndentation, "\t", None);
    check_fault("a: 1\n  b: 2\n", BadIndentation, "b", None);
    check_fault("a:\n    b: 1\n  c: 2\n", BadIndentation, "c: 2", None);
    check_fault(" a: 1\nb: 2\n", BadIndentation, "b: 2", None);
    check_fault("a:\n  - b\n - c\n", BadIndentation, "- c", None);
    check_fault("a: b\n- c\n", BadIndentation, "- c", None);
}

#[test]
fn a_tab_that_some_readers_refuse_is_a_fault() {
    let check = |text: &str, place: &str, repaired: Option<&str>| {
        check_fault(text, YamlFaultKind::TabSeparator, place, repaired);
    };
    check("a:\tb\n", "\t", Some("a: b\n"));
    check("a: \t\tb\n", "\t\t", Some("a:   b\n"));
    check("a\t: b\n", "\t", Some("a : b\n"));
    check("a: b\t\nc: 'd'\t# e\tf\n", "\t", Some("a: b \nc: 'd' # e\tf\n"));
    check("a:\t\nb: c\n", "\t", Some("a: \nb: c\n"));
    check("a:\n  -\tb\n", "\t", Some("a:\n  - b\n"));
    check("a: [b,\tc\t]\n", "\t", Some("a: [b, c ]\n"));
    check("a: b\n  \t\nc: d\n", "\t", Some("a: b\n   \nc: d\n"));
    check("a: |\t\n  b\n", "\t", Some("a: | \n  b\n"));
    check("a: |\n  b\n \t\nc: d\n", "\t", Some("a: |\n  b\n  \nc: d\n"));
    check("a: |\n\n\t\n", "\t", Some("a: |\n\n \n"));
    check("a: b\tc\n", "b\tc", Some("a: 'b\tc'\n"));
    check("a: b\n  \tc\n", "b\n  \tc", None);
}

#[test]
fn a_tab_in_quotes_comments_and_block_scalars_is_as_good_as_any_character() {
    for text in [
        "a: \"b\tc\"\n",
        "a: 'b\tc'\n'd\te': f\n",
        "a: \"b\n\tc\"\n",
        "#\tb\na: c # d\te\n",
        "a: |\n  b\tc\n  \td\n  \t\ne: f\n",
        "a: | # b\tc\n  \td\n",
        "a: >\n  b\n   \tc\n",
    ] {
        let parsed = parse(text, 0).unwrap_or_else(|fault| panic!("{text:?}: {fault:?}"));
        assert!(parsed.notes.is_empty(), "{text:?}");
    }
}

#[test]
fn what_is_not_closed_is_shown_where_it_opens() {
    use YamlFaultKind::{StrayBracket, TextAfterQuote, UnclosedBracket, UnclosedQuote};
    check_fault("title: \"open\nb: c\n", UnclosedQuote, "\"open", None);
    check_fault("a: [b, \"c]\nd: e\n", UnclosedQuote, "\"c]", None);
    check_fault("a: \"b\nc: d\ne: f\"g\n", UnclosedQuote, "\"b", None);
    check_fault("title: 'it's'\nb: c\n", TextAfterQuote, "'it's'", Some("title: \"it's\"\nb: c\n"));
    check_fault("title: \"say \"hi\"\"\n", TextAfterQuote, "\"say \"hi\"\"", Some("title: 'say \"hi\"'\n"));
    check_fault("a: \"x\" y\n", TextAfterQuote, "\"x\" y", None);
    check_fault("a: [b, c\nd: e\n", UnclosedBracket, "[b, c", None);
    check_fault("a: {b: c\nd: e\n", UnclosedBracket, "{b: c", None);
    check_fault("a: [b\n", UnclosedBracket, "[b", None);
    check_fault("a: [b, c #x]\nd: e\n", UnclosedBracket, "[b, c", None);
    check_fault("a: [b}\n", StrayBracket, "[b}", None);
    check_fault("a: [b]]\n", StrayBracket, "]", None);
}

#[test]
fn small_slips_are_named() {
    use YamlFaultKind::{
        ColonWithoutSpace, CommentInText, ControlCharacter, DashWithoutSpace, FlowSeparator, KeyNotText,
        ListAfterKey, MissingColon, UnknownEscape,
    };
    check_fault("a:\n  - b\n  -c\n", DashWithoutSpace, "-c", Some("a:\n  - b\n  - c\n"));
    check_fault("- a\n-b\n", DashWithoutSpace, "-b", Some("- a\n- b\n"));
    check_fault("a: - b\n", ListAfterKey, "- b", None);
    check_fault("a:b\nc: d\n", ColonWithoutSpace, "a:", Some("a: b\nc: d\n"));
    check_fault("c: d\na:b\ne: f\n", ColonWithoutSpace, "a:", Some("c: d\na: b\ne: f\n"));
    check_fault("a:\u{a0}b\nc: d\n", ColonWithoutSpace, "a:", Some("a: b\nc: d\n"));
    check_fault("a: b\nfoo bar\nc: d\n", MissingColon, "foo bar", None);
    check_fault("a b c\nd: e\n", MissingColon, "a b c", None);
    check_fault("a: b # c\n  d\n", CommentInText, "# c", None);
    check_fault("a: [b, c: d: e]\n", FlowSeparator, ": e]", None);
    check_fault("[a]: b\n", KeyNotText, "[", None);
    check_fault("*a : b\n", KeyNotText, "*a", None);
    check_fault(": b\n", KeyNotText, "", None);
    check_fault("a: \"C:\\dir\"\n", UnknownEscape, "\\d", None);
    check_fault("a: b\0c\n", ControlCharacter, "\0", None);
}

#[test]
fn what_reads_differently_is_noted() {
    use YamlFaultKind::{
        Alias, Anchor, CommentCutsValue, DashReadAsText, DuplicateKey, MergeKey, SeveralDocuments, Tag,
    };
    check_note("a: 1\nb: 2\na: 3\n", DuplicateKey, "a");
    check_note("a: {b: 1, 'b': 2}\n", DuplicateKey, "'b'");
    check_note("a: &x b\n", Anchor, "&x");
    check_note("a: *important*\n", Alias, "*important*");
    check_note("a: !important b\n", Tag, "!important");
    check_note("<<: {a: b}\n", MergeKey, "<<");
    check_note("title: fix #12\n", CommentCutsValue, "#12");
    check_note("channel: #general\n", CommentCutsValue, "#general");
    check_note("a:\n  -b\n  -c\nd: e\n", DashReadAsText, "-b\n  -c");
    check_note("a: b\n---\nc: d\n", SeveralDocuments, "---");
    check_note("a: b\n...\nc: d\n", SeveralDocuments, "c: d");
}

#[test]
fn comments_proper_are_not_noted() {
    for text in ["a: b # c\n", "a: b    #c\n", "---\na: b\n", "a: -1\n", "a: b\n...\n", "'<<': a\n"] {
        assert_eq!(parse(text, 0).unwrap().notes, [], "{text:?}");
    }
}

#[test]
fn hostile_texts_give_one_fault() {
    let check = |text: String, kind| assert_eq!(parse(&text, 0).unwrap_err().kind, kind);
    check("[".repeat(200_000), YamlFaultKind::TooDeep);
    check("- ".repeat(20_000), YamlFaultKind::TooDeep);
    check("{a: ".repeat(65), YamlFaultKind::TooDeep);
    check(format!("a: {}", "x".repeat(100 << 20)), YamlFaultKind::TooLarge);
    check("a: @b\n".repeat(100_000), YamlFaultKind::ReservedStart);
    let deep = "[".repeat(64) + &"]".repeat(64);
    assert!(parse(&deep, 0).is_ok());
}

#[test]
fn all_that_is_named_for_reuse_is_one_note() {
    let notes = |text: &str| -> Vec<String> {
        parse(text, 0).expect("YAML").notes.into_iter().map(|note| note.message).collect()
    };
    assert_eq!(
        notes("a: &a [x]\nb: &b [*a, *a]\nc: {<<: *b}\n"),
        ["`&a` names a value for reuse, which is not followed, and there are 5 more such places"]
    );
    assert_eq!(notes("a: *one*\nb: *two*\n").len(), 2);
}
