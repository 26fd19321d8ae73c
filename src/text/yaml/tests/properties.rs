//! What must hold for every text.

use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use crate::text::yaml::invariants::check_text;
use crate::text::yaml::{Content, Node, ScalarStyle, YamlFaultKind, parse};

/// Texts made of the signs that matter to YAML, so that most runs come near a corner.
fn soup() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a", "b: ", "c:", "key: ", "-", "- ", "? ", ": ", ", ", "[", "]", "{", "}", "#", " # c", "&x ", "*x",
        "!t ", "|", ">", "|-\n", "'", "\"", "%", "@", "`", "\n", "\n", "\n  ", "\n    ", "\n- ", "\t", " ",
        "  ", "\r\n", "\r", "---", "...", "~", "<<", "\\", "é", "…", "\u{a0}", "\u{feff}", "\0", "1.0",
        "x y",
    ]);
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_text_gives_a_tree_with_fitting_spans_or_one_fault(text in soup(), base in 0usize..50) {
        check_text(&text, base);
    }

    #[test]
    fn any_characters_are_survived(text in ".{0,60}") {
        check_text(&text, 0);
    }
}

/// A value that can be written in YAML, as text throughout.
#[derive(Clone, Debug)]
enum Value {
    Text(String),
    List(Vec<Value>),
    Map(Vec<(String, Value)>),
}

fn value() -> impl Strategy<Value = Value> {
    let text = prop_oneof![
        "[a-zé ]{0,8}",
        "[ -~é…\n]{0,12}",
        "(no|null|~|1\\.10|007|2026-01-01|0x1F|true|- a|# b|a: b)"
    ];
    let leaf = text.prop_map(Value::Text);
    leaf.prop_recursive(4, 24, 4, |inner| {
        let key = "[a-z][a-z_ -]{0,5}[a-z]";
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::List),
            prop::collection::btree_map(key, inner, 0..4)
                .prop_map(|entries| Value::Map(entries.into_iter().collect())),
        ]
    })
}

fn to_oracle(value: &Value) -> serde_yaml::Value {
    match value {
        Value::Text(text) => text.as_str().into(),
        Value::List(items) => items.iter().map(to_oracle).collect::<Vec<_>>().into(),
        Value::Map(entries) => {
            let entries = entries.iter().map(|(key, value)| (key.as_str().into(), to_oracle(value)));
            serde_yaml::Value::Mapping(entries.collect())
        }
    }
}

/// In brackets, with every text in double quotes.
fn to_flow(value: &Value) -> String {
    match value {
        Value::Text(text) => serde_json::to_string(text).unwrap(),
        Value::List(items) => format!("[{}]", items.iter().map(to_flow).collect::<Vec<_>>().join(", ")),
        Value::Map(entries) => {
            let entries: Vec<_> =
                entries.iter().map(|(key, value)| format!("{key}: {}", to_flow(value))).collect();
            format!("{{{}}}", entries.join(", "))
        }
    }
}

#[track_caller]
fn check_value(node: &Node, value: &Value, text: &str) {
    match value {
        Value::Text(expect) => assert_eq!(node.as_str(), Some(&**expect), "{text:?}"),
        Value::List(expect) => {
            let items = node.items().unwrap_or_else(|| panic!("no list in {text:?}"));
            assert_eq!(items.len(), expect.len(), "{text:?}");
            items.iter().zip(expect).for_each(|(item, expect)| check_value(item, expect, text));
        }
        Value::Map(expect) => {
            let entries = node.entries().unwrap_or_else(|| panic!("no map in {text:?}"));
            assert_eq!(entries.len(), expect.len(), "{text:?}");
            for (entry, (key, expect)) in entries.iter().zip(expect) {
                assert_eq!(*entry.key.text, **key, "{text:?}");
                check_value(&entry.value, expect, text);
            }
        }
    }
}

/// Whether the tree says what another reader of YAML makes of the same text, which takes the
/// first look at whether a plain scalar is a number.
fn agrees(node: &Node, oracle: &serde_yaml::Value) -> bool {
    match (&node.content, oracle) {
        (Content::Scalar(scalar), serde_yaml::Value::String(text)) => *scalar.text == **text,
        (Content::Scalar(_), serde_yaml::Value::Null) => node.is_null(),
        (Content::Scalar(scalar), serde_yaml::Value::Bool(truth)) => {
            scalar.text.eq_ignore_ascii_case(&truth.to_string())
        }
        (Content::Scalar(scalar), serde_yaml::Value::Number(_)) => {
            scalar.style == ScalarStyle::Plain && !scalar.text.is_empty()
        }
        (Content::List { items, .. }, serde_yaml::Value::Sequence(oracle)) => {
            items.len() == oracle.len() && items.iter().zip(oracle).all(|(item, oracle)| agrees(item, oracle))
        }
        (Content::Map { entries, .. }, serde_yaml::Value::Mapping(oracle)) => {
            entries.len() == oracle.len()
                && entries.iter().zip(oracle).all(|(entry, (key, oracle))| {
                    agrees(&entry.value, oracle) && key.as_str().is_none_or(|key| key == &*entry.key.text)
                })
        }
        _ => false,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_another_library_writes_reads_back(value in value()) {
        let text = serde_yaml::to_string(&to_oracle(&value)).unwrap();
        check_value(&parse(&text, 0).unwrap_or_else(|fault| panic!("{text:?}: {fault:?}")).root, &value, &text);
        check_text(&text, 3);
    }

    #[test]
    fn values_in_brackets_read_back(value in value()) {
        let text = format!("a: {}\n", to_flow(&value));
        let parsed = parse(&text, 0).unwrap_or_else(|fault| panic!("{text:?}: {fault:?}"));
        check_value(parsed.root.get("a").unwrap(), &value, &text);
        check_text(&text, 3);
    }
}

proptest! {
    // Always the same texts: where two libraries differ, a change of ours is what this test is to find.
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, rng_seed: RngSeed::Fixed(1), ..ProptestConfig::default() })]

    #[test]
    fn another_library_reads_the_same(text in soup()) {
        // Whether a block scalar without a last line break gets one is read in two ways.
        let text = text + "\n";
        // What the other library refuses, and what reads differently by intention, is no disagreement.
        let Ok(parsed) = parse(&text, 0) else { return Ok(()) };
        let Ok(oracle) = serde_yaml::from_str::<serde_yaml::Value>(&text) else { return Ok(()) };
        let is_plain = parsed.notes.iter().all(|note| note.kind == YamlFaultKind::CommentCutsValue);
        if is_plain && parsed.root.entries().is_some() {
            prop_assert!(agrees(&parsed.root, &oracle), "{:?}: {:?} is not {:?}", text, parsed.root, oracle);
        }
    }
}
