//! A status that somebody should have agreed to, and nobody has.

use crate::check::{ArtifactContext, Findings, Look, Rule};
use crate::config::Config;
use crate::diagnostic::Level;
use crate::diagnostic::rule::{RuleGroup, RuleText};
use crate::model::approval::approvals;
use crate::text::words::one_of;

pub(super) static RULE: Rule = Rule {
    text: RuleText {
        name: "missing-approval",
        group: RuleGroup::Workflow,
        level: Level::Error,
        since: "0.1.0",
        summary: "a status needs an approval that nobody has given",
        what: "Reports an artifact whose status needs approvals, as `approvals` of its kind in pm.yaml says, without \
            any in one of these roles. What a status needs, the active and done statuses behind it need too. \
            Whether an approval still holds and who gave it are the matter of `stale-approval` and \
            `improper-approval`.",
        why: "The status says that people agreed. Whoever builds the work relies on that.",
        example: "
```yaml pm.yaml
people:
  ana: {roles: product}
  ben: {roles: engineering}
kinds:
  requirement: {approvals: {approved: [product, engineering]}}
```

```markdown requirements/REQ-1-export-as-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: approved
approvals:
  - {by: ana, date: 2026-11-20, role: product}
---
```",
        instead: "Have it approved with `pm approve REQ-1 --as engineering`:

```yaml pm.yaml
people:
  ana: {roles: product}
  ben: {roles: engineering}
kinds:
  requirement: {approvals: {approved: [product, engineering]}}
```

```markdown requirements/REQ-1-export-as-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: approved
approvals:
  - {by: ana, date: 2026-11-20, role: product}
  - {by: ben, date: 2026-11-21, role: engineering}
---
```",
    },
    look: Look::Artifact(look),
};

fn look(context: &ArtifactContext<'_>, findings: &mut Findings<'_>) {
    if context.kind.approvals.is_empty() {
        return;
    }
    let Some(status) = context.status() else { return };
    let given = approvals(context.kind, context.artifact);
    let mut missing = context.kind.roles_for(status);
    missing.retain(|role| given.iter().all(|given| given.role != *role));
    if missing.is_empty() {
        return;
    }
    let kind = &context.kind.name;
    let message = format!(
        "this {kind} is `{status}`, and nobody has approved it as {}",
        one_of(missing.iter().copied())
    );
    let label = context.artifact.label();
    let finding = findings.at(context.path(), context.head(), message);
    for role in missing {
        finding.help.push(how(&context.plan.config, &label, role));
    }
}

/// Who can give an approval in this role, and how.
fn how(config: &Config, label: &str, role: &str) -> String {
    let holders = config.people.iter().filter(|(_, person)| person.holds(role));
    let holders: Vec<&str> = holders.map(|(handle, _)| handle.as_str()).collect();
    match holders.as_slice() {
        [] => format!("say in pm.yaml who may approve as {role}: people: {{HANDLE: {{roles: [{role}]}}}}"),
        holders => format!("have {} run `pm approve {label} --as {role}`", one_of(holders)),
    }
}
