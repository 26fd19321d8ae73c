//! What scoring one item gives: a number with its parts, what is missing, or what is wrong.

use std::cmp::Ordering;

use crate::analysis::score::given::Given;

#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Outcome {
    Scored(Scored),
    /// Inputs that are not there, in the order of the formula.
    Unscored {
        needs: Vec<String>,
    },
    /// Inputs that are there and cannot be right, each with the reason.
    Invalid {
        reasons: Vec<String>,
    },
}

/// A score and what it was made of.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Scored {
    /// The number to rank by: more is better. Finite.
    pub(crate) value: f64,
    /// What the number is in, where scores may differ in it and then cannot be compared: a currency.
    pub(crate) unit: Option<String>,
    /// The value as people read it: `13.3`, `must`.
    pub(crate) shown: String,
    /// The inputs in the order of the formula.
    pub(crate) parts: Vec<Part>,
    /// What a reader should know about this score, as sentences without a final period.
    pub(crate) remarks: Vec<String>,
}

/// One input as it was given and as it was counted.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Part {
    pub(crate) name: String,
    pub(crate) given: Given,
    pub(crate) counted: f64,
}

impl Outcome {
    pub(crate) fn scored(&self) -> Option<&Scored> {
        match self {
            Self::Scored(scored) => Some(scored),
            Self::Unscored { .. } | Self::Invalid { .. } => None,
        }
    }

    /// The outcome as people read it: `13.3`, `unscored: needs reach`, `invalid: effort is 0 …`.
    pub(crate) fn shown(&self) -> String {
        match self {
            Self::Scored(scored) => scored.shown.clone(),
            Self::Unscored { needs } => format!("unscored: needs {}", listed(needs)),
            Self::Invalid { reasons } => format!("invalid: {}", reasons.join("; ")),
        }
    }

    /// The order of a ranking: the highest score first within each unit, then the unscored, those that lack least first,
    /// then the invalid.
    pub(crate) fn rank_order(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Scored(one), Self::Scored(other)) => {
                one.unit.cmp(&other.unit).then_with(|| other.value.total_cmp(&one.value))
            }
            (Self::Unscored { needs: one }, Self::Unscored { needs: other }) => one.len().cmp(&other.len()),
            _ => self.class().cmp(&other.class()),
        }
    }

    fn class(&self) -> u8 {
        match self {
            Self::Scored(_) => 0,
            Self::Unscored { .. } => 1,
            Self::Invalid { .. } => 2,
        }
    }
}

impl Scored {
    pub(crate) fn part(&self, name: &str) -> Option<&Part> {
        self.parts.iter().find(|part| part.name == name)
    }
}

/// A number as people compare it: whole from 100 on, one decimal from 10 on, else two, without
/// trailing zeros.
pub(crate) fn number_shown(number: f64) -> String {
    let decimals = match number.abs() {
        // Two decimals would show a small score as 0, which it is not.
        size if size > 0.0 && size < 0.005 => return format!("{number:.1e}"),
        size if size >= 99.95 => 0,
        size if size >= 9.995 => 1,
        _ => 2,
    };
    let shown = format!("{number:.decimals$}");
    if decimals == 0 {
        return shown;
    }
    shown.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// `reach`, `reach and effort`, `reach, impact and effort`.
fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn shown(number: f64, expect: &str) {
        assert_eq!(number_shown(number), expect);
    }

    fn scored(value: f64) -> Outcome {
        Outcome::Scored(Scored {
            value,
            unit: None,
            shown: number_shown(value),
            parts: vec![],
            remarks: vec![],
        })
    }

    fn unscored(needs: &[&str]) -> Outcome {
        Outcome::Unscored { needs: needs.iter().map(|need| (*need).to_owned()).collect() }
    }

    #[test]
    fn numbers_keep_what_a_reader_compares() {
        shown(750.0, "750");
        shown(1234.56, "1235");
        shown(99.96, "100");
        shown(13.333, "13.3");
        shown(2.5, "2.5");
        shown(0.25, "0.25");
        shown(3.0, "3");
        shown(0.0, "0");
        shown(0.0012, "1.2e-3");
        shown(-12.0, "-12");
    }

    #[test]
    fn what_is_missing_is_listed() {
        assert_eq!(unscored(&["reach"]).shown(), "unscored: needs reach");
        assert_eq!(
            unscored(&["reach", "impact", "effort"]).shown(),
            "unscored: needs reach, impact and effort"
        );
    }

    #[test]
    fn a_ranking_puts_the_unscored_behind_the_scored() {
        let invalid = Outcome::Invalid { reasons: vec!["effort is 0".to_owned()] };
        let mut outcomes =
            [invalid, unscored(&["reach", "effort"]), scored(1.0), unscored(&["reach"]), scored(20.0)];
        outcomes.sort_by(Outcome::rank_order);
        let order = outcomes.map(|outcome| outcome.shown()).join(" | ");
        assert_eq!(
            order,
            "20 | 1 | unscored: needs reach | unscored: needs reach and effort | invalid: effort is 0"
        );
    }
}
