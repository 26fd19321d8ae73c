//! From a reference as people write it to the artifact that is meant; never a guess.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use super::document::{key_of, read_id};
use super::in_brackets::BracketNames;
use super::written_path::WrittenPath;
use super::{ArtifactIndex, LinkState, LinkTarget, Plan, Unreadable};
use crate::config::Config;
use crate::model::artifact::Artifact;
use crate::model::field::{FieldType, LinkRule};
use crate::model::key::ALIASES;
use crate::model::kind::Kind;
use crate::model::value::Value;
use crate::model::values::{Id, IdKey, PartName, Version};
use crate::source::RelPath;
use crate::text::markdown::WikiName;
use crate::text::words::nearest;

/// Every name under which artifacts are found. Its maps are only asked, never walked.
#[derive(Debug, Default)]
pub(super) struct Names {
    by_key: HashMap<IdKey, Vec<Known>>,
    by_alias: HashMap<String, Vec<Known>>,
    /// Of the kinds with a version: kind, version, artifact.
    versions: Vec<(u16, Version, ArtifactIndex)>,
    /// Names in double brackets, once one was asked for.
    pub(super) in_brackets: OnceLock<BracketNames>,
}

/// What one artifact is called.
#[derive(PartialEq)]
pub(super) struct WrittenNames<'a> {
    key: Option<IdKey>,
    aliases: Vec<String>,
    version: Option<&'a Version>,
    title: &'a str,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Known {
    Artifact { index: ArtifactIndex, product: u16 },
    Unread { product: u16 },
}

impl Known {
    fn product(self) -> u16 {
        match self {
            Self::Artifact { product, .. } | Self::Unread { product } => product,
        }
    }
}

impl Names {
    pub(super) fn of(config: &Config, artifacts: &[Arc<Artifact>], unreadable: &[Unreadable]) -> Self {
        let mut names = Self::default();
        for (at, artifact) in artifacts.iter().enumerate() {
            let kind = &config.kinds[usize::from(artifact.kind)];
            let index = ArtifactIndex(u32::try_from(at).unwrap_or(u32::MAX));
            let known = Known::Artifact { index, product: artifact.product };
            let written = Self::written_in(kind, artifact);
            if let Some(key) = written.key {
                names.by_key.entry(key).or_default().push(known);
            }
            for alias in written.aliases {
                names.by_alias.entry(alias).or_default().push(known);
            }
            if let Some(version) = written.version {
                names.versions.push((artifact.kind, version.clone(), index));
            }
        }
        for document in unreadable {
            if let Some(key) = document.key.clone() {
                names.by_key.entry(key).or_default().push(Known::Unread { product: document.product });
            }
        }
        names
    }

    /// The names under which one artifact is found, beside its path.
    pub(super) fn written_in<'a>(kind: &Kind, artifact: &'a Artifact) -> WrittenNames<'a> {
        WrittenNames {
            key: artifact.id.as_ref().map(|id| key_of(kind, id)),
            aliases: artifact.get(kind, ALIASES).into_iter().flatten().map(alias_key).collect(),
            version: version_of(kind, artifact),
            title: &artifact.title,
        }
    }
}

/// The version that names an artifact: of the field `version`, where the kind has one of that type.
fn version_of<'a>(kind: &Kind, artifact: &'a Artifact) -> Option<&'a Version> {
    let index = kind.field_index("version")?;
    if kind.fields[index].ty != FieldType::Version {
        return None;
    }
    match &artifact.value_at(index)?.value {
        Value::Version(version) => Some(version),
        _ => None,
    }
}

/// What a person asked for by name.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Lookup {
    pub(crate) artifact: ArtifactIndex,
    pub(crate) part: Option<PartName>,
}

/// Where a reference is written: what it means without a product or a folder of its own.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Home<'a> {
    pub(crate) product: u16,
    /// The path of the document that writes it.
    pub(crate) path: &'a RelPath,
}

/// Why a name leads to no artifact.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum NotFound {
    Unknown {
        nearest: Option<String>,
    },
    Ambiguous(Vec<ArtifactIndex>),
    /// The document is there and cannot be read.
    Unread,
}

