//! `pm rename ID TITLE`: another title, and another file name where that is wanted.

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::{Scope, Verb, example_prefix};
use crate::change::{FileName, Impossible, rename};
use crate::command::error::{CommandError, Exit};
use crate::command::named::{find, qualified, required};
use crate::command::revising;
use crate::command::session::Session;
use crate::command::writing::Writing;
use crate::command::{render, writing};

pub(super) static VERB: Verb =
    Verb { name: "rename", about: "Give {a kind} another title", names_its_kind: true, arguments, run };

fn arguments(command: Command, scope: Scope<'_>) -> Command {
    let prefix = example_prefix(scope);
    command
        .arg(Arg::new("id").value_name("ID").required(true).help("Which one"))
        .arg(
            Arg::new("title")
                .value_name("TITLE")
                .required_unless_present("file")
                .help("The new title; the id stays"),
        )
        .arg(
            Arg::new("file")
                .long("file")
                .action(ArgAction::SetTrue)
                .help("Name the file after the title too; links by path to it follow"),
        )
        .args(writing::arguments())
        .arg(render::outcome_argument())
        .after_help(format!(
            "Examples:\n  pm rename {prefix}-4 \"Export the roadmap as CSV\"\n  pm rename {prefix}-4 --file"
        ))
}

fn run(session: &mut Session<'_>, scope: Scope<'_>, matches: &ArgMatches) -> Result<Exit, CommandError> {
    let id = qualified(scope, required(matches, "id")?);
    let title = matches.get_one::<String>("title").map(String::as_str);
    let file = if matches.get_flag("file") { FileName::Follows } else { FileName::Stays };
    let writing = Writing::begin(session, matches)?;
    // Links by path may lead to a file that is renamed, and names in double brackets to a title.
    let (known, revised) = writing.attempt([id.as_str()], true, |plan| {
        let index = find(plan, scope, &id)?.artifact;
        let changes = rename(plan, index, title, file)?;
        Ok::<_, Impossible>(revising::by_artifact(plan, index, changes))
    })?;
    revising::finish(session, matches, &writing, &known, revised)
}
