//! What many moved promises come to.

use std::collections::BTreeSet;

use serde::Serialize;

use super::item::Item;
use crate::history::median;

/// Counts over dated fields.
#[derive(Clone, Serialize, Debug)]
pub(super) struct Totals {
    /// How many fields of how many artifacts ever promised something.
    pub(super) dated: usize,
    pub(super) dated_artifacts: usize,
    /// How many of them moved later at least once, and how often that was.
    pub(super) slipped: usize,
    pub(super) slipped_artifacts: usize,
    pub(super) slips: usize,
    /// Slips from a promised day, and those of them told only when it was over.
    pub(super) with_notice: usize,
    pub(super) after_the_day: usize,
    /// How many moved earlier at least once, and how often that was.
    pub(super) pulled_in: usize,
    pub(super) pulls: usize,
    /// How many changed in another way alone.
    pub(super) changed_otherwise: usize,
    /// Over the fields that slipped: from the first promise to the last.
    pub(super) median_days: Option<i64>,
    pub(super) median_minors: Option<i64>,
    /// Over all slips: from the commit to the day that was promised until then.
    pub(super) median_notice: Option<i64>,
}

impl Totals {
    pub(super) fn of(items: &[Item]) -> Self {
        let slipped = || items.iter().filter(|item| item.slips > 0);
        let notices: Vec<i64> = slipped().flat_map(Item::notices).collect();
        let artifacts = |items: &mut dyn Iterator<Item = &Item>| {
            items.map(|item| item.subject.path.as_str()).collect::<BTreeSet<_>>().len()
        };
        Self {
            dated: items.len(),
            dated_artifacts: artifacts(&mut items.iter()),
            slipped: slipped().count(),
            slipped_artifacts: artifacts(&mut slipped()),
            slips: slipped().map(|item| item.slips).sum(),
            with_notice: notices.len(),
            after_the_day: notices.iter().filter(|days| **days < 0).count(),
            pulled_in: items.iter().filter(|item| item.pulls > 0).count(),
            pulls: items.iter().map(|item| item.pulls).sum(),
            changed_otherwise: items.iter().filter(|item| item.is_only_changed()).count(),
            median_days: median(slipped().filter_map(|item| item.days)),
            median_minors: median(slipped().filter_map(|item| item.minors)),
            median_notice: median(notices),
        }
    }
}
