//! How often a target was moved: from one promise to one that is kept later or earlier.
//!
//! What a move is, is told by [`Promise`]; a target made finer or given a date within its horizon was not
//! moved. Knows neither whether a move is bad nor how many days lie between.

use std::collections::BTreeMap;

use super::artifact_change::{FieldChange, Written, change_between};
use super::lineage::Lineages;
use super::promise::{Promise, Shift};
use super::telling::{PassedOver, Told, tell};
use crate::config::Config;
use crate::model::artifact::Artifact;
use crate::model::field::FieldType;
use crate::model::values::{Date, Target};
use crate::source::RelPath;
use crate::source::log::Log;

/// Whether a change on a day moved a target: the field says when something is planned for, said so before,
/// and promises it later or earlier now.
pub(super) fn is_move(config: &Config, artifact: &Artifact, change: &FieldChange, on: Date) -> bool {
    let kind = &config.kinds[usize::from(artifact.kind)];
    let (field, inner) = match change.field.split_once('.') {
        Some((field, inner)) => (field, Some(inner)),
        None => (change.field.as_str(), None),
    };
    let Some(field) = kind.field(field) else { return false };
    let ty = match (&field.ty, inner) {
        (FieldType::Record, Some(inner)) => field.fields.get(inner).map(|field| &field.ty),
        (FieldType::Map(item), Some(_)) => Some(&**item),
        (ty, None) => Some(ty),
        _ => None,
    };
    if ty != Some(&FieldType::Target) {
        return false;
    }
    let promise = |written: &Option<Written>| match written {
        Some(Written::One(text)) => Target::parse(text).ok().map(Promise::When),
        _ => None,
    };
    match (promise(&change.from), promise(&change.to)) {
        (Some(from), Some(to)) => from.shift(&to, on, config) != Shift::Other,
        _ => false,
    }
}

/// How often each target of one artifact was moved, by field; what could not be read on the way.
#[derive(Debug, Default)]
pub(crate) struct MoveCounts {
    pub(crate) by_field: BTreeMap<String, usize>,
    pub(crate) passed_over: PassedOver,
}

/// Counts the moves of artifacts from the beginning to what they are now, which may not be committed yet.
/// Each artifact is found by the first of the paths given with it that history knows; nothing for one that
/// it does not know. Reads the documents of those lineages alone.
pub(crate) fn count_moves(
    log: &dyn Log,
    config: &Config,
    lineages: &Lineages,
    artifacts: &[(&Artifact, Vec<&RelPath>)],
    today: Date,
) -> Vec<Option<MoveCounts>> {
    let count = |(artifact, paths): &(&Artifact, Vec<&RelPath>)| {
        let at = paths.iter().find_map(|path| lineages.at_path(path))?;
        let mut counts = MoveCounts::default();
        let moves = |fields: Vec<FieldChange>, on: Date| -> Vec<String> {
            let moved = fields.into_iter().filter(|change| is_move(config, artifact, change, on));
            moved.map(|change| change.field).collect()
        };
        let told: Vec<Told<Vec<String>>> = tell(log, config, lineages, &[at], |transition| {
            let (before, after) = (transition.before?, transition.after?);
            let on = lineages.commit_of(transition.version).day();
            Some(moves(change_between(config, before, after).fields, on))
        });
        for told in told {
            counts.passed_over += told.passed_over;
            let open = told.last.map(|last| moves(change_between(config, &last, artifact).fields, today));
            for field in told.steps.into_iter().flat_map(|step| step.what).chain(open.unwrap_or_default()) {
                *counts.by_field.entry(field).or_default() += 1;
            }
        }
        Some(counts)
    };
    artifacts.iter().map(count).collect()
}
