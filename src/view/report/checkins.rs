//! What was said of how things are doing.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Scope;
use super::line::{Served, served};
use crate::analysis::checkins::{CHECKIN, HEALTH};
use crate::model::key::Key;
use crate::model::values::Date;
use crate::model::workflow::Category;
use crate::plan::{ArtifactIndex, LinkState, due};
use crate::view::changelog::one_line;
use crate::view::subject::{Subject, person_name};

const ON: &str = "on";
const WORDS: Key<str> = Key::new("words");
const AUTHOR: Key<str> = Key::new("author");
const ASKS: Key<[Box<str>]> = Key::new("asks");

/// What somebody said of something on a day.
#[derive(Clone, Serialize, Debug)]
pub(super) struct Checkin {
    pub(super) id: String,
    pub(super) path: String,
    /// What it is about, with the part that was named; nothing where it is about the product as a whole.
    pub(super) on: Option<Subject>,
    pub(super) part: Option<String>,
    pub(super) product: Option<String>,
    /// The day, or the period where no more may be known.
    pub(super) date: String,
    /// on_track, at_risk or off_track.
    pub(super) health: Option<String>,
    pub(super) words: Option<String>,
    pub(super) asks: Vec<String>,
    pub(super) author: Option<String>,
    pub(super) serves: Vec<Served>,
    /// The day as people read it.
    #[serde(skip)]
    pub(super) when: String,
    /// The last day that it can be of.
    #[serde(skip)]
    pub(super) day: Date,
    /// What it is about.
    #[serde(skip)]
    pub(super) index: ArtifactIndex,
}

/// Every check-in that was posted by today, the newest first.
pub(super) fn all(scope: &Scope<'_>) -> Vec<Checkin> {
    let plan = scope.plan;
    let Some(kind) = plan.config.kind_index(CHECKIN) else { return Vec::new() };
    let mut kept: Vec<ArtifactIndex> = plan.of_kind(kind).collect();
    kept.sort_by_key(|index| plan.artifact(*index).id.as_ref().map(|id| id.key().clone()));
    let mut found: Vec<Checkin> = kept
        .into_iter()
        .filter(|index| scope.category(*index) == Some(Category::Done))
        .filter_map(|index| Checkin::of(scope, index))
        .collect();
    // Of one day the one that was written down last: the one with the higher id.
    found.reverse();
    found.sort_by_key(|checkin| std::cmp::Reverse(checkin.day));
    found
}

impl Checkin {
    fn of(scope: &Scope<'_>, index: ArtifactIndex) -> Option<Self> {
        let plan = scope.plan;
        let (artifact, kind) = (plan.artifact(index), plan.kind_of(index));
        let said = due::of_field(plan, index, "date")?.target;
        let period = said.period()?;
        let today = scope.request.today;
        if period.first_day(&plan.config.fiscal_year) > today {
            return None;
        }
        let day = period.last_day(&plan.config.fiscal_year).min(today);
        let at = kind.field_index(ON);
        let link = plan.links_from(index).iter().find(|link| at == Some(usize::from(link.field)));
        let target = link.and_then(|link| match &link.state {
            LinkState::Resolved(target) => Some(target),
            _ => None,
        });
        // What it is about may be hidden from the reader, and then it is not about the whole.
        if link.is_some() && target.is_none() {
            return None;
        }
        let holds = target.map_or_else(
            || scope.within.is_none() && scope.request.product.is_none_or(|it| it == artifact.product),
            |target| scope.holds(target.artifact),
        );
        let product = plan.config.products.get_index(usize::from(artifact.product));
        holds.then(|| Self {
            id: artifact.label(),
            path: artifact.path.to_string(),
            on: target.map(|target| Subject::of(plan, target.artifact)),
            part: target.and_then(|target| target.part.as_ref()).map(ToString::to_string),
            product: product.map(|(_, product)| product.name.clone()).filter(|name| !name.is_empty()),
            date: said.to_string(),
            when: said.for_people(),
            health: artifact.get(kind, HEALTH).map(str::to_owned),
            words: artifact.get(kind, WORDS).map(one_line),
            asks: artifact.get(kind, ASKS).unwrap_or_default().into_iter().map(one_line).collect(),
            author: artifact.get(kind, AUTHOR).map(|author| person_name(&plan.config, author)),
            serves: served(scope, index),
            day,
            index: target.map_or(index, |target| target.artifact),
        })
    }
}

/// The last check-in on each thing.
pub(super) fn latest(scope: &Scope<'_>) -> BTreeMap<ArtifactIndex, Checkin> {
    let mut latest = BTreeMap::new();
    for checkin in all(scope).into_iter().filter(|checkin| checkin.on.is_some()) {
        latest.entry(checkin.index).or_insert(checkin);
    }
    latest
}

/// What was said since the report looks back to.
pub(super) fn said_since(scope: &Scope<'_>) -> Vec<Checkin> {
    all(scope).into_iter().filter(|checkin| checkin.day > scope.request.since).collect()
}

/// The day of the last check-in.
pub(super) fn last_day(scope: &Scope<'_>) -> Option<Date> {
    all(scope).first().map(|checkin| checkin.day)
}
