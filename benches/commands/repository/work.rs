//! What is built and decided: initiatives, releases, requirements and decisions.
//!
//! Work is spread over the releases in the order of its numbers, so that nothing depends on what goes out
//! after it.

use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::counts::Counts;
use super::documents::{Document, Draft, Shelf};

const INITIATIVES: Shelf = Shelf { folder: "initiatives", prefix: "INIT" };
const RELEASES: Shelf = Shelf { folder: "releases", prefix: "REL" };
const REQUIREMENTS: Shelf = Shelf { folder: "requirements", prefix: "REQ" };
const DECISIONS: Shelf = Shelf { folder: "decisions", prefix: "DEC" };

/// Once in so many requirements one is dropped.
const DROPPED: usize = 33;

pub(crate) fn documents(counts: &Counts) -> impl Iterator<Item = Document> + '_ {
    (1..=counts.initiatives)
        .map(|number| initiative(number, counts))
        .chain((1..=counts.releases).map(|number| release(number, counts)))
        .chain((1..=counts.requirements).map(|number| requirement(number, counts)))
        .chain((1..=counts.decisions).map(|number| decision(number, counts)))
}

/// How far a release is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Out,
    Building,
    Planned,
}

/// Six of ten releases are out, and one is being built.
fn stage(release: usize, counts: &Counts) -> Stage {
    match (release - 1) * 10 / counts.releases {
        0..=5 => Stage::Out,
        6 => Stage::Building,
        _ => Stage::Planned,
    }
}

/// From the middle of 2024 to the end of 2027; what is not out yet lies behind June 2026.
fn day(release: usize, counts: &Counts) -> Date {
    let tenths = |from: usize, all: usize| i64::try_from(from * 700 / all.max(1)).unwrap_or_default();
    let out = (counts.releases * 6).div_ceil(10);
    if release <= out {
        date(2024, 6, 1).saturating_add(tenths(release - 1, out).days())
    } else {
        date(2026, 7, 1).saturating_add(tenths(release - out - 1, counts.releases - out).days())
    }
}

fn initiative(number: usize, counts: &Counts) -> Document {
    let mut draft = Draft::begin(&INITIATIVES, number, "committed");
    let objective = draft.any("OBJ", counts.objectives);
    let answers = draft.some("OPP", counts.opportunities);
    let target = draft.chance.pick(&["2026-Q4", "2027-Q1", "2027-H2", "next"]);
    let appetite = draft.chance.between(6, 20);
    draft
        .owner()
        .field("outcome", "Half as many trucks come without a slot, read at the gate in the last month.")
        .field("appetite", appetite)
        .field("confidence", "80%")
        .field("target", target)
        .field("objective", objective)
        .field("answers", answers);
    draft.body(&["Problem", "Solution", "Out of scope"])
}

fn release(number: usize, counts: &Counts) -> Document {
    let stage = stage(number, counts);
    let status = match stage {
        Stage::Out => "released",
        Stage::Building => "building",
        Stage::Planned => "planned",
    };
    let day = day(number, counts);
    let mut draft = Draft::begin(&RELEASES, number, status);
    draft
        .owner()
        .field("version", format_args!("{}.{}.0", number / 10 + 1, number % 10))
        .field("target", day);
    if stage == Stage::Out {
        draft.field("date", day);
    } else {
        draft.field("announced", day.saturating_add(30.days()));
    }
    draft.field("tier", "\"2\"").field("capacity", 60);
    draft.body(&["Goal", "Rollout", "Rollback"])
}

/// The release that a requirement goes out with.
fn release_of(requirement: usize, counts: &Counts) -> usize {
    (requirement - 1) * counts.releases / counts.requirements + 1
}

fn requirement(number: usize, counts: &Counts) -> Document {
    let release = release_of(number, counts);
    let (status, stage) = match (number % DROPPED, stage(release, counts)) {
        (8, stage) => ("dropped", stage),
        (_, Stage::Out) => ("done", Stage::Out),
        (_, Stage::Building) => ("building", Stage::Building),
        (_, Stage::Planned) => ("review", Stage::Planned),
    };
    let mut draft = Draft::begin(&REQUIREMENTS, number, status);
    let initiative = draft.any("INIT", counts.initiatives);
    let answers = draft.some("IDEA", counts.ideas);
    let priority = ["must", "should", "could", "should", "could"][number % 5];
    let effort = draft.chance.between(1, 4);
    draft.field("type", "feature").owner().tags().field("answers", answers);
    if status == "dropped" {
        draft.field("reason", "Another requirement says the same.");
    } else {
        draft.field("initiative", initiative).field("release", format_args!("REL-{release}"));
    }
    draft.field("priority", priority).field("effort", format_args!("{effort}-{}", effort + 2));
    let before = number.saturating_sub(draft.chance.between(1, 200));
    if before > 0 && before % DROPPED != 8 && status != "dropped" {
        draft.field("depends_on", format_args!("[REQ-{before}]"));
    }
    if stage == Stage::Planned {
        let due = day(release, counts);
        draft.lines("questions:\n  - id: Q1\n    text: Who confirms it at night?\n    owner: dora\n");
        draft.lines(&format!("    due: {due}\n"));
    } else {
        let text = match draft.chance.once_in(10) {
            true => "text: >-\n    What the gate knows is shown\n    in the cab as well.",
            false => "text: What the gate knows is shown in the cab as well.",
        };
        draft.lines("changelog:\n  type: added\n  ").lines(text).lines("\n");
    }
    draft.field("visibility", "public             # as all work for carriers");
    draft.body(&["Problem", "Acceptance criteria", "Out of scope"])
}

fn decision(number: usize, counts: &Counts) -> Document {
    let mut draft = Draft::begin(&DECISIONS, number, "decided");
    let concerns = draft.some("INIT", counts.initiatives);
    let (driver, approver) = (draft.person(), draft.person());
    draft
        .owner()
        .field("driver", driver)
        .field("approver", approver)
        .field("date", "2026-03-12")
        .field("outcome", "The gate asks the yard, and the yard answers within a minute.")
        .field("concerns", concerns)
        .lines("options:\n")
        .lines("  - name: Ask\n    pros: [Simple, Known to all]\n    cons: [Slow at night]\n    effort: 3\n    chosen: true\n")
        .lines("  - name: Guess\n    pros: [Fast]\n    cons: [\"Wrong, once in ten\"]\n    effort: 1\n");
    draft.body(&["Background", "Reasons", "Consequences"])
}
