//! MoSCoW: a class, not a number, and the check that the musts leave room.

use std::fmt;

use crate::analysis::score::{Allowed, Compute, Example, Input, Reader, Scale, Score};

pub(crate) static SCORE: Score = Score {
    name: "moscow",
    title: "MoSCoW",
    inputs: &[&PRIORITY],
    formula: "must before should before could before wont",
    source: "DSDM Agile Project Framework handbook, chapter 10 (Agile Business Consortium)",
    good_for: "Agreeing what a release with a fixed date contains, and what goes first when time runs short.",
    trap: "Everything becomes a must. Musts beyond 60 % of the effort leave nothing to give up, and then \
the date is what gives. The class holds for one release, not for ever.",
    examples: &[
        Example::new("priority: must", "must"),
        Example::new("priority: Could", "could"),
        Example::new("effort: 3", "unscored: needs priority"),
        Example::new("priority: 1", "invalid: priority is 1; its scale is must, should, could, wont"),
        Example::new("priority: high", "invalid: priority is high; its scale is must, should, could, wont"),
    ],
    compute: Compute::Fields(compute),
    shows,
    together: None,
};

static PRIORITY: Input = Input {
    name: "priority",
    unit: "",
    means: "how much the release depends on it",
    scale: Scale {
        words: &[("must", 3.0), ("should", 2.0), ("could", 1.0), ("wont", 0.0)],
        allowed: Allowed::Words,
    },
};

fn compute(reader: &mut Reader<'_>) -> Option<f64> {
    reader.number(&PRIORITY)
}

fn shows(value: f64) -> String {
    PRIORITY.scale.word_for(value).unwrap_or("").to_owned()
}

/// The class of one piece of work in a release. Ordered: a must comes first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) enum Class {
    Must,
    Should,
    Could,
    Wont,
}

impl Class {
    /// The class of a word; nothing for another word.
    pub(crate) fn named(word: &str) -> Option<Self> {
        [Self::Must, Self::Should, Self::Could, Self::Wont]
            .into_iter()
            .find(|class| class.name().eq_ignore_ascii_case(word))
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Must => "must",
            Self::Should => "should",
            Self::Could => "could",
            Self::Wont => "wont",
        }
    }
}

impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The largest share of the effort that musts may take before the release is at risk (DSDM).
pub(crate) const MUST_LIMIT: f64 = 0.60;

/// How the effort of a release divides among the classes. A wont is no part of the release.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub(crate) struct Shares {
    pub(crate) must: f64,
    pub(crate) should: f64,
    pub(crate) could: f64,
    /// How many of the release's pieces of work have no estimate and so count nowhere.
    pub(crate) unestimated: usize,
    /// How many have no class.
    pub(crate) unclassed: usize,
}

impl Shares {
    /// Adds up the work of one release: each piece its class and the mean of its effort, where given.
    pub(crate) fn of(work: impl IntoIterator<Item = (Option<Class>, Option<f64>)>) -> Self {
        let mut shares = Self::default();
        for (class, effort) in work {
            let sum = match class {
                Some(Class::Wont) => continue,
                Some(Class::Must) => &mut shares.must,
                Some(Class::Should) => &mut shares.should,
                Some(Class::Could) => &mut shares.could,
                None => {
                    shares.unclassed += 1;
                    continue;
                }
            };
            match effort {
                Some(effort) => *sum += effort,
                None => shares.unestimated += 1,
            }
        }
        shares
    }

    /// The share of the musts from 0 to 1; nothing where no effort is estimated.
    pub(crate) fn must_share(&self) -> Option<f64> {
        self.share(self.must)
    }

    /// Whether the musts take more than their limit.
    ///
    /// Nothing while a piece of work lacks its class or its estimate, for the answer could be either.
    pub(crate) fn too_many_musts(&self) -> Option<bool> {
        if self.unestimated > 0 || self.unclassed > 0 {
            return None;
        }
        // A share of exactly the limit must not fail for a rounding error in the sum.
        self.must_share().map(|share| share > MUST_LIMIT + 1e-9)
    }

    fn share(&self, part: f64) -> Option<f64> {
        let total = self.must + self.should + self.could;
        (total > 0.0).then(|| part / total)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shares(work: &[(Class, f64)]) -> Shares {
        Shares::of(work.iter().map(|(class, effort)| (Some(*class), Some(*effort))))
    }

    #[test]
    fn musts_may_take_sixty_percent_of_the_effort() {
        let at_limit = shares(&[(Class::Must, 6.0), (Class::Should, 2.0), (Class::Could, 2.0)]);
        assert_eq!(at_limit.must_share(), Some(0.6));
        assert_eq!(at_limit.too_many_musts(), Some(false));
        let above = shares(&[(Class::Must, 6.1), (Class::Should, 2.0), (Class::Could, 2.0)]);
        assert_eq!(above.too_many_musts(), Some(true));
        let tenths = shares(&[(Class::Must, 0.1), (Class::Must, 0.2), (Class::Should, 0.2)]);
        assert_eq!(tenths.too_many_musts(), Some(false));
    }

    #[test]
    fn what_will_not_be_done_is_left_out() {
        let shares = shares(&[(Class::Must, 6.0), (Class::Should, 4.0), (Class::Wont, 50.0)]);
        assert_eq!(shares.must_share(), Some(0.6));
    }

    #[test]
    fn without_estimates_there_is_no_answer() {
        let work = [(Some(Class::Must), Some(9.0)), (Some(Class::Should), None), (None, Some(1.0))];
        let shares = Shares::of(work);
        assert_eq!((shares.unestimated, shares.unclassed), (1, 1));
        assert_eq!(shares.too_many_musts(), None);
        assert_eq!(Shares::of([]).must_share(), None);
    }

    #[test]
    fn classes_agree_with_the_words_of_the_score() {
        for (word, _) in PRIORITY.scale.words {
            assert_eq!(Class::named(word).map(Class::name), Some(*word));
        }
        assert!(Class::Must < Class::Could);
    }
}
