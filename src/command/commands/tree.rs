//! `pm tree`: from objectives to what is done for them.

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::{Group, Spec};
use crate::command::error::{CommandError, Exit};
use crate::command::session::Session;
use crate::command::{audience, moment, render};
use crate::view::tree::Tree;

pub(super) static COMMAND: Spec = Spec {
    name: "tree",
    group: Group::Plan,
    about: "Show the tree from objectives over opportunities and bets to ideas, work and experiments",
    arguments,
    run: |session, _, matches| run(session, matches),
};

fn arguments(command: Command) -> Command {
    audience::argument(moment::arguments(command))
        .arg(
            Arg::new("all").long("all").action(ArgAction::SetTrue).help("Show what is done or dropped as well"),
        )
        .arg(render::format_argument())
        .after_help("Examples:\n  pm tree\n  pm tree --all\n  pm tree --format svg > tree.svg")
        .after_long_help(
            "Reads every document of the plan; writes nothing. Each artifact hangs under the one that it is a part \
             of, else under what it tests, answers or serves. What leads to no objective is listed behind the \
             tree.\n\nExamples:\n  pm tree\n  pm tree --all\n  pm tree --format svg > tree.svg",
        )
}

fn run(session: &mut Session<'_>, matches: &ArgMatches) -> Result<Exit, CommandError> {
    let loaded = session.load()?;
    render::show(session, matches, &Tree::of(&loaded.plan, matches.get_flag("all")))?;
    render::name_unreadable(session, &loaded.plan)
}
