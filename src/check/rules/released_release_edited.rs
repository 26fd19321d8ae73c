//! A release that is out, with another scope, version or day than customers got.

use std::collections::BTreeSet;

use crate::check::{ChangeContext, Findings, Look, Rule};
use crate::diagnostic::Level;
use crate::diagnostic::rule::{RuleGroup, RuleText};
use crate::history::change_between;
use crate::model::artifact::Artifact;
use crate::model::field::Meaning;
use crate::model::workflow::Category;
use crate::plan::Plan;
use crate::plan::due::RELEASE;
use crate::text::words::list_of;

/// What customers got; everything else may still be said of a release that is out.
const FROZEN_FIELDS: [&str; 3] = ["version", "date", "tag"];

pub(super) static RULE: Rule = Rule {
    text: RuleText {
        name: "released-release-edited",
        group: RuleGroup::Planning,
        level: Level::Error,
        since: "0.1.0",
        summary: "a release that is out was changed",
        what: "With `--since`: a release was done before the change, and now its version, its date or its tag is \
            another, or other work is part of it. Everything else may change; a release can be withdrawn.",
        why: "Customers have what they have. A changelog that is written again from the plan would tell another \
            story than the one that was told.",
        example: r"
```markdown before/releases/REL-1-export.md
---
id: REL-1
title: Export
status: released
version: 1.2.0
date: 2026-03-01
---
```

```markdown after/releases/REL-1-export.md
---
id: REL-1
title: Export
status: released
version: 1.2.0
date: 2026-02-27
---
```
",
        instead: r"
```markdown before/releases/REL-1-export.md
---
id: REL-1
title: Export
status: released
version: 1.2.0
date: 2026-03-01
---
```

```markdown after/releases/REL-1-export.md
---
id: REL-1
title: Export
status: yanked
version: 1.2.0
date: 2026-03-01
---
```
",
    },
    look: Look::Change(look),
};

fn look(context: &ChangeContext<'_>, findings: &mut Findings<'_>) {
    let (old, new) = (context.before.plan, context.after);
    for (before, after) in context.pairs() {
        let kind = old.kind(before);
        if kind.name != RELEASE || before.category(kind) != Some(Category::Done) {
            continue;
        }
        let mut said: Vec<String> = change_between(&new.config, before, after)
            .fields
            .into_iter()
            .filter(|change| FROZEN_FIELDS.contains(&change.field.as_str()))
            .map(|change| format!("`{}`", change.field))
            .collect();
        let (had, has) = (scope(old, before), scope(new, after));
        said.extend(had.difference(&has).map(|id| format!("{id}, which is gone from it")));
        said.extend(has.difference(&had).map(|id| format!("{id}, which is new in it")));
        if said.is_empty() {
            continue;
        }
        let span = after.status.as_ref().map(|status| status.span).or(after.id_span).unwrap_or(after.front);
        let message = format!("{} is out, and was changed: {}", after.label(), list_of(said));
        findings
            .at(&after.path, span, message)
            .help
            .push("put it back; what was not in it belongs to a later release".to_owned());
    }
}

/// The ids of the work that is part of a release.
fn scope(plan: &Plan, release: &Artifact) -> BTreeSet<String> {
    let Some(index) = plan.at_path(&release.path) else { return BTreeSet::new() };
    plan.sources(index, Meaning::PartOf).map(|source| plan.artifact(source).label()).collect()
}