impl Plan {
    /// The artifact a person means by `text`: an id in any spelling, an alias, a version, a path.
    pub(crate) fn find(&self, text: &str) -> Result<Lookup, NotFound> {
        match self.named(text, None) {
            LinkState::Resolved(target) => Ok(Lookup { artifact: target.artifact, part: target.part }),
            LinkState::Ambiguous(candidates) => Err(NotFound::Ambiguous(candidates)),
            LinkState::Unread => Err(NotFound::Unread),
            LinkState::Url | LinkState::Nothing | LinkState::Dangling | LinkState::Elsewhere => {
                let labels: Vec<String> =
                    self.artifacts().filter_map(|artifact| Some(artifact.id.as_ref()?.to_string())).collect();
                let nearest = nearest(text, labels.iter().map(String::as_str)).map(str::to_owned);
                Err(NotFound::Unknown { nearest })
            }
        }
    }

    /// Where a name leads that stands in no field: in an argument, in code or in the message of a commit.
    pub(crate) fn named(&self, text: &str, from: Option<Home<'_>>) -> LinkState {
        self.resolve_from(text, &LinkRule::any(), from)
    }

    /// Where a reference leads. `from` is the artifact that writes it.
    pub(super) fn resolve(&self, written: &str, rule: &LinkRule, from: Option<&Artifact>) -> LinkState {
        let home = from.map(|from| Home { product: from.product, path: &from.path });
        self.resolve_from(written, rule, home)
    }

    /// Where a reference leads that is written at `from`, whether or not a document stands there yet.
    pub(crate) fn resolve_from(&self, written: &str, rule: &LinkRule, from: Option<Home<'_>>) -> LinkState {
        let text = written.trim();
        if is_url(text) {
            return LinkState::Url;
        }
        if let Some(wiki) = WikiName::parse(text) {
            return self.in_brackets(wiki, rule, from);
        }
        let (text, product) = self.split_product(text);
        if product.is_none()
            && let Some(state) = self.by_path(text, rule, from)
        {
            return state;
        }
        let home = product.or_else(|| from.map(|from| from.product));
        let mut candidates = self.by_id(text, rule);
        let mut part = None;
        if candidates.is_empty()
            && let Some((id, name)) = PartName::split(text)
        {
            candidates = self.by_id(id, rule);
            part = Some(name);
        }
        if candidates.is_empty() {
            candidates = self.by_alias(text);
            part = None;
        }
        if candidates.is_empty()
            && let Some((alias, name)) = PartName::split(text)
        {
            candidates = self.by_alias(alias);
            part = Some(name);
        }
        if candidates.is_empty() {
            candidates = self.by_version(text, rule);
        }
        if let Some(product) = product {
            candidates.retain(|known| known.product() == product);
        } else if candidates.len() > 1 && candidates.iter().any(|known| Some(known.product()) == home) {
            candidates.retain(|known| Some(known.product()) == home);
        }
        candidates.dedup();
        match decide(&candidates, part) {
            LinkState::Dangling if self.may_be_elsewhere(text) => LinkState::Elsewhere,
            state => state,
        }
    }

    /// Whether an id that nothing here has may be one of the overlay, which is not here.
    fn may_be_elsewhere(&self, text: &str) -> bool {
        let Some(overlay) = self.config.overlay.as_ref().filter(|overlay| overlay.joined.is_none()) else {
            return false;
        };
        let Ok(id) = Id::parse(text) else { return false };
        let kind = self.config.kinds.iter().position(|kind| kind.identity.has_prefix(id.prefix()));
        match kind {
            Some(kind) if overlay.kinds.is_empty() => {
                self.artifacts.iter().all(|artifact| usize::from(artifact.kind) != kind)
            }
            Some(kind) => overlay.kinds.contains(&self.config.kinds[kind].name),
            // A kind that the overlay alone knows.
            None => true,
        }
    }

