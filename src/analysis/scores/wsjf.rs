//! WSJF as SAFe has it: relative cost of delay over relative job size.

use crate::analysis::score::{Allowed, Compute, Example, Input, Reader, Scale, Score, Scored, number_shown};

pub(crate) static SCORE: Score = Score {
    name: "wsjf",
    title: "WSJF",
    inputs: &[&VALUE, &TIME_CRITICALITY, &RISK_REDUCTION, &JOB_SIZE],
    formula: "(value + time criticality + risk reduction) / job size",
    source: "Scaled Agile Framework, \"Weighted Shortest Job First\"; after Don Reinertsen, \
\"Principles of Product Development Flow\" (2009)",
    good_for: "Ordering jobs of one team when nobody can put money on delay: each column is filled by \
comparing the jobs with each other.",
    trap: "The marks are relative within their column, so scores from two sittings cannot be compared, and \
the sum mixes things of different units. Where delay can be costed in money, cd3 is the better form.",
    examples: &[
        Example::new("value: 8, time_criticality: 13, risk_reduction: 3, job_size: 5", "4.8"),
        Example::new("value: 1, time_criticality: 1, risk_reduction: 1, job_size: 1", "3"),
        Example::new("value: 8, risk_reduction: 3", "unscored: needs time_criticality and job_size"),
        Example::new(
            "value: 4, time_criticality: 13, risk_reduction: 3, job_size: 0",
            "invalid: value is 4; its scale is one of 1, 2, 3, 5, 8, 13, 20; \
job_size is 0; its scale is one of 1, 2, 3, 5, 8, 13, 20",
        ),
    ],
    compute: Compute::Fields(compute),
    shows: number_shown,
    together: Some(columns_without_one),
};

/// SAFe's series, on which each column is marked relative to its smallest member, a 1.
const SERIES: Scale = Scale::numbers(Allowed::OneOf(&[1.0, 2.0, 3.0, 5.0, 8.0, 13.0, 20.0]));

static VALUE: Input = Input {
    name: "value",
    unit: "",
    means: "value to users and business, relative to the other jobs",
    scale: SERIES,
};

static TIME_CRITICALITY: Input = Input {
    name: "time_criticality",
    unit: "",
    means: "how fast the value falls with waiting, relative to the other jobs",
    scale: SERIES,
};

static RISK_REDUCTION: Input = Input {
    name: "risk_reduction",
    unit: "",
    means: "risk removed or later work made possible, relative to the other jobs",
    scale: SERIES,
};

static JOB_SIZE: Input = Input {
    name: "job_size",
    unit: "",
    means: "how long it takes, relative to the other jobs",
    scale: SERIES,
};

fn compute(reader: &mut Reader<'_>) -> Option<f64> {
    let value = reader.number(&VALUE);
    let criticality = reader.number(&TIME_CRITICALITY);
    let reduction = reader.number(&RISK_REDUCTION);
    let size = reader.number(&JOB_SIZE);
    Some((value? + criticality? + reduction?) / size?)
}

/// Each column must hold a 1, the smallest job that the others were compared with.
fn columns_without_one(all: &[&Scored]) -> Vec<String> {
    if all.is_empty() {
        return Vec::new();
    }
    let has_one =
        |name: &str| all.iter().any(|scored| scored.part(name).is_some_and(|part| part.counted == 1.0));
    SCORE
        .inputs
        .iter()
        .filter(|input| !has_one(input.name))
        .map(|input| {
            format!("no {} is 1, so the marks are not relative to the smallest of these", input.name)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Scoring;

    #[test]
    fn a_column_without_a_one_is_named() {
        let evaluate = |example: &Example| SCORE.evaluate(&example.inputs(), &Scoring::default());
        let (first, second) = (evaluate(&SCORE.examples[0]), evaluate(&SCORE.examples[1]));
        assert_eq!(SCORE.remarks(&[&first, &second]), [""; 0]);
        assert_eq!(SCORE.remarks(&[&first]).len(), 4);
        assert_eq!(
            SCORE.remarks(&[&first])[3],
            "no job_size is 1, so the marks are not relative to the smallest of these"
        );
        assert_eq!(SCORE.remarks(&[]), [""; 0]);
    }
}
