use proptest::prelude::*;

use crate::text::front_matter::{Language, LineEnding, SplitFault, SplitFaultKind, likely_end, split};

/// Front matter and body of a text that has both.
#[track_caller]
fn check(text: &str, yaml: &str, body: &str) {
    let document = split(text.as_bytes()).unwrap();
    assert_eq!((document.between(), document.body()), (Some(yaml), body), "{text:?}");
    let front_matter = document.front_matter.unwrap();
    assert_eq!(front_matter.opening.slice(text), front_matter.language.fence());
    assert!(front_matter.language.closes(front_matter.closing.slice(text)));
    assert_eq!(Language::at(text, front_matter.content), front_matter.language);
}

#[track_caller]
fn check_body_alone(text: &str) {
    let document = split(text.as_bytes()).unwrap();
    assert_eq!(
        (document.front_matter, document.body()),
        (None, text.trim_start_matches('\u{feff}')),
        "{text:?}"
    );
}

#[track_caller]
fn fault(bytes: &[u8], kind: SplitFaultKind) -> SplitFault {
    let fault = *split(bytes).unwrap_err();
    assert_eq!(fault.kind, kind, "{}", fault.message);
    fault
}

#[test]
fn front_matter_stands_between_two_fences() {
    check("---\na: b\n---\nbody\n", "a: b\n", "body\n");
    check("---\r\na: b\r\n---\r\nbody\r\n", "a: b\r\n", "body\r\n");
    check("\u{feff}---\na: b\n---\nbody", "a: b\n", "body");
    check("---  \na: b\n---\t\nbody", "a: b\n", "body");
    check("---\na: b\n...\nbody", "a: b\n", "body");
    check("---\n---\n", "", "");
    check("---\na: b\n---", "a: b\n", "");
    check("---\n\na: b\n\n---\n\nbody", "\na: b\n\n", "\nbody");
}

#[test]
fn dashes_elsewhere_are_no_fence() {
    check("---\na: |\n  ---\n  x\nb: ---\n---\nbody", "a: |\n  ---\n  x\nb: ---\n", "body");
    check("---\na: b\n---\nx\n\n---\n\ny\n***\n", "a: b\n", "x\n\n---\n\ny\n***\n");
    check("---\n----\n--- x\n---\n", "----\n--- x\n", "");
    check_body_alone("");
    check_body_alone("\u{feff}");
    check_body_alone("body\n---\na: b\n---\n");
    check_body_alone("----\na: b\n");
    check_body_alone("\n---\n\nA rule, and text.\n");
    check_body_alone("\n---\nA rule, and text.\n---\n");
    check_body_alone("\n---\n\nNote: a rule, and text.\n");
    check_body_alone("***\n");
}

#[test]
fn the_line_ending_is_that_of_the_first_line() {
    assert_eq!(split(b"a\r\nb\n").unwrap().line_ending, LineEnding::CrLf);
    assert_eq!(split(b"a\nb\r\n").unwrap().line_ending, LineEnding::Lf);
    assert_eq!(split(b"a").unwrap().line_ending.as_str(), "\n");
}

#[test]
fn a_missing_fence_is_named_with_the_place_it_may_belong_to() {
    let text = "---\ntitle: x\n# comment\n\ntags:\n- a\n\n# Title\n\nText.\n";
    let missing = fault(text.as_bytes(), SplitFaultKind::MissingClosing);
    assert_eq!((missing.position.line, missing.position.column), (1, 1));
    assert_eq!(missing.related.unwrap().0.slice(text), "# Title");
    assert_eq!(fault(b"---", SplitFaultKind::MissingClosing).related, None);
    assert_eq!(fault(b"---\na: b\n ---\n", SplitFaultKind::MissingClosing).related, None);
    assert_eq!(likely_end("a: b\nSome text.\n", 0), Some(5));
    assert_eq!(likely_end("a: b\n## Why\n", 0), Some(5));
}

