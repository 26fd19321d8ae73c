//! How long things took, in the few numbers that people compare.
//!
//! A percentile is the smallest duration with at least that share of all at or below it, so that each is
//! one that occurred.

use serde::Serialize;

/// A sample of durations in whole days.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub(crate) struct Spread {
    pub(crate) count: usize,
    pub(crate) min: i64,
    pub(crate) median: i64,
    pub(crate) p85: i64,
    pub(crate) p90: i64,
    pub(crate) max: i64,
}

impl Spread {
    /// The numbers of a sample; nothing for an empty one.
    pub(crate) fn of(mut days: Vec<i64>) -> Option<Self> {
        days.sort_unstable();
        Some(Self {
            count: days.len(),
            min: *days.first()?,
            median: percentile(&days, 50)?,
            p85: percentile(&days, 85)?,
            p90: percentile(&days, 90)?,
            max: *days.last()?,
        })
    }
}

/// The median of numbers as one of them: of an even number the lower of the two in the middle.
pub(crate) fn median(numbers: impl IntoIterator<Item = i64>) -> Option<i64> {
    Spread::of(numbers.into_iter().collect()).map(|spread| spread.median)
}

/// The smallest of sorted values with at least `percent` of all at or below it.
fn percentile(sorted: &[i64], percent: usize) -> Option<i64> {
    let rank = (sorted.len() * percent).div_ceil(100).max(1);
    sorted.get(rank - 1).copied()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_percentile_is_a_value_that_occurred() {
        let spread = Spread::of(vec![20, 15, 50, 40, 35]).expect("a sample");
        assert_eq!((spread.min, spread.median, spread.p85, spread.p90, spread.max), (15, 35, 50, 50, 50));
        let spread = Spread::of((1..=20).collect()).expect("a sample");
        assert_eq!((spread.median, spread.p85, spread.p90), (10, 17, 18));
        assert_eq!(Spread::of(Vec::new()), None);
    }

    #[test]
    fn the_median_is_one_of_the_numbers() {
        assert_eq!(median([]), None);
        assert_eq!(median([7]), Some(7));
        assert_eq!(median([9, 1]), Some(1));
        assert_eq!(median([3, 9, 1]), Some(3));
        assert_eq!(median([4, 3, 9, 1]), Some(3));
    }

    proptest! {
        #[test]
        fn at_least_the_share_lies_at_or_below_and_less_below(days in prop::collection::vec(-50_i64..500, 1..60)) {
            let spread = Spread::of(days.clone()).expect("a sample");
            for (percent, value) in [(50, spread.median), (85, spread.p85), (90, spread.p90)] {
                let at_or_below = days.iter().filter(|day| **day <= value).count();
                let below = days.iter().filter(|day| **day < value).count();
                prop_assert!(at_or_below * 100 >= days.len() * percent);
                prop_assert!(below * 100 < days.len() * percent);
            }
        }
    }
}
