//! Where something is that was asked for: what answers it, when that comes and how often it moved, or why it is not
//! planned.
//!
//! The judgement is that of `analysis`; this adds what history knows and puts it into a few sentences that a person
//! could send. Knows no audience: what may not be told is not in the plan.

mod layout;
mod past;
mod person;
mod step;
mod words;

use std::cmp::Ordering;

use serde::Serialize;

pub(crate) use past::Known;
use person::Person;
pub(crate) use step::when;
use step::{Decided, Step, decisions};
pub(crate) use words::ended;

use crate::analysis::fate::{FEEDBACK, Fate, UNTIL, fate, release_of};
use crate::model::key::{Key, REASON};
use crate::model::values::Date;
use crate::plan::{ArtifactIndex, Plan};
use crate::view::changelog::one_line;
use crate::view::schedule::Schedule;
use crate::view::serves::Serves;
use crate::view::subject::Subject;
use crate::view::voices::{Voice, voices};

const SAID: Key<Date> = Key::new("date");
const RESPONSE: Key<str> = Key::new("response");

/// Where the things are that were asked about.
#[derive(Serialize, Debug)]
pub(crate) struct Whereabouts {
    today: String,
    answers: Vec<Whereabout>,
    /// Those who asked, with all that they asked for.
    people: Vec<Person>,
}

/// Where one thing is.
#[derive(Serialize, Debug)]
pub(crate) struct Whereabout {
    #[serde(flatten)]
    subject: Subject,
    /// shipped, on_the_way, considered, not_planned or no_answer.
    pub(crate) state: &'static str,
    /// The answer, in sentences that read by themselves.
    pub(crate) words: Vec<String>,
    /// Since when it is in its status, as git knows it.
    since: Option<past::Since>,
    /// The day it was said.
    said: Option<String>,
    asked_by: Vec<Voice>,
    /// What it is a copy of.
    lives_on: Option<Subject>,
    /// The ideas and problems between it and the work.
    ways: Vec<Step>,
    work: Vec<Step>,
    because: Option<Because>,
    decisions: Vec<Decided>,
    /// The objectives that it, or the work, serves.
    serves: Vec<Subject>,
    /// What those who asked were told, or are to be told.
    response: Option<String>,
    /// Whether more of it is to come than is out.
    is_partly_out: bool,
}

/// Why nothing is planned.
#[derive(Serialize, Debug)]
struct Because {
    #[serde(flatten)]
    subject: Subject,
    reason: Option<String>,
    /// When it is looked at again.
    until: Option<String>,
    since: Option<past::Since>,
}

/// Everything whose past an answer needs.
pub(crate) fn concerned(plan: &Plan, asked: &[ArtifactIndex]) -> Vec<ArtifactIndex> {
    let mut all = Vec::new();
    for index in asked.iter().flat_map(|index| person::requests(plan, *index).unwrap_or_else(|| vec![*index]))
    {
        let fate = fate(plan, index);
        let releases: Vec<ArtifactIndex> =
            fate.work.iter().filter_map(|work| release_of(plan, *work)).collect();
        all.push(index);
        all.extend(
            fate.because.into_iter().chain(fate.lives_on).chain(fate.ways).chain(fate.work).chain(releases),
        );
    }
    all.sort();
    all.dedup();
    all
}

impl Whereabouts {
    pub(crate) fn of(plan: &Plan, asked: &[ArtifactIndex], known: &Known, today: Date) -> Self {
        let mut whereabouts = Self { today: today.to_string(), answers: Vec::new(), people: Vec::new() };
        for index in asked {
            match person::requests(plan, *index) {
                Some(requests) => {
                    let requests = requests.iter().map(|index| Whereabout::of(plan, *index, known, today));
                    whereabouts.people.push(Person::of(plan, *index, requests.collect()));
                }
                None => whereabouts.answers.push(Whereabout::of(plan, *index, known, today)),
            }
        }
        whereabouts
    }
}

impl Whereabout {
    pub(crate) fn of(plan: &Plan, index: ArtifactIndex, known: &Known, today: Date) -> Self {
        let mut fate = fate(plan, index);
        // What comes first is told first.
        fate.work.sort_by(|one, other| by_target(plan, *one, *other));
        let (artifact, kind) = (plan.artifact(index), plan.kind_of(index));
        let steps =
            |these: &[ArtifactIndex]| these.iter().map(|index| Step::of(plan, *index, known)).collect();
        let is_feedback = kind.name == FEEDBACK;
        let mut whereabout = Self {
            subject: Subject::of(plan, index),
            state: fate.state.name(),
            words: Vec::new(),
            since: known.since(index),
            said: artifact.get(kind, SAID).filter(|_| is_feedback).map(|day| day.to_string()),
            asked_by: voices(plan, index),
            lives_on: fate.lives_on.map(|index| Subject::of(plan, index)),
            ways: steps(&fate.ways),
            work: steps(&fate.work),
            because: fate.because.map(|index| Because::of(plan, index, known)),
            decisions: decisions(plan, index, &fate),
            serves: serves(plan, index, &fate),
            response: artifact.get(kind, RESPONSE).map(one_line),
            is_partly_out: fate.is_partly_out,
        };
        whereabout.words = words::sentences(plan, index, &fate, &whereabout, today);
        whereabout
    }
}

impl Because {
    fn of(plan: &Plan, index: ArtifactIndex, known: &Known) -> Self {
        let (artifact, kind) = (plan.artifact(index), plan.kind_of(index));
        Self {
            subject: Subject::of(plan, index),
            reason: artifact.get(kind, REASON).map(one_line),
            until: artifact.get(kind, UNTIL).map(|period| period.to_string()),
            since: known.since(index),
        }
    }
}

/// The order in which work comes; what has no target is last.
fn by_target(plan: &Plan, one: ArtifactIndex, other: ArtifactIndex) -> Ordering {
    let target = |index| Schedule::of(plan, index).map(|schedule| schedule.target);
    match (target(one), target(other)) {
        (Some(one), Some(other)) => one.compare(other, &plan.config.fiscal_year),
        (one, other) => other.is_some().cmp(&one.is_some()),
    }
}

/// The objectives that something serves, by itself, by its ideas or by its work.
fn serves(plan: &Plan, index: ArtifactIndex, fate: &Fate) -> Vec<Subject> {
    let mut found: Vec<ArtifactIndex> = Vec::new();
    let all = [index].into_iter().chain(fate.ways.iter().copied()).chain(fate.work.iter().copied());
    let serves = Serves::new(plan);
    for objective in all.flat_map(|at| serves.of(at)) {
        if !found.contains(&objective) {
            found.push(objective);
        }
    }
    found.into_iter().map(|index| Subject::of(plan, index)).collect()
}
