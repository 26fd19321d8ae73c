//! What is left out, counted by what it is and why.

use indexmap::IndexMap;

use crate::text::words::plural;

#[derive(Default)]
pub(super) struct Tally {
    counts: IndexMap<(&'static str, String), usize>,
}

impl Tally {
    pub(super) fn add(&mut self, noun: &'static str, reason: String) {
        *self.counts.entry((noun, reason)).or_default() += 1;
    }

    /// One sentence for each reason, in the order in which they came up.
    pub(super) fn sentences(&self) -> Vec<String> {
        let sentence = |((noun, reason), count): (&(&'static str, String), &usize)| {
            format!("{} left out: {reason}", plural(*count, noun))
        };
        self.counts.iter().map(sentence).collect()
    }
}
