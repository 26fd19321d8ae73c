//! What releases were for: bets, key results and metrics, each with what was expected and what was measured.

use std::collections::BTreeSet;

use indexmap::{IndexMap, IndexSet};
use serde::Serialize;

use super::{DATE, MEASURED, Out, Request};
use crate::model::field::Meaning;
use crate::model::key::Key;
use crate::model::values::Date;
use crate::plan::{ArtifactIndex, LinkState, Plan, due};
use crate::view::readings::{Metric, Read};
use crate::view::record::Record;
use crate::view::roadmap::progress;
use crate::view::subject::Subject;

const OUTCOME: Key<str> = Key::new("outcome");
const KEY_RESULTS: &str = "key_results";

/// Something that releases were for.
#[derive(Serialize, Debug)]
pub(super) struct Outcome {
    /// The id; of a key result with that of its objective: `OBJ-3.KR1`.
    pub(super) id: String,
    /// bet, key_result or metric.
    pub(super) r#type: &'static str,
    /// The bet, the objective or the metric.
    pub(super) of: Subject,
    pub(super) text: String,
    /// What was expected, in words.
    pub(super) expected: Option<String>,
    pub(super) baseline: Option<f64>,
    pub(super) target: Option<f64>,
    pub(super) unit: Option<String>,
    /// What was measured, in words.
    pub(super) measured: Option<String>,
    /// The last value before it went out.
    pub(super) before: Option<Read>,
    /// The last value that was read after it went out; of a key result without a metric the value last written down.
    pub(super) now: Option<Read>,
    /// How much of the way from the baseline to the target lies behind, in percent.
    pub(super) reached: Option<f64>,
    /// The releases that were for it.
    pub(super) shipped_with: Vec<Subject>,
    /// The metric that is read for it.
    #[serde(skip)]
    pub(super) metric: Option<String>,
    /// Whether it is time to measure, and the plan would show it.
    #[serde(skip)]
    pub(super) is_asked: bool,
}

impl Outcome {
    pub(super) fn is_unmeasured(&self) -> bool {
        self.is_asked && self.measured.is_none() && self.now.is_none()
    }

    /// What to type to write down what came of it.
    pub(super) fn command(&self, today: Date) -> String {
        match (&self.metric, self.r#type) {
            (Some(metric), _) => format!("pm set {metric} series.{today}=…"),
            (None, "key_result") => format!("pm set {} now=…", self.id),
            (None, _) => format!("pm set {} measured=\"…\"", self.id),
        }
    }
}

/// An end that releases were for: an artifact, or a key result of one.
type End = (ArtifactIndex, Option<usize>);

