//! Another name of an artifact that is a name of a second one too.

use std::collections::BTreeMap;

use crate::check::{Findings, Look, PlanContext, Rule};
use crate::diagnostic::rule::{RuleGroup, RuleText};
use crate::diagnostic::{Level, Place};
use crate::model::artifact::Artifact;
use crate::model::key::ALIASES;
use crate::model::value::Value;
use crate::plan::{Plan, alias_key, key_of};
use crate::text::span::Span;

pub(super) static RULE: Rule = Rule {
    text: RuleText {
        name: "ambiguous-alias",
        group: RuleGroup::Identity,
        level: Level::Error,
        since: "0.1.0",
        summary: "another name of an artifact is a name of a second one too",
        what: "Reports a name in `aliases` that is the id of another artifact of the same product, or another name \
            of one. Letter case and leading zeros play no part.",
        why: "An id always means the artifact that has it, so the other name leads nowhere; and a name that two \
            artifacts share leads to neither. Whoever follows an old link ends at the wrong place, or at none.",
        example: r"
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
aliases: [REQ-1]
---
```
",
        instead: r"Keep a name that nothing else has, such as the one from the tool it came from:

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
aliases: [PROJ-118]
---
```
",
    },
    look: Look::Plan(look),
};

fn look(context: &PlanContext<'_>, findings: &mut Findings<'_>) {
    let plan = context.plan;
    let mut ids: BTreeMap<(u16, String), &Artifact> = BTreeMap::new();
    for artifact in plan.artifacts() {
        if let Some(id) = &artifact.id {
            let key = key_of(plan.kind(artifact), id).to_string();
            ids.entry((artifact.product, key)).or_insert(artifact);
        }
    }
    let mut first: BTreeMap<(u16, String), &Artifact> = BTreeMap::new();
    for artifact in plan.artifacts() {
        for (alias, span) in aliases(plan, artifact) {
            let name = (artifact.product, alias_key(alias));
            let by_id = ids.get(&name).copied().filter(|other| !std::ptr::eq(*other, artifact));
            let by_alias = *first.entry(name).or_insert(artifact);
            let (other, message) = match by_id {
                Some(other) => {
                    (other, format!("`{alias}` is the id of {}, and never leads here", other.path))
                }
                None if std::ptr::eq(by_alias, artifact) => continue,
                None => (by_alias, format!("`{alias}` is another name of {} already", by_alias.label())),
            };
            let finding = findings.at(&artifact.path, span, message);
            let place =
                other.id_span.map_or_else(|| Place::file(&other.path), |span| Place::at(&other.path, span));
            finding.related.push((place, format!("{} answers to it", other.label())));
            finding
                .help
                .push(format!("take it away: pm unset {} aliases, or write another name", artifact.label()));
        }
    }
}

/// The other names that an artifact writes, with their places.
fn aliases<'p>(plan: &Plan, artifact: &'p Artifact) -> Vec<(&'p str, Span)> {
    let Some(field) = artifact.value(plan.kind(artifact), ALIASES.name) else { return Vec::new() };
    match &field.value {
        Value::List(items) => items
            .iter()
            .filter_map(|item| match &item.value {
                Value::Text(text) => Some((&**text, item.span)),
                _ => None,
            })
            .collect(),
        Value::Text(text) => vec![(&**text, field.span)],
        _ => Vec::new(),
    }
}
