//! What is asked of the reader: what check-ins ask for, and decisions that are due.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Scope;
use super::checkins::Checkin;
use super::line::{Line, Served};
use crate::model::key::Key;
use crate::model::values::{Date, Target};
use crate::model::workflow::Category;
use crate::plan::{ArtifactIndex, due};
use crate::text::words::plural;
use crate::view::subject::{Subject, person_name};
use crate::view::whereabouts::ended;

const APPROVER: Key<str> = Key::new("approver");

/// Something that is asked.
#[derive(Serialize, Debug)]
pub(super) struct Ask {
    /// What is asked, in a sentence.
    pub(super) text: String,
    /// What it is asked for.
    pub(super) about: Subject,
    pub(super) due: Option<String>,
    /// When it was asked, as people read it.
    pub(super) said: Option<String>,
    pub(super) serves: Vec<Served>,
}

/// What the last check-ins ask for, then the decisions that are due in the days that the report looks ahead.
pub(super) fn all(scope: &Scope<'_>, latest: &BTreeMap<ArtifactIndex, Checkin>) -> Vec<Ask> {
    let plan = scope.plan;
    let today = scope.request.today;
    let mut recent: Vec<(&ArtifactIndex, &Checkin)> = latest
        .iter()
        .filter(|(index, checkin)| {
            let is_open = matches!(scope.category(**index), Some(Category::Open | Category::Active));
            is_open && checkin.day.days_until(today) <= scope.request.silent
        })
        .collect();
    recent.sort_by_key(|(_, checkin)| std::cmp::Reverse(checkin.day));
    let mut asks: Vec<Ask> = Vec::new();
    for (index, checkin) in recent {
        for text in &checkin.asks {
            asks.push(Ask {
                text: ended(text),
                about: Subject::of(plan, *index),
                due: None,
                said: Some(checkin.when.clone()),
                serves: checkin.serves.clone(),
            });
        }
    }
    let Some(kind) = plan.config.kind_index("decision") else { return asks };
    let mut decisions: Vec<(Date, ArtifactIndex, Target)> = plan
        .of_kind(kind)
        .filter(|index| scope.holds(*index) && scope.category(*index) == Some(Category::Open))
        .filter_map(|index| {
            let due = due::of_field(plan, index, "due")?;
            Some((due.last_day(plan)?, index, due.target))
        })
        .filter(|(due, ..)| *due <= today.plus_days(scope.request.sort.ahead()))
        .collect();
    decisions.sort_by_key(|(due, index, _)| (*due, *index));
    for (due, index, target) in decisions {
        let artifact = plan.artifact(index);
        let label = artifact.label();
        let is_asked = |ask: &Ask| {
            ask.text.split(|sign: char| !sign.is_alphanumeric() && sign != '-').any(|it| it == label)
        };
        if asks.iter().any(is_asked) {
            continue;
        }
        let who = artifact.get(plan.kind_of(index), APPROVER).map(|who| person_name(&plan.config, who));
        let who = who.unwrap_or_else(|| "Somebody".to_owned());
        let days = today.days_until(due);
        let when = match usize::try_from(days) {
            Ok(0) => "today".to_owned(),
            // An audience may know the period alone.
            Ok(_) if target.period().is_some_and(|period| period.day().is_none()) => {
                format!("in {}", target.for_people())
            }
            Ok(days) => format!("by {}, in {}", due.for_people(), plural(days, "day")),
            Err(_) => format!("by {}, which has passed", due.for_people()),
        };
        let line = Line::of(scope, index, "");
        asks.push(Ask {
            text: format!("{who} to decide, {when}: {}", ended(&artifact.title)),
            about: line.subject,
            due: Some(target.to_string()),
            said: None,
            serves: line.serves,
        });
    }
    asks
}
