//! What went out, the newest first, and what came of it: the outcome that was expected against what was measured.
//!
//! Reads the plan alone: the day a release went out is the one it says, and a measurement is what somebody wrote
//! down. What nobody measured is said to be so.

mod layout;
mod outcome;

use std::collections::BTreeSet;

use serde::Serialize;

use self::outcome::{Outcome, outcomes};
use crate::model::key::{ANNOUNCED, Key, REASON, TARGET, VERSION};
use crate::model::values::{Date, Period, Resolution, Target};
use crate::model::workflow::Category;
use crate::plan::due::RELEASE;
use crate::plan::query::{Environment, Filter, QueryFault, Request as Conditions, Scope};
use crate::plan::{ArtifactIndex, Plan, parts};
use crate::view::subject::Subject;

const DATE: Key<Date> = Key::new("date");
const MEASURED: Key<str> = Key::new("measured");

/// The status of a release that was withdrawn.
const YANKED: &str = "yanked";

/// What makes the chapters.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum By {
    Month,
    Quarter,
    Half,
    Year,
    Release,
}

impl By {
    pub(crate) const ALL: [Self; 5] = [Self::Month, Self::Quarter, Self::Half, Self::Year, Self::Release];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Half => "half",
            Self::Year => "year",
            Self::Release => "release",
        }
    }

    pub(crate) fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|by| by.name() == name)
    }

    fn resolution(self) -> Option<Resolution> {
        match self {
            Self::Month => Some(Resolution::Month),
            Self::Quarter => Some(Resolution::Quarter),
            Self::Half => Some(Resolution::Half),
            Self::Year => Some(Resolution::Year),
            Self::Release => None,
        }
    }
}

/// What is asked for.
#[derive(Debug)]
pub(crate) struct Request {
    pub(crate) today: Date,
    pub(crate) by: By,
    /// The first day that counts.
    pub(crate) since: Option<Date>,
    /// The place of the one product that is asked for.
    pub(crate) product: Option<u16>,
    pub(crate) conditions: Conditions,
    /// Whether the plan is all there is, so that what is not in it was not measured.
    pub(crate) is_whole: bool,
}

/// What went out and what came of it.
#[derive(Serialize, Debug)]
pub(crate) struct Shipped {
    today: String,
    /// month, quarter, half, year or release.
    by: &'static str,
    /// The first day that counts.
    since: Option<String>,
    /// What is missing and what to type.
    hint: Option<String>,
    /// The newest first.
    chapters: Vec<Chapter>,
    /// Work that is done and in no release that went out.
    without_release: Vec<Subject>,
}

#[derive(Serialize, Debug)]
struct Chapter {
    /// `Q4 2026`, or the release.
    title: String,
    /// The newest first.
    releases: Vec<Release>,
    outcomes: Vec<Outcome>,
    /// Whether what nobody measured is said to be so.
    #[serde(skip)]
    is_asked: bool,
}

/// A release that went out, with the work of it that is shown.
#[derive(Debug)]
struct Out {
    release: ArtifactIndex,
    work: Vec<ArtifactIndex>,
    /// The month, quarter, half, year or day it went out in.
    period: Option<Period>,
}

/// What is told of a release that went out.
#[derive(Serialize, Debug)]
struct Release {
    #[serde(flatten)]
    subject: Subject,
    version: Option<String>,
    /// The name of the product, where the repository holds several.
    product_name: Option<String>,
    /// The day it went out.
    date: Option<String>,
    /// The day as people read it.
    #[serde(skip)]
    day: Option<String>,
    /// What it was worked towards, and what was promised outside.
    target: Option<String>,
    announced: Option<String>,
    /// Days from the last day of the target to the day it went out; below 0 where it went out before.
    days_after_target: Option<i64>,
    days_after_announced: Option<i64>,
    yanked: bool,
    /// Why it was withdrawn.
    reason: Option<String>,
    /// What was measured, in the words of whoever did.
    measured: Option<String>,
    work: Vec<Subject>,
}

