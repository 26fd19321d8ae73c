//! Work that is not finished in a release that is out.

use crate::check::{ArtifactContext, Findings, Look, Rule};
use crate::diagnostic::rule::{RuleGroup, RuleText};
use crate::diagnostic::{Level, Place};
use crate::model::key::PRIORITY;
use crate::model::workflow::Category;
use crate::plan::due::RELEASE;
use crate::plan::parts;

pub(super) static RULE: Rule = Rule {
    text: RuleText {
        name: "open-work-in-shipped-release",
        group: RuleGroup::Planning,
        level: Level::Warning,
        since: "0.1.0",
        summary: "work is not finished, and its release is out",
        what: "An artifact is open or active and is part of a release that is done. What the release agreed not to \
            do, with `priority: wont`, is not meant.",
        why: "The changelog leaves it out or tells of something that is not there. It was finished and nobody said \
            so, or it belongs into another release.",
        example: r"
```markdown releases/REL-1-export.md
---
id: REL-1
title: Export
status: released
version: 1.2.0
target: 2026-10
date: 2026-10-20
owner: ana
---
```

```markdown requirements/REQ-1-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: building
release: REL-1
owner: ana
---
```
",
        instead: r"
```markdown releases/REL-1-export.md
---
id: REL-1
title: Export
status: released
version: 1.2.0
target: 2026-10
date: 2026-10-20
owner: ana
---
```

```markdown requirements/REQ-1-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: done
release: REL-1
owner: ana
---
```
",
    },
    look: Look::Artifact(look),
};

fn look(context: &ArtifactContext<'_>, findings: &mut Findings<'_>) {
    if !matches!(context.category(), Some(Category::Open | Category::Active))
        || context.artifact.get(context.kind, PRIORITY) == Some("wont")
    {
        return;
    }
    let plan = context.plan;
    for index in parts::wholes(plan, context.index, RELEASE) {
        let release = plan.artifact(index);
        let Some(status) = release.status(plan.kind(release)) else { continue };
        if status.category != Category::Done {
            continue;
        }
        let (label, of) = (context.artifact.label(), release.label());
        let message = format!(
            "{label} is {}, but its release {of} is {}",
            context.status().unwrap_or_default(),
            status.name
        );
        let finding = findings.at(context.path(), context.head(), message);
        finding.help.push(format!("set the status of {label}, or move it to a release that is not out"));
        if let Some(status) = &release.status {
            let place = Place::at(&release.path, status.span);
            finding.related.push((place, format!("{of} is {} here", status.written)));
        }
    }
}
