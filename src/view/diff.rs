//! The difference of two plans as a person would tell it: what came, went, moved and changed, and what
//! follows from that.
//!
//! What is different is found by `history`; which moments are compared is told by the caller.

mod code;
mod follows;
mod layout;

use std::collections::BTreeMap;

use serde::Serialize;

use super::changelog::Links;
use super::subject::Subject;
use crate::history::{
    ArtifactChange, Changed, Consequences, PassedOver, PlanDifference, Rewording, Written, rewordings,
};
use crate::plan::{ArtifactIndex, Plan};
use crate::trace::{Mention, Touched};

use code::NamedInCode;
use follows::Follows;

/// How often targets had been moved by the end, by the artifact of the later plan and the field.
pub(crate) type Moves = BTreeMap<(ArtifactIndex, String), usize>;

/// One of the two moments that are compared.
#[derive(Clone, Serialize, Debug)]
pub(crate) struct Side {
    /// As a person named it: `v1`, `the working tree`.
    pub(crate) name: String,
    /// The commit and its day, where the moment is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) commit: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) day: Option<String>,
}

/// What an answer rests on beside the two plans.
#[derive(Debug, Default)]
pub(crate) struct Background {
    pub(crate) moves: Moves,
    /// What could not be read of the history in which moves were counted.
    pub(crate) passed_over: PassedOver,
    pub(crate) shallow: bool,
}

/// What tests and code say of the difference, and where links lead.
#[derive(Debug, Default)]
pub(crate) struct Surroundings<'a> {
    /// What was touched and is named in tests or code, with the places.
    pub(crate) named: Vec<(Touched, Vec<&'a Mention>)>,
    /// Where the plan lies in the git repository, with a slash at the end; empty where it is the whole of it.
    pub(crate) folder: String,
    /// The web address of the git repository, for a plan that does not say it.
    pub(crate) repository: Option<String>,
}

/// The difference of two plans.
#[derive(Serialize)]
pub(crate) struct PlanDiff {
    from: Side,
    to: Side,
    added: Vec<Subject>,
    removed: Vec<Subject>,
    /// Artifacts with another id, or with a document in another place.
    renamed: Vec<Renamed>,
    /// Targets that are later or earlier than they were.
    moved: Vec<MovedTarget>,
    /// Whatever changed in artifacts that are on both sides, renames and moved targets included.
    changed: Vec<ChangedArtifact>,
    /// Documents that could be read before and cannot be read now, and the other way round.
    broken: Vec<Subject>,
    mended: Vec<Subject>,
    /// How many documents changed in nothing that is read.
    reformatted: usize,
    /// Left out where only the changed documents were read.
    #[serde(skip_serializing_if = "Option::is_none")]
    consequences: Option<Follows>,
    /// Tests and code that name what was removed, dropped or reworded.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    named_in_code: Vec<NamedInCode>,
    /// Old revisions that could not be read while moves were counted.
    unreadable: usize,
    absent: usize,
    shallow: bool,
    /// Where the files are at the forge.
    #[serde(skip)]
    links: Links,
    /// What stands before the paths of documents, as the git repository counts them.
    #[serde(skip)]
    folder: String,
}

#[derive(Serialize)]
struct Renamed {
    #[serde(flatten)]
    subject: Subject,
    id_before: String,
    path_before: String,
}

#[derive(Serialize)]
struct MovedTarget {
    #[serde(flatten)]
    subject: Subject,
    field: String,
    from: String,
    to: String,
    /// How often the target has been moved, this time included, as far as history is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    moves: Option<usize>,
}

#[derive(Serialize)]
struct ChangedArtifact {
    #[serde(flatten)]
    subject: Subject,
    change: ArtifactChange,
    /// The words of the sections whose text changed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    words: Vec<Rewording>,
    /// What is told elsewhere on the page left out.
    #[serde(skip)]
    rest: ArtifactChange,
}

impl PlanDiff {
    pub(crate) fn of(
        (from, before): (Side, &Plan),
        (to, after): (Side, &Plan),
        difference: &PlanDifference,
        consequences: Option<&Consequences>,
        background: &Background,
        surroundings: &Surroundings<'_>,
    ) -> Self {
        let new = |indices: &[ArtifactIndex]| subjects(after, indices);
        let changed = |one: &Changed| ChangedArtifact {
            subject: Subject::of(after, one.after),
            change: one.change.clone(),
            words: rewordings(before.artifact(one.before), after.artifact(one.after), &one.change),
            rest: rest(one),
        };
        Self {
            from,
            to,
            added: new(&difference.added),
            removed: subjects(before, &difference.removed),
            renamed: difference.changed.iter().filter_map(|one| renamed(before, after, one)).collect(),
            moved: difference.changed.iter().flat_map(|one| moved(after, one, &background.moves)).collect(),
            changed: difference.changed.iter().map(changed).collect(),
            broken: subjects(before, &difference.broken),
            mended: new(&difference.mended),
            reformatted: difference.reformatted,
            consequences: consequences.map(|found| Follows::of(before, after, difference, found)),
            named_in_code: surroundings
                .named
                .iter()
                .map(|(touched, mentions)| NamedInCode::of(before, after, *touched, mentions))
                .collect(),
            unreadable: background.passed_over.unreadable,
            absent: background.passed_over.absent,
            shallow: background.shallow,
            links: Links::of_plan(after, surroundings.repository.as_deref()),
            folder: surroundings.folder.clone(),
        }
    }
}

fn subjects(plan: &Plan, indices: &[ArtifactIndex]) -> Vec<Subject> {
    indices.iter().map(|index| Subject::of(plan, *index)).collect()
}

fn renamed(before: &Plan, after: &Plan, one: &Changed) -> Option<Renamed> {
    let (old, new) = (before.artifact(one.before), after.artifact(one.after));
    let is_other = |changed: bool| old.id.is_some() && new.id.is_some() && changed;
    let id_changed = is_other(old.id.as_ref().map(|id| id.key()) != new.id.as_ref().map(|id| id.key()));
    (one.change.moved.is_some() || id_changed).then(|| Renamed {
        subject: Subject::of(after, one.after),
        id_before: old.label(),
        path_before: old.path.to_string(),
    })
}

fn moved(after: &Plan, one: &Changed, moves: &Moves) -> Vec<MovedTarget> {
    let mut found = Vec::new();
    for change in one.moves() {
        let (Some(Written::One(from)), Some(Written::One(to))) = (&change.from, &change.to) else { continue };
        found.push(MovedTarget {
            subject: Subject::of(after, one.after),
            field: change.field.clone(),
            from: from.clone(),
            to: to.clone(),
            moves: moves.get(&(one.after, change.field.clone())).copied().filter(|moves| *moves > 0),
        });
    }
    found
}

/// The change without the place of the document and without moved targets, which are told apart.
fn rest(one: &Changed) -> ArtifactChange {
    ArtifactChange {
        moved: None,
        fields: one.other_fields().cloned().collect(),
        body: one.change.body.clone(),
    }
}
