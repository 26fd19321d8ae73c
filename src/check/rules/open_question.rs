//! A question without an answer in an artifact that has been decided on.

use crate::check::{ArtifactContext, Findings, Look, Rule};
use crate::diagnostic::Level;
use crate::diagnostic::rule::{RuleGroup, RuleText};
use crate::model::field::Field;
use crate::model::value::Value;

/// The field that holds questions, and the fields of each.
const QUESTIONS: &str = "questions";
const TEXT: &str = "text";
const ANSWER: &str = "answer";

pub(super) static RULE: Rule = Rule {
    text: RuleText {
        name: "open-question",
        group: RuleGroup::Workflow,
        level: Level::Warning,
        since: "0.1.0",
        summary: "a question is open although the work has been decided on",
        what: "Reports each of the `questions` without an `answer` in an artifact whose status is under way or \
            finished. Before that, and in what was dropped, questions may stay open.",
        why: "What was approved with an open question is answered by whoever comes to it first, often in the middle \
            of building it, and the others learn of it in the demonstration.",
        example: "
```markdown requirements/REQ-1-export-as-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: approved
owner: ana
questions:
  - text: Are items without a date exported?
    owner: ben
    due: 2026-12-01
---
```",
        instead: "Write the answer beside the question, or take the requirement back to `review`:

```markdown requirements/REQ-1-export-as-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: approved
owner: ana
questions:
  - text: Are items without a date exported?
    owner: ben
    due: 2026-12-01
    answer: Yes, with an empty column.
---
```",
    },
    look: Look::Artifact(look),
};

fn look(context: &ArtifactContext<'_>, findings: &mut Findings<'_>) {
    if !context.is_decided() {
        return;
    }
    let Some(field) = context.kind.field(QUESTIONS) else { return };
    let Some(answer) = field.fields.get_index_of(ANSWER) else { return };
    let Some(Value::List(items)) = context.value(QUESTIONS).map(|value| &value.value) else { return };
    for item in items {
        let is_record = matches!(item.value, Value::Record(_));
        let is_answered = item.value.subfield(answer).is_some_and(|answer| answer.value.is_present());
        if !is_record || is_answered {
            continue;
        }
        let (kind, status) = (&context.kind.name, context.status().unwrap_or_default());
        let message = match question(field, &item.value) {
            Some(text) => format!("`{text}` has no answer, but the {kind} is `{status}`"),
            None => format!("a question has no answer, but the {kind} is `{status}`"),
        };
        findings.at(context.path(), item.span, message).help.push(format!("add `{ANSWER}:` to the question"));
    }
}

/// The text of a question.
fn question(field: &Field, record: &Value) -> Option<String> {
    let text = record.subfield(field.fields.get_index_of(TEXT)?)?;
    text.value.is_present().then(|| text.value.to_line())
}
