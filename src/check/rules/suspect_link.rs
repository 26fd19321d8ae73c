//! A link whose target says something else than when the link was looked at.

use crate::check::{ArtifactContext, Findings, Look, Past, Rule};
use crate::diagnostic::Level;
use crate::diagnostic::rule::{RuleGroup, RuleText};

pub(super) static RULE: Rule = Rule {
    text: RuleText {
        name: "suspect-link",
        group: RuleGroup::Links,
        level: Level::Warning,
        since: "0.1.0",
        summary: "what a link leads to has changed since the link was looked at",
        what: "Reports a link whose target has a fingerprint under `reviewed_against` that is not the one of its \
            present text: one of the words that people agree to has changed there. Where git remembers the text \
            that the link was looked at against, the finding says which words changed. Links without a fingerprint \
            are not judged; `pm link review` writes it.",
        why: "What builds on something else may have to change with it. Nobody sees that in the document itself.",
        example: "
```markdown requirements/REQ-1-export-as-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: draft
depends_on: [REQ-2]
reviewed_against: {REQ-2: 373f0b018157cc9f874f1140}
---
```

```markdown requirements/REQ-2-read-a-roadmap.md
---
id: REQ-2
title: Read a roadmap with its archive
status: draft
---
```",
        instead: "Read what it leads to, change what has to change, and run `pm link review REQ-1`:

```markdown requirements/REQ-1-export-as-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: draft
depends_on: [REQ-2]
reviewed_against: {REQ-2: af64271fbdb3298ba447abd0}
---
```

```markdown requirements/REQ-2-read-a-roadmap.md
---
id: REQ-2
title: Read a roadmap with its archive
status: draft
---
```",
    },
    look: Look::Past(look),
};

fn look(context: &ArtifactContext<'_>, past: Past<'_>, findings: &mut Findings<'_>) {
    for suspect in context.plan.suspects(context.index) {
        let artifact = context.plan.artifact(suspect.target);
        let (link, id) = (suspect.link, artifact.label());
        let (end, more) = past.since(&artifact.path, &suspect.then, &suspect.now).parts();
        let field = context.kind.fields.get_index(usize::from(link.field)).map_or("", |(name, _)| name);
        let label = context.artifact.label();
        let message = format!("{id} has changed since `{field}` was looked at{end}");
        let finding = findings.at(context.path(), link.span, message);
        finding.help.push(format!("read {id}, then run `pm link review {label} {field} {id}`"));
        finding.help.extend(more);
    }
}
