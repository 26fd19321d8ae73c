//! `pm hooks`: git asks `pm` before a commit is made.

use std::collections::BTreeSet;

use clap::{Arg, Command};

use super::{Group, Spec};
use crate::command::error::{CommandError, Exit};
use crate::command::judging::{Wish, judge};
use crate::command::moment::Moment;
use crate::command::named::required;
use crate::command::session::Session;
use crate::model::values::Id;
use crate::plan::{NotFound, Plan};
use crate::repo::HookChange;

/// A line by which a hook is known as ours.
const MARK: &str = "# Written by `pm hooks install`";

/// The hooks of git that are installed.
const HOOKS: [&str; 2] = ["pre-commit", "commit-msg"];

/// The trailers of a commit whose value is an id.
const TRAILERS: [&str; 3] = ["Implements", "Fixes", "Refs"];

pub(super) static COMMAND: Spec = Spec {
    name: "hooks",
    group: Group::Setup,
    about: "Have git check what is staged, and the ids in commit messages",
    arguments,
    run: |session, _, matches| match matches.subcommand() {
        Some(("install", _)) => install(session),
        Some(("remove", _)) => remove(session),
        Some(("run", matches)) => match required(matches, "hook")? {
            "pre-commit" => before_commit(session),
            _ => message(session, required(matches, "file")?),
        },
        _ => Err(CommandError::usage("`pm hooks` needs to be told what: install, remove or run")),
    },
};

fn arguments(command: Command) -> Command {
    let run = Command::new("run")
        .about("Do what a hook does; this is what the installed hooks call")
        .arg(Arg::new("hook").value_name("HOOK").required(true).value_parser(HOOKS))
        .arg(
            Arg::new("file")
                .value_name("FILE")
                .required_if_eq("hook", "commit-msg")
                .help("The file with the message of the commit"),
        );
    command
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(Command::new("install").about("Write the hooks; those of others are left alone"))
        .subcommand(Command::new("remove").about("Take the hooks away that were installed"))
        .subcommand(run)
        .after_help("Examples:\n  pm hooks install\n  pm hooks run pre-commit")
        .after_long_help(
            "`install` writes two files into the folder where git looks for hooks, and nothing else. Before a commit, \
             the staged plan is checked, and what the commit brings in decides; a commit message that names an id which \
             does not exist after `Implements:`, `Fixes:` or `Refs:` is refused, and one that names such an id \
             elsewhere is told. `git commit --no-verify` goes past both.\n\nExamples:\n  pm hooks install\n  pm hooks \
             run pre-commit\n  pm hooks remove",
        )
}

fn install(session: &mut Session<'_>) -> Result<Exit, CommandError> {
    let repository = session.repository()?;
    let mut exit = Exit::Fine;
    for hook in HOOKS {
        let text =
            format!("#!/bin/sh\n{MARK}; renewed by running it again.\nexec pm hooks run {hook} \"$@\"\n");
        match repository.write_hook(hook, &text, MARK)? {
            HookChange::Written(path) => {
                session.print(&format!("{hook} is installed: {}\n", path.display()))?;
            }
            HookChange::Foreign(path) => {
                session.say(&format!(
                    "error: {} is another program's hook and was left alone",
                    path.display()
                ))?;
                session.say(&format!("hint: add this line to it: pm hooks run {hook} \"$@\" || exit 1"))?;
                exit = Exit::Findings;
            }
            _ => session.print(&format!("{hook} was installed already\n"))?,
        }
    }
    Ok(exit)
}

fn remove(session: &mut Session<'_>) -> Result<Exit, CommandError> {
    let repository = session.repository()?;
    for hook in HOOKS {
        match repository.remove_hook(hook, MARK)? {
            HookChange::Removed(_) => session.print(&format!("{hook} is removed\n"))?,
            HookChange::Foreign(path) => {
                session
                    .say(&format!("note: {} is another program's hook and was left alone", path.display()))?;
            }
            _ => session.print(&format!("{hook} was not installed\n"))?,
        }
    }
    Ok(Exit::Fine)
}

/// Checks what is staged; what was wrong before the commit does not stop it.
fn before_commit(session: &mut Session<'_>) -> Result<Exit, CommandError> {
    session.moment = Moment::Staged;
    let loaded = session.load()?;
    if loaded.plan.file_count == 0 && loaded.plan.config.is_read {
        return Ok(Exit::Fine);
    }
    let since = loaded.repository.revision("HEAD").is_ok().then_some("HEAD");
    judge(session, loaded, &Wish { since, format: Some("human"), ..Wish::default() })
}

/// Looks up the ids that a commit message names.
fn message(session: &mut Session<'_>, file: &str) -> Result<Exit, CommandError> {
    let text = session.read_file(file)?;
    session.moment = Moment::Staged;
    let loaded = session.load()?;
    let (mut refused, mut told) = (BTreeSet::new(), BTreeSet::new());
    // Git takes the lines away that begin with `#`, and everything behind the scissors.
    let lines = text.lines().take_while(|line| !line.starts_with("# ------------------------ >8"));
    for line in lines.filter(|line| !line.starts_with('#')) {
        let trailer = line.split_once(':').map(|(name, _)| name.trim());
        let is_trailer =
            trailer.is_some_and(|name| TRAILERS.iter().any(|known| known.eq_ignore_ascii_case(name)));
        let unknown = unknown_ids(&loaded.plan, line);
        if is_trailer { refused.extend(unknown) } else { told.extend(unknown) }
    }
    for id in told.difference(&refused) {
        session.say(&format!("note: the message names {id}, which is not in the plan"))?;
    }
    for id in &refused {
        session.say(&format!("error: a trailer of the message names {id}, which is not in the plan"))?;
    }
    if refused.is_empty() {
        return Ok(Exit::Fine);
    }
    let it = if refused.len() == 1 { "it" } else { "them" };
    session.say(&format!("hint: write {it} down and stage {it} first, or name another id"))?;
    Ok(Exit::Findings)
}

/// The words of a line that are ids of a kind of the plan and lead to nothing in it.
fn unknown_ids(plan: &Plan, line: &str) -> Vec<String> {
    let is_of_id = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '/' | '_');
    line.split(|letter: char| !is_of_id(letter))
        .filter(|word| {
            let Ok(id) = Id::parse(word) else { return false };
            let is_ours = plan.config.kinds.iter().any(|kind| kind.identity.prefix == id.prefix());
            is_ours && matches!(plan.find(word), Err(NotFound::Unknown { .. }))
        })
        .map(str::to_owned)
        .collect()
}
