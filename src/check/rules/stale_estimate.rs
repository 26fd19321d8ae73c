//! An estimate of a text that has changed since.

use crate::check::{ArtifactContext, Findings, Look, Past, Rule};
use crate::diagnostic::Level;
use crate::diagnostic::rule::{RuleGroup, RuleText};
use crate::model::approval::estimated_for;
use crate::model::normative::NormativeText;
use crate::text::words::list_of;

pub(super) static RULE: Rule = Rule {
    text: RuleText {
        name: "stale-estimate",
        group: RuleGroup::Planning,
        level: Level::Warning,
        since: "0.1.0",
        summary: "a text has changed since it was estimated",
        what: "Reports the estimates of an artifact that is not closed, where `estimated_for` is not the fingerprint \
            of the present text: one of the words that people agree to has changed. Where git remembers the text \
            that was estimated, the finding says which words changed. Estimates without `estimated_for` are not \
            judged; `pm set` writes it with each estimate of a text that has a body.",
        why: "A number stays in the plan long after the work it was given for has become another.",
        example: "
```markdown requirements/REQ-1-export-as-csv.md
---
id: REQ-1
title: Export a roadmap as CSV and as PDF
status: draft
effort: 2-3
estimated_for: 13ea43b5c6c3777ba3f12fa1
---
```",
        instead:
            "Estimate it again; the same number is an answer too: `pm set REQ-1 effort=2-3` writes another \
            fingerprint.

```markdown requirements/REQ-1-export-as-csv.md
---
id: REQ-1
title: Export a roadmap as CSV and as PDF
status: draft
effort: 3-5
estimated_for: 0fd45eb7c13c951b3bd79a74
---
```",
    },
    look: Look::Past(look),
};

fn look(context: &ArtifactContext<'_>, past: Past<'_>, findings: &mut Findings<'_>) {
    let Some((then, span)) = estimated_for(context.kind, context.artifact) else { return };
    if context.artifact.is_closed(context.kind) {
        return;
    }
    let now = NormativeText::of(context.kind, context.artifact);
    let is_said = |name: &&String| context.value(name).is_some_and(|value| value.value.is_present());
    let estimates: Vec<&String> = context.kind.estimates.iter().filter(is_said).collect();
    let Some(first) = estimates.first().filter(|_| then != now.fingerprint()) else { return };
    let (end, more) = past.since(context.path(), &then, &now).parts();
    let names = list_of(estimates.iter().map(|name| format!("`{name}`")));
    let message = format!("the text has changed since {names} {} estimated{end}", was(estimates.len()));
    let label = context.artifact.label();
    let span = context.value(first).map_or(span, |value| value.span);
    let finding = findings.at(context.path(), span, message);
    finding.help.push(format!("estimate it again, or say that it holds: pm set {label} {first}=…"));
    finding.help.extend(more);
}

fn was(count: usize) -> &'static str {
    if count == 1 { "was" } else { "were" }
}
