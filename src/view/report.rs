//! How it goes, for people who want to know it every week, every month, before a release or in a board: what needs
//! attention first, what changed, what was said, where the objectives and the numbers are, what is next, what is asked.
//!
//! A function of two plans and a day. Which moments they are of, and how often targets had moved, is told by the caller.
//! Words that a person wrote into an earlier report come from there, too.

mod asks;
mod attention;
mod changes;
mod checkins;
mod layout;
mod line;
mod metrics;
mod next;
mod objectives;
mod sheet;

use std::collections::BTreeSet;

use serde::Serialize;

use asks::Ask;
use attention::Attention;
use changes::Changes;
use checkins::Checkin;
use line::Line;
use metrics::MetricLine;
use objectives::Objective;

use crate::analysis::checkins::CHECKIN;
use crate::history::PlanDifference;
use crate::model::artifact::NO_PRODUCT;
use crate::model::field::Meaning;
use crate::model::values::Date;
use crate::model::workflow::Category;
use crate::page::Page;
use crate::plan::due::RELEASE;
use crate::plan::{ArtifactIndex, Plan, parts};
use crate::view::View;
use crate::view::diff::Moves;
use crate::view::serves::Serves;
use crate::view::subject::Subject;

/// Which report it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Sort {
    Weekly,
    Monthly,
    Release,
    Board,
}

impl Sort {
    pub(crate) const ALL: [Self; 4] = [Self::Weekly, Self::Monthly, Self::Release, Self::Board];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Weekly => "weekly",
            Self::Monthly => "monthly",
            Self::Release => "release",
            Self::Board => "board",
        }
    }

    pub(crate) fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.name() == name)
    }

    /// The moment that it looks back to, unless another one is named.
    pub(crate) fn since(self) -> &'static str {
        match self {
            Self::Weekly | Self::Release => "1 week ago",
            Self::Monthly => "1 month ago",
            Self::Board => "3 months ago",
        }
    }

    /// How many days it looks ahead.
    fn ahead(self) -> i64 {
        match self {
            Self::Weekly => 14,
            Self::Monthly | Self::Release => 45,
            Self::Board => 120,
        }
    }

    /// Whether it tells of single pieces of work, or of bets, releases and objectives alone.
    fn is_detailed(self) -> bool {
        self != Self::Board
    }
}

/// The plan that a report looks back to.
#[derive(Debug)]
pub(crate) struct Earlier<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) difference: &'a PlanDifference,
    /// How often the targets that moved had moved by now.
    pub(crate) moves: &'a Moves,
}

/// What is asked for.
#[derive(Debug)]
pub(crate) struct Request<'a> {
    pub(crate) today: Date,
    pub(crate) sort: Sort,
    /// The day that it looks back to.
    pub(crate) since: Date,
    pub(crate) earlier: Option<Earlier<'a>>,
    /// The release that it is about.
    pub(crate) release: Option<ArtifactIndex>,
    /// The place of the one product that it is about.
    pub(crate) product: Option<u16>,
    /// After how many days without a check-in something is silent too long.
    pub(crate) silent: i64,
    /// What a person wrote into the report before this one.
    pub(crate) last_words: Option<String>,
}

/// How it goes.
#[derive(Serialize, Debug)]
pub(crate) struct Report {
    /// weekly, monthly, release or board.
    report: &'static str,
    today: String,
    since: String,
    /// The release that it is about.
    release: Option<Subject>,
    /// How many active objectives, bets and releases are on track, at risk, off track, and not said to be either.
    health: Health,
    attention: Vec<Attention>,
    changes: Changes,
    /// What was said since then, the newest first.
    words: Vec<Checkin>,
    /// What a person wrote into the report before this one.
    last_words: Option<String>,
    objectives: Vec<Objective>,
    metrics: Vec<MetricLine>,
    next: Vec<Line>,
    asks: Vec<Ask>,
    /// What is not known.
    missing: Vec<String>,
}

/// How the active objectives, bets and releases are doing, by their last check-ins.
#[derive(Clone, Copy, PartialEq, Eq, Default, Serialize, Debug)]
pub(super) struct Health {
    on_track: usize,
    at_risk: usize,
    off_track: usize,
    unknown: usize,
}

