//! `pm roadmap`: what is planned for when, and for what.

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::{Group, Spec};
use crate::command::error::{CommandError, Exit};
use crate::command::session::Session;
use crate::command::{audience, moment, render};
use crate::plan::Plan;
use crate::text::words::nearest;
use crate::view::roadmap::{By, Request, Roadmap};

pub(super) static COMMAND: Spec = Spec {
    name: "roadmap",
    group: Group::Plan,
    about: "Show what is planned for when, by horizon, quarter, release, objective, team or product",
    arguments,
    run: |session, _, matches| run(session, matches),
};

fn arguments(command: Command) -> Command {
    audience::argument(moment::arguments(command))
        .arg(
            Arg::new("by")
                .long("by")
                .value_name("WHAT")
                .value_parser(clap::builder::PossibleValuesParser::new(By::ALL.map(By::name)))
                .default_value("horizon")
                .help("Make a column of each"),
        )
        .arg(Arg::new("done").long("done").action(ArgAction::SetTrue).help("Show finished work too"))
        .arg(
            Arg::new("kind")
                .long("kind")
                .value_name("KIND")
                .action(ArgAction::Append)
                .value_delimiter(',')
                .help("Show these kinds instead of initiatives and requirements, the first above the others"),
        )
        .arg(render::format_argument())
        .after_help(
            "Examples:\n  pm roadmap\n  pm roadmap --by quarter --done\n  pm roadmap --by objective --format html > \
             roadmap.html",
        )
        .after_long_help(
            "Reads every document of the plan; writes nothing. Initiatives come first, and under each what is \
             delivered for it. Work without a target of its own has that of its release; an initiative without \
             one that of its latest deliverable. Dropped work is never shown.\n\nExamples:\n  pm roadmap\n  pm \
             roadmap --by quarter --done\n  pm roadmap --kind objective,initiative\n  pm roadmap --by objective \
             --format html > roadmap.html",
        )
}

fn run(session: &mut Session<'_>, matches: &ArgMatches) -> Result<Exit, CommandError> {
    let loaded = session.load()?;
    let by = matches.get_one::<String>("by").and_then(|name| By::parse(name)).unwrap_or(By::Horizon);
    let kinds = kinds(&loaded.plan, matches)?;
    let request = Request { today: session.today, by, done: matches.get_flag("done"), kinds };
    render::show(session, matches, &Roadmap::of(&loaded.plan, &request))?;
    render::name_unreadable(session, &loaded.plan)
}

fn kinds(plan: &Plan, matches: &ArgMatches) -> Result<Vec<usize>, CommandError> {
    let all = &plan.config.kinds;
    let position = |name: &String| {
        all.iter().position(|kind| kind.is_called(name)).ok_or_else(|| {
            let error = CommandError::usage(format!("there is no kind `{name}`"));
            match nearest(name, all.iter().map(|kind| kind.name.as_str())) {
                Some(near) => error.with_hint(format!("did you mean `{near}`?")),
                None => error,
            }
        })
    };
    matches.get_many::<String>("kind").into_iter().flatten().map(position).collect()
}
