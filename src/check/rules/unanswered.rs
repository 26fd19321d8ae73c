//! Feedback that could be answered and was not.

use crate::analysis::fate::{State, release_of, unanswered};
use crate::check::{ArtifactContext, Findings, Look, Rule};
use crate::diagnostic::Level;
use crate::diagnostic::rule::{RuleGroup, RuleText};
use crate::model::key::Key;
use crate::model::values::Date;
use crate::text::words::plural;

const DATE: Key<Date> = Key::new("date");

pub(super) static RULE: Rule = Rule {
    text: RuleText {
        name: "unanswered",
        group: RuleGroup::Planning,
        level: Level::Warning,
        since: "0.1.0",
        summary: "feedback could be answered, and nobody has",
        what: "What feedback asks for is with customers, or is not going to be done, and the feedback is neither \
            `answered` nor `dismissed`. The days count from the day the release went out, or from the day it was said, \
            whichever is later; `answers: days` of `pm.yaml` says how many may pass, 14 unless said. Without either day \
            nothing is reported.",
        why: "Whoever took the trouble to say something, and never hears what became of it, does not say anything again.",
        example: r"
```markdown feedback/FB-1-slow.md
---
id: FB-1
title: Pages are slow
status: triaged
date: 2026-09-01
importance: 7
---
```

```markdown requirements/REQ-1-fast.md
---
id: REQ-1
title: Pages load in a second
status: done
answers: FB-1
---
```
",
        instead: "`pm answers` shows whom to tell what; `pm feedback answered FB-1` writes it down.

```markdown feedback/FB-1-slow.md
---
id: FB-1
title: Pages are slow
status: answered
date: 2026-09-01
importance: 7
response: Since 2.4.0 a page takes a second.
---
```

```markdown requirements/REQ-1-fast.md
---
id: REQ-1
title: Pages load in a second
status: done
answers: FB-1
---
```
",
    },
    look: Look::Artifact(look),
};

fn look(context: &ArtifactContext<'_>, findings: &mut Findings<'_>) {
    let (plan, artifact) = (context.plan, context.artifact);
    let Some(fate) = unanswered(plan, context.index) else { return };
    let out = fate.work.iter().filter_map(|work| {
        let release = release_of(plan, *work)?;
        plan.artifact(release).get(plan.kind_of(release), DATE)
    });
    let Some(since) = out.min().max(artifact.get(context.kind, DATE)) else { return };
    let days = since.days_until(context.today);
    if days <= plan.config.answers.days {
        return;
    }
    let label = artifact.label();
    let waits = plural(usize::try_from(days).unwrap_or_default(), "day");
    let what = match fate.state {
        State::Shipped => "is with customers",
        _ => "is not going to be done",
    };
    let message =
        format!("what {label} asks for {what}, and whoever said it has waited {waits} for an answer");
    let Some(status) = &artifact.status else { return };
    findings.at(context.path(), status.span, message).help.push(format!(
        "see what to tell: pm answers {label}; then write it down: pm feedback answered {label}"
    ));
}
