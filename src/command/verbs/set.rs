//! `pm set ID FIELD=VALUE`: fields of one artifact or several.

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::{Scope, Verb, example_prefix};
use crate::change::{Assignment, Impossible};
use crate::command::error::{CommandError, Exit};
use crate::command::filter::{self, filter_arguments};
use crate::command::revising::{Chosen, revise_all};
use crate::command::session::Session;
use crate::command::{render, writing};

pub(super) static VERB: Verb =
    Verb { name: "set", about: "Set fields of {kinds}", names_its_kind: true, arguments, run };

fn arguments(command: Command, scope: Scope<'_>) -> Command {
    let prefix = example_prefix(scope);
    let fields = match scope {
        Scope::Any => String::new(),
        Scope::Kind(kind) => {
            let lines: Vec<String> =
                kind.fields.values().map(|field| format!("  {:<18} {}", field.name, field.summary)).collect();
            format!("Fields:\n{}\n\n", lines.join("\n"))
        }
    };
    filter_arguments(command, scope)
        .arg(Arg::new("words").value_name("ID|FIELD=VALUE").required(true).action(ArgAction::Append).help(
            "Which artifacts, then what to set: field=value, list+=item, list-=item, list[0].part=value",
        ))
        .args(writing::arguments())
        .arg(render::outcome_argument())
        .after_help(format!(
            "Examples:\n  pm set {prefix}-4 tags+=export\n  pm set {prefix}-4 {prefix}-5 owner=ana\n  pm set --status draft --no owner owner=ana --dry-run"
        ))
        .after_long_help(format!(
            "{fields}A value is read by the type of its field; a link takes any name of its target and is \
             written as its id. Only the bytes of the field change.\n\nExamples:\n  pm set {prefix}-4 \
             effort=2-5 tags+=export\n  pm set {prefix}-4 {prefix}-5 owner=ana --dry-run\n  pm set OBJ-3.KR2 \
             now=40"
        ))
}

fn run(session: &mut Session<'_>, scope: Scope<'_>, matches: &ArgMatches) -> Result<Exit, CommandError> {
    let words = matches.get_many::<String>("words").into_iter().flatten();
    let (written, ids): (Vec<&String>, Vec<&String>) = words.partition(|word| word.contains('='));
    let assignments: Vec<Assignment> =
        written.into_iter().map(|written| Assignment::parse(written)).collect::<Result<_, Impossible>>()?;
    if assignments.is_empty() {
        return Err(CommandError::usage("nothing is said to be set").with_hint("add field=value"));
    }
    let request = filter::request(matches)?;
    let kinds = filter::words(matches, "kind");
    let chosen = match (ids.is_empty(), request.is_empty() && kinds.is_empty()) {
        (true, true) => {
            return Err(CommandError::usage("no artifact is named")
                .with_hint("put its id first: pm set REQ-4 effort=3")
                .with_hint("or say which ones: pm set --where 'priority == \"must\"' owner=ana"));
        }
        (false, false) => {
            return Err(CommandError::usage("artifacts are named and described at once")
                .with_hint("leave out the ids, or the flags that say which ones"));
        }
        (false, true) => Chosen::Named(ids.iter().map(|id| id.as_str()).collect()),
        (true, false) => Chosen::Matching { request, kinds },
    };
    revise_all(session, scope, matches, &chosen, &assignments)
}
