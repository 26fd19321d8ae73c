//! `pm matrix`: artifacts by two amounts.

use clap::{Arg, ArgMatches, Command};

use super::{Group, Spec};
use crate::command::error::{CommandError, Exit};
use crate::command::session::Session;
use crate::command::verbs::Scope;
use crate::command::{audience, filter, moment, render};
use crate::plan::query::{self, Environment, Filter};
use crate::view::matrix::{MatrixOptions, Placed};

pub(super) static COMMAND: Spec = Spec {
    name: "matrix",
    group: Group::Plan,
    about: "Set two amounts against each other, such as value and effort",
    arguments,
    run: |session, _, matches| run(session, matches),
};

/// The kinds where nobody names one: what value and effort are said of.
const USUAL: [&str; 2] = ["idea", "requirement"];

fn arguments(command: Command) -> Command {
    let flag = |name: &'static str, default: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name("AMOUNT").default_value(default).help(help)
    };
    let command = audience::argument(moment::arguments(command))
        .arg(flag("across", "effort", "From left to right: a field, or an expression that gives a number"))
        .arg(flag("up", "value", "From below to above"));
    filter::filter_arguments(command, Scope::Any)
        .arg(render::format_argument())
        .after_help(
            "Examples:\n  pm matrix --kind requirement\n  pm matrix --across effort --up 'reach * impact' --kind idea\n  pm \
             matrix --kind opportunity --across satisfaction --up importance --format svg > matrix.svg",
        )
        .after_long_help(
            "Reads every document of the plan; writes nothing. Each axis is parted at the median of the amounts \
             shown. A range counts by its mean. What lacks an amount is listed, and never guessed; what is done or \
             dropped is left out unless --category names it.\n\nExamples:\n  pm matrix --kind requirement\n  pm matrix \
             --across effort --up 'reach * impact' --kind idea\n  pm matrix --kind opportunity --across satisfaction --up \
             importance --format svg > matrix.svg",
        )
}

fn run(session: &mut Session<'_>, matches: &ArgMatches) -> Result<Exit, CommandError> {
    let loaded = session.load()?;
    let plan = &loaded.plan;
    let environment = Environment::new(plan, session.today);
    let mut kinds = filter::kinds(&plan.config, Scope::Any, &filter::words(matches, "kind"))?;
    if kinds.is_empty() {
        kinds = USUAL.iter().filter_map(|name| plan.config.kind_index(name)).collect();
    }
    let scope = query::Scope::artifacts(&environment, &kinds);
    let mut request = filter::request(matches)?;
    let names_status = request.fields.iter().any(|(field, _)| field == "status");
    if request.categories.is_empty() && !names_status {
        request.conditions.push("category() in [\"open\", \"active\"]".to_owned());
    }
    let text = |name: &str| matches.get_one::<String>(name).cloned().unwrap_or_default();
    let options = MatrixOptions { across: text("across"), up: text("up") };
    let placed = Placed::of(&scope, &Filter::of(&scope, &request)?, &options)?;
    render::show(session, matches, &placed)?;
    render::name_unreadable(session, plan)
}
