//! More work in a status than its limit allows.

use crate::check::own::config_path;
use crate::check::{Findings, Look, PlanContext, Rule};
use crate::config::place_in;
use crate::diagnostic::rule::{RuleGroup, RuleText};
use crate::diagnostic::{Level, Place};
use crate::model::workflow::{Status, Workflow};
use crate::plan::in_status;
use crate::text::span::Span;
use crate::text::words::{list_of, plural_of};

pub(super) static RULE: Rule = Rule {
    text: RuleText {
        name: "over-wip-limit",
        group: RuleGroup::Planning,
        level: Level::Warning,
        since: "0.1.0",
        summary: "more artifacts are in a status than its limit of work in progress allows",
        what: "More artifacts of a kind are in a status than `limits` of the kind's `status` in `pm.yaml` says. The \
            finding stands at the limit and names what is in the status. `pm board` marks the same columns.",
        why: "What is begun and not finished is of use to nobody yet. The more there is of it at once, the longer each \
            piece takes; the limit was agreed so that something is finished before the next is begun.",
        example: r"
```yaml pm.yaml
format: 1
kinds:
  requirement: {status: {limits: {building: 1}}}
```

```markdown requirements/REQ-1-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: building
owner: ana
---
```

```markdown requirements/REQ-2-columns.md
---
id: REQ-2
title: Choose columns
status: building
owner: ana
---
```
",
        instead: r"
```yaml pm.yaml
format: 1
kinds:
  requirement: {status: {limits: {building: 1}}}
```

```markdown requirements/REQ-1-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: building
owner: ana
---
```

```markdown requirements/REQ-2-columns.md
---
id: REQ-2
title: Choose columns
status: approved
owner: ana
---
```
",
    },
    look: Look::Plan(look),
};

/// How many artifacts in the status are shown with a place of their own.
const SHOWN: usize = 5;

fn look(context: &PlanContext<'_>, findings: &mut Findings<'_>) {
    let plan = context.plan;
    for (at, kind) in plan.config.kinds.iter().enumerate() {
        if kind.workflow.statuses.iter().all(|status| status.limit.is_none()) {
            continue;
        }
        for (status, standing) in kind.workflow.statuses.iter().zip(in_status(plan, at)) {
            let Some(limit) = status.limit.filter(|_| status.is_over_limit(standing.len())) else { continue };
            let keys = ["kinds", &kind.name, "status", "limits", &status.name];
            // A limit that the overlay's settings brought stands in no line of this repository's.
            let span = place_in(&plan.config_text, &keys).unwrap_or(Span::at(0));
            let message = format!(
                "{} in `{}`, and the limit is {limit}",
                plural_of(standing.len(), &format!("{} is", kind.name), &format!("{} are", kind.plural)),
                status.name
            );
            let names = standing.iter().map(|index| plan.name_of(plan.artifact(*index)));
            let over = standing.len() - limit;
            let next = next(&kind.workflow, status).unwrap_or("…");
            let finding = findings.at(&config_path(), span, message);
            finding.help.push(format!(
                "finish {over} of {} before another is begun: pm status {} {next}",
                list_of(names),
                plan.name_of(plan.artifact(standing[0])),
            ));
            for index in standing.iter().take(SHOWN) {
                let artifact = plan.artifact(*index);
                if let Some(written) = &artifact.status {
                    let shows = format!("{} is in `{}`", artifact.label(), status.name);
                    finding.related.push((Place::at(&artifact.path, written.span), shows));
                }
            }
        }
    }
}

/// Where an artifact usually goes from a status.
fn next<'a>(workflow: &'a Workflow, status: &'a Status) -> Option<&'a str> {
    if let Some(first) = status.moves.as_ref().and_then(|moves| moves.first()) {
        return Some(first);
    }
    let at = workflow.index_of(&status.name)?;
    workflow.statuses.get(at + 1).map(|next| next.name.as_str())
}
