//! `pm edit ID`: the document in the person's own editor, and what is wrong with it afterwards.

use clap::{Arg, ArgMatches, Command};

use super::{Scope, Verb, example_prefix};
use crate::command::editor;
use crate::command::error::{CommandError, Exit};
use crate::command::named::{find, qualified, required};
use crate::command::session::Session;
use crate::command::writing::{Writing, commit_argument};
use crate::diagnostic::Level;
use crate::diagnostic::report::Style;
use crate::diagnostic::reports::human;
use crate::history::commit_message;
use crate::plan::Plan;
use crate::source::{FileChange, RelPath, Tree};

pub(super) static VERB: Verb =
    Verb { name: "edit", about: "Open {a kind} in your editor", names_its_kind: true, arguments, run };

fn arguments(command: Command, scope: Scope<'_>) -> Command {
    let prefix = example_prefix(scope);
    command
        .arg(Arg::new("id").value_name("ID").required(true).help("Which one"))
        .arg(commit_argument())
        .after_help(format!(
            "Examples:\n  pm edit {prefix}-4\n  pm edit {prefix}-4 --commit\n  EDITOR='code --wait' pm edit {prefix}-4"
        ))
        .after_long_help(format!(
            "What is wrong with the document is told when the editor is closed. With --commit, or with `commit: auto` in \
             pm.yaml, the change is committed then, unless there is an error in it.\n\nExamples:\n  pm edit \
             {prefix}-4\n  pm edit {prefix}-4 --commit\n  EDITOR='code --wait' pm edit {prefix}-4"
        ))
}

fn run(session: &mut Session<'_>, scope: Scope<'_>, matches: &ArgMatches) -> Result<Exit, CommandError> {
    let id = qualified(scope, required(matches, "id")?);
    let writing = Writing::look(session)?;
    // A document that cannot be read is opened all the more: by the id in its name.
    let path = match writing.documents_called(&id).as_deref() {
        Some([path]) => path.clone(),
        _ => {
            let find = |plan: &Plan| find(plan, scope, &id).map(|found| found.artifact);
            let (known, index) = writing.attempt([id.as_str()], true, find)?;
            known.plan.artifact(index).path.clone()
        }
    };
    edit_and_check(session, matches, writing, &path)
}

/// Opens the document at `path`, and when the editor is closed shows what is wrong with it, and commits it where
/// that was asked for. The lock is given back first: an editor may stay open for days.
pub(super) fn edit_and_check(
    session: &mut Session<'_>,
    matches: &ArgMatches,
    writing: Writing,
    path: &RelPath,
) -> Result<Exit, CommandError> {
    let file = writing.repository.root().join(path.as_str());
    let before = writing.documents(vec![path.clone()]);
    let old = writing.tree.read(path)?;
    drop(writing);
    editor::open(session, &file)?;
    let writing = Writing::look_on(session, matches)?;
    let (known, findings) = writing.judge(path);
    let fails = findings.iter().any(|finding| finding.level == Level::Error);
    if !findings.is_empty() {
        let style = Style { color: session.color, width: session.width(), limit: None };
        session.say(human::pictures(&findings, &known.plan, style).trim_end())?;
    }
    if writing.commits() {
        let new = writing.tree.read(path)?;
        if fails {
            session.say(&format!("note: {path} is not committed, for there is an error in it"))?;
        } else if old == new {
            session.say("note: nothing was changed, and nothing is committed")?;
        } else {
            let changes = [FileChange::Replace { path: path.clone(), before: old, bytes: new }];
            writing.commit(session, &changes, || commit_message(&before.plan, &known.plan, &changes))?;
        }
    }
    Ok(if fails { Exit::Findings } else { Exit::Fine })
}
