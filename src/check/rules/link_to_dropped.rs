//! Work under way that hangs on something that will not be done.

use crate::check::{ArtifactContext, Findings, Look, Rule};
use crate::diagnostic::rule::{RuleGroup, RuleText};
use crate::diagnostic::{Level, Place};
use crate::model::field::Meaning;
use crate::model::workflow::Category;
use crate::plan::{ArtifactIndex, Plan};

pub(super) static RULE: Rule = Rule {
    text: RuleText {
        name: "link-to-dropped",
        group: RuleGroup::Planning,
        level: Level::Warning,
        since: "0.1.0",
        summary: "open work hangs on something that was dropped",
        what: "An artifact that is open or active depends on, serves or is part of one that was dropped. Links that \
            only tell of something, such as `answers`, `supersedes` or `related`, may lead to what was dropped.",
        why: "It waits for something that never comes, or works towards an aim that was given up. Nobody \
            decided so; the dropped artifact was closed and what hangs on it was forgotten.",
        example: r"
```markdown objectives/OBJ-1-grow.md
---
id: OBJ-1
title: Grow in agencies
status: dropped
reason: We sell to schools first.
---
```

```markdown requirements/REQ-1-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: draft
objective: OBJ-1
---
```
",
        instead: r"
```markdown objectives/OBJ-2-schools.md
---
id: OBJ-2
title: Win schools
status: draft
---
```

```markdown requirements/REQ-1-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: draft
objective: OBJ-2
---
```
",
    },
    look: Look::Artifact(look),
};

fn look(context: &ArtifactContext<'_>, findings: &mut Findings<'_>) {
    if !matches!(context.category(), Some(Category::Open | Category::Active)) {
        return;
    }
    let plan = context.plan;
    for link in context.links() {
        let hangs = match plan.meaning_of(link) {
            Meaning::DependsOn => "depends on",
            Meaning::Serves => "serves",
            Meaning::PartOf => "is part of",
            _ => continue,
        };
        let Some(index) = link.artifact().filter(|index| *index != context.index) else { continue };
        let target = plan.artifact(index);
        let Some(status) = target.status(plan.kind(target)) else { continue };
        if status.category != Category::Dropped {
            continue;
        }
        let (label, name) = (target.label(), &status.name);
        let message = format!("{} {hangs} {label}, which is {name}", context.artifact.label());
        let finding = findings.at(context.path(), link.span, message);
        finding.help.push(match successor(plan, index) {
            Some(next) => format!("lead the link to {next}, which took its place"),
            None => "lead the link somewhere else, remove it, or drop this too".to_owned(),
        });
        if let Some(status) = &target.status {
            let place = Place::at(&target.path, status.span);
            finding.related.push((place, format!("{label} is {name} here")));
        }
    }
}

/// What took the place of an artifact, where exactly one did.
fn successor(plan: &Plan, index: ArtifactIndex) -> Option<String> {
    let mut next: Vec<ArtifactIndex> = plan
        .sources(index, Meaning::Supersedes)
        .chain(plan.targets(index, Meaning::SupersededBy))
        .chain(plan.targets(index, Meaning::Duplicates))
        .filter(|next| {
            *next != index && plan.artifact(*next).category(plan.kind_of(*next)) != Some(Category::Dropped)
        })
        .collect();
    next.sort_unstable();
    next.dedup();
    match next.as_slice() {
        [one] => Some(plan.artifact(*one).label()),
        _ => None,
    }
}
