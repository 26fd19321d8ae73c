//! `pm log`: what changed in the plan, day by day.

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::{Group, Spec};
use crate::command::error::{CommandError, Exit};
use crate::command::filter;
use crate::command::past::{self, Past};
use crate::command::render;
use crate::command::session::Session;
use crate::command::verbs::Scope;
use crate::history::tell;
use crate::model::values::Date;
use crate::plan::owner;
use crate::view::log::{Entry, PlanLog};

/// How many days are told where nobody says how many.
const DAYS: usize = 30;

pub(super) static COMMAND: Spec = Spec {
    name: "log",
    group: Group::Plan,
    about: "Tell what changed in the plan, day by day",
    arguments,
    run: |session, _, matches| run(session, matches),
};

fn arguments(command: Command) -> Command {
    past::arguments(command)
        .arg(
            Arg::new("id")
                .value_name("ID")
                .action(ArgAction::Append)
                .help("Tell of these artifacts alone, by id or path"),
        )
        .arg(
            Arg::new("kind")
                .long("kind")
                .value_name("KIND")
                .action(ArgAction::Append)
                .value_delimiter(',')
                .help("Tell of these kinds alone"),
        )
        .arg(
            Arg::new("limit")
                .long("limit")
                .short('n')
                .value_name("DAYS")
                .value_parser(clap::value_parser!(usize))
                .help("Tell of the last DAYS days with a change; 0 for all [default: 30, with --since all]"),
        )
        .arg(render::format_argument())
        .after_help(
            "Examples:\n  pm log\n  pm log --since \"2 weeks ago\"\n  pm log --kind requirement,release -n 5\n  pm log \
             REQ-4",
        )
        .after_long_help(
            "Reads the commits of the branch that is checked out, never the working tree; writes nothing. A commit \
             that changed nothing but layout is left out. What one person did to an artifact within a day is told \
             at once, and so is the same change of many artifacts in one commit; the formats json and csv have \
             every change apart. Documents of every age are read with the present pm.yaml, and a day is that of \
             the commit in its own time zone.\n\nExamples:\n  pm log\n  pm log --since \"2 weeks ago\"\n  pm log \
             --kind requirement,release -n 5\n  pm log --since v1.2 --until v1.3 --format markdown\n  pm log REQ-4 \
             --all-commits",
        )
}

fn run(session: &mut Session<'_>, matches: &ArgMatches) -> Result<Exit, CommandError> {
    let (loaded, past) = Past::read(session, matches)?;
    let config = &loaded.plan.config;
    let names: Vec<String> = matches.get_many::<String>("kind").into_iter().flatten().cloned().collect();
    let kinds = filter::kinds(config, Scope::Any, &names)?;
    let mut wanted: Vec<usize> = (0..past.lineages.lineages.len()).collect();
    if let Some(ids) = matches.get_many::<String>("id") {
        wanted.clear();
        for id in ids {
            wanted.extend(past.wanted(&loaded, Scope::Any, id, false)?.1);
        }
    }
    let is_of_kind = |at: &usize| {
        let owner = past.lineages.lineages[*at].path().and_then(|path| owner(config, path));
        kinds.is_empty() || owner.is_some_and(|(kind, _)| kinds.contains(&usize::from(kind)))
    };
    wanted.retain(is_of_kind);
    let limit = match matches.get_one::<usize>("limit") {
        Some(0) => None,
        Some(days) => Some(*days),
        None => (!matches.contains_id("since")).then_some(DAYS),
    };
    let days = past.lineages.days(&wanted);
    let mut looked_at = limit.unwrap_or(days.len()).max(1);
    let view = loop {
        let (view, is_enough) = look(&past, &loaded.plan.config, &wanted, &days, looked_at, limit);
        if is_enough {
            break view;
        }
        // Days on which nothing but layout changed do not count.
        looked_at = looked_at.saturating_mul(4);
    };
    render::show(session, matches, &view)?;
    render::name_unread_settings(session, &loaded.plan)
}

/// Tells of the last days of `days`, the newest of which comes first, and whether that is as much as `limit`
/// asks for.
fn look(
    past: &Past,
    config: &crate::config::Config,
    wanted: &[usize],
    days: &[Date],
    looked_at: usize,
    limit: Option<usize>,
) -> (PlanLog, bool) {
    let is_all = looked_at >= days.len();
    let recent = days.get(looked_at.min(days.len()).saturating_sub(1)).map(|day| past.lineages.since(*day));
    let lineages = recent.as_ref().unwrap_or(&past.lineages);
    let told =
        tell(&past.log, config, lineages, wanted, |transition| Entry::of(config, lineages, transition));
    let view = PlanLog::of(lineages, past.definition.clone(), told, limit, !is_all);
    let is_enough = is_all || limit.is_some_and(|limit| view.day_count() >= limit);
    (view, is_enough)
}
