//! Hostile and arbitrary sources: always an answer, never a panic, in bounded time and memory.

use proptest::prelude::*;

use crate::expression::tests::small_world::{SmallWorld, checked, outcome};
use crate::expression::{Expect, Handle, Value};

/// The first message about a source.
fn message(source: &str) -> String {
    match checked(source, Expect::Anything) {
        Ok(_) => "fine".to_owned(),
        Err(faults) => faults[0].message.clone(),
    }
}

#[test]
fn depth_is_limited_however_it_is_reached() {
    let deep = "the expression is nested more than 100 levels deep";
    let n = 10_000;
    for source in [
        format!("{}1{}", "(".repeat(n), ")".repeat(n)),
        "(".repeat(n),
        format!("{}true", "!".repeat(n)),
        format!("{}title", "- ".repeat(n)),
        format!("{}1", "1+".repeat(n)),
        format!("self{}", ".release".repeat(n / 4)),
        format!("self{}", "[0]".repeat(n)),
        "[".repeat(n),
        format!("{}1", "true?1:".repeat(n / 4)),
        "f(".repeat(n),
        format!("title{}", ".trim()".repeat(n / 4)),
    ] {
        assert_eq!(message(&source), deep, "{}…", &source[..20]);
    }
    assert_eq!(message(&"x".repeat(40_000)), "the expression is longer than 32768 bytes");
    assert_eq!(outcome(&format!("{}1{}", "(".repeat(90), ")".repeat(90))), "1");
}

#[test]
fn long_chains_of_conditions_are_fine() {
    assert_eq!(outcome(&format!("{}true", "false || ".repeat(3_000))), "true");
    assert_eq!(outcome(&format!("{}true", "true && ".repeat(3_000))), "true");
}

#[test]
fn work_and_size_are_limited() {
    let ten = "[0,1,2,3,4,5,6,7,8,9]";
    let mut slow = "true".to_owned();
    for depth in 0..9 {
        slow = format!("{ten}.all(x{depth}, {slow})");
    }
    assert!(outcome(&slow).starts_with("this takes too many steps to evaluate"));

    let mut large = ten.to_owned();
    for depth in 0..9 {
        large = format!("{ten}.map(x{depth}, {large})");
    }
    assert!(outcome(&large).starts_with("this takes too many steps to evaluate"));

    let long = format!("\"aaaaaaaaaa\"{}", ".replace(\"a\", \"aaaaaaaaaa\")".repeat(9));
    assert!(outcome(&long).starts_with("the text grows too long"));
    assert!(outcome(r#""a".matches("(a{900}){900}")"#).starts_with("the regular expression is too large"));
}

/// Sources made of the language's own words, so that many get far.
fn source() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "status",
        "reach",
        "effort",
        "owner",
        "labels",
        "created",
        "target",
        "depends_on",
        "release",
        "extra",
        "weights",
        "self",
        "self.",
        ".",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        ",",
        ":",
        "?",
        "==",
        "!=",
        "<",
        ">=",
        "in",
        "&&",
        "||",
        "!",
        "+",
        "-",
        "*",
        "/",
        "%",
        "1",
        "0",
        "2.5",
        "9223372036854775807",
        "\"draft\"",
        "\"a\"",
        "\"2026-01-01\"",
        "null",
        "true",
        "false",
        "has(",
        "today()",
        "category()",
        "section(",
        ".exists(x, ",
        ".map(x, ",
        ".filter(x, ",
        "x",
        ".size()",
        "size(",
        ".sum()",
        ".max()",
        "min(",
        "round(",
        "days(",
        "date(",
        ".first()",
        ".contains(",
        ".matches(",
        ".split(",
        ".join(",
        "int(",
        "string(",
        "ä",
        "\"",
        "\\",
        " ",
    ]);
    prop::collection::vec(words, 0..24).prop_map(|words| words.concat())
}

/// Complete expressions: every form over every kind of value.
fn expression() -> impl Strategy<Value = String> {
    let leaf = prop::sample::select(vec![
        "status",
        "reach",
        "effort",
        "impact",
        "owner",
        "labels",
        "created",
        "target",
        "depends_on",
        "release",
        "extra",
        "weights",
        "blocked",
        "null",
        "true",
        "1",
        "0",
        "-2.5",
        "9223372036854775807",
        "\"a\"",
        "\"7\"",
        "\"2026-01-01\"",
        "today()",
        "days(3)",
        "[]",
        "[1, 2.5]",
        "{\"a\": 1}",
        "extra.day",
        "extra.points",
        "1e300",
    ])
    .prop_map(str::to_owned);
    leaf.prop_recursive(5, 40, 3, |inner| {
        let operator = prop::sample::select(vec![
            "&&", "||", "==", "!=", "<", "<=", ">", ">=", "+", "-", "*", "/", "%", "in",
        ]);
        let call = prop::sample::select(vec![
            "size(_)",
            "int(_)",
            "double(_)",
            "string(_)",
            "date(_)",
            "days(_)",
            "abs(_)",
            "ceil(_)",
            "floor(_)",
            "round(_)",
            "min(_)",
            "(_).sum()",
            "(_).max()",
            "(_).min()",
            "(_).join()",
            "(_).trim()",
            "(_).first()",
            "(_).last()",
            "(_).year()",
            "(_)[0]",
            "(_)[\"a\"]",
            "(_).a",
            "(_).exists(x, x == 1)",
            "(_).map(x, [x])",
            "(_).filter(x, has(x))",
            "!(_)",
            "-(_)",
            "has(_)",
            "(_) ? 1 : 2",
            "weeks(_)",
            "\"a1b\".split(string(_))",
            "\"a1b\".replace(string(_), \"x\")",
            "title.matches(string(_))",
        ]);
        prop_oneof![
            (inner.clone(), operator, inner.clone())
                .prop_map(|(one, sign, other)| format!("({one}) {sign} ({other})")),
            (call, inner.clone()).prop_map(|(call, inner)| call.replace('_', &inner)),
            (inner.clone(), inner).prop_map(|(one, other)| format!("[{one}, {other}]")),
        ]
    })
}

#[track_caller]
fn survives(source: &str) -> Result<(), TestCaseError> {
    match checked(source, Expect::Anything) {
        Ok(checked) => {
            checked.can_never_be_true();
            let variables = [Value::Record(Handle(1))];
            if let Err(fault) = checked.outcome(&SmallWorld, &variables) {
                prop_assert!(source.get(fault.span.range()).is_some(), "{fault:?}");
            }
        }
        Err(faults) => {
            prop_assert!(!faults.is_empty());
            for fault in faults {
                prop_assert!(source.get(fault.span.range()).is_some(), "{fault:?}");
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_text_is_answered_with_places_inside_it(source in "\\PC*") {
        survives(&source)?;
    }

    #[test]
    fn arbitrary_words_are_answered_with_places_inside_them(source in source()) {
        survives(&source)?;
    }

    #[test]
    fn every_form_over_every_value_is_answered(source in expression()) {
        survives(&source)?;
    }
}
