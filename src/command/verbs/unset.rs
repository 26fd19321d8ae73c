//! `pm unset ID FIELD`: takes fields away.

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::{Scope, Verb, example_prefix};
use crate::change::{Assignment, Operator};
use crate::command::error::{CommandError, Exit};
use crate::command::named::required;
use crate::command::revising::{Chosen, revise_all};
use crate::command::session::Session;
use crate::command::{render, writing};

pub(super) static VERB: Verb =
    Verb { name: "unset", about: "Take fields of {a kind} away", names_its_kind: true, arguments, run };

fn arguments(command: Command, scope: Scope<'_>) -> Command {
    let prefix = example_prefix(scope);
    command
        .arg(Arg::new("id").value_name("ID").required(true).help("Which one"))
        .arg(
            Arg::new("fields")
                .value_name("FIELD")
                .required(true)
                .action(ArgAction::Append)
                .help("Which fields, or parts of one: changelog.removal, questions[0]"),
        )
        .args(writing::arguments())
        .arg(render::outcome_argument())
        .after_help(format!(
            "Examples:\n  pm unset {prefix}-4 target\n  pm unset {prefix}-4 target rank --dry-run"
        ))
}

fn run(session: &mut Session<'_>, scope: Scope<'_>, matches: &ArgMatches) -> Result<Exit, CommandError> {
    let id = required(matches, "id")?;
    let fields = matches.get_many::<String>("fields").into_iter().flatten();
    let assignments: Vec<Assignment> =
        fields.map(|field| Assignment::new(field, Operator::Unset, Vec::new())).collect();
    revise_all(session, scope, matches, &Chosen::Named(vec![id]), &assignments)
}
