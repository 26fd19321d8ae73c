//! `pm unlink ID FIELD [TARGET]`: takes links away.

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::link::write_sides;
use super::{Scope, Verb, example_prefix};
use crate::change::unlink;
use crate::command::error::{CommandError, Exit};
use crate::command::session::Session;
use crate::command::{render, writing};

pub(super) static VERB: Verb =
    Verb { name: "unlink", about: "Take links of {a kind} away", names_its_kind: true, arguments, run };

fn arguments(command: Command, scope: Scope<'_>) -> Command {
    let prefix = example_prefix(scope);
    command
        .arg(Arg::new("id").value_name("ID").required(true).help("Which one"))
        .arg(Arg::new("field").value_name("FIELD").required(true).help("The link field"))
        .arg(
            Arg::new("targets")
                .value_name("TARGET")
                .action(ArgAction::Append)
                .help("What it shall not lead to any more; everything where none is named"),
        )
        .args(writing::arguments())
        .arg(render::outcome_argument())
        .after_help(format!("Examples:\n  pm unlink {prefix}-4 related REQ-7\n  pm unlink REQ-4 release"))
}

fn run(session: &mut Session<'_>, scope: Scope<'_>, matches: &ArgMatches) -> Result<Exit, CommandError> {
    write_sides(session, scope, matches, unlink)
}
