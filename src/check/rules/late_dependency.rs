//! Something that is planned to be ready before what it waits for.

use std::collections::BTreeSet;

use crate::check::{ArtifactContext, Findings, Look, Rule};
use crate::diagnostic::rule::{RuleGroup, RuleText};
use crate::diagnostic::{Level, Place};
use crate::model::field::Meaning;
use crate::plan::due;

pub(super) static RULE: Rule = Rule {
    text: RuleText {
        name: "late-dependency",
        group: RuleGroup::Planning,
        level: Level::Warning,
        since: "0.1.0",
        summary: "something is due before what it depends on",
        what: "The last day of an artifact's target lies before the last day of the target of something that it \
            depends on; a target can be the artifact's own or its release's. So is a dependency that another team \
            promises for a later day than it is needed. What is done or dropped, and a target without a last day, \
            is not looked at.",
        why: "One of the two days cannot be kept. It shows here weeks before it shows in the work.",
        example: r"
```markdown requirements/REQ-1-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: draft
target: 2026-12
depends_on: [REQ-2]
---
```

```markdown requirements/REQ-2-columns.md
---
id: REQ-2
title: Choose columns
status: draft
target: 2027-Q1
---
```
",
        instead: r"
```markdown requirements/REQ-1-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: draft
target: 2027-Q1
depends_on: [REQ-2]
---
```

```markdown requirements/REQ-2-columns.md
---
id: REQ-2
title: Choose columns
status: draft
target: 2027-Q1
---
```
",
    },
    look: Look::Artifact(look),
};

fn look(context: &ArtifactContext<'_>, findings: &mut Findings<'_>) {
    let plan = context.plan;
    if due::is_met(context.artifact, context.kind) {
        return;
    }
    promised_late(context, findings);
    let Some(own) = due::own_or_of_release(plan, context.index) else { return };
    let Some(needed) = own.last_day(plan) else { return };
    let mut seen = BTreeSet::new();
    for link in context.links().iter().filter(|link| plan.meaning_of(link) == Meaning::DependsOn) {
        let Some(target) = link.artifact().filter(|target| *target != context.index) else { continue };
        let other = plan.artifact(target);
        if !seen.insert(target) || due::is_met(other, plan.kind(other)) {
            continue;
        }
        let Some(its) = due::own_or_of_release(plan, target) else { continue };
        let Some(ready) = its.last_day(plan).filter(|ready| *ready > needed) else { continue };
        let (label, depends_on) = (context.artifact.label(), other.label());
        let message = format!(
            "{label} is due in {}, before {depends_on}, which it depends on, in {}",
            own.target, its.target
        );
        let finding = findings.at(context.path(), link.span, message);
        finding.help.push(format!("move {label} to {ready} or later, or have {depends_on} earlier"));
        for (due, label) in [(own, label), (its, depends_on)] {
            let says = plan.artifact(due.said_by);
            let shows = match says.label() {
                by if by == label => format!("{label} is due here"),
                by => format!("{label} is due with {by}"),
            };
            finding.related.push((Place::at(&says.path, due.value.span), shows));
        }
    }
}

/// A dependency that its team promises for later than it is needed.
fn promised_late(context: &ArtifactContext<'_>, findings: &mut Findings<'_>) {
    let plan = context.plan;
    let Some(needed) = due::of_field(plan, context.index, "needed_by") else { return };
    let Some(promised) = due::of_field(plan, context.index, "promised") else { return };
    let (Some(need), Some(promise)) = (needed.last_day(plan), promised.last_day(plan)) else { return };
    if promise > need {
        let label = context.artifact.label();
        let message = format!("{label} is promised for {}, but needed by {}", promised.target, needed.target);
        let finding = findings.at(context.path(), promised.value.span, message);
        finding.help.push("agree on one day, and move what waits for it".to_owned());
        finding
            .related
            .push((Place::at(context.path(), needed.value.span), "it is needed by then".to_owned()));
    }
}
