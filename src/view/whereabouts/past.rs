//! What git knows of some artifacts: since when each is in its status, and how its targets moved.
//!
//! Which commits are read, and with whose eyes, is told by the caller.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::history::{
    Aspect, Beginning, Dated, Distance, Lineages, Promise, Releases, Shift, Stated, Trend, Trends, tell,
    timelines,
};
use crate::model::key::ANNOUNCED;
use crate::model::values::Period;
use crate::plan::{ArtifactIndex, Plan};
use crate::source::log::Log;
use crate::view::slips::amounts::{later, times};

/// The past of some artifacts; empty where there is no history.
#[derive(Debug, Default)]
pub(crate) struct Known {
    since: BTreeMap<ArtifactIndex, Since>,
    moved: BTreeMap<ArtifactIndex, Vec<Moved>>,
}

/// Since when an artifact is in its status.
#[derive(Clone, PartialEq, Serialize, Debug)]
pub(crate) struct Since {
    /// The day, or the period where no more may be known.
    pub(crate) day: String,
    /// Whether it may be longer, for what is known begins there.
    pub(crate) or_longer: bool,
}

/// How a target moved.
#[derive(Clone, PartialEq, Serialize, Debug)]
pub(crate) struct Moved {
    /// target, announced, or release where it goes out with another one.
    pub(crate) field: String,
    pub(crate) later: usize,
    pub(crate) earlier: usize,
    /// The first promise and the last, as people read them.
    pub(crate) from: String,
    pub(crate) to: String,
    /// From the first to the last; below 0 where it is earlier.
    pub(crate) days: Option<i64>,
    #[serde(skip)]
    minors: Option<i64>,
}

impl Known {
    /// What the commits tell of the artifacts `wanted`.
    pub(crate) fn read(log: &dyn Log, plan: &Plan, lineages: &Lineages, wanted: &[ArtifactIndex]) -> Self {
        let config = &plan.config;
        let places: Vec<(usize, ArtifactIndex)> = wanted
            .iter()
            .filter_map(|index| Some((lineages.at_path(&plan.artifact(*index).path)?, *index)))
            .collect();
        let of: BTreeMap<usize, ArtifactIndex> = places.iter().copied().collect();
        let positions: Vec<usize> = of.keys().copied().collect();
        let mut known = Self::default();
        for timeline in timelines(log, config, lineages, &positions, &Aspect::Status) {
            let index = of.values().find(|index| plan.artifact(**index).path.as_str() == timeline.path);
            if let (Some(index), Some(band)) = (index, timeline.current())
                && plan.artifact(*index).status_name() == Some(band.value.as_str())
            {
                let day = lineages.commits[band.commit].when();
                // What came in another status than that of what is new has been in it before.
                let default = plan.kind_of(*index).workflow.default.as_ref();
                let is_first = timeline.bands.len() == 1 && default != Some(&band.value);
                known
                    .since
                    .insert(*index, Since { day, or_longer: is_first || band.beginning != Beginning::Known });
            }
        }
        let dated = Dated::plans();
        let releases = Releases::read(log, plan, lineages);
        for told in
            tell(log, config, lineages, &positions, |transition| Stated::of(config, &dated, transition))
        {
            let Some(index) = of.get(&told.lineage) else { continue };
            let versions = &lineages.lineages[told.lineage].versions;
            let steps = told.steps.iter().map(|step| (versions[step.version].commit, &step.what));
            let trends = Trends::of(lineages, config, &releases, steps);
            let mut moved: Vec<Moved> = trends.trends.iter().filter_map(Moved::of).collect();
            // What is worked towards, before what was promised outside.
            moved.sort_by_key(|moved| moved.field == ANNOUNCED.name);
            if !moved.is_empty() {
                known.moved.insert(*index, moved);
            }
        }
        known
    }

    pub(super) fn since(&self, index: ArtifactIndex) -> Option<Since> {
        self.since.get(&index).cloned()
    }

    pub(super) fn moved(&self, index: ArtifactIndex) -> Vec<Moved> {
        self.moved.get(&index).cloned().unwrap_or_default()
    }
}

impl Since {
    /// `since 3 Nov 2026`, `since 3 Nov 2026 or longer`.
    pub(super) fn words(&self) -> String {
        let longer = if self.or_longer { " or longer" } else { "" };
        format!("since {}{longer}", people(&self.day))
    }

    /// `since 3 Nov 2026` where it is known.
    pub(super) fn known_words(&self) -> Option<String> {
        (!self.or_longer).then(|| format!("since {}", people(&self.day)))
    }
}

/// The words with a space before them; nothing where it is not known.
pub(super) fn since(since: Option<&Since>) -> String {
    since.and_then(Since::known_words).map(|words| format!(" {words}")).unwrap_or_default()
}

/// A day or a period as people read it.
pub(crate) fn people(written: &str) -> String {
    Period::parse(written).map_or_else(|_| written.to_owned(), Period::for_people)
}

impl Moved {
    fn of(trend: &Trend) -> Option<Self> {
        let (later, earlier) = (trend.count(Shift::Later), trend.count(Shift::Earlier));
        let (first, last) = (trend.promises.first()?, trend.promises.last()?);
        let (days, minors) = match trend.total {
            Some(Distance::Days(days)) => (Some(days), None),
            Some(Distance::Minors(minors)) => (None, Some(minors)),
            None => (None, None),
        };
        (later + earlier > 0).then(|| Self {
            field: trend.field.clone(),
            later,
            earlier,
            from: promised(&first.promise),
            to: promised(&last.promise),
            days,
            minors,
        })
    }

    /// `twice, from Q4 2026 to 15 Dec 2026, 76 days later`.
    pub(crate) fn words(&self) -> String {
        let far = later(self.days, self.minors).map(|far| format!(", {far}")).unwrap_or_default();
        format!("{}, from {} to {}{far}", times(self.later + self.earlier), self.from, self.to)
    }
}

fn promised(promise: &Promise) -> String {
    match promise {
        Promise::When(target) => target.for_people(),
        Promise::Version(version) => version.to_string(),
        Promise::Release(name, Some(target)) => format!("{name} ({})", target.for_people()),
        Promise::Release(name, None) => name.clone(),
    }
}
