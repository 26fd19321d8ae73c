//! The customer-weighted score: the money of those who ask, spread over all that they ask for.
//!
//! What it adds up is `plan::demand`, of which `pm demand` shows every summand; here it becomes a method like others.

use crate::analysis::score::{
    Allowed, Compute, Example, FromPlan, Given, Input, Outcome, Part, Scale, Score, Scored,
};
use crate::model::values::Money;
use crate::plan::ArtifactIndex;
use crate::plan::demand::{A_CUSTOMER, A_REVENUE, Demand, WANTED, Weight, cannot_be_added, wanted_by};
use crate::plan::query::Environment;
use crate::text::words::{list_of, plural};

pub(crate) static SCORE: Score = Score {
    name: "customer-weighted",
    title: "Customer-weighted score",
    inputs: &[&VOICES, &CUSTOMERS, &REVENUE],
    formula: "sum over the customers of priority × revenue / points × urgency",
    source: "GitLab handbook, product processes, \"Customer Issues Prioritization Framework\"",
    good_for: "Hearing all customers by what they pay instead of by how loud they are. One that asks for \
everything says little about each, and one that may leave soon counts more.",
    trap: "It knows only those who asked, so the market that is not yet a customer weighs nothing, and whoever \
records feedback decides who is heard. Each kind has points of its own: what one asks for as ideas does not \
dilute what it asks for as opportunities.",
    examples: &[
        Example::new("revenue: 12000 EUR", "12,000 EUR"),
        Example::new("revenue: 12000 EUR, importance: 10, elsewhere: 2", "10,000 EUR"),
        Example::new("revenue: 12000 EUR, health: red, renewal: 2026-12-31", "48,000 EUR"),
        Example::new("expansion: 50000 EUR, probability: 40%", "20,000 EUR"),
        Example::new("revenue: 12000 EUR; revenue: 8000 EUR", "20,000 EUR"),
        Example::new("revenue: 12000 EUR; health: red", "12,000 EUR"),
        Example::new("health: red", "unscored: needs the revenue of a customer"),
        Example::new("", "unscored: needs a customer"),
        Example::new("revenue: 12000 EUR; revenue: 800 USD", "invalid: EUR and USD cannot be added"),
    ],
    compute: Compute::Plan(FromPlan {
        compute: outcome,
        kinds: &WANTED,
        ranks: |config, kind| wanted_by(config, kind).is_some(),
        otherwise: (
            "nothing in them says who asks",
            "give the kind a field that answers feedback, or one called `from` that leads to customers",
        ),
        begin,
        explain: |id| ("what each customer adds", format!("pm demand {id}")),
    }),
    shows: |value| format!("{value}"),
    together: Some(mixed_currencies),
};

static VOICES: Input = Input {
    name: "voices",
    unit: "",
    means: "the pieces of feedback behind it, each customer's once",
    scale: Scale::numbers(Allowed::From(0.0)),
};

static CUSTOMERS: Input = Input {
    name: "customers",
    unit: "",
    means: "the customers who ask for it, each once",
    scale: Scale::numbers(Allowed::From(0.0)),
};

static REVENUE: Input = Input {
    name: "revenue",
    unit: "a year",
    means: "what they pay, where it is known; a customer that is lost pays nothing",
    scale: Scale::numbers(Allowed::From(0.0)),
};

fn outcome(environment: &Environment<'_>, index: ArtifactIndex) -> Outcome {
    let Some(demand) = environment.demand(index) else {
        return Outcome::Unscored { needs: vec![A_CUSTOMER.to_owned()] };
    };
    match &demand.weight {
        Weight::NoCustomer => Outcome::Unscored { needs: vec![A_CUSTOMER.to_owned()] },
        Weight::NoRevenue => Outcome::Unscored { needs: vec![A_REVENUE.to_owned()] },
        Weight::Mixed(currencies) => Outcome::Invalid { reasons: vec![cannot_be_added(currencies)] },
        Weight::Scored { score, currency } => Outcome::Scored(Scored {
            value: *score,
            unit: Some(currency.code().to_owned()),
            shown: demand.weight.amount().map_or_else(|| score.to_string(), Money::for_people),
            parts: parts(demand),
            remarks: remarks(demand),
        }),
    }
}

fn begin(environment: &Environment<'_>, index: ArtifactIndex) -> (&'static str, String) {
    let plan = environment.plan();
    let field = wanted_by(&plan.config, plan.kind_of(index)).map_or("answers", |field| &field.name);
    let command = format!("pm link {} {field} FB-1", plan.artifact(index).label());
    ("link the feedback of a customer whose revenue is known", command)
}

