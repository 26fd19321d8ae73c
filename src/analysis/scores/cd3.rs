//! CD3, cost of delay divided by duration: Reinertsen's weighted shortest job first, in money and time.

use std::collections::BTreeSet;

use crate::analysis::score::{
    Allowed, Compute, Example, Given, Input, Reader, Scale, Score, Scored, number_shown,
};

pub(crate) static SCORE: Score = Score {
    name: "cd3",
    title: "CD3",
    inputs: &[&COST_OF_DELAY, &DURATION],
    formula: "cost of delay per week / duration in weeks",
    source: "Don Reinertsen, \"Principles of Product Development Flow\" (2009); the name by Joshua Arnold, \
blackswanfarming.com; optimal for one queue and constant costs (Smith 1956)",
    good_for: "Ordering jobs that wait for one team: with known costs and durations no other order loses \
less money while waiting.",
    trap: "It needs a cost of delay in money for every job, and inherits the error of that estimate. A \
cost that begins at a date (a fair, a law) is not constant, and the rule does not hold for it.",
    examples: &[
        Example::new("cost_of_delay: 50000 USD, duration: 4", "12500"),
        Example::new("cost_of_delay: 12k EUR, duration: 2-4", "4000"),
        Example::new("cost_of_delay: 12k EUR", "unscored: needs duration"),
        Example::new(
            "cost_of_delay: 12k EUR, duration: 0",
            "invalid: duration is 0, and nothing can be divided by it",
        ),
    ],
    compute: Compute::Fields(compute),
    shows: number_shown,
    together: Some(mixed_currencies),
};

static COST_OF_DELAY: Input = Input {
    name: "cost_of_delay",
    unit: "money per week",
    means: "what each week of waiting costs",
    scale: Scale::numbers(Allowed::From(0.0)),
};

static DURATION: Input = Input {
    name: "duration",
    unit: "weeks",
    means: "how long it keeps the team busy; a range counts with its mean",
    scale: Scale::numbers(Allowed::Above(0.0)),
};

fn compute(reader: &mut Reader<'_>) -> Option<f64> {
    let cost = reader.number(&COST_OF_DELAY);
    let duration = reader.number(&DURATION);
    Some(cost? / duration?)
}

/// Costs in two currencies cannot be ranked against each other.
fn mixed_currencies(all: &[&Scored]) -> Vec<String> {
    let currencies: BTreeSet<String> = all
        .iter()
        .filter_map(|scored| match &scored.part(COST_OF_DELAY.name)?.given {
            Given::Money(money) => Some(money.currency().to_string()),
            _ => Some("no currency".to_owned()),
        })
        .collect();
    if currencies.len() < 2 {
        return Vec::new();
    }
    let named: Vec<String> = currencies.into_iter().collect();
    vec![format!("costs of delay in {} are ranked as if they were one", named.join(", "))]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::config::Scoring;

    /// What jobs done one after the other cost until each is finished; each is its cost of delay per week
    /// and its duration in weeks, in the order of the queue.
    fn queue_cost(jobs: impl IntoIterator<Item = (f64, f64)>) -> f64 {
        let mut finished = 0.0;
        let mut cost = 0.0;
        for (cost_per_week, duration) in jobs {
            finished += duration;
            cost += cost_per_week * finished;
        }
        cost
    }

    #[test]
    fn two_currencies_are_not_compared_in_silence() {
        let outcomes: Vec<_> = SCORE.examples[..2]
            .iter()
            .map(|example| SCORE.evaluate(&example.inputs(), &Scoring::default()))
            .collect();
        assert_eq!(
            SCORE.remarks(&outcomes.iter().collect::<Vec<_>>()),
            ["costs of delay in EUR, USD are ranked as if they were one"]
        );
        assert_eq!(SCORE.remarks(&[&outcomes[0]]), [""; 0]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn no_swap_of_neighbours_beats_the_order_by_cd3(
            jobs in prop::collection::vec((0_u32..1000, 1_u32..50), 2..8)
        ) {
            let mut jobs: Vec<(f64, f64)> =
                jobs.into_iter().map(|(cost, weeks)| (f64::from(cost), f64::from(weeks))).collect();
            jobs.sort_by(|one, other| (other.0 / other.1).total_cmp(&(one.0 / one.1)));
            let best = queue_cost(jobs.iter().copied());
            for at in 1..jobs.len() {
                let mut swapped = jobs.clone();
                swapped.swap(at - 1, at);
                prop_assert!(queue_cost(swapped) >= best - 1e-6);
            }
        }
    }
}