#[test]
fn front_matter_in_toml_stands_between_plus_signs() {
    let language = |text: &str| split(text.as_bytes()).unwrap().front_matter.map(|front| front.language);
    check("+++\ntitle = 'x'\n+++\nbody\n", "title = 'x'\n", "body\n");
    check("\u{feff}+++\r\n# c\r\n[a]\r\nb = 1\r\n+++\r\n", "# c\r\n[a]\r\nb = 1\r\n", "");
    check("+++ \n+++\nbody", "", "body");
    check("+++\na = '''\n---\n'''\n+++\t\n+++\n", "a = '''\n---\n'''\n", "+++\n");
    check("+++\ntitle: meant\n+++\n", "title: meant\n", "");
    assert_eq!(language("+++\na = 1\n+++\n"), Some(Language::Toml));
    assert_eq!(language("---\n+++\na = 1\n+++\n---\n"), Some(Language::Yaml));
    check_body_alone("+++\nWords.\n+++\n");
    check_body_alone("+++\nWords of which one = two.\n");
    check_body_alone("+++\n");
    check_body_alone("x\n+++\na = 1\n+++\n");
    let missing = fault(b"+++\ntitle = 'x'\n\n# Title\n", SplitFaultKind::MissingClosing);
    assert!(missing.help.unwrap().contains("`+++`") && missing.related.is_none());
}

#[test]
fn a_blank_before_the_fence_is_named_and_can_be_removed() {
    for text in [
        "\n---\na: b\n---\n",
        "\r\n \r\n---\r\na: b\r\n---\r\n",
        "  ---\na: b\n---\n",
        "\u{feff}\n---\n# c\na: b\n---\n",
        "\n+++\na = 'b'\n+++\n",
    ] {
        let blank = fault(text.as_bytes(), SplitFaultKind::BlankBeforeFence);
        let (span, with) = blank.repair.unwrap();
        let mut repaired = text.to_owned();
        repaired.replace_range(span.range(), &with);
        assert!(split(repaired.as_bytes()).unwrap().front_matter.is_some(), "{text:?}");
    }
}

#[test]
fn bytes_that_are_no_text_are_named_with_their_place() {
    let latin = fault(b"---\ntitle: caf\xe9\n---\n", SplitFaultKind::NotUtf8);
    assert_eq!((latin.span.start(), latin.position.line, latin.position.column), (14, 2, 11));
    assert!(latin.message.contains("byte 14") && latin.help.unwrap().contains("Latin-1"));
    assert!(fault(b"\xff\xfe-\0-\0-\0", SplitFaultKind::NotUtf8).message.contains("UTF-16"));
    assert!(
        fault(b"-\0-\0-\0\n\0a\0:\0b\0-\0-\0-\0-\0-\0-\0-\0-\0-\0", SplitFaultKind::NulByte)
            .help
            .unwrap()
            .contains("UTF-16")
    );
    assert_eq!(fault(b"a\nb\0", SplitFaultKind::NulByte).position.line, 2);
}

#[test]
fn a_huge_line_is_split_like_any_other() {
    let text = format!("---\na: {}\n---\n", "x".repeat(10 << 20));
    assert_eq!(split(text.as_bytes()).unwrap().between().unwrap().len(), (10 << 20) + 4);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_parts_make_up_the_whole(pieces in prop::collection::vec(prop::sample::select(vec!["---", "...", "+++", "\n", "a = 1", "\r\n", "a: b", " ", "\u{feff}", "é", "# x", "\t"]), 0..16)) {
        let text = pieces.concat();
        match split(text.as_bytes()) {
            Ok(document) => {
                prop_assert_eq!(document.body.end(), text.len());
                if let Some(front_matter) = document.front_matter {
                    prop_assert!(front_matter.opening.end() <= front_matter.content.start());
                    prop_assert_eq!(front_matter.content.end(), front_matter.closing.start());
                    prop_assert!(front_matter.closing.end() <= document.body.start());
                    let before = text[..document.body.start()].trim_end().len();
                    prop_assert_eq!(before, front_matter.closing.end());
                }
            }
            Err(fault) => prop_assert!(text.get(fault.span.range()).is_some()),
        }
    }

    #[test]
    fn any_bytes_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
        if let Err(fault) = split(&bytes) {
            prop_assert!(fault.span.end() <= bytes.len());
        }
    }
}