impl Shipped {
    /// # Errors
    /// A condition with a name that the work of releases does not know.
    pub(crate) fn of(environment: &Environment<'_>, request: &Request) -> Result<Self, QueryFault> {
        let plan = environment.plan();
        let out = out(plan, request);
        let scope = Scope::artifacts(environment, &kinds(plan, &out));
        let filter = Filter::of(&scope, &request.conditions)?;
        let chooses = !request.conditions.is_empty();
        let mut shown: Vec<Out> = Vec::new();
        for release in out.iter().copied() {
            let mut work = Vec::new();
            for part in shipped_work(plan, release) {
                if filter.matches(part)? {
                    work.push(part);
                }
            }
            if !chooses || !work.is_empty() {
                shown.push(Out { release, work, period: period_of(plan, release, request.by) });
            }
        }
        let is_one = |one: &Out, other: &Out| request.by != By::Release && one.period == other.period;
        let chapters = shown.chunk_by(is_one).map(|group| Chapter::of(plan, group, request)).collect();
        let without_release = match chooses || request.since.is_some() {
            true => Vec::new(),
            false => without_release(plan, request),
        };
        let mut shipped = Self {
            today: request.today.to_string(),
            by: request.by.name(),
            since: request.since.map(|day| day.to_string()),
            hint: None,
            chapters,
            without_release,
        };
        shipped.hint = match shipped.chapters.is_empty() {
            true => Some(nothing(plan, request, out.is_empty())),
            false => shipped.unmeasured(request),
        };
        Ok(shipped)
    }

    /// What nobody measured, with what to type for the first of it.
    fn unmeasured(&self, request: &Request) -> Option<String> {
        if !request.is_whole {
            return None;
        }
        let releases = self.chapters.iter().flat_map(|chapter| {
            let silent = chapter.releases.iter().filter(|release| chapter.is_unmeasured(release));
            silent.map(|release| (release.subject.id.clone(), release.command()))
        });
        let outcomes = self.chapters.iter().flat_map(|chapter| &chapter.outcomes);
        let outcomes = outcomes
            .filter(|outcome| outcome.is_unmeasured())
            .map(|it| (it.id.clone(), it.command(request.today)));
        let mut seen = BTreeSet::new();
        let bare: Vec<(String, String)> =
            outcomes.chain(releases).filter(|(id, _)| seen.insert(id.clone())).collect();
        let (_, first) = bare.first()?;
        let names = crate::text::words::list_of(bare.iter().map(|(id, _)| id));
        let are = if bare.len() == 1 { "is" } else { "are" };
        Some(format!("{names} {are} not measured yet; write down what came of it: {first}"))
    }
}

impl Chapter {
    /// The chapter of releases that went out in the same period.
    fn of(plan: &Plan, group: &[Out], request: &Request) -> Self {
        let releases: Vec<Release> =
            group.iter().map(|out| Release::of(plan, out.release, &out.work)).collect();
        Self {
            title: match (request.by, group.first().and_then(|out| out.period)) {
                (By::Release, _) => releases.first().map(Release::title).unwrap_or_default(),
                (_, Some(period)) => period.for_people(),
                (_, None) => "On no day that is known".to_owned(),
            },
            outcomes: outcomes(plan, group, request),
            releases,
            is_asked: request.is_whole,
        }
    }

    /// Whether nobody wrote down what came of a release, nor of anything that it was for.
    fn is_unmeasured(&self, release: &Release) -> bool {
        let is_for =
            |outcome: &&Outcome| outcome.shipped_with.iter().any(|it| it.path == release.subject.path);
        self.is_asked
            && release.measured.is_none()
            && !release.yanked
            && self.outcomes.iter().filter(is_for).all(Outcome::is_unmeasured)
    }
}

/// What went out, the newest first; what says no day is last.
fn out(plan: &Plan, request: &Request) -> Vec<ArtifactIndex> {
    let Some(kind) = plan.config.kind_index(RELEASE) else { return Vec::new() };
    let date = |index: ArtifactIndex| plan.artifact(index).get(plan.kind_of(index), DATE);
    let version = |index: ArtifactIndex| plan.artifact(index).get(plan.kind_of(index), VERSION);
    let counts = |index: &ArtifactIndex| {
        let artifact = plan.artifact(*index);
        artifact.category(plan.kind(artifact)) == Some(Category::Done)
            && request.product.is_none_or(|product| artifact.product == product)
            && request.since.is_none_or(|since| date(*index).is_some_and(|day| day >= since))
    };
    let mut out: Vec<ArtifactIndex> = plan.of_kind(kind).filter(counts).collect();
    out.sort_by(|one, other| {
        date(*other).cmp(&date(*one)).then_with(|| version(*other).cmp(&version(*one))).then(one.cmp(other))
    });
    out
}

