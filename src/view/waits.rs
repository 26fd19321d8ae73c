//! What work waits for: what it depends on and is not there yet, and whether that is late.

use serde::Serialize;

use crate::model::field::Meaning;
use crate::model::key::VERSION;
use crate::model::values::{Date, Target};
use crate::page::{Inline, Text, Tone};
use crate::plan::due::{self, RELEASE};
use crate::plan::{ArtifactIndex, Plan, parts};
use crate::view::roadmap::named;
use crate::view::subject::Subject;

/// Something that is not there yet and that is waited for.
#[derive(Serialize, Debug)]
pub(crate) struct Wait {
    #[serde(flatten)]
    pub(crate) subject: Subject,
    /// When it should be there: as people read it, and as it is written.
    pub(crate) when: Option<String>,
    pub(crate) target: Option<String>,
    /// The version of the release that it goes out with, where that is another one.
    pub(crate) release_version: Option<String>,
    /// Whether it is planned for later than what waits for it, or for a day that has passed.
    pub(crate) late: bool,
    /// Why it is late.
    pub(crate) why: Option<String>,
}

/// Whether one target ends behind another; two that cannot be compared do not.
pub(crate) fn is_after(plan: &Plan, one: Target, other: Target) -> bool {
    match (one, other) {
        (Target::Horizon(one), Target::Horizon(other)) => one > other,
        (one, other) => {
            let fiscal = &plan.config.fiscal_year;
            one.last_day(fiscal).zip(other.last_day(fiscal)).is_some_and(|(one, other)| one > other)
        }
    }
}

/// What an artifact depends on that is not there, those that are late first. Nothing waits that is done.
pub(crate) fn waits(plan: &Plan, index: ArtifactIndex, today: Date) -> Vec<Wait> {
    let is_met = |index: ArtifactIndex| due::is_met(plan.artifact(index), plan.kind_of(index));
    if is_met(index) {
        return Vec::new();
    }
    let mut targets: Vec<ArtifactIndex> = plan
        .targets(index, Meaning::DependsOn)
        .filter(|target| *target != index && !is_met(*target))
        .collect();
    targets.sort_unstable();
    targets.dedup();
    let mut waits: Vec<Wait> = targets.into_iter().map(|on| Wait::of(plan, index, on, today)).collect();
    waits.sort_by_key(|wait| !wait.late);
    waits
}

impl Wait {
    fn of(plan: &Plan, index: ArtifactIndex, on: ArtifactIndex, today: Date) -> Self {
        let due = due::own_or_of_release(plan, on);
        let needed = due::own_or_of_release(plan, index).map(|due| due.target);
        let release_of = |index: ArtifactIndex| parts::wholes(plan, index, RELEASE).next();
        let other_release = release_of(on).filter(|release| release_of(index) != Some(*release));
        let version =
            |release: ArtifactIndex| plan.artifact(release).get(plan.kind_of(release), VERSION).cloned();
        let why = due.and_then(|due| {
            if let Some(day) = due.last_day(plan).filter(|day| *day < today) {
                return Some(format!("overdue since {}", day.for_people()));
            }
            let later = |needed: &Target| is_after(plan, due.target, *needed);
            if let Some(needed) = needed.filter(later) {
                let with = if other_release.is_some() { "in a later release, " } else { "" };
                return Some(format!("{with}needed for {}", named(&plan.config, needed)));
            }
            let by = due::of_field(plan, on, "needed_by").map(|by| by.target).filter(later)?;
            Some(format!("needed by {}", named(&plan.config, by)))
        });
        // When the release goes out is said of the release.
        let is_own = |due: &due::Due<'_>| due.said_by == on || other_release.is_some() || why.is_some();
        Self {
            subject: Subject { id: plan.name_of(plan.artifact(on)), ..Subject::of(plan, on) },
            when: due.filter(is_own).map(|due| named(&plan.config, due.target)),
            target: due.map(|due| due.target.to_string()),
            release_version: other_release.and_then(version).map(|version| version.without_v().to_owned()),
            late: why.is_some(),
            why,
        }
    }
}

/// `DEP-1 (agreed, 8 Dec 2026, late: needed by 27 Nov 2026), REQ-5 (building)`
pub(crate) fn told(waits: &[Wait]) -> Text {
    let mut text = Text::new();
    for wait in waits {
        if !text.0.is_empty() {
            text = text.and(Inline::Plain(", ".into()));
        }
        text = text.and(wait.subject.reference());
        let version = wait.release_version.as_ref().map(|version| format!("with {version}"));
        let pieces = [wait.subject.status.clone(), wait.when.clone(), version];
        let words = pieces.into_iter().flatten().collect::<Vec<_>>().join(", ");
        text = match &wait.why {
            Some(why) => {
                let before = if words.is_empty() { String::new() } else { format!("{words}, ") };
                text.and(Inline::Plain(format!(" ({before}")))
                    .and(Inline::Toned(Tone::Bad, format!("late: {why}")))
                    .and(Inline::Plain(")".into()))
            }
            None if words.is_empty() => text,
            None => text.and(Inline::Plain(format!(" ({words})"))),
        };
    }
    text
}
