//! Markdown documents with front matter: a column for each key, the text as `(body)`, the first heading as `(heading)`.
//! A file that is all YAML is a record too.

use super::{FolderFile, Read, Sort};
use crate::exchange::batch::{Cell, Columns, Misfit, Record};
use crate::exchange::formats::yaml_cells::{cells, put};
use crate::text::front_matter;
use crate::text::markdown::Outline;
use crate::text::span::Span;
use crate::text::yaml;

pub(super) const SORT: Sort = Sort { fits: |_| true, read };

/// Names of files that tell of the others.
const BESIDE: [&str; 6] = ["readme", "index", "template", "contributing", "license", "changelog"];

fn read(file: &FolderFile, text: &str, columns: &mut Columns) -> Read {
    match file.extension().to_lowercase().as_str() {
        "md" | "markdown" | "mdx" => markdown(file, text, columns),
        "yaml" | "yml" => all_yaml(file, text, columns),
        _ => Read::Misfit(Misfit::record(Span::at(0), "the file is neither Markdown nor YAML")),
    }
}

fn markdown(file: &FolderFile, text: &str, columns: &mut Columns) -> Read {
    let (front, body) = match front_matter::split(text.as_bytes()) {
        Ok(document) => (document.front_matter.map(|front| front.content), document.body),
        Err(fault) => return Read::Misfit(Misfit::record(fault.span, fault.message)),
    };
    let Some(front) = front else {
        let stem = file.stem().to_lowercase();
        if BESIDE.iter().any(|name| stem == *name || stem.ends_with(&format!("-{name}"))) {
            return Read::Beside;
        }
        return record(file, text, Vec::new(), Span::new(0, text.len()), columns);
    };
    let mut found = Vec::new();
    match yaml::parse(front.slice(text), front.start()) {
        Ok(parsed) => {
            if parsed.root.entries().is_none() && !parsed.root.is_null() {
                return Read::Misfit(Misfit::record(front, "the front matter is no map"));
            }
            cells(&parsed.root, "", columns, &mut found);
        }
        Err(fault) => return refused(&fault),
    }
    record(file, text, found, body, columns)
}

fn all_yaml(file: &FolderFile, text: &str, columns: &mut Columns) -> Read {
    let mut found = Vec::new();
    match yaml::parse(text, 0) {
        Ok(parsed) if parsed.root.entries().is_some() => cells(&parsed.root, "", columns, &mut found),
        Ok(_) => return Read::Misfit(Misfit::record(Span::at(0), "the file is no map")),
        Err(fault) => return refused(&fault),
    }
    record(file, text, found, Span::at(text.len()), columns)
}

/// The record of a document: its keys, its path, and its text.
fn record(file: &FolderFile, text: &str, mut found: Vec<Cell>, body: Span, columns: &mut Columns) -> Read {
    let start = Span::at(0);
    put("(path)", &file.path, start, columns, &mut found);
    put("(folder)", file.folder(), start, columns, &mut found);
    let words = body.slice(text);
    if let Some(heading) = Outline::of(words, 0).headings.first().filter(|heading| heading.level == 1) {
        put("(heading)", &heading.text, start, columns, &mut found);
    }
    put("(body)", words.trim(), body, columns, &mut found);
    Read::Record(Record { file: 0, span: start, cells: found })
}

fn refused(fault: &yaml::YamlFault) -> Read {
    let mut misfit = Misfit::record(fault.span, fault.message.clone());
    misfit.hint.clone_from(&fault.help);
    Read::Misfit(misfit)
}
