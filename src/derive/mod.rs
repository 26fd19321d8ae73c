//! A folder of documents that nobody has described, as the kinds that `pm` would make of it, with reasons.
//!
//! From paths and texts alone: groups of documents that are one kind, what identifies them, their statuses and
//! the types of their fields; every file is in a kind, left out with a reason, or cannot be read. Knows no set
//! of documents in particular, and writes nothing.

mod fields;
mod grouping;
mod identity;
mod links;
mod names;
mod places;
mod reading;
mod records;
mod settings;
mod status;
mod values;
mod words;

#[cfg(test)]
mod tests;

use std::cmp::Reverse;
use std::collections::BTreeSet;

use rayon::prelude::*;

pub(crate) use fields::{Lack, ProposedField, ProposedTitle, UnreadKey};
pub(crate) use identity::Identity;
pub(crate) use links::ProposedLink;
pub(crate) use reading::{File, Form, Unreadable, is_beside, looks_like_a_document};
pub(crate) use status::ProposedStatus;
pub(crate) use words::is_nothing as says_nothing;

use crate::config::{Config, FILE_NAME};
use crate::model::field::Field;
use crate::model::kind::PathPattern;
use crate::model::values::Id;
use crate::plan::{owner, read_document};
use crate::source::RelPath;
use crate::text::edit::Value;
use crate::text::words::plural_noun;

use grouping::{Group, group};
use links::{Known, LinkTry};
use places::{Ground, Place};
use reading::{Document, NESTED, Reading, is_template, read};

/// What is known beside the files.
pub(crate) struct Situation<'a> {
    /// What people call the product.
    pub(crate) product: &'a str,
    /// The settings that are there already; their kinds keep their documents.
    pub(crate) config: Option<&'a Config>,
    /// Names that no kind can have.
    pub(crate) is_reserved: &'a dyn Fn(&str) -> bool,
}

/// What `pm` would make of the files.
#[derive(Debug, Default)]
pub(crate) struct Proposal {
    pub(crate) kinds: Vec<ProposedKind>,
    /// Files that are no documents, with the reason, by path.
    pub(crate) left_out: Vec<(RelPath, &'static str)>,
    /// By path.
    pub(crate) unreadable: Vec<Unreadable>,
    /// How many files belong to kinds that are there already.
    pub(crate) owned: usize,
    /// How many files were looked at.
    pub(crate) file_count: usize,
    /// The text of a new `pm.yaml`, or the lines to add to the one that is there.
    pub(crate) text: String,
    /// The names of the kinds that are there already.
    known_kinds: Vec<String>,
    /// What is set in one that is there, each value with the keys that lead to it.
    pub(crate) values: Vec<(Vec<String>, Value)>,
}

/// A kind as it would be.
#[derive(Debug)]
pub(crate) struct ProposedKind {
    pub(crate) name: String,
    /// By path.
    pub(crate) documents: Vec<RelPath>,
    /// How many files that lie among them cannot be read.
    pub(crate) unreadable: usize,
    pub(crate) form: Form,
    pub(crate) folders: Vec<RelPath>,
    pub(crate) files: Vec<String>,
    pub(crate) exclude: Vec<String>,
    pub(crate) path: Option<String>,
    pub(crate) identity: Identity,
    pub(crate) title: ProposedTitle,
    /// How many documents have a title.
    pub(crate) titled: usize,
    pub(crate) status: Option<ProposedStatus>,
    pub(crate) fields: Vec<ProposedField>,
    /// Keys that no field is proposed for.
    pub(crate) unread: Vec<UnreadKey>,
    without_title: Lack,
    without_status: Lack,
    /// Whether its documents name people by their addresses.
    names_addresses: bool,
    /// The group that links mean by this kind.
    group: usize,
    /// The fields that every kind has.
    every: Vec<Field>,
}

impl ProposedKind {
    /// The pattern of paths that gives the number of a document, and the name of that part.
    pub(crate) fn numbered_path(&self) -> Option<(PathPattern, &str)> {
        let pattern = PathPattern::parse(self.path.as_deref()?).ok()?;
        Some((pattern, self.identity.capture.as_deref()?))
    }

