//! A duplicate whose survivor does not survive.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::{Findings, Look, PlanContext, Rule, circles};
use crate::diagnostic::rule::{RuleGroup, RuleText};
use crate::diagnostic::{Level, Place};
use crate::model::field::Meaning;
use crate::plan::{ArtifactIndex, Link};

pub(super) static RULE: Rule = Rule {
    text: RuleText {
        name: "duplicate-chain",
        group: RuleGroup::Links,
        level: Level::Warning,
        since: "0.1.0",
        summary: "a duplicate leads to another duplicate",
        what: "An artifact says that it duplicates one that is itself the duplicate of a third, or the duplicates \
            name each other in a circle, so that none is left.",
        why: "Votes, evidence and answers move from a duplicate to the one that survives. In a chain they stop at \
            one that nobody looks at; in a circle they are lost.",
        example: r"
```markdown ideas/IDEA-1-csv.md
---
id: IDEA-1
title: Export as CSV
status: new
---
```

```markdown ideas/IDEA-2-sheet.md
---
id: IDEA-2
title: Export to a spreadsheet
status: duplicate
duplicate_of: IDEA-1
---
```

```markdown ideas/IDEA-3-excel.md
---
id: IDEA-3
title: Export to Excel
status: duplicate
duplicate_of: IDEA-2
---
```
",
        instead: r"
```markdown ideas/IDEA-1-csv.md
---
id: IDEA-1
title: Export as CSV
status: new
---
```

```markdown ideas/IDEA-2-sheet.md
---
id: IDEA-2
title: Export to a spreadsheet
status: duplicate
duplicate_of: IDEA-1
---
```

```markdown ideas/IDEA-3-excel.md
---
id: IDEA-3
title: Export to Excel
status: duplicate
duplicate_of: IDEA-1
---
```
",
    },
    look: Look::Plan(look),
};

fn look(context: &PlanContext<'_>, findings: &mut Findings<'_>) {
    let plan = context.plan;
    let words = (
        "duplicates",
        "duplicate each other, so none is left",
        "choose the one that lives on, and remove its link",
    );
    circles::report(context, findings, Meaning::Duplicates, words);
    let lost: BTreeSet<ArtifactIndex> =
        circles::circles(plan, Meaning::Duplicates).into_iter().flatten().map(|link| link.source).collect();
    let mut survivors: BTreeMap<ArtifactIndex, &Link> = BTreeMap::new();
    for link in plan.links().iter().filter(|link| plan.meaning_of(link) == Meaning::Duplicates) {
        if link.artifact().is_some_and(|target| target != link.source) {
            survivors.entry(link.source).or_insert(link);
        }
    }
    let label = |index: ArtifactIndex| plan.artifact(index).label();
    for (source, link) in &survivors {
        let Some(middle) = link.artifact() else { continue };
        let Some(next) = survivors.get(&middle) else { continue };
        let Some(last) = last(&survivors, middle).filter(|last| !lost.contains(last)) else { continue };
        let Some(third) = next.artifact() else { continue };
        let (of, third) = (label(middle), label(third));
        let message = format!("{} duplicates {of}, which itself duplicates {third}", label(*source));
        let finding = findings.at(&plan.artifact(*source).path, link.span, message);
        finding.help.push(format!("name {}, which lives on", label(last)));
        let place = Place::at(&plan.artifact(middle).path, next.span);
        finding.related.push((place, format!("{of} duplicates {third}")));
    }
}

/// The end of the chain that begins at `start`; nothing where it runs in a circle.
fn last(survivors: &BTreeMap<ArtifactIndex, &Link>, start: ArtifactIndex) -> Option<ArtifactIndex> {
    let mut at = start;
    for _ in 0..=survivors.len() {
        match survivors.get(&at).and_then(|link| link.artifact()) {
            Some(next) => at = next,
            None => return Some(at),
        }
    }
    None
}
