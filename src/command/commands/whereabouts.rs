//! `pm where ID`: where something is that was asked for, or why it is not planned.

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::{Group, Spec};
use crate::command::error::{CommandError, Exit};
use crate::command::named::find_called;
use crate::command::session::Session;
use crate::command::{audience, background, filter, moment, render};
use crate::plan::ArtifactIndex;
use crate::view::whereabouts::{Known, Whereabouts, concerned};

pub(super) static COMMAND: Spec = Spec {
    name: "where",
    group: Group::Plan,
    about: "Tell where something is that was asked for: what answers it, when, and how often that moved",
    arguments,
    run: |session, _, matches| run(session, matches),
};

fn arguments(command: Command) -> Command {
    audience::argument(moment::arguments(command))
        .arg(
            Arg::new("ids")
                .value_name("ID")
                .required(true)
                .action(ArgAction::Append)
                .help("Ideas, feedback, opportunities or work; of a customer, a segment or a stakeholder all they asked for. A whole title does for an id"),
        )
        .arg(render::format_argument())
        .after_help("Examples:\n  pm where IDEA-7\n  pm where FB-2 FB-5\n  pm where CUST-2 --format markdown\n  pm where \"Port Ellery\"")
        .after_long_help(
            "Reads every document of the plan, and the commits behind it; writes nothing. First the answer, in sentences \
             that can be sent as they are; then the trail: since when it is in its status, who asked, the ideas that \
             take it up, the work that answers it, the release with its target and what was announced, how often and \
             how far either moved, and the decisions on it.\n\nIt is shipped when the work that answers it is done and \
             the release it goes out with is out; on the way when some of it is under way, or agreed to; considered \
             when somebody has begun to look into it; not planned when it was declined, dismissed, dropped or parked. \
             A copy is where the one is that lives on.\n\nExamples:\n  pm where IDEA-7\n  pm where FB-2 FB-5\n  pm \
             where CUST-2 --format markdown\n  pm where IDEA-7 --at \"3 months ago\"\n  pm where REQ-5 --audience \
             customers",
        )
}

fn run(session: &mut Session<'_>, matches: &ArgMatches) -> Result<Exit, CommandError> {
    let loaded = session.load()?;
    let plan = &loaded.plan;
    let names = filter::words(matches, "ids");
    let asked: Vec<ArtifactIndex> =
        names.iter().map(|name| find_called(plan, name)).collect::<Result<_, CommandError>>()?;
    let known = match background::lineages(&loaded, session.today, None) {
        Some((log, lineages)) => Known::read(&log, plan, &lineages, &concerned(plan, &asked)),
        None => Known::default(),
    };
    render::show(session, matches, &Whereabouts::of(plan, &asked, &known, session.today))?;
    render::name_unreadable(session, plan)
}
