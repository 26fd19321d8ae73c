//! Two documents of one product with the same id.

use std::collections::BTreeMap;

use crate::check::{Findings, Look, PlanContext, Rule};
use crate::diagnostic::rule::{RuleGroup, RuleText};
use crate::diagnostic::{Level, Place};
use crate::model::artifact::Artifact;
use crate::model::kind::Kind;
use crate::model::values::IdKey;
use crate::text::span::Span;

pub(super) static RULE: Rule = Rule {
    text: RuleText {
        name: "duplicate-id",
        group: RuleGroup::Identity,
        level: Level::Error,
        since: "0.1.0",
        summary: "two documents have the same id",
        what: "Reports every document whose id another document of the same product, earlier by its path, has \
            already. Ids that differ in letter case or in leading zeros alone are the same: `req-007` is `REQ-7`.",
        why: "Whatever refers to the id can mean either. Two branches that each took the next number are the usual \
            cause, and the sooner one of them gives way, the fewer links and commits name it.",
        example: "
```markdown requirements/REQ-1-export-as-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: draft
---
```

```markdown requirements/REQ-1-import-from-csv.md
---
id: req-001
title: Import a roadmap from CSV
status: draft
---
```",
        instead: "Run `pm renumber REQ-1`. It gives the next free number to the one that is not on the base branch or came \
            later, and rewrites the references that mean it:

```markdown requirements/REQ-1-export-as-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: draft
---
```

```markdown requirements/REQ-2-import-from-csv.md
---
id: REQ-2
title: Import a roadmap from CSV
status: draft
---
```",
    },
    look: Look::Plan(look),
};

fn look(context: &PlanContext<'_>, findings: &mut Findings<'_>) {
    let plan = context.plan;
    let mut first: BTreeMap<(u16, IdKey), &Artifact> = BTreeMap::new();
    for artifact in plan.artifacts() {
        let Some((key, span)) = key(plan.kind(artifact), artifact) else { continue };
        let earlier = *first.entry((artifact.product, key)).or_insert(artifact);
        if std::ptr::eq(earlier, artifact) {
            continue;
        }
        let label = artifact.label();
        let message = match earlier.label() {
            same if same == label => format!("{label} is the id of {} already", earlier.path),
            other => format!("{label} is the same id as {other}, which {} has already", earlier.path),
        };
        let finding = findings.at(&artifact.path, span, message);
        let place =
            earlier.id_span.map_or_else(|| Place::file(&earlier.path), |span| Place::at(&earlier.path, span));
        finding.related.push((place, "the first document with this id".into()));
        finding.help.push(format!(
            "run `pm renumber {}`: the later one gets a new id, and what means it follows",
            plan.name_of(artifact)
        ));
    }
}

/// The key of an id that the document itself gives, or that the kind takes from the path.
fn key(kind: &Kind, artifact: &Artifact) -> Option<(IdKey, Span)> {
    let id = artifact.id.as_ref()?;
    let span = match artifact.id_span {
        // Of a malformed id, which has its own finding, the file's name has been taken.
        Some(span) if !ends_with_tail(span.slice(&artifact.text), id.as_str()) => return None,
        Some(span) => span,
        None => {
            kind.identity.capture.as_ref()?;
            Span::at(artifact.front.start())
        }
    };
    Some((id.key().with_prefix(&kind.identity.prefix), span))
}

/// Whether `written`, quotes aside, ends in what stands behind the prefix of `id`.
fn ends_with_tail(written: &str, id: &str) -> bool {
    let tail = id.rsplit_once('-').map_or(id, |(_, tail)| tail);
    written.trim().trim_matches(['"', '\'']).ends_with(tail)
}
