//! `pm prioritize`: what to do first.

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::{Group, Spec};
use crate::command::error::{CommandError, Exit};
use crate::command::session::Session;
use crate::command::{audience, filter, moment, render};
use crate::plan::query::Environment;
use crate::view::priorities::{Priorities, Question, Refused};

pub(super) static COMMAND: Spec = Spec {
    name: "prioritize",
    group: Group::Plan,
    about: "Rank ideas and requirements, with the inputs beside the score",
    arguments,
    run: |session, _, matches| run(session, matches),
};

fn arguments(command: Command) -> Command {
    audience::argument(moment::arguments(command))
        .arg(
            Arg::new("kind")
                .value_name("KIND")
                .help("Rank artifacts of this kind; ideas and requirements without it"),
        )
        .arg(Arg::new("by").long("by").value_name("METHOD").help(
            "rice, ice, wsjf, cd3, value-effort, weighted, moscow, customer-weighted, or a score of pm.yaml \
             [default: as pm.yaml sets it, else rice]",
        ))
        .arg(
            Arg::new("status")
                .long("status")
                .value_name("STATUS")
                .action(ArgAction::Append)
                .value_delimiter(',')
                .help("Rank what is in this status; several between commas"),
        )
        .arg(
            Arg::new("where")
                .long("where")
                .value_name("EXPRESSION")
                .action(ArgAction::Append)
                .help("Rank what this holds for, such as 'objective == \"OBJ-3\"'"),
        )
        .arg(
            Arg::new("all")
                .long("all")
                .action(ArgAction::SetTrue)
                .help("Rank what is done or dropped as well"),
        )
        .arg(render::format_argument())
        .after_help("Examples:\n  pm prioritize\n  pm prioritize idea --by ice\n  pm prioritize req --by moscow --status approved")
        .after_long_help(
            "Reads pm.yaml and the fields that the method needs; writes nothing. A missing input leaves an \
             artifact unscored at the end of the ranking, never at 0.\n\nThe method of each kind is set in pm.yaml:\n  \
             scoring: {default: rice, kinds: {requirement: wsjf}}\n\nExamples:\n  pm prioritize\n  pm prioritize \
             idea --by ice\n  pm prioritize req --by moscow --status approved\n  pm prioritize --format csv > \
             ranking.csv",
        )
}

fn run(session: &mut Session<'_>, matches: &ArgMatches) -> Result<Exit, CommandError> {
    let loaded = session.load()?;
    let question = Question {
        kind: matches.get_one::<String>("kind").cloned(),
        method: matches.get_one::<String>("by").cloned(),
        all: matches.get_flag("all"),
        filter: filter::request(matches)?,
    };
    let environment = Environment::new(&loaded.plan, session.today);
    let priorities = Priorities::of(&environment, &question).map_err(refusal)?;
    render::show(session, matches, &priorities)?;
    render::name_unreadable(session, &loaded.plan)
}

fn refusal(refused: Refused) -> CommandError {
    match refused {
        Refused::Unknown { message, hint } => CommandError::usage(message).with_hint(hint),
        Refused::Query(fault) => fault.into(),
    }
}
