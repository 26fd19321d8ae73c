//! `pm links`: what an artifact leads to and what leads to it, or all links of the plan.

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::list::{say_unreadable, split};
use super::{Scope, Verb};
use crate::command::error::{CommandError, Exit};
use crate::command::filter::{kinds, words};
use crate::command::render::{format_argument, show, show_counts};
use crate::command::session::Session;
use crate::command::{audience, moment, named};
use crate::plan::graph::Direction;
use crate::plan::query::{self, Environment, LinkFilter, LinkSelection};
use crate::view::edges::{Edges, count_edges};
use crate::view::links::{Links, Sides};
use crate::view::reach::Reach;

pub(super) static VERB: Verb = Verb {
    name: "links",
    about: "Show what {kinds} lead to, and what leads to them",
    names_its_kind: true,
    arguments,
    run,
};

fn arguments(command: Command, scope: Scope<'_>) -> Command {
    let flag = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(value).help(help)
    };
    let switch = |name: &'static str, help: &'static str| {
        Arg::new(name).long(name).action(ArgAction::SetTrue).requires("id").help(help)
    };
    let command = match scope {
        Scope::Any => command.arg(
            flag("kind", "KIND", "Links that artifacts of this kind write; several between commas")
                .action(ArgAction::Append)
                .value_delimiter(',')
                .conflicts_with("id"),
        ),
        Scope::Kind(_) => command,
    };
    audience::argument(moment::arguments(command))
        .arg(Arg::new("id").value_name("ID").help("The artifact; all links of the plan where none is named"))
        .arg(switch("transitive", "Follow links as far as they lead").short('t'))
        .arg(switch("out", "Follow links from the artifact alone").conflicts_with("in"))
        .arg(switch("in", "Follow links to the artifact alone"))
        .arg(
            flag("field", "FIELD", "Links in this field; several between commas")
                .action(ArgAction::Append)
                .value_delimiter(','),
        )
        .arg(
            flag("meaning", "WORDS", "Links with this meaning, such as 'depends on'")
                .action(ArgAction::Append)
                .value_delimiter(','),
        )
        .arg(
            flag("where", "EXPRESSION", "Links for which this holds, over `source`, `target` and `link`")
                .action(ArgAction::Append)
                .conflicts_with("id"),
        )
        .arg(
            flag("columns", "NAMES", "Show these: expressions between commas")
                .action(ArgAction::Append)
                .conflicts_with("id"),
        )
        .arg(
            Arg::new("count")
                .long("count")
                .action(ArgAction::SetTrue)
                .conflicts_with_all(["id", "columns", "limit"])
                .help("Say how many there are"),
        )
        .arg(
            flag("count-by", "NAMES", "Count by these expressions, between commas")
                .conflicts_with_all(["id", "columns", "limit", "count"]),
        )
        .arg(
            flag("limit", "COUNT", "Show no more than so many")
                .value_parser(clap::value_parser!(usize))
                .conflicts_with("id"),
        )
        .arg(format_argument())
        .after_help(
            "Examples:\n  pm links REQ-4\n  pm links REQ-4 --transitive --meaning 'depends on'\n  pm links --where \
             'link.meaning == \"depends on\" && target.category() == \"dropped\"'\n  pm links --count-by state",
        )
}

fn run(session: &mut Session<'_>, scope: Scope<'_>, matches: &ArgMatches) -> Result<Exit, CommandError> {
    let loaded = session.load()?;
    let plan = &loaded.plan;
    let selection = LinkSelection::named(plan, &words(matches, "field"), &words(matches, "meaning"))?;
    let is_set = |name: &str| matches.get_flag(name);
    if let Some(id) = matches.get_one::<String>("id") {
        let index = named::find(plan, scope, id)?.artifact;
        if is_set("transitive") {
            let direction = if is_set("in") { Direction::In } else { Direction::Out };
            show(session, matches, &Reach::of(plan, index, &selection, direction))?;
        } else {
            let sides = match (is_set("out"), is_set("in")) {
                (true, _) => Sides::Out,
                (_, true) => Sides::In,
                _ => Sides::Both,
            };
            show(session, matches, &Links::of(plan, index, &selection, sides))?;
        }
        return say_unreadable(session, plan, plan.unreadable.len());
    }
    let environment = Environment::new(plan, session.today);
    let kinds = kinds(&plan.config, scope, &words(matches, "kind"))?;
    let scope = query::Scope::links(&environment, &kinds);
    let filter = LinkFilter::of(&scope, selection, &words(matches, "where"))?;
    let by = match matches.get_one::<String>("count-by") {
        Some(names) => Some(split(names)),
        None => is_set("count").then(Vec::new),
    };
    let unreadable = match by {
        Some(by) => {
            let counts = count_edges(&scope, &filter, &by)?;
            show_counts(session, matches, &counts)?;
            counts.unreadable()
        }
        None => {
            let columns: Vec<String> =
                words(matches, "columns").iter().flat_map(|names| split(names)).collect();
            let edges = Edges::of(&scope, &filter, &columns, matches.get_one("limit").copied())?;
            show(session, matches, &edges)?;
            edges.unreadable()
        }
    };
    say_unreadable(session, plan, unreadable)
}
