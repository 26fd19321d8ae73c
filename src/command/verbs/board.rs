//! `pm board`, `pm req board`: the work of one kind by status.

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::list::{order, say_unreadable, split};
use super::{Scope, Verb};
use crate::command::error::{CommandError, Exit};
use crate::command::filter::{condition_arguments, kinds, request, words};
use crate::command::render::{format_argument, show};
use crate::command::session::Session;
use crate::command::{audience, moment};
use crate::plan::Plan;
use crate::plan::query::{self, Environment, Filter};
use crate::view::board::{Board, BoardOptions};

pub(super) static VERB: Verb = Verb {
    name: "board",
    about: "Show {kinds} by status, with limits of work in progress",
    names_its_kind: true,
    arguments,
    run,
};

/// The kind of a board where nobody names one.
const USUAL: &str = "requirement";

fn arguments(command: Command, scope: Scope<'_>) -> Command {
    let called = match scope {
        Scope::Any => "pm board initiative".to_owned(),
        Scope::Kind(kind) => format!("pm {} board", kind.aliases.first().unwrap_or(&kind.name)),
    };
    let flag = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(value).help(help)
    };
    let command = match scope {
        Scope::Any => command.arg(
            Arg::new("kind").value_name("KIND").help("Show this kind; requirements where none is named"),
        ),
        Scope::Kind(_) => command,
    };
    condition_arguments(audience::argument(moment::arguments(command)))
        .arg(flag("lanes", "NAME", "Make a row of each value of this: objective, team, owner, …"))
        .arg(
            flag("fields", "NAMES", "Write these on a card: fields or expressions, between commas")
                .action(ArgAction::Append),
        )
        .arg(flag("sort", "NAMES", "Order cards by these; -NAME turns the order").allow_hyphen_values(true))
        .arg(
            Arg::new("all").long("all").action(ArgAction::SetTrue).help("Show what is done or dropped as well"),
        )
        .arg(format_argument())
        .after_help(format!(
            "A limit of work in progress is set in pm.yaml:\n  kinds: {{requirement: {{status: {{limits: {{building: \
             3}}}}}}}}\n\nExamples:\n  {called}\n  {called} --lanes owner\n  {called} --where 'has(target)' --fields \
             owner,target"
        ))
}

fn run(session: &mut Session<'_>, scope: Scope<'_>, matches: &ArgMatches) -> Result<Exit, CommandError> {
    let loaded = session.load()?;
    let plan = &loaded.plan;
    let environment = Environment::new(plan, session.today);
    let mut kinds = kinds(&plan.config, scope, &words(matches, "kind"))?;
    if kinds.is_empty() {
        kinds.push(usual_kind(plan)?);
    }
    let kind = &plan.config.kinds[kinds[0]];
    if kind.workflow.statuses.is_empty() {
        return Err(CommandError::usage(format!("{} has no statuses to make a board of", kind.name))
            .with_hint(format!("run `pm list {}` instead", kind.name)));
    }
    let scope = query::Scope::artifacts(&environment, &kinds);
    let request = request(matches)?;
    let names_status =
        !request.categories.is_empty() || request.fields.iter().any(|(field, _)| field == "status");
    let options = BoardOptions {
        lanes: matches.get_one::<String>("lanes").cloned(),
        sort: order(matches),
        fields: words(matches, "fields").iter().flat_map(|names| split(names)).collect(),
        closed: matches.get_flag("all") || names_status,
        filled: names_status,
    };
    let board = Board::of(&scope, &Filter::of(&scope, &request)?, &options)?;
    show(session, matches, &board)?;
    say_unreadable(session, plan, board.unreadable())
}

/// Requirements where there are any; else the kind that most artifacts are of.
fn usual_kind(plan: &Plan) -> Result<usize, CommandError> {
    let count = |kind: usize| plan.of_kind(kind).count();
    let usual = plan.config.kind_index(USUAL);
    if let Some(usual) = usual.filter(|kind| count(*kind) > 0) {
        return Ok(usual);
    }
    let with_statuses = (0..plan.config.kinds.len())
        .rev()
        .filter(|kind| !plan.config.kinds[*kind].workflow.statuses.is_empty());
    let fullest = with_statuses.filter(|kind| count(*kind) > 0).max_by_key(|kind| count(*kind));
    fullest.or(usual).ok_or_else(|| {
        CommandError::usage("no kind has statuses to make a board of")
            .with_hint("give a kind a `status:` in pm.yaml")
    })
}
