//! What each person changed of late, what slipped by it, and what they have under way and wait for.
//!
//! What happened is told by git, what is under way by the plan. Which commits were looked at is told by the caller.

mod layout;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::config::Config;
use crate::history::{Age, Lineages, Told, Transition};
use crate::model::values::Date;
use crate::model::workflow::Category;
use crate::plan::{ArtifactIndex, Plan, due};
use crate::view::log::{Entry, entries, newest_first};
use crate::view::slip::{self, Slip};
use crate::view::subject::{Subject, people_in, person_name};
use crate::view::waits::{Wait, waits};

/// The field by which work is known: what it waits for.
const DEPENDS_ON: &str = "depends_on";

/// The field of what is reached and not worked off.
const KEY_RESULTS: &str = "key_results";

/// What is asked for.
#[derive(Debug)]
pub(crate) struct Request {
    pub(crate) today: Date,
    /// The first day that counts.
    pub(crate) since: Date,
    /// The key of the one team that is asked for.
    pub(crate) team: Option<String>,
    /// Which commits were looked at, and how documents were followed.
    pub(crate) definition: String,
    /// What git knows of how long work is under way.
    pub(crate) ages: BTreeMap<ArtifactIndex, Age>,
}

/// What one commit did to one artifact, and what slipped by it.
pub(crate) struct Change {
    entry: Entry,
    slips: Vec<Slip>,
}

/// The standup.
#[derive(Serialize)]
pub(crate) struct Standup {
    today: String,
    since: String,
    team: Option<String>,
    definition: String,
    /// In the order of pm.yaml, then by name.
    people: Vec<Person>,
    /// The names of those of pm.yaml who changed nothing and have nothing under way.
    without_anything: Vec<String>,
    /// Old revisions that could not be read, and contents that are not in this clone.
    unreadable: usize,
    absent: usize,
    /// Whether the clone begins later than the repository.
    shallow: bool,
}

/// One person with what they did and have to do.
#[derive(Serialize)]
struct Person {
    /// The handle, where pm.yaml knows them.
    person: Option<String>,
    /// Nothing for work that nobody owns, and for changes whose author may not be told.
    name: Option<String>,
    /// The newest first.
    changes: Vec<Entry>,
    slips: Vec<Slip>,
    under_way: Vec<Work>,
}

/// A piece of work under way.
#[derive(Serialize)]
struct Work {
    #[serde(flatten)]
    subject: Subject,
    /// The days that it has had its status, where they are known.
    days_in_status: Option<i64>,
    waits_for: Vec<Wait>,
}

impl Change {
    /// Nothing where a commit changed nothing that a reader sees.
    pub(crate) fn of(config: &Config, lineages: &Lineages, transition: Transition<'_>) -> Option<Self> {
        let mut entry = Entry::of(config, lineages, transition)?;
        let facts = lineages.commit_of(transition.version);
        // Who signs in several ways is one person.
        if let Some(handle) = config.handle_signing(&facts.author.name, &facts.author.mail) {
            entry.event.author = person_name(config, handle);
        }
        Some(Self { entry, slips: slip::slips(config, facts, transition) })
    }
}

