//! A status further along than that of what it depends on.

use std::collections::BTreeSet;

use crate::check::{ArtifactContext, Findings, Look, Rule};
use crate::diagnostic::rule::{RuleGroup, RuleText};
use crate::diagnostic::{Level, Place};
use crate::model::field::Meaning;
use crate::model::workflow::Category;

pub(super) static RULE: Rule = Rule {
    text: RuleText {
        name: "ahead-of-dependency",
        group: RuleGroup::Workflow,
        level: Level::Warning,
        since: "0.1.0",
        summary: "a status is further along than that of what it depends on",
        what: "An artifact is done and something that it depends on is not, or it is under way and something that it \
            depends on has not been decided. Categories of statuses count (open, active, done), so it holds \
            between kinds. What depends on something dropped has the finding `link-to-dropped`.",
        why: "Either the status runs ahead of the work, or the dependency was none. Both mislead whoever plans by it.",
        example: r"
```markdown requirements/REQ-1-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: done
owner: ana
depends_on: [REQ-2]
---
```

```markdown requirements/REQ-2-columns.md
---
id: REQ-2
title: Choose columns
status: building
owner: ana
---
```
",
        instead: r"
```markdown requirements/REQ-1-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: building
owner: ana
depends_on: [REQ-2]
---
```

```markdown requirements/REQ-2-columns.md
---
id: REQ-2
title: Choose columns
status: building
owner: ana
---
```
",
    },
    look: Look::Artifact(look),
};

fn look(context: &ArtifactContext<'_>, findings: &mut Findings<'_>) {
    let Some(own) = context.category() else { return };
    if own == Category::Dropped {
        return;
    }
    let plan = context.plan;
    let mut seen = BTreeSet::new();
    for link in context.links().iter().filter(|link| plan.meaning_of(link) == Meaning::DependsOn) {
        let Some(index) = link.artifact().filter(|index| *index != context.index) else { continue };
        let other = plan.artifact(index);
        let Some(status) = other.status(plan.kind(other)) else { continue };
        if status.category >= own || !seen.insert(index) {
            continue;
        }
        let (label, depends_on) = (context.artifact.label(), other.label());
        let message = format!(
            "{label} is {}, but {depends_on}, which it depends on, is {}",
            context.status().unwrap_or_default(),
            status.name
        );
        let finding = findings.at(context.path(), link.span, message);
        finding.help.push("set the status that each of them has, or remove the link".to_owned());
        for (artifact, label) in [(context.artifact, label), (other, depends_on)] {
            if let Some(status) = &artifact.status {
                let shows = format!("{label} is {} here", status.written);
                finding.related.push((Place::at(&artifact.path, status.span), shows));
            }
        }
    }
}
