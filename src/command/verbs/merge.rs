//! `pm merge ID --into ID`: makes an artifact the duplicate of another one.

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::{Scope, Verb, example_prefix};
use crate::change::{Impossible, merge_into};
use crate::command::error::{CommandError, Exit};
use crate::command::named::{find, qualified, required};
use crate::command::revising;
use crate::command::session::Session;
use crate::command::writing::Writing;
use crate::command::{render, writing};
use crate::plan::ArtifactIndex;

pub(super) static VERB: Verb = Verb {
    name: "merge",
    about: "Merge {kinds} into one that says the same; every voice is kept",
    names_its_kind: true,
    arguments,
    run,
};

fn arguments(command: Command, scope: Scope<'_>) -> Command {
    let prefix = match scope {
        Scope::Any => "IDEA",
        Scope::Kind(_) => example_prefix(scope),
    };
    let examples = format!(
        "Examples:\n  pm merge {prefix}-5 --into {prefix}-1\n  pm merge {prefix}-5 {prefix}-9 --into {prefix}-1"
    );
    command
        .arg(
            Arg::new("ids")
                .value_name("ID")
                .required(true)
                .action(ArgAction::Append)
                .help("Which ones say the same"),
        )
        .arg(Arg::new("into").long("into").value_name("ID").required(true).help("The one that lives on"))
        .args(writing::arguments())
        .arg(render::outcome_argument())
        .after_help(examples.clone())
        .after_long_help(format!(
            "What is merged keeps its document, its words and its links: it says what it duplicates, and gets the status \
             for that where its kind has one. Who asked for it counts for the one that lives on (`pm demand`). `pm \
             unmerge` parts them again.\n\n{examples}"
        ))
}

fn run(session: &mut Session<'_>, scope: Scope<'_>, matches: &ArgMatches) -> Result<Exit, CommandError> {
    let names = matches.get_many::<String>("ids").into_iter().flatten();
    let ids: Vec<String> = names.map(|id| qualified(scope, id)).collect();
    let into = qualified(scope, required(matches, "into")?);
    let writing = Writing::begin(session, matches)?;
    // What is merged into one of them already is in the whole plan alone.
    let (known, revised) = writing.attempt([], true, |plan| {
        let mut merged: Vec<ArtifactIndex> = Vec::new();
        for id in &ids {
            let index = find(plan, scope, id)?.artifact;
            if !merged.contains(&index) {
                merged.push(index);
            }
        }
        let sides = merge_into(plan, &merged, find(plan, scope, &into)?.artifact)?;
        Ok::<_, Impossible>(revising::of_sides(plan, sides))
    })?;
    revising::finish(session, matches, &writing, &known, revised)
}
