//! Objectives, bets and releases that are off track or at risk, and those under way that nobody has said a word of for
//! long.
//!
//! In a plan without any check-in nobody is asked for the first one.

use super::wait::{Ask, Wait};
use super::worth::Worth;
use crate::analysis::checkins::{AT_RISK, CHECKIN, DATE, HEALTH, OFF_TRACK, WATCHED, last_on};
use crate::model::workflow::Category;
use crate::plan::{ArtifactIndex, due};

pub(super) fn find(ask: &Ask<'_>) -> Vec<Wait> {
    let checkins = ask.plan.config.kind_index(CHECKIN);
    if checkins.is_none_or(|kind| ask.plan.of_kind(kind).next().is_none()) {
        return Vec::new();
    }
    ask.open().filter_map(|index| health(ask, index)).collect()
}

fn health(ask: &Ask<'_>, index: ArtifactIndex) -> Option<Wait> {
    let (kind, artifact) = ask.kind_and_artifact(index);
    if !WATCHED.contains(&kind.name.as_str()) || due::is_met(artifact, kind) {
        return None;
    }
    let is_under_way = artifact.category(kind) == Some(Category::Active);
    let mut wait = ask.wait(index, ask.people(index, "owner"));
    let name = ask.name(index);
    let write = format!("pm checkin add {name} on_track \"…\"");
    let Some(last) = last_on(ask.plan, index) else {
        if !is_under_way {
            return None;
        }
        wait.command = write;
        return Some(wait.and("nobody has said yet how it is doing"));
    };
    let (its_kind, checkin) = ask.kind_and_artifact(last);
    let day = checkin.get(its_kind, DATE);
    let silent = day.map(|day| day.days_until(ask.today));
    let on = day.map(|day| format!(" on {}", day.for_people())).unwrap_or_default();
    wait.days_waiting = silent;
    let said = match checkin.get(its_kind, HEALTH) {
        Some(OFF_TRACK) => {
            wait.worth = Worth::OffTrack;
            Some("off track")
        }
        Some(AT_RISK) => {
            wait.worth = Worth::Soon;
            Some("at risk")
        }
        _ => None,
    };
    let is_silent = is_under_way && silent.is_some_and(|days| days > ask.plan.config.reports.silent);
    let label = checkin.label();
    if is_silent {
        wait.command = write;
        let was = said.map(|said| format!("{said} then, ")).unwrap_or_default();
        let days = silent.unwrap_or_default();
        return Some(
            wait.and(
                format!("{was}and without a check-in for {days} days, since {label}{on}")
                    .trim_start_matches("and "),
            ),
        );
    }
    let said = said?;
    wait.command = format!("pm show {name} {}", ask.name(last));
    Some(wait.and(format!("{said}, as {label} said{on}")))
}
