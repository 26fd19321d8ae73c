//! `pm codeowners`: whom a forge asks before what needs approval changes.

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::{Group, Spec};
use crate::command::diff;
use crate::command::error::{CommandError, Exit};
use crate::command::session::Session;
use crate::command::writing::{Writing, commit_argument};
use crate::source::{FileChange, RelPath, Store, Tree};
use crate::text::words::list_of;
use crate::view::codeowners::{CodeOwners, MarkFault};

pub(super) static COMMAND: Spec = Spec {
    name: "codeowners",
    group: Group::Check,
    about: "Write CODEOWNERS from the roles that statuses need",
    arguments,
    run: |session, _, matches| match matches.get_one::<String>("out") {
        Some(path) => update(session, matches, path),
        None => show(session),
    },
};

const EXAMPLES: &str = "Examples:\n  pm codeowners\n  pm codeowners --out .github/CODEOWNERS\n  pm codeowners --out .github/CODEOWNERS --check";

fn arguments(command: Command) -> Command {
    command
        .arg(
            Arg::new("out")
                .long("out")
                .value_name("FILE")
                .help("Bring this file of the git repository up to date; lines of others in it stay"),
        )
        .arg(
            Arg::new("check")
                .long("check")
                .action(ArgAction::SetTrue)
                .requires("out")
                .conflicts_with("dry-run")
                .help("Write nothing; end with 1 where the file is not up to date"),
        )
        .arg(
            Arg::new("dry-run")
                .long("dry-run")
                .action(ArgAction::SetTrue)
                .requires("out")
                .help("Write nothing; show the change as a diff"),
        )
        .arg(commit_argument().requires("out").conflicts_with("check"))
        .after_help(EXAMPLES)
        .after_long_help(format!(
            "The folders of kinds whose statuses need approvals, `approvals` of the kind in pm.yaml, belong to the \
             people who hold those roles; pm.yaml itself, which says who does, belongs to all of them. A person is \
             called by the first of `accounts` that begins with @, else by an e-mail address among them.\n\nA forge \
             asks any one of the owners; that every role has agreed is for `pm check` to see. Only the lines between \
             the two marks are written; in a file without them they go to the end, where they count for more than \
             what stands above.\n\n{EXAMPLES}"
        ))
}

fn show(session: &mut Session<'_>) -> Result<Exit, CommandError> {
    let repository = session.repository()?;
    let (config, ..) = session.config(&repository.working_tree())?;
    let owners = CodeOwners::of(&config, &repository.folder_in_git());
    if !owners.is_empty() {
        session.print(&owners.text())?;
    }
    tell(session, &owners)?;
    Ok(Exit::Fine)
}

fn update(session: &mut Session<'_>, matches: &ArgMatches, path: &str) -> Result<Exit, CommandError> {
    let only_checks = matches.get_flag("check");
    let writing = if only_checks { Writing::look(session)? } else { Writing::begin(session, matches)? };
    // Forges look for it at the top of the git repository, of which the product may be a folder.
    let whole = writing.repository.whole();
    let tree = whole.working_tree();
    let file = session.relative(whole.root(), path).ok_or_else(|| {
        CommandError::usage(format!("`{path}` lies outside of the repository"))
            .with_hint("print it and put it there: pm codeowners > FILE")
    })?;
    let owners = CodeOwners::of(&writing.config, &writing.repository.folder_in_git());
    let before = if tree.exists(&file) { Some(tree.read(&file)?) } else { None };
    let known = before.as_deref().map(std::str::from_utf8).transpose().map_err(|_| {
        CommandError::environment(format!("{file} is not UTF-8")).with_hint("save it as UTF-8")
    })?;
    let updated = owners.updated(known).map_err(|fault| lost_mark(&file, fault))?;
    let is_current = known == Some(updated.as_str()) || owners.is_empty() && known.is_none();
    tell(session, &owners)?;
    if is_current {
        session.say(&format!("{file} is up to date"))?;
        return Ok(Exit::Fine);
    }
    if only_checks {
        session.say(&format!("{file} is not up to date"))?;
        session.say(&format!("hint: run `pm codeowners --out {path}`"))?;
        return Ok(Exit::Findings);
    }
    let bytes = updated.into_bytes();
    let change = match before {
        None => FileChange::Create { path: file.clone(), bytes },
        Some(before) => FileChange::Replace { path: file.clone(), before, bytes },
    };
    if writing.is_dry_run() {
        session.print(&diff::unified(&[change], session.color))?;
        return Ok(Exit::Fine);
    }
    let changes = [change];
    tree.write(&changes)?;
    writing.commit_in(session, whole.root(), &changes, || format!("Bring {file} up to date"))?;
    session.print(&format!("{file}\n"))?;
    Ok(Exit::Fine)
}

/// Who cannot be named, and what nobody holds.
fn tell(session: &mut Session<'_>, owners: &CodeOwners) -> Result<(), CommandError> {
    if !owners.unknown.is_empty() {
        let who = list_of(&owners.unknown);
        session.say(&format!("note: nothing is known to call {who} by at the forge"))?;
        session
            .say("hint: add an account such as @ana, or an e-mail address, under `accounts` in pm.yaml")?;
    }
    if !owners.vacant.is_empty() {
        session.say(&format!("note: nobody in pm.yaml may approve as {}", list_of(&owners.vacant)))?;
    }
    if owners.is_empty() && owners.unknown.is_empty() && owners.vacant.is_empty() {
        session.say("note: no status needs an approval")?;
        session.say(
            "hint: say in pm.yaml which do: kinds: {requirement: {approvals: {approved: [product, engineering]}}}",
        )?;
    }
    Ok(())
}

fn lost_mark(file: &RelPath, fault: MarkFault) -> CommandError {
    let which = match fault {
        MarkFault::NoEnd => "the end",
        MarkFault::NoBegin => "the begin",
    };
    CommandError::usage(format!("{file} has lost the line that marks {which} of what pm writes"))
        .with_hint("take the lines of `pm codeowners` out by hand, with what is left of the marks")
}
