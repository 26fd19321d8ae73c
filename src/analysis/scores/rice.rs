//! RICE: reach × impact × confidence / effort.

use crate::analysis::score::{Allowed, Compute, Example, Input, Reader, Scale, Score, number_shown};

pub(crate) static SCORE: Score = Score {
    name: "rice",
    title: "RICE",
    inputs: &[&REACH, &IMPACT, &CONFIDENCE, &EFFORT],
    formula: "reach × impact × confidence / effort",
    source: "Sean McBride, \"RICE: Simple prioritization for product managers\", Intercom",
    good_for: "Comparing many ideas of different kinds whose reach can be counted. It makes guesses \
explicit, and low confidence visible.",
    trap: "Reach must count the same thing over the same period for every idea, or the numbers cannot be \
compared. Small differences mean nothing: the impact scale alone is a guess to within a factor of two.",
    examples: &[
        Example::new("reach: 500, impact: massive, confidence: 50 %, effort: 1", "750"),
        Example::new("reach: 500, impact: high, confidence: 50 %, effort: 1", "500"),
        Example::new("reach: 500, impact: high, confidence: 80 %, effort: 1", "800"),
        Example::new("reach: 100, impact: massive, confidence: 80 %, effort: 1", "240"),
        // GitLab's form: reach on a scale of its own, two weeks of three people as 1.5 person-months.
        Example::new("reach: 6, impact: 2, confidence: medium, effort: 1.5", "6.4"),
        Example::new("reach: 900, impact: 1, confidence: 80 %, effort: 1-3", "360"),
        Example::new("impact: 1, confidence: 80 %", "unscored: needs reach and effort"),
        Example::new(
            "reach: 900, impact: 8, confidence: 80 %, effort: 2",
            "invalid: impact is 8; its scale is 3 (massive), 2 (high), 1 (medium), 0.5 (low), 0.25 (minimal); from 0.25 to 3",
        ),
    ],
    compute: Compute::Fields(compute),
    shows: number_shown,
    together: None,
};

static REACH: Input = Input {
    name: "reach",
    unit: "people or events per quarter",
    means: "how many people or events it touches in one period, the same period for all",
    scale: Scale::numbers(Allowed::From(0.0)),
};

static IMPACT: Input = Input {
    name: "impact",
    unit: "",
    means: "what it does for each of them",
    scale: Scale {
        words: &[("massive", 3.0), ("high", 2.0), ("medium", 1.0), ("low", 0.5), ("minimal", 0.25)],
        allowed: Allowed::Between(0.25, 3.0),
    },
};

static CONFIDENCE: Input = Input {
    name: "confidence",
    unit: "percent",
    means: "how sure we are of reach, impact and effort",
    scale: Scale {
        words: &[("high", 100.0), ("medium", 80.0), ("low", 50.0)],
        allowed: Allowed::Between(0.0, 100.0),
    },
};

static EFFORT: Input = Input {
    name: "effort",
    unit: "the unit of all efforts",
    means: "the work of everybody it takes; a range counts with its mean",
    scale: Scale::numbers(Allowed::Above(0.0)),
};

/// Below this confidence McBride calls an idea a moonshot.
const MOONSHOT: f64 = 50.0;

fn compute(reader: &mut Reader<'_>) -> Option<f64> {
    let reach = reader.number(&REACH);
    let impact = reader.number(&IMPACT);
    let confidence = reader.number(&CONFIDENCE);
    let effort = reader.number(&EFFORT);
    if confidence.is_some_and(|confidence| confidence < MOONSHOT) {
        reader.remark("a confidence below 50 % makes it a moonshot");
    }
    Some(reach? * impact? * (confidence? / 100.0) / effort?)
}
