//! Which promises moved, how far, with how much notice and why.
//!
//! The moves are found by `history`; this knows their artifacts in the present plan, puts them into groups
//! and lays them out. Which revisions were looked at is told by the caller.

pub(crate) mod amounts;
mod detail;
mod item;
mod layout;
mod sheet;
mod totals;

use std::collections::BTreeMap;

use indexmap::IndexMap;
use serde::Serialize;

use crate::history::{Lineages, PassedOver, Trends};
use crate::model::key::TEAM;
use crate::page::Page;
use crate::plan::ArtifactIndex;
use crate::plan::query::{Environment, Property, QueryFault, Scope, SortKey};
use crate::view::View;
use crate::view::subject::{Subject, team_name};

pub(crate) use item::Item;
use totals::Totals;

/// What moved promises are put together by.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum By {
    Kind,
    Team,
    /// The release that an artifact goes out with; a release itself.
    Release,
    /// The dated field.
    Field,
    /// Any other property of the artifacts.
    Property(String),
}

impl By {
    pub(crate) fn named(name: &str) -> Self {
        match name.trim() {
            "kind" => Self::Kind,
            "team" => Self::Team,
            "release" => Self::Release,
            "field" => Self::Field,
            other => Self::Property(other.to_owned()),
        }
    }

    fn name(&self) -> &str {
        match self {
            Self::Kind => "kind",
            Self::Team => "team",
            Self::Release => "release",
            Self::Field => "field",
            Self::Property(name) => name,
        }
    }
}

/// Which promises moved.
#[derive(Serialize)]
pub(crate) struct Slips {
    /// Whether artifacts were named, each to be told in detail.
    #[serde(skip)]
    is_detailed: bool,
    by: Option<String>,
    /// How documents were followed.
    definition: String,
    #[serde(flatten)]
    totals: Totals,
    groups: Vec<Group>,
    /// Values of dated fields that promise nothing, and how often each was written: they were passed over.
    unclear: BTreeMap<String, usize>,
    /// Old revisions that could not be read, and contents that are not in this clone.
    unreadable: usize,
    absent: usize,
    /// Whether the clone begins later than the repository.
    shallow: bool,
}

/// Moved promises that have something in common.
#[derive(Serialize)]
struct Group {
    /// Nothing where the answer is not grouped.
    name: Option<String>,
    #[serde(flatten)]
    totals: Totals,
    items: Vec<Item>,
}

/// The dated fields of one document through time, and which artifact it is.
pub(crate) struct Dates {
    /// Nothing for a document that is no longer there.
    pub(crate) index: Option<ArtifactIndex>,
    pub(crate) subject: Subject,
    pub(crate) trends: Trends,
    pub(crate) passed_over: PassedOver,
}

/// What the answer is about.
pub(crate) struct Request {
    /// Whether every move is to be told, and what never moved too.
    pub(crate) is_detailed: bool,
    pub(crate) by: Option<By>,
    pub(crate) definition: String,
}

impl Slips {
    pub(crate) fn of(
        scope: &Scope<'_>,
        lineages: &Lineages,
        dates: Vec<Dates>,
        request: Request,
    ) -> Result<Self, QueryFault> {
        let property = match &request.by {
            Some(By::Property(name)) => Some(Property::named(scope, name)?),
            _ => None,
        };
        let mut unclear: BTreeMap<String, usize> = BTreeMap::new();
        let mut passed_over = PassedOver::default();
        let mut all = Vec::new();
        let mut groups: IndexMap<Name, Vec<Item>> = IndexMap::new();
        for document in dates {
            for (text, count) in &document.trends.unclear {
                *unclear.entry(text.clone()).or_default() += count;
            }
            passed_over += document.passed_over;
            let own = match &request.by {
                None => vec![Name::none()],
                Some(by) => names(scope.environment(), by, property.as_ref(), &document)?,
            };
            for trend in &document.trends.trends {
                let item = Item::of(lineages, document.subject.clone(), trend);
                all.push(item.clone());
                let own = match &request.by {
                    Some(By::Field) => &[Name::of(&trend.field)][..],
                    _ => own.as_slice(),
                };
                for name in own {
                    groups.entry(name.clone()).or_default().push(item.clone());
                }
            }
        }
        let mut groups: Vec<(Name, Vec<Item>)> = groups.into_iter().collect();
        groups.sort_by(|(one, _), (other, _)| one.cmp(other));
        let groups = groups.into_iter().map(|(name, items)| Group::of(&request, name, items));
        let groups = groups.filter(|group| !group.items.is_empty()).collect();
        let by = request.by.as_ref().map(|by| by.name().to_owned());
        Ok(Self {
            totals: Totals::of(&all),
            is_detailed: request.is_detailed,
            by,
            definition: request.definition,
            groups,
            unclear,
            unreadable: passed_over.unreadable,
            absent: passed_over.absent,
            shallow: lineages.extent.is_shallow,
        })
    }
}

