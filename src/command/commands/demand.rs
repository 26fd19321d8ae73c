//! `pm demand`: who wants what, and what it weighs.

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::{Group, Spec};
use crate::command::error::{CommandError, Exit};
use crate::command::named::find;
use crate::command::session::Session;
use crate::command::verbs::Scope;
use crate::command::{audience, filter, moment, render};
use crate::plan::query::Environment;
use crate::view::demand::{DemandList, DemandOfOne, usual_kinds};

pub(super) static COMMAND: Spec = Spec {
    name: "demand",
    group: Group::Plan,
    about: "Show who wants what: voices, customers, revenue, segments and the customer-weighted score",
    arguments,
    run: |session, _, matches| run(session, matches),
};

fn arguments(command: Command) -> Command {
    let command = audience::argument(moment::arguments(command))
        .arg(Arg::new("id").value_name("ID").help("Show every customer and voice behind this one"))
        .arg(
            Arg::new("of")
                .long("of")
                .value_name("KIND")
                .action(ArgAction::Append)
                .value_delimiter(',')
                .help("Of this kind; several between commas [default: idea, opportunity]"),
        )
        .arg(
            Arg::new("all")
                .long("all")
                .action(ArgAction::SetTrue)
                .help("Show what is done or dropped as well"),
        );
    let examples =
        "Examples:\n  pm demand\n  pm demand IDEA-3\n  pm demand --of opportunity --format csv > demand.csv";
    filter::condition_arguments(command).arg(render::format_argument()).after_help(examples).after_long_help(
        format!(
            "Reads every document of the plan; writes nothing. A voice is a piece of feedback that an artifact answers or \
             rests on; those of its duplicates count as its own, and an opportunity is also asked for through its parts \
             and the ideas that answer it. Of one customer who says a thing twice the last word counts, and every \
             customer counts once.\n\nThe customer-weighted score is GitLab's: priority × revenue / points × urgency, \
             summed over the customers. The priority is the importance of the feedback, points are the sum of all that \
             the customer asks for, and the urgency follows from health and renewal; revenue of an open deal counts by its \
             likelihood. What cannot be weighed says what it needs, and is never 0.\n\n{examples}"
        ),
    )
}

fn run(session: &mut Session<'_>, matches: &ArgMatches) -> Result<Exit, CommandError> {
    let loaded = session.load()?;
    let plan = &loaded.plan;
    if let Some(id) = matches.get_one::<String>("id") {
        let index = find(plan, Scope::Any, id)?.artifact;
        render::show(session, matches, &DemandOfOne::of(plan, index, session.today))?;
        return render::name_unreadable(session, plan);
    }
    let environment = Environment::new(plan, session.today);
    let mut kinds = filter::kinds(&plan.config, Scope::Any, &filter::words(matches, "of"))?;
    if kinds.is_empty() {
        kinds = usual_kinds(plan);
    }
    let demand = DemandList::of(&environment, &kinds, &filter::request(matches)?, matches.get_flag("all"))?;
    render::show(session, matches, &demand)?;
    render::name_unreadable(session, plan)
}
