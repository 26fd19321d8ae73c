//! One entry of a roadmap: what it is, when, how far, and what is wrong with its date.

use serde::Serialize;

use super::facts::Facts;
use crate::config::Config;
use crate::model::key::{ANNOUNCED, Key, OWNER, TEAM};
use crate::model::value::Value;
use crate::model::values::{Date, Target};
use crate::plan::{ArtifactIndex, Plan};
use crate::view::schedule::{Origin, Schedule};
use crate::view::subject::{Subject, person_name, team_name};

const OUTCOME: Key<str> = Key::new("outcome");

/// When something is planned for, for people and for programs.
#[derive(Clone, Serialize, Debug)]
pub(crate) struct When {
    /// As people read it: `Q4 2026`.
    pub(crate) text: String,
    /// As it is written: `2026-Q4`.
    pub(crate) written: String,
    pub(crate) first_day: Option<String>,
    pub(crate) last_day: Option<String>,
    pub(crate) from: Origin,
    #[serde(skip)]
    pub(crate) target: Target,
}

/// How many deliverables are done; those that were dropped do not count.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Debug)]
pub(crate) struct Progress {
    pub(crate) done: usize,
    pub(crate) total: usize,
}

/// Something about a date that a reader should know.
#[derive(Clone, PartialEq, Eq, Serialize, Debug)]
pub(crate) struct Remark {
    /// overdue, delivered, slipping or after_announced.
    pub(crate) name: &'static str,
    pub(crate) text: String,
}

/// An entry of a roadmap.
#[derive(Clone, Serialize, Debug)]
pub(crate) struct Item {
    #[serde(skip)]
    pub(super) index: ArtifactIndex,
    #[serde(flatten)]
    pub(crate) subject: Subject,
    pub(crate) outcome: Option<String>,
    /// The handle of the owner and their name.
    pub(crate) owner: Option<String>,
    pub(crate) owner_name: Option<String>,
    pub(crate) team: Option<String>,
    pub(crate) team_name: Option<String>,
    /// The key of the product it lies in; nothing where it belongs to all of them.
    pub(crate) product: Option<String>,
    pub(crate) target: Option<When>,
    /// now, next or later; nothing for what has no target.
    pub(crate) horizon: Option<&'static str>,
    pub(crate) announced: Option<String>,
    /// In percent.
    pub(crate) confidence: Option<f64>,
    pub(crate) objective: Option<Subject>,
    pub(crate) release: Option<Subject>,
    pub(crate) release_version: Option<String>,
    pub(crate) progress: Option<Progress>,
    pub(crate) remarks: Vec<Remark>,
    /// What is shown of it instead of the usual, where the fields were named.
    #[serde(rename = "fields", skip_serializing_if = "Option::is_none")]
    pub(super) facts: Option<Facts>,
    pub(crate) deliverables: Vec<Item>,
}

