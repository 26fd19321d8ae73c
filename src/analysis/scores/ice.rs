//! ICE: impact, confidence and ease, each from 1 to 10, multiplied or averaged.

use crate::analysis::score::{Allowed, Compute, Example, Input, Reader, Scale, Score, number_shown};
use crate::config::IceMethod;

pub(crate) static SCORE: Score = Score {
    name: "ice",
    title: "ICE",
    inputs: &[&IMPACT, &CONFIDENCE, &EASE],
    formula: "impact × confidence × ease, or their average, as pm.yaml says",
    source: "Sean Ellis and Morgan Brown, \"Hacking Growth\" (2017), with the average; \
Itamar Gilad, \"Evidence Guided\", with the product",
    good_for: "Choosing quickly among small experiments of one team that look alike.",
    trap: "Ease and impact are marks, not measures: 8 is not twice 4. The product spreads the same marks \
over 1 to 1,000 and so looks more exact than the average, which it is not.",
    examples: &[
        Example::new("impact: 8, confidence: 80 %, ease: 7", "448"),
        Example::new("impact: 3, confidence: 50 %, ease: 10", "150"),
        Example::new("impact: 8, ease: 7", "unscored: needs confidence"),
        Example::new(
            "impact: 0, confidence: 80 %, ease: 7",
            "invalid: impact is 0; its scale is from 1 to 10",
        ),
        Example::new(
            "impact: 8, confidence: 8 %, ease: 7",
            "invalid: confidence is 8 %; its scale is 100 (high), 80 (medium), 50 (low); from 10 to 100",
        ),
    ],
    compute: Compute::Fields(compute),
    shows: number_shown,
    together: None,
};

static IMPACT: Input = Input {
    name: "impact",
    unit: "",
    means: "how far it would move the goal: 10 is the most that anything could",
    scale: Scale::numbers(Allowed::Between(1.0, 10.0)),
};

static CONFIDENCE: Input = Input {
    name: "confidence",
    unit: "percent",
    means: "how sure we are of the impact; its tenth is the mark from 1 to 10",
    scale: Scale {
        words: &[("high", 100.0), ("medium", 80.0), ("low", 50.0)],
        allowed: Allowed::Between(10.0, 100.0),
    },
};

static EASE: Input = Input {
    name: "ease",
    unit: "",
    means: "how cheap it is: 10 is a day's work for one person",
    scale: Scale::numbers(Allowed::Between(1.0, 10.0)),
};

fn compute(reader: &mut Reader<'_>) -> Option<f64> {
    let impact = reader.number(&IMPACT);
    let confidence = reader.number(&CONFIDENCE);
    let ease = reader.number(&EASE);
    let (impact, confidence, ease) = (impact?, confidence? / 10.0, ease?);
    Some(match reader.scoring().ice {
        IceMethod::Product => impact * confidence * ease,
        IceMethod::Mean => (impact + confidence + ease) / 3.0,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::score::Inputs;
    use crate::config::Scoring;

    #[test]
    fn the_average_is_a_setting() {
        let inputs = Inputs::new().with("impact", 8.0).with("confidence", 80.0).with("ease", 5.0);
        let scoring = Scoring { ice: IceMethod::Mean, ..Scoring::default() };
        assert_eq!(SCORE.evaluate(&inputs, &scoring).shown(), "7");
    }
}
