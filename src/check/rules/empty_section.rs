//! A section that the kind requires in the present status and that holds nothing.

use crate::check::{ArtifactContext, Findings, Look, Rule};
use crate::diagnostic::Level;
use crate::diagnostic::rule::{RuleGroup, RuleText};

pub(super) static RULE: Rule = Rule {
    text: RuleText {
        name: "empty-section",
        group: RuleGroup::Content,
        level: Level::Warning,
        since: "0.1.0",
        summary: "a required section holds nothing",
        what: "Reports a section that the kind requires in the present status and under whose heading nothing is \
            written. Comments, rules, list bullets without text and further headings are nothing.",
        why: "A heading alone looks like an answer in the table of contents. The reader scrolls to it and finds that \
            the question was never taken up.",
        example: "
```markdown requirements/REQ-1-export-as-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: review
---

## Problem
<!-- Who has it, in which situation, and how we know. -->
```",
        instead: "
```markdown requirements/REQ-1-export-as-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: review
---

## Problem
Planners copy forty rows by hand before each steering meeting, as four of them told us.
```",
    },
    look: Look::Artifact(look),
};

fn look(context: &ArtifactContext<'_>, findings: &mut Findings<'_>) {
    for section in &context.kind.sections {
        let title = &section.title;
        if !context.demands(&section.required) || context.plainly_has(title) {
            continue;
        }
        let Some(heading) = context.outline().section(title).filter(|heading| heading.is_empty) else {
            continue;
        };
        let (kind, demand) = (&context.kind.name, context.demand(&section.required));
        let message = format!("the section `{title}` is empty, and this {kind} needs it {demand}");
        let finding = findings.at(context.path(), heading.span, message);
        if !section.summary.is_empty() {
            finding.help.push(format!("write it: {}", section.summary.trim_end_matches('.')));
        }
    }
}
