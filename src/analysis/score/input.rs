//! One input of a method: what it means and which values its scale has.

use crate::analysis::score::outcome::number_shown;

/// An input as the method's author describes it. The name is that of the field it is read from.
pub(crate) struct Input {
    pub(crate) name: &'static str,
    /// What the number counts, or empty: `people per quarter`.
    pub(crate) unit: &'static str,
    /// What it says, as a fragment.
    pub(crate) means: &'static str,
    pub(crate) scale: Scale,
}

/// The numbers of an input, and the words that stand for some of them.
pub(crate) struct Scale {
    /// Words and their numbers, the highest first; empty where only numbers are given.
    pub(crate) words: &'static [(&'static str, f64)],
    pub(crate) allowed: Allowed,
}

/// Which numbers a scale has.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Allowed {
    /// This or more.
    From(f64),
    /// More than this.
    Above(f64),
    /// From the first to the second, both included.
    Between(f64, f64),
    OneOf(&'static [f64]),
    /// The words alone; a number says nothing.
    Words,
}

impl Scale {
    /// A scale of numbers alone.
    pub(crate) const fn numbers(allowed: Allowed) -> Self {
        Self { words: &[], allowed }
    }

    /// The number of a word, which may be written with capitals.
    pub(crate) fn number_of(&self, word: &str) -> Option<f64> {
        self.words.iter().find(|(known, _)| known.eq_ignore_ascii_case(word)).map(|(_, number)| *number)
    }

    /// The word for a number, where there is one.
    pub(crate) fn word_for(&self, number: f64) -> Option<&'static str> {
        self.words.iter().find(|(_, known)| *known == number).map(|(word, _)| *word)
    }

    /// The scale in words: `3 (massive), 2 (high) …; from 0.25 to 3`.
    pub(crate) fn describe(&self) -> String {
        if self.allowed == Allowed::Words {
            return self.words.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(", ");
        }
        let words: Vec<String> =
            self.words.iter().map(|(word, number)| format!("{} ({word})", number_shown(*number))).collect();
        let allowed = self.allowed.describe();
        if words.is_empty() { allowed } else { format!("{}; {allowed}", words.join(", ")) }
    }
}

impl Allowed {
    /// Whether the number is on the scale.
    pub(crate) fn holds(self, number: f64) -> bool {
        number.is_finite()
            && match self {
                Self::From(low) => number >= low,
                Self::Above(low) => number > low,
                Self::Between(low, high) => (low..=high).contains(&number),
                Self::OneOf(numbers) => numbers.contains(&number),
                Self::Words => false,
            }
    }

    /// The numbers in words: `from 1 to 10`.
    pub(crate) fn describe(self) -> String {
        match self {
            Self::From(low) => format!("{} or more", number_shown(low)),
            Self::Above(low) => format!("above {}", number_shown(low)),
            Self::Between(low, high) => format!("from {} to {}", number_shown(low), number_shown(high)),
            Self::OneOf(numbers) => {
                let shown: Vec<String> = numbers.iter().map(|number| number_shown(*number)).collect();
                format!("one of {}", shown.join(", "))
            }
            Self::Words => "one of its words".to_owned(),
        }
    }
}
