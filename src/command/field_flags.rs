//! Flags that follow from a kind's data: one for every field, and one for every section of its body.

use std::collections::BTreeSet;

use clap::{Arg, ArgAction, ArgMatches, Command};

use crate::change::{Assignment, Operator, headings, section_flag};
use crate::model::field::{Field, FieldType};
use crate::model::kind::Kind;

const FIELD: &str = "field:";
const SECTION: &str = "section:";

/// Adds a flag for every field, in the kind's order; `taken` are flags that the command has itself.
pub(crate) fn add_fields(mut command: Command, kind: &Kind, taken: &mut BTreeSet<String>) -> Command {
    let free: Vec<&Field> = kind.fields.values().filter(|field| taken.insert(flag(&field.name))).collect();
    for field in free {
        let mut argument = Arg::new(format!("{FIELD}{}", field.name))
            .long(flag(&field.name))
            .value_name(value_name(field))
            .allow_negative_numbers(true)
            .help_heading("Fields")
            .help(help(field));
        if field.ty.is_list() {
            argument = argument.action(ArgAction::Append);
            // A list is filled one by one: `--tag x --tag y`.
            if let Some(single) = flag(&field.name).strip_suffix('s').filter(|single| single.len() > 1)
                && taken.insert(single.to_owned())
            {
                argument = argument.visible_alias(single.to_owned());
            }
        }
        command = command.arg(argument);
    }
    command
}

/// Adds a flag for every section that no field has taken the name of.
pub(crate) fn add_sections(mut command: Command, kind: &Kind, taken: &mut BTreeSet<String>) -> Command {
    for title in headings(kind) {
        let name = section_flag(&title);
        if !taken.insert(name.clone()) {
            continue;
        }
        let summary = kind.sections.iter().find(|section| section.title == title);
        let help = summary.map(|section| section.summary.trim_end_matches('.').to_owned());
        command = command.arg(
            Arg::new(format!("{SECTION}{title}"))
                .long(name)
                .value_name("TEXT")
                .help_heading("Sections")
                .help(help.unwrap_or_else(|| format!("The text under \"{title}\""))),
        );
    }
    command
}

/// What the flags say of fields, in the kind's order.
pub(crate) fn fields(kind: &Kind, matches: &ArgMatches) -> Vec<Assignment> {
    kind.fields
        .keys()
        .filter_map(|name| {
            let values = matches.try_get_many::<String>(&format!("{FIELD}{name}")).ok().flatten()?;
            Some(Assignment::new(name, Operator::Set, values.cloned().collect()))
        })
        .collect()
}

/// What the flags say of sections: headings with texts.
pub(crate) fn sections(kind: &Kind, matches: &ArgMatches) -> Vec<(String, String)> {
    headings(kind)
        .into_iter()
        .filter_map(|title| {
            let text = matches.try_get_one::<String>(&format!("{SECTION}{title}")).ok().flatten()?;
            Some((title, text.clone()))
        })
        .collect()
}

/// The references among assignments: what has to be known of the plan to write them.
pub(crate) fn references<'a>(kind: &Kind, assignments: &'a [Assignment]) -> Vec<&'a str> {
    assignments
        .iter()
        .filter(|assignment| holds_links(kind, &assignment.place))
        .flat_map(|assignment| &assignment.texts)
        .flat_map(|text| text.split(','))
        .map(str::trim)
        .filter(|text| !text.is_empty())
        .collect()
}

/// Whether the value at a written path is a link, or may hold one.
fn holds_links(kind: &Kind, place: &str) -> bool {
    let mut keys = place.split('.').map(|key| key.split('[').next().unwrap_or_default());
    let first = keys.next().unwrap_or_default().replace('-', "_");
    let Some(field) = kind.fields.values().find(|field| field.expression_name() == first) else {
        return false;
    };
    match keys.next() {
        Some(inner) => field.fields.get(inner).is_none_or(Field::is_link),
        None => field.is_link() || field.fields.values().any(Field::is_link),
    }
}

fn flag(name: &str) -> String {
    name.replace('_', "-").to_lowercase()
}

fn value_name(field: &Field) -> String {
    let word = match field.ty.item() {
        FieldType::Link => "ID".to_owned(),
        FieldType::Choice if field.choices.len() <= 4 => {
            field.choices.keys().cloned().collect::<Vec<_>>().join("|")
        }
        FieldType::Record => "YAML".to_owned(),
        simple => simple.name().to_uppercase(),
    };
    match &field.ty {
        FieldType::Map(_) => "YAML".to_owned(),
        _ => word,
    }
}

fn help(field: &Field) -> String {
    let mut help = field.summary.trim_end_matches('.').to_owned();
    if *field.ty.item() == FieldType::Choice && field.choices.len() > 4 {
        help.push_str(&format!(" [{}]", field.choices.keys().cloned().collect::<Vec<_>>().join(", ")));
    }
    help
}
