//! What was agreed has changed, and nobody says why.

use std::collections::{BTreeMap, BTreeSet};

use super::approved_text_changed;
use crate::check::{ChangeContext, Findings, Look, Rule};
use crate::config::TrailerMeaning;
use crate::diagnostic::Level;
use crate::diagnostic::rule::{RuleGroup, RuleText};
use crate::model::artifact::Artifact;
use crate::model::values::IdKey;
use crate::model::workflow::Category;
use crate::plan::{ArtifactIndex, Plan, parts};
use crate::source::RelPath;
use crate::text::words::list_of;
use crate::trace::is_versioned;

const DECISION: &str = "decision";

pub(super) static RULE: Rule = Rule {
    text: RuleText {
        name: "unexplained-scope-change",
        group: RuleGroup::Workflow,
        level: Level::Warning,
        since: "0.1.0",
        summary: "what was agreed has changed, and nobody says why",
        what: "With `--since`: the text of a requirement that is approved or being built was changed, as \
            `approved-text-changed` finds it, or a release that is being built lost or gained work, and there is neither \
            a reason nor a decision. A commit of the change that touches the document gives one by a line at its end, \
            `Reason: …` or `Decision: DEC-4`; a decision does that is newly linked with the artifact, from either side.",
        why: "Those who agreed learn that they have something else now. A year later nobody knows whether it was \
            decided or slipped in.",
        example: r"
```markdown before/releases/REL-1-export.md
---
id: REL-1
title: Export
status: building
version: 1.2.0
---
```

```markdown before/requirements/REQ-1-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: approved
release: REL-1
---
```

```markdown after/releases/REL-1-export.md
---
id: REL-1
title: Export
status: building
version: 1.2.0
---
```

```markdown after/requirements/REQ-1-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: approved
---
```
",
        instead: r"
```markdown before/releases/REL-1-export.md
---
id: REL-1
title: Export
status: building
version: 1.2.0
---
```

```markdown before/requirements/REQ-1-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: approved
release: REL-1
---
```

```markdown after/releases/REL-1-export.md
---
id: REL-1
title: Export
status: building
version: 1.2.0
---
```

```markdown after/requirements/REQ-1-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: approved
---
```

```text git/log
commit 8d2f1c9
    Take CSV out of the release

    Reason: The library that writes the files cannot be used any more

requirements/REQ-1-csv.md
```
",
    },
    look: Look::Change(look),
};

fn look(context: &ChangeContext<'_>, findings: &mut Findings<'_>) {
    let reasons = Reasons { context };
    let reworded = reworded(context);
    for (before, after) in context.pairs() {
        let kind = context.after.kind(after);
        let status = after.status_name().unwrap_or_default();
        let (label, span) = (after.label(), after.status.as_ref().map_or(after.front, |status| status.span));
        let message = if reworded.contains(&after.path) && !reasons.explain(&[before, after]) {
            format!("{label} is `{status}`, and what was agreed has changed without a reason")
        } else if is_versioned(kind) && is_agreed(context, before, after) {
            let unexplained = scope_change(context, before, after, &reasons);
            if unexplained.is_empty() {
                continue;
            }
            format!(
                "{label} is `{status}`, and its scope has changed without a reason: {}",
                list_of(unexplained)
            )
        } else {
            continue;
        };
        let code = &context.after.config.code;
        let trailer = |meaning| code.trailer_for(meaning).unwrap_or_default();
        let (reason, decision) = (trailer(TrailerMeaning::Reason), trailer(TrailerMeaning::Decision));
        let help = &mut findings.at(&after.path, span, message).help;
        help.push(format!("end the message of the commit with a line `{reason}: …` or `{decision}: …`"));
        help.push(format!("or link a decision with {label}, such as by `concerns` in the decision"));
    }
}

/// The documents whose agreed text is another.
fn reworded(context: &ChangeContext<'_>) -> BTreeSet<RelPath> {
    let Look::Change(look) = approved_text_changed::RULE.look else { return BTreeSet::new() };
    let mut found = Vec::new();
    look(context, &mut Findings::new(&approved_text_changed::RULE.text, &mut found));
    found.into_iter().map(|finding| finding.place.path).collect()
}

