//! The `cel` crate as the yardstick: where both read a source, both give the same value.
//!
//! Left out on purpose is what the language does differently: mixed numbers, `/`, and what is missing.

use proptest::prelude::*;

use crate::expression::Expect;
use crate::expression::tests::small_world::{checked, outcome};

fn of_cel(source: &str) -> String {
    let Ok(program) = cel::Program::compile(source) else {
        return "syntax".to_owned();
    };
    match program.execute(&cel::Context::default()) {
        Ok(value) => literal(&value),
        Err(_) => "fault".to_owned(),
    }
}

fn literal(value: &cel::Value) -> String {
    match value {
        cel::Value::Bool(value) => value.to_string(),
        cel::Value::Int(value) => value.to_string(),
        cel::Value::Float(value) => value.to_string(),
        cel::Value::String(text) => format!("{:?}", &**text),
        cel::Value::List(items) => format!("[{}]", items.iter().map(literal).collect::<Vec<_>>().join(", ")),
        cel::Value::Null => "null".to_owned(),
        other => format!("{other:?}"),
    }
}

fn ours(source: &str) -> String {
    let found = outcome(source);
    if found.contains("\n  ") { "fault".to_owned() } else { found }
}

#[test]
fn both_give_the_same_value() {
    for source in [
        "1 + 2 * 3",
        "10 - 4 - 3",
        "-7 % 3",
        "7 % -3",
        "2 * (3 + 4)",
        "- 3 + 1",
        "--3",
        "!!false",
        "!(1 > 2)",
        "1 < 2 && 2 < 3 || false",
        "true || false && false",
        "true ? 1 : 2",
        "false ? 1 : true ? 2 : 3",
        "1 == 1",
        "\"a\" < \"b\"",
        "\"a\" + \"b\"",
        "\"ä\".size()",
        "size(\"äö\")",
        "'it''s' == 'its'",
        "[1, 2] + [3]",
        "1 in [1, 2]",
        "!(3 in [1, 2])",
        "\"k\" in {\"k\": 1}",
        "{\"k\": 1}[\"k\"]",
        "{\"k\": 1}.k",
        "[4, 5][1]",
        "[1, 2, 3].exists(x, x > 2)",
        "[1, 2, 3].all(x, x > 0)",
        "[1, 2, 3].exists_one(x, x > 2)",
        "[1, 2, 3].filter(x, x != 2)",
        "[1, 2, 3].map(x, x * 2)",
        "[1, 2, 3].map(x, x > 1, x * 2)",
        "[[1], [2, 3]].map(l, l.size())",
        "\"road\".startsWith(\"ro\")",
        "\"road\".endsWith(\"ad\")",
        "\"road\".contains(\"oa\")",
        "r\"\\d\" + '\\t\\x41\\u00e4\\101'",
        "'''a\nb'''",
        "\"\"\"a\"b\"\"\"",
        "0x1F",
        "1e3",
        ".5",
        "2.50",
        "int(\"12\")",
        "double(\"2.5\")",
        "string(12)",
        "int(2.9)",
        "int(-2.9)",
        "null == null",
        "1 // a comment\n + 1",
        "false && 1 / 0 == 1",
        "1 / 0 == 1 || true",
        "9223372036854775807 + 1",
        "-9223372036854775808",
        "[1, 2,]",
        "1.5 + 2.5",
        "1.5 * 2.0",
        "true == false",
        "1 +",
        "(1",
        "a b",
        "1 = 1",
        "[1 2]",
        "\"a",
        "{1}",
        "f(1,)",
        "x.",
        "? 1 : 2",
        "!",
        "1 in",
        "if",
        "1 2",
        "&& true",
        "\"\\q\"",
    ] {
        let theirs = of_cel(source);
        let theirs = if theirs == "syntax" { "fault".to_owned() } else { theirs };
        assert_eq!(ours(source), theirs, "{source}");
    }
}

/// Sources from the grammar of CEL, their types left to chance.
fn source() -> impl Strategy<Value = String> {
    let leaf = prop::sample::select(vec![
        "1", "2", "7", "true", "false", "\"a\"", "'b'", "[1, 2]", "[]", "0x10", "(3)",
    ])
    .prop_map(str::to_owned);
    leaf.prop_recursive(5, 32, 3, |inner| {
        let sign = prop::sample::select(vec!["+", "-", "*", "%", "==", "!=", "<", "<=", ">", ">=", "in", "&&", "||"]);
        prop_oneof![
            4 => (inner.clone(), sign, inner.clone()).prop_map(|(one, sign, other)| format!("{one} {sign} {other}")),
            1 => inner.clone().prop_map(|one| format!("({one})")),
            1 => inner.clone().prop_map(|one| format!("!{one}")),
            1 => (inner.clone(), inner.clone(), inner.clone()).prop_map(|(a, b, c)| format!("({a} ? {b} : {c})")),
            1 => (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("[{a}, {b}].exists(x, x == {b})")),
            1 => inner.prop_map(|one| format!("size({one})")),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_we_accept_cel_computes_alike(source in source()) {
        let theirs = of_cel(&source);
        prop_assert_ne!(&theirs, "syntax", "{}", source);
        if checked(&source, Expect::Anything).is_ok() && theirs != "fault" {
            prop_assert_eq!(ours(&source), theirs, "{}", source);
        }
    }
}
