//! All that the repository says at one moment: artifacts, documents that cannot be read, links.
//!
//! Loading gives a plan and findings, never an error: what a person wrote wrong is a finding, and
//! everything else is still there. A plan never changes; a change makes a new one.

mod beside;
pub(crate) mod demand;
mod document;
pub(crate) mod due;
pub(crate) mod file_link;
pub(crate) mod graph;
mod in_brackets;
mod in_status;
mod joined;
mod link;
mod load;
mod lookup;
mod mention;
pub(crate) mod parts;
mod projection;
pub(crate) mod query;
mod suspect;
mod written_path;

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

pub(crate) use beside::{Beside, load_beside};
pub(crate) use document::key_of;
pub(crate) use in_status::{in_status, place_of_status};
pub(crate) use link::{Link, LinkState, LinkTarget};
pub(crate) use load::{findings_in, folders, id_named_by, load, owner, product_of, read_document};
pub(crate) use lookup::{Home, Lookup, NotFound, alias_key};
pub(crate) use mention::{Mention, mentions, mentions_in, place_in_field};
pub(crate) use projection::{
    Exposure, Eyes, SeenArtifact, SeenText, exposure, project, project_past, visibilities, visibility_in,
};

use crate::config::Config;
use crate::diagnostic::report::Sources;
use crate::model::artifact::Artifact;
use crate::model::field::{Field, Meaning};
use crate::model::kind::Kind;
use crate::model::values::IdKey;
use crate::source::RelPath;

/// The position of an artifact in [`Plan::artifacts`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) struct ArtifactIndex(pub(crate) u32);

/// One moment of a repository.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) config: Config,
    /// The text of `pm.yaml`, for showing places in it.
    pub(crate) config_text: String,
    /// Sorted by path. Plans of two moments share those that are the same.
    pub(crate) artifacts: Vec<Arc<Artifact>>,
    /// Documents that could not be read, by path, with the id that their name gives.
    pub(crate) unreadable: Vec<Unreadable>,
    /// How many files were looked at.
    pub(crate) file_count: usize,
    names: Arc<lookup::Names>,
    /// Sorted by source.
    links: Vec<Link>,
    outgoing: Vec<Range<u32>>,
    incoming: Vec<Vec<u32>>,
}

/// A document that is there but gives no artifact.
#[derive(Clone, Debug)]
pub(crate) struct Unreadable {
    pub(crate) path: RelPath,
    pub(crate) kind: u16,
    pub(crate) product: u16,
    pub(crate) key: Option<IdKey>,
    /// The text, where it is text.
    pub(crate) text: Option<Box<str>>,
}

impl Plan {
    pub(crate) fn artifact(&self, index: ArtifactIndex) -> &Artifact {
        &self.artifacts[index.0 as usize]
    }

    /// Every artifact, sorted by path.
    pub(crate) fn artifacts(&self) -> impl Iterator<Item = &Artifact> {
        self.artifacts.iter().map(|artifact| &**artifact)
    }

    /// The name that no artifact of another product has: the id, with the product in front where the repository
    /// has several; of a document without an id its path.
    pub(crate) fn name_of(&self, artifact: &Artifact) -> String {
        match self.config.products.get_index(usize::from(artifact.product)) {
            Some((product, _)) if self.config.products.len() > 1 && artifact.id.is_some() => {
                format!("{product}/{}", artifact.label())
            }
            _ => artifact.label(),
        }
    }

    pub(crate) fn kind(&self, artifact: &Artifact) -> &Kind {
        &self.config.kinds[usize::from(artifact.kind)]
    }

    pub(crate) fn kind_of(&self, index: ArtifactIndex) -> &Kind {
        self.kind(self.artifact(index))
    }

    pub(crate) fn indices(&self) -> impl Iterator<Item = ArtifactIndex> + use<> {
        (0..u32::try_from(self.artifacts.len()).unwrap_or(u32::MAX)).map(ArtifactIndex)
    }

