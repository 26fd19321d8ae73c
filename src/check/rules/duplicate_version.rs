//! Two releases of a product with the same version.

use std::cmp::Ordering;

use crate::check::{Findings, Look, PlanContext, Rule};
use crate::diagnostic::rule::{RuleGroup, RuleText};
use crate::diagnostic::{Level, Place};
use crate::model::artifact::Artifact;
use crate::model::key::VERSION;
use crate::model::workflow::Category;
use crate::plan::due::RELEASE;

pub(super) static RULE: Rule = Rule {
    text: RuleText {
        name: "duplicate-version",
        group: RuleGroup::Planning,
        level: Level::Error,
        since: "0.1.0",
        summary: "two releases have the same version",
        what: "Two releases of one product have versions that count the same, such as 2.1 and 2.1.0, and neither is \
            dropped.",
        why: "A release can be named by its version, and then nobody knows which is meant; the changelog would tell \
            the version twice.",
        example: r"
```markdown releases/REL-1-export.md
---
id: REL-1
title: Export
status: planned
version: 2.1.0
---
```

```markdown releases/REL-2-import.md
---
id: REL-2
title: Import
status: planned
version: 2.1.0
---
```
",
        instead: r"
```markdown releases/REL-1-export.md
---
id: REL-1
title: Export
status: planned
version: 2.1.0
---
```

```markdown releases/REL-2-import.md
---
id: REL-2
title: Import
status: planned
version: 2.2.0
---
```
",
    },
    look: Look::Plan(look),
};

fn look(context: &PlanContext<'_>, findings: &mut Findings<'_>) {
    let plan = context.plan;
    let mut known: Vec<&Artifact> = Vec::new();
    for artifact in plan.artifacts() {
        let kind = plan.kind(artifact);
        let Some(version) = artifact.get(kind, VERSION) else { continue };
        if kind.name != RELEASE || artifact.category(kind) == Some(Category::Dropped) {
            continue;
        }
        let is_same = |other: &&&Artifact| {
            other.product == artifact.product
                && other.get(kind, VERSION).is_some_and(|other| other.precedence(version) == Ordering::Equal)
        };
        let Some(earlier) = known.iter().find(is_same) else {
            known.push(artifact);
            continue;
        };
        let span = |artifact: &Artifact| artifact.value(kind, VERSION.name).map(|value| value.span);
        let message = format!("{version} is the version of {} already", earlier.label());
        let finding = findings.at(&artifact.path, span(artifact).unwrap_or(artifact.front), message);
        if let Some(span) = span(earlier) {
            finding.related.push((Place::at(&earlier.path, span), "the first release with it".into()));
        }
        finding.help.push("give one of the two another version, or drop it".into());
    }
}
