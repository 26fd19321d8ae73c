//! Assignments to the artifacts that a command names: found, changed, checked, stored and told.

use clap::ArgMatches;

use crate::change::{Assignment, Impossible, Operator, Sides, revise};
use crate::command::error::{CommandError, Exit};
use crate::command::named::{find, qualified};
use crate::command::session::Session;
use crate::command::verbs::Scope;
use crate::command::writing::{Known, Writing};
use crate::command::{diff, field_flags, filter, render};
use crate::config::Config;
use crate::model::field::Field;
use crate::model::values::Date;
use crate::plan::query::{self, Environment, Filter, Request};
use crate::plan::{ArtifactIndex, Lookup, Plan};
use crate::source::{FileChange, RelPath};
use crate::text::visible::visible_line;
use crate::text::words::plural;
use crate::view::View;
use crate::view::written::{ChangedArtifact, ChangedArtifacts};

/// Which artifacts a command is about.
pub(crate) enum Chosen<'a> {
    /// Those that are named, in this order.
    Named(Vec<&'a str>),
    /// All of these kinds for which everything asked for holds.
    Matching { request: Request, kinds: Vec<String> },
}

/// Carries out `assignments` on every artifact that is chosen, as one change.
pub(crate) fn revise_all(
    session: &mut Session<'_>,
    scope: Scope<'_>,
    matches: &ArgMatches,
    chosen: &Chosen<'_>,
    assignments: &[Assignment],
) -> Result<Exit, CommandError> {
    let writing = Writing::begin(session, matches)?;
    let today = session.today;
    let ids: Vec<String> = match chosen {
        Chosen::Named(ids) => ids.iter().map(|id| qualified(scope, id)).collect(),
        Chosen::Matching { .. } => Vec::new(),
    };
    let needs_whole = ids.is_empty() || needs_whole(&writing.config, assignments);
    let (known, revised) = writing.attempt(ids.iter().map(String::as_str), needs_whole, |plan| {
        let artifacts = match chosen {
            Chosen::Named(_) => named(plan, scope, &ids)?,
            Chosen::Matching { request, kinds } => matching(plan, scope, today, request, kinds)?,
        };
        Ok::<_, CommandError>(revised(plan, &artifacts, assignments)?)
    })?;
    if revised.is_empty() {
        session.say("nothing to change: no artifact matches")?;
        return Ok(Exit::Fine);
    }
    finish(session, matches, &writing, &known, revised)
}

/// The artifacts that are named, each once, with the part that is meant.
fn named(plan: &Plan, scope: Scope<'_>, ids: &[String]) -> Result<Vec<Lookup>, Impossible> {
    let mut found: Vec<Lookup> = Vec::new();
    for id in ids {
        let one = find(plan, scope, id)?;
        if found.iter().any(|other| other.artifact == one.artifact) {
            return Err(Impossible {
                message: format!("{} is named twice", plan.artifact(one.artifact).label()),
                hints: vec!["name each artifact once".into()],
            });
        }
        found.push(one);
    }
    Ok(found)
}

fn matching(
    plan: &Plan,
    scope: Scope<'_>,
    today: Date,
    request: &Request,
    kinds: &[String],
) -> Result<Vec<Lookup>, CommandError> {
    let kinds = filter::kinds(&plan.config, scope, kinds)?;
    let environment = Environment::new(plan, today);
    let found = Filter::of(&query::Scope::artifacts(&environment, &kinds), request)?.select()?;
    Ok(found.into_iter().map(|artifact| Lookup { artifact, part: None }).collect())
}

/// One artifact with what happens to its document; no change where it says all of it already.
pub(crate) struct Revised {
    pub(crate) id: String,
    pub(crate) changes: Vec<FileChange>,
}

