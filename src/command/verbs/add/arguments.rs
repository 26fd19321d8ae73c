//! The flags of `pm KIND add`: those of every kind, and those that follow from its fields and sections.

use std::collections::BTreeSet;

use clap::{Arg, ArgAction, Command};

use crate::command::verbs::{Scope, checkin};
use crate::command::{field_flags, render, writing};
use crate::text::words::list_of;

/// The flags that the command has itself: a field of such a name is set with `--set`.
const OWN: [&str; 16] = [
    "title",
    "status",
    "body",
    "template",
    "product",
    "file",
    "set",
    "edit",
    "dry-run",
    "allow-findings",
    "commit",
    "format",
    "folder",
    "today",
    "color",
    "no-pager",
];

pub(super) fn arguments(command: Command, scope: Scope<'_>) -> Command {
    let Scope::Kind(kind) = scope else { return command };
    let mut taken: BTreeSet<String> = OWN.iter().map(|name| (*name).to_owned()).collect();
    taken.insert("help".into());
    let templates: Vec<&str> = kind.templates.keys().map(String::as_str).collect();
    let name = kind.aliases.first().unwrap_or(&kind.name);
    let example = kind.fields.values().find(|field| field.name == "tags").map_or("", |_| " --tag export");
    let mut command = command
        .arg(match kind.is_heard() {
            true => Arg::new("title")
                .value_name("TITLE")
                .help("What people call it, in one line [default: from the mail, or from the first words]"),
            false => {
                Arg::new("title").value_name("TITLE").required(true).help("What people call it, in one line")
            }
        })
        .arg(
            Arg::new("body")
                .long("body")
                .value_name("TEXT")
                .help("The body: a text, @FILE, or - for standard input; in the place of a template"),
        );
    if kind.is_heard() {
        taken.insert("from".into());
        command = command.arg(
            Arg::new("from")
                .long("from")
                .value_name("MAIL")
                .help("Take words, title, day and customer from a mail or the answers of a form: a file, or - for standard input"),
        );
    }
    if kind.workflow.field.is_some() {
        let names: Vec<&str> = kind.workflow.names().collect();
        let first = kind.workflow.default.as_deref().unwrap_or_default();
        command = command.arg(
            Arg::new("status")
                .long("status")
                .value_name("STATUS")
                .help(format!("One of {} [default: {first}]", list_of(names))),
        );
    }
    if templates.len() > 1 {
        command = command.arg(Arg::new("template").long("template").value_name("NAME").help(format!(
            "The template of the body: {} [default: {}]",
            list_of(&templates),
            templates[0]
        )));
    }
    command = command
        .arg(Arg::new("product").long("product").value_name("PRODUCT").help("The product it belongs to"))
        .arg(
            Arg::new("file")
                .long("file")
                .value_name("PATH")
                .help("Where the file goes, in the place of the name that follows from id and title"),
        )
        .arg(
            Arg::new("set")
                .long("set")
                .value_name("FIELD=VALUE")
                .action(ArgAction::Append)
                .help("Set any field, or a part of one"),
        )
        .arg(
            Arg::new("edit")
                .long("edit")
                .action(ArgAction::SetTrue)
                .conflicts_with("dry-run")
                .help("Open the new file in $VISUAL or $EDITOR"),
        )
        .args(writing::arguments())
        .arg(render::outcome_argument());
    command = field_flags::add_fields(command, kind, &mut taken);
    command = field_flags::add_sections(command, kind, &mut taken);
    let written = match kind.is_heard() && kind.field("date").is_some() {
        true => "Only what is given is written, and today as its date.",
        false => "Only what is given is written.",
    };
    let command = command
        .after_help(format!("Examples:\n  pm {name} add \"Export the roadmap as CSV\"{example}"))
        .after_long_help(format!(
            "Writes one file with the next free id, {}-n, and prints id and path. {written}\n\nExamples:\n  pm {name} \
             add \"Export the roadmap as CSV\"{example}\n  pm {name} add \"Export the roadmap as CSV\" \
             --body - < notes.md\n  pm {name} add \"Export the roadmap as CSV\" --edit",
            kind.identity.prefix
        ));
    if checkin::fits(kind) { checkin::arguments(command, kind) } else { command }
}
