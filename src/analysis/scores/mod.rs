//! The methods of prioritising that `pm` ships, one file each.
//!
//! To add one, write its file and one line in [`SCORES`].

mod cd3;
mod customer_weighted;
mod ice;
pub(crate) mod moscow;
mod rice;
mod value_effort;
mod weighted;
mod wsjf;

use crate::analysis::score::Score;

/// All methods, sorted by name.
pub(crate) static SCORES: &[&Score] = &[
    &cd3::SCORE,
    &customer_weighted::SCORE,
    &ice::SCORE,
    &moscow::SCORE,
    &rice::SCORE,
    &value_effort::SCORE,
    &weighted::SCORE,
    &wsjf::SCORE,
];

/// The method of this name.
pub(crate) fn named(name: &str) -> Option<&'static Score> {
    SCORES.iter().find(|score| score.name == name).copied()
}

#[cfg(test)]
mod tests;
