//! A status that the workflow does not lead to from the one before.

use crate::check::{ChangeContext, Findings, Look, Rule};
use crate::diagnostic::Level;
use crate::diagnostic::rule::{RuleGroup, RuleText};
use crate::text::words::list_of;

pub(super) static RULE: Rule = Rule {
    text: RuleText {
        name: "illegal-status-move",
        group: RuleGroup::Workflow,
        level: Level::Error,
        since: "0.1.0",
        summary: "a status changed in a way that the workflow does not allow",
        what: "With `--since`: an artifact has another status than before, and the kind names the statuses that the \
            old one may move to, without this one. Only the two ends of the change are looked at, not the \
            commits between them.",
        why: "A step was left out: nobody reviewed the requirement that is now being built.",
        example: r"
```markdown before/requirements/REQ-1-export.md
---
id: REQ-1
title: Export a roadmap as CSV
status: draft
---
```

```markdown after/requirements/REQ-1-export.md
---
id: REQ-1
title: Export a roadmap as CSV
status: building
---
```
",
        instead: r"
```markdown before/requirements/REQ-1-export.md
---
id: REQ-1
title: Export a roadmap as CSV
status: draft
---
```

```markdown after/requirements/REQ-1-export.md
---
id: REQ-1
title: Export a roadmap as CSV
status: review
---
```
",
    },
    look: Look::Change(look),
};

fn look(context: &ChangeContext<'_>, findings: &mut Findings<'_>) {
    for (before, after) in context.pairs() {
        let kind = context.after.kind(after);
        let (Some(from), Some(to)) = (before.status_name(), &after.status) else { continue };
        if before.kind != after.kind || to.index.is_none() || kind.workflow.allows(from, &to.written) {
            continue;
        }
        let message = format!("{} went from `{from}` to `{}`", after.label(), to.written);
        let moves = kind.workflow.get(from).and_then(|status| status.moves.as_deref()).unwrap_or_default();
        let help = match moves {
            [] => format!("leave it in `{from}`, which leads nowhere"),
            moves => format!("from `{from}` it may go to {}", list_of(moves)),
        };
        findings.at(&after.path, to.span, message).help.push(help);
    }
}
