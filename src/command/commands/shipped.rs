//! `pm shipped`: what went out, and what came of it.

use clap::{Arg, ArgMatches, Command};

use super::{Group, Spec};
use crate::command::error::{CommandError, Exit};
use crate::command::session::Session;
use crate::command::{audience, filter, moment, one_product, render};
use crate::plan::query::Environment;
use crate::view::shipped::{By, Request, Shipped};

pub(super) static COMMAND: Spec = Spec {
    name: "shipped",
    group: Group::Plan,
    about: "Show what went out, the newest first, with the outcome that was expected and what was measured",
    arguments,
    run: |session, _, matches| run(session, matches),
};

fn arguments(command: Command) -> Command {
    let command = audience::argument(moment::arguments(command))
        .arg(
            Arg::new("by")
                .long("by")
                .value_name("WHAT")
                .value_parser(clap::builder::PossibleValuesParser::new(By::ALL.map(By::name)))
                .default_value("quarter")
                .help("Make a chapter of each"),
        )
        .arg(
            Arg::new("out-since")
                .long("since")
                .value_name("WHEN")
                .help("Show what went out since then: a day, a period, \"3 months ago\", or a revision"),
        )
        .arg(one_product::argument());
    filter::condition_arguments(command)
        .arg(render::format_argument())
        .after_help(
            "Examples:\n  pm shipped\n  pm shipped --by release\n  pm shipped --since 2026-07 --format html > shipped.html",
        )
        .after_long_help(
            "Reads every document of the plan; writes nothing. A release went out on its `date`. What it was for are the \
             bets of its work, the key results of the objectives that these or the work serve, and the metrics that \
             measure any of them. What was expected of a bet is its `outcome`, of a number the way from its baseline to \
             its target. What was measured is `measured`, the last value of a metric behind the day the first of the \
             releases went out, or where a key result names no metric its `now`.\n\nConditions choose among the work \
             of the releases.\n\nWrite down what came of it:\n  pm set REL-4 measured=\"…\"\n  pm set INIT-2 measured=\"…\"\n  \
             pm set MET-2 series.2026-11-24=4.1\n  pm set OBJ-3.KR1 now=5\n\nExamples:\n  pm shipped\n  pm shipped --by \
             release --product portal\n  pm shipped --since \"6 months ago\" --field team=harbour\n  pm shipped \
             --audience executives --format html > shipped.html",
        )
}

fn run(session: &mut Session<'_>, matches: &ArgMatches) -> Result<Exit, CommandError> {
    let loaded = session.load()?;
    let plan = &loaded.plan;
    let since = match matches.get_one::<String>("out-since") {
        Some(name) => {
            Some(moment::day_at(&loaded.repository, name, session.today, &plan.config.fiscal_year)?)
        }
        None => None,
    };
    let request = Request {
        today: session.today,
        by: matches.get_one::<String>("by").and_then(|name| By::parse(name)).unwrap_or(By::Quarter),
        since,
        product: one_product::chosen(plan, matches)?,
        conditions: filter::request(matches)?,
        is_whole: session.reader.is_none(),
    };
    let environment = Environment::new(plan, session.today);
    render::show(session, matches, &Shipped::of(&environment, &request)?)?;
    render::name_unreadable(session, plan)
}
