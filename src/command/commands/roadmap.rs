//! `pm roadmap`: what is planned for when, and for what.

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::{Group, Spec};
use crate::command::error::{CommandError, Exit};
use crate::command::session::Session;
use crate::command::verbs::Scope;
use crate::command::verbs::list::{order, split};
use crate::command::{audience, filter, moment, render};
use crate::config::Config;
use crate::model::values::{Date, Horizon};
use crate::plan::query::Environment;
use crate::view::roadmap::{By, Form, Request, Roadmap};

pub(super) static COMMAND: Spec = Spec {
    name: "roadmap",
    group: Group::Plan,
    about: "Show what is planned for when: columns, swimlanes, a timeline, outcomes or a portfolio",
    arguments,
    run: |session, _, matches| run(session, matches),
};

fn arguments(command: Command) -> Command {
    let flag = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(value).help(help)
    };
    let command = audience::argument(moment::arguments(command))
        .arg(flag(
            "by",
            "WHAT",
            "Make a column of each horizon, month, quarter, half, year, release, objective, team, product, or \
             value of any field [default: horizon]",
        ))
        .arg(flag("lanes", "WHAT", "Make a row across the columns of each objective, team, or value of any field"))
        .arg(
            flag("as", "FORM", "Show it in this form")
                .value_parser(clap::builder::PossibleValuesParser::new(Form::ALL.map(Form::name))),
        )
        .arg(Arg::new("done").long("done").action(ArgAction::SetTrue).help("Show finished work too"))
        .arg(
            flag("fields", "NAMES", "Say these of each item: fields, progress, remarks, between commas")
                .action(ArgAction::Append),
        )
        .arg(flag("sort", "NAMES", "Order by these; -NAME turns the order").allow_hyphen_values(true));
    filter::filter_arguments(command, Scope::Any)
        .arg(
            flag("horizon", "HORIZON", "Planned for now, next or later")
                .action(ArgAction::Append)
                .value_delimiter(',')
                .value_parser(Horizon::ALL.map(Horizon::name))
                .help_heading(filter::HEADING),
        )
        .arg(render::format_argument())
        .after_help(
            "Examples:\n  pm roadmap\n  pm roadmap --by quarter --lanes team\n  pm roadmap --as outcomes\n  pm \
             roadmap --as timeline --kind initiative --format html > roadmap.html",
        )
        .after_long_help(
            "Reads every document of the plan; writes nothing. Initiatives come first, and under each what is \
             delivered for it; --kind names other kinds, the first above the others. Work without a target of \
             its own has that of its release; an initiative without one that of its latest deliverable. Dropped \
             work is never shown, and finished work with --done.\n\nForms:\n  columns    side by side, in lanes \
             with --lanes\n  list       one table in the order of time; with --by a table for each\n  timeline   \
             bars along the days, with releases, today and what waits for what\n  outcomes   each objective with \
             its key results, then what serves it\n  portfolio  products by quarter, with counts; teams where \
             there is one product\n\nWithout --as, times and lanes stand side by side, and everything else is told \
             in tables.\n\nExamples:\n  pm roadmap\n  pm roadmap --by quarter --lanes team\n  pm roadmap --by \
             priority --as columns\n  pm roadmap --lanes objective --owner mira --horizon now,next\n  pm roadmap \
             --as outcomes\n  pm roadmap --as timeline --kind initiative --format html > roadmap.html\n  pm roadmap \
             --as list --fields target,owner,confidence --sort -confidence",
        )
}

fn run(session: &mut Session<'_>, matches: &ArgMatches) -> Result<Exit, CommandError> {
    let loaded = session.load()?;
    let request = request(&loaded.plan.config, matches, session.today)?;
    let environment = Environment::new(&loaded.plan, session.today);
    render::show(session, matches, &Roadmap::of(&environment, &request)?)?;
    render::name_unreadable(session, &loaded.plan)
}

fn request(config: &Config, matches: &ArgMatches, today: Date) -> Result<Request, CommandError> {
    let text = |name: &str| matches.get_one::<String>(name);
    let named = |name: &str| text(name).map(|name| By::named(name, config));
    let form = text("as").and_then(|name| Form::parse(name));
    let (by, lanes) = (named("by"), named("lanes"));
    match (form, &by, &lanes) {
        (Some(Form::Timeline), Some(by), _) => {
            return Err(CommandError::usage("a timeline has no columns")
                .with_hint(format!("leave out --by, or write --lanes {}", by.name())));
        }
        (Some(Form::Outcomes), Some(_), _) | (Some(Form::Outcomes), _, Some(_)) => {
            return Err(CommandError::usage("outcomes stand under their objectives, in no columns or lanes")
                .with_hint("leave out --by and --lanes"));
        }
        (Some(Form::List), _, Some(lanes)) => {
            return Err(CommandError::usage("a list has no lanes")
                .with_hint(format!("write --by {} for a table of each", lanes.name())));
        }
        _ => {}
    }
    let horizon = |name: &String| Horizon::parse(name).ok();
    Ok(Request {
        form,
        by,
        lanes,
        done: matches.get_flag("done"),
        kinds: filter::kinds(config, Scope::Any, &filter::words(matches, "kind"))?,
        filter: filter::request(matches)?,
        horizons: filter::words(matches, "horizon").iter().filter_map(horizon).collect(),
        sort: order(matches),
        fields: filter::words(matches, "fields").iter().flat_map(|names| split(names)).collect(),
        ..Request::on(today)
    })
}