impl Group {
    /// The items that moved, those that did so most often first.
    fn of(request: &Request, name: Name, items: Vec<Item>) -> Self {
        let totals = Totals::of(&items);
        let is_shown = |item: &Item| request.is_detailed || item.is_moved();
        let mut items: Vec<Item> = items.into_iter().filter(is_shown).collect();
        if !request.is_detailed {
            items.sort_by(Item::compare);
        }
        Self { name: request.by.is_some().then_some(name.text), totals, items }
    }
}

/// The name of a group and its place: in order of its key, those without one last.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Name {
    is_nothing: bool,
    key: Option<SortKey>,
    text: String,
}

impl std::hash::Hash for Name {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

impl Name {
    fn none() -> Self {
        Self { is_nothing: true, key: None, text: String::new() }
    }

    fn nothing(text: impl Into<String>) -> Self {
        Self { is_nothing: true, key: None, text: text.into() }
    }

    fn of(text: impl Into<String>) -> Self {
        Self { is_nothing: false, key: None, text: text.into() }
    }
}

/// The groups that a document belongs to; never none.
fn names(
    environment: &Environment<'_>,
    by: &By,
    property: Option<&Property>,
    document: &Dates,
) -> Result<Vec<Name>, QueryFault> {
    if *by == By::Kind {
        return Ok(vec![Name::of(&document.subject.kind)]);
    }
    let Some(index) = document.index else { return Ok(vec![Name::nothing("Removed")]) };
    let plan = environment.plan();
    let names: Vec<Name> = match (by, property) {
        (By::Team, _) => {
            let artifact = plan.artifact(index);
            artifact
                .get(plan.kind(artifact), TEAM)
                .map(|key| Name::of(team_name(&plan.config, key)))
                .into_iter()
                .collect()
        }
        (By::Release, _) => release(environment, index),
        (By::Property(_), Some(property)) => property
            .datum(environment, index)?
            .pieces()
            .iter()
            .map(|piece| Name {
                is_nothing: false,
                key: environment.sort_key(piece),
                text: environment.datum_line(piece),
            })
            .collect(),
        _ => Vec::new(),
    };
    Ok(if names.is_empty() {
        vec![Name::nothing(format!("No {}", by.name().replace(['_', '-'], " ")))]
    } else {
        names
    })
}

fn release(environment: &Environment<'_>, index: ArtifactIndex) -> Vec<Name> {
    let plan = environment.plan();
    let own = (plan.kind_of(index).name == "release").then_some(index);
    let releases = own.into_iter().chain(plan.targets_of_field(index, "release"));
    let name = |release: ArtifactIndex| {
        let artifact = plan.artifact(release);
        Name {
            is_nothing: false,
            key: Some(environment.id_key(release)),
            text: format!("{} {}", artifact.label(), artifact.title),
        }
    };
    releases.map(name).collect()
}

impl View for Slips {
    const NAME: &'static str = "slips";

    fn page(&self) -> Page {
        match self.is_detailed {
            true => detail::page(self),
            false => layout::page(self),
        }
    }

    fn sheet(&self) -> Page {
        match self.is_detailed {
            true => sheet::moves(self),
            false => sheet::promises(self),
        }
    }
}
