//! A release looked back on: what was planned when building began against what went out, what moved and why, how long
//! things took, what was decided and learned, and the questions that follow.
//!
//! Says what the plan and git say. Who did what is left out: it is the work that is looked at. Which commits were
//! looked at is told by the caller.

mod layout;
mod moved;
mod piece;
mod questions;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use self::moved::Moved;
use self::piece::Piece;
use crate::history::difference;
use crate::model::key::{Key, TARGET, VERSION};
use crate::model::values::Date;
use crate::model::workflow::Category;
use crate::plan::due::RELEASE;
use crate::plan::query::Environment;
use crate::plan::{ArtifactIndex, Plan, parts};
use crate::text::markdown::Outline;
use crate::view::subject::Subject;

pub(crate) use moved::Told;
pub(crate) use piece::Took;

const DATE: Key<Date> = Key::new("date");
const DECISION: &str = "decision";
const INITIATIVE: &str = "initiative";

/// The titles under which people write down what they learned.
const LESSONS: [&str; 4] = ["Lessons", "What we learned", "Learnings", "Retrospective"];

/// What is known of one release besides the present plan.
pub(crate) struct Past {
    pub(crate) release: ArtifactIndex,
    /// Nothing where git does not know of it.
    pub(crate) start: Option<Start>,
    /// What slipped in the release and its work, with the path of each.
    pub(crate) slips: Vec<Told>,
    /// How long work took, by path.
    pub(crate) took: BTreeMap<String, Took>,
}

/// Where looking back begins.
pub(crate) struct Start {
    pub(crate) plan: Plan,
    /// The day on which building began.
    pub(crate) began: Date,
    /// The day that the plan is of: the same, or a later one where the time to look at begins later.
    pub(crate) from: Date,
}

/// What is asked for.
pub(crate) struct Request {
    pub(crate) today: Date,
    /// The days that are looked at, where a period was named.
    pub(crate) since: Option<Date>,
    pub(crate) until: Option<Date>,
    pub(crate) definition: String,
    /// Why there is nothing to look back on, and what to type.
    pub(crate) hint: Option<String>,
    pub(crate) releases: Vec<Past>,
}

/// Releases looked back on.
#[derive(Serialize)]
pub(crate) struct Retro {
    today: String,
    since: Option<String>,
    until: Option<String>,
    definition: String,
    hint: Option<String>,
    releases: Vec<Release>,
}

#[derive(Serialize)]
struct Release {
    #[serde(flatten)]
    subject: Subject,
    version: Option<String>,
    /// The day on which building began; nothing where git does not know.
    began: Option<String>,
    /// The day of the plan that is the start.
    start: Option<String>,
    /// The day it went out; nothing while it is not out.
    out: Option<String>,
    /// What it was worked towards at the start, and now.
    target_then: Option<String>,
    target: Option<String>,
    /// Days from the last day of the first target to the day it went out.
    days_after_target: Option<i64>,
    /// How much was planned at the start; nothing where that is not known.
    planned: Option<usize>,
    work: Vec<Piece>,
    moved: Vec<Moved>,
    decisions: Vec<Decision>,
    lessons: Vec<Lesson>,
    /// What the facts ask.
    questions: Vec<String>,
}

/// A decision that was made on the way.
#[derive(Serialize)]
struct Decision {
    #[serde(flatten)]
    subject: Subject,
    date: String,
    outcome: Option<String>,
}

/// What somebody wrote down as learned.
#[derive(Serialize)]
struct Lesson {
    #[serde(flatten)]
    subject: Subject,
    text: String,
}

impl Retro {
    pub(crate) fn of(environment: &Environment<'_>, request: Request) -> Self {
        let plan = environment.plan();
        let releases =
            request.releases.into_iter().map(|past| Release::of(plan, past, request.today)).collect();
        Self {
            today: request.today.to_string(),
            since: request.since.map(|day| day.to_string()),
            until: request.until.map(|day| day.to_string()),
            definition: request.definition,
            hint: request.hint,
            releases,
        }
    }
}

