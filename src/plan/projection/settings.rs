//! The settings as an audience may see them: kinds, fields, statuses, products, people.
//!
//! Documents that are written for an audience all have one form, whatever form theirs is.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use super::sight::Sight;
use crate::config::{Answers, Audience, Config, DateResolution, OwnRule, Person, Product, Reader, Team};
use crate::model::artifact::{Artifact, NO_PRODUCT};
use crate::model::field::{Field, FieldType};
use crate::model::key::{TARGET, TEAM};
use crate::model::kind::{FieldSource, Kind, PathPattern};
use crate::model::workflow::{Status, Workflow};
use crate::plan::Plan;

/// The settings, and where each kind and each product has gone.
pub(super) struct Settings {
    pub(super) config: Config,
    kinds: Vec<Option<u16>>,
    products: Vec<Option<u16>>,
}

impl Settings {
    pub(super) fn of(plan: &Plan, audience: &Audience, key: &str, sight: &Sight<'_>, seen: &[bool]) -> Self {
        let whole = &plan.config;
        let shown: Vec<bool> = whole.kinds.iter().map(|kind| sight.sees_kind(kind)).collect();
        let names: Vec<&str> = whole
            .kinds
            .iter()
            .zip(&shown)
            .filter(|(_, shown)| **shown)
            .map(|(kind, _)| kind.name.as_str())
            .collect();
        let is_shown = |name: &str| names.contains(&name);
        let kinds: Vec<Kind> = whole
            .kinds
            .iter()
            .filter(|kind| is_shown(&kind.name))
            .map(|own| kind(own, audience, sight, &is_shown))
            .collect();
        let used = |at: usize| {
            let of = |artifact: &Artifact| usize::from(artifact.product) == at;
            plan.artifacts.iter().zip(seen).any(|(artifact, seen)| *seen && of(artifact))
        };
        let keeps: Vec<bool> = (0..whole.products.len())
            .map(|at| !audience.is_public || whole.products.len() == 1 || used(at))
            .collect();
        let products: IndexMap<String, Product> = whole
            .products
            .iter()
            .zip(&keeps)
            .filter(|(_, kept)| **kept)
            .map(|((key, own), _)| (key.clone(), product(own, audience)))
            .collect();
        let shows_teams = kinds.iter().any(|kind| kind.field("team").is_some());
        let config = Config {
            products,
            kinds,
            people: people(whole, audience),
            teams: if shows_teams { teams(plan, audience, seen) } else { IndexMap::new() },
            rules: Vec::<OwnRule>::new(),
            ready: IndexMap::new(),
            baseline: None,
            scores: if audience.is_public { IndexMap::new() } else { whole.scores.clone() },
            audiences: IndexMap::new(),
            reader: Some(Reader { key: key.to_owned(), audience: audience.clone() }),
            private_sections: Vec::new(),
            views: IndexMap::new(),
            outputs: Vec::new(),
            overlay: None,
            answers: Answers::default(),
            allowed_personal_data: Vec::new(),
            ..whole.clone()
        };
        Self { config, kinds: places(&shown), products: places(&keeps) }
    }

    /// Where the kind at a place has gone.
    pub(super) fn kind(&self, at: u16) -> Option<u16> {
        self.kinds.get(usize::from(at)).copied().flatten()
    }

    /// Where the product at a place has gone.
    pub(super) fn product(&self, at: u16) -> u16 {
        self.products.get(usize::from(at)).copied().flatten().unwrap_or(NO_PRODUCT)
    }
}

/// The new place of each that is kept.
fn places(kept: &[bool]) -> Vec<Option<u16>> {
    let mut next = 0;
    kept.iter()
        .map(|kept| {
            let place = kept.then_some(next);
            next += u16::from(*kept);
            place
        })
        .collect()
}

fn product(own: &Product, audience: &Audience) -> Product {
    let repository = own.repository.clone().filter(|_| !audience.is_public);
    Product { repository, ..own.clone() }
}

