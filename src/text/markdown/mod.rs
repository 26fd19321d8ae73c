//! The outline of a Markdown body: headings and their sections, checklists, links, anchors; and tables
//! of names and values.
//!
//! Reads structure and places, renders nothing, and never looks for front matter: that has been
//! split off before, and Markdown readers take the text between two rules for it.

mod anchors;
mod head;
#[cfg(any(test, fuzzing))]
pub(crate) mod invariants;
mod reader;
mod table;
mod title;
mod unseen;
mod wiki;
mod wording;

use crate::text::span::Span;

pub(crate) use crate::text::markdown::anchors::slug as anchor;
pub(crate) use crate::text::markdown::head::{head, link_within};
#[cfg(fuzzing)]
pub(crate) use crate::text::markdown::table::check_table;
pub(crate) use crate::text::markdown::table::{Cell, CellLink, Row, Table, table};
pub(crate) use crate::text::markdown::title::first_heading;
pub(crate) use crate::text::markdown::unseen::unseen;
pub(crate) use crate::text::markdown::wiki::{WikiLink, WikiName, wiki_links};
pub(crate) use crate::text::markdown::wording::{SectionWords, wording, words_alone};

/// What a body is made of; all spans are those of the whole file, in the order of the text.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Outline {
    pub(crate) headings: Vec<Heading>,
    pub(crate) checklist: Vec<ChecklistItem>,
    pub(crate) links: Vec<Link>,
    /// Where links by reference lead: `[guide]: ../guide.md`.
    pub(crate) definitions: Vec<Definition>,
    /// Anchors written as HTML: `<a id="x">`.
    pub(crate) anchors: Vec<Anchor>,
}

/// A heading and the section it begins.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Heading {
    /// 1 to 6.
    pub(crate) level: u8,
    /// What a reader sees, without the attribute.
    pub(crate) text: Box<str>,
    /// What stands in braces at the end of the heading: `internal` of `## Notes {internal}`.
    pub(crate) attribute: Option<Box<str>>,
    /// The anchor that GitHub gives the heading, numbered where an earlier heading has the same.
    pub(crate) anchor: Box<str>,
    /// The heading without the line break at its end.
    pub(crate) span: Span,
    /// From the line after the heading up to the next heading of the same or a higher level.
    pub(crate) section: Span,
    /// Whether the section, its own subsections included, holds nothing but blanks, comments, rules,
    /// list items without text, and headings.
    pub(crate) is_empty: bool,
}

/// An item with a box to tick.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct ChecklistItem {
    pub(crate) checked: bool,
    /// The box: `[ ]` or `[x]`.
    pub(crate) marker: Span,
    /// What a reader sees of the item itself, without its part id.
    pub(crate) text: Box<str>,
    /// From the bullet to the end of the item's own text.
    pub(crate) span: Span,
    /// An id at the start of the item: `AC3` of `- [ ] AC3: …` or `- [ ] **AC3** …`.
    pub(crate) part: Option<Part>,
    /// The innermost heading above it, as an index into [`Outline::headings`].
    pub(crate) heading: Option<usize>,
}

/// The id of a part: capital letters and a number.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Part {
    pub(crate) id: Box<str>,
    pub(crate) span: Span,
}

/// A link or an image. A link by reference has the target of its definition.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Link {
    pub(crate) kind: LinkKind,
    pub(crate) target: Box<str>,
    /// What a reader sees: the link's text, the image's replacement.
    pub(crate) text: Box<str>,
    pub(crate) span: Span,
    /// The target as written in the link itself, where it stands there unchanged.
    pub(crate) target_span: Option<Span>,
}

/// The target of links by reference.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Definition {
    pub(crate) target: Box<str>,
    /// The target as written, where it stands there unchanged.
    pub(crate) target_span: Option<Span>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum LinkKind {
    Link,
    Image,
    /// `<https://example.com>`.
    Address,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Anchor {
    pub(crate) name: Box<str>,
    pub(crate) span: Span,
}

impl Outline {
    /// Reads `body`, which stands at `base` in its file.
    pub(crate) fn of(body: &str, base: usize) -> Self {
        reader::read(body, base)
    }

    /// The first section with this heading; letter case does not count.
    pub(crate) fn section(&self, heading: &str) -> Option<&Heading> {
        let wanted = heading.trim().to_lowercase();
        self.headings.iter().find(|heading| heading.text.to_lowercase() == wanted)
    }

    /// Whether `#anchor` leads somewhere in this body.
    pub(crate) fn has_anchor(&self, anchor: &str) -> bool {
        self.headings.iter().any(|heading| &*heading.anchor == anchor)
            || self.anchors.iter().any(|html| &*html.name == anchor)
    }
}

/// Whether a body may hold a link, an image or an address at all: cheap, and never wrongly false.
pub(crate) fn may_hold_links(body: &str) -> bool {
    let bytes = body.as_bytes();
    bytes.contains(&b'<') || bytes.windows(2).any(|pair| pair == b"](" || pair == b"]:")
}

#[cfg(test)]
mod tests;
