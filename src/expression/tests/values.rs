//! Expressions and the values they give on REQ-1 of the small world.

use crate::expression::tests::small_world::outcome;

#[track_caller]
fn check(table: &[(&str, &str)]) {
    let wrong: Vec<_> = table
        .iter()
        .map(|(source, expect)| (source, expect, outcome(source)))
        .filter(|(_, expect, found)| *expect != found)
        .map(|(source, expect, found)| format!("{source}\n  expected {expect}\n  found    {found}\n"))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn fields_are_bare_names_and_fields_of_self() {
    check(&[
        (r#"status == "approved""#, "true"),
        (r#"self.status == "approved""#, "true"),
        (r#"kind == "requirement" && status == "approved" && !has(self.owner)"#, "true"),
        (r#"last_call_deadline"#, "needs last_call_deadline"),
        ("self.`last-call-deadline`", "needs `last-call-deadline`"),
        ("self", "REQ-1"),
        ("self.depends_on[0].depends_on[0].owner", "\"ana\""),
    ]);
}

#[test]
fn links_are_followed_as_deep_as_asked() {
    check(&[
        (r#"depends_on.exists(d, d.category() != "done")"#, "true"),
        (r#"depends_on.all(d, d.category() == "done")"#, "false"),
        ("release.objective.owner", "\"ana\""),
        ("release.objective.objective.owner", "needs release.objective.objective"),
        ("depends_on.map(d, d.id)", "[\"REQ-2\", \"REQ-3\"]"),
        (r#"depends_on.filter(d, d.depends_on.exists(e, e.owner == "ana")).map(d, d.id)"#, "[\"REQ-2\"]"),
        (r#"release == "req-2""#, "true"),
        (r#"release in ["REQ-7", "REQ-2"]"#, "true"),
        (r#""REQ-3" in depends_on"#, "true"),
        ("release == depends_on[0]", "true"),
        ("string(release)", "\"REQ-2\""),
    ]);
}

#[test]
fn functions_without_a_receiver_ask_self() {
    check(&[
        ("today()", "2026-03-01"),
        ("category()", "\"open\""),
        ("self.category()", "\"open\""),
        (r#"section("Problem").contains("slow")"#, "true"),
        (r#"section("Scope")"#, "needs section(\"Scope\")"),
    ]);
}

#[test]
fn presence_works_on_bare_names_and_chains() {
    check(&[
        ("has(owner)", "false"),
        ("has(self.owner)", "false"),
        ("has(title)", "true"),
        ("has(release.objective.owner)", "true"),
        ("has(objective.owner)", "false"),
        ("has(weights.a)", "true"),
        (r#"has(weights["b"])"#, "false"),
        ("depends_on.exists(d, has(d))", "true"),
        (
            "has([])",
            "`has` asks for a field\n  has([])\n      ^^\nhelp: name a field: `has(self.owner)` or `has(owner)`\n",
        ),
    ]);
}

#[test]
fn what_is_missing_equals_only_what_is_missing() {
    check(&[
        (r#"owner == "ana""#, "false"),
        (r#"owner != "ana""#, "true"),
        ("owner == null", "true"),
        ("title == null", "false"),
        ("null == null", "true"),
        ("effort < 3", "false"),
        ("effort >= 3", "false"),
        ("!(effort < 3)", "true"),
        ("last_call_deadline < today()", "false"),
        ("blocked", "needs blocked"),
        ("!blocked", "true"),
        ("blocked || true", "true"),
        ("blocked ? 1 : 2", "2"),
        (r#"owner.contains("a")"#, "needs owner"),
        (r#"!owner.contains("a")"#, "true"),
        ("objective.depends_on.size()", "0"),
        ("objective.depends_on.exists(d, true)", "false"),
        ("objective.depends_on.all(d, false)", "true"),
        (r#""a" in objective.labels"#, "false"),
        ("objective.labels[0]", "needs objective"),
    ]);
}

#[test]
fn a_result_that_is_missing_names_what_it_needs() {
    check(&[
        ("reach * impact / effort", "needs effort"),
        ("reach + 1", "201"),
        ("release.impact * effort + release.reach", "needs release.impact, effort"),
        ("has(effort) ? reach / effort : reach", "200"),
        ("(has(title) ? effort : 1) * 2", "needs effort"),
        ("depends_on.map(d, d.effort).sum()", "2.5"),
        ("depends_on.map(d, d.impact).sum()", "needs d.impact"),
        ("depends_on.map(d, has(d.reach), d.reach).sum()", "50"),
        ("max(reach, effort)", "needs effort"),
        ("[reach, effort].max()", "needs effort"),
        ("-effort", "needs effort"),
        ("round(effort * 2)", "needs effort"),
        ("null", "null"),
        ("[1].filter(x, x > 1).max()", "null"),
    ]);
}

#[test]
fn numbers_compare_and_calculate_across_whole_and_fractional() {
    check(&[
        ("reach > 1.5", "true"),
        ("200.0 == reach", "true"),
        ("reach == 200.5", "false"),
        ("9007199254740993 == 9007199254740992.0", "false"),
        ("reach * impact", "300"),
        ("1 + 2 * 3 - 4", "3"),
        ("(1 + 2) * 3", "9"),
        ("7 / 2", "3.5"),
        ("-7 % 3", "-1"),
        ("7.5 % 2", "1.5"),
        ("0.1 + 0.2 == 0.3", "false"),
        ("round(0.1 + 0.2, 2) == 0.3", "true"),
        ("-9223372036854775808", "-9223372036854775808"),
        ("0xff", "255"),
        ("1 in [1.0, 2.0]", "true"),
        ("math.greatest(1, 2) + math.ceil(0.5)", "3"),
        ("round(2.5)", "3"),
        ("round(-2.5)", "-3"),
        ("true ? 1 : 2.5", "1"),
        ("false ? 1 : true ? 2 : 3", "2"),
        ("1 < 2 == true", "true"),
        ("10 - 3 - 2", "5"),
        ("--1", "1"),
        ("!!true", "true"),
    ]);
}

#[test]
fn dates_compare_with_dates_periods_and_their_text() {
    check(&[
        (r#"created == "2026-01-15""#, "true"),
        (r#"created >= "2026-01""#, "true"),
        (r#"created < "2026-02""#, "true"),
        (r#"created <= "2026-01""#, "true"),
        (r#"created > "2026-01""#, "false"),
        (r#""2026" == target"#, "false"),
        (r#"target == "2026-Q4""#, "true"),
        (r#"target <= "2026""#, "true"),
        (r#"target < "2027""#, "true"),
        ("target > today()", "true"),
        ("today() - created > days(30)", "true"),
        ("today() - created", "45 days"),
        ("today() + weeks(2)", "2026-03-15"),
        ("today() - days(1)", "2026-02-28"),
        ("int(today() - created)", "45"),
        ("target.last() - today()", "305 days"),
        (r#"created in ["2026-01-15", "2026-01-16"]"#, "true"),
        (r#"extra.day < today()"#, "true"),
        (r#"duration("48h") == days(2)"#, "true"),
        ("days(10) / days(4)", "2.5"),
        ("days(2) * 3", "6 days"),
        ("-days(2)", "-2 days"),
        ("max(created, today())", "2026-03-01"),
    ]);
}

#[test]
fn lists_and_maps_are_indexed_and_searched() {
    check(&[
        ("labels[1]", "\"csv\""),
        ("labels[9]", "needs labels[9]"),
        (r#""csv" in labels"#, "true"),
        (r#"!("x" in labels)"#, "true"),
        (r#"{"draft": 1, "approved": 3}[status]"#, "3"),
        (r#"{"draft": 1}[status]"#, "needs {\"draft\": 1}[status]"),
        ("weights.a + 1", "4"),
        (r#""a" in weights"#, "true"),
        (r#"weights.exists(k, k == "a")"#, "true"),
        (r#"labels + ["x"]"#, "[\"export\", \"csv\", \"x\"]"),
        ("[1, 2] == [1.0, 2.0]", "true"),
        (r#"{"a": 1} == {"a": 1.0}"#, "true"),
        ("[[1], [2]].map(x, x.map(y, y + x[0]))", "[[2], [4]]"),
        ("extra.points * 2", "10"),
        ("extra.nothing * 2", "needs extra.nothing"),
        ("[].sum()", "0"),
        ("[days(1), days(2)].sum()", "3 days"),
        ("[]", "[]"),
        ("[1, 2,]", "[1, 2]"),
    ]);
}

#[test]
fn a_part_that_decides_outweighs_a_fault() {
    check(&[
        ("fails() && false", "false"),
        ("fails() || true", "true"),
        ("[0, 1].exists(x, 1 / x == 1)", "true"),
        ("[0, 1].all(x, 1 / x == 2)", "false"),
    ]);
}

#[test]
fn what_cannot_be_computed_has_a_place() {
    check(&[
        ("1 + reach / 0", "division by zero\n  1 + reach / 0\n      ^^^^^^^^^\n"),
        ("fails() && true", "`fails` always fails\n  fails() && true\n  ^^^^^^^\n"),
        (
            "9223372036854775807 + 1",
            "the number is too large\n  9223372036854775807 + 1\n  ^^^^^^^^^^^^^^^^^^^^^^^\n",
        ),
        ("int(\"x\")", "`x` is not a number\n  int(\"x\")\n  ^^^^^^^^\n"),
        (
            "extra.points > title",
            "cannot compare a number with text\n  extra.points > title\n  ^^^^^^^^^^^^^^^^^^^^\n",
        ),
        ("extra && true", "this must be true or false, but is a map\n  extra && true\n  ^^^^^\n"),
    ]);
}