    pub(crate) fn of_kind(&self, kind: usize) -> impl Iterator<Item = ArtifactIndex> + '_ {
        self.indices().filter(move |index| usize::from(self.artifact(*index).kind) == kind)
    }

    /// Every link of the plan, sorted by source, then by place.
    pub(crate) fn links(&self) -> &[Link] {
        &self.links
    }

    pub(crate) fn links_from(&self, index: ArtifactIndex) -> &[Link] {
        let range = self.outgoing.get(index.0 as usize).cloned().unwrap_or_default();
        self.links.get(range.start as usize..range.end as usize).unwrap_or_default()
    }

    /// The links that lead to an artifact, sorted by source.
    pub(crate) fn links_to(&self, index: ArtifactIndex) -> impl Iterator<Item = &Link> {
        self.incoming
            .get(index.0 as usize)
            .into_iter()
            .flatten()
            .filter_map(|at| self.links.get(*at as usize))
    }

    /// The links that `artifact` writes, which is the document of `source` as it would be.
    pub(crate) fn links_as_written(&self, source: ArtifactIndex, artifact: &Artifact) -> Vec<Link> {
        link::links_of(self, source, artifact)
    }

    /// The field that a link is written in.
    pub(crate) fn field_of(&self, link: &Link) -> &Field {
        let field = &self.kind_of(link.source).fields[usize::from(link.field)];
        match link.subfield {
            Some(subfield) => &field.fields[usize::from(subfield)],
            None => field,
        }
    }

    /// The name of the field that a link is written in; within a record, both names.
    pub(crate) fn link_name(&self, link: &Link) -> Cow<'_, str> {
        let field = self.field_of(link);
        if link.subfield.is_none() {
            return Cow::Borrowed(&field.name);
        }
        let outer = &self.kind_of(link.source).fields[usize::from(link.field)];
        Cow::Owned(format!("{}.{}", outer.name, field.name))
    }

    pub(crate) fn meaning_of(&self, link: &Link) -> Meaning {
        self.field_of(link).link.as_ref().map_or(Meaning::RelatesTo, |rule| rule.meaning)
    }

    /// The artifacts that `index` leads to by links of one meaning, in the order written.
    pub(crate) fn targets(
        &self,
        index: ArtifactIndex,
        meaning: Meaning,
    ) -> impl Iterator<Item = ArtifactIndex> + '_ {
        self.links_from(index)
            .iter()
            .filter(move |link| self.meaning_of(link) == meaning)
            .filter_map(Link::artifact)
    }

    /// The artifacts that lead to `index` by links of one meaning.
    pub(crate) fn sources(
        &self,
        index: ArtifactIndex,
        meaning: Meaning,
    ) -> impl Iterator<Item = ArtifactIndex> + '_ {
        self.links_to(index).filter(move |link| self.meaning_of(link) == meaning).map(|link| link.source)
    }

    /// The artifacts that the field called `field` of `index` leads to.
    pub(crate) fn targets_of_field(
        &self,
        index: ArtifactIndex,
        field: &str,
    ) -> impl Iterator<Item = ArtifactIndex> + '_ {
        let at = self.kind_of(index).field_index(field);
        self.links_from(index)
            .iter()
            .filter(move |link| at == Some(usize::from(link.field)) && link.subfield.is_none())
            .filter_map(Link::artifact)
    }

    /// The text of a file of the plan, for showing places in it.
    pub(crate) fn text_of(&self, path: &RelPath) -> Option<&str> {
        if path.as_str() == crate::config::FILE_NAME {
            return Some(&self.config_text);
        }
        if let Ok(at) = self.artifacts.binary_search_by(|artifact| artifact.path.cmp(path)) {
            return self.artifacts.get(at).map(|artifact| &*artifact.text);
        }
        self.unreadable.iter().find(|document| document.path == *path)?.text.as_deref()
    }

    /// The artifact of the document at `path`.
    pub(crate) fn at_path(&self, path: &RelPath) -> Option<ArtifactIndex> {
        let at = self.artifacts.binary_search_by(|artifact| artifact.path.cmp(path)).ok()?;
        Some(ArtifactIndex(u32::try_from(at).ok()?))
    }
}

impl Sources for Plan {
    fn text(&self, path: &RelPath) -> Option<&str> {
        self.text_of(path)
    }
}

#[cfg(test)]
mod tests;
