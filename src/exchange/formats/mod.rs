//! The files that exports come in, one format each.

mod csv;
pub(crate) mod folder;
mod json;
mod yaml_cells;

use super::batch::{Batch, Misfit};

/// Reads the text of an export. What begins as JSON is JSON, whatever the file is called; the rest is a sheet.
pub(crate) fn read(text: &str) -> (Batch, Vec<Misfit>) {
    match text.trim_start().as_bytes().first() {
        Some(b'{' | b'[') => json::read(text),
        _ => csv::read(text),
    }
}
