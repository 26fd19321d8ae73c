//! `pm similar`: what says much the same as an artifact, or as a text that is none yet.

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::{Group, Spec};
use crate::command::error::{CommandError, Exit};
use crate::command::named::{find, required};
use crate::command::session::Session;
use crate::command::verbs::Scope;
use crate::command::{audience, filter, moment, render};
use crate::model::values::Id;
use crate::plan::{NotFound, Plan};
use crate::view::similar::{Asked, SimilarTexts, usual_kinds};

pub(super) static COMMAND: Spec = Spec {
    name: "similar",
    group: Group::Any,
    about: "Show what says much the same as an artifact, or as a text",
    arguments,
    run: |session, _, matches| run(session, matches),
};

fn arguments(command: Command) -> Command {
    audience::argument(moment::arguments(command))
        .arg(
            Arg::new("of")
                .value_name("ID|TEXT")
                .required(true)
                .help("An artifact, or a text of several words; - for standard input"),
        )
        .arg(Arg::new("kind").long("kind").value_name("KIND").action(ArgAction::Append).value_delimiter(',').help(
            "Compare with this kind; several between commas [default: idea, opportunity, feedback, requirement]",
        ))
        .arg(
            Arg::new("limit")
                .long("limit")
                .value_name("NUMBER")
                .default_value("10")
                .value_parser(clap::value_parser!(usize))
                .help("Show so many"),
        )
        .arg(render::format_argument())
        .after_help(
            "Examples:\n  pm similar IDEA-7\n  pm similar \"export the bookings as a spreadsheet\"\n  pm similar FB-12 --kind \
             idea --format json",
        )
        .after_long_help(
            "Reads the titles and texts of the plan; writes nothing and asks no service. Texts are compared by their \
             words in English and German: endings, accents, typing mistakes and common words of one meaning do not \
             part them. The number is 1 for the same words and 0 for none in common; what is below 0.16 is not shown. \
             How often that is right is told in the guide.\n\nExamples:\n  pm similar IDEA-7\n  pm similar \"export the \
             bookings as a spreadsheet\"\n  pm similar - < mail.txt\n  pm similar FB-12 --kind idea --format json",
        )
}

fn run(session: &mut Session<'_>, matches: &ArgMatches) -> Result<Exit, CommandError> {
    let asked = required(matches, "of")?;
    let input = if asked == "-" { Some(session.read_input()?) } else { None };
    let loaded = session.load()?;
    let plan = &loaded.plan;
    let mut kinds = filter::kinds(&plan.config, Scope::Any, &filter::words(matches, "kind"))?;
    if kinds.is_empty() {
        kinds = usual_kinds(plan);
    }
    let asked = match &input {
        Some(text) => Asked::Text(text),
        None => named(plan, asked)?,
    };
    let limit = matches.get_one::<usize>("limit").copied().unwrap_or(usize::MAX);
    render::show(session, matches, &SimilarTexts::of(plan, asked, &kinds, limit))?;
    render::name_unreadable(session, plan)
}

/// The artifact that a person means, or the text that names none. One word that looks like an id is one.
fn named<'a>(plan: &Plan, text: &'a str) -> Result<Asked<'a>, CommandError> {
    match plan.find(text) {
        Err(NotFound::Unknown { .. }) if Id::parse(text).is_err() => Ok(Asked::Text(text)),
        _ => Ok(Asked::Artifact(find(plan, Scope::Any, text)?.artifact)),
    }
}
