//! Something dated whose day has passed.

use crate::check::{ArtifactContext, Findings, Look, Rule};
use crate::diagnostic::Level;
use crate::diagnostic::rule::{RuleGroup, RuleText};
use crate::model::workflow::Category;
use crate::plan::due::{self, RELEASE};

pub(super) static RULE: Rule = Rule {
    text: RuleText {
        name: "overdue",
        group: RuleGroup::Planning,
        level: Level::Note,
        since: "0.1.0",
        summary: "the day by which something is due has passed",
        what: "An artifact that is open or active says itself when it is due, in `target`, `promised`, `due` or \
            `period`, and the last day of that lies before today. Work whose outcome is being measured is out \
            already and is not meant. A release has its own rule, `overdue-release`, and what takes its day from a \
            late release is not reported again.",
        why: "A day that has passed tells nobody when to expect it, and makes the other days less believed.",
        example: r"
```markdown decisions/DEC-1-format.md
---
id: DEC-1
title: Which formats we export
status: proposed
due: 2026-10-31
---
```
",
        instead: r"
```markdown decisions/DEC-1-format.md
---
id: DEC-1
title: Which formats we export
status: proposed
due: 2026-12-11
---
```
",
    },
    look: Look::Artifact(look),
};

fn look(context: &ArtifactContext<'_>, findings: &mut Findings<'_>) {
    if context.kind.name == RELEASE
        || !matches!(context.category(), Some(Category::Open | Category::Active))
        || due::is_met(context.artifact, context.kind)
    {
        return;
    }
    let plan = context.plan;
    let Some(due) = due::own(plan, context.index) else { return };
    let Some(passed) = due.passed(plan, context.today) else { return };
    let label = context.artifact.label();
    let message = format!("{label} was due {passed}, and is {}", context.status().unwrap_or_default());
    findings
        .at(context.path(), due.value.span, message)
        .help
        .push("agree on a new day, or set the status that it has".to_owned());
}
