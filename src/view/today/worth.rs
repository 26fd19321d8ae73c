//! Which three of the things that wait are most worth doing.
//!
//! The order is the one that the guide gives: what was promised to people and is late, what most other work waits for,
//! what is off track, what is overdue, who is to be answered, what is due soon or at risk, and then what waits longest.

use serde::Serialize;

use super::wait::Wait;
use crate::view::subject::Subject;

/// How many are told.
const FIRST: usize = 3;

/// What makes a thing worth doing first; the first of these counts most.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Debug)]
#[serde(rename_all = "snake_case")]
pub(super) enum Worth {
    LatePromise,
    Blocks,
    OffTrack,
    Overdue,
    Unanswered,
    Soon,
    Rest,
}

/// One of the things most worth doing.
#[derive(Serialize, Debug)]
pub(super) struct First {
    #[serde(flatten)]
    pub(super) subject: Subject,
    pub(super) part: Option<String>,
    pub(super) text: Option<String>,
    /// What puts it in front of the others.
    pub(super) because: Worth,
    pub(super) why: String,
    pub(super) command: String,
}

/// The first of what waits; each artifact once.
pub(super) fn first<'w>(waits: impl Iterator<Item = &'w Wait>) -> Vec<First> {
    let mut sorted: Vec<&Wait> = waits.collect();
    sorted.sort_by_key(|wait| {
        let blocked = if wait.worth == Worth::Blocks { wait.waited_for_by.len() } else { 0 };
        (wait.worth, std::cmp::Reverse(blocked), wait.urgency())
    });
    let mut told: Vec<First> = Vec::new();
    for wait in sorted {
        if told.len() < FIRST && told.iter().all(|first| first.subject.path != wait.subject.path) {
            told.push(First {
                subject: wait.subject.clone(),
                part: wait.part.clone(),
                text: wait.text.clone(),
                because: wait.worth,
                why: wait.why.clone(),
                command: wait.command.clone(),
            });
        }
    }
    told
}
