//! One entry of a kind's `fields:`.

use indexmap::IndexMap;

use super::{DEFAULT_TYPE, Reader, required};
use crate::config::node::{entries, get, number, text, texts, words};
use crate::model::field::{Field, FieldType, LinkRule, Meaning, Pattern, SIMPLE, Spelling};
use crate::model::workflow::Workflow;
use crate::text::span::Span;
use crate::text::words::nearest;
use crate::text::yaml::Node;

/// The field called `name`; a type that does not exist is a finding, and the field holds text then.
pub(super) fn read(
    reader: &mut Reader<'_>,
    name: &str,
    node: &Node,
    key: Span,
    workflow: &Workflow,
) -> Field {
    let ty = match texts(node, "type").pop() {
        None => DEFAULT_TYPE,
        Some((written, span)) => match FieldType::parse(&written) {
            Some(ty) => ty,
            None => {
                let plain = written.trim_start_matches("list of ").trim_start_matches("map of ");
                let help = nearest(plain, SIMPLE.iter().map(|(name, _)| *name)).map_or_else(
                    || format!("known types: {}", SIMPLE.map(|(name, _)| name).join(", ")),
                    |near| format!("did you mean `{}`?", written.replace(plain, near)),
                );
                reader.report(span, format!("there is no type `{written}`"), Some(help));
                FieldType::parse(&written.replace(plain, "text")).unwrap_or(DEFAULT_TYPE)
            }
        },
    };
    let link = (*ty.item() == FieldType::Link).then(|| link_rule(node));
    if *ty.item() == FieldType::Choice && get(node, "choices").is_none() {
        reader.report(key, format!("the choice `{name}` names no choices"), Some("add `choices:`".into()));
    }
    let mut fields = IndexMap::new();
    for entry in entries(node, "fields") {
        let inner = read(reader, &entry.key.text, &entry.value, entry.key.span, workflow);
        fields.insert(entry.key.text.to_string(), inner);
    }
    Field {
        name: name.to_owned(),
        link,
        summary: text(node, "summary").unwrap_or_default(),
        unit: text(node, "unit"),
        currency: None,
        choices: choices(node),
        default: text(node, "default"),
        min: number(node, "min"),
        max: number(node, "max"),
        pattern: pattern(reader, node),
        required: required(reader, node, workflow),
        fields,
        part: text(node, "part"),
        spelling: Spelling {
            separator: text(node, "written").map(|example| separator(&example)),
            none: words(node, "none"),
            allows_rest: text(node, "rest").as_deref() == Some("allow"),
        },
        ty,
    }
}

fn choices(node: &Node) -> IndexMap<String, String> {
    match get(node, "choices").and_then(Node::entries) {
        Some(entries) => entries
            .iter()
            .map(|entry| (entry.key.text.to_string(), entry.value.as_str().unwrap_or("").to_owned()))
            .collect(),
        None => words(node, "choices").into_iter().map(|word| (word, String::new())).collect(),
    }
}

fn pattern(reader: &mut Reader<'_>, node: &Node) -> Option<Pattern> {
    let (written, span) = texts(node, "pattern").pop()?;
    match Pattern::parse(&written) {
        Ok(pattern) => Some(pattern),
        Err(reason) => {
            reader.report(span, format!("`{written}` is no regular expression: {reason}"), None);
            None
        }
    }
}

fn link_rule(node: &Node) -> LinkRule {
    let to = words(node, "to").into_iter().filter(|kind| kind != "any").collect();
    LinkRule {
        to,
        meaning: text(node, "meaning").and_then(|text| Meaning::parse(&text)).unwrap_or(Meaning::RelatesTo),
        inverse: text(node, "inverse"),
        mirror: text(node, "mirror"),
        urls: text(node, "urls").as_deref() == Some("allow"),
        strip: words(node, "strip"),
    }
}

/// What stands between the items of a list written as in `example`: of `1, 2, 3` the comma.
fn separator(example: &str) -> String {
    let is_item = |c: char| c.is_alphanumeric();
    let after_first = example.trim_start_matches(is_item);
    let between = after_first.split(is_item).next().unwrap_or("").trim();
    if between.is_empty() { " ".into() } else { between.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_separator_follows_from_the_example() {
        assert_eq!(separator("1, 2, 3"), ",");
        assert_eq!(separator("a b c"), " ");
        assert_eq!(separator("x; y"), ";");
    }
}
