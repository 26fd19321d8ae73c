//! What is known of the people it is for: customers, feedback, opportunities and ideas.

use super::counts::Counts;
use super::documents::{Document, Draft, Shelf};

const CUSTOMERS: Shelf = Shelf { folder: "customers", prefix: "CUST" };
const FEEDBACK: Shelf = Shelf { folder: "feedback", prefix: "FB" };
const OPPORTUNITIES: Shelf = Shelf { folder: "opportunities", prefix: "OPP" };
const IDEAS: Shelf = Shelf { folder: "ideas", prefix: "IDEA" };

pub(crate) fn documents(counts: &Counts) -> impl Iterator<Item = Document> + '_ {
    (1..=counts.customers)
        .map(|number| customer(number, counts))
        .chain((1..=counts.opportunities).map(|number| opportunity(number, counts)))
        .chain((1..=counts.feedback).map(|number| feedback(number, counts)))
        .chain((1..=counts.ideas).map(|number| idea(number, counts)))
}

fn customer(number: usize, counts: &Counts) -> Document {
    let mut draft = Draft::begin(&CUSTOMERS, number, "active");
    let segment = draft.any("SEG", counts.segments);
    let revenue = draft.chance.between(5, 400);
    let health = draft.chance.pick(&["green", "green", "yellow", "red"]);
    draft
        .field("segment", segment)
        .field("revenue", format_args!("{revenue}000 EUR"))
        .field("since", "2023-04-01")
        .field("health", health);
    draft.body(&["Context", "What matters to them"])
}

fn opportunity(number: usize, counts: &Counts) -> Document {
    let mut draft = Draft::begin(&OPPORTUNITIES, number, "pursuing");
    let evidence = draft.some("FB", counts.feedback);
    let segments = draft.some("SEG", counts.segments);
    let objective = draft.any("OBJ", counts.objectives);
    let importance = draft.chance.between(3, 10);
    draft
        .owner()
        .field("evidence", evidence)
        .field("segments", segments)
        .field("objective", objective)
        .field("importance", importance);
    draft.body(&["Problem", "Evidence", "Today"])
}

fn feedback(number: usize, counts: &Counts) -> Document {
    let mut draft = Draft::begin(&FEEDBACK, number, "triaged");
    let customer = draft.any("CUST", counts.customers);
    let channel = draft.chance.pick(&["interview", "support", "sales", "survey"]);
    let (month, day) = (draft.chance.between(1, 12), draft.chance.between(1, 28));
    let importance = draft.chance.between(1, 10);
    draft
        .field("customer", customer)
        .field("role", "shift lead")
        .field("channel", channel)
        .field("date", format_args!("2025-{month:02}-{day:02}"))
        .field("importance", importance);
    draft.body(&["Words", "Context"])
}

fn idea(number: usize, counts: &Counts) -> Document {
    let status = ["new", "exploring", "exploring", "planned"][number % 4];
    let mut draft = Draft::begin(&IDEAS, number, status);
    let from = draft.some("CUST", counts.customers);
    let answers = draft.some("FB", counts.feedback);
    let objective = draft.any("OBJ", counts.objectives);
    let reach = draft.chance.between(1, 90) * 100;
    let impact = draft.chance.pick(&["0.5", "1", "2", "3"]);
    let confidence = draft.chance.pick(&["50%", "80%", "100%"]);
    let effort = draft.chance.between(1, 6);
    draft
        .owner()
        .tags()
        .field("from", from)
        .field("answers", answers)
        .field("objective", objective)
        .field("reach", reach)
        .field("impact", impact)
        .field("confidence", confidence)
        .field("effort", format_args!("{effort}-{}", effort + 3));
    draft.body(&["Problem", "Proposal", "Notes"])
}
