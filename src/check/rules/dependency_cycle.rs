//! Artifacts that wait for each other in a circle.

use crate::check::{Findings, Look, PlanContext, Rule, circles};
use crate::diagnostic::Level;
use crate::diagnostic::rule::{RuleGroup, RuleText};
use crate::model::field::Meaning;

pub(super) static RULE: Rule = Rule {
    text: RuleText {
        name: "dependency-cycle",
        group: RuleGroup::Planning,
        level: Level::Error,
        since: "0.1.0",
        summary: "artifacts depend on each other in a circle",
        what: "An artifact depends on another that depends on it in turn, directly or over several steps. Each \
            group of artifacts that reach each other gives one finding, with the shortest circle.",
        why: "None of them can be finished first, so no order of work and no date that follows from it is right.",
        example: r"
```markdown requirements/REQ-1-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: draft
depends_on: [REQ-2]
---
```

```markdown requirements/REQ-2-columns.md
---
id: REQ-2
title: Choose columns
status: draft
depends_on: [REQ-1]
---
```
",
        instead: r"
```markdown requirements/REQ-1-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: draft
depends_on: [REQ-2]
---
```

```markdown requirements/REQ-2-columns.md
---
id: REQ-2
title: Choose columns
status: draft
---
```
",
    },
    look: Look::Plan(look),
};

fn look(context: &PlanContext<'_>, findings: &mut Findings<'_>) {
    let words = (
        "depends on",
        "depend on each other in a circle",
        "remove the link that is not needed to begin the work",
    );
    circles::report(context, findings, Meaning::DependsOn, words);
}