impl Release {
    fn of(plan: &Plan, past: Past, today: Date) -> Self {
        let index = past.release;
        let (artifact, kind) = (plan.artifact(index), plan.kind_of(index));
        let is_out = artifact.category(kind) == Some(Category::Done);
        let out = artifact.get(kind, DATE).filter(|_| is_out);
        let found = past.start.as_ref().map(|start| (&start.plan, difference(&start.plan, plan, today)));
        let began = past.start.as_ref().map(|start| start.began);
        let from = past.start.as_ref().map(|start| start.from);
        let then = found.as_ref().and_then(|(before, found)| Some((*before, found.before_of(index)?)));
        let work =
            piece::pieces(plan, index, found.as_ref().map(|(before, found)| (*before, found)), &past.took);
        let target_then =
            then.and_then(|(before, old)| before.artifact(old).get(before.kind_of(old), TARGET));
        let fiscal = &plan.config.fiscal_year;
        let mut release = Self {
            subject: Subject::of(plan, index),
            version: artifact.get(kind, VERSION).map(|version| version.without_v().to_owned()),
            began: began.map(|day| day.to_string()),
            start: from.map(|day| day.to_string()),
            out: out.map(|day| day.to_string()),
            target_then: target_then.map(|target| target.to_string()),
            target: artifact.get(kind, TARGET).map(|target| target.to_string()),
            days_after_target: target_then.and_then(|target| Some(target.last_day(fiscal)?.days_until(out?))),
            planned: found.as_ref().map(|_| work.iter().filter(|piece| piece.planned == Some(true)).count()),
            moved: moved::grouped(past.slips),
            decisions: decisions(plan, index, from, out.unwrap_or(today)),
            lessons: lessons(plan, index),
            work,
            questions: Vec::new(),
        };
        release.questions = questions::of(&release);
        release
    }
}

/// The release, its work and the bets that this is for.
fn around(plan: &Plan, release: ArtifactIndex) -> BTreeSet<ArtifactIndex> {
    let mut around: BTreeSet<ArtifactIndex> = parts::parts(plan, release).collect();
    let bets: Vec<ArtifactIndex> =
        around.iter().flat_map(|part| parts::wholes(plan, *part, INITIATIVE).collect::<Vec<_>>()).collect();
    around.extend(bets);
    around.insert(release);
    around
}

/// What was decided about a release, its work or its bets between two days.
fn decisions(plan: &Plan, release: ArtifactIndex, from: Option<Date>, end: Date) -> Vec<Decision> {
    let Some(kind) = plan.config.kind_index(DECISION) else { return Vec::new() };
    let around = around(plan, release);
    let is_about = |index: ArtifactIndex| {
        let from = plan.links_from(index).iter().filter_map(crate::plan::Link::artifact);
        let to = plan.links_to(index).map(|link| link.source);
        from.chain(to).any(|other| around.contains(&other))
    };
    let mut found: Vec<(Date, Decision)> = plan
        .of_kind(kind)
        .filter(|index| is_about(*index))
        .filter_map(|index| {
            let (artifact, kind) = (plan.artifact(index), plan.kind_of(index));
            let date =
                artifact.get(kind, DATE).filter(|day| *day <= end && from.is_none_or(|from| *day >= from))?;
            let outcome = artifact.get(kind, Key::<str>::new("outcome"));
            let outcome = outcome.map(|words| words.trim().to_owned());
            Some((date, Decision { subject: Subject::of(plan, index), date: date.to_string(), outcome }))
        })
        .collect();
    found.sort_by_key(|(date, _)| *date);
    found.into_iter().map(|(_, decision)| decision).collect()
}

/// What was written down as learned, of the release, its work and its bets.
fn lessons(plan: &Plan, release: ArtifactIndex) -> Vec<Lesson> {
    let mut of: Vec<ArtifactIndex> = vec![release];
    of.extend(around(plan, release).into_iter().filter(|index| *index != release));
    let lesson = |index: &ArtifactIndex| {
        let artifact = plan.artifact(*index);
        let outline = Outline::of(artifact.body_text(), artifact.body.start());
        let heading = LESSONS.iter().find_map(|title| outline.section(title)).filter(|it| !it.is_empty)?;
        let text = heading.section.slice(&artifact.text).trim().to_owned();
        Some(Lesson { subject: Subject::of(plan, *index), text })
    };
    of.iter().filter_map(lesson).collect()
}

/// The releases to look back on: those that went out or were being built within the days, by the day they went out.
pub(crate) fn releases_within(plan: &Plan, since: Date, until: Date) -> Vec<ArtifactIndex> {
    let Some(kind) = plan.config.kind_index(RELEASE) else { return Vec::new() };
    let day = |index: ArtifactIndex| plan.artifact(index).get(plan.kind_of(index), DATE);
    let mut found: Vec<ArtifactIndex> = plan
        .of_kind(kind)
        .filter(|index| {
            let category = plan.artifact(*index).category(plan.kind_of(*index));
            match category {
                Some(Category::Done) => day(*index).is_some_and(|day| day >= since && day <= until),
                category => category == Some(Category::Active),
            }
        })
        .collect();
    found.sort_by_key(|index| (day(*index).is_none(), day(*index), *index));
    found
}

/// The release that went out last.
pub(crate) fn last_out(plan: &Plan) -> Option<ArtifactIndex> {
    let kind = plan.config.kind_index(RELEASE)?;
    let is_out =
        |index: &ArtifactIndex| plan.artifact(*index).category(plan.kind_of(*index)) == Some(Category::Done);
    let day = |index: ArtifactIndex| plan.artifact(index).get(plan.kind_of(index), DATE);
    plan.of_kind(kind).filter(is_out).max_by_key(|index| (day(*index), *index))
}
