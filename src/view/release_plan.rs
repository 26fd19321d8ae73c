//! What is planned for each release that is not out: how far its scope is, who does it, what it waits for, and
//! whether it fits.
//!
//! Says what the plan itself says; what moved since an earlier plan is told by other answers. Figures are those of
//! the whole scope, whatever of it is shown.

mod chain;
mod item;
mod layout;
mod readiness;
mod scope;

use std::collections::BTreeSet;

use serde::Serialize;

use self::item::Item;
use self::readiness::{Checkin, Point, checklist, last_checkin};
use self::scope::{Scope, is_left_out};
use crate::model::key::{Key, VERSION};
use crate::model::values::{Date, Range};
use crate::model::workflow::Category;
use crate::plan::due::RELEASE;
use crate::plan::graph::cycles;
use crate::plan::query::{Environment, Filter, QueryFault, Request as Conditions, Scope as Kinds};
use crate::plan::{ArtifactIndex, Plan, parts};
use crate::text::words::plural_of;
use crate::view::effort::{Effort, unit_of};
use crate::view::roadmap::Item as Entry;
use crate::view::schedule::Schedule;
use crate::view::subject::{Subject, team_name};
use crate::view::waits::{Wait, waits};

/// How much the teams can put into a release.
const CAPACITY: Key<Range> = Key::new("capacity");

/// Which releases are asked for, and what of their scope is shown.
#[derive(Debug)]
pub(crate) struct Request {
    pub(crate) today: Date,
    /// The releases that were named; all that are not finished where empty.
    pub(crate) named: Vec<ArtifactIndex>,
    /// The place of the one product that is asked for.
    pub(crate) product: Option<u16>,
    pub(crate) conditions: Conditions,
}

/// The plan of one release or several.
#[derive(Serialize, Debug)]
pub(crate) struct ReleasePlan {
    today: String,
    /// Whether something of the scope may be left out by choice.
    chosen: bool,
    /// What is missing and what to type.
    hint: Option<String>,
    /// In the order of their targets.
    releases: Vec<Release>,
}

#[derive(Serialize, Debug)]
struct Release {
    #[serde(flatten)]
    entry: Entry,
    version: Option<String>,
    /// The name of the product, where the repository holds several.
    product_name: Option<String>,
    /// Days from today to the last day of the target; below 0 where it has passed.
    days_left: Option<i64>,
    scope: Scope,
    capacity: Option<Effort>,
    /// fits, may_not_fit or does_not_fit; nothing where an estimate is missing that could change the answer.
    fit: Option<&'static str>,
    /// What takes the musts, in percent of the effort.
    must_share: Option<f64>,
    /// Work that nobody has estimated.
    without_effort: Vec<Subject>,
    checkin: Option<Checkin>,
    checklist: Vec<Point>,
    waits_for: Vec<Wait>,
    /// By team, in the order of pm.yaml.
    teams: Vec<Team>,
    /// The work that takes longest one after the other, what comes first first.
    chain: Vec<Link>,
    /// Work that waits for itself.
    circles: Vec<Vec<String>>,
}

#[derive(Serialize, Debug)]
struct Team {
    /// The key of the team; nothing for work that no team has.
    team: Option<String>,
    name: Option<String>,
    /// How many pieces of work it has, and how many of them are done.
    items: usize,
    done: usize,
    effort: Option<Effort>,
    work: Vec<Item>,
}

/// One step of a chain.
#[derive(Serialize, Debug)]
struct Link {
    #[serde(flatten)]
    subject: Subject,
    effort: Option<Effort>,
    /// Whether it is in the scope of the release.
    in_scope: bool,
}

