//! An approval by somebody who may not give it.

use crate::check::{ArtifactContext, Findings, Look, Past, Rule};
use crate::diagnostic::Level;
use crate::diagnostic::rule::{RuleGroup, RuleText};
use crate::history::{Improper, Judgement, judge};
use crate::model::approval::{Approval, approvals};
use crate::model::normative::NormativeText;
use crate::model::workflow::Category;

pub(super) static RULE: Rule = Rule {
    text: RuleText {
        name: "improper-approval",
        group: RuleGroup::Workflow,
        level: Level::Error,
        since: "0.1.0",
        summary: "an approval is not from somebody who may give it",
        what: "Reports an approval in a role that some status of the kind needs, where pm.yaml does not give the \
            person that role, or where git tells another story: the commit that adds the approval is not by that \
            person, neither as its author nor in a `Co-authored-by:` trailer; or the person is the author of a \
            commit that changed the text since the role was last given. Where one commit holds both the text and \
            the approval, as a squashed branch does, somebody else must be among its authors. An approval that no \
            commit holds yet is not judged by history, and nothing is without git or beyond the end of a shallow \
            clone: `pm check` says so. Approvals of a text that has changed since are the matter of `stale-approval`.",
        why: "An approval is a second pair of eyes. A line in a file can be written by anybody; the commit says by \
            whom it was.",
        example: "
```yaml pm.yaml
people:
  ana: {roles: product}
  ben: {roles: engineering}
kinds:
  requirement: {approvals: {approved: engineering}}
```

```markdown requirements/REQ-1-export-as-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: approved
approvals:
  - {by: ana, date: 2026-11-20, role: engineering}
---
```",
        instead: "
```yaml pm.yaml
people:
  ana: {roles: product}
  ben: {roles: engineering}
kinds:
  requirement: {approvals: {approved: engineering}}
```

```markdown requirements/REQ-1-export-as-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: approved
approvals:
  - {by: ben, date: 2026-11-20, role: engineering}
---
```",
    },
    look: Look::Past(look),
};

fn look(context: &ArtifactContext<'_>, past: Past<'_>, findings: &mut Findings<'_>) {
    if context.kind.approvals.is_empty() || context.category() == Some(Category::Dropped) {
        return;
    }
    let mut given = approvals(context.kind, context.artifact);
    given.retain(|given| context.kind.asks_for(&given.role));
    let config = &context.plan.config;
    let (held, others): (Vec<Approval>, Vec<Approval>) = given.into_iter().partition(|given| {
        let person = config.handle_of(&given.by).and_then(|by| config.people.get(by));
        person.is_some_and(|person| person.holds(&given.role))
    });
    for approval in &others {
        let (by, role) = (approval.by.label(), &approval.role);
        let message = format!("{by} may not approve as {role}");
        let handle = config.handle_of(&approval.by).unwrap_or(by);
        let finding = findings.at(context.path(), approval.span, message);
        finding.help.push(format!(
            "have it approved by somebody with that role, or give it in pm.yaml: people: {{{handle}: {{roles: \
             [{role}]}}}}"
        ));
    }
    let print = NormativeText::of(context.kind, context.artifact).fingerprint();
    // One that holds no longer has a finding already, whoever gave it.
    let is_of_this = |held: &&Approval| held.fingerprint.as_ref().is_none_or(|then| *then == print);
    let held: Vec<&Approval> = held.iter().filter(is_of_this).collect();
    if held.is_empty() {
        return;
    }
    let Some(life) = past.life(context) else { return };
    for approval in held {
        let (by, role) = (approval.by.label(), &approval.role);
        let (message, help) = match judge(config, &life, approval) {
            Judgement::Uncommitted | Judgement::Proper => continue,
            Judgement::CutOff => {
                past.pass_over(context, "this clone is shallow; `git fetch --unshallow` brings the history");
                continue;
            }
            Judgement::Improper(Improper::ByOthers { commit, people }) => (
                format!("the approval of {by} as {role} comes from {people} (commit {})", commit.short()),
                format!(
                    "have {by} commit it, or name the address that {by} commits with under `accounts` in pm.yaml"
                ),
            ),
            Judgement::Improper(Improper::OwnText { commit }) => (
                format!("{by} approved as {role} what {by} wrote (commit {})", commit.short()),
                format!("have somebody else approve it as {role}"),
            ),
            Judgement::Improper(Improper::Alone { commit }) => (
                format!("{by} wrote this and approved it as {role} in one commit ({})", commit.short()),
                format!(
                    "have somebody else approve it as {role}; where others wrote it, name them in the commit with \
                     `Co-authored-by:`"
                ),
            ),
        };
        findings.at(context.path(), approval.span, message).help.push(help);
    }
}
