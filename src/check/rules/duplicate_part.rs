//! Two parts of one artifact with the same id.

use std::collections::BTreeMap;

use crate::check::{ArtifactContext, Findings, Look, Rule};
use crate::diagnostic::rule::{RuleGroup, RuleText};
use crate::diagnostic::{Level, Place};
use crate::model::value::Value;
use crate::model::values::PartName;
use crate::text::span::Span;

pub(super) static RULE: Rule = Rule {
    text: RuleText {
        name: "duplicate-part",
        group: RuleGroup::Identity,
        level: Level::Error,
        since: "0.1.0",
        summary: "two parts of an artifact have the same id",
        what: "Reports a criterion, a key result or another part whose id an earlier part of the same artifact has. \
            Ids that differ in letter case or in leading zeros alone are the same: `ac01` is `AC1`.",
        why: "Tests, check-ins and links name parts: `REQ-42.AC3`. With two of that name, a test that passes shows \
            nothing about one of them.",
        example: "
```markdown requirements/REQ-1-export-as-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: draft
---

## Acceptance criteria
- [ ] AC1: The file has one row for each item.
- [ ] AC1: The first row names the columns.
```",
        instead: "
```markdown requirements/REQ-1-export-as-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: draft
---

## Acceptance criteria
- [ ] AC1: The file has one row for each item.
- [ ] AC2: The first row names the columns.
```",
    },
    look: Look::Artifact(look),
};

fn look(context: &ArtifactContext<'_>, findings: &mut Findings<'_>) {
    let mut parts: Vec<(PartName, Span)> = Vec::new();
    for (index, field) in context.kind.fields.values().enumerate() {
        let Some(id) = field.part.as_ref().and_then(|_| field.fields.get_index_of("id")) else { continue };
        let Some(Value::List(items)) = context.artifact.value_at(index).map(|value| &value.value) else {
            continue;
        };
        let ids = items.iter().filter_map(|item| item.value.subfield(id));
        parts.extend(ids.filter_map(|id| Some((PartName::parse(&id.value.to_line()).ok()?, id.span))));
    }
    if context.kind.sections.iter().any(|section| section.part.is_some())
        && may_repeat(context.artifact.body_text())
    {
        let written = context.outline().checklist.iter().filter_map(|item| item.part.as_ref());
        parts.extend(written.filter_map(|part| Some((PartName::parse(&part.id).ok()?, part.span))));
    }
    let mut first: BTreeMap<PartName, Span> = BTreeMap::new();
    for (name, span) in parts {
        if let Some(earlier) = first.get(&name) {
            let finding =
                findings.at(context.path(), span, format!("{name} is the id of an earlier part already"));
            let place = Place::at(context.path(), *earlier);
            finding.related.push((place, "the first part with this id".into()));
            finding.help.push(format!("give it the next number that no part with {} has", name.letters()));
        } else {
            first.insert(name, span);
        }
    }
}

/// Whether two checklist items may begin with the same id: asked before the outline is made, and never wrongly
/// false.
fn may_repeat(body: &str) -> bool {
    let mut seen: Vec<String> = Vec::new();
    for at in memchr::memmem::find_iter(body.as_bytes(), "] ") {
        let text = body[at + 2..].trim_start_matches([' ', '*', '_', '`']);
        let end = text.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(text.len());
        let Ok(name) = PartName::parse(&text[..end]) else { continue };
        let name = name.to_string();
        if seen.contains(&name) {
            return true;
        }
        seen.push(name);
    }
    false
}
