//! `pm rank ID --before ID`: gives artifacts a place in the order that people make by hand.

use clap::{Arg, ArgAction, ArgGroup, ArgMatches, Command};

use super::{Scope, Verb, example_prefix};
use crate::change::{Assignment, Impossible, Spot, ranks, revise};
use crate::command::error::{CommandError, Exit};
use crate::command::named::{find, qualified};
use crate::command::revising::{self, Revised};
use crate::command::session::Session;
use crate::command::writing::Writing;
use crate::command::{render, writing};

pub(super) static VERB: Verb = Verb {
    name: "rank",
    about: "Put {kinds} before or behind others, by hand",
    names_its_kind: true,
    arguments,
    run,
};

fn arguments(command: Command, scope: Scope<'_>) -> Command {
    let prefix = example_prefix(scope);
    let beside =
        |name: &'static str, help: &'static str| Arg::new(name).long(name).value_name("ID").help(help);
    let end = |name: &'static str, help: &'static str| {
        Arg::new(name).long(name).action(ArgAction::SetTrue).help(help)
    };
    let examples = format!(
        "Examples:\n  pm rank {prefix}-7 --first\n  pm rank {prefix}-4 {prefix}-9 --after {prefix}-7"
    );
    command
        .arg(
            Arg::new("ids")
                .value_name("ID")
                .required(true)
                .action(ArgAction::Append)
                .help("Which ones, in the order that they are to have"),
        )
        .arg(beside("before", "Directly before this one"))
        .arg(beside("after", "Directly behind this one"))
        .arg(end("first", "Before all others that have a place"))
        .arg(end("last", "Behind all others that have a place"))
        .group(ArgGroup::new("spot").args(["before", "after", "first", "last"]).required(true))
        .args(writing::arguments())
        .arg(render::outcome_argument())
        .after_help(examples.clone())
        .after_long_help(format!(
            "Writes the field `rank`, a key that sorts as text, into the artifacts that are named and into no other \
             document. `pm list --sort rank` shows the order; what has no rank comes behind what has \
             one.\n\n{examples}"
        ))
}

fn run(session: &mut Session<'_>, scope: Scope<'_>, matches: &ArgMatches) -> Result<Exit, CommandError> {
    let ids: Vec<String> =
        matches.get_many::<String>("ids").into_iter().flatten().map(|id| qualified(scope, id)).collect();
    let named = |name: &str| matches.get_one::<String>(name).map(|id| qualified(scope, id));
    let (before, after) = (named("before"), named("after"));
    let writing = Writing::begin(session, matches)?;
    // A place is found among all others of the kind.
    let (known, revised) = writing.attempt([], true, |plan| {
        let index = |id: &String| Ok::<_, Impossible>(find(plan, scope, id)?.artifact);
        let spot = match (&before, &after) {
            (Some(anchor), _) => Spot::Before(index(anchor)?),
            (None, Some(anchor)) => Spot::After(index(anchor)?),
            (None, None) if matches.get_flag("first") => Spot::First,
            (None, None) => Spot::Last,
        };
        let moved = ids.iter().map(index).collect::<Result<Vec<_>, _>>()?;
        ranks(plan, &moved, spot)?
            .into_iter()
            .map(|(index, rank)| {
                let assignment = Assignment::set("rank", rank.as_str());
                let changes = revise(plan, index, None, &[assignment])?.file.into_iter().collect();
                Ok(Revised { id: plan.artifact(index).label(), changes })
            })
            .collect::<Result<Vec<_>, Impossible>>()
    })?;
    revising::finish(session, matches, &writing, &known.local(), revised)
}
