//! Artifacts that are parts of each other.

use crate::check::{Findings, Look, PlanContext, Rule, circles};
use crate::diagnostic::Level;
use crate::diagnostic::rule::{RuleGroup, RuleText};
use crate::model::field::Meaning;

pub(super) static RULE: Rule = Rule {
    text: RuleText {
        name: "part-cycle",
        group: RuleGroup::Links,
        level: Level::Error,
        since: "0.1.0",
        summary: "artifacts are parts of each other in a circle",
        what: "An artifact is part of another that is part of it in turn, directly or over several steps. Each \
            group of artifacts that reach each other gives one finding, with the shortest circle.",
        why: "Sums over parts have no end and no top: effort and progress of such a group cannot be told, and a \
            view that begins at the top leaves all of it out.",
        example: r"
```markdown requirements/REQ-1-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: draft
parent: REQ-2
---
```

```markdown requirements/REQ-2-export.md
---
id: REQ-2
title: Export
status: draft
parent: REQ-1
---
```
",
        instead: r"
```markdown requirements/REQ-1-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: draft
parent: REQ-2
---
```

```markdown requirements/REQ-2-export.md
---
id: REQ-2
title: Export
status: draft
---
```
",
    },
    look: Look::Plan(look),
};

fn look(context: &PlanContext<'_>, findings: &mut Findings<'_>) {
    let words = ("is part of", "are parts of each other", "remove the link from the whole to its part");
    circles::report(context, findings, Meaning::PartOf, words);
}
