//! From an intent on a plan to the files as they would be: what every writing command does.
//!
//! Pure: a plan and words in, new bytes of files out. Reads and writes no file, takes no lock and
//! checks no rule; whoever asks for a change lays it over the tree, checks what it touches, and only
//! then stores it.

mod add;
mod approve;
mod assignment;
mod body;
mod compose;
mod document;
mod duplicate;
mod estimate;
mod fix;
mod follow;
mod link;
pub(crate) mod merge;
mod name;
mod number;
mod place;
mod rank;
mod reference;
mod remove;
mod rename;
mod renumber;
mod review;
mod revise;
mod settings;
mod sheet;
mod ship;
mod text_fields;
mod triage;
mod typed;

pub(crate) use add::{Added, Addition, add, product_called};
pub(crate) use approve::{Assent, approve, withdraw};
pub(crate) use assignment::{Assignment, Operator};
pub(crate) use body::{headings, section_flag};
pub(crate) use compose::{
    Composition, Rewriting, Said, compose, link_value, new_path, rewrite, texts_of, value_of, with_sections,
};
pub(crate) use duplicate::{duplicate_status, merge_into, part};
pub(crate) use fix::{condensed, fix, identify};
pub(crate) use follow::follow;
pub(crate) use link::{Sides, link, unlink};
pub(crate) use number::{captured_id, next_beside, next_id};
pub(crate) use rank::{Spot, ranks};
pub(crate) use reference::not_found;
pub(crate) use remove::remove;
pub(crate) use rename::{FileName, rename};
pub(crate) use renumber::{Renumbering, renumber};
pub(crate) use review::review;
pub(crate) use revise::revise;
pub(crate) use settings::{MendedSettings, mend_settings};
pub(crate) use sheet::{AppliedSheet, SheetProblem, SheetRequest, apply_sheet, shown};
pub(crate) use ship::{Shipping, WayOut, open_parts, ship};
pub(crate) use triage::{Decision, answering_field, decide, lacking, made_into};

/// Why a change cannot be made. Nothing was changed.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Impossible {
    /// One sentence without a final period.
    pub(crate) message: String,
    /// What to do; each an imperative fragment.
    pub(crate) hints: Vec<String>,
}

impl Impossible {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), hints: Vec::new() }
    }

    pub(crate) fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    fn with_hints(mut self, hints: impl IntoIterator<Item = String>) -> Self {
        self.hints.extend(hints);
        self
    }
}

#[cfg(test)]
mod tests;
