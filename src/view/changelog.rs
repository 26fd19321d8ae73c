//! What changed for customers, in the form of Keep a Changelog 2.0: from requirements and releases.
//!
//! A version is a release that went out, with the lines of the requirements that went out with it. Work
//! that is done and in no such release is unreleased.

mod difference;
mod layout;
mod links;
mod markdown;
mod update;

use serde::Serialize;

pub(crate) use self::links::Links;
pub(crate) use self::update::updated;
use crate::model::artifact::Artifact;
use crate::model::key::{Key, REASON, VERSION};
use crate::model::kind::Kind;
use crate::model::value::Value;
use crate::model::values::{Date, Version};
use crate::model::workflow::Category;
use crate::plan::{ArtifactIndex, Plan};

pub(crate) const DATE: Key<Date> = Key::new("date");
const TAG: Key<str> = Key::new("tag");

/// The headings in their order, each with the word that a requirement says.
pub(super) const TYPES: [(&str, &str); 6] = [
    ("added", "Added"),
    ("changed", "Changed"),
    ("deprecated", "Deprecated"),
    ("removed", "Removed"),
    ("fixed", "Fixed"),
    ("security", "Security"),
];

/// The status of a release that was withdrawn.
pub(super) const YANKED: &str = "yanked";

#[derive(Debug, Serialize)]
pub(crate) struct Changelog {
    product: String,
    /// Done and in no release that went out; nothing where a version was asked for.
    unreleased: Option<Vec<Change>>,
    /// The newest first.
    versions: Vec<Released>,
    /// Done requirements of these versions that say nothing to customers, by id.
    silent: Vec<String>,
    /// The release notes' addresses of the product's repository.
    #[serde(skip)]
    links: Links,
}

#[derive(Debug, Serialize)]
struct Released {
    version: String,
    id: String,
    date: Option<String>,
    yanked: bool,
    /// Why it was withdrawn.
    reason: Option<String>,
    changes: Vec<Change>,
    /// Where it can be compared with the version before it.
    link: Option<String>,
    #[serde(skip)]
    parsed: Version,
    #[serde(skip)]
    tag: String,
}

/// One line of the changelog.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Change {
    /// added, changed, deprecated, removed, fixed or security.
    pub(super) r#type: &'static str,
    pub(super) breaking: bool,
    pub(super) text: String,
    /// The version in which a deprecated thing goes away.
    pub(super) removal: Option<String>,
    pub(super) requirement: String,
    /// What an update demands; told by the release notes.
    #[serde(skip)]
    pub(super) upgrade: Option<String>,
    /// Whether the release notes begin with it.
    #[serde(skip)]
    pub(super) highlight: bool,
}

impl Changelog {
    /// The changelog of one product, by its place among the products.
    pub(crate) fn of(plan: &Plan, product: u16) -> Self {
        let config = &plan.config;
        let (name, settings) = match config.products.get_index(usize::from(product)) {
            Some((_, settings)) => (settings.name.clone(), settings.clone()),
            None => Default::default(),
        };
        let links = Links::of(settings.repository.as_deref(), &settings.tag);
        let mut versions: Vec<(ArtifactIndex, Released)> = artifacts(plan, "release", product)
            .filter(|index| plan.artifact(*index).category(plan.kind_of(*index)) == Some(Category::Done))
            .filter_map(|index| Some((index, released(plan.artifact(index), plan.kind_of(index), &links)?)))
            .collect();
        versions.sort_by(|(_, one), (_, other)| other.parsed.cmp(&one.parsed));
        let mut unreleased = Vec::new();
        let mut silent = Vec::new();
        for index in artifacts(plan, "requirement", product) {
            let (artifact, kind) = (plan.artifact(index), plan.kind_of(index));
            if artifact.category(kind) != Some(Category::Done) {
                continue;
            }
            let release = plan.targets_of_field(index, "release").next();
            let version = versions.iter_mut().find(|(known, _)| Some(*known) == release);
            match (version, change(artifact, kind)) {
                (Some((_, version)), Some(change)) => version.changes.push(change),
                (None, Some(change)) => unreleased.push(change),
                (Some(_), None) => silent.push(artifact.label()),
                (None, None) => {}
            }
        }
        let mut versions: Vec<Released> = versions.into_iter().map(|(_, version)| version).collect();
        for version in &mut versions {
            sort(&mut version.changes);
        }
        sort(&mut unreleased);
        for at in 0..versions.len() {
            let before = versions.get(at + 1).map(|version| version.tag.clone());
            versions[at].link = links.version(before.as_deref(), &versions[at].tag);
        }
        Self { product: name, unreleased: Some(unreleased), versions, silent, links }
    }

