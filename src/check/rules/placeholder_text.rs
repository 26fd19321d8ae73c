//! Text that only keeps a place, in a document whose status says that it is past its first draft.

use std::sync::LazyLock;

use regex::Regex;

use crate::check::{ArtifactContext, Findings, Look, Rule};
use crate::diagnostic::rule::{RuleGroup, RuleText};
use crate::diagnostic::{Fix, FixStep, Level};
use crate::model::kind::Kind;
use crate::model::value::{FieldValue, Value};
use crate::model::workflow::Category;
use crate::text::span::Span;

pub(super) static RULE: Rule = Rule {
    text: RuleText {
        name: "placeholder-text",
        group: RuleGroup::Content,
        level: Level::Warning,
        since: "0.1.0",
        summary: "something is still to be written",
        what: "Reports `TBD`, `TODO`, `FIXME`, *lorem ipsum*, a paragraph or list item of `…` alone, and a line of \
            guidance left over from the template, in an artifact that has left its first status and was not \
            dropped. What stands between backticks or in a block of code is quoted and not meant.",
        why: "The status says that people may rely on the document. What keeps a place reads as if somebody had \
            thought about it, and each reader fills it in differently.",
        example: "
```markdown requirements/REQ-1-export-as-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: review
---

## Problem
Planners copy forty rows by hand. How often: TBD.
```",
        instead: "
```markdown requirements/REQ-1-export-as-csv.md
---
id: REQ-1
title: Export a roadmap as CSV
status: review
questions:
  - text: How often do planners copy the roadmap by hand?
    owner: ana
    due: 2026-12-01
---

## Problem
Planners copy forty rows by hand.
```",
    },
    look: Look::Artifact(look),
};

static WORDS: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?-u:\b)(?:TBD|TODO|FIXME|[Ll]orem ipsum)(?-u:\b)").ok());

/// What every line has at least that is reported.
static SIGNS: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"TBD|TODO|FIXME|[Ll]orem ipsum|…|\.\.\.|<!--").ok());

fn look(context: &ArtifactContext<'_>, findings: &mut Findings<'_>) {
    if !is_past_first_status(context) {
        return;
    }
    let artifact = context.artifact;
    if let (Some(span), Some(word)) = (artifact.title_span, word_in(&artifact.title)) {
        findings.at(context.path(), span, format!("the title still says `{word}`"));
    }
    for value in &artifact.values {
        look_at_value(context, value, findings);
    }
    let body = artifact.body_text();
    if !SIGNS.as_ref().is_none_or(|signs| signs.is_match(body)) {
        return;
    }
    let base = artifact.body.start();
    let mut fence: Option<&str> = None;
    let mut at = 0;
    for line in body.split_inclusive('\n') {
        let start = base + at;
        at += line.len();
        let text = line.trim();
        let mark = ["```", "~~~"].into_iter().find(|mark| text.starts_with(mark));
        match (fence, mark) {
            (Some(open), Some(mark)) if open == mark => fence = None,
            (Some(_), _) => {}
            (None, Some(mark)) => fence = Some(mark),
            (None, None) => look_at_line(context, line, start, findings),
        }
    }
}

/// Whether the status is one that comes after the first; what was dropped need not be finished.
fn is_past_first_status(context: &ArtifactContext<'_>) -> bool {
    let status = context.artifact.status.as_ref();
    status.and_then(|status| status.index).is_some_and(|index| index > 0)
        && context.category() != Some(Category::Dropped)
}