impl ReleasePlan {
    /// # Errors
    /// A condition with a name that the work of releases does not know.
    pub(crate) fn of(environment: &Environment<'_>, request: &Request) -> Result<Self, QueryFault> {
        let plan = environment.plan();
        let releases = releases(plan, request);
        let scopes: Vec<BTreeSet<ArtifactIndex>> =
            releases.iter().map(|release| parts::work(plan, *release)).collect();
        let filter = Kinds::artifacts(environment, &kinds(plan, &scopes));
        let filter = Filter::of(&filter, &request.conditions)?;
        let chosen = !request.conditions.is_empty();
        let mut told = Vec::new();
        for (release, scope) in releases.iter().zip(&scopes) {
            let release = Release::of(plan, *release, scope, request.today, &filter)?;
            if !chosen || release.teams.iter().any(|team| !team.work.is_empty()) {
                told.push(release);
            }
        }
        let hint = told.is_empty().then(|| nothing(plan, request, !releases.is_empty()));
        Ok(Self { today: request.today.to_string(), chosen, hint, releases: told })
    }
}

/// The releases that are asked for, in the order of their targets, then of their versions.
fn releases(plan: &Plan, request: &Request) -> Vec<ArtifactIndex> {
    let kind = plan.config.kind_index(RELEASE);
    let is_of_product = |index: &ArtifactIndex| {
        request.product.is_none_or(|product| plan.artifact(*index).product == product)
    };
    let is_ahead = |index: &ArtifactIndex| {
        !matches!(
            plan.artifact(*index).category(plan.kind_of(*index)),
            Some(Category::Done | Category::Dropped)
        )
    };
    let mut found: Vec<ArtifactIndex> = match request.named.is_empty() {
        true => kind.into_iter().flat_map(|kind| plan.of_kind(kind)).filter(is_ahead).collect(),
        false => request.named.clone(),
    };
    found.retain(is_of_product);
    let fiscal = &plan.config.fiscal_year;
    let place = |index: ArtifactIndex| {
        let artifact = plan.artifact(index);
        (
            Schedule::of(plan, index).map(|schedule| schedule.target),
            artifact.get(plan.kind(artifact), VERSION),
        )
    };
    found.sort_by(|one, other| {
        let ((target, version), (other_target, other_version)) = (place(*one), place(*other));
        let time = match (target, other_target) {
            (Some(one), Some(other)) => one.compare(other, fiscal),
            (one, other) => one.is_none().cmp(&other.is_none()),
        };
        time.then_with(|| version.cmp(&other_version)).then_with(|| one.cmp(other))
    });
    found.dedup();
    found
}

/// The kinds of the work of releases; requirements where there is none.
fn kinds(plan: &Plan, scopes: &[BTreeSet<ArtifactIndex>]) -> Vec<usize> {
    let mut kinds: BTreeSet<usize> =
        scopes.iter().flatten().map(|index| usize::from(plan.artifact(*index).kind)).collect();
    if kinds.is_empty() {
        kinds.extend(plan.config.kind_index("requirement"));
    }
    kinds.into_iter().collect()
}

fn nothing(plan: &Plan, request: &Request, has_releases: bool) -> String {
    if has_releases {
        return "no work of these releases fits; leave out a condition, or see all with `pm plan`".to_owned();
    }
    let Some(kind) = plan.config.kind_index(RELEASE) else {
        return "this plan has no kind `release`; `pm roadmap` shows what is planned for when".to_owned();
    };
    let is_of_product = |index: &ArtifactIndex| {
        request.product.is_none_or(|product| plan.artifact(*index).product == product)
    };
    let write = "pm release add \"…\" --target next";
    match plan.of_kind(kind).filter(is_of_product).count() {
        0 => format!("there is no release to plan; write the first one: {write}"),
        count => {
            let all = plural_of(count, "release is", "releases are");
            format!("nothing is planned: {all} out or dropped; write the next one: {write}")
        }
    }
}

