//! What has to be ready besides the scope of a release, and what was last said of how it is doing.

use serde::Serialize;

use crate::analysis::checkins::{DATE, HEALTH, last_on};
use crate::model::key::Key;
use crate::model::values::Date;
use crate::plan::{ArtifactIndex, Plan};
use crate::view::record::Record;
use crate::view::subject::{Subject, person_name};

const CHECKLIST: &str = "checklist";
const WORDS: Key<str> = Key::new("words");

/// A point of the checklist.
#[derive(Serialize, Debug)]
pub(super) struct Point {
    pub(super) text: String,
    pub(super) owner: Option<String>,
    pub(super) owner_name: Option<String>,
    pub(super) due: Option<String>,
    /// The day as people read it.
    #[serde(skip)]
    pub(super) day: Option<String>,
    /// Whether the release waits for it.
    pub(super) blocker: bool,
    pub(super) done: bool,
    pub(super) overdue: bool,
}

/// What was said of a release on a day.
#[derive(Serialize, Debug)]
pub(super) struct Checkin {
    #[serde(flatten)]
    pub(super) subject: Subject,
    pub(super) date: Option<String>,
    #[serde(skip)]
    pub(super) day: Option<String>,
    pub(super) health: Option<String>,
    pub(super) words: Option<String>,
}

/// The checklist of a release, what is not ready first, then by day.
pub(super) fn checklist(plan: &Plan, release: ArtifactIndex, today: Date) -> Vec<Point> {
    let records = Record::each(plan.artifact(release), plan.kind_of(release), CHECKLIST);
    let mut points: Vec<(Option<Date>, Point)> = records
        .into_iter()
        .filter_map(|record| {
            let done = record.read::<bool>("done").unwrap_or(false);
            let due = record.read::<Date>("due");
            let owner = record.line("owner");
            let point = Point {
                text: record.line("text")?,
                owner_name: owner.as_deref().map(|owner| person_name(&plan.config, owner)),
                owner,
                due: due.map(|day| day.to_string()),
                day: due.map(Date::for_people),
                blocker: record.read::<bool>("blocker").unwrap_or(false),
                done,
                overdue: !done && due.is_some_and(|day| day < today),
            };
            Some((due, point))
        })
        .collect();
    points.sort_by_key(|(due, point)| (point.done, due.is_none(), *due));
    points.into_iter().map(|(_, point)| point).collect()
}

/// The last check-in on a release.
pub(super) fn last_checkin(plan: &Plan, release: ArtifactIndex) -> Option<Checkin> {
    let index = last_on(plan, release)?;
    let date = plan.artifact(index).get(plan.kind_of(index), DATE);
    let (artifact, kind) = (plan.artifact(index), plan.kind_of(index));
    Some(Checkin {
        subject: Subject::of(plan, index),
        date: date.map(|day| day.to_string()),
        day: date.map(Date::for_people),
        health: artifact.get(kind, HEALTH).map(|health| health.replace('_', " ")),
        words: artifact.get(kind, WORDS).map(|words| words.trim().to_owned()),
    })
}
