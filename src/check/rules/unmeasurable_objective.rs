//! An objective that nobody could see reached.

use crate::check::{ArtifactContext, Findings, Look, Rule};
use crate::diagnostic::Level;
use crate::diagnostic::rule::{RuleGroup, RuleText};
use crate::model::field::Field;
use crate::model::value::Value;
use crate::model::workflow::Category;

pub(super) static RULE: Rule = Rule {
    text: RuleText {
        name: "unmeasurable-objective",
        group: RuleGroup::Planning,
        level: Level::Warning,
        since: "0.1.0",
        summary: "an active objective has no key result with numbers",
        what: "An objective is active, and none of its key results says from where to where something moves: a \
            number in `target`, and one in `baseline` or a linked `metric`, whose series has it. Key results that \
            are missing altogether are a missing field.",
        why: "At the end of the period nobody can tell whether it was reached, and until then nobody can tell \
            whether work towards it helps.",
        example: r"
```markdown objectives/OBJ-1-grow.md
---
id: OBJ-1
title: Grow in agencies
status: active
period: 2026-Q4
owner: ana
key_results:
  - id: KR1
    text: More agencies use it every week
---
```
",
        instead: r"
```markdown objectives/OBJ-1-grow.md
---
id: OBJ-1
title: Grow in agencies
status: active
period: 2026-Q4
owner: ana
key_results:
  - id: KR1
    text: Agencies that use it every week go from 40 to 60
    baseline: 40
    target: 60
---
```
",
    },
    look: Look::Artifact(look),
};

/// The kind that has key results, and the field that holds them.
const OBJECTIVE: &str = "objective";
const KEY_RESULTS: &str = "key_results";

fn look(context: &ArtifactContext<'_>, findings: &mut Findings<'_>) {
    if context.kind.name != OBJECTIVE || context.category() != Some(Category::Active) {
        return;
    }
    let (Some(field), Some(status)) = (context.kind.field(KEY_RESULTS), context.status()) else { return };
    let span = match context.value(KEY_RESULTS) {
        // What is missing or cannot be read is a finding about the field already.
        None if field.required.in_status(status, &context.kind.workflow) => return,
        Some(value) if matches!(value.value, Value::Invalid(_)) || !value.value.is_present() => return,
        None => context.head(),
        Some(value) if value.value.each().any(|record| is_measurable(field, record)) => return,
        Some(value) => value.key,
    };
    let label = context.artifact.label();
    let message = format!("{label} is {status}, but no key result of it has numbers");
    findings
        .at(context.path(), span, message)
        .help
        .push("write `baseline` and `target` in at least one key result".to_owned());
}

/// Whether a key result says from where to where something moves. One that cannot be read may do so.
fn is_measurable(field: &Field, record: &Value) -> bool {
    let entry = |name: &str| Some(&record.subfield(field.fields.get_index_of(name)?)?.value);
    let has = |name: &str| entry(name).is_some_and(Value::is_present);
    matches!(record, Value::Invalid(_)) || (has("target") && (has("baseline") || has("metric")))
}
