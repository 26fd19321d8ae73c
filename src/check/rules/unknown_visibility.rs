//! A heading whose word on visibility is none.

use crate::check::{ArtifactContext, Findings, Look, Rule};
use crate::diagnostic::Level;
use crate::diagnostic::rule::{RuleGroup, RuleText};
use crate::plan::{visibilities, visibility_in};
use crate::text::span::Span;
use crate::text::words::{list_of, nearest};

pub(super) static RULE: Rule = Rule {
    text: RuleText {
        name: "unknown-visibility",
        group: RuleGroup::Content,
        level: Level::Warning,
        since: "0.1.0",
        summary: "a heading ends in a word in braces that says nothing of visibility",
        what: "Reports `## Notes {internl}`: a word in braces at the end of a heading that is neither `public`, \
            `internal` or `private` nor another word of the field `visibility` or of an audience. `{#anchor}` and \
            `{.class}` are for other readers of Markdown. Where the repository has no audiences, only what looks \
            like a misspelled word is reported.",
        why: "What nobody knows is hidden from everybody, to be on the safe side. The section that colleagues were \
            to read is then missing, and nobody is told.",
        example: "
```markdown ideas/IDEA-1-export-as-csv.md
---
id: IDEA-1
title: Export as CSV
status: new
---

## Notes {internl}
Sales asks for it every week.
```",
        instead: "
```markdown ideas/IDEA-1-export-as-csv.md
---
id: IDEA-1
title: Export as CSV
status: new
---

## Notes {internal}
Sales asks for it every week.
```",
    },
    look: Look::Artifact(look),
};

fn look(context: &ArtifactContext<'_>, findings: &mut Findings<'_>) {
    let body = context.artifact.body_text();
    if !body.contains('{') {
        return;
    }
    let config = &context.plan.config;
    let mut known = visibilities(config);
    known.extend(config.audiences.values().flat_map(|audience| &audience.visibility).map(String::as_str));
    // Most braces hold a known word, whether in a heading or not: only others need the outline.
    let is_known = |behind: &str| behind.split_once('}').is_some_and(|(word, _)| known.contains(&word));
    if body.split('{').skip(1).all(is_known) {
        return;
    }
    for heading in &context.outline().headings {
        let Some(word) = heading.attribute.as_deref().and_then(visibility_in) else { continue };
        if known.contains(&word) {
            continue;
        }
        let near = nearest(word, known.iter().copied());
        if near.is_none() && config.audiences.is_empty() {
            continue;
        }
        let line = heading.span.slice(&context.artifact.text);
        let span = line.rfind(word).map_or(heading.span, |at| {
            let start = heading.span.start() + at;
            Span::new(start, start + word.len())
        });
        let message = format!("`{word}` says nothing of who may see this section, so that no audience does");
        findings.at(context.path(), span, message).help.push(match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("write one of {}, or take the braces out", list_of(known.clone())),
        });
    }
}
