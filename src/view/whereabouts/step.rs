//! What lies between something that was asked for and its answer: ideas, work with its release, decisions.

use serde::Serialize;

use super::past::{Known, Moved, Since};
use crate::analysis::fate::{Fate, Stage, release_of, stage};
use crate::model::key::{ANNOUNCED, Key, REASON, VERSION};
use crate::model::values::{Date, Target};
use crate::model::workflow::Category;
use crate::plan::{ArtifactIndex, Plan};
use crate::view::changelog::one_line;
use crate::view::schedule::Schedule;
use crate::view::subject::{Subject, person_name};

const DATE: Key<Date> = Key::new("date");
const DUE: Key<Date> = Key::new("due");
const OUTCOME: Key<str> = Key::new("outcome");
const APPROVER: Key<str> = Key::new("approver");
/// The field of a decision that names what it is about.
const CONCERNS: &str = "concerns";

/// An idea, a problem or a piece of work on the way to the answer.
#[derive(Serialize, Debug)]
pub(super) struct Step {
    #[serde(flatten)]
    pub(super) subject: Subject,
    pub(super) since: Option<Since>,
    /// How far it is, where it is work.
    #[serde(skip)]
    pub(super) stage: Stage,
    pub(super) release: Option<Release>,
    /// When it is planned for, by itself or by its release, and what was promised outside.
    pub(super) target: Option<String>,
    pub(super) announced: Option<String>,
    /// How its own target moved.
    pub(super) moved: Vec<Moved>,
}

/// The release that work goes out with.
#[derive(Clone, PartialEq, Serialize, Debug)]
pub(super) struct Release {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) version: Option<String>,
    /// The name of the product, where the repository holds several.
    pub(super) product: Option<String>,
    pub(super) status: Option<String>,
    pub(super) path: String,
    /// The day it went out.
    pub(super) date: Option<String>,
    /// Why it was withdrawn or given up.
    pub(super) reason: Option<String>,
    pub(super) moved: Vec<Moved>,
}

/// A decision on it, made or still to be made.
#[derive(Serialize, Debug)]
pub(super) struct Decided {
    #[serde(flatten)]
    pub(super) subject: Subject,
    pub(super) outcome: Option<String>,
    pub(super) date: Option<String>,
    pub(super) due: Option<String>,
    pub(super) approver: Option<String>,
}

impl Step {
    pub(super) fn of(plan: &Plan, index: ArtifactIndex, known: &Known) -> Self {
        let release = release_of(plan, index).map(|release| Release::of(plan, release, known));
        let announced = |index: ArtifactIndex| plan.artifact(index).get(plan.kind_of(index), ANNOUNCED);
        Self {
            subject: Subject::of(plan, index),
            since: known.since(index),
            stage: stage(plan, index),
            target: Schedule::of(plan, index).map(|schedule| schedule.target.to_string()),
            announced: announced(index)
                .or_else(|| release_of(plan, index).and_then(announced))
                .map(|target| target.to_string()),
            moved: known.moved(index),
            release,
        }
    }

    /// How its target moved, and that of its release.
    pub(super) fn moves(&self) -> impl Iterator<Item = &Moved> {
        let release = self.release.as_ref().filter(|release| release.id != self.subject.id);
        self.moved.iter().chain(release.into_iter().flat_map(|release| &release.moved))
    }
}

impl Release {
    fn of(plan: &Plan, index: ArtifactIndex, known: &Known) -> Self {
        let (artifact, kind) = (plan.artifact(index), plan.kind_of(index));
        Self {
            id: artifact.label(),
            title: artifact.title.to_string(),
            version: artifact.get(kind, VERSION).map(|version| version.without_v().to_owned()),
            product: plan
                .config
                .products
                .get_index(usize::from(artifact.product))
                .filter(|_| plan.config.products.len() > 1)
                .map(|(_, product)| product.name.clone()),
            status: artifact.status_name().map(str::to_owned),
            path: artifact.path.to_string(),
            date: artifact.get(kind, DATE).map(|day| day.to_string()),
            reason: artifact.get(kind, REASON).map(one_line),
            moved: known.moved(index),
        }
    }

    /// The version, with the product where there are several; the title where it has none yet.
    pub(super) fn name(&self) -> String {
        match (&self.version, &self.product) {
            (Some(version), Some(product)) => format!("{product} {version}"),
            (Some(version), None) => version.clone(),
            (None, _) => self.title.clone(),
        }
    }
}

/// The decisions on something, its ideas and its work that are in force or still to be made, in that order.
pub(super) fn decisions(plan: &Plan, index: ArtifactIndex, fate: &Fate) -> Vec<Decided> {
    let mut found: Vec<ArtifactIndex> = Vec::new();
    let around = [index].into_iter().chain(fate.because).chain(fate.ways.iter().copied());
    for at in around.chain(fate.work.iter().copied()) {
        let decisions =
            plan.links_to(at).filter(|link| plan.link_name(link) == CONCERNS).map(|link| link.source);
        for decision in decisions {
            if !found.contains(&decision) {
                found.push(decision);
            }
        }
    }
    found.retain(|index| plan.artifact(*index).category(plan.kind_of(*index)) != Some(Category::Dropped));
    found.sort_by_key(|index| plan.artifact(*index).category(plan.kind_of(*index)) != Some(Category::Done));
    found.into_iter().map(|index| Decided::of(plan, index)).collect()
}

impl Decided {
    fn of(plan: &Plan, index: ArtifactIndex) -> Self {
        let (artifact, kind) = (plan.artifact(index), plan.kind_of(index));
        Self {
            subject: Subject::of(plan, index),
            outcome: artifact.get(kind, OUTCOME).map(one_line),
            date: artifact.get(kind, DATE).map(|day| day.to_string()),
            due: artifact.get(kind, DUE).map(|day| day.to_string()),
            approver: artifact.get(kind, APPROVER).map(|handle| person_name(&plan.config, handle)),
        }
    }
}

/// `on 15 Dec 2026` for a day, `in Q4 2026` for a longer time; a horizon by its name.
pub(crate) fn when(written: &str) -> String {
    match Target::parse(written) {
        Ok(target @ Target::Period(period)) if period.day().is_some() => {
            format!("on {}", target.for_people())
        }
        Ok(target @ Target::Period(_)) => format!("in {}", target.for_people()),
        Ok(target) => format!("for {}", target.for_people().to_lowercase()),
        Err(_) => written.to_owned(),
    }
}