    /// `payments/REQ-4` is `REQ-4` of the product payments.
    fn split_product<'text>(&self, text: &'text str) -> (&'text str, Option<u16>) {
        match text.split_once('/') {
            Some((key, rest)) if !rest.contains('/') => match self.config.products.get_index_of(key) {
                Some(index) => (rest, u16::try_from(index).ok()),
                None => (text, None),
            },
            _ => (text, None),
        }
    }

    /// A path: of a document, or of the folder that holds it, with or without what says nothing at its end.
    fn by_path(&self, text: &str, rule: &LinkRule, from: Option<Home<'_>>) -> Option<LinkState> {
        if !is_path(text) {
            return None;
        }
        for reading in WrittenPath::readings(text, rule, from) {
            if let Some(index) = self.at_path(&reading.path) {
                return Some(LinkState::Resolved(LinkTarget { artifact: index, part: None }));
            }
            if self.unreadable.iter().any(|document| document.path == reading.path) {
                return Some(LinkState::Unread);
            }
        }
        Some(LinkState::Dangling)
    }

    /// How a reference names the document it leads to, where it does so by a path.
    pub(crate) fn written_path(&self, written: &str, rule: &LinkRule, from: Home<'_>) -> Option<WrittenPath> {
        let text = written.trim();
        if let Some(path) = self.path_in_brackets(text, rule, from) {
            return Some(path);
        }
        let names_product = || self.split_product(text).1.is_some();
        if is_url(text) || !is_path(text) || names_product() {
            return None;
        }
        let mut readings = WrittenPath::readings(text, rule, Some(from)).into_iter();
        readings.find(|reading| self.at_path(&reading.path).is_some())
    }

    fn by_id(&self, text: &str, rule: &LinkRule) -> Vec<Known> {
        let is_number = !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
        let allowed = |kind: &&Kind| rule.to.is_empty() || rule.to.contains(&kind.name);
        let keys: Vec<IdKey> = if is_number {
            // A bare number names an artifact only where the field leads to few enough kinds to say which.
            let kinds = self.config.kinds.iter().filter(|kind| !rule.to.is_empty() && allowed(kind));
            kinds
                .filter_map(|kind| Id::parse(&format!("{}-{text}", kind.identity.prefix)).ok())
                .map(|id| id.key().clone())
                .collect()
        } else {
            let Ok(id) = Id::parse(text) else { return Vec::new() };
            let kind = self.config.kinds.iter().find(|kind| kind.identity.has_prefix(id.prefix()));
            match kind {
                // Written as `pm` writes it, which needs no second look.
                Some(kind)
                    if kind.files.named_by_id
                        && id.product().is_none()
                        && kind.identity.prefix.eq_ignore_ascii_case(id.prefix()) =>
                {
                    return self.names.by_key.get(id.key()).cloned().unwrap_or_default();
                }
                _ => {
                    kind.and_then(|kind| Some(key_of(kind, &read_id(kind, text).ok()?))).into_iter().collect()
                }
            }
        };
        keys.iter().filter_map(|key| self.names.by_key.get(key)).flatten().copied().collect()
    }

    fn by_alias(&self, text: &str) -> Vec<Known> {
        self.names.by_alias.get(&alias_key(text)).cloned().unwrap_or_default()
    }

    fn by_version(&self, text: &str, rule: &LinkRule) -> Vec<Known> {
        if self.names.versions.is_empty() {
            return Vec::new();
        }
        let Ok(version) = Version::parse(text) else { return Vec::new() };
        self.names
            .versions
            .iter()
            .filter(|(kind, candidate, _)| {
                let name = &self.config.kinds[usize::from(*kind)].name;
                (rule.to.is_empty() || rule.to.contains(name)) && candidate.same_as(&version)
            })
            .map(|(_, _, index)| Known::Artifact { index: *index, product: self.artifact(*index).product })
            .collect()
    }
}

/// What is the same for all spellings of another name: of an id letter case and zeros play no part, of any
/// other word letter case.
pub(crate) fn alias_key(text: &str) -> String {
    match Id::parse(text) {
        Ok(id) => id.key().without_product().to_string(),
        Err(_) => text.trim().to_lowercase(),
    }
}

fn decide(candidates: &[Known], part: Option<PartName>) -> LinkState {
    match candidates {
        [] => LinkState::Dangling,
        [Known::Artifact { index, .. }] => LinkState::Resolved(LinkTarget { artifact: *index, part }),
        several if several.iter().any(|known| matches!(known, Known::Unread { .. })) => LinkState::Unread,
        several => LinkState::Ambiguous(
            several
                .iter()
                .filter_map(|known| match known {
                    Known::Artifact { index, .. } => Some(*index),
                    Known::Unread { .. } => None,
                })
                .collect(),
        ),
    }
}

/// Whether a reference is a path and no id.
fn is_path(text: &str) -> bool {
    text.contains('/') || text.ends_with(".md") || text.ends_with(".yaml")
}

fn is_url(text: &str) -> bool {
    ["http://", "https://", "mailto:"]
        .iter()
        .any(|scheme| text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)))
}
