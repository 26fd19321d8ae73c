//! A link in a body to a file that does not exist.

use crate::check::{ArtifactContext, Findings, Look, Rule};
use crate::diagnostic::Level;
use crate::diagnostic::rule::{RuleGroup, RuleText};
use crate::plan::file_link;
use crate::text::markdown::LinkKind;

pub(super) static RULE: Rule = Rule {
    text: RuleText {
        name: "broken-file-link",
        group: RuleGroup::Links,
        level: Level::Warning,
        since: "0.1.0",
        summary: "a link in the text leads to a file that does not exist",
        what: "Reports links and images in the body of a document whose target is a path in the repository where \
            nothing stands. Web addresses are not visited, and paths that leave the repository are not followed.",
        why: "Whoever reads the document on the forge gets a page that says 404, and an image is a grey box. The \
            file has often only moved.",
        example: "
```markdown requirements/REQ-1-export-as-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: draft
---

The columns are those of [the import](REQ-2-import.md).
```

```markdown requirements/REQ-2-import-from-csv.md
---
id: REQ-2
title: Import a roadmap from CSV
status: draft
---
```",
        instead: "
```markdown requirements/REQ-1-export-as-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: draft
---

The columns are those of [the import](REQ-2-import-from-csv.md).
```

```markdown requirements/REQ-2-import-from-csv.md
---
id: REQ-2
title: Import a roadmap from CSV
status: draft
---
```",
    },
    look: Look::Artifact(look),
};

fn look(context: &ArtifactContext<'_>, findings: &mut Findings<'_>) {
    if !file_link::may_lead(context.artifact.body_text(), |target| !target.starts_with('#')) {
        return;
    }
    for link in context.outline().links.iter().filter(|link| link.kind != LinkKind::Address) {
        let Some(path) = file_link::local(&link.target, context.path()).and_then(|target| target.path) else {
            continue;
        };
        if path.is_root() || context.files.exists(&path) {
            continue;
        }
        let span = link.target_span.unwrap_or(link.span);
        let what = if link.kind == LinkKind::Image { "image" } else { "link" };
        let message = format!("this {what} leads to {path}, which does not exist");
        let finding = findings.at(context.path(), span, message);
        finding.help.push("correct the path; it counts from the folder of this document".into());
    }
}
