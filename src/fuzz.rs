//! The one door for fuzz targets; not there in an ordinary build.
//!
//! Each function takes arbitrary bytes and panics where a promise is broken.

use std::sync::OnceLock;

use crate::change::merge::invariants::check_bytes as check_merge;
use crate::check::invariants::{check_configuration, check_document};
use crate::plan::Plan;
use crate::plan::query::invariants::{check_source, plan};
use crate::repo::merge_lines;
use crate::text::edit::invariants::check_bytes;
use crate::text::front_matter::{Language, split};
use crate::text::markdown::check_table;
use crate::text::markdown::invariants::check_body;
use crate::text::sheet;
use crate::text::toml::invariants::check_text as check_toml;
use crate::text::yaml::invariants::check_text;

/// Splitting any bytes gives parts that make up the whole, or one fault inside the file; and the
/// fields that are found are read with fitting places.
pub fn front_matter(bytes: &[u8]) {
    match split(bytes) {
        Ok(document) => {
            assert_eq!(document.body.end(), document.text.len());
            if let Some(front_matter) = document.front_matter {
                assert!(front_matter.opening.end() <= front_matter.content.start());
                assert_eq!(front_matter.content.end(), front_matter.closing.start());
                assert!(front_matter.closing.end() <= document.body.start());
                let written = front_matter.content.slice(document.text);
                match front_matter.language {
                    Language::Yaml => check_text(written, front_matter.content.start()),
                    Language::Toml => check_toml(written, front_matter.content.start()),
                }
            }
        }
        Err(fault) => assert!(fault.span.end() <= bytes.len()),
    }
}

/// Any text as the rows of a table has places that fit.
pub fn table(bytes: &[u8]) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        check_table(&format!("| Metadata | |\n|---|---|\n{text}"), "Metadata");
    }
}

/// Reading any text as a sheet gives cells whose places fit, or faults; and a sheet written anew reads
/// the same.
pub fn csv_sheet(bytes: &[u8]) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        sheet::invariants::check_text(text);
    }
}

/// Reading any text as YAML gives a tree whose spans fit and nest, or one fault; and the fast path
/// reads as the full reader does.
pub fn yaml(bytes: &[u8]) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        check_text(text, 0);
    }
}

/// Reading any text as TOML gives a tree whose places fit, or one fault.
pub fn toml(bytes: &[u8]) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        check_toml(text, 0);
    }
}

/// Any edit of any document does what was asked for or is refused.
pub fn edit(bytes: &[u8]) {
    check_bytes(bytes);
}

/// Merging any three texts loses nothing that either side wrote.
pub fn merge(bytes: &[u8]) {
    check_merge(bytes, merge_lines);
}

/// Any text as `pm.yaml` gives findings with fitting places, in every report format.
pub fn configuration(bytes: &[u8]) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        check_configuration(text);
    }
}

/// Any bytes as a document give findings with fitting places, in every report format.
pub fn document(bytes: &[u8]) {
    check_document(bytes);
}

/// Any text as an expression is refused with fitting places, or can be evaluated.
pub fn expression(bytes: &[u8]) {
    static PLAN: OnceLock<Plan> = OnceLock::new();
    if let Ok(text) = std::str::from_utf8(bytes) {
        check_source(PLAN.get_or_init(plan), text);
    }
}

/// Any text as a body gives an outline whose places fit.
pub fn outline(bytes: &[u8]) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        check_body(text, 0);
    }
}