/// The kinds of the work of releases; requirements where there is none.
fn kinds(plan: &Plan, releases: &[ArtifactIndex]) -> Vec<usize> {
    let work = releases.iter().flat_map(|release| shipped_work(plan, *release));
    let mut kinds: BTreeSet<usize> = work.map(|index| usize::from(plan.artifact(index).kind)).collect();
    if kinds.is_empty() {
        kinds.extend(plan.config.kind_index("requirement"));
    }
    kinds.into_iter().collect()
}

/// What is done in a release, by id.
fn shipped_work(plan: &Plan, release: ArtifactIndex) -> Vec<ArtifactIndex> {
    let is_done =
        |index: &ArtifactIndex| plan.artifact(*index).category(plan.kind_of(*index)) == Some(Category::Done);
    let mut work: Vec<ArtifactIndex> = parts::parts(plan, release).filter(is_done).collect();
    work.sort_by_key(|index| (plan.artifact(*index).id.as_ref(), *index));
    work.dedup();
    work
}

fn period_of(plan: &Plan, release: ArtifactIndex, by: By) -> Option<Period> {
    let day = plan.artifact(release).get(plan.kind_of(release), DATE)?;
    Some(by.resolution().map_or(Period::Day(day), |resolution| Period::containing(day, resolution)))
}

/// Work that is done, could be in a release and is in none that went out.
fn without_release(plan: &Plan, request: &Request) -> Vec<Subject> {
    let is_bare = |index: &ArtifactIndex| {
        let (artifact, kind) = (plan.artifact(*index), plan.kind_of(*index));
        artifact.category(kind) == Some(Category::Done)
            && kind.field(RELEASE).is_some()
            && request.product.is_none_or(|product| artifact.product == product)
            && parts::wholes(plan, *index, RELEASE).next().is_none()
    };
    plan.indices().filter(is_bare).map(|index| Subject::of(plan, index)).collect()
}

fn nothing(plan: &Plan, request: &Request, is_empty: bool) -> String {
    if !is_empty {
        return "no work of these releases fits; leave out a condition, or see all with `pm shipped`"
            .to_owned();
    }
    if let Some(since) = request.since {
        return format!("nothing went out since {}; see all with `pm shipped`", since.for_people());
    }
    let Some(kind) = plan.config.kind_index(RELEASE) else {
        return "this plan has no kind `release`; `pm list --category done` shows what is done".to_owned();
    };
    let ahead = plan.of_kind(kind).find(|index| !plan.artifact(*index).is_closed(plan.kind_of(*index)));
    match ahead {
        Some(index) => format!(
            "nothing has gone out yet; when it does: pm status {} released date={}",
            plan.name_of(plan.artifact(index)),
            request.today
        ),
        None => "nothing has gone out yet; plan a release: pm release add \"…\" --target next".to_owned(),
    }
}

impl Release {
    fn of(plan: &Plan, index: ArtifactIndex, work: &[ArtifactIndex]) -> Self {
        let (artifact, kind) = (plan.artifact(index), plan.kind_of(index));
        let date = artifact.get(kind, DATE);
        let (target, announced) = (artifact.get(kind, TARGET), artifact.get(kind, ANNOUNCED));
        let after =
            |target: Option<Target>| Some(target?.last_day(&plan.config.fiscal_year)?.days_until(date?));
        let products = &plan.config.products;
        let product = products.get_index(usize::from(artifact.product)).filter(|_| products.len() > 1);
        let yanked = artifact.status_name() == Some(YANKED);
        Self {
            subject: Subject::of(plan, index),
            version: artifact.get(kind, VERSION).map(|version| version.without_v().to_owned()),
            product_name: product.map(|(_, product)| product.name.clone()),
            date: date.map(|day| day.to_string()),
            day: date.map(Date::for_people),
            target: target.map(|target| target.to_string()),
            announced: announced.map(|target| target.to_string()),
            days_after_target: after(target),
            days_after_announced: after(announced),
            yanked,
            reason: artifact.get(kind, REASON).filter(|_| yanked).map(str::to_owned),
            measured: artifact.get(kind, MEASURED).map(|words| words.trim().to_owned()),
            work: work.iter().map(|part| Subject::of(plan, *part)).collect(),
        }
    }

    /// `2.5.0 Berths that fit the tide`
    fn title(&self) -> String {
        let version = self.version.as_ref().map(|version| format!("{version} ")).unwrap_or_default();
        format!("{version}{}", self.subject.title)
    }

    /// What to type to write down what came of it.
    fn command(&self) -> String {
        format!("pm set {} measured=\"…\"", self.subject.id)
    }
}
