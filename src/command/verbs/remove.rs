//! `pm remove ID`: takes artifacts away that nothing refers to.

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::{Scope, Verb, example_prefix};
use crate::change::{Impossible, remove};
use crate::command::error::{CommandError, Exit};
use crate::command::named::{find, qualified};
use crate::command::revising::{self, Revised};
use crate::command::session::Session;
use crate::command::writing::Writing;
use crate::command::{render, writing};
use crate::source::{FileChange, Tree};

pub(super) static VERB: Verb = Verb {
    name: "remove",
    about: "Remove {kinds} that nothing refers to",
    names_its_kind: true,
    arguments,
    run,
};

fn arguments(command: Command, scope: Scope<'_>) -> Command {
    let prefix = example_prefix(scope);
    command
        .arg(Arg::new("ids").value_name("ID").required(true).action(ArgAction::Append).help("Which ones"))
        .arg(
            Arg::new("for-good")
                .long("for-good")
                .action(ArgAction::SetTrue)
                .help("Also where no commit holds the document as it is, so that nothing brings it back"),
        )
        .args(writing::arguments())
        .arg(render::outcome_argument())
        .after_help(format!("Examples:\n  pm remove {prefix}-4 --dry-run\n  pm remove {prefix}-4"))
        .after_long_help(format!(
            "Removes the documents. Refused while another artifact refers to one of them: an artifact that \
             came to nothing is better kept with a status that says so.\n\nExamples:\n  pm remove {prefix}-4 \
             --dry-run\n  pm remove {prefix}-4"
        ))
}

fn run(session: &mut Session<'_>, scope: Scope<'_>, matches: &ArgMatches) -> Result<Exit, CommandError> {
    let ids: Vec<String> =
        matches.get_many::<String>("ids").into_iter().flatten().map(|id| qualified(scope, id)).collect();
    let writing = Writing::begin(session, matches)?;
    let (known, (labels, changes)) = writing.attempt([], true, |plan| {
        let mut indices = ids
            .iter()
            .map(|id| Ok(find(plan, scope, id)?.artifact))
            .collect::<Result<Vec<_>, Impossible>>()?;
        indices.sort();
        indices.dedup();
        let labels: Vec<String> = indices.iter().map(|index| plan.artifact(*index).label()).collect();
        Ok::<_, Impossible>((labels, remove(plan, &indices)?))
    })?;
    if !matches.get_flag("for-good") && !writing.is_dry_run() {
        for change in &changes {
            refuse_unkept(&writing, change)?;
        }
    }
    let revised =
        labels.into_iter().zip(changes).map(|(id, change)| Revised { id, changes: vec![change] }).collect();
    revising::finish(session, matches, &writing, &known, revised)
}

/// Refuses to remove what the last commit does not hold as it is.
fn refuse_unkept(writing: &Writing, change: &FileChange) -> Result<(), CommandError> {
    let FileChange::Remove { path, before } = change else { return Ok(()) };
    let kept = writing.repository.revision("HEAD").and_then(|commit| commit.read(path));
    if kept.is_ok_and(|kept| kept == *before) {
        return Ok(());
    }
    Err(CommandError::usage(format!("no commit holds {path} as it is, so nothing could bring it back"))
        .with_hint("commit it first, or remove it for good with --for-good"))
}