/// The plan with what the report is about.
struct Scope<'a> {
    plan: &'a Plan,
    request: &'a Request<'a>,
    /// The parts of the release that it is about, and the release itself.
    within: Option<BTreeSet<ArtifactIndex>>,
    serves: Serves<'a>,
}

impl Scope<'_> {
    /// Whether something belongs to what the report is about.
    fn holds(&self, index: ArtifactIndex) -> bool {
        let product = self.plan.artifact(index).product;
        // What several products share belongs to each of them.
        let is_of_product =
            self.request.product.is_none_or(|wanted| wanted == product || product == NO_PRODUCT);
        is_of_product && self.within.as_ref().is_none_or(|within| within.contains(&index))
    }

    fn category(&self, index: ArtifactIndex) -> Option<Category> {
        self.plan.artifact(index).category(self.plan.kind_of(index))
    }

    /// Whether the reader would see check-ins.
    fn has_checkins(&self) -> bool {
        self.plan.config.kind_index(CHECKIN).is_some()
    }

    /// Whether something is under way.
    fn is_active(&self, index: ArtifactIndex) -> bool {
        self.category(index) == Some(Category::Active)
    }
}

impl Report {
    pub(crate) fn of(plan: &Plan, request: &Request<'_>) -> Self {
        let within = request.release.map(|release| within(plan, release));
        let scope = Scope { plan, request, within, serves: Serves::new(plan) };
        let latest = checkins::latest(&scope);
        let attention = attention::all(&scope, &latest);
        let said = checkins::said_since(&scope);
        let mut missing = Vec::new();
        if request.earlier.is_none() {
            let day = request.since.for_people();
            missing.push(format!("No plan of {day} or before is known, so that what changed is not either."));
        }
        if said.is_empty() && scope.has_checkins() {
            missing.push(match checkins::last_day(&scope) {
                Some(day) => format!("Nobody has checked in since {}.", day.for_people()),
                None => "Nobody has ever checked in.".to_owned(),
            });
        }
        let objectives = objectives::active(&scope, &latest);
        if objectives.is_empty() && request.release.is_none() && plan.config.kind_index("objective").is_some()
        {
            missing.push("No objective is active.".to_owned());
        }
        let metrics = metrics::read(&scope, &mut missing);
        Self {
            report: request.sort.name(),
            today: request.today.to_string(),
            since: request.since.to_string(),
            release: request.release.map(|release| Subject::of(plan, release)),
            health: attention::health(&scope, &latest),
            changes: request
                .earlier
                .as_ref()
                .map(|earlier| Changes::of(&scope, earlier, &attention))
                .unwrap_or_default(),
            // What calls for attention was told there.
            words: said.into_iter().filter(|one| !is_told(&attention, &one.id)).collect(),
            attention,
            last_words: request.last_words.clone(),
            objectives,
            metrics,
            next: next::ahead(&scope),
            asks: asks::all(&scope, &latest),
            missing,
        }
    }
}

fn is_told(attention: &[Attention], checkin: &str) -> bool {
    attention.iter().any(|one| one.checkin.as_deref() == Some(checkin))
}

/// A release, its scope, the bets of that and what any of them waits for.
fn within(plan: &Plan, release: ArtifactIndex) -> BTreeSet<ArtifactIndex> {
    let scope: Vec<ArtifactIndex> = parts::parts(plan, release).collect();
    let bets = scope
        .iter()
        .flat_map(|part| plan.targets(*part, Meaning::PartOf))
        .filter(|whole| plan.kind_of(*whole).name != RELEASE);
    let mut all: Vec<ArtifactIndex> =
        [release].into_iter().chain(scope.iter().copied()).chain(bets).collect();
    let waited: Vec<ArtifactIndex> =
        all.iter().flat_map(|index| plan.targets(*index, Meaning::DependsOn).collect::<Vec<_>>()).collect();
    all.extend(waited);
    let decisions: Vec<ArtifactIndex> = all
        .iter()
        .flat_map(|index| plan.links_to(*index))
        .filter(|link| plan.link_name(link) == "concerns")
        .map(|link| link.source)
        .collect();
    all.extend(decisions);
    all.into_iter().collect()
}

impl View for Report {
    const NAME: &'static str = "report";

    fn page(&self) -> Page {
        layout::page(self)
    }

    fn sheet(&self) -> Page {
        sheet::page(self)
    }
}