    /// Whether every kind has a field of this name and type, so that it need not be written.
    fn is_known(&self, field: &ProposedField) -> bool {
        let plain = field.ty.link.is_none()
            && field.ty.choices.is_empty()
            && field.ty.none.is_empty()
            && field.ty.written.is_none()
            && !field.required;
        plain
            && self
                .every
                .iter()
                .any(|every| every.name == field.key && every.ty == field.ty.ty && every.pattern.is_none())
    }
}

impl Proposal {
    /// The names of the kinds that a link leads to.
    pub(crate) fn names_of(&self, link: &ProposedLink) -> Vec<String> {
        let name = |at: &usize| match self.kinds.iter().find(|kind| kind.group == *at) {
            Some(kind) => Some(kind.name.clone()),
            None => self.known_kinds.get(at.checked_sub(self.kinds.len())?).cloned(),
        };
        link.to.iter().filter_map(name).collect()
    }
}

/// Nine of ten.
fn is_most(count: usize, all: usize) -> bool {
    count > 0 && count * 10 >= all * 9
}

/// What `pm` would make of `files`, which are in the order of their paths.
pub(crate) fn propose(files: &[File], situation: &Situation<'_>) -> Proposal {
    let is_owned = |file: &&File| {
        file.path.as_str() == FILE_NAME
            || situation.config.is_some_and(|config| owner(config, &file.path).is_some())
    };
    let (owned, files): (Vec<&File>, Vec<&File>) = files.iter().partition(is_owned);
    let mut proposal = Proposal {
        owned: owned.iter().filter(|file| file.path.as_str() != FILE_NAME).count(),
        file_count: files.len(),
        ..Proposal::default()
    };
    let products: BTreeSet<RelPath> = files
        .iter()
        .filter(|file| file.path.file_name() == FILE_NAME)
        .map(|file| file.path.parent())
        .collect();
    let (nested, files): (Vec<&File>, Vec<&File>) =
        files.into_iter().partition(|file| products.iter().any(|folder| file.path.is_under(folder)));
    proposal.left_out.extend(nested.into_iter().map(|file| (file.path.clone(), NESTED)));
    let readings: Vec<Reading> = files.par_iter().map(|file| read(file)).collect();
    let mut documents: Vec<Document> = Vec::new();
    for (file, reading) in files.iter().zip(readings) {
        match reading {
            Reading::Document(document) => documents.push(document),
            Reading::Unreadable(unreadable) => proposal.unreadable.push(unreadable),
            Reading::Other(reason) => proposal.left_out.push((file.path.clone(), reason)),
        }
    }
    let (mut groups, left_out) = group(&documents);
    proposal.left_out.extend(left_out.into_iter().map(|(at, reason)| (documents[at].path.clone(), reason)));
    proposal.left_out.sort();
    // A kind that lies deeper comes first, for a file is the first one's whose place holds it.
    let depth = |group: &Group| {
        group
            .folders
            .iter()
            .map(|folder| folder.as_str().split('/').filter(|part| !part.is_empty()).count())
            .min()
    };
    groups.sort_by_key(|group| (Reverse(depth(group)), Reverse(group.documents.len())));
    let possible: Vec<RelPath> =
        files.iter().map(|file| file.path.clone()).filter(looks_like_a_document).collect();
    let named = named(&documents, &groups, situation);
    let places = places(&documents, &groups, &possible, &mut proposal);
    let known = known_documents(&owned, groups.len(), situation.config);
    proposal.known_kinds =
        situation.config.iter().flat_map(|config| &config.kinds).map(|kind| kind.name.clone()).collect();
    proposal.kinds = kinds(&documents, &groups, &named, &places, known, situation);
    settle_unreadable(&mut proposal, &places);
    (proposal.text, proposal.values) = match situation.config {
        None => (settings::text(&proposal, situation.product), Vec::new()),
        Some(_) => (settings::lines(&proposal), settings::values(&proposal)),
    };
    proposal
}

/// The documents of the kinds that are there already, to which links may lead; their kinds count from `first`.
fn known_documents(files: &[&File], first: usize, config: Option<&Config>) -> Known {
    let mut known = Known::default();
    let Some(config) = config else { return known };
    for file in files {
        let kind = owner(config, &file.path).map(|(kind, _)| usize::from(kind));
        let artifact = file.bytes.clone().ok().and_then(|bytes| read_document(config, &file.path, bytes));
        if let (Some(kind), Some(artifact)) = (kind, artifact) {
            known.insert(first + kind, file.path.clone(), artifact.id.clone());
        }
    }
    known
}

/// The name of each group's kind.
fn named(documents: &[Document], groups: &[Group], situation: &Situation<'_>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for group in groups {
        let is_free = |name: &str| {
            let plural = plural_noun(name);
            let taken = |name: &str| {
                names.iter().any(|other| other == name || plural_noun(other) == name)
                    || situation.config.is_some_and(|config| config.kind_called(name).is_some())
            };
            !(situation.is_reserved)(name) && !taken(name) && !taken(&plural)
        };
        let name = names::kind_name(documents, group, situation.product, &is_free);
        names.push(name);
    }
    names
}