impl Item {
    /// What an artifact says of itself, without deliverables.
    pub(crate) fn of(plan: &Plan, index: ArtifactIndex, schedule: Option<Schedule>, today: Date) -> Self {
        let artifact = plan.artifact(index);
        let kind = plan.kind(artifact);
        let config = &plan.config;
        let fiscal = &config.fiscal_year;
        let owner = artifact.get(kind, OWNER).map(str::to_owned);
        let team = artifact.get(kind, TEAM).map(str::to_owned);
        let release = plan.targets_of_field(index, "release").next();
        let objective = plan.targets_of_field(index, "objective").next();
        let announced = artifact.get(kind, ANNOUNCED);
        let target = schedule.map(|schedule| When {
            text: named(config, schedule.target),
            written: schedule.target.to_string(),
            first_day: schedule.target.period().map(|period| period.first_day(fiscal).to_string()),
            last_day: schedule.target.last_day(fiscal).map(|day| day.to_string()),
            from: schedule.origin,
            target: schedule.target,
        });
        let mut remarks = Vec::new();
        let last_day = schedule.and_then(|schedule| schedule.target.last_day(fiscal));
        if !artifact.is_closed(kind)
            && let Some(last) = last_day
        {
            if last < today {
                remarks
                    .push(Remark { name: "overdue", text: format!("overdue since {}", last.for_people()) });
            }
            if let Some(announced) = announced
                && announced.last_day(fiscal).is_some_and(|promised| promised < last)
            {
                let text = format!("later than announced ({})", announced.for_people());
                remarks.push(Remark { name: "after_announced", text });
            }
        }
        Self {
            index,
            subject: Subject::of(plan, index),
            outcome: artifact.get(kind, OUTCOME).map(str::to_owned),
            owner_name: owner.as_deref().map(|owner| person_name(config, owner)),
            owner,
            team_name: team.as_deref().map(|team| team_name(config, team)),
            team,
            product: product_key(plan, index),
            horizon: schedule.map(|schedule| schedule.target.horizon(config.horizons, today, fiscal).name()),
            target,
            announced: announced.map(|target| target.to_string()),
            confidence: match artifact.value(kind, "confidence").map(|value| &value.value) {
                Some(Value::Percent(percent)) => Some((percent.fraction() * 1000.0).round() / 10.0),
                _ => None,
            },
            objective: objective.map(|index| Subject::of(plan, index)),
            release_version: release.and_then(|index| version(plan, index)),
            release: release.map(|index| Subject::of(plan, index)),
            progress: None,
            remarks,
            facts: None,
            deliverables: Vec::new(),
        }
    }

    /// The same item with other deliverables under it.
    pub(super) fn delivering(mut self, deliverables: Vec<Self>) -> Self {
        self.deliverables = deliverables;
        self
    }

    pub(crate) fn is_done(&self) -> bool {
        self.subject.category == Some("done")
    }

    /// How far it is by all that is delivered for it, and where that does not fit into its own time.
    pub(super) fn judged_by(mut self, plan: &Plan, all: &[Self]) -> Self {
        if all.is_empty() {
            return self;
        }
        let fiscal = &plan.config.fiscal_year;
        let done = all.iter().filter(|each| each.is_done()).count();
        self.progress = Some(Progress { done, total: all.len() });
        if done == all.len()
            && let Some(overdue) = self.remarks.iter_mut().find(|remark| remark.name == "overdue")
        {
            *overdue = Remark { name: "delivered", text: "delivered; the outcome is not known yet".into() };
        }
        let last = |item: &Self| item.target.as_ref()?.target.last_day(fiscal);
        if let Some(own) = last(&self).filter(|_| !self.is_done())
            && let Some(late) = all
                .iter()
                .filter(|each| !each.is_done() && last(each).is_some_and(|day| day > own))
                .max_by_key(|each| last(each))
        {
            let when = late.target.as_ref().map(|when| when.text.clone()).unwrap_or_default();
            let text = format!("slipping: {} is planned for {when}", late.subject.id);
            self.remarks.push(Remark { name: "slipping", text });
        }
        self
    }
}

/// A target as those know it whom the plan is for: horizons may have names of their own.
pub(crate) fn named(config: &Config, target: Target) -> String {
    match target {
        Target::Horizon(horizon) => config.horizon_title(horizon).to_owned(),
        Target::Period(period) => period.for_people(),
    }
}

/// The version of a release.
pub(super) fn version(plan: &Plan, index: ArtifactIndex) -> Option<String> {
    let artifact = plan.artifact(index);
    artifact.get(plan.kind(artifact), crate::model::key::VERSION).map(ToString::to_string)
}

fn product_key(plan: &Plan, index: ArtifactIndex) -> Option<String> {
    let artifact = plan.artifact(index);
    if let Some(written) = artifact.get(plan.kind(artifact), crate::model::key::PRODUCT) {
        return Some(written.to_owned());
    }
    let (key, product) = plan.config.products.get_index(usize::from(artifact.product))?;
    let lies_there = product.folder.as_ref().is_none_or(|folder| artifact.path.is_under(folder));
    (lies_there && !key.is_empty()).then(|| key.clone())
}
