//! `pm graph`: what waits for what.

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::{Group, Spec};
use crate::command::error::{CommandError, Exit};
use crate::command::session::Session;
use crate::command::verbs::Scope;
use crate::command::{audience, filter, moment, named, render};
use crate::plan::query::{self, Environment, Filter, LinkSelection};
use crate::view::graph::{Dependencies, GraphOptions};

/// What is drawn where nobody asks for another meaning.
const USUAL: &str = "depends on";

pub(super) static COMMAND: Spec = Spec {
    name: "graph",
    group: Group::Plan,
    about: "Draw what waits for what, with circles marked",
    arguments,
    run: |session, _, matches| run(session, matches),
};

fn arguments(command: Command) -> Command {
    let command = audience::argument(moment::arguments(command))
        .arg(
            Arg::new("ids")
                .value_name("ID")
                .action(ArgAction::Append)
                .help("What lies around these, in either direction; everything where none is named"),
        )
        .arg(
            Arg::new("depth")
                .long("depth")
                .value_name("COUNT")
                .requires("ids")
                .value_parser(clap::value_parser!(usize))
                .help("No more than so many links away [default: as far as they lead]"),
        )
        .arg(
            Arg::new("meaning")
                .long("meaning")
                .value_name("WORDS")
                .action(ArgAction::Append)
                .value_delimiter(',')
                .help("Links with this meaning, or `any` [default: depends on]"),
        );
    filter::filter_arguments(command, Scope::Any)
        .arg(render::format_argument())
        .after_help(
            "Examples:\n  pm graph\n  pm graph REQ-7 --depth 2\n  pm graph --kind requirement --category open,active \
             --format svg > graph.svg\n  pm graph --meaning any --release 3.0",
        )
}

fn run(session: &mut Session<'_>, matches: &ArgMatches) -> Result<Exit, CommandError> {
    let loaded = session.load()?;
    let plan = &loaded.plan;
    let mut meanings = filter::words(matches, "meaning");
    if meanings.is_empty() {
        meanings.push(USUAL.to_owned());
    }
    let said = meanings.join(" or ");
    meanings.retain(|meaning| meaning != "any");
    let environment = Environment::new(plan, session.today);
    let names = filter::words(matches, "kind");
    let kinds = filter::kinds(&plan.config, Scope::Any, &names)?;
    let scope = query::Scope::artifacts(&environment, &kinds);
    let request = filter::request(matches)?;
    let find = |id: &String| Ok(named::find(plan, Scope::Any, id)?.artifact);
    let around = filter::words(matches, "ids").iter().map(find).collect::<Result<Vec<_>, CommandError>>()?;
    let options = GraphOptions {
        chosen: Filter::of(&scope, &request)?.select()?,
        reaches_out: names.is_empty() && request.is_empty(),
        around,
        depth: matches.get_one::<usize>("depth").copied(),
        selection: LinkSelection::named(plan, &[], &meanings)?,
        meanings: said,
    };
    render::show(session, matches, &Dependencies::of(plan, &options))?;
    render::name_unreadable(session, plan)
}
