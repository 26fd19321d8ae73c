//! Which words of a text are not those of another, one core for all who tell it.
//!
//! Knows no section and no approval: two texts in, places out. How much is told around a place, and how
//! many of them, is for those who tell.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// The words of two texts, and where they are not the same.
#[derive(Debug)]
pub(super) struct WordDifference<'text> {
    pub(super) before: Vec<&'text str>,
    pub(super) after: Vec<&'text str>,
    /// In order; of both sides one may be empty.
    pub(super) places: Vec<Place>,
}

/// Words that stand in the place of others, counted from 0.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Place {
    pub(super) before: Range<usize>,
    pub(super) after: Range<usize>,
}

impl<'text> WordDifference<'text> {
    pub(super) fn of(before: &'text str, after: &'text str) -> Self {
        let (before, after) = (words(before), words(after));
        let places = capture_diff_slices(Algorithm::Patience, &before, &after)
            .iter()
            .filter(|step| !matches!(step, DiffOp::Equal { .. }))
            .map(|step| Place { before: step.old_range(), after: step.new_range() })
            .collect();
        Self { before, after, places }
    }

    /// How many words stayed.
    pub(super) fn kept(&self) -> usize {
        self.before.len() - self.places.iter().map(|place| place.before.len()).sum::<usize>()
    }

    /// The places, of which those with no more than `apart` words between them are one.
    pub(super) fn joined(&self, apart: usize) -> Vec<Place> {
        let mut joined: Vec<Place> = Vec::new();
        for place in &self.places {
            match joined.last_mut().filter(|last| place.after.start <= last.after.end + apart) {
                Some(last) => (last.before.end, last.after.end) = (place.before.end, place.after.end),
                None => joined.push(place.clone()),
            }
        }
        joined
    }
}

pub(super) fn words(text: &str) -> Vec<&str> {
    text.split(' ').filter(|word| !word.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text() -> impl Strategy<Value = String> {
        prop::collection::vec(prop::sample::select(vec!["a", "b", "c", "d"]), 0..30)
            .prop_map(|words| words.join(" "))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]

        #[test]
        fn the_places_lead_from_one_text_to_the_other(before in text(), after in text(), apart in 0..5_usize) {
            let difference = WordDifference::of(&before, &after);
            for places in [&difference.places, &difference.joined(apart)] {
                let mut made = difference.before.clone();
                for place in places.iter().rev() {
                    made.splice(place.before.clone(), difference.after[place.after.clone()].iter().copied());
                }
                prop_assert_eq!(&made, &difference.after);
            }
            prop_assert_eq!(difference.kept() == difference.after.len(), difference.places.iter().all(|place| place.after.is_empty()));
        }
    }
}
