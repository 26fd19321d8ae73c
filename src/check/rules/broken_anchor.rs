//! A link in a body to a heading that does not exist.

use crate::check::{ArtifactContext, Findings, Look, Rule};
use crate::diagnostic::Level;
use crate::diagnostic::rule::{RuleGroup, RuleText};
use crate::plan::file_link;
use crate::text::markdown::{LinkKind, Outline};
use crate::text::words::nearest;

pub(super) static RULE: Rule = Rule {
    text: RuleText {
        name: "broken-anchor",
        group: RuleGroup::Links,
        level: Level::Warning,
        since: "0.1.0",
        summary: "a link in the text leads to a heading that does not exist",
        what: "Reports links in the body of a document whose `#anchor` is none of the headings of the document they \
            lead to, or of their own. Anchors are those that GitHub gives: the heading in lower case, with `-` for \
            each blank and without other signs; an HTML tag with an `id` counts too.",
        why: "The reader lands at the top of a long page and does not find what was meant. Headings are reworded \
            more often than anybody looks for the links to them.",
        example: "
```markdown requirements/REQ-1-export-as-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: draft
---

What is left out stands [below](#not-in-scope).

## Out of scope
Import.
```",
        instead: "
```markdown requirements/REQ-1-export-as-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: draft
---

What is left out stands [below](#out-of-scope).

## Out of scope
Import.
```",
    },
    look: Look::Artifact(look),
};

fn look(context: &ArtifactContext<'_>, findings: &mut Findings<'_>) {
    if !file_link::may_lead(context.artifact.body_text(), |target| target.contains('#')) {
        return;
    }
    for link in context.outline().links.iter().filter(|link| link.kind != LinkKind::Address) {
        let Some(target) = file_link::local(&link.target, context.path()) else { continue };
        let Some(anchor) = target.anchor else { continue };
        let elsewhere = match &target.path {
            Some(path) if path != context.path() => match context.outline_of(path) {
                Some(outline) => Some(outline),
                // What cannot be read, is no Markdown or does not exist has no headings to hold this against.
                None => continue,
            },
            _ => None,
        };
        let outline = elsewhere.as_deref().unwrap_or_else(|| context.outline());
        if anchor == "top" || has_anchor(outline, &anchor) {
            continue;
        }
        let place = match (&elsewhere, &target.path) {
            (Some(_), Some(path)) => format!("in {path}"),
            _ => "in this document".to_owned(),
        };
        let span = link.target_span.unwrap_or(link.span);
        let finding = findings.at(context.path(), span, format!("`#{anchor}` is no heading {place}"));
        let anchors = outline.headings.iter().map(|heading| &*heading.anchor);
        if let Some(near) = nearest(&anchor, anchors) {
            finding.help.push(format!("did you mean `#{near}`?"));
        }
    }
}

/// Whether the anchor leads somewhere; letter case plays no part, as on GitHub.
fn has_anchor(outline: &Outline, anchor: &str) -> bool {
    let anchor = anchor.strip_prefix("user-content-").unwrap_or(anchor);
    outline.has_anchor(anchor) || outline.has_anchor(&anchor.to_lowercase())
}
