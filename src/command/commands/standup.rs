//! `pm standup`: what each person changed since the last one, and what they have under way.

use clap::{Arg, ArgMatches, Command};

use super::{Group, Spec};
use crate::command::error::{CommandError, Exit};
use crate::command::moment::day_at;
use crate::command::past::{self, Past};
use crate::command::render;
use crate::command::session::Session;
use crate::config::Config;
use crate::history::{ages, tell};
use crate::model::values::Date;
use crate::text::words::{list_of, nearest};
use crate::view::standup::{Change, Request, Standup};

pub(super) static COMMAND: Spec = Spec {
    name: "standup",
    group: Group::Week,
    about: "Tell what each person changed since yesterday, what slipped, and what they have under way",
    arguments,
    run: |session, _, matches| run(session, matches),
};

fn arguments(command: Command) -> Command {
    past::whole_arguments(command)
        .arg(
            // Not a moment that history begins at: how long work is under way is told from before it.
            Arg::new("told-since")
                .long("since")
                .value_name("MOMENT")
                .help("Tell what happened on this day, or that of this revision, and later [default: yesterday; on a Monday Friday]"),
        )
        .arg(Arg::new("team").long("team").value_name("TEAM").help("Tell of the people of this team alone"))
        .arg(render::format_argument())
        .after_help("Examples:\n  pm standup\n  pm standup --team harbour\n  pm standup --since 2026-11-16 --format markdown")
        .after_long_help(
            "Reads the commits of the branch that is checked out, never the working tree; writes nothing. People are \
             those of pm.yaml, found by the name and the address that their commits carry; others are told by the name \
             in git. Under way is what is in an active status and can wait for something: requirements, initiatives. A \
             change is told by who committed it, work by its owner.\n\nExamples:\n  pm standup\n  pm standup --since \
             \"1 week ago\"\n  pm standup --team harbour --format markdown",
        )
}

fn run(session: &mut Session<'_>, matches: &ArgMatches) -> Result<Exit, CommandError> {
    let (loaded, past) = Past::read(session, matches)?;
    let (plan, config, today) = (&loaded.plan, &loaded.plan.config, session.today);
    let since = match matches.get_one::<String>("told-since") {
        Some(name) => day_at(&loaded.repository, name, today, &config.fiscal_year)?,
        None => last_working_day(today),
    };
    let team = matches.get_one::<String>("team").map(|name| team(config, name)).transpose()?;
    let recent = past.lineages.since(since);
    let wanted: Vec<usize> = (0..recent.lineages.len()).collect();
    let told =
        tell(&past.log, config, &recent, &wanted, |transition| Change::of(config, &recent, transition));
    let ages = ages(&past.log, config, &past.lineages, plan, |index| {
        !plan.artifact(index).is_closed(plan.kind_of(index))
    });
    let request = Request { today, since, team, definition: past.definition, ages };
    render::show(session, matches, &Standup::of(plan, &recent, told, request))?;
    render::name_unreadable(session, plan)
}

/// The day before; after a weekend the Friday.
fn last_working_day(today: Date) -> Date {
    today.plus_days(match today.days_since_monday() {
        0 => -3,
        6 => -2,
        _ => -1,
    })
}

/// The key of the team that a person named.
fn team(config: &Config, name: &str) -> Result<String, CommandError> {
    let teams = &config.teams;
    let is_called = |(key, team): &(&String, &crate::config::Team)| *key == name || team.name == name;
    if let Some((key, _)) = teams.iter().find(is_called) {
        return Ok(key.clone());
    }
    let error = CommandError::usage(format!("pm.yaml knows no team `{name}`"));
    Err(match nearest(name, teams.keys().map(String::as_str)) {
        Some(near) => error.with_hint(format!("did you mean `{near}`?")),
        None if teams.is_empty() => error.with_hint("name teams under `teams:` in pm.yaml"),
        None => error.with_hint(format!("teams of pm.yaml: {}", list_of(teams.keys()))),
    })
}
