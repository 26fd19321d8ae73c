//! A link that may lead to several artifacts.

use std::collections::BTreeSet;

use crate::check::{ArtifactContext, Findings, Look, Rule};
use crate::diagnostic::rule::{RuleGroup, RuleText};
use crate::diagnostic::{Level, Place};
use crate::plan::LinkState;

pub(super) static RULE: Rule = Rule {
    text: RuleText {
        name: "ambiguous-link",
        group: RuleGroup::Links,
        level: Level::Error,
        since: "0.1.0",
        summary: "a link may lead to several artifacts",
        what: "A link field names an alias, a version or a number that several artifacts answer to, or an id that \
            other products have and this one does not. Two documents of one product with the same id are no \
            matter of the link: they have their own finding.",
        why: "`pm` never guesses which one is meant, so the link counts for none of them: the requirement is in no \
            release, the idea has no answer.",
        example: r"
```markdown releases/REL-1-export.md
---
id: REL-1
title: Export
status: planned
version: 1.2.0
---
```

```markdown releases/REL-2-import.md
---
id: REL-2
title: Import
status: planned
version: 1.2.0
---
```

```markdown requirements/REQ-1-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: draft
release: 1.2.0
---
```
",
        instead: r"
```markdown releases/REL-1-export.md
---
id: REL-1
title: Export
status: planned
version: 1.2.0
---
```

```markdown releases/REL-2-import.md
---
id: REL-2
title: Import
status: planned
version: 1.2.0
---
```

```markdown requirements/REQ-1-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: draft
release: REL-1
---
```
",
    },
    look: Look::Artifact(look),
};

fn look(context: &ArtifactContext<'_>, findings: &mut Findings<'_>) {
    let plan = context.plan;
    for link in context.links() {
        let LinkState::Ambiguous(candidates) = &link.state else { continue };
        let names: BTreeSet<String> =
            candidates.iter().map(|index| plan.name_of(plan.artifact(*index))).collect();
        if names.len() < 2 {
            continue;
        }
        let names: Vec<String> = names.into_iter().collect();
        let field = &plan.field_of(link).name;
        let message = format!("`{field}` may lead to {} with `{}`", names.join(" or "), link.written);
        let finding = findings.at(context.path(), link.span, message);
        finding.help.push(format!("write the one that is meant, such as {}", names[0]));
        for index in candidates {
            let artifact = plan.artifact(*index);
            let place = artifact
                .id_span
                .map_or_else(|| Place::file(&artifact.path), |span| Place::at(&artifact.path, span));
            finding.related.push((place, format!("{} is one of them", plan.name_of(artifact))));
        }
    }
}
