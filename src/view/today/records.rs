//! Entries of artifacts that name a person and a day: open questions, and what has to be ready for a release.

use super::wait::{Ask, Wait};
use crate::model::values::Date;
use crate::plan::ArtifactIndex;
use crate::plan::due::RELEASE;
use crate::view::record::{QUESTIONS, Record, open_questions};

const CHECKLIST: &str = "checklist";

/// Questions without an answer.
pub(super) fn questions(ask: &Ask<'_>) -> Vec<Wait> {
    let mut waits = Vec::new();
    for index in ask.open() {
        let (kind, artifact) = ask.kind_and_artifact(index);
        for (at, record) in open_questions(artifact, kind) {
            waits.extend(entry(ask, index, record).map(|mut wait| {
                wait.command = format!("pm set {}=\"…\"", place(ask, index, record, QUESTIONS, at, "answer"));
                wait
            }));
        }
    }
    waits
}

/// Points of checklists of releases that are not out.
pub(super) fn points(ask: &Ask<'_>) -> Vec<Wait> {
    let mut waits = Vec::new();
    for index in ask.open() {
        let (kind, artifact) = ask.kind_and_artifact(index);
        if kind.name != RELEASE {
            continue;
        }
        for (at, record) in Record::each(artifact, kind, CHECKLIST).into_iter().enumerate() {
            if record.read::<bool>("done") == Some(true) {
                continue;
            }
            waits.extend(entry(ask, index, record).map(|mut wait| {
                wait.command = format!("pm set {}=true", place(ask, index, record, CHECKLIST, at, "done"));
                match record.read::<bool>("blocker") {
                    Some(true) => wait.and("the release waits for it"),
                    _ => wait,
                }
            }));
        }
    }
    waits
}

/// One entry: of the person it names, else of the owner of the artifact.
fn entry(ask: &Ask<'_>, index: ArtifactIndex, record: Record<'_>) -> Option<Wait> {
    let text = record.line("text")?;
    let people = match record.person(&ask.plan.config, "owner") {
        Some(person) => vec![person],
        None => ask.people(index, "owner"),
    };
    let due = record.read::<Date>("due");
    let mut wait = ask.wait(index, people);
    wait.part = record.line("id");
    wait.text = Some(text);
    let wait = match due {
        Some(day) => wait.due(Some(day), ask.today),
        None => wait.and("without a day"),
    };
    Some(wait)
}

/// How the command line names a part of an entry.
fn place(
    ask: &Ask<'_>,
    index: ArtifactIndex,
    record: Record<'_>,
    field: &str,
    at: usize,
    part: &str,
) -> String {
    let name = ask.name(index);
    match record.line("id") {
        Some(id) => format!("{name}.{id} {part}"),
        None => format!("{name} '{field}[{at}].{part}'"),
    }
}
