//! One document as the plan knows it: identity, title, status, typed fields, text.

use super::key::{Key, Readable};
use super::kind::Kind;
use super::value::FieldValue;
use super::values::Id;
use super::workflow::{Category, Status};
use crate::source::RelPath;
use crate::text::front_matter;
use crate::text::span::Span;
use crate::text::yaml::Node;

/// The product of what belongs to none: the strategy that several products share.
pub(crate) const NO_PRODUCT: u16 = u16::MAX;

/// An artifact of a kind, read from one document.
#[derive(Clone, Debug)]
pub(crate) struct Artifact {
    /// The position of its kind among the kinds of the repository.
    pub(crate) kind: u16,
    /// The position of its product among the products of the repository, or [`NO_PRODUCT`].
    pub(crate) product: u16,
    pub(crate) path: RelPath,
    /// Its id; nothing where the document has none yet.
    pub(crate) id: Option<Id>,
    pub(crate) id_span: Option<Span>,
    /// Its title; its file name where the document has none.
    pub(crate) title: Box<str>,
    pub(crate) title_span: Option<Span>,
    pub(crate) status: Option<StatusValue>,
    /// Sorted by field; only what is written.
    pub(crate) values: Vec<FieldValue>,
    /// The YAML of the document, without fences.
    pub(crate) front: Span,
    /// The Markdown under it; empty in a `.yaml` document.
    pub(crate) body: Span,
    /// The whole document.
    pub(crate) text: Box<str>,
    /// What came from the overlay and stands in no document of this repository.
    pub(crate) overlaid: Option<Box<Overlaid>>,
}

/// What the overlay says of an artifact.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Overlaid {
    /// The fields whose values came from there, by their positions.
    pub(crate) fields: Vec<u16>,
    /// The part of the text that did.
    pub(crate) text: Option<Span>,
}

/// A status as written, and which of the kind's it is.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct StatusValue {
    pub(crate) written: Box<str>,
    pub(crate) span: Span,
    /// Its position in the workflow; nothing for a word that is none of the kind's statuses.
    pub(crate) index: Option<u16>,
}

impl Artifact {
    /// The id for people; of a document without one its path.
    pub(crate) fn label(&self) -> String {
        self.id.as_ref().map_or_else(|| self.path.to_string(), ToString::to_string)
    }

    /// Whether the value of the field at `index` of its kind came from the overlay.
    pub(crate) fn is_overlaid(&self, index: usize) -> bool {
        self.overlaid
            .as_ref()
            .is_some_and(|overlaid| overlaid.fields.iter().any(|field| usize::from(*field) == index))
    }

    /// The value of the field at `index` of its kind.
    pub(crate) fn value_at(&self, index: usize) -> Option<&FieldValue> {
        let index = u16::try_from(index).ok()?;
        let at = self.values.binary_search_by_key(&index, |value| value.field).ok()?;
        self.values.get(at)
    }

    /// The value of the field called `name`, with its place.
    pub(crate) fn value<'a>(&'a self, kind: &Kind, name: &str) -> Option<&'a FieldValue> {
        self.value_at(kind.field_index(name)?)
    }

    pub(crate) fn status<'a>(&self, kind: &'a Kind) -> Option<&'a Status> {
        kind.workflow.statuses.get(usize::from(self.status.as_ref()?.index?))
    }

    pub(crate) fn status_name(&self) -> Option<&str> {
        self.status.as_ref().map(|status| &*status.written)
    }

    /// The category of its status; nothing without a status that the kind knows.
    pub(crate) fn category(&self, kind: &Kind) -> Option<Category> {
        self.status(kind).map(|status| status.category)
    }

    /// Whether it is done or dropped.
    pub(crate) fn is_closed(&self, kind: &Kind) -> bool {
        self.category(kind).is_some_and(Category::is_closed)
    }

    pub(crate) fn body_text(&self) -> &str {
        self.body.slice(&self.text)
    }

    /// All fields as they are written, in whichever language; nothing where they cannot be read.
    pub(crate) fn root(&self) -> Option<Node> {
        front_matter::fields(&self.text, self.front).ok().map(|parsed| parsed.root)
    }

    /// Reads a field through its typed key; nothing where it is missing or of another type.
    pub(crate) fn get<T: Readable + ?Sized>(&self, kind: &Kind, key: Key<T>) -> Option<T::Read<'_>> {
        T::read(&self.value(kind, key.name)?.value)
    }
}
