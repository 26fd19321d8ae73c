//! How often a promise for a day or a period was moved to another one.
//!
//! Knows neither whether that is bad nor how many days lie between.

use std::collections::BTreeMap;

use super::artifact_change::{FieldChange, Written, change_between};
use super::lineage::Lineages;
use super::telling::{PassedOver, Told, tell};
use crate::config::Config;
use crate::model::artifact::Artifact;
use crate::model::field::FieldType;
use crate::source::RelPath;
use crate::source::log::Log;

/// Whether a change moved a target: the field says when something is planned for, and said so before.
pub(crate) fn is_move(config: &Config, artifact: &Artifact, change: &FieldChange) -> bool {
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
    ty == Some(&FieldType::Target)
        && matches!((&change.from, &change.to), (Some(Written::One(_)), Some(Written::One(_))))
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
) -> Vec<Option<MoveCounts>> {
    let count = |(artifact, paths): &(&Artifact, Vec<&RelPath>)| {
        let at = paths.iter().find_map(|path| lineages.at_path(path))?;
        let mut counts = MoveCounts::default();
        let moves = |fields: Vec<FieldChange>| -> Vec<String> {
            let moved = fields.into_iter().filter(|change| is_move(config, artifact, change));
            moved.map(|change| change.field).collect()
        };
        let told: Vec<Told<Vec<String>>> = tell(log, config, lineages, &[at], |transition| {
            let (before, after) = (transition.before?, transition.after?);
            Some(moves(change_between(config, before, after).fields))
        });
        for told in told {
            counts.passed_over += told.passed_over;
            let open = told.last.map(|last| moves(change_between(config, &last, artifact).fields));
            for field in told.steps.into_iter().flat_map(|step| step.what).chain(open.unwrap_or_default()) {
                *counts.by_field.entry(field).or_default() += 1;
            }
        }
        Some(counts)
    };
    artifacts.iter().map(count).collect()
}