fn places(
    documents: &[Document],
    groups: &[Group],
    possible: &[RelPath],
    proposal: &mut Proposal,
) -> Vec<Place> {
    let unreadable: BTreeSet<&RelPath> =
        proposal.unreadable.iter().map(|file| &file.path).filter(|path| !is_template(path)).collect();
    let mut owned: BTreeSet<RelPath> = BTreeSet::new();
    let mut places = Vec::new();
    for group in groups {
        let others: BTreeSet<&RelPath> = groups
            .iter()
            .filter(|other| *other != group)
            .flat_map(|other| &other.documents)
            .map(|at| &documents[*at].path)
            .collect();
        let ground = Ground { documents, files: possible, unreadable: &unreadable, owned: &owned };
        let place = Place::of(&ground, group, &others);
        if let Some(kind) = place.kind() {
            owned.extend(possible.iter().filter(|path| kind.owns(path.as_str())).cloned());
        }
        places.push(place);
    }
    places
}

fn kinds(
    documents: &[Document],
    groups: &[Group],
    named: &[String],
    places: &[Place],
    mut known: Known,
    situation: &Situation<'_>,
) -> Vec<ProposedKind> {
    let mut prefixes: Vec<String> = situation
        .config
        .iter()
        .flat_map(|config| &config.kinds)
        .flat_map(|kind| std::iter::once(&kind.identity.prefix).chain(&kind.identity.spellings))
        .map(|prefix| prefix.to_lowercase())
        .collect();
    let mut identified = Vec::new();
    for (at, group) in groups.iter().enumerate() {
        let path = identity::path_of(documents, group, &places[at]);
        let numbered = path.as_ref().and_then(|path| path.numbered.as_deref());
        let pattern = numbered.and_then(|path| PathPattern::parse(path).ok());
        let may_have = |prefix: &str| !prefixes.contains(&prefix.to_lowercase());
        let identity = Identity::of(documents, group, &named[at], pattern.as_ref(), &may_have);
        prefixes
            .extend(identity.prefix.iter().chain(&identity.spellings).map(|prefix| prefix.to_lowercase()));
        for document in group.documents.iter().map(|at| &documents[*at]) {
            known.insert(at, document.path.clone(), identity.id_of(document, pattern.as_ref()));
            let title = document.get("title").and_then(|title| title.as_str());
            for title in [title, document.heading.as_deref()].into_iter().flatten() {
                known.title(at, title);
            }
        }
        if let Some(bundle) = &group.bundle {
            known.bundle(at, bundle);
        }
        identified.push((path, identity));
    }
    let every = every_field();
    let folders = |at: usize| documents.get(at).map_or_else(RelPath::root, |document| document.path.parent());
    let mut kinds = Vec::new();
    for (at, (path, identity)) in identified.into_iter().enumerate() {
        let links = LinkTry { known: &known, group: at, folders: &folders };
        let own: Vec<(usize, &Document)> =
            groups[at].documents.iter().map(|at| (*at, &documents[*at])).collect();
        let alone: Vec<&Document> = own.iter().map(|(_, document)| *document).collect();
        let status = ProposedStatus::of(&named[at], &alone);
        let (title, titled) = fields::title(&alone, &groups[at].form);
        let title_key = match &title {
            ProposedTitle::Field(key) => Some(key.as_str()),
            ProposedTitle::Heading | ProposedTitle::Name => None,
        };
        let built_in: BTreeSet<&str> =
            [identity.field.as_deref(), title_key, status.as_ref().map(|status| &*status.key)]
                .into_iter()
                .flatten()
                .collect();
        let (fields, unread) = fields::fields(&own, &built_in, &links);
        let has_title = |document: &Document| match title_key {
            Some(key) => document.get(key).is_some_and(|node| node.as_str().is_some()),
            None => document.heading.is_some(),
        };
        let has_status =
            |document: &Document| status.as_ref().is_none_or(|status| document.get(&status.key).is_some());
        kinds.push(ProposedKind {
            name: named[at].clone(),
            documents: alone.iter().map(|document| document.path.clone()).collect(),
            unreadable: 0,
            form: groups[at].form.clone(),
            folders: places[at].folders.clone(),
            files: places[at].files.clone(),
            exclude: places[at].exclude.clone(),
            path: path.and_then(|path| identity.capture.as_ref().and(path.numbered).or(path.in_row)),
            without_title: fields::lacking(&alone, status.as_ref(), &has_title),
            without_status: fields::lacking(&alone, None, &has_status),
            names_addresses: fields::name_addresses(&alone, &fields),
            identity,
            title,
            titled,
            status,
            fields,
            unread,
            group: at,
            every: every.clone(),
        });
    }
    kinds
}

