//! Ground floor: from bytes to structure.
//!
//! Front matter, spanned YAML and TOML, sheets, edits that keep every other byte, Markdown outlines and words.
//! Knows no product word: nothing here has heard of a requirement, a release or a plan.

pub(crate) mod edit;
pub(crate) mod form;
pub(crate) mod front_matter;
pub(crate) mod json;
pub(crate) mod mail;
pub(crate) mod markdown;
pub(crate) mod sheet;
pub(crate) mod span;
pub(crate) mod three_way;
pub(crate) mod toml;
pub(crate) mod visible;
pub(crate) mod words;
pub(crate) mod yaml;
