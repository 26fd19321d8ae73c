//! A method of the repository's own: a formula in the expression language.
//!
//! Holds the words and turns the result into an outcome; whoever stands above both floors evaluates.

use crate::analysis::score::outcome::{Outcome, Scored, number_shown};

/// A formula from `pm.yaml`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct OwnScore {
    pub(crate) name: String,
    pub(crate) title: String,
    /// The formula as written: `reach * impact / effort.mean`.
    pub(crate) expression: String,
    /// The fields that the formula reads, in the order of their first use.
    pub(crate) inputs: Vec<String>,
}

impl OwnScore {
    /// The outcome of one evaluation: what was missing, else the number, else why there is none.
    pub(crate) fn outcome(&self, missing: Vec<String>, result: Result<f64, String>) -> Outcome {
        if !missing.is_empty() {
            return Outcome::Unscored { needs: missing };
        }
        match result {
            Ok(value) if value.is_finite() => Outcome::Scored(Scored {
                value,
                shown: number_shown(value),
                parts: Vec::new(),
                remarks: Vec::new(),
            }),
            Ok(_) => Outcome::Invalid { reasons: vec![format!("{} divides by zero", self.name)] },
            Err(reason) => Outcome::Invalid { reasons: vec![reason] },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_is_unscored_while_a_field_is_missing() {
        let own = OwnScore {
            name: "reach-per-week".to_owned(),
            title: "Reach per week".to_owned(),
            expression: "reach / effort.mean".to_owned(),
            inputs: vec!["reach".to_owned(), "effort".to_owned()],
        };
        let shown = |missing: &[&str], result| {
            own.outcome(missing.iter().map(|name| (*name).to_owned()).collect(), result).shown()
        };
        assert_eq!(shown(&["effort"], Err("no effort".to_owned())), "unscored: needs effort");
        assert_eq!(shown(&[], Ok(12.0)), "12");
        assert_eq!(shown(&[], Ok(f64::INFINITY)), "invalid: reach-per-week divides by zero");
        assert_eq!(shown(&[], Err("reach is text".to_owned())), "invalid: reach is text");
    }
}
