//! From a cell that shows a list to its items, each as the document writes it where it has it already.

use crate::change::Assignment;
use crate::change::document::{Document, current};
use crate::model::field::Field;
use crate::model::value::Value;
use crate::plan::{ArtifactIndex, LinkState, Plan};

/// What stands between items in a cell.
const BETWEEN: char = ',';

/// An item of a list: as it is shown, and as it is written.
struct Item {
    shown: String,
    written: String,
}

/// Sets a list to the items of a cell.
pub(super) fn list_assignment(
    plan: &Plan,
    document: &Document<'_>,
    artifact: ArtifactIndex,
    field: &Field,
    place: String,
    cell: &str,
) -> Assignment {
    let there = items(plan, document, artifact, field);
    let texts: Vec<String> = split(cell, &there).iter().map(|text| quoted(text)).collect();
    Assignment::set(place, format!("[{}]", texts.join(", ")))
}

/// The items that a list has now. What a list shows of a link or of a person can be less than what is
/// written.
fn items(plan: &Plan, document: &Document<'_>, artifact: ArtifactIndex, field: &Field) -> Vec<Item> {
    let kind = plan.kind_of(artifact);
    let Some(at) = kind.fields.get_index_of(&field.name) else { return Vec::new() };
    if field.is_link() {
        let links = plan.links_from(artifact).iter();
        let own = links.filter(|link| usize::from(link.field) == at && link.subfield.is_none());
        return own
            .map(|link| {
                let shown = match &link.state {
                    LinkState::Resolved(target) if target.part.is_none() => {
                        plan.artifact(target.artifact).label()
                    }
                    _ => link.written.to_string(),
                };
                Item { shown, written: link.written.to_string() }
            })
            .collect();
    }
    let written = document.root().map(|root| current(root.get(&field.name), field)).unwrap_or_default();
    let shown: Vec<String> = match plan.artifact(artifact).value_at(at).map(|value| &value.value) {
        Some(Value::List(items)) => items.iter().map(|item| item.value.to_line()).collect(),
        _ => Vec::new(),
    };
    if shown.len() != written.len() {
        return shown.into_iter().map(|shown| Item { written: shown.clone(), shown }).collect();
    }
    shown.into_iter().zip(written).map(|(shown, written)| Item { shown, written }).collect()
}

/// The items of a cell. An item that is there already may have commas in it; a new one may not.
fn split(cell: &str, there: &[Item]) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = cell.trim();
    while !rest.is_empty() {
        let known = there
            .iter()
            .filter_map(|item| {
                let behind = rest.strip_prefix(item.shown.trim())?;
                let is_whole = behind.trim_start().is_empty() || behind.trim_start().starts_with(BETWEEN);
                (is_whole && !item.shown.trim().is_empty()).then_some((item, behind))
            })
            .min_by_key(|(_, behind)| behind.len());
        let (text, behind) = match known {
            Some((item, behind)) => (item.written.as_str(), behind),
            None => {
                let (text, behind) = rest.split_at(rest.find(BETWEEN).unwrap_or(rest.len()));
                (text.trim(), behind)
            }
        };
        if !text.is_empty() {
            found.push(text.to_owned());
        }
        rest = behind.trim_start().strip_prefix(BETWEEN).unwrap_or_default().trim_start();
    }
    found
}

/// A text as a scalar of YAML that says nothing else.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            '\n' => quoted.push_str("\\n"),
            _ if letter.is_control() => quoted.push_str(&format!("\\u{:04x}", u32::from(letter))),
            _ => quoted.push(letter),
        }
    }
    quoted + "\""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(cell: &str, there: &[(&str, &str)], expect: &[&str]) {
        let item =
            |(shown, written): &(&str, &str)| Item { shown: (*shown).into(), written: (*written).into() };
        assert_eq!(split(cell, &there.iter().map(item).collect::<Vec<_>>()), expect, "{cell:?}");
    }

    #[test]
    fn a_cell_is_split_at_commas_but_for_items_that_are_there() {
        check("a, b,c", &[], &["a", "b", "c"]);
        check("red, or green, b", &[("red, or green", "red, or green")], &["red, or green", "b"]);
        check("red, or blue", &[("red, or green", "red, or green")], &["red", "or blue"]);
        check("ana, ben", &[("ana", "Ana <ana@example.org>")], &["Ana <ana@example.org>", "ben"]);
        check("anabel", &[("ana", "Ana <ana@example.org>")], &["anabel"]);
        check(", a,, b ,", &[], &["a", "b"]);
    }

    #[test]
    fn a_quoted_text_is_the_same_text() {
        for text in ["a \"b\" \\ c", "[x]", "{a: b}", "a\nb\tc", "é: #"] {
            let parsed = crate::text::yaml::parse(&quoted(text), 0).expect("YAML");
            assert_eq!(parsed.root.as_str(), Some(text));
        }
    }
}
