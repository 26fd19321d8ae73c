//! An artifact that says something else than what was agreed.

use crate::check::{ChangeContext, Findings, Look, Rule};
use crate::diagnostic::Level;
use crate::diagnostic::rule::{RuleGroup, RuleText};
use crate::history::changed_places;
use crate::model::approval::approvals;
use crate::model::normative::NormativeText;
use crate::model::workflow::Category;
use crate::text::words::list_of;

pub(super) static RULE: Rule = Rule {
    text: RuleText {
        name: "approved-text-changed",
        group: RuleGroup::Workflow,
        level: Level::Warning,
        since: "0.1.0",
        summary: "what was agreed says something else than it did",
        what: "With `--since`: an artifact was in an active status before the change and still is, and its \
            normative words are not what they were: the fields and sections that its kind names, of a \
            requirement the title, the type, the problem, the acceptance criteria and what is out of scope. \
            Ticking a criterion changes nothing, and neither does another layout of the same words. Approvals \
            that carry a fingerprint are judged by `stale-approval` instead.",
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
        let kind_before = context.before.plan.kind(before);
        let is_agreed = before.category(kind_before) == Some(Category::Active)
            && after.category(kind) == Some(Category::Active);
        // Where the kind came to mean something else by it, the words cannot be held against each other.
        if !is_agreed || kind.normative != kind_before.normative {
            continue;
        }
        // Those who agreed to a text by its fingerprint are named, with the words, by another rule.
        if approvals(kind, after).iter().any(|approval| approval.fingerprint.is_some()) {
            continue;
        }
        let texts = (NormativeText::of(kind_before, before), NormativeText::of(kind, after));
        let said = changed_places(&texts.0, &texts.1);
        if said.is_empty() {
            continue;
        }
        let span = after.status.as_ref().map_or(after.front, |status| status.span);
        let status = after.status_name().unwrap_or_default();
        let message = format!("{} is `{status}`, and was changed: {}", after.label(), list_of(said));
        let finding = findings.at(&after.path, span, message);
        if let Some(open) = kind.open_before(status) {
            finding
                .help
                .push(format!("set its status to `{open}`, so that those who agreed can agree again"));
        }
    }
}