/// Whether something was under way before the change and still is.
fn is_agreed(context: &ChangeContext<'_>, before: &Artifact, after: &Artifact) -> bool {
    before.category(context.before.plan.kind(before)) == Some(Category::Active)
        && after.category(context.after.kind(after)) == Some(Category::Active)
}

/// What a release lost and gained without a reason, in words.
fn scope_change(
    context: &ChangeContext<'_>,
    before: &Artifact,
    after: &Artifact,
    reasons: &Reasons<'_>,
) -> Vec<String> {
    let (had, has) = (scope(context.before.plan, before), scope(context.after, after));
    let mut said = Vec::new();
    for (key, part) in had.iter().filter(|(key, _)| !has.contains_key(*key)) {
        let now = with_key(context.after, key);
        let concerned: Vec<&Artifact> = [before, after, *part].into_iter().chain(now).collect();
        if !reasons.explain(&concerned) {
            said.push(format!("{} is gone from it", part.label()));
        }
    }
    for (key, part) in has.iter().filter(|(key, _)| !had.contains_key(*key)) {
        let then = with_key(context.before.plan, key);
        let concerned: Vec<&Artifact> = [before, after, *part].into_iter().chain(then).collect();
        if !reasons.explain(&concerned) {
            said.push(format!("{} is new in it", part.label()));
        }
    }
    said
}

fn with_key<'p>(plan: &'p Plan, key: &IdKey) -> Option<&'p Artifact> {
    plan.artifacts().find(|artifact| artifact.id.as_ref().is_some_and(|id| id.key() == key))
}

/// The work that is part of a release and was not dropped, by id.
fn scope<'p>(plan: &'p Plan, release: &Artifact) -> BTreeMap<IdKey, &'p Artifact> {
    let Some(index) = plan.at_path(&release.path) else { return BTreeMap::new() };
    let live = parts::parts(plan, index)
        .map(|part| plan.artifact(part))
        .filter(|part| part.category(plan.kind(part)) != Some(Category::Dropped));
    live.filter_map(|part| Some((part.id.as_ref()?.key().clone(), part))).collect()
}

/// Whether somebody says why.
struct Reasons<'a> {
    context: &'a ChangeContext<'a>,
}

impl Reasons<'_> {
    /// Whether a commit that touches one of the documents says why, or a decision is newly linked with one of them.
    fn explain(&self, concerned: &[&Artifact]) -> bool {
        let touches = |path: &RelPath| concerned.iter().any(|artifact| artifact.path == *path);
        let by_commit = self
            .context
            .before
            .explanations
            .iter()
            .filter(|explanation| explanation.paths.iter().any(touches))
            .any(|explanation| {
                explanation.has_reason
                    || explanation.decisions.iter().any(|decision| self.is_decision(decision))
            });
        by_commit || concerned.iter().any(|artifact| self.has_new_decision(artifact))
    }

    /// Whether an id is that of a decision; where a repository has no such kind, of anything.
    fn is_decision(&self, id: &str) -> bool {
        let plan = self.context.after;
        plan.find(id).is_ok_and(|found| {
            plan.config.kind_index(DECISION).is_none() || plan.kind_of(found.artifact).name == DECISION
        })
    }

    fn has_new_decision(&self, artifact: &Artifact) -> bool {
        let before = decisions(self.context.before.plan, artifact);
        decisions(self.context.after, artifact).difference(&before).next().is_some()
    }
}

/// The decisions that are linked with an artifact from either side, by id.
fn decisions(plan: &Plan, artifact: &Artifact) -> BTreeSet<String> {
    let key = artifact.id.as_ref().map(|id| id.key());
    let is_it =
        |index: &ArtifactIndex| key.is_some() && plan.artifact(*index).id.as_ref().map(|id| id.key()) == key;
    let Some(index) = plan.at_path(&artifact.path).filter(is_it).or_else(|| plan.indices().find(is_it))
    else {
        return BTreeSet::new();
    };
    let from = plan.links_from(index).iter().filter_map(|link| link.artifact());
    let linked = from.chain(plan.links_to(index).map(|link| link.source));
    linked
        .filter(|other| plan.kind_of(*other).name == DECISION)
        .map(|other| plan.artifact(other).label())
        .collect()
}
