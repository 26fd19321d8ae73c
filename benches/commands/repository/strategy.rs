//! What the work is for: strategies, segments, objectives and metrics.

use super::counts::Counts;
use super::documents::{Document, Draft, Shelf};

const STRATEGIES: Shelf = Shelf { folder: "strategies", prefix: "STR" };
const SEGMENTS: Shelf = Shelf { folder: "segments", prefix: "SEG" };
const OBJECTIVES: Shelf = Shelf { folder: "objectives", prefix: "OBJ" };
const METRICS: Shelf = Shelf { folder: "metrics", prefix: "MET" };

pub(crate) fn documents(counts: &Counts) -> impl Iterator<Item = Document> + '_ {
    (1..=counts.strategies)
        .map(|number| strategy(number, counts))
        .chain((1..=counts.segments).map(segment))
        .chain((1..=counts.objectives).map(|number| objective(number, counts)))
        .chain((1..=counts.metrics).map(|number| metric(number, counts)))
}

fn strategy(number: usize, counts: &Counts) -> Document {
    let mut draft = Draft::begin(&STRATEGIES, number, "active");
    let segments = draft.some("SEG", counts.segments);
    draft
        .owner()
        .field("vision", "Nobody waits at a gate for something that a machine knows already.")
        .field("horizon", "2028")
        .field("segments", segments);
    draft.body(&["Situation", "Choices", "Not doing"])
}

fn segment(number: usize) -> Document {
    let mut draft = Draft::begin(&SEGMENTS, number, "active");
    let size = draft.chance.between(20, 4_000);
    draft.field("focus", "secondary").field("size", size);
    draft.body(&["Who they are", "Job to be done"])
}

fn objective(number: usize, counts: &Counts) -> Document {
    let mut draft = Draft::begin(&OBJECTIVES, number, "active");
    let strategy = draft.any("STR", counts.strategies);
    draft.owner().field("period", "2026-H2").field("strategy", strategy).lines("key_results:\n");
    for result in 1..=draft.chance.between(2, 3) {
        let metric = draft.any("MET", counts.metrics);
        let baseline = draft.chance.between(10, 40);
        let owner = draft.person();
        draft.lines(&format!(
            "  - id: KR{result}\n    text: Trucks that leave within the half hour   # of those with a slot\n    \
             metric: {metric}\n    baseline: {baseline}\n    target: {}\n    now: {}\n    confidence: 60%\n    \
             owner: {owner}\n",
            baseline + 30,
            baseline + 9,
        ));
    }
    draft.body(&["Why now", "How we will know", "Not part of it"])
}

fn metric(number: usize, counts: &Counts) -> Document {
    let mut draft = Draft::begin(&METRICS, number, "active");
    let objectives = draft.some("OBJ", counts.objectives);
    draft
        .owner()
        .field("unit", "\"%\"")
        .field("direction", "up")
        .field("purpose", "input")
        .field("frequency", "monthly")
        .field("measures", objectives)
        .lines("series:\n");
    for month in 1..=5 {
        let value = draft.chance.between(10, 90);
        draft.lines(&format!("  2026-{month:02}-28: {value}\n"));
    }
    draft.body(&["Definition", "Caveats"])
}
