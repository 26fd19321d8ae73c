//! Value over effort, the simplest of ratios.

use crate::analysis::score::{Allowed, Compute, Example, Input, Reader, Scale, Score, number_shown};

pub(crate) static SCORE: Score = Score {
    name: "value-effort",
    title: "Value / effort",
    inputs: &[&VALUE, &EFFORT],
    formula: "value / effort",
    source: "in general use; no primary source is known",
    good_for: "A first sorting of a short list, and the picture of quick wins and large bets.",
    trap: "Small things always win: a list sorted by this ratio starves the one large bet that matters. \
Look at value alone too.",
    examples: &[
        Example::new("value: 8, effort: 2", "4"),
        Example::new("value: 8, effort: 2-6", "2"),
        Example::new("value: 8", "unscored: needs effort"),
        Example::new("value: 8, effort: 0", "invalid: effort is 0, and nothing can be divided by it"),
    ],
    compute: Compute::Fields(compute),
    shows: number_shown,
    together: None,
};

static VALUE: Input = Input {
    name: "value",
    unit: "",
    means: "value to users and business, relative to the others on the list",
    scale: Scale::numbers(Allowed::From(0.0)),
};

static EFFORT: Input = Input {
    name: "effort",
    unit: "the unit of all efforts",
    means: "the work it takes; a range counts with its mean",
    scale: Scale::numbers(Allowed::Above(0.0)),
};

fn compute(reader: &mut Reader<'_>) -> Option<f64> {
    let value = reader.number(&VALUE);
    let effort = reader.number(&EFFORT);
    Some(value? / effort?)
}