fn people(config: &Config, audience: &Audience) -> IndexMap<String, Person> {
    if !audience.people {
        return IndexMap::new();
    }
    let known = |(handle, person): (&String, &Person)| {
        let accounts = if audience.is_public { Vec::new() } else { person.accounts.clone() };
        (handle.clone(), Person { accounts, ..person.clone() })
    };
    config.people.iter().map(known).collect()
}

/// The teams; outside the company those alone that something which is seen is owned by.
fn teams(plan: &Plan, audience: &Audience, seen: &[bool]) -> IndexMap<String, Team> {
    let named: BTreeSet<&str> = plan
        .artifacts
        .iter()
        .zip(seen)
        .filter(|(_, seen)| **seen)
        .filter_map(|(artifact, _)| artifact.get(plan.kind(artifact), TEAM))
        .collect();
    let teams = plan.config.teams.iter();
    teams
        .filter(|(key, _)| !audience.is_public || named.contains(key.as_str()))
        .map(|(key, team)| {
            let lead = team.lead.clone().filter(|_| audience.people);
            (key.clone(), Team { lead, ..team.clone() })
        })
        .collect()
}

fn kind(own: &Kind, audience: &Audience, sight: &Sight<'_>, is_shown: &dyn Fn(&str) -> bool) -> Kind {
    let sees = |name: &str| sight.sees_field(own, name) || (name == TARGET.name && sight.announces(own));
    let mut kind = Kind {
        source: FieldSource::FrontMatter,
        title_is_heading: false,
        title_is_name: false,
        workflow: workflow(own, audience, sight),
        fields: own
            .fields
            .iter()
            .filter(|(name, _)| sees(name))
            .map(|(name, own)| (name.clone(), field(own, audience, is_shown)))
            .collect(),
        other_fields: false,
        approvals: IndexMap::new(),
        templates: IndexMap::new(),
        ..own.clone()
    };
    // The id is always written; no name of a file has to give it.
    kind.identity.capture = None;
    if audience.is_public {
        kind.files.include = PathPattern::parse("**/*.md").into_iter().collect();
        kind.files.exclude = Vec::new();
        kind.files.captures = None;
    }
    kind
}

fn workflow(kind: &Kind, audience: &Audience, sight: &Sight<'_>) -> Workflow {
    let own = &kind.workflow;
    if !sight.sees_status_of(kind) {
        return Workflow::default();
    }
    let worded = |name: &str| wording(audience, name).to_owned();
    let mut statuses: Vec<Status> = Vec::new();
    for status in own.statuses.iter().filter(|it| sight.sees_status_named(&it.name, it.category.name())) {
        let name = worded(&status.name);
        // Two statuses with one name are one for this audience; what was said of either is said of neither.
        if statuses.iter().all(|other| other.name != name) {
            statuses.push(Status { name, summary: String::new(), moves: None, ..status.clone() });
        }
    }
    Workflow { field: own.field.clone(), statuses, default: None, allows_rest: false }
}

/// What an audience calls a status.
pub(super) fn wording<'a>(audience: &'a Audience, status: &'a str) -> &'a str {
    audience.wording.get(status).map_or(status, String::as_str)
}

fn field(own: &Field, audience: &Audience, is_shown: &dyn Fn(&str) -> bool) -> Field {
    let mut field = own.clone();
    field.ty = when(&own.ty, audience);
    if let Some(rule) = &mut field.link {
        rule.to.retain(|name| is_shown(name));
        rule.mirror = None;
    }
    field.fields =
        own.fields.iter().map(|(name, own)| (name.clone(), self::field(own, audience, is_shown))).collect();
    field
}

/// A date that may not be known to the day is a period.
fn when(own: &FieldType, audience: &Audience) -> FieldType {
    let is_exact = audience.dates == DateResolution::Day && audience.past_dates == DateResolution::Day;
    match own {
        FieldType::Date if !is_exact => FieldType::Period,
        FieldType::List(item) => FieldType::List(Box::new(when(item, audience))),
        FieldType::Map(item) => FieldType::Map(Box::new(when(item, audience))),
        other => other.clone(),
    }
}
