//! Doorstop: documents are folders with a `.doorstop.yml`, items are YAML or Markdown files named by their ids.
//!
//! <https://doorstop.readthedocs.io>

mod item;
mod level;

use std::collections::BTreeMap;

use super::{FolderFile, Gathered, Read, Sort};
use crate::exchange::batch::{Batch, Columns, Misfit, Record};
use crate::exchange::formats::yaml_cells::{cells, put};
use crate::text::span::Span;
use crate::text::yaml::{self, Node};

pub(in crate::exchange) use item::{ItemFile, Reference, in_markdown, links, short, title};
pub(in crate::exchange) use level::{level_of, order};

pub(super) const SORT: Sort = Sort { fits, read };

/// The file that makes a folder a document.
pub(in crate::exchange) const SETTINGS: &str = ".doorstop.yml";

/// So many digits a number has where the settings do not say.
pub(in crate::exchange) const DIGITS: usize = 3;

/// What an item that does not follow from its parent, and one that demands nothing, are tagged with.
pub(in crate::exchange) const DERIVED: &str = "derived";
pub(in crate::exchange) const INFORMATIVE: &str = "informative";

fn fits(files: &[FolderFile]) -> bool {
    files.iter().any(|file| file.name() == SETTINGS)
}

/// A document: what the ids of its items begin with, and in which form they are written.
pub(in crate::exchange) struct Document {
    pub(in crate::exchange) prefix: String,
    pub(in crate::exchange) separator: String,
    /// How many digits the number of an item has at least.
    pub(in crate::exchange) digits: usize,
    pub(in crate::exchange) is_markdown: bool,
}

/// The documents by the folders that they are, and the settings that are none.
pub(in crate::exchange) fn documents(files: &[FolderFile]) -> (BTreeMap<&str, Document>, Vec<Misfit>) {
    let mut documents = BTreeMap::new();
    let mut misfits = Vec::new();
    for (at, file) in files.iter().enumerate().filter(|(_, file)| file.name() == SETTINGS) {
        match file.text().and_then(document) {
            Ok(document) => {
                documents.insert(file.folder(), document);
            }
            Err(misfit) => misfits.push(misfit.in_file(at)),
        }
    }
    (documents, misfits)
}

/// Reads the items of all documents.
pub(in crate::exchange) fn read(files: &[FolderFile], _: (&str, &str)) -> (Batch, Vec<Misfit>) {
    let (documents, misfits) = documents(files);
    let mut columns = Columns::default();
    let mut gathered = Gathered::of(files, |_, file| match document_of(&documents, file) {
        Some((_, document)) => file.text().and_then(|text| item(file, document, text, &mut columns)).into(),
        None if file.name() == SETTINGS => Read::Part,
        None => Read::Beside,
    });
    gathered.misfits.extend(misfits);
    gathered.finish(columns)
}

/// The document that a file is an item of, with its folder.
pub(in crate::exchange) fn document_of<'d>(
    documents: &'d BTreeMap<&str, Document>,
    file: &FolderFile,
) -> Option<(&'d str, &'d Document)> {
    let around = ancestors(file.folder()).find_map(|folder| documents.get_key_value(folder));
    around.map(|(folder, document)| (*folder, document)).filter(|(_, document)| document.has(file))
}

/// A folder, and those around it.
fn ancestors(folder: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(folder), |folder| match folder.rsplit_once('/') {
        Some((around, _)) => Some(around),
        None if folder.is_empty() => None,
        None => Some(""),
    })
}

fn document(text: &str) -> Result<Document, Misfit> {
    let parsed = yaml::parse(text, 0).map_err(|fault| refused(&fault))?;
    let settings = parsed.root.get("settings");
    let said = |key: &str| settings.and_then(|settings| settings.get(key)?.as_str()).map(str::to_owned);
    let prefix = said("prefix").ok_or_else(|| {
        Misfit::record(Span::at(0), "the document does not say which prefix its items have")
    })?;
    Ok(Document {
        prefix,
        separator: said("sep").unwrap_or_default(),
        digits: said("digits").and_then(|digits| digits.parse().ok()).unwrap_or(DIGITS),
        is_markdown: said("itemformat").as_deref() == Some("markdown"),
    })
}

impl Document {
    /// Whether a file is one of its items: `REQ001.yml`, `TA-SUPPLY_CHAIN.md`.
    fn has(&self, file: &FolderFile) -> bool {
        let is_of_form = match file.extension().to_lowercase().as_str() {
            "yml" | "yaml" => true,
            "md" => self.is_markdown,
            _ => false,
        };
        let stem = file.stem().to_lowercase();
        let rest = stem.strip_prefix(&self.prefix.to_lowercase());
        let rest = rest.and_then(|rest| {
            let signs = ['-', '_', '.'];
            if self.separator.is_empty() {
                Some(rest.trim_start_matches(signs))
            } else {
                rest.strip_prefix(&self.separator)
            }
        });
        let is_number = |rest: &str| rest.bytes().all(|byte| byte.is_ascii_digit());
        // Without a sign between, letters would be those of a longer prefix.
        is_of_form
            && rest.is_some_and(|rest| !rest.is_empty() && (is_number(rest) || !self.separator.is_empty()))
    }
}

fn item(file: &FolderFile, document: &Document, text: &str, columns: &mut Columns) -> Result<Record, Misfit> {
    let item = ItemFile::of(file, text)?;
    let start = Span::at(0);
    let mut found = Vec::new();
    put("uid", file.stem(), start, columns, &mut found);
    put("short uid", &short(file.stem()), start, columns, &mut found);
    put("prefix", &document.prefix, start, columns, &mut found);
    let level = item.said("level");
    put("item", sort(item.is_normative(), level), start, columns, &mut found);
    let state = match (item.is_active(), item.is_reviewed()) {
        (false, _) => "inactive",
        (true, false) => "unreviewed",
        (true, true) => "reviewed",
    };
    put("state", state, start, columns, &mut found);
    put("title", &title(&item.header, &item.text), start, columns, &mut found);
    put("order", &order(level), start, columns, &mut found);
    if item.is_derived() {
        put("flags", DERIVED, start, columns, &mut found);
    }
    if !item.is_normative() {
        put("flags", INFORMATIVE, start, columns, &mut found);
    }
    for entry in item.root.as_ref().and_then(Node::entries).unwrap_or_default() {
        match &*entry.key.text {
            "text" | "header" | "references" | "ref" => {}
            "links" => {
                for (id, span) in links(&entry.value) {
                    put("links", id, span, columns, &mut found);
                }
            }
            name => cells(&entry.value, name, columns, &mut found),
        }
    }
    put("text", item.text.trim(), item.body.unwrap_or(start), columns, &mut found);
    put("references", &Reference::section(&item.references()), start, columns, &mut found);
    Ok(Record { file: 0, span: start, cells: found, left_out: None })
}

/// What an item is: a heading of a document, words that explain, or a requirement.
fn sort(is_normative: bool, level: &str) -> &'static str {
    match is_normative {
        true => "requirement",
        false if level.ends_with(".0") => "heading",
        false => "informative text",
    }
}

fn refused(fault: &yaml::YamlFault) -> Misfit {
    let mut misfit = Misfit::record(fault.span, fault.message.clone());
    misfit.hint.clone_from(&fault.help);
    misfit
}
