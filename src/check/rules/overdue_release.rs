//! A release whose target has passed.

use crate::check::{ArtifactContext, Findings, Look, Rule};
use crate::diagnostic::Level;
use crate::diagnostic::rule::{RuleGroup, RuleText};
use crate::model::workflow::Category;
use crate::plan::due::{self, RELEASE};

pub(super) static RULE: Rule = Rule {
    text: RuleText {
        name: "overdue-release",
        group: RuleGroup::Planning,
        level: Level::Warning,
        since: "0.1.0",
        summary: "the target of a release has passed and it is not out",
        what: "A release is open or active, and the last day of its target lies before today. A target that is a \
            horizon, such as `next`, has no last day.",
        why: "Every roadmap still promises the day that has passed. Either it is out and nobody said so, or a new \
            day has to be agreed and told to those who wait.",
        example: r"
```markdown releases/REL-1-export.md
---
id: REL-1
title: Export
status: building
version: 1.2.0
target: 2026-Q3
owner: ana
---
```
",
        instead: r"
```markdown releases/REL-1-export.md
---
id: REL-1
title: Export
status: building
version: 1.2.0
target: 2027-01
owner: ana
---
```
",
    },
    look: Look::Artifact(look),
};

fn look(context: &ArtifactContext<'_>, findings: &mut Findings<'_>) {
    if context.kind.name != RELEASE || !matches!(context.category(), Some(Category::Open | Category::Active))
    {
        return;
    }
    let plan = context.plan;
    let Some(due) = due::own(plan, context.index) else { return };
    let Some(passed) = due.passed(plan, context.today) else { return };
    let message = format!(
        "{} was due {passed}, and is {}",
        context.artifact.label(),
        context.status().unwrap_or_default()
    );
    findings
        .at(context.path(), due.value.span, message)
        .help
        .push("agree on a new target, or set the status that it has".to_owned());
}