    /// The same with nothing but what is unreleased.
    pub(crate) fn only_unreleased(mut self) -> Self {
        // The newest version stays known for the link that compares with it.
        self.versions.truncate(1);
        self.versions.iter_mut().for_each(|version| version.changes.clear());
        self.silent.clear();
        Self { links: self.links.since(self.versions.pop().map(|version| version.tag)), ..self }
    }

    /// The same with one version alone; nothing where there is no such version.
    pub(crate) fn only(mut self, version: &Version) -> Option<Self> {
        self.versions.retain(|known| known.parsed.same_as(version));
        self.unreleased = None;
        self.silent.clear();
        (!self.versions.is_empty()).then_some(self)
    }

    /// The versions, the newest first.
    pub(crate) fn versions(&self) -> impl Iterator<Item = &str> {
        self.versions.iter().map(|version| version.version.as_str())
    }

    /// What a person should know beside the changelog.
    pub(crate) fn notes(&self) -> Vec<String> {
        match self.silent.len() {
            0 => Vec::new(),
            1 => vec![format!("1 shipped requirement says nothing in the changelog: {}", self.silent[0])],
            count => vec![format!(
                "{count} shipped requirements say nothing in the changelog: {}",
                self.silent.join(", ")
            )],
        }
    }
}

pub(super) fn artifacts<'p>(
    plan: &'p Plan,
    kind: &str,
    product: u16,
) -> impl Iterator<Item = ArtifactIndex> + 'p {
    let kind = plan.config.kind_index(kind);
    plan.indices().filter(move |index| {
        let artifact = plan.artifact(*index);
        Some(usize::from(artifact.kind)) == kind && artifact.product == product
    })
}

fn released(artifact: &Artifact, kind: &Kind, links: &Links) -> Option<Released> {
    let version = artifact.get(kind, VERSION)?;
    let yanked = artifact.status_name() == Some(YANKED);
    let tag = artifact.get(kind, TAG).map_or_else(|| links.tag(version), str::to_owned);
    Some(Released {
        version: version.without_v().to_owned(),
        id: artifact.label(),
        date: artifact.get(kind, DATE).map(|date| date.to_string()),
        yanked,
        reason: artifact.get(kind, REASON).filter(|_| yanked).map(one_line),
        changes: Vec::new(),
        link: None,
        parsed: version.clone(),
        tag,
    })
}

/// The heading and the text of what an artifact says to customers.
pub(crate) fn line_of(artifact: &Artifact, kind: &Kind) -> Option<(&'static str, String)> {
    change(artifact, kind).map(|change| (change.r#type, change.text))
}

/// What a requirement says to customers; nothing where it says nothing.
pub(super) fn change(artifact: &Artifact, kind: &Kind) -> Option<Change> {
    let fields = &kind.field("changelog")?.fields;
    let record = &artifact.value(kind, "changelog")?.value;
    let line = |name: &str| -> Option<&Value> { Some(&record.subfield(fields.get_index_of(name)?)?.value) };
    let written = line("type")?.to_line();
    let (r#type, _) = TYPES.iter().find(|(word, _)| *word == written)?;
    let text = one_line(&line("text")?.to_line());
    Some(Change {
        r#type,
        breaking: line("breaking") == Some(&Value::Boolean(true)),
        text,
        removal: line("removal").map(Value::to_line),
        requirement: artifact.label(),
        upgrade: line("upgrade").map(|text| one_line(&text.to_line())).filter(|text| !text.is_empty()),
        highlight: line("highlight") == Some(&Value::Boolean(true)),
    })
    .filter(|change| !change.text.is_empty())
}

/// By type, what breaks something first, then as the documents stand.
fn sort(changes: &mut [Change]) {
    let place = |change: &Change| TYPES.iter().position(|(word, _)| *word == change.r#type);
    changes.sort_by_key(|change| (place(change), !change.breaking, number(&change.requirement)));
}

/// The digits at the end of an id, so that REQ-9 comes before REQ-10.
pub(super) fn number(id: &str) -> u64 {
    let digits = id.len() - id.bytes().rev().take_while(u8::is_ascii_digit).count();
    id[digits..].parse().unwrap_or(u64::MAX)
}

pub(super) fn one_line(text: &str) -> String {
    crate::text::visible::one_line(text).trim().to_owned()
}

impl Change {
    /// The text with what a reader must not miss: the version in which something deprecated goes away.
    pub(super) fn sentence(&self) -> String {
        match &self.removal {
            Some(removal) if !self.text.contains(removal.as_str()) => {
                let end = if self.text.ends_with(['.', '!', '?']) { "" } else { "." };
                format!("{}{end} Will be removed in {removal}.", self.text)
            }
            _ => self.text.clone(),
        }
    }
}

#[cfg(test)]
mod tests;
