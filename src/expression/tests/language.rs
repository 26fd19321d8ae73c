//! What is said about an expression as a whole: what it uses, and whether it can ever hold.

use crate::expression::tests::small_world::{checked, rendered};
use crate::expression::{Expect, Type};

#[track_caller]
fn check_never(source: &str, expect: &str) {
    let found = checked(source, Expect::Condition).unwrap().can_never_be_true();
    let found = found.map(|fault| format!("{} | {}", fault.message, fault.span.slice(source)));
    assert_eq!(found.as_deref(), Some(expect), "{source}");
}

#[track_caller]
fn check_possible(sources: &[&str]) {
    for source in sources {
        let found = checked(source, Expect::Condition).unwrap().can_never_be_true();
        assert_eq!(found.map(|fault| rendered(source, &[fault])), None, "{source}");
    }
}

#[test]
fn a_condition_that_contradicts_itself_can_never_hold() {
    check_never("false", "this is always false | false");
    check_never("reach > 1 && false", "this is always false | false");
    check_never("!true || false", "this is always true | true");
    check_never(
        r#"status == "draft" && self.status == "done""#,
        r#"`status` cannot be "draft" and "done" at once | self.status == "done""#,
    );
    check_never(
        r#"status == "draft" && reach > 1 && status in ["done", "review"]"#,
        r#"nothing that `status` may be here is allowed by the rest | status in ["done", "review"]"#,
    );
    check_never(
        r#"(status == "draft" || status == "review") && status == "done""#,
        r#"nothing that `status` may be here is allowed by the rest | status == "done""#,
    );
    check_never(
        r#"status == "draft" && status != "draft""#,
        r#"`status` cannot be a value that is excluded | status != "draft""#,
    );
    check_never("has(owner) && !has(owner)", "`owner` cannot have a value and none at once | has(owner)");
    check_never(
        r#"owner == null && owner == "ana""#,
        r#"`owner` cannot have a value and none at once | owner == "ana""#,
    );
    check_never("reach > 5 && reach <= 5", "`reach` cannot be above 5 and below 5 at once | reach <= 5");
    check_never("5 < reach && 3 > reach", "`reach` cannot be above 5 and below 3 at once | 3 > reach");
    check_never("reach == 7 && reach < 7", "`reach` cannot be a value outside its bounds | reach < 7");
    check_never(
        r#"created < "2026-01-01" && created > "2026-02-01""#,
        r#"`created` cannot be above 2026-02-01 and below 2026-01-01 at once | created > "2026-02-01""#,
    );
    check_never(
        r#"depends_on.exists(d, d.category() == "done" && d.category() == "open")"#,
        r#"`d.category()` cannot be "done" and "open" at once | d.category() == "open""#,
    );
    check_never(
        r#"!(status != "draft" || status != "done")"#,
        r#"`status` cannot be "draft" and "done" at once | status != "done""#,
    );
}

#[test]
fn a_condition_that_may_hold_is_left_alone() {
    check_possible(&[
        r#"status == "draft" || status == "done""#,
        r#"status == "draft" && release.status == "done""#,
        r#"depends_on.exists(d, d.status == "done") && depends_on.exists(d, d.status == "draft")"#,
        r#"depends_on.all(d, d.status == "done" && d.status == "draft")"#,
        r#"release == "REQ-2" && release == "req-2""#,
        "reach >= 5 && reach <= 5",
        "reach > 3 && reach < 4.5",
        r#"status != "draft" && status != "done""#,
        r#"(status == "draft" || reach > 1) && status == "done""#,
        r#"target >= "2026" && target <= "2026-Q4""#,
        r#"owner in ["ana", null] && !has(owner)"#,
        "extra == 1 && extra == 1.0",
        "reach == 1 && reach == 1.0",
        "!has(owner) || has(owner)",
        r#"section("A") == "x" && section("B") == "y""#,
        "fails() && !fails() || true",
    ]);
}

#[test]
fn an_expression_says_what_it_uses() {
    let checked =
        checked(r#"owner == "ana" && depends_on.exists(d, d.category() == "done")"#, Expect::Condition)
            .unwrap();
    let fields: Vec<_> = checked.uses().fields.iter().map(|(_, field)| field.as_str()).collect();
    assert_eq!(fields, ["depends_on", "owner"]);
    assert_eq!(checked.uses().functions.iter().collect::<Vec<_>>(), ["category"]);
    assert!(checked.uses().variables.is_empty());
    assert_eq!(*checked.gives(), Type::Bool);
}
