//! Open work in a release whose version has been tagged.

use crate::check::{Findings, Look, PlanContext, Rule};
use crate::diagnostic::rule::{RuleGroup, RuleText};
use crate::diagnostic::{Level, Place};
use crate::model::key::{PRIORITY, VERSION};
use crate::model::workflow::Category;
use crate::trace::{GitFacts, releases};

pub(super) static RULE: Rule = Rule {
    text: RuleText {
        name: "planned-for-tagged-version",
        group: RuleGroup::Planning,
        level: Level::Warning,
        since: "0.1.0",
        summary: "work is planned for a version that is already tagged",
        what: "In a git repository with tags: an artifact is open or active and is part of a release whose version is \
            tagged, as `v1.2.0`, `1.2.0`, `sheets-1.2.0`, as the product's `tag` says, or as the release's `tag` says. \
            Tags count that the commit which is looked at comes from. What the release agreed not to do, with \
            `priority: wont`, is not meant, and a release that is done by its status has its own rule, \
            `open-work-in-shipped-release`.",
        why: "The version is cut, and nothing can be put into it any more. Whoever waits for the work reads a date \
            that has passed.",
        example: r"
```markdown releases/REL-1-export.md
---
id: REL-1
title: Export
status: building
version: 1.2.0
target: 2026-10
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

```text git/log
commit 8d2f1c9 (tag: v1.2.0)
    Prepare the release
```
",
        instead: r"
```markdown releases/REL-1-export.md
---
id: REL-1
title: Export
status: building
version: 1.2.0
target: 2026-10
owner: ana
---
```

```markdown releases/REL-2-sheets.md
---
id: REL-2
title: Sheets
status: planned
version: 1.3.0
---
```

```markdown requirements/REQ-1-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: building
release: REL-2
owner: ana
---
```

```text git/log
commit 8d2f1c9 (tag: v1.2.0)
    Prepare the release
```
",
    },
    look: Look::Shipped(look),
};

fn look(context: &PlanContext<'_>, git: &GitFacts, findings: &mut Findings<'_>) {
    let plan = context.plan;
    let shipped = git.shipped_work(plan);
    for index in plan.indices() {
        let artifact = plan.artifact(index);
        let kind = plan.kind(artifact);
        let Some(status) = artifact.status(kind) else { continue };
        // Work that is in the version already has its own finding: its status is late, not the work.
        let is_out = status.category == Category::Open && shipped.contains_key(&index);
        if status.category.is_closed() || is_out || artifact.get(kind, PRIORITY) == Some("wont") {
            continue;
        }
        for release in releases(plan, index) {
            let Some(tag) = git.tags(release).next() else { continue };
            let whole = plan.artifact(release);
            if whole.is_closed(plan.kind(whole)) {
                continue;
            }
            let (label, of) = (artifact.label(), whole.label());
            let message = format!(
                "{label} is {} and is planned for {of}, whose version {} is tagged: {}",
                status.name,
                tag.version.without_v(),
                tag.tag.name
            );
            let span = artifact.status.as_ref().map_or(artifact.front, |status| status.span);
            let finding = findings.at(&artifact.path, span, message);
            finding.help.push(format!("move {label} to a later release, or set its status if it went out"));
            if let Some(version) = whole.value(plan.kind(whole), VERSION.name) {
                let place = Place::at(&whole.path, version.span);
                finding.related.push((place, format!("{of} has its version here")));
            }
        }
    }
}
