//! A requirement that says something else than what was agreed.

use crate::check::{ChangeContext, Findings, Look, Rule};
use crate::diagnostic::Level;
use crate::diagnostic::rule::{RuleGroup, RuleText};
use crate::history::{BodyChange, change_between};
use crate::model::workflow::Category;
use crate::text::words::list_of;

const REQUIREMENT: &str = "requirement";
/// The fields that say what is agreed; all others say when, by whom and how sure.
const AGREED_FIELDS: [&str; 2] = ["title", "type"];

pub(super) static RULE: Rule = Rule {
    text: RuleText {
        name: "approved-text-changed",
        group: RuleGroup::Workflow,
        level: Level::Warning,
        since: "0.1.0",
        summary: "a requirement was changed after it was agreed",
        what: "With `--since`: a requirement was approved or being built before the change and still is, and its \
            title, its type, its text or its acceptance criteria are not what they were. Ticking a criterion \
            changes nothing, and neither does another layout of the same words.",
        why: "People agreed to what it said. Whoever builds or tests it works from the text they know.",
        example: r"
```markdown before/requirements/REQ-1-export.md
---
id: REQ-1
title: Export a roadmap as CSV
status: approved
---

## Acceptance criteria
- [ ] A file with one row for each item is written.
```

```markdown after/requirements/REQ-1-export.md
---
id: REQ-1
title: Export a roadmap as CSV
status: approved
---

## Acceptance criteria
- [ ] A file with one row for each item is written.
- [ ] It opens in every spreadsheet.
```
",
        instead: r"
```markdown before/requirements/REQ-1-export.md
---
id: REQ-1
title: Export a roadmap as CSV
status: approved
---

## Acceptance criteria
- [ ] A file with one row for each item is written.
```

```markdown after/requirements/REQ-1-export.md
---
id: REQ-1
title: Export a roadmap as CSV
status: review
---

## Acceptance criteria
- [ ] A file with one row for each item is written.
- [ ] It opens in every spreadsheet.
```
",
    },
    look: Look::Change(look),
};

fn look(context: &ChangeContext<'_>, findings: &mut Findings<'_>) {
    for (before, after) in context.pairs() {
        let kind = context.after.kind(after);
        let is_agreed = before.category(context.before.plan.kind(before)) == Some(Category::Active)
            && after.category(kind) == Some(Category::Active);
        if kind.name != REQUIREMENT || !is_agreed {
            continue;
        }
        let change = change_between(&context.after.config, before, after);
        let fields = change.fields.iter().map(|change| change.field.as_str());
        let mut said: Vec<String> =
            fields.filter(|field| AGREED_FIELDS.contains(field)).map(|field| format!("`{field}`")).collect();
        said.extend(change.body.iter().filter_map(place_of));
        said.dedup();
        if said.is_empty() {
            continue;
        }
        let span = after.status.as_ref().map_or(after.front, |status| status.span);
        let status = after.status_name().unwrap_or_default();
        let message = format!("{} is `{status}`, and was changed: {}", after.label(), list_of(said));
        findings
            .at(&after.path, span, message)
            .help
            .push("set its status to `review`, so that those who agreed can agree again".to_owned());
    }
}

/// Which section changed in what it demands.
fn place_of(change: &BodyChange) -> Option<String> {
    let section = match change {
        BodyChange::ItemTicked { .. } | BodyChange::ItemUnticked { .. } => return None,
        BodyChange::SectionAdded { section }
        | BodyChange::SectionRemoved { section }
        | BodyChange::SectionChanged { section }
        | BodyChange::ItemAdded { section, .. }
        | BodyChange::ItemRemoved { section, .. }
        | BodyChange::ItemChanged { section, .. } => section,
    };
    Some(if section.is_empty() { "its text".to_owned() } else { format!("the section {section}") })
}
