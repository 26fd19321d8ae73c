//! `pm answers`: whom to tell what became of the things they asked for.

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::{Group, Spec};
use crate::change::{Impossible, revise};
use crate::command::answering::{self, audience_of, fill_letters, mails, seen};
use crate::command::comparison::plan_at;
use crate::command::error::{CommandError, Exit};
use crate::command::moment::tree_at;
use crate::command::named::find;
use crate::command::revising::{self, Revised};
use crate::command::session::Session;
use crate::command::verbs::{Scope, answered};
use crate::command::writing::{self, Writing};
use crate::command::{filter, render};
use crate::history::difference;
use crate::plan::{self, ArtifactIndex, Plan};
use crate::text::words::plural;
use crate::view::answers::{Answers, By, Earlier, Request};

pub(super) static COMMAND: Spec = Spec {
    name: "answers",
    group: Group::Share,
    about: "Show whom to tell what became of the things they asked for, with a letter for each",
    arguments,
    run: |session, _, matches| run(session, matches),
};

fn arguments(command: Command) -> Command {
    command
        .arg(Arg::new("ids").value_name("ID").action(ArgAction::Append).help(
            "About these alone: customers, feedback, ideas, work or a release [default: everybody who waits]",
        ))
        .arg(
            Arg::new("changed-since")
                .long("since")
                .value_name("MOMENT")
                .help("Tell whatever changed since a revision or a day, not only what is settled and unanswered"),
        )
        .arg(
            Arg::new("by")
                .long("by")
                .value_name("WHAT")
                .value_parser(clap::builder::PossibleValuesParser::new(By::ALL.map(By::name)))
                .default_value("customer")
                .help("Put together by customer, or by idea"),
        )
        .arg(Arg::new("for").long("for").value_name("AUDIENCE").help(
            "Tell nothing but what this audience may see [default: `answers: audience` of pm.yaml, or the only one outside]",
        ))
        .arg(
            Arg::new("mail")
                .long("mail")
                .value_name("FOLDER")
                .conflicts_with("record")
                .help("Write each letter as a draft that a mail program opens, into this folder"),
        )
        .arg(
            Arg::new("record")
                .long("record")
                .action(ArgAction::SetTrue)
                .help("Write down that the feedback was answered, with what was told"),
        )
        .args(writing::arguments().map(|argument| argument.requires("record")))
        .arg(render::format_argument())
        .after_help(
            "Examples:\n  pm answers\n  pm answers --since 2.4.0 --by idea\n  pm answers REL-3 --mail drafts\n  pm answers \
             --record",
        )
        .after_long_help(
            "Reads every document of the plan. Without --since it tells of the feedback that is neither answered nor \
             dismissed though what it asks for is shipped or not going to be; with it, of everything that is in another \
             state than it was then, and of what was announced for another time.\n\nWho asked is read from the whole \
             plan; the words come from what the audience may see, the `response` of an idea, and nothing else. No letter \
             names another customer.\n\nA letter is filled in from the template `answer` in the folder of templates, or \
             `answer-de` for a customer whose `language` is de; its first line may be `Subject: …`. Its data is \
             `to`, `news` (each with `asked_for`, `said`, `state` and `words`), `product`, `today` and `disclaimer`. Where \
             there is no such template, it is in English.\n\n--mail writes files that end in .eml, which mail programs \
             open as a draft. There is no address in them unless the overlay gives customers a field `mail`. Nothing is \
             sent.\n\n--record sets the feedback of the letters that is settled to `answered`, with the words as its \
             `response`.\n\nExamples:\n  pm answers\n  pm answers --since 2.4.0 --by idea\n  pm answers --since \"2 weeks \
             ago\" --format csv\n  pm answers CUST-2 --mail drafts\n  pm answers --record --dry-run",
        )
}

fn run(session: &mut Session<'_>, matches: &ArgMatches) -> Result<Exit, CommandError> {
    let loaded = session.load()?;
    let plan = &loaded.plan;
    let names = filter::words(matches, "ids");
    let only: Vec<ArtifactIndex> = names
        .iter()
        .map(|name| Ok(find(plan, Scope::Any, name)?.artifact))
        .collect::<Result<_, CommandError>>()?;
    let audience = audience_of(plan, matches.get_one::<String>("for").map(String::as_str))?;
    let projected = seen(session, plan, audience.as_deref());
    let seen = projected.as_ref().unwrap_or(plan);
    let then = match matches.get_one::<String>("changed-since") {
        Some(name) => Some(then(session, plan, name)?),
        None => None,
    };
    let then_seen = match (&then, &audience) {
        (Some(then), Some(audience)) => Some(plan::project_past(then, plan, audience, session.today)),
        _ => None,
    };
    let difference = then.as_ref().map(|then| difference(then, plan, session.today));
    let since = match (&then, &difference, matches.get_one::<String>("changed-since")) {
        (Some(then), Some(difference), Some(name)) => Some(Earlier {
            plan: then,
            seen: then_seen.as_ref().unwrap_or(then),
            difference,
            name: name.clone(),
        }),
        _ => None,
    };
    let by = matches.get_one::<String>("by").map(String::as_str);
    let by = By::ALL.into_iter().find(|each| Some(each.name()) == by).unwrap_or(By::Customer);
    let mut answers = Answers::of(plan, &Request { today: session.today, by, seen, since, only });
    fill_letters(session, plan, seen, &mut answers)?;
    if matches.get_flag("record") {
        return record(session, matches, &answers);
    }
    if let Some(folder) = matches.get_one::<String>("mail") {
        return write_mails(session, plan, &answers, folder);
    }
    render::show(session, matches, &answers)?;
    render::name_unreadable(session, plan)
}

/// The whole plan at an earlier moment.
fn then(session: &mut Session<'_>, plan: &Plan, name: &str) -> Result<Plan, CommandError> {
    let repository = session.repository()?;
    let tree = tree_at(&repository, name, session.today, &plan.config.fiscal_year)?;
    plan_at(session, &tree, plan, None, None)
}

fn write_mails(
    session: &mut Session<'_>,
    plan: &Plan,
    answers: &Answers,
    folder: &str,
) -> Result<Exit, CommandError> {
    let letters = mails(plan, answers);
    if letters.files.is_empty() {
        session.say("nobody waits for an answer that could be given, so that no draft was written")?;
        return Ok(Exit::Fine);
    }
    answering::write(session, folder, &letters)?;
    for name in letters.files.keys() {
        session.print(&format!("{folder}/{name}\n"))?;
    }
    answering::name_unaddressed(session, &letters)?;
    session.say(&format!("wrote {}; nothing was sent", plural(letters.files.len(), "draft")))?;
    Ok(Exit::Fine)
}

/// Writes down that the feedback of the letters was answered.
fn record(session: &mut Session<'_>, matches: &ArgMatches, answers: &Answers) -> Result<Exit, CommandError> {
    let told = answers.to_record();
    if told.is_empty() {
        session.say("nothing to record: no feedback waits for an answer that could be given")?;
        return Ok(Exit::Fine);
    }
    let writing = Writing::begin(session, matches)?;
    let (known, revised) = writing.attempt([], true, |plan| {
        told.iter()
            .map(|(id, words)| {
                let index = find(plan, Scope::Any, id)?.artifact;
                let changes = revise(plan, index, None, &answered::assignments(plan, index, words)?)?.file;
                Ok(Revised { id: (*id).to_owned(), changes: changes.into_iter().collect() })
            })
            .collect::<Result<Vec<_>, Impossible>>()
    })?;
    revising::finish(session, matches, &writing, &known, revised)
}
