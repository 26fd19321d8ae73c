//! A section that the kind requires in the present status and that the body does not have.

use crate::check::{ArtifactContext, Findings, Look, Rule};
use crate::diagnostic::Level;
use crate::diagnostic::rule::{RuleGroup, RuleText};

pub(super) static RULE: Rule = Rule {
    text: RuleText {
        name: "missing-section",
        group: RuleGroup::Content,
        level: Level::Warning,
        since: "0.1.0",
        summary: "a required section is not there",
        what: "Reports an artifact whose body has no heading for a section that its kind requires: always, in its \
            present status, or from a status on that it has reached. The level of the heading and its letter case \
            play no part.",
        why: "Sections are the questions that readers come with. Who builds a requirement looks for what is out of \
            scope in one place; where the heading is missing, nobody can tell whether it was thought about.",
        example: "
```markdown requirements/REQ-1-export-as-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: review
---

Planners want the roadmap in their spreadsheet.
```",
        instead: "
```markdown requirements/REQ-1-export-as-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: review
---

## Problem
Planners want the roadmap in their spreadsheet.
```",
    },
    look: Look::Artifact(look),
};

fn look(context: &ArtifactContext<'_>, findings: &mut Findings<'_>) {
    if !context.can_have_body() {
        return;
    }
    for section in &context.kind.sections {
        let title = &section.title;
        if !context.demands(&section.required) || context.plainly_has(title) {
            continue;
        }
        if context.outline().section(title).is_some() {
            continue;
        }
        let (kind, demand) = (&context.kind.name, context.demand(&section.required));
        let message = format!("this {kind} has no section `{title}`, which it needs {demand}");
        let finding = findings.at(context.path(), context.head(), message);
        finding.help.push(match section.summary.is_empty() {
            true => format!("add a heading `## {title}`"),
            false => format!("add a heading `## {title}`: {}", section.summary.trim_end_matches('.')),
        });
    }
}
