//! `pm plan`: what is in the releases that are not out, and what they wait for.

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::{Group, Spec};
use crate::command::error::{CommandError, Exit};
use crate::command::session::Session;
use crate::command::verbs::Scope;
use crate::command::{audience, filter, moment, named, one_product, render};
use crate::plan::query::Environment;
use crate::plan::{ArtifactIndex, NotFound, Plan};
use crate::view::release_plan::{ReleasePlan, Request};

pub(super) static COMMAND: Spec = Spec {
    name: "plan",
    group: Group::Plan,
    about: "Show the plan of the next releases: how far their scope is, what it waits for, whether it fits",
    arguments,
    run: |session, _, matches| run(session, matches),
};

fn arguments(command: Command) -> Command {
    let command =
        audience::argument(moment::arguments(command))
            .arg(Arg::new("releases").value_name("RELEASE").action(ArgAction::Append).help(
                "Show this release, by its id or its version; those that are not out where none is named",
            ))
            .arg(one_product::argument());
    filter::condition_arguments(command)
        .arg(render::format_argument())
        .after_help(
            "Examples:\n  pm plan\n  pm plan 3.0.0\n  pm plan --field team=visitor\n  pm plan --format html > plan.html",
        )
        .after_long_help(
            "Reads every document of the plan; writes nothing. For each release, in the order of their targets: what of \
             its scope is done, in progress and not begun, by count and by effort; whether that fits the `capacity` of \
             the release; its work by team, each piece with what it waits for; the work that takes longest one piece \
             after the other; and what else has to be ready. What is waited for is late where it is planned for later \
             than what waits for it, or for a day that has passed. Work with the priority `wont` is no part of the \
             release.\n\nConditions choose which work is shown; the figures are always those of the whole \
             release. What moved since an earlier plan is told by `pm diff` and `pm slips`.\n\nExamples:\n  pm plan\n  \
             pm plan 3.0.0 REL-6\n  pm plan --product portal\n  pm plan --field team=visitor --category open\n  pm plan \
             --at \"2 weeks ago\"\n  pm plan --format html > plan.html\n  pm plan 3.0.0 --format mermaid",
        )
}

fn run(session: &mut Session<'_>, matches: &ArgMatches) -> Result<Exit, CommandError> {
    let loaded = session.load()?;
    let plan = &loaded.plan;
    let names = filter::words(matches, "releases");
    let request = Request {
        today: session.today,
        named: names.iter().map(|name| release(plan, name)).collect::<Result<_, _>>()?,
        product: one_product::chosen(plan, matches)?,
        conditions: filter::request(matches)?,
    };
    let environment = Environment::new(plan, session.today);
    render::show(session, matches, &ReleasePlan::of(&environment, &request)?)?;
    render::name_unreadable(session, plan)
}

/// The release that an id or a version names.
pub(super) fn release(plan: &Plan, name: &str) -> Result<ArtifactIndex, CommandError> {
    match plan.config.kinds.iter().find(|kind| kind.name == crate::plan::due::RELEASE) {
        Some(kind)
            if matches!(
                plan.find(&named::qualified(Scope::Kind(kind), name)),
                Err(NotFound::Unknown { nearest: None })
            ) =>
        {
            Err(CommandError::usage(format!("there is no release `{name}`"))
                .with_hint("`pm list release` shows those that there are"))
        }
        Some(kind) => Ok(named::find(plan, Scope::Kind(kind), name)?.artifact),
        None => Err(CommandError::usage("this plan has no kind `release`")
            .with_hint("`pm roadmap` shows what is planned for when")),
    }
}
