//! A link that its target should say from the other side, and does not.

use crate::check::{ArtifactContext, Findings, Look, Rule};
use crate::diagnostic::rule::{RuleGroup, RuleText};
use crate::diagnostic::{Level, Place};
use crate::model::field::Meaning;
use crate::model::workflow::Category;
use crate::plan::{ArtifactIndex, LinkState, Plan};
use crate::text::span::Span;

pub(super) static RULE: Rule = Rule {
    text: RuleText {
        name: "one-sided-link",
        group: RuleGroup::Links,
        level: Level::Warning,
        since: "0.1.0",
        summary: "two documents should name each other, and one does not",
        what: "A field that has a `mirror` leads to a document whose mirror field does not name the source. Only \
            fields of repositories that write a link at both ends have a mirror; the kinds that `pm` ships write \
            each link once. What is still open and means to take the place of another has not taken it yet, and need \
            not be named there.",
        why: "A reader who comes from the other end does not learn of it: the old proposal still looks as if it \
            were in force.",
        example: r"
```yaml pm.yaml
format: 1
product: Proposals
kinds:
  proposal:
    plural: proposals
    prefix: PROP
    folder: proposals
    status:
      open: [draft]
      done: [final]
    fields:
      replaces:
        type: list of link
        to: proposal
        meaning: supersedes
        mirror: replaced-by
      replaced-by:
        type: link
        to: proposal
        meaning: superseded by
        mirror: replaces
```

```markdown proposals/PROP-1-old.md
---
id: PROP-1
title: The first format
status: final
---
```

```markdown proposals/PROP-2-new.md
---
id: PROP-2
title: The second format
status: final
replaces: [PROP-1]
---
```
",
        instead: r"
```yaml pm.yaml
format: 1
product: Proposals
kinds:
  proposal:
    plural: proposals
    prefix: PROP
    folder: proposals
    status:
      open: [draft]
      done: [final]
    fields:
      replaces:
        type: list of link
        to: proposal
        meaning: supersedes
        mirror: replaced-by
      replaced-by:
        type: link
        to: proposal
        meaning: superseded by
        mirror: replaces
```

```markdown proposals/PROP-1-old.md
---
id: PROP-1
title: The first format
status: final
replaced-by: PROP-2
---
```

```markdown proposals/PROP-2-new.md
---
id: PROP-2
title: The second format
status: final
replaces: [PROP-1]
---
```
",
    },
    look: Look::Artifact(look),
};

fn look(context: &ArtifactContext<'_>, findings: &mut Findings<'_>) {
    let plan = context.plan;
    for link in context.links() {
        let field = plan.field_of(link);
        let Some(mirror) = field.link.as_ref().and_then(|rule| rule.mirror.as_deref()) else { continue };
        let takes_a_place = plan.meaning_of(link) == Meaning::Supersedes;
        if takes_a_place && context.artifact.category(context.kind) == Some(Category::Open) {
            continue;
        }
        let Some(target) = link.artifact().filter(|target| *target != context.index) else { continue };
        let Some(at) = plan.kind_of(target).field_index(mirror) else { continue };
        if names_back(plan, target, at, context.index) {
            continue;
        }
        let artifact = plan.artifact(target);
        let (source, label) = (context.artifact.label(), artifact.label());
        let message = format!("`{}` leads to {label}, whose `{mirror}` does not name {source}", field.name);
        let finding = findings.at(context.path(), link.span, message);
        finding.help.push(format!("add {source} to `{mirror}` of {label}, or remove the link here"));
        let span = artifact
            .value_at(at)
            .map(|value| value.span)
            .or(artifact.id_span)
            .unwrap_or_else(|| Span::at(artifact.front.start()));
        let place = Place::at(&artifact.path, span);
        finding.related.push((place, format!("{label} should name {source} here")));
    }
}

fn names_back(plan: &Plan, target: ArtifactIndex, field: usize, source: ArtifactIndex) -> bool {
    plan.links_from(target).iter().filter(|link| usize::from(link.field) == field).any(|link| {
        match &link.state {
            LinkState::Ambiguous(candidates) => candidates.contains(&source),
            _ => link.artifact() == Some(source),
        }
    })
}
