//! Work that has been decided on without a criterion that could be ticked.

use crate::analysis::criteria::can_tick;
use crate::check::{ArtifactContext, Findings, Look, Rule};
use crate::diagnostic::Level;
use crate::diagnostic::rule::{RuleGroup, RuleText};

pub(super) static RULE: Rule = Rule {
    text: RuleText {
        name: "no-acceptance-criteria",
        group: RuleGroup::Content,
        level: Level::Warning,
        since: "0.1.0",
        summary: "nothing in the section of criteria can be ticked",
        what: "Looks at kinds with a section whose list items are parts, as the acceptance criteria of a requirement \
            are (`REQ-42.AC3`). Reports an artifact that is under way or finished and whose section holds no \
            checklist item. Where the section is required and missing or empty, `missing-section` or \
            `empty-section` says so instead.",
        why: "Prose can be read as done by one and as not done by another. A criterion that can be ticked is what \
            the builder, the tester and the customer agree on, and what a test can name.",
        example: "
```markdown requirements/REQ-1-export-as-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: approved
owner: ana
---

## Problem
Planners copy forty rows by hand before each steering meeting.

## Acceptance criteria
The export should work well with large roadmaps.

## Out of scope
Import.
```",
        instead: "
```markdown requirements/REQ-1-export-as-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: approved
owner: ana
---

## Problem
Planners copy forty rows by hand before each steering meeting.

## Acceptance criteria
- [ ] AC1: Given a roadmap with 200 items, the file holds 200 rows and a header.

## Out of scope
Import.
```",
    },
    look: Look::Artifact(look),
};

fn look(context: &ArtifactContext<'_>, findings: &mut Findings<'_>) {
    if !context.is_decided() || !context.can_have_body() {
        return;
    }
    for section in &context.kind.sections {
        let Some(part) = &section.part else { continue };
        if context.plainly_ticks(&section.title) {
            continue;
        }
        let heading = context.outline().section(&section.title);
        let (span, message) = match heading {
            Some(heading) if !heading.is_empty => {
                if can_tick(context.outline(), heading.section) {
                    continue;
                }
                (heading.span, format!("nothing under `{}` can be ticked", heading.text))
            }
            _ if context.demands(&section.required) => continue,
            _ => {
                let title = section.title.to_lowercase();
                (context.head(), format!("this {} has no {title}", context.kind.name))
            }
        };
        let help = format!("write what will be true as items such as `- [ ] {part}1: …`");
        findings.at(context.path(), span, message).help.push(help);
    }
}