/// What the releases of a chapter were for, each once, in the order of the releases and of their work.
pub(super) fn outcomes(plan: &Plan, releases: &[Out], request: &Request) -> Vec<Outcome> {
    let mut ends: IndexMap<End, Vec<ArtifactIndex>> = IndexMap::new();
    for Out { release, work, .. } in releases {
        let mut add = |end: End| {
            let with = ends.entry(end).or_default();
            if !with.contains(release) {
                with.push(*release);
            }
        };
        for bet in work.iter().flat_map(|work| bets(plan, *work)) {
            add((bet, None));
        }
        let key_results: IndexSet<_> = work.iter().flat_map(|work| key_results(plan, *work)).collect();
        let read: BTreeSet<_> =
            key_results.iter().filter_map(|key_result| metric_of(plan, *key_result)).collect();
        for (objective, key_result) in key_results {
            add((objective, Some(key_result)));
        }
        let ways = work.iter().flat_map(|work| std::iter::once(*work).chain(bets(plan, *work)));
        for metric in ways.chain([*release]).flat_map(|way| plan.sources(way, Meaning::Measures)) {
            // What a key result tells is not told again.
            if !read.contains(&metric) {
                add((metric, None));
            }
        }
    }
    let mut outcomes: Vec<Outcome> = ends
        .into_iter()
        .filter_map(|((index, part), with)| outcome(plan, index, part, &with, request))
        .collect();
    // Bets first, then what they should move; the order among equals stays.
    let place =
        |outcome: &Outcome| ["bet", "key_result", "metric"].iter().position(|it| *it == outcome.r#type);
    outcomes.sort_by_key(place);
    outcomes
}

/// The bets that work is delivered for: what it is a part of that says what its outcome should be.
fn bets(plan: &Plan, work: ArtifactIndex) -> Vec<ArtifactIndex> {
    let has_outcome = |index: &ArtifactIndex| {
        let kind = plan.kind_of(*index);
        kind.field(OUTCOME.name).is_some() && kind.field(MEASURED.name).is_some()
    };
    plan.targets(work, Meaning::PartOf).filter(has_outcome).collect()
}

/// The key results of the objectives that work serves, by itself or by its bet: the one that the link names, or
/// all of them.
fn key_results(plan: &Plan, work: ArtifactIndex) -> Vec<(ArtifactIndex, usize)> {
    let mut found = Vec::new();
    for from in std::iter::once(work).chain(bets(plan, work)) {
        for link in plan.links_from(from).iter().filter(|link| plan.meaning_of(link) == Meaning::Serves) {
            let LinkState::Resolved(target) = &link.state else { continue };
            let objective = plan.artifact(target.artifact);
            let records = Record::each(objective, plan.kind(objective), KEY_RESULTS);
            for (at, record) in records.iter().enumerate() {
                let is_meant = target.part.as_ref().is_none_or(|part| {
                    record.line("id").is_some_and(|id| id.eq_ignore_ascii_case(&part.to_string()))
                });
                if is_meant && !found.contains(&(target.artifact, at)) {
                    found.push((target.artifact, at));
                }
            }
        }
    }
    found
}

/// The metric whose values tell where a key result is.
fn metric_of(plan: &Plan, (objective, at): (ArtifactIndex, usize)) -> Option<ArtifactIndex> {
    let artifact = plan.artifact(objective);
    let records = Record::each(artifact, plan.kind(artifact), KEY_RESULTS);
    records.get(at)?.artifact(plan, artifact, "metric")
}

fn outcome(
    plan: &Plan,
    index: ArtifactIndex,
    part: Option<usize>,
    releases: &[ArtifactIndex],
    request: &Request,
) -> Option<Outcome> {
    let (artifact, kind) = (plan.artifact(index), plan.kind_of(index));
    let day =
        releases.iter().filter_map(|release| plan.artifact(*release).get(plan.kind_of(*release), DATE)).min();
    let of = Subject::of(plan, index);
    let bare = Outcome {
        id: of.id.clone(),
        r#type: "bet",
        text: of.title.clone(),
        of,
        expected: artifact.get(kind, OUTCOME).map(|words| words.trim().to_owned()),
        baseline: None,
        target: None,
        unit: None,
        measured: artifact.get(kind, MEASURED).map(|words| words.trim().to_owned()),
        before: None,
        now: None,
        reached: None,
        shipped_with: releases.iter().map(|release| Subject::of(plan, *release)).collect(),
        metric: None,
        is_asked: request.is_whole && (part.is_some() || due::is_met(artifact, kind)),
    };
    let outcome = match part {
        Some(at) => {
            let record = *Record::each(artifact, kind, KEY_RESULTS).get(at)?;
            let metric = record.artifact(plan, artifact, "metric");
            let read = metric.map(|metric| Metric::of(plan, metric, request.today));
            let written = record.number("now").map(|value| Read { day: None, for_people: None, value });
            let said = record.line("direction");
            let is_down = said.map_or_else(
                || read.as_ref().is_some_and(|metric| metric.is_down),
                |direction| direction == "down",
            );
            let id = record.line("id").unwrap_or_default();
            let of_metric = |part: fn(&Metric) -> Option<f64>| read.as_ref().and_then(part);
            Outcome {
                id: format!("{}.{id}", bare.id).trim_end_matches('.').to_owned(),
                r#type: "key_result",
                text: record.line("text")?,
                baseline: record.number("baseline").or_else(|| of_metric(|metric| metric.baseline)),
                target: record.number("target").or_else(|| of_metric(|metric| metric.target)),
                unit: record.line("unit").or_else(|| read.as_ref().and_then(|metric| metric.unit.clone())),
                metric: metric.map(|metric| plan.name_of(plan.artifact(metric))),
                ..bare
            }
            .read(read.as_ref(), day, written, is_down)
        }
        None if kind.field(OUTCOME.name).is_none() => {
            let metric = Metric::of(plan, index, request.today);
            Outcome {
                is_asked: request.is_whole,
                r#type: "metric",
                baseline: metric.baseline,
                target: metric.target,
                unit: metric.unit.clone(),
                metric: Some(plan.name_of(artifact)),
                ..bare
            }
            .read(Some(&metric), day, None, metric.is_down)
        }
        None => bare,
    };
    Some(outcome)
}

impl Outcome {
    /// With what was read before and after the day it went out. A value that nobody says the day of counts where no
    /// metric is read.
    fn read(
        mut self,
        metric: Option<&Metric>,
        day: Option<Date>,
        written: Option<Read>,
        is_down: bool,
    ) -> Self {
        if let (Some(metric), Some(day)) = (metric, day) {
            self.before = metric.before(day).map(Read::from);
            self.now = metric.after(day).map(Read::from);
        }
        if metric.is_none() {
            self.now = written;
        }
        let value = self.now.as_ref().map(|read| read.value);
        self.reached = progress(self.baseline, value, self.target, is_down);
        self
    }
}
