//! A link that leads to no artifact.

use super::missing_folder;
use crate::check::{ArtifactContext, Findings, Look, Rule};
use crate::diagnostic::Level;
use crate::diagnostic::rule::{RuleGroup, RuleText};
use crate::plan::{LinkState, NotFound};

pub(super) static RULE: Rule = Rule {
    text: RuleText {
        name: "dangling-link",
        group: RuleGroup::Links,
        level: Level::Error,
        since: "0.1.0",
        summary: "a link leads to no artifact",
        what: "A link field names an id, a version or a path, and no document of the repository is called that. A \
            document that is there but cannot be read is not missing: it has its own finding.",
        why: "Whoever follows the link finds nothing, and every view leaves it out: the requirement seems to serve \
            no objective, the idea seems to have no answer.",
        example: r"
```markdown requirements/REQ-1-export.md
---
id: REQ-1
title: Export a roadmap as CSV
status: draft
objective: OBJ-9
---
```
",
        instead: r"
```markdown requirements/REQ-1-export.md
---
id: REQ-1
title: Export a roadmap as CSV
status: draft
---
```
",
    },
    look: Look::Artifact(look),
};

fn look(context: &ArtifactContext<'_>, findings: &mut Findings<'_>) {
    // What the change took away has a finding of its own.
    let was_there = |written: &str| context.before.is_some_and(|before| before.plan.find(written).is_ok());
    for link in context.links().iter().filter(|link| link.state == LinkState::Dangling) {
        if was_there(&link.written) || missing_folder::explains(context.plan, context.files, link) {
            continue;
        }
        let field = &context.plan.field_of(link).name;
        let message = format!("`{field}` leads to `{}`, which does not exist", link.written);
        let finding = findings.at(context.path(), link.span, message);
        if let Some(near) = context.plan.nearest_in_brackets(&link.written) {
            finding.help.push(format!("did you mean [[{near}]]?"));
        } else if let Err(NotFound::Unknown { nearest: Some(near) }) = context.plan.find(&link.written) {
            finding.help.push(format!("did you mean {near}?"));
        }
    }
}
