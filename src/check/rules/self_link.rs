//! A link of an artifact to itself.

use crate::check::{ArtifactContext, Findings, Look, Rule};
use crate::diagnostic::Level;
use crate::diagnostic::rule::{RuleGroup, RuleText};
use crate::plan::LinkState;

pub(super) static RULE: Rule = Rule {
    text: RuleText {
        name: "self-link",
        group: RuleGroup::Links,
        level: Level::Error,
        since: "0.1.0",
        summary: "a link leads back to its own document",
        what: "A link field of a document names the document itself. A link to a part of it, such as one of its \
            key results, is none.",
        why: "Nothing depends on itself, replaces itself or is a part of itself. It is a slip of the pen in the \
            place of an id that is missing now.",
        example: r"
```markdown requirements/REQ-1-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
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
    look: Look::Artifact(look),
};

fn look(context: &ArtifactContext<'_>, findings: &mut Findings<'_>) {
    for link in context.links() {
        let LinkState::Resolved(target) = &link.state else { continue };
        if target.artifact == context.index && target.part.is_none() {
            let field = &context.plan.field_of(link).name;
            let message = format!("`{field}` of {} leads to itself", context.artifact.label());
            findings
                .at(context.path(), link.span, message)
                .help
                .push("write the id that was meant, or remove the link".to_owned());
        }
    }
}
