//! A link to something that its field does not take.

use crate::check::{ArtifactContext, Findings, Look, Rule};
use crate::diagnostic::rule::{RuleGroup, RuleText};
use crate::diagnostic::{Level, Place};
use crate::plan::LinkState;
use crate::text::words::with_article;

pub(super) static RULE: Rule = Rule {
    text: RuleText {
        name: "wrong-kind-link",
        group: RuleGroup::Links,
        level: Level::Error,
        since: "0.1.0",
        summary: "a link leads to something that its field does not take",
        what: "A link field leads to an artifact of another kind than those that it takes, or to a page on the web \
            where it takes artifacts alone. The reference page of a kind lists what each field takes.",
        why: "Views follow a link for what it means. A release in the place of an objective is counted as an \
            objective, or not at all.",
        example: r"
```markdown releases/REL-1-export.md
---
id: REL-1
title: Export
status: planned
---
```

```markdown requirements/REQ-1-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: draft
objective: REL-1
---
```
",
        instead: r"
```markdown releases/REL-1-export.md
---
id: REL-1
title: Export
status: planned
---
```

```markdown requirements/REQ-1-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: draft
release: REL-1
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
        let Some(rule) = &field.link else { continue };
        match &link.state {
            LinkState::Url if !rule.urls => {
                let message =
                    format!("`{}` leads to a page on the web, but takes {}", field.name, takes(&rule.to));
                let finding = findings.at(context.path(), link.span, message);
                if context.kind.field("links").is_some_and(|links| !links.is_link()) {
                    finding.help.push("write the address under `links`".to_owned());
                }
            }
            LinkState::Resolved(target) => {
                let artifact = plan.artifact(target.artifact);
                let kind = plan.kind(artifact);
                if rule.to.is_empty() || rule.to.contains(&kind.name) {
                    continue;
                }
                let label = artifact.label();
                let message = format!(
                    "`{}` leads to {label}, which is {}, but takes {}",
                    field.name,
                    with_article(&kind.name),
                    takes(&rule.to)
                );
                let finding = findings.at(context.path(), link.span, message);
                finding.help.extend(fitting(context, &kind.name));
                if let Some(span) = artifact.id_span {
                    finding.related.push((Place::at(&artifact.path, span), format!("{label} is here")));
                }
            }
            _ => {}
        }
    }
}

/// Where the link could go: the one field beside `related` that takes this kind.
fn fitting(context: &ArtifactContext<'_>, kind: &str) -> Option<String> {
    let mut fields = context
        .kind
        .fields
        .values()
        .filter(|field| field.link.as_ref().is_some_and(|rule| rule.to.iter().any(|to| to == kind)));
    let field = fields.next()?;
    fields.next().is_none().then(|| format!("write it under `{}`", field.name))
}

fn takes(kinds: &[String]) -> String {
    match kinds {
        [] => "artifacts".to_owned(),
        [one] => with_article(one),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}
