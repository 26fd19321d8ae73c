//! Doorstop: documents are folders with a `.doorstop.yml`, items are YAML or Markdown files named by their ids.
//!
//! <https://doorstop.readthedocs.io>

use super::{FolderFile, Read, Sort};
use crate::exchange::batch::{Columns, Misfit, Record};
use crate::exchange::formats::yaml_cells::{cells, put};
use crate::text::front_matter;
use crate::text::span::Span;
use crate::text::yaml;

pub(super) const SORT: Sort =
    Sort { fits: |files| files.iter().any(|file| file.name() == ".doorstop.yml"), read };

fn read(file: &FolderFile, text: &str, columns: &mut Columns) -> Read {
    let extension = file.extension().to_lowercase();
    if file.name().starts_with('.') || !matches!(extension.as_str(), "yml" | "yaml" | "md") {
        return Read::Beside;
    }
    let is_item = file.stem().ends_with(|last: char| last.is_ascii_digit());
    if !is_item {
        return Read::Beside;
    }
    let (front, body) = match extension.as_str() {
        "md" => match front_matter::split(text.as_bytes()) {
            Ok(document) => (document.front_matter.map(|front| front.content), document.body),
            Err(fault) => return Read::Misfit(Misfit::record(fault.span, fault.message)),
        },
        _ => (Some(Span::new(0, text.len())), Span::at(text.len())),
    };
    let mut found = Vec::new();
    let start = Span::at(0);
    put("uid", file.stem(), start, columns, &mut found);
    let prefix =
        file.stem().trim_end_matches(|last: char| last.is_ascii_digit()).trim_end_matches(['-', '_', '.']);
    put("prefix", prefix, start, columns, &mut found);
    if let Some(front) = front {
        match yaml::parse(front.slice(text), front.start()) {
            Ok(parsed) => {
                for entry in parsed.root.entries().unwrap_or_default() {
                    match &*entry.key.text {
                        "links" => links(&entry.value, columns, &mut found),
                        name => cells(&entry.value, name, columns, &mut found),
                    }
                }
            }
            Err(fault) => {
                let mut misfit = Misfit::record(fault.span, fault.message);
                misfit.hint = fault.help;
                return Read::Misfit(misfit);
            }
        }
    }
    put("text", body.slice(text).trim(), body, columns, &mut found);
    Read::Record(Record { file: 0, span: start, cells: found })
}

/// What an item links to: ids, each alone or with a fingerprint behind it.
fn links(node: &yaml::Node, columns: &mut Columns, found: &mut Vec<crate::exchange::batch::Cell>) {
    for item in node.items().unwrap_or_default() {
        match (item.as_str(), item.entries()) {
            (Some(id), _) => put("links", id, item.span, columns, found),
            (None, Some(entries)) => {
                for entry in entries {
                    put("links", &entry.key.text, entry.key.span, columns, found);
                }
            }
            (None, None) => {}
        }
    }
}
