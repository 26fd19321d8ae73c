//! What came in: feedback and ideas that nobody has looked at, and people to be told what came of their words.

use super::wait::{Ask, Wait, for_days};
use super::worth::Worth;
use crate::analysis::fate::{self, FEEDBACK, Stage, State, stage};
use crate::model::key::{Key, VERSION};
use crate::model::values::Date;
use crate::model::workflow::Category;
use crate::plan::due::RELEASE;
use crate::plan::{ArtifactIndex, parts};

const IDEA: &str = "idea";
const DATE: Key<Date> = Key::new("date");
const ANSWERED: &str = "answered";

/// Feedback and ideas as they came.
pub(super) fn new(ask: &Ask<'_>) -> Vec<Wait> {
    ask.open().filter_map(|index| looked_at_by_nobody(ask, index)).collect()
}

fn looked_at_by_nobody(ask: &Ask<'_>, index: ArtifactIndex) -> Option<Wait> {
    let (kind, artifact) = ask.kind_and_artifact(index);
    let is_new = [FEEDBACK, IDEA].contains(&kind.name.as_str())
        && artifact.category(kind) == Some(Category::Open)
        && artifact.status_name() == kind.workflow.default.as_deref();
    if !is_new {
        return None;
    }
    let mut wait = ask.wait(index, ask.people(index, "owner"));
    let said = artifact.get(kind, DATE).map(|day| day.days_until(ask.today).max(0));
    wait.days_waiting = ask.days_in_status(index).or(said);
    let status = artifact.status_name().unwrap_or_default();
    wait.command = format!("pm triage {}", ask.name(index));
    Some(match wait.days_waiting {
        Some(days) => wait.and(format!("{status} {}", for_days(days))),
        None => wait.and(status),
    })
}

/// Those whose words something came of.
pub(super) fn unanswered(ask: &Ask<'_>) -> Vec<Wait> {
    ask.open().filter_map(|index| to_answer(ask, index)).collect()
}

fn to_answer(ask: &Ask<'_>, index: ArtifactIndex) -> Option<Wait> {
    let fate = fate::unanswered(ask.plan, index)?;
    let out = fate.work.iter().find(|work| stage(ask.plan, **work) == Stage::Out);
    let is_out = fate.state == State::Shipped;
    let of = *if is_out { out } else { fate.because.as_ref() }.or(fate.ways.first())?;
    let mut wait = ask.wait(index, ask.people(index, "owner"));
    wait.worth = Worth::Unanswered;
    let (kind, artifact) = ask.kind_and_artifact(of);
    let label = artifact.label();
    let words = match is_out {
        true => {
            let release = parts::wholes(ask.plan, of, RELEASE).next();
            let day = release.and_then(|release| {
                let (kind, release) = ask.kind_and_artifact(release);
                release.get(kind, DATE)
            });
            let version = release.and_then(|release| {
                let (kind, release) = ask.kind_and_artifact(release);
                release.get(kind, VERSION).map(|version| format!(" in {}", version.without_v()))
            });
            wait.days_waiting = day.map(|day| day.days_until(ask.today)).or_else(|| ask.days_in_status(of));
            let since = wait.days_waiting.map(|days| match days {
                ..=0 => " today".to_owned(),
                1 => " yesterday".to_owned(),
                _ => format!(" {days} days ago"),
            });
            format!("{label} went out{}{}", version.unwrap_or_default(), since.unwrap_or_default())
        }
        false => {
            wait.days_waiting = ask.days_in_status(of);
            let since = wait.days_waiting.map(|days| format!(" {}", for_days(days))).unwrap_or_default();
            let status = artifact.status(kind).map_or("dropped", |status| status.name.as_str());
            format!("{label} is {status}{since}")
        }
    };
    let own = ask.plan.kind_of(index);
    if own.workflow.get(ANSWERED).is_some() {
        wait.command = format!("pm feedback answered {}", ask.name(index));
    }
    Some(wait.and(format!("{words}, and whoever asked has not been told")))
}
