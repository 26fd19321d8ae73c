//! What needs attention: off track, at risk, overdue, moved again, silent too long.

use std::collections::BTreeMap;

use serde::Serialize;

use super::checkins::Checkin;
use super::line::Line;
use super::{Health, Scope};
use crate::analysis::checkins::{AT_RISK, OFF_TRACK, ON_TRACK, WATCHED};
use crate::model::values::Date;
use crate::model::workflow::Category;
use crate::plan::due::{self, RELEASE};
use crate::plan::{ArtifactIndex, LinkState};
use crate::text::words::{capitalised, ordinal, plural};
use crate::view::whereabouts::ended;

/// What is late where its day has passed, beside all that is under way.
const PROMISED: [&str; 3] = [RELEASE, "dependency", "decision"];

/// Something that needs attention.
#[derive(Serialize, Debug)]
pub(super) struct Attention {
    /// off_track, at_risk, overdue, moved_again or silent.
    pub(super) why: Why,
    #[serde(flatten)]
    pub(super) line: Line,
    /// The check-in that it follows from.
    #[serde(skip)]
    pub(super) checkin: Option<String>,
}

/// Why, the worst first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Debug)]
#[serde(rename_all = "snake_case")]
pub(super) enum Why {
    OffTrack,
    Overdue,
    MovedAgain,
    AtRisk,
    Silent,
}

impl Why {
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::OffTrack => "off track",
            Self::Overdue => "overdue",
            Self::MovedAgain => "moved again",
            Self::AtRisk => "at risk",
            Self::Silent => "silent",
        }
    }
}

/// Everything that needs attention, the worst first.
pub(super) fn all(scope: &Scope<'_>, latest: &BTreeMap<ArtifactIndex, Checkin>) -> Vec<Attention> {
    let plan = scope.plan;
    let mut found = Vec::new();
    for index in plan.indices().filter(|index| scope.holds(*index)) {
        let mut add = |why: Why, says: String| {
            let said = latest.get(&index).filter(|_| matches!(why, Why::OffTrack | Why::AtRisk));
            let checkin = said.map(|checkin| checkin.id.clone());
            found.push(Attention { why, line: Line::of(scope, index, says), checkin });
        };
        let is_open = matches!(scope.category(index), Some(Category::Open | Category::Active));
        if let Some(checkin) = latest.get(&index).filter(|_| is_open) {
            let words = || said(checkin);
            match checkin.health.as_deref() {
                Some(OFF_TRACK) => add(Why::OffTrack, words()),
                Some(AT_RISK) => add(Why::AtRisk, words()),
                _ => {}
            }
        }
        if let Some(passed) = overdue(scope, index) {
            add(Why::Overdue, passed);
        }
        if let Some(words) = silent(scope, index, latest.get(&index).map(|checkin| checkin.day)) {
            add(Why::Silent, words);
        }
        if let Some(words) = moved_again(scope, index) {
            add(Why::MovedAgain, words);
        }
    }
    found.sort_by_key(|one| {
        let place = WATCHED.iter().position(|kind| *kind == one.line.subject.kind).unwrap_or(WATCHED.len());
        (one.why, place)
    });
    found
}

/// `: Paybridge is late. (Mira Sandoval, 23 Nov 2026)`
fn said(checkin: &Checkin) -> String {
    let by: Vec<String> = checkin.author.iter().cloned().chain([checkin.when.clone()]).collect();
    let words = checkin.words.as_ref().map(|words| format!(": {}", ended(words))).unwrap_or_default();
    let part = checkin.part.as_ref().map(|part| format!(" ({part})")).unwrap_or_default();
    format!("{part}{words} ({})", by.join(", "))
}

fn overdue(scope: &Scope<'_>, index: ArtifactIndex) -> Option<String> {
    let plan = scope.plan;
    let (artifact, kind) = (plan.artifact(index), plan.kind_of(index));
    let is_promised = PROMISED.contains(&kind.name.as_str());
    let is_meant = match scope.category(index) {
        Some(Category::Active) => {
            is_promised || scope.request.sort.is_detailed() || WATCHED.contains(&kind.name.as_str())
        }
        Some(Category::Open) => is_promised,
        _ => false,
    };
    if !is_meant || due::is_met(artifact, kind) {
        return None;
    }
    let due = due::own(plan, index)?;
    let last = due.last_day(plan)?;
    let days = last.days_until(scope.request.today);
    (days > 0).then(|| {
        let late = plural(usize::try_from(days).unwrap_or_default(), "day");
        format!("was due {}, {late} ago", super::line::people(&due.target.to_string()))
    })
}

/// Whether nobody has said for too long how something active is doing.
fn silent(scope: &Scope<'_>, index: ArtifactIndex, last: Option<Date>) -> Option<String> {
    let plan = scope.plan;
    let kind = plan.kind_of(index);
    if !WATCHED.contains(&kind.name.as_str()) || !scope.is_active(index) || !scope.has_checkins() {
        return None;
    }
    // What somebody said of a part of it, or of the bet that a release is for, is said of it.
    let around = plan
        .links_to(index)
        .filter(|link| plan.link_name(link) == "on" && matches!(link.state, LinkState::Resolved(_)))
        .count();
    match last {
        Some(day) => {
            let days = day.days_until(scope.request.today);
            (days > scope.request.silent).then(|| {
                let days = plural(usize::try_from(days).unwrap_or_default(), "day");
                format!(": no check-in for {days}, since {}", day.for_people())
            })
        }
        None => (around == 0).then(|| ": nobody has checked in on it".to_owned()),
    }
}

/// A target that moved later since the report looks back to, and not for the first time.
fn moved_again(scope: &Scope<'_>, index: ArtifactIndex) -> Option<String> {
    let earlier = scope.request.earlier.as_ref()?;
    let changed = earlier.difference.changed.iter().find(|one| one.after == index)?;
    let words = changed.moves().filter_map(|field| {
        let count = earlier.moves.get(&(index, field.field.clone())).copied().filter(|count| *count > 1)?;
        let (from, to) = super::changes::ends(field)?;
        Some(format!("moved from {from} to {to}, the {} move", ordinal(count)))
    });
    let words: Vec<String> = words.collect();
    (!words.is_empty()).then(|| words.join("; "))
}

/// How the active objectives, bets and releases are doing.
pub(super) fn health(scope: &Scope<'_>, latest: &BTreeMap<ArtifactIndex, Checkin>) -> Health {
    let plan = scope.plan;
    let mut health = Health::default();
    if !scope.has_checkins() {
        return health;
    }
    let watched = plan.indices().filter(|index| scope.holds(*index) && scope.is_active(*index));
    for index in watched.filter(|index| WATCHED.contains(&plan.kind_of(*index).name.as_str())) {
        let said = latest
            .get(&index)
            .filter(|checkin| checkin.day.days_until(scope.request.today) <= scope.request.silent);
        match said.and_then(|checkin| checkin.health.as_deref()) {
            Some(ON_TRACK) => health.on_track += 1,
            Some(AT_RISK) => health.at_risk += 1,
            Some(OFF_TRACK) => health.off_track += 1,
            _ => health.unknown += 1,
        }
    }
    health
}

impl Health {
    /// `2 on track, 1 at risk`; empty where nothing is active.
    pub(super) fn words(self) -> String {
        let counts = [
            (self.off_track, "off track"),
            (self.at_risk, "at risk"),
            (self.on_track, "on track"),
            (self.unknown, "silent"),
        ];
        let said =
            counts.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}"));
        capitalised(&said.collect::<Vec<_>>().join(", "))
    }
}
