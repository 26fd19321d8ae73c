//! Weighted scoring: the average of marks by criterion, the criteria weighed.

use crate::analysis::score::{Compute, Example, Input, MARKS, Reader, Scale, Score, number_shown};

pub(crate) static SCORE: Score = Score {
    name: "weighted",
    title: "Weighted scoring",
    inputs: &[&SCORES],
    formula: "sum of weight × mark / sum of weights, over the criteria in pm.yaml",
    source: "in general use; no primary source is known",
    good_for: "Making a strategy count: criteria and weights say what matters before anybody looks at the \
ideas.",
    trap: "Weights set after the marks are known prove whatever was wanted: change them in a commit of \
their own. Criteria that say nearly the same count twice.",
    examples: &[
        Example {
            given: "scores.fit: 8, scores.revenue: 5",
            weights: &[("fit", 3.0), ("revenue", 1.0)],
            shown: "7.25",
        },
        Example {
            given: "scores.fit: 8",
            weights: &[("fit", 3.0), ("revenue", 1.0)],
            shown: "unscored: needs scores.revenue",
        },
        Example {
            given: "scores.fit: 11",
            weights: &[("fit", 3.0)],
            shown: "invalid: scores.fit is 11, not a mark from 0 to 10",
        },
        Example {
            given: "scores.fit: 8",
            weights: &[],
            shown: "invalid: pm.yaml sets no criteria for the weighted score",
        },
    ],
    compute: Compute::Fields(compute),
    shows: number_shown,
    together: None,
};

static SCORES: Input = Input {
    name: "scores",
    unit: "",
    means: "a mark for each criterion, all on one scale",
    scale: Scale::numbers(MARKS),
};

fn compute(reader: &mut Reader<'_>) -> Option<f64> {
    let weights = &reader.scoring().weights;
    if weights.is_empty() {
        reader.refuse("pm.yaml sets no criteria for the weighted score");
    }
    let mut total = 0.0;
    let mut weight_total = 0.0;
    let mut complete = true;
    for (criterion, weight) in weights {
        if !(weight.is_finite() && *weight > 0.0) {
            reader.refuse(format!("the weight of {criterion} is {weight}, not above 0"));
        }
        match reader.mark(criterion) {
            Some(mark) => {
                total += weight * mark;
                weight_total += weight;
            }
            None => complete = false,
        }
    }
    complete.then(|| total / weight_total)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::score::Inputs;
    use crate::config::Scoring;

    #[test]
    fn a_weight_of_zero_is_refused() {
        let scoring = Scoring { weights: [("fit".to_owned(), 0.0)].into(), ..Scoring::default() };
        let outcome = SCORE.evaluate(&Inputs::new().with("scores.fit", 5.0), &scoring);
        assert_eq!(outcome.shown(), "invalid: the weight of fit is 0, not above 0");
    }
}
