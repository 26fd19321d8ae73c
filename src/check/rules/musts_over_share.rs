//! A release whose musts leave nothing to give up.

use crate::analysis::scores::moscow::{Class, MUST_LIMIT, Shares};
use crate::check::{Findings, Look, PlanContext, Rule};
use crate::diagnostic::rule::{RuleGroup, RuleText};
use crate::diagnostic::{Level, Place};
use crate::model::key::{EFFORT, PRIORITY};
use crate::model::workflow::Category;
use crate::plan::due::RELEASE;
use crate::plan::{ArtifactIndex, parts};

pub(super) static RULE: Rule = Rule {
    text: RuleText {
        name: "musts-over-share",
        group: RuleGroup::Planning,
        level: Level::Note,
        since: "0.1.0",
        summary: "the musts of a release take more than 60 percent of its effort",
        what: "The parts of a release that is not out yet all have a priority and an effort, and those with the \
            priority `must` take more than 60 percent of the sum. Parts that are dropped or `wont` do not count, \
            nor does one whose own parts are in the release too.",
        why: "When time runs short, what is no must goes first. With so little of it the date goes instead. The \
            limit is that of the DSDM handbook.",
        example: r"
```markdown releases/REL-1-export.md
---
id: REL-1
title: Export
status: planned
---
```

```markdown requirements/REQ-1-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: draft
release: REL-1
priority: must
effort: 8
---
```

```markdown requirements/REQ-2-columns.md
---
id: REQ-2
title: Choose columns
status: draft
release: REL-1
priority: could
effort: 2
---
```
",
        instead: r"
```markdown releases/REL-1-export.md
---
id: REL-1
title: Export
status: planned
---
```

```markdown requirements/REQ-1-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: draft
release: REL-1
priority: must
effort: 3
---
```

```markdown requirements/REQ-2-columns.md
---
id: REQ-2
title: Choose columns
status: draft
release: REL-1
priority: could
effort: 2
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
        if !matches!(release.category(plan.kind(release)), Some(Category::Open | Category::Active)) {
            continue;
        }
        let scope = parts::work(plan, index);
        let class = |part: ArtifactIndex| {
            Class::named(plan.artifact(part).get(plan.kind_of(part), PRIORITY).unwrap_or_default())
        };
        let effort = |part: ArtifactIndex| {
            plan.artifact(part).get(plan.kind_of(part), EFFORT).map(|effort| effort.mean())
        };
        let shares = Shares::of(scope.iter().map(|part| (class(*part), effort(*part))));
        let Some(share) = shares.must_share().filter(|_| shares.too_many_musts() == Some(true)) else {
            continue;
        };
        let message = format!(
            "the musts of {} take {:.1} percent of its effort, more than {:.0}",
            release.label(),
            share * 100.0,
            MUST_LIMIT * 100.0
        );
        let finding = findings.at(&release.path, status.span, message);
        finding.help.push("ask of each must whether the release makes no sense without it".to_owned());
        for part in scope.into_iter().filter(|part| class(*part) == Some(Class::Must)) {
            let artifact = plan.artifact(part);
            if let Some(priority) = artifact.value(plan.kind_of(part), PRIORITY.name) {
                let shows = format!("{} is a must", artifact.label());
                finding.related.push((Place::at(&artifact.path, priority.span), shows));
            }
        }
    }
}
