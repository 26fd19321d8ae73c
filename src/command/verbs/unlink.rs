//! `pm unlink ID FIELD [TARGET]`: takes links away.

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::{Scope, Verb, example_prefix};
use crate::change::{Impossible, unlink};
use crate::command::error::{CommandError, Exit};
use crate::command::named::{find, qualified, required};
use crate::command::revising::{self, Revised};
use crate::command::session::Session;
use crate::command::writing::Writing;
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
    let id = qualified(scope, required(matches, "id")?);
    let field = required(matches, "field")?;
    let targets: Vec<String> = matches.get_many::<String>("targets").into_iter().flatten().cloned().collect();
    let writing = Writing::begin(session, matches)?;
    let (known, revised) = writing.attempt([], true, |plan| {
        let index = find(plan, scope, &id)?.artifact;
        let sides = unlink(plan, index, field, &targets)?;
        Ok::<_, Impossible>(
            sides
                .into_iter()
                .map(|(index, file)| Revised {
                    id: plan.artifact(index).label(),
                    changes: file.into_iter().collect(),
                })
                .collect(),
        )
    })?;
    revising::finish(session, matches, &writing, &known, revised)
}
