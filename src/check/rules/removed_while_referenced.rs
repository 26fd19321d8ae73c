//! An artifact that a change removed although others still lead to it.

use std::collections::BTreeMap;

use crate::check::{ChangeContext, Findings, Look, Rule};
use crate::diagnostic::Level;
use crate::diagnostic::Place;
use crate::diagnostic::rule::{RuleGroup, RuleText};
use crate::plan::{ArtifactIndex, Link, LinkState};

pub(super) static RULE: Rule = Rule {
    text: RuleText {
        name: "removed-while-referenced",
        group: RuleGroup::Links,
        level: Level::Error,
        since: "0.1.0",
        summary: "an artifact was removed, and others still lead to it",
        what: "With `--since`: a link leads to an artifact that was there before the change and is no longer. One \
            finding names every link that led to it. Without `--since` each such link is a `dangling-link`.",
        why: "Whoever follows the links finds nothing, and what was decided about the artifact is lost with it. An \
            artifact that is not wanted any more is dropped, not removed.",
        example: r"
```markdown before/objectives/OBJ-1-grow.md
---
id: OBJ-1
title: Grow
status: open
---
```

```markdown before/requirements/REQ-1-export.md
---
id: REQ-1
title: Export a roadmap as CSV
status: draft
objective: OBJ-1
---
```

```markdown after/requirements/REQ-1-export.md
---
id: REQ-1
title: Export a roadmap as CSV
status: draft
objective: OBJ-1
---
```
",
        instead: r"
```markdown before/objectives/OBJ-1-grow.md
---
id: OBJ-1
title: Grow
status: open
---
```

```markdown before/requirements/REQ-1-export.md
---
id: REQ-1
title: Export a roadmap as CSV
status: draft
objective: OBJ-1
---
```

```markdown after/requirements/REQ-1-export.md
---
id: REQ-1
title: Export a roadmap as CSV
status: draft
---
```
",
    },
    look: Look::Change(look),
};

fn look(context: &ChangeContext<'_>, findings: &mut Findings<'_>) {
    let (before, after) = (context.before.plan, context.after);
    let mut removed: BTreeMap<ArtifactIndex, Vec<&Link>> = BTreeMap::new();
    for link in after.links().iter().filter(|link| link.state == LinkState::Dangling) {
        if let Ok(found) = before.find(&link.written) {
            removed.entry(found.artifact).or_default().push(link);
        }
    }
    for (index, links) in removed {
        let gone = before.artifact(index);
        let Some((first, others)) = links.split_first() else { continue };
        let source = after.artifact(first.source);
        let message = format!(
            "`{}` leads to {}, which was removed: {}",
            after.link_name(first),
            gone.label(),
            gone.title
        );
        let finding = findings.at(&source.path, first.span, message);
        finding
            .help
            .push(format!("take the link out, or restore {} and set a status that drops it", gone.path));
        for link in others {
            let source = after.artifact(link.source);
            finding.related.push((Place::at(&source.path, link.span), "this leads to it too".to_owned()));
        }
    }
}
