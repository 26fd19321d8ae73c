//! A field that the kind requires in the present status and that is not given.

use crate::check::{ArtifactContext, Findings, Look, Rule};
use crate::diagnostic::Level;
use crate::diagnostic::rule::{RuleGroup, RuleText};
use crate::model::kind::FieldSource;
use crate::model::value::{FieldValue, Value};
use crate::text::front_matter::Language;
use crate::text::words::nearest;

pub(super) static RULE: Rule = Rule {
    text: RuleText {
        name: "missing-field",
        group: RuleGroup::Fields,
        level: Level::Error,
        since: "0.1.0",
        summary: "a required field is not given",
        what: "Reports an artifact without a field that its kind requires: always, in its present status, or from \
            a status on that it has reached. The finding says which of these holds. A record without a field that \
            it always needs is reported too.",
        why: "Little is required at first and more as work becomes real. What a status demands is what the next \
            person needs: who declines an idea says why, so that nobody has to ask again in half a year.",
        example: "
```markdown ideas/IDEA-1-dark-mode.md
---
id: IDEA-1
title: A dark colour scheme
status: declined
---
```",
        instead: "
```markdown ideas/IDEA-1-dark-mode.md
---
id: IDEA-1
title: A dark colour scheme
status: declined
reason: Three requests in two years; the themes of the browser do it.
---
```

`pm status IDEA-1 declined --because \"…\"` sets both at once.",
    },
    look: Look::Artifact(look),
};

fn look(context: &ArtifactContext<'_>, findings: &mut Findings<'_>) {
    for (index, field) in context.kind.fields.values().enumerate() {
        if !context.demands(&field.required) {
            continue;
        }
        let written = context.artifact.value_at(index);
        // A word that the kind takes for nothing is an answer: nobody forgot the field.
        let is_given = |value: &FieldValue| match &value.value {
            Value::Text(text) => !text.trim().is_empty(),
            Value::Nothing(_) => true,
            other => other.is_present(),
        };
        if written.is_some_and(is_given) {
            continue;
        }
        if written.is_none() && is_misspelled(context, &field.name) {
            continue;
        }
        let span = written.map_or_else(|| context.head(), |value| value.span);
        let (kind, name) = (&context.kind.name, &field.name);
        let message =
            format!("this {kind} has no `{name}`, which it needs {}", context.demand(&field.required));
        let finding = findings.at(context.path(), span, message);
        let language = Language::at(&context.artifact.text, context.artifact.front);
        let add = context.kind.how_to_add(name, "", language);
        finding.help.push(match field.summary.is_empty() {
            true => add,
            false => format!("{add}: {}", field.summary.trim_end_matches('.')),
        });
    }
}

/// Whether a key of the document is so near to `name` that it has already been asked about.
fn is_misspelled(context: &ArtifactContext<'_>, name: &str) -> bool {
    let (kind, artifact) = (context.kind, context.artifact);
    if !kind.other_fields || kind.source != FieldSource::FrontMatter {
        return false;
    }
    let Some(root) = artifact.root() else { return false };
    let known = || {
        let built_in =
            [Some(&*kind.identity.field), Some(&*kind.title_field), kind.workflow.field.as_deref()];
        kind.fields.keys().map(String::as_str).chain(built_in.into_iter().flatten())
    };
    root.entries().unwrap_or_default().iter().any(|entry| {
        let key = &*entry.key.text;
        !known().any(|field| field == key) && nearest(key, known()) == Some(name)
    })
}
