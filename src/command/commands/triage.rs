//! `pm triage`: what came in is read one after another, beside what says much the same, and something is decided.

mod decide;
mod type_in;

use clap::{Arg, ArgAction, ArgGroup, ArgMatches, Command};

use self::decide::{Choice, carry_out};
use super::{Group, Spec};
use crate::change::{Assignment, Impossible};
use crate::command::error::{CommandError, Exit};
use crate::command::named::find;
use crate::command::session::Session;
use crate::command::verbs::Scope;
use crate::command::{filter, render, writing};
use crate::plan::query::Environment;
use crate::view::triage::Triage;

pub(super) static COMMAND: Spec = Spec {
    name: "triage",
    group: Group::Artifacts,
    about: "Read what came in, beside what says the same, and decide: link, make, merge, park, decline",
    arguments,
    run: |session, _, matches| run(session, matches),
};

/// The flags of which one may be given: each is a decision.
const DECISIONS: [&str; 6] = ["answer-by", "as", "merge", "park", "decline", "keep"];

fn arguments(command: Command) -> Command {
    let flag = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(value).help(help).requires("id").help_heading("Decide")
    };
    let examples = "Examples:\n  pm triage\n  pm triage --list --format json\n  pm triage FB-12 --answer-by IDEA-3 --set \
                    importance=7\n  pm triage FB-12 --as idea --title \"A waiting list\"\n  pm triage IDEA-9 --merge IDEA-2\n  pm \
                    triage IDEA-9 --park 2027-Q1\n  pm triage FB-12 --decline \"Not about the product\"";
    command
        .arg(Arg::new("id").value_name("ID").help("The feedback or the idea; all that waits unless said"))
        .arg(Arg::new("list").long("list").action(ArgAction::SetTrue).help("Show what waits, and ask nothing"))
        .arg(flag("answer-by", "ID", "This one answers it, or rests on it"))
        .arg(flag("as", "KIND", "Make an artifact of this kind from it: idea or opportunity"))
        .arg(flag("merge", "ID", "This one says the same and lives on"))
        .arg(flag("park", "PERIOD", "Look at it again then"))
        .arg(flag("decline", "REASON", "Nothing will follow, for this reason"))
        .arg(
            Arg::new("keep")
                .long("keep")
                .action(ArgAction::SetTrue)
                .requires("id")
                .help_heading("Decide")
                .help("It was read, and nothing follows yet"),
        )
        .group(ArgGroup::new("decision").args(DECISIONS).multiple(false))
        .arg(Arg::new("title").long("title").value_name("TITLE").requires("as").help("The title of what is made"))
        .arg(
            Arg::new("set")
                .long("set")
                .value_name("FIELD=VALUE")
                .action(ArgAction::Append)
                .requires("decision")
                .help("Write this into it too, such as importance=7"),
        )
        .args(writing::arguments())
        .arg(render::format_argument())
        .after_help(examples)
        .after_long_help(format!(
            "New feedback and new ideas wait, and ideas that were parked until a time that has come. On a terminal they are \
             shown one after another, and each decision is written at once; with --list, or where nobody types, they are \
             listed. A decision moves what was read out of the first status of its kind, with the fields that the next one \
             demands.\n\n{examples}"
        ))
}

fn run(session: &mut Session<'_>, matches: &ArgMatches) -> Result<Exit, CommandError> {
    let id = matches.get_one::<String>("id");
    if let (Some(id), Some(choice)) = (id, chosen(matches)) {
        let more: Vec<Assignment> = filter::words(matches, "set")
            .iter()
            .map(|written| Assignment::parse(written))
            .collect::<Result<_, Impossible>>()?;
        let title = matches.get_one::<String>("title").map(String::as_str);
        return carry_out(session, matches, id, &choice, title, &more).map_err(|mut error| {
            for hint in &mut error.hints {
                if let Some(field) = hint.strip_prefix("add ").filter(|hint| hint.contains("=…")) {
                    *hint = format!("add --set {field}");
                }
            }
            error
        });
    }
    let is_plain = matches.get_one::<String>("format").is_none_or(|format| format == "terminal");
    if id.is_none() && session.terminal.input && is_plain && !matches.get_flag("list") {
        return type_in::one_after_another(session, matches);
    }
    let loaded = session.load()?;
    let plan = &loaded.plan;
    let only = match id {
        Some(id) => Some(find(plan, Scope::Any, id)?.artifact),
        None => None,
    };
    let environment = Environment::new(plan, session.today);
    render::show(session, matches, &Triage::of(&environment, only))?;
    render::name_unreadable(session, plan)
}

/// The decision that the flags make.
fn chosen(matches: &ArgMatches) -> Option<Choice> {
    let text = |name: &str| matches.get_one::<String>(name).cloned();
    let chosen = [
        text("answer-by").map(Choice::AnswerBy),
        text("as").map(Choice::As),
        text("merge").map(Choice::Merge),
        text("park").map(Choice::Park),
        text("decline").map(Choice::Decline),
        matches.get_flag("keep").then_some(Choice::Keep),
    ];
    chosen.into_iter().flatten().next()
}