fn parts(demand: &Demand) -> Vec<Part> {
    let count = |input: &Input, count: usize| Part {
        name: input.name.to_owned(),
        given: Given::Number(count as f64),
        counted: count as f64,
    };
    let mut parts = vec![count(&VOICES, demand.voices.len()), count(&CUSTOMERS, demand.customers.len())];
    if let [sum] = demand.revenue.as_slice() {
        let counted = sum.amount().to_f64();
        parts.push(Part { name: REVENUE.name.to_owned(), given: Given::Money(*sum), counted });
    }
    parts
}

/// Who of those that ask adds nothing.
fn remarks(demand: &Demand) -> Vec<String> {
    let silent =
        demand.customers.iter().filter(|(customer, share)| !customer.is_lost && share.total().is_none());
    match silent.count() {
        0 => Vec::new(),
        1 => vec!["1 customer does not say what it pays and adds nothing".to_owned()],
        count => vec![format!("{} do not say what they pay and add nothing", plural(count, "customer"))],
    }
}

fn mixed_currencies(all: &[&Scored]) -> Vec<String> {
    let mut currencies: Vec<&str> = all.iter().filter_map(|scored| scored.unit.as_deref()).collect();
    currencies.sort_unstable();
    currencies.dedup();
    match currencies.len() {
        0 | 1 => Vec::new(),
        _ => vec![format!(
            "scores in {} cannot be compared; each currency is ranked by itself",
            list_of(currencies)
        )],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Config, Scoring};
    use crate::model::values::Date;
    use crate::plan::load;
    use crate::source::RelPath;
    use crate::source::memory::MemoryTree;

    /// The score of IDEA-1 that each customer of an example asks for, with what its keys say; `importance` is that
    /// of the feedback, `elsewhere` that of what it asks for besides.
    fn shown(given: &str) -> String {
        let mut files: Vec<(String, String)> = Vec::new();
        let idea = |number: usize, answers: &[String]| {
            let text = format!(
                "---\nid: IDEA-{number}\ntitle: I\nstatus: new\nanswers: [{}]\n---\n",
                answers.join(", ")
            );
            (format!("ideas/IDEA-{number}-x.md"), text)
        };
        let mut answers = Vec::new();
        for (at, customer) in given.split("; ").filter(|customer| !customer.is_empty()).enumerate() {
            let keys: Vec<(&str, &str)> =
                customer.split(", ").filter_map(|entry| entry.split_once(": ")).collect();
            let own = |key: &str| keys.iter().find(|(known, _)| *known == key).map(|(_, value)| *value);
            let front: String = keys
                .iter()
                .filter(|(key, _)| !matches!(*key, "importance" | "elsewhere"))
                .map(|(key, value)| format!("{key}: {value}\n"))
                .collect();
            let id = at + 1;
            files.push((
                format!("customers/CUST-{id}-x.md"),
                format!("---\nid: CUST-{id}\ntitle: C\nstatus: active\n{front}---\n"),
            ));
            for (number, importance) in [(id, own("importance")), (id + 100, own("elsewhere"))] {
                let importance = importance.map(|mark| format!("importance: {mark}\n")).unwrap_or_default();
                let text = format!(
                    "---\nid: FB-{number}\ntitle: F\nstatus: triaged\ncustomer: CUST-{id}\n{importance}---\n"
                );
                files.push((format!("feedback/FB-{number}-x.md"), text));
            }
            answers.push(format!("FB-{id}"));
            if own("elsewhere").is_some() {
                files.push(idea(id + 100, &[format!("FB-{}", id + 100)]));
            }
        }
        files.push(idea(1, &answers));
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (&**path, &**text)).collect();
        let path = RelPath::new("pm.yaml").unwrap();
        let (plan, _) = load(&MemoryTree::of(&files), Config::read(&path, "format: 1\n").0, String::new());
        let environment = Environment::new(&plan, Date::new(2026, 11, 24).unwrap());
        let index = plan.find("IDEA-1").unwrap().artifact;
        SCORE.of(&environment, &Scoring::default(), index).shown()
    }

    #[test]
    fn every_example_gives_what_it_shows() {
        for example in SCORE.examples {
            assert_eq!(shown(example.given), example.shown, "{}", example.given);
        }
    }
}
