//! What went out by its tag, and by its status has yet to come.

use crate::check::{Findings, Look, PlanContext, Rule};
use crate::diagnostic::Level;
use crate::diagnostic::rule::{RuleGroup, RuleText};
use crate::model::artifact::Artifact;
use crate::model::kind::Kind;
use crate::model::values::Date;
use crate::model::workflow::Category;
use crate::source::log::Tag;
use crate::trace::{GitFacts, is_versioned};

pub(super) static RULE: Rule = Rule {
    text: RuleText {
        name: "shipped-but-planned",
        group: RuleGroup::Planning,
        level: Level::Warning,
        since: "0.1.0",
        summary: "something went out with a tagged version, and its status says that it has yet to come",
        what: "In a git repository with tags: the version of a release is tagged, and the release is open or active by \
            its status; or an artifact is open, and a commit with the trailer `Implements` or `Fixes` that names it is \
            in a tagged version. Tags count that the commit which is looked at comes from; what trailers mean is said \
            under `code` in `pm.yaml`.",
        why: "Roadmap and changelog tell from the status. They promise what customers have already, or keep quiet \
            about it.",
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
status: draft
---
```

```text git/log
commit 8d2f1c9 (tag: v1.2.0)
    Write a file with a row for each item

    Implements: REQ-1
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

```text git/log
commit 8d2f1c9 (tag: v1.2.0)
    Write a file with a row for each item

    Implements: REQ-1
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
        let Some(status) = artifact.status(kind).filter(|status| !status.category.is_closed()) else {
            continue;
        };
        let label = artifact.label();
        if let Some(tag) = git.tags(index).next().filter(|_| is_versioned(kind)) {
            let message = format!(
                "{label} is {}, and its version {} is tagged: {}",
                status.name,
                tag.version.without_v(),
                told(&tag.tag)
            );
            let finding = findings.at(&artifact.path, span(artifact), message);
            finding.help.push(match done(kind) {
                Some(done) => format!("set the status of {label} to `{done}`"),
                None => format!("set the status of {label}"),
            });
        } else if let Some((commit, tag)) = shipped.get(&index).filter(|_| status.category == Category::Open)
        {
            let message = format!(
                "{label} is {}, and work on it went out with {}: {} ({})",
                status.name,
                told(tag),
                commit.subject,
                commit.id.short()
            );
            let finding = findings.at(&artifact.path, span(artifact), message);
            finding.help.push(format!("set the status of {label} to what it is"));
        }
    }
}

/// `v1.2.0 of 2026-10-20`
fn told(tag: &Tag) -> String {
    format!("{} of {}", tag.name, Date::of_epoch_day(tag.time.epoch_day()))
}

fn span(artifact: &Artifact) -> crate::text::span::Span {
    artifact.status.as_ref().map_or(artifact.front, |status| status.span)
}

/// The first status of a kind in which its work is finished.
fn done(kind: &Kind) -> Option<&str> {
    let mut statuses = kind.workflow.statuses.iter();
    statuses.find(|status| status.category == Category::Done).map(|status| status.name.as_str())
}
