//! `pm backlog`: work that is not begun, in its order, and whether it is ready.

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::{Group, Spec};
use crate::command::error::{CommandError, Exit};
use crate::command::session::Session;
use crate::command::verbs::Scope;
use crate::command::{ages, filter, moment, render};
use crate::plan::query::Environment;
use crate::view::backlog::{Backlog, Request};

/// The kind of work where nobody names one.
const USUAL: &str = "requirement";

pub(super) static COMMAND: Spec = Spec {
    name: "backlog",
    group: Group::Week,
    about: "Show work that is not begun, in its order, whether it is ready, and what is missing if not",
    arguments,
    run: |session, _, matches| run(session, matches),
};

fn arguments(command: Command) -> Command {
    let command = moment::arguments(command)
        .arg(Arg::new("backlog-kind").value_name("KIND").help("Show this kind [default: requirement]"))
        .arg(
            Arg::new("not-ready")
                .long("not-ready")
                .action(ArgAction::SetTrue)
                .help("Leave out what is ready, and say of the rest all that is missing, with what to type"),
        );
    filter::condition_arguments(command)
        .arg(render::format_argument())
        .after_help(
            "Examples:\n  pm backlog\n  pm backlog --not-ready\n  pm backlog --not-ready --field team=visitor\n  pm backlog \
             initiative --format csv",
        )
        .after_long_help(
            "Reads every document of the plan and the commits of the branch; writes nothing. Not begun is what is in an \
             open status, and what is in the first of several active ones: approved, and not being built. What was \
             ranked by hand comes first, then by the score of pm.yaml, then by id.\n\nWhat ready means is said in \
             pm.yaml:\n  ready:\n    requirement:\n      largest_effort: 6\n      stale_after: 60\n      rules:\n        - \
             name: has-design\n          assert: has(self.designs)\n          message: no design\n\nExamples:\n  pm \
             backlog\n  pm backlog --not-ready\n  pm backlog --not-ready --field team=visitor\n  pm backlog initiative \
             --format csv",
        )
}

fn run(session: &mut Session<'_>, matches: &ArgMatches) -> Result<Exit, CommandError> {
    let loaded = session.load()?;
    let (plan, config) = (&loaded.plan, &loaded.plan.config);
    let named: Vec<String> = matches.get_one::<String>("backlog-kind").cloned().into_iter().collect();
    let kind = match filter::kinds(config, Scope::Any, &named)?.first() {
        Some(kind) => *kind,
        None => config.kind_index(USUAL).ok_or_else(|| {
            CommandError::usage("this plan has no kind `requirement`")
                .with_hint("name a kind: pm backlog KIND")
        })?,
    };
    if config.kinds[kind].workflow.field.is_none() {
        let message =
            format!("{} have no status, so that nobody knows what is begun", config.kinds[kind].plural);
        return Err(CommandError::usage(message).with_hint("name another kind: pm backlog requirement"));
    }
    let ages = ages::read(session, &loaded);
    let request = Request {
        today: session.today,
        kind,
        not_ready: matches.get_flag("not-ready"),
        conditions: filter::request(matches)?,
        ages: ages.as_ref(),
    };
    let environment = Environment::new(plan, session.today);
    render::show(session, matches, &Backlog::of(&environment, &request)?)?;
    render::name_unreadable(session, plan)
}
