//! An id that belonged to something else before.

use crate::check::{ChangeContext, Findings, Look, Rule};
use crate::diagnostic::Level;
use crate::diagnostic::rule::{RuleGroup, RuleText};

pub(super) static RULE: Rule = Rule {
    text: RuleText {
        name: "reused-id",
        group: RuleGroup::Identity,
        level: Level::Error,
        since: "0.1.0",
        summary: "a new artifact has an id that was another's",
        what: "With `--since`: an artifact that the change brought has an id that a document of the repository's \
            history had, which was removed before the change. The history of the branch is looked at as far as \
            the clone holds it.",
        why: "Commits, mails and tickets that name the id mean the old artifact. Whoever looks it up finds the new \
            one, and believes it.",
        example: r"
```markdown former/ideas/IDEA-1-import.md
---
id: IDEA-1
title: Import from a spreadsheet
status: new
---
```

```markdown after/ideas/IDEA-1-dark-mode.md
---
id: IDEA-1
title: A dark mode
status: new
---
```
",
        instead: r"
```markdown former/ideas/IDEA-1-import.md
---
id: IDEA-1
title: Import from a spreadsheet
status: new
---
```

```markdown after/ideas/IDEA-2-dark-mode.md
---
id: IDEA-2
title: A dark mode
status: new
---
```
",
    },
    look: Look::Change(look),
};

fn look(context: &ChangeContext<'_>, findings: &mut Findings<'_>) {
    let before = context.before;
    for artifact in context.after.artifacts() {
        let Some(id) = &artifact.id else { continue };
        let Some(path) = before.former.get(id.key()) else { continue };
        if before.plan.find(&id.to_string()).is_ok() {
            continue;
        }
        let span = artifact.id_span.unwrap_or(artifact.front);
        findings
            .at(&artifact.path, span, format!("{id} was the id of {path}, which was removed"))
            .help
            .push(format!("run `pm renumber {id}`: it gets a new id, and what means it follows"));
    }
}
