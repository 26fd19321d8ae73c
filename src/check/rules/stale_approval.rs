//! An approval of a text that has changed since.

use crate::check::{ArtifactContext, Findings, Look, Past, Rule};
use crate::diagnostic::Level;
use crate::diagnostic::rule::{RuleGroup, RuleText};
use crate::model::approval::approvals;
use crate::model::normative::NormativeText;
use crate::model::workflow::Category;

pub(super) static RULE: Rule = Rule {
    text: RuleText {
        name: "stale-approval",
        group: RuleGroup::Workflow,
        level: Level::Error,
        since: "0.1.0",
        summary: "a text has changed since it was approved",
        what: "Reports an approval whose fingerprint is not that of the present text: one of the words that people \
            agree to has changed, in the fields and sections that the kind names under `normative`. Layout, \
            comments, ticks and where links lead change nothing. Where git remembers the text that was approved, \
            the finding says which words changed. It is an error where the status needs the approval and nobody \
            else has given it for the present text, else a warning. Approvals without a fingerprint are not judged, \
            and neither is what was dropped.",
        why: "Somebody agreed to what the text said then. What was put in afterwards has been agreed to by nobody.",
        example: "
```markdown requirements/REQ-1-export-as-csv.md
---
id: REQ-1
title: Export a roadmap as CSV and as PDF
status: approved
approvals:
  - {by: ana, date: 2026-11-20, role: product, fingerprint: 13ea43b5c6c3777ba3f12fa1}
---
```",
        instead: "Set the status back while the text changes, and have it approved again with \
            `pm approve REQ-1 --as product`, which writes another fingerprint:

```markdown requirements/REQ-1-export-as-csv.md
---
id: REQ-1
title: Export a roadmap as CSV and as PDF
status: approved
approvals:
  - {by: ana, date: 2026-11-24, role: product, fingerprint: 0fd45eb7c13c951b3bd79a74}
---
```",
    },
    look: Look::Past(look),
};

fn look(context: &ArtifactContext<'_>, past: Past<'_>, findings: &mut Findings<'_>) {
    let given = approvals(context.kind, context.artifact);
    let is_judged = given.iter().any(|given| given.fingerprint.is_some());
    if !is_judged || context.category() == Some(Category::Dropped) {
        return;
    }
    let now = NormativeText::of(context.kind, context.artifact);
    let print = now.fingerprint();
    let needed = context.status().map(|status| context.kind.roles_for(status)).unwrap_or_default();
    for approval in &given {
        let Some(then) = approval.fingerprint.as_ref().filter(|then| **then != print) else { continue };
        let (by, role) = (approval.by.label(), &approval.role);
        let (end, more) = past.since(context.path(), then, &now).parts();
        let message = format!("the text has changed since {by} approved it as {role}{end}");
        let is_given_anew = given.iter().any(|other| {
            other.role == *role && other.fingerprint.as_ref().is_none_or(|other| *other == print)
        });
        let label = context.artifact.label();
        let finding = findings.at(context.path(), approval.span, message);
        finding.help.push(format!("have {by} read it and run `pm approve {label} --as {role}`"));
        finding.help.extend(more);
        if is_given_anew || !needed.contains(&role.as_str()) {
            finding.level = Level::Warning;
        }
    }
}