fn look_at_value(context: &ArtifactContext<'_>, value: &FieldValue, findings: &mut Findings<'_>) {
    let name = context.kind.fields.get_index(usize::from(value.field)).map_or("", |(name, _)| name.as_str());
    let mut look = |value: &Value, span: Span| {
        if let Value::Text(text) = value
            && let Some(word) = word_in(text)
        {
            findings.at(context.path(), span, format!("`{name}` still says `{word}`"));
        }
    };
    match &value.value {
        Value::List(items) => {
            for item in items {
                match &item.value {
                    Value::Record(entries) => entries.iter().for_each(|entry| look(&entry.value, entry.span)),
                    other => look(other, item.span),
                }
            }
        }
        Value::Map(entries) => entries.iter().for_each(|(_, item)| look(&item.value, item.span)),
        Value::Record(entries) => entries.iter().for_each(|entry| look(&entry.value, entry.span)),
        other => look(other, value.span),
    }
}

/// The first word in a text that only keeps a place.
fn word_in(text: &str) -> Option<&str> {
    if is_ellipsis(text) {
        return Some(text.trim());
    }
    Some(WORDS.as_ref()?.find_iter(text).find(|found| !is_quoted(text, found.start()))?.as_str())
}

/// Whether an offset of a line lies between backticks.
fn is_quoted(line: &str, at: usize) -> bool {
    line[..at].matches('`').count() % 2 == 1
}

fn is_ellipsis(text: &str) -> bool {
    matches!(text.trim(), "…" | "..." | "[…]" | "[...]")
}

fn look_at_line(context: &ArtifactContext<'_>, line: &str, start: usize, findings: &mut Findings<'_>) {
    let text = line.trim();
    if text.is_empty() {
        return;
    }
    let indent = line.len() - line.trim_start().len();
    let span = Span::new(start + indent, start + indent + text.len());
    if is_ellipsis(item_text(text)) {
        let message = "nothing but `…` stands here";
        findings.at(context.path(), span, message).help.push("write it, or take the line out".into());
    } else if is_guidance(context.kind, text) {
        if is_in_an_empty_required_section(context, span) {
            return;
        }
        let finding = findings.at(context.path(), span, "this line of the template is still here");
        finding.help.push("write what it asks for, and take the line out".into());
        if text.starts_with("<!--") && text.ends_with("-->") {
            let path = context.path().clone();
            let step =
                FixStep::Replace { path, span: Span::new(start, start + line.len()), text: String::new() };
            finding.fix = Some(Fix { title: "take the comment out".into(), steps: vec![step] });
        }
    } else if let Some(words) = WORDS.as_ref() {
        for found in words.find_iter(line).filter(|found| !is_quoted(line, found.start())) {
            let span = Span::new(start + found.start(), start + found.end());
            let message = format!("`{}` says that something is still to be written", found.as_str());
            let finding = findings.at(context.path(), span, message);
            finding.help.push("write it, ask it as one of the `questions`, or take it out".into());
        }
    }
}

/// A line without its bullet, number or box.
fn item_text(line: &str) -> &str {
    let bare = line
        .trim_start_matches(|c: char| c.is_ascii_digit())
        .trim_start_matches(['-', '*', '+', '.', ')', '>']);
    let is_item = bare.len() < line.len() && bare.starts_with(' ');
    let bare = if is_item { bare.trim() } else { line };
    ["[ ] ", "[x] ", "[X] "].iter().find_map(|mark| bare.strip_prefix(mark)).unwrap_or(bare)
}

/// Whether a line is one of the template's that tells what to write: a comment, or text with a `…` to fill.
fn is_guidance(kind: &Kind, line: &str) -> bool {
    let may_be = line.len() > 8 && !line.starts_with('#');
    may_be
        && (line.starts_with("<!--") || line.contains('…') || line.contains("..."))
        && kind
            .templates
            .values()
            .flat_map(|template| template.lines())
            .any(|template| template.trim() == line)
}

/// Whether the emptiness around a line has its own finding.
fn is_in_an_empty_required_section(context: &ArtifactContext<'_>, span: Span) -> bool {
    context.outline().headings.iter().any(|heading| {
        heading.is_empty
            && heading.section.contains(span.start())
            && context.kind.sections.iter().any(|section| {
                section.title.eq_ignore_ascii_case(&heading.text) && context.demands(&section.required)
            })
    })
}
