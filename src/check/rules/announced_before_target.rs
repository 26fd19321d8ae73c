//! A promise that the plan does not keep.

use crate::check::{ArtifactContext, Findings, Look, Rule};
use crate::diagnostic::rule::{RuleGroup, RuleText};
use crate::diagnostic::{Level, Place};
use crate::plan::due;

pub(super) static RULE: Rule = Rule {
    text: RuleText {
        name: "announced-before-target",
        group: RuleGroup::Planning,
        level: Level::Warning,
        since: "0.1.0",
        summary: "something is announced for an earlier day than it is planned for",
        what: "The last day of `announced` lies before the last day of `target`, which is the artifact's own or that \
            of its release. What is done or dropped is not looked at, and a horizon has no last day.",
        why: "Customers wait for a day on which, by the plan, it will not be there. Whoever announced it should \
            hear of it from the plan and not from the customers.",
        example: r"
```markdown initiatives/INIT-1-exchange.md
---
id: INIT-1
title: Exchange with other tools
status: shaping
target: 2027-Q1
announced: 2026-12
---
```
",
        instead: r"
```markdown initiatives/INIT-1-exchange.md
---
id: INIT-1
title: Exchange with other tools
status: shaping
target: 2027-Q1
announced: 2027-H1
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
    let Some(announced) = due::of_field(plan, context.index, "announced") else { return };
    let Some(planned) = due::own_or_of_release(plan, context.index) else { return };
    let (Some(promise), Some(last)) = (announced.last_day(plan), planned.last_day(plan)) else { return };
    if promise >= last {
        return;
    }
    let (label, says) = (context.artifact.label(), plan.artifact(planned.said_by));
    let message =
        format!("{label} is announced for {}, but planned for {}", announced.target, planned.target);
    let finding = findings.at(context.path(), announced.value.span, message);
    finding.help.push("plan it for the announced day, or announce the day of the plan".to_owned());
    let place = Place::at(&says.path, planned.value.span);
    let planned =
        format!("{} is planned until {last}, {} days later", says.label(), promise.days_until(last));
    finding.related.push((place, planned));
}
