//! A public item of which nothing but a title is shown.

use crate::check::own::config_path;
use crate::check::{AudienceContext, Findings, Look, Rule};
use crate::config::place_in;
use crate::diagnostic::Level;
use crate::diagnostic::rule::{RuleGroup, RuleText};
use crate::model::field::{Field, FieldType};
use crate::model::kind::Kind;
use crate::plan::due::RELEASE;
use crate::text::span::Span;

pub(super) static RULE: Rule = Rule {
    text: RuleText {
        name: "undescribed-item",
        group: RuleGroup::Audience,
        level: Level::Warning,
        since: "0.1.0",
        summary: "a public item has no public description",
        what: "For an audience outside the company: nothing is shown of an artifact but its id, title, status, dates \
            and links, though fields or sections that describe it are on the list. Where the list holds nothing \
            that could describe a kind, that is one finding, in `pm.yaml`. A release is described by what is in \
            it. Runs with `--audience` alone.",
        why: "A title was written for colleagues who know the rest. Alone it is misread, or not understood.",
        example: r"
```yaml pm.yaml
audiences:
  customers:
    public: true
    kinds: [initiative]
    fields: [title, outcome]
```

```markdown initiatives/INIT-1-exchange.md
---
id: INIT-1
title: Exchange with other tools
status: committed
visibility: public
---
```
",
        instead: r"
```yaml pm.yaml
audiences:
  customers:
    public: true
    kinds: [initiative]
    fields: [title, outcome]
```

```markdown initiatives/INIT-1-exchange.md
---
id: INIT-1
title: Exchange with other tools
status: committed
outcome: Plans move between tools without copying.
visibility: public
---
```
",
    },
    look: Look::Audience(look),
};

fn look(context: &AudienceContext<'_>, findings: &mut Findings<'_>) {
    if !context.audience.is_public {
        return;
    }
    let config = &context.exposure.plan.config;
    let mut undescribable: Vec<&str> = Vec::new();
    for (artifact, seen) in context.seen() {
        let (_, kind) = context.shown(seen.shown);
        if kind.name == RELEASE
            || seen.texts.iter().any(|text| describes(kind, text.field.as_deref(), &text.text))
        {
            continue;
        }
        let describing: Vec<&str> =
            kind.fields.values().filter(|field| is_text(field)).map(|field| field.name.as_str()).collect();
        if describing.is_empty() && !has_sections(context, kind) {
            if !undescribable.contains(&kind.name.as_str()) {
                undescribable.push(&kind.name);
            }
            continue;
        }
        let message =
            format!("{} sees nothing of {} that describes it", context.audience.name, artifact.label());
        let span = artifact.title_span.unwrap_or_else(|| Span::at(artifact.front.start()));
        let finding = findings.at(&artifact.path, span, message);
        finding.help.push(match describing.as_slice() {
            [] => "write one of the sections that it may see".to_owned(),
            [field, ..] => format!("write `{field}` for readers outside, or do not show it yet"),
        });
    }
    for kind in config.kinds.iter().filter(|kind| undescribable.contains(&kind.name.as_str())) {
        let text = &context.plan.config_text;
        let place =
            ["fields", "kinds"].iter().find_map(|key| place_in(text, &["audiences", context.key, key]));
        let message = format!("{} sees nothing that describes {}", context.audience.name, kind.plural);
        let finding = findings.at(&config_path(), place.unwrap_or(Span::at(0)), message);
        finding.help.push(format!("name a text or a section of {} that it may see", kind.plural));
    }
}

/// Whether a text says more than what something is called.
fn describes(kind: &Kind, field: Option<&str>, text: &str) -> bool {
    let is_title = field.is_some_and(|field| field == kind.title_field);
    let has_words =
        text.lines().any(|line| !line.trim_start().starts_with('#') && line.contains(char::is_alphanumeric));
    !is_title && has_words && field.is_none_or(|field| kind.field(field).is_some_and(is_text))
}

/// Whether a field holds sentences: texts, also within lists, maps and records, that are no choice of words.
fn is_text(field: &Field) -> bool {
    fn holds_text(ty: &FieldType) -> bool {
        match ty {
            FieldType::Text => true,
            FieldType::List(item) | FieldType::Map(item) => holds_text(item),
            _ => false,
        }
    }
    let names_only = ["aliases", "codename", "product", "rank", "tag", "tags", "team"];
    !names_only.contains(&field.name.as_str())
        && (holds_text(&field.ty) || field.fields.values().any(is_text))
}

fn has_sections(context: &AudienceContext<'_>, kind: &Kind) -> bool {
    let sections = &context.audience.sections;
    sections.get(&kind.name).or_else(|| sections.get("")).is_some_and(|titles| !titles.is_empty())
}
