//! A release that holds nothing.

use crate::check::{Findings, Look, PlanContext, Rule};
use crate::diagnostic::rule::{RuleGroup, RuleText};
use crate::diagnostic::{Level, Place};
use crate::model::workflow::Category;
use crate::plan::due::RELEASE;
use crate::plan::parts;

pub(super) static RULE: Rule = Rule {
    text: RuleText {
        name: "release-without-scope",
        group: RuleGroup::Planning,
        level: Level::Warning,
        since: "0.1.0",
        summary: "a release is being built or is out, and nothing is in it",
        what: "A release is active or done, and no artifact names it as the release that it goes out with, or only \
            dropped ones do.",
        why: "Nobody can tell what is being built towards its day, and its changelog is empty.",
        example: r"
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

```markdown requirements/REQ-1-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: draft
release: REL-1
---
```
",
    },
    look: Look::Plan(look),
};

fn look(context: &PlanContext<'_>, findings: &mut Findings<'_>) {
    let plan = context.plan;
    let Some(kind) = plan.config.kind_index(RELEASE) else { return };
    for index in plan.of_kind(kind) {
        let release = plan.artifact(index);
        let Some(status) = &release.status else { continue };
        let category = release.category(plan.kind(release));
        if !matches!(category, Some(Category::Active | Category::Done)) {
            continue;
        }
        let dropped: Vec<_> = parts::parts(plan, index).map(|part| plan.artifact(part)).collect();
        if dropped.iter().any(|part| part.category(plan.kind(part)) != Some(Category::Dropped)) {
            continue;
        }
        let label = release.label();
        let message = if dropped.is_empty() {
            format!("{label} is {}, but nothing is part of it", status.written)
        } else {
            format!("{label} is {}, but all that was part of it is dropped", status.written)
        };
        let finding = findings.at(&release.path, status.span, message);
        finding.help.push(format!("write `release: {label}` in each requirement that goes out with it"));
        for part in dropped {
            if let Some(status) = &part.status {
                let shows = format!("{} is {} here", part.label(), status.written);
                finding.related.push((Place::at(&part.path, status.span), shows));
            }
        }
    }
}