/// The fields that every kind has.
fn every_field() -> Vec<Field> {
    let text = "shipped_kinds: none\nkinds: {any: {}}\n";
    let (config, _) = Config::read(&RelPath::root().join(FILE_NAME), text);
    config.kinds.into_iter().flat_map(|kind| kind.fields.into_values()).collect()
}

/// Gives each file that cannot be read to the kind that it lies among; what no kind has is left out where it
/// cannot be a document.
fn settle_unreadable(proposal: &mut Proposal, places: &[Place]) {
    let kinds: Vec<_> = places.iter().map(Place::kind).collect();
    for file in &mut proposal.unreadable {
        let owner =
            kinds.iter().position(|kind| kind.as_ref().is_some_and(|kind| kind.owns(file.path.as_str())));
        if let Some(kind) = owner.and_then(|at| proposal.kinds.get_mut(at)) {
            kind.unreadable += 1;
            file.kind = Some(kind.name.clone());
        }
    }
}

/// The id that a document has by its field, else by its path.
impl Identity {
    fn id_of(&self, document: &Document, path: Option<&PathPattern>) -> Option<Id> {
        let prefix = self.prefix.as_deref()?;
        let read = |text: &str| {
            let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
            if is_number { Id::parse_of(prefix, text).ok() } else { Id::parse(text).ok() }
        };
        let by_field = self.field.as_deref().and_then(|key| read(document.get(key)?.as_str()?.trim()));
        by_field.or_else(|| read(path?.capture(document.path.as_str(), self.capture.as_deref()?)?))
    }
}