impl Release {
    fn of(
        plan: &Plan,
        index: ArtifactIndex,
        parts: &BTreeSet<ArtifactIndex>,
        today: Date,
        filter: &Filter<'_>,
    ) -> Result<Self, QueryFault> {
        let (artifact, kind) = (plan.artifact(index), plan.kind_of(index));
        let entry = Entry::of(plan, index, Schedule::of(plan, index), today);
        let work: Vec<ArtifactIndex> =
            parts.iter().copied().filter(|part| !is_left_out(plan, *part)).collect();
        let scope = Scope::of(plan, index, &work);
        let unit = scope.unit.clone().or_else(|| unit_of(kind, CAPACITY.name)).unwrap_or_default();
        let capacity = artifact.get(kind, CAPACITY).map(|range| Effort::of(*range, &unit));
        let mut teams: Vec<Team> = Vec::new();
        for (team, members) in by_team(plan, &work) {
            let mut shown = Vec::new();
            for member in &members {
                if filter.matches(*member)? {
                    shown.push(Item::of(plan, *member, index, today));
                }
            }
            if !shown.is_empty() {
                teams.push(Team::of(plan, team, &members, &unit, shown));
            }
        }
        let chain = chain::longest(plan, &work);
        let circles = cycles(&chain.edges);
        let products = &plan.config.products;
        let product = products.get_index(usize::from(artifact.product)).filter(|_| products.len() > 1);
        Ok(Self {
            version: artifact.get(kind, VERSION).map(|version| version.without_v().to_owned()),
            product_name: product.map(|(_, product)| product.name.clone()),
            days_left: entry
                .target
                .as_ref()
                .and_then(|when| when.target.last_day(&plan.config.fiscal_year))
                .filter(|_| !artifact.is_closed(kind))
                .map(|day| today.days_until(day)),
            fit: capacity.as_ref().and_then(|capacity| scope.fit(capacity)),
            must_share: scope.must_share(plan, &work),
            without_effort: scope.without_effort(plan, &work),
            checkin: last_checkin(plan, index),
            checklist: checklist(plan, index, today),
            waits_for: waits(plan, index, today),
            chain: chain.steps.iter().map(|step| Link::of(plan, *step, &work)).collect(),
            circles: circles
                .iter()
                .map(|circle| circle.iter().map(|index| plan.name_of(plan.artifact(*index))).collect())
                .collect(),
            entry,
            scope,
            capacity,
            teams,
        })
    }
}

impl Team {
    fn of(plan: &Plan, team: Option<&str>, members: &[ArtifactIndex], unit: &str, work: Vec<Item>) -> Self {
        let is_done = |index: &&ArtifactIndex| scope::Stage::of(plan, **index) == Some(scope::Stage::Done);
        Self {
            name: team.map(|key| team_name(&plan.config, key)),
            team: team.map(str::to_owned),
            items: members.len(),
            done: members.iter().filter(is_done).count(),
            effort: scope::effort_of(plan, members).map(|effort| Effort::of(effort, unit)),
            work,
        }
    }
}

impl Link {
    fn of(plan: &Plan, index: ArtifactIndex, scope: &[ArtifactIndex]) -> Self {
        let unit = unit_of(plan.kind_of(index), crate::model::key::EFFORT.name).unwrap_or_default();
        Self {
            subject: Subject { id: plan.name_of(plan.artifact(index)), ..Subject::of(plan, index) },
            effort: scope::effort_of(plan, &[index]).map(|effort| Effort::of(effort, &unit)),
            in_scope: scope.contains(&index),
        }
    }
}

/// Work by its team, in the order of pm.yaml, then by the key of the team; last what no team has. In a team what
/// is done comes first, then by hand, then by id.
fn by_team<'a>(plan: &'a Plan, work: &[ArtifactIndex]) -> Vec<(Option<&'a str>, Vec<ArtifactIndex>)> {
    let team = |index: ArtifactIndex| plan.artifact(index).get(plan.kind_of(index), crate::model::key::TEAM);
    let place = |team: Option<&str>| match team {
        Some(key) => plan.config.teams.get_index_of(key).unwrap_or(usize::MAX - 1),
        None => usize::MAX,
    };
    let within = |index: ArtifactIndex| {
        let artifact = plan.artifact(index);
        let rank = artifact.get(plan.kind(artifact), crate::model::key::RANK);
        (scope::Stage::of(plan, index), rank.is_none(), rank, artifact.id.as_ref(), index)
    };
    let mut sorted = work.to_vec();
    sorted.sort_by(|one, other| {
        (place(team(*one)), team(*one))
            .cmp(&(place(team(*other)), team(*other)))
            .then_with(|| within(*one).cmp(&within(*other)))
    });
    sorted
        .chunk_by(|one, other| team(*one) == team(*other))
        .map(|group| (team(group[0]), group.to_vec()))
        .collect()
}
