//! `pm show ID`: an artifact in full.

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::{Scope, Verb};
use crate::command::error::{CommandError, Exit};
use crate::command::named::{find, qualified};
use crate::command::session::Session;
use crate::command::{audience, moment, render};
use crate::model::values::Id;
use crate::plan::{NotFound, Plan, Unreadable};
use crate::text::words::list_of;
use crate::view::show::{Shown, UnknownPart};

pub(super) static VERB: Verb = Verb {
    name: "show",
    about: "Show {kinds} in full: what they say, where they stand, what leads to them",
    names_its_kind: true,
    arguments,
    run,
};

fn arguments(command: Command, scope: Scope<'_>) -> Command {
    let prefix = match scope {
        Scope::Any => "REQ",
        Scope::Kind(kind) => &kind.identity.prefix,
    };
    audience::argument(moment::arguments(command))
        .arg(
            Arg::new("ids")
                .value_name("ID")
                .required(true)
                .action(ArgAction::Append)
                .help("Ids in any spelling, versions or paths; a part such as REQ-42.AC3 is shown first"),
        )
        .arg(render::format_argument())
        .after_help(format!(
            "Examples:\n  pm show {prefix}-4\n  pm show {prefix}-4 {prefix}-5 --format markdown"
        ))
}

fn run(session: &mut Session<'_>, scope: Scope<'_>, matches: &ArgMatches) -> Result<Exit, CommandError> {
    let loaded = session.load()?;
    let plan = &loaded.plan;
    let mut found = Vec::new();
    let mut unread = Vec::new();
    for text in matches.get_many::<String>("ids").into_iter().flatten() {
        match document_that_cannot_be_read(plan, &qualified(scope, text)) {
            Some(document) => unread.push((text, document)),
            None => found.push(find(plan, scope, text)?),
        }
    }
    if !found.is_empty() {
        let shown = Shown::of(plan, &found, session.today).map_err(unknown_part)?;
        render::show(session, matches, &shown)?;
    }
    for (text, document) in &unread {
        session.say(&format!("error: {text} cannot be read: {}", document.path))?;
        session.say(&format!("hint: run `pm check {}` to see why", document.path))?;
    }
    let told = render::name_unread_settings(session, plan)?;
    Ok(if unread.is_empty() { told } else { Exit::Findings })
}

/// The document that a person means by `text`, where it is there and gives no artifact.
fn document_that_cannot_be_read<'a>(plan: &'a Plan, text: &str) -> Option<&'a Unreadable> {
    if plan.find(text) != Err(NotFound::Unread) {
        return plan.unreadable.iter().find(|document| document.path.as_str() == text);
    }
    let id = Id::parse(text).ok()?;
    let key = id.key().without_product();
    plan.unreadable.iter().find(|document| {
        document.path.as_str() == text
            || document.key.as_ref().is_some_and(|own| own.without_product() == key)
    })
}

fn unknown_part(unknown: UnknownPart) -> CommandError {
    let error = CommandError::usage(format!("{} has no {}", unknown.artifact, unknown.part));
    if unknown.known.is_empty() {
        error.with_hint("name it without a part to see what it says")
    } else {
        error.with_hint(format!("it has {}", list_of(unknown.known)))
    }
}