/// What a change of `index` does to it, and then to the other artifacts whose documents it touches.
pub(crate) fn by_artifact(plan: &Plan, index: ArtifactIndex, changes: Vec<FileChange>) -> Vec<Revised> {
    let mut revised = vec![Revised { id: plan.artifact(index).label(), changes: Vec::new() }];
    for change in changes {
        let path = match &change {
            FileChange::Rename { from, .. } => from,
            other => other.path(),
        };
        match plan.at_path(path).filter(|other| *other != index) {
            Some(other) => {
                revised.push(Revised { id: plan.artifact(other).label(), changes: vec![change] });
            }
            None => revised[0].changes.push(change),
        }
    }
    revised
}

/// What becomes of artifacts, each with its own document.
pub(crate) fn of_sides(plan: &Plan, sides: Sides) -> Vec<Revised> {
    let revised = sides.into_iter().map(|(index, file)| Revised {
        id: plan.artifact(index).label(),
        changes: file.into_iter().collect(),
    });
    revised.collect()
}

fn revised(
    plan: &Plan,
    artifacts: &[Lookup],
    assignments: &[Assignment],
) -> Result<Vec<Revised>, Impossible> {
    artifacts
        .iter()
        .map(|found| {
            let revision = revise(plan, found.artifact, found.part.as_ref(), assignments)?;
            let id = plan.artifact(found.artifact).label();
            Ok(Revised { id, changes: revision.file.into_iter().collect() })
        })
        .collect()
}

/// What became of artifacts, and the plan as it is afterwards; no plan where nothing changed.
pub(crate) struct Stored {
    pub(crate) outcome: ChangedArtifacts,
    pub(crate) after: Option<Plan>,
}

/// Checks and stores all changes as one, and tells what became of each artifact.
pub(crate) fn finish(
    session: &mut Session<'_>,
    matches: &ArgMatches,
    writing: &Writing,
    known: &Known,
    revised: Vec<Revised>,
) -> Result<Exit, CommandError> {
    let stored = store(session, writing, known, revised)?;
    if render::wants_json(matches) {
        render::print_json(session, &stored.outcome.json())?;
    } else {
        tell(session, &stored.outcome)?;
    }
    Ok(Exit::Fine)
}

/// Checks and stores all changes as one.
pub(crate) fn store(
    session: &mut Session<'_>,
    writing: &Writing,
    known: &Known,
    revised: Vec<Revised>,
) -> Result<Stored, CommandError> {
    let changes: Vec<FileChange> = revised.iter().flat_map(|each| each.changes.clone()).collect();
    let mut outcome = ChangedArtifacts {
        unchanged: revised.iter().filter(|each| each.changes.is_empty()).count(),
        changed: revised.into_iter().filter_map(told).collect(),
        dry_run: writing.is_dry_run(),
    };
    if changes.is_empty() {
        return Ok(Stored { outcome, after: None });
    }
    let after = writing.store(session, known, &changes)?;
    // An id that has only just been given is known afterwards alone.
    for each in &mut outcome.changed {
        let found = RelPath::new(&each.path).and_then(|path| after.at_path(&path));
        if let Some(index) = found {
            each.id = after.artifact(index).label();
        }
    }
    Ok(Stored { outcome, after: Some(after) })
}

/// Tells what became of each artifact.
pub(crate) fn tell(session: &mut Session<'_>, outcome: &ChangedArtifacts) -> Result<(), CommandError> {
    if outcome.changed.is_empty() {
        return session.say("nothing to change: everything is as wanted already");
    }
    for each in &outcome.changed {
        let lines: String = each.lines.iter().map(|line| format!("  {line}\n")).collect();
        // A document without an id is called by its path.
        let name = if each.id == each.path { String::new() } else { format!("{} ", each.id) };
        if outcome.dry_run {
            session.say(&format!("would change {name}{}", each.path))?;
        } else {
            session.print(&format!("{name}{}\n{lines}", visible_line(&each.path)))?;
        }
    }
    if outcome.changed.len() > 1 {
        let change = if outcome.dry_run { "would change" } else { "changed" };
        session.say(&format!("{} {change}", plural(outcome.changed.len(), "artifact")))?;
    }
    Ok(())
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
