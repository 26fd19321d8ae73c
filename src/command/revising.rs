//! Assignments to the artifacts that a command names: found, changed, checked, stored and told.

use clap::ArgMatches;

use crate::change::{Assignment, Impossible, Operator, revise};
use crate::command::error::{CommandError, Exit};
use crate::command::named::{find, qualified};
use crate::command::session::Session;
use crate::command::verbs::Scope;
use crate::command::writing::{Known, Writing};
use crate::command::{diff, field_flags, render};
use crate::config::Config;
use crate::diagnostic::visible_line;
use crate::model::field::Field;
use crate::plan::{ArtifactIndex, Plan};
use crate::source::{FileChange, RelPath};
use crate::text::words::plural;
use crate::view::View;
use crate::view::written::{ChangedArtifact, ChangedArtifacts};

/// Carries out `assignments` on every artifact named, as one change.
pub(crate) fn revise_all<S: AsRef<str>>(
    session: &mut Session<'_>,
    scope: Scope<'_>,
    matches: &ArgMatches,
    ids: &[S],
    assignments: &[Assignment],
) -> Result<Exit, CommandError> {
    let writing = Writing::begin(session, matches)?;
    let ids: Vec<String> = ids.iter().map(|id| qualified(scope, id.as_ref())).collect();
    let needs_whole = needs_whole(&writing.config, assignments);
    let (known, revised) = writing.attempt(ids.iter().map(String::as_str), needs_whole, |plan| {
        revised(plan, scope, &ids, assignments)
    })?;
    finish(session, matches, &writing, &known, revised)
}

/// One artifact with what happens to its document; no change where it says all of it already.
pub(crate) struct Revised {
    pub(crate) id: String,
    pub(crate) changes: Vec<FileChange>,
}

fn revised(
    plan: &Plan,
    scope: Scope<'_>,
    ids: &[String],
    assignments: &[Assignment],
) -> Result<Vec<Revised>, Impossible> {
    let mut revised: Vec<(ArtifactIndex, Revised)> = Vec::new();
    for id in ids {
        let found = find(plan, scope, id)?;
        if revised.iter().any(|(index, _)| *index == found.artifact) {
            return Err(Impossible {
                message: format!("{} is named twice", plan.artifact(found.artifact).label()),
                hints: vec!["name each artifact once".into()],
            });
        }
        let revision = revise(plan, found.artifact, found.part.as_ref(), assignments)?;
        let id = plan.artifact(found.artifact).label();
        revised.push((found.artifact, Revised { id, changes: revision.file.into_iter().collect() }));
    }
    Ok(revised.into_iter().map(|(_, revised)| revised).collect())
}

/// Checks and stores all changes as one, and tells what became of each artifact.
pub(crate) fn finish(
    session: &mut Session<'_>,
    matches: &ArgMatches,
    writing: &Writing,
    known: &Known,
    revised: Vec<Revised>,
) -> Result<Exit, CommandError> {
    let changes: Vec<FileChange> = revised.iter().flat_map(|each| each.changes.clone()).collect();
    let mut outcome = ChangedArtifacts {
        unchanged: revised.iter().filter(|each| each.changes.is_empty()).count(),
        changed: revised.into_iter().filter_map(told).collect(),
        dry_run: writing.is_dry_run(),
    };
    if changes.is_empty() {
        if render::wants_json(matches) {
            render::print_json(session, &outcome.json())?;
        } else {
            session.say("nothing to change: everything is as wanted already")?;
        }
        return Ok(Exit::Fine);
    }
    let after = writing.store(session, known, &changes)?;
    // An id that has only just been given is known afterwards alone.
    for each in &mut outcome.changed {
        let found = RelPath::new(&each.path).and_then(|path| after.at_path(&path));
        if let Some(index) = found {
            each.id = after.artifact(index).label();
        }
    }
    if render::wants_json(matches) {
        return render::print_json(session, &outcome.json()).map(|()| Exit::Fine);
    }
    for each in &outcome.changed {
        let lines: String = each.lines.iter().map(|line| format!("  {line}\n")).collect();
        let text = format!("{} {}\n{lines}", each.id, visible_line(&each.path));
        if outcome.dry_run {
            session.say(&format!("would change {} {}", each.id, each.path))?;
        } else {
            session.print(&text)?;
        }
    }
    if outcome.changed.len() > 1 {
        session.say(&format!("{} changed", plural(outcome.changed.len(), "artifact")))?;
    }
    Ok(Exit::Fine)
}

/// What there is to tell of an artifact that changes.
fn told(revised: Revised) -> Option<ChangedArtifact> {
    let last = revised.changes.last()?;
    let mut told = ChangedArtifact {
        id: revised.id,
        path: last.path().to_string(),
        change: "changed",
        lines: Vec::new(),
    };
    for change in &revised.changes {
        match change {
            FileChange::Replace { before, bytes, .. } => {
                told.lines.extend(diff::changed_lines(before, bytes));
            }
            FileChange::Rename { from, .. } => {
                told.change = "renamed";
                told.lines.push(format!("was {}", visible_line(from.as_str())));
            }
            FileChange::Remove { .. } => told.change = "removed",
            FileChange::Create { .. } => told.change = "added",
        }
    }
    Some(told)
}

/// Whether a change can bring in findings elsewhere than in the documents it touches: another status is
/// judged by what leads to the artifact, a link may close a circle.
fn needs_whole(config: &Config, assignments: &[Assignment]) -> bool {
    assignments.iter().any(|assignment| {
        let name = assignment.place.split(['.', '[']).next().unwrap_or_default();
        config.kinds.iter().any(|kind| {
            kind.workflow.field.as_deref() == Some(name)
                || !field_flags::references(kind, std::slice::from_ref(assignment)).is_empty()
                || assignment.operator == Operator::Unset && kind.field(name).is_some_and(Field::is_link)
        })
    })
}
