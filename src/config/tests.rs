//! `pm.yaml` texts and what is said of them.

use super::{Config, settings, shape};
use crate::source::RelPath;
use crate::text::span::LineIndex;

#[track_caller]
fn check(text: &str, expect: &[&str]) {
    let (_, findings) = Config::read(&RelPath::new("pm.yaml").expect("a clean path"), text);
    let lines = LineIndex::new(text);
    let found: Vec<String> = findings
        .iter()
        .map(|finding| {
            let place = finding.place.span.map_or_else(
                || "file".to_owned(),
                |span| {
                    let position = lines.position(span.start());
                    format!("{}:{}", position.line, position.column)
                },
            );
            let help = finding.help.first().map_or_else(String::new, |help| format!(" ({help})"));
            format!("{place} {}{help}", finding.message)
        })
        .collect();
    assert_eq!(found, expect);
}

#[test]
fn shipped_kinds_are_read_without_a_finding() {
    check("", &[]);
    check("format: 1\nproduct: {name: Tideline}\n", &[]);
}

#[test]
fn an_unknown_setting_gets_a_suggestion() {
    check("prodcut: {name: X}\n", &["1:1 unknown setting `prodcut` (did you mean `product`?)"]);
    check(
        "kinds:\n  idea:\n    fields:\n      x: {tipe: text}\n",
        &["4:11 unknown setting `tipe` (did you mean `type`?)"],
    );
}

#[test]
fn a_wrong_shape_says_what_was_expected() {
    check("people: ana\n", &["1:9 expected a map, found `ana`"]);
    check("ids: rnadom\n", &["1:6 expected one of sequential, random, found `rnadom`"]);
}

#[test]
fn statuses_types_and_kinds_that_do_not_exist_are_named() {
    check(
        "kinds:\n  risk:\n    status: {open: [new], done: [gone]}\n    fields:\n      why: {type: txt, required-from: nwe}\n      of: {type: link, to: requirment}\n",
        &[
            "5:19 there is no type `txt` (did you mean `text`?)",
            "5:39 the kind has no status `nwe` (did you mean `new`?)",
            "6:28 there is no kind `requirment` (did you mean `requirement`?)",
        ],
    );
    check(
        "kinds:\n  risk:\n    status: {open: [new], done: [gone]}\n    fields:\n      why: {required-from: nwe}\n",
        &["5:28 the kind has no status `nwe` (did you mean `new`?)"],
    );
}

#[test]
fn kinds_and_fields_that_rules_and_scores_name_must_exist() {
    check(
        "scores:\n  quick:\n    formula: self.impact\n    kinds: [idea, req, ideea]\n",
        &["4:24 there is no kind `ideea` (did you mean `idea`?)"],
    );
    let rule = |rest: &str| format!("rules:\n  - name: x\n    assert: \"true\"\n{rest}");
    check(&rule("    field: ownr\n"), &["4:12 no kind has a field `ownr` (did you mean `owner`?)"]);
    check(
        &rule("    kind: idea\n    field: reahc\n"),
        &["5:12 idea has no field `reahc` (did you mean `reach`?)"],
    );
    check(
        &rule("    kind: [strategy, customer]\n    field: reach\n"),
        &["5:12 none of strategy and customer has a field `reach`"],
    );
    check(&rule("    kind: idea\n    field: status\n"), &[]);
    check(
        &rule("    kind: ieda\n    field: reach\n"),
        &["4:11 there is no kind `ieda` (did you mean `idea`?)"],
    );
}

#[test]
fn a_shipped_kind_can_be_changed_in_part() {
    let text = "kinds:\n  idea:\n    folder: inbox\n    fields:\n      horizon_scan: {type: boolean}\n      owner: {required: always}\n";
    let (config, findings) = Config::read(&RelPath::new("pm.yaml").expect("a clean path"), text);
    assert_eq!(findings, []);
    let idea = &config.kinds[config.kind_index("idea").expect("ideas")];
    assert_eq!(idea.files.folders[0].as_str(), "inbox");
    assert!(idea.fields.contains_key("horizon_scan") && idea.fields.contains_key("tags"));
    assert_eq!(idea.fields["owner"].required, crate::model::field::Required::Always);
    assert!(!idea.fields["owner"].summary.is_empty());
}

#[test]
fn where_fields_stand_is_said_in_one_of_four_ways() {
    check(
        "kinds:\n  a: {fields_from: {missing: allow}}\n  b: {fields_from: table}\n  c: {fields_from: {table: X}}\n",
        &[
            "3:20 expected one of front matter, lines, nothing or a map, found `table`",
            "2:20 `fields_from` names no table (add `table:` with the first heading of the table)",
        ],
    );
}

#[test]
fn broken_yaml_is_one_finding() {
    let (_, findings) = Config::read(&RelPath::new("pm.yaml").expect("a clean path"), "a: [1\nb: 2\n");
    assert_eq!(findings.len(), 1);
}

#[test]
fn the_schema_names_every_setting() {
    let schema = shape::schema(settings::PM_YAML);
    assert!(schema["properties"]["kinds"]["additionalProperties"].is_object());
    assert_eq!(schema["properties"]["format"]["type"], "integer");
}