impl Standup {
    pub(crate) fn of(plan: &Plan, lineages: &Lineages, told: Vec<Told<Change>>, request: Request) -> Self {
        let mut slips: Vec<(String, usize, Slip)> = Vec::new();
        let mut plain: Vec<Told<Entry>> = Vec::new();
        for told in told {
            let (steps, of_steps) = (told.steps.into_iter(), told.lineage);
            let steps = steps.map(|step| {
                let author = step.what.entry.event.author.clone();
                slips.extend(step.what.slips.into_iter().map(|slip| (author.clone(), of_steps, slip)));
                crate::history::Step { version: step.version, what: step.what.entry }
            });
            let steps = steps.collect();
            plain.push(Told { lineage: told.lineage, steps, last: told.last, passed_over: told.passed_over });
        }
        let (changes, passed_over) = entries(plain);
        let mut people: BTreeMap<Place, Person> = BTreeMap::new();
        for entry in changes {
            let place = Place::of(&plan.config, &entry.event.author);
            Person::at(&mut people, &plan.config, place).changes.push(entry);
        }
        for (author, slip) in slip::joined(slips) {
            let place = Place::of(&plan.config, &author);
            Person::at(&mut people, &plan.config, place).slips.push(slip);
        }
        for (index, owner) in under_way(plan) {
            let name = owner.map(|handle| person_name(&plan.config, &handle)).unwrap_or_default();
            let place = Place::of(&plan.config, &name);
            let work = Work::of(plan, index, &request);
            Person::at(&mut people, &plan.config, place).under_way.push(work);
        }
        for person in people.values_mut() {
            newest_first(&mut person.changes);
        }
        let is_of_team = |handle: Option<&String>| match &request.team {
            None => true,
            Some(team) => handle
                .and_then(|handle| plan.config.people.get(handle))
                .is_some_and(|person| person.teams.contains(team)),
        };
        let people: Vec<Person> =
            people.into_values().filter(|person| is_of_team(person.person.as_ref())).collect();
        let known: BTreeSet<&String> = people.iter().filter_map(|person| person.person.as_ref()).collect();
        let rest = plan.config.people.iter();
        let rest = rest.filter(|(handle, _)| is_of_team(Some(handle)) && !known.contains(handle));
        Self {
            // An audience learns of nobody whom nothing that it sees names.
            without_anything: match plan.config.reader {
                Some(_) => Vec::new(),
                None => rest.map(|(_, person)| person.name.clone()).collect(),
            },
            today: request.today.to_string(),
            since: request.since.to_string(),
            team: request.team,
            definition: request.definition,
            people,
            unreadable: passed_over.unreadable,
            absent: passed_over.absent,
            shallow: lineages.extent.is_shallow,
        }
    }
}

/// Where a person stands among the others: those of pm.yaml first, in its order; nobody last.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    is_nobody: bool,
    at: usize,
    name: String,
}

impl Place {
    fn of(config: &Config, name: &str) -> Self {
        let at = config.people.values().position(|person| person.name == name);
        Self { is_nobody: name.is_empty(), at: at.unwrap_or(usize::MAX), name: name.to_owned() }
    }
}

impl Person {
    fn at<'p>(people: &'p mut BTreeMap<Place, Self>, config: &Config, place: Place) -> &'p mut Self {
        let person = config.people.get_index(place.at).map(|(handle, _)| handle.clone());
        let name = Some(place.name.clone()).filter(|name| !name.is_empty());
        people.entry(place).or_insert_with(|| Self {
            person,
            name,
            changes: Vec::new(),
            slips: Vec::new(),
            under_way: Vec::new(),
        })
    }
}

/// Work that is under way, with its owner, by kind, then by id.
fn under_way(plan: &Plan) -> Vec<(ArtifactIndex, Option<String>)> {
    let is_under_way = |index: &ArtifactIndex| {
        let (artifact, kind) = (plan.artifact(*index), plan.kind_of(*index));
        kind.field(DEPENDS_ON).is_some()
            && kind.field(KEY_RESULTS).is_none()
            && artifact.category(kind) == Some(Category::Active)
            && !due::is_met(artifact, kind)
    };
    let mut found: Vec<ArtifactIndex> = plan.indices().filter(is_under_way).collect();
    found.sort_by_key(|index| {
        let artifact = plan.artifact(*index);
        (artifact.kind, artifact.id.is_none(), artifact.id.as_ref().map(|id| id.key().clone()), *index)
    });
    found.into_iter().map(|index| (index, people_in(plan, index, "owner").into_iter().next())).collect()
}

impl Work {
    fn of(plan: &Plan, index: ArtifactIndex, request: &Request) -> Self {
        let since = request.ages.get(&index).and_then(|age| age.in_status_since);
        Self {
            subject: Subject::of(plan, index),
            days_in_status: since.map(|day| day.days_until(request.today).max(0)),
            waits_for: waits(plan, index, request.today),
        }
    }
}
