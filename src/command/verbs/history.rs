//! `pm history ID`: who changed what of an artifact, when, and why.

use clap::{Arg, ArgMatches, Command};

use super::{Scope, Verb, example_prefix};
use crate::command::error::{CommandError, Exit};
use crate::command::named::required;
use crate::command::past::{self, Past};
use crate::command::render;
use crate::command::session::Session;
use crate::history::tell;
use crate::view::history::{Event, History};

pub(super) static VERB: Verb = Verb {
    name: "history",
    about: "Tell who changed what of {kinds}, when, and in which commit",
    names_its_kind: true,
    arguments,
    run,
};

fn arguments(command: Command, scope: Scope<'_>) -> Command {
    let prefix = example_prefix(scope);
    past::arguments(command)
        .arg(
            Arg::new("id")
                .value_name("ID")
                .required(true)
                .help("The artifact, by id or path; one that was removed by its id"),
        )
        .arg(
            Arg::new("follow")
                .long("follow")
                .value_name("HOW")
                .value_parser(["renames", "id"])
                .default_value("renames")
                .help("Follow the document through renames, or all documents that had the id"),
        )
        .arg(render::format_argument())
        .after_help(format!(
            "Examples:\n  pm history {prefix}-4\n  pm history {prefix}-4 --since \"3 months ago\"\n  pm history {prefix}-4 \
             --follow id --format csv"
        ))
        .after_long_help(format!(
            "Reads the commits of the branch that is checked out, never the working tree; writes nothing. Documents of \
             every age are read with the present pm.yaml. A day is that of the commit in its own time zone. A revision \
             that cannot be read is passed over and counted.\n\nExamples:\n  pm history {prefix}-4\n  pm history \
             {prefix}-4 --since v1.2 --all-commits\n  pm history {prefix}-4 --follow id --format csv"
        ))
}

fn run(session: &mut Session<'_>, scope: Scope<'_>, matches: &ArgMatches) -> Result<Exit, CommandError> {
    let (loaded, mut past) = Past::read(session, matches)?;
    let text = required(matches, "id")?;
    let by_id = matches.get_one::<String>("follow").is_some_and(|how| how == "id");
    let (label, mut wanted) = past.wanted(&loaded, scope, text, by_id)?;
    if by_id && wanted.len() > 1 {
        wanted = vec![past.lineages.join(&wanted)];
    }
    let config = &loaded.plan.config;
    let told = tell(&past.log, config, &past.lineages, &wanted, |transition| {
        Event::of(config, &past.lineages, transition)
    });
    let definition = match by_id {
        true => format!("{}, documents joined by id", past.definition),
        false => past.definition.clone(),
    };
    render::show(session, matches, &History::of(&past.lineages, label, definition, told))?;
    Ok(Exit::Fine)
}
