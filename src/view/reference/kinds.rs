//! The page of the kinds that `pm` ships.

use super::{code, head, table};
use crate::model::field::{Field, FieldType, Required};
use crate::model::kind::{Kind, NormativeSections};
use crate::text::words::list_of;

/// The page of `kinds`, in their order.
pub(crate) fn kinds(kinds: &[Kind]) -> String {
    let mut page = head(
        "Kinds",
        "The kinds of artifacts that `pm` ships.\n`pm.yaml` changes them and adds others in the same \
         language: see [pm.yaml](config.md).\n`pm schema KIND` prints the same as JSON Schema.",
    );
    let all: Vec<&Kind> = kinds.iter().collect();
    let mut common = common_fields(&all);
    page.push_str("\n## Fields of every kind\n\nId, title and status, and:\n\n");
    page.push_str(&fields(common.iter().copied()));
    let agreed: Vec<&Kind> = kinds.iter().filter(|kind| !kind.normative.is_empty()).collect();
    let elsewhere = |field: &&Field| {
        kinds.iter().all(|kind| kind.field(&field.name).is_none() || !kind.normative.is_empty())
    };
    let more: Vec<&Field> = common_fields(&agreed).into_iter().filter(elsewhere).collect();
    page.push_str("\n## Fields of kinds that people agree to\n\n");
    page.push_str(
        "A kind whose `normative` fields and sections are named can be approved, and its estimates remember \
         the text that they were made for:\n\n",
    );
    page.push_str(&fields(more.iter().copied()));
    common.extend(more);
    for kind in kinds {
        page.push_str(&section(kind, &common));
    }
    page
}

/// The fields that all kinds have, each as most kinds have it.
fn common_fields<'k>(kinds: &[&'k Kind]) -> Vec<&'k Field> {
    let Some(first) = kinds.first() else { return Vec::new() };
    let everywhere = first.fields.keys().filter(|name| kinds.iter().all(|kind| kind.field(name).is_some()));
    everywhere
        .filter_map(|name| {
            let forms: Vec<&Field> = kinds.iter().filter_map(|kind| kind.field(name)).collect();
            let count = |form: &Field| {
                let alike = forms.iter().filter(|other| ***other == *form).count();
                (form.required == Required::Never, alike)
            };
            forms.iter().rev().max_by_key(|form| count(form)).copied()
        })
        .collect()
}

fn section(kind: &Kind, common: &[&Field]) -> String {
    let mut text = format!("\n## {}\n\n{}\n\n{}\n\n", kind.name, kind.summary.trim(), kind.about.trim());
    let folders: Vec<String> = kind.files.folders.iter().map(|folder| code(&format!("{folder}/"))).collect();
    text.push_str(&format!(
        "Ids: `{}-1`. Folder: {}. Command: `pm {}`.\n\n",
        kind.identity.prefix,
        folders.join(", "),
        kind.aliases.first().unwrap_or(&kind.name)
    ));
    if !kind.workflow.statuses.is_empty() {
        let rows: Vec<Vec<String>> = kind
            .workflow
            .statuses
            .iter()
            .map(|status| {
                let moves = match &status.moves {
                    None => "any".to_owned(),
                    Some(moves) if moves.is_empty() => "none".to_owned(),
                    Some(moves) => moves.join(", "),
                };
                vec![code(&status.name), status.category.to_string(), status.summary.clone(), moves]
            })
            .collect();
        text.push_str(&table(&["Status", "Category", "Meaning", "May move to"], &rows));
        text.push('\n');
    }
    let own: Vec<&Field> = kind.fields.values().filter(|field| !common.contains(field)).collect();
    if !own.is_empty() {
        text.push_str(&fields(own.into_iter()));
    }
    if !kind.sections.is_empty() {
        let rows: Vec<Vec<String>> = kind
            .sections
            .iter()
            .map(|section| {
                let part = section
                    .part
                    .as_ref()
                    .map_or_else(String::new, |part| format!(" Its items have ids: `{part}1`."));
                vec![
                    section.title.clone(),
                    required(&section.required),
                    format!("{}{part}", section.summary.trim()),
                ]
            })
            .collect();
        text.push('\n');
        text.push_str(&table(&["Section", "Required", "Meaning"], &rows));
    }
    if !kind.normative.is_empty() {
        text.push_str(&format!("\nPeople agree to {}.", normative(kind)));
        if !kind.estimates.is_empty() {
            let estimates: Vec<String> = kind.estimates.iter().map(|name| code(name)).collect();
            text.push_str(&format!(" Estimates of that are {}.", list_of(estimates)));
        }
        text.push('\n');
    }
    text
}

/// The fields and sections whose words count.
fn normative(kind: &Kind) -> String {
    let fields = kind.normative.fields.iter().map(|name| code(name));
    let sections: Vec<String> = match &kind.normative.sections {
        NormativeSections::All => vec!["the whole body".to_owned()],
        NormativeSections::Titled(titles) => titles.clone(),
    };
    list_of(fields.chain(sections))
}

fn fields<'a>(fields: impl Iterator<Item = &'a Field>) -> String {
    let mut rows = Vec::new();
    for field in fields {
        rows.push(row("", field));
        rows.extend(field.fields.values().map(|inner| row(&format!("{}.", field.name), inner)));
    }
    table(&["Field", "Type", "Required", "Meaning"], &rows)
}

fn row(before: &str, field: &Field) -> Vec<String> {
    let mut meaning = field.summary.trim().to_owned();
    if !field.choices.is_empty() {
        let choices: Vec<String> = field
            .choices
            .iter()
            .map(|(word, means)| if means.is_empty() { code(word) } else { format!("`{word}` ({means})") })
            .collect();
        meaning.push_str(&format!(" One of {}.", choices.join(", ")));
    }
    if let Some(default) = &field.default {
        meaning.push_str(&format!(" Unless said: `{default}`."));
    }
    vec![code(&format!("{before}{}", field.name)), type_of(field), required(&field.required), meaning]
}

fn type_of(field: &Field) -> String {
    let mut text = match &field.part {
        Some(part) if *field.ty.item() == FieldType::Record => format!("{}, ids `{part}1`", field.ty.name()),
        _ => field.ty.name(),
    };
    if let Some(link) = &field.link {
        let to = if link.to.is_empty() { "any kind".to_owned() } else { link.to.join(", ") };
        text.push_str(&format!(" to {to} ({})", link.meaning.name()));
    }
    if let Some(unit) = &field.unit {
        text.push_str(&format!(", {unit}"));
    }
    match (field.min, field.max) {
        (Some(min), Some(max)) => text.push_str(&format!(", {min} to {max}")),
        (Some(min), None) => text.push_str(&format!(", {min} or more")),
        (None, Some(max)) => text.push_str(&format!(", at most {max}")),
        (None, None) => {}
    }
    text
}

fn required(required: &Required) -> String {
    match required {
        Required::Never => String::new(),
        Required::Always => "always".to_owned(),
        Required::From(status) => format!("from {status} on"),
        Required::In(statuses) => format!("in {}", statuses.join(", ")),
    }
}
