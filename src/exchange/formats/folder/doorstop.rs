//! Doorstop: documents are folders with a `.doorstop.yml`, items are YAML or Markdown files named by their ids.
//!
//! <https://doorstop.readthedocs.io>

use std::collections::BTreeMap;

use super::{FolderFile, Gathered, Read, Sort};
use crate::exchange::batch::{Batch, Cell, Columns, Misfit, Record};
use crate::exchange::formats::yaml_cells::{cells, put};
use crate::text::front_matter;
use crate::text::markdown::Outline;
use crate::text::span::Span;
use crate::text::yaml::{self, Node};

pub(super) const SORT: Sort = Sort { fits, read };

/// The file that makes a folder a document.
const SETTINGS: &str = ".doorstop.yml";

/// So many digits of each part of a level are compared.
const DIGITS: usize = 3;

fn fits(files: &[FolderFile]) -> bool {
    files.iter().any(|file| file.name() == SETTINGS)
}

/// A document: what the ids of its items begin with, and in which form they are written.
struct Document {
    prefix: String,
    separator: String,
    is_markdown: bool,
}

/// Reads the items of all documents.
fn read(files: &[FolderFile], _: (&str, &str)) -> (Batch, Vec<Misfit>) {
    let mut documents: BTreeMap<&str, Document> = BTreeMap::new();
    let mut misfits = Vec::new();
    for (at, file) in files.iter().enumerate().filter(|(_, file)| file.name() == SETTINGS) {
        match file.text().and_then(document) {
            Ok(document) => {
                documents.insert(file.folder(), document);
            }
            Err(misfit) => misfits.push(misfit.in_file(at)),
        }
    }
    let mut columns = Columns::default();
    let mut gathered = Gathered::of(files, |_, file| {
        let around = ancestors(file.folder()).find_map(|folder| documents.get(folder));
        match around.filter(|document| document.has(file)) {
            Some(document) => file.text().and_then(|text| item(file, document, text, &mut columns)).into(),
            None if file.name() == SETTINGS => Read::Part,
            None => Read::Beside,
        }
    });
    gathered.misfits.extend(misfits);
    gathered.finish(columns)
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
    let (front, body) = match file.extension().eq_ignore_ascii_case("md") {
        true => match front_matter::split(text.as_bytes()) {
            Ok(document) => (document.front_matter.map(|front| front.content), document.body),
            Err(fault) => return Err(Misfit::record(fault.span, fault.message)),
        },
        false => (Some(Span::new(0, text.len())), Span::at(text.len())),
    };
    let parsed = match front {
        Some(front) => Some(yaml::parse(front.slice(text), front.start()).map_err(|fault| refused(&fault))?),
        None => None,
    };
    let root = parsed.as_ref().map(|parsed| &parsed.root);
    if root.is_some_and(|root| root.entries().is_none()) {
        return Err(Misfit::record(Span::at(0), "the item is no map"));
    }
    let said = |key: &str| root.and_then(|root| root.get(key)?.as_str()).map(str::trim).unwrap_or_default();
    let start = Span::at(0);
    let mut found = Vec::new();
    put("uid", file.stem(), start, columns, &mut found);
    put("short uid", &short(file.stem()), start, columns, &mut found);
    put("prefix", &document.prefix, start, columns, &mut found);
    let (mut header, mut words, mut place) = (said("header").to_owned(), said("text").to_owned(), start);
    if words.is_empty() && !body.is_empty() {
        (header, words) = in_markdown(body.slice(text), header);
        place = body;
    }
    let (is_active, is_normative) = (!is_no(said("active")), !is_no(said("normative")));
    let level = said("level");
    put("item", sort(is_normative, level), start, columns, &mut found);
    let state = match (is_active, said("reviewed").is_empty() || said("reviewed") == "null") {
        (false, _) => "inactive",
        (true, true) => "unreviewed",
        (true, false) => "reviewed",
    };
    put("state", state, start, columns, &mut found);
    put("title", &title(&header, &words), start, columns, &mut found);
    put("order", &order(level), start, columns, &mut found);
    if said("derived") == "true" {
        put("flags", "derived", start, columns, &mut found);
    }
    if !is_normative {
        put("flags", "informative", start, columns, &mut found);
    }
    for entry in root.and_then(Node::entries).unwrap_or_default() {
        match &*entry.key.text {
            "text" | "header" | "references" | "ref" => {}
            "links" => links(&entry.value, columns, &mut found),
            name => cells(&entry.value, name, columns, &mut found),
        }
    }
    put("text", words.trim(), place, columns, &mut found);
    put("references", &references(root, said("ref")), start, columns, &mut found);
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

fn is_no(text: &str) -> bool {
    matches!(text.to_lowercase().as_str(), "false" | "no" | "off")
}

/// The header and the text of an item that is written in Markdown: its first heading, and the rest.
fn in_markdown(body: &str, header: String) -> (String, String) {
    let outline = Outline::of(body, 0);
    let heading = outline.headings.first().filter(|heading| heading.level == 1);
    match heading.filter(|heading| header.is_empty() && body[..heading.span.start()].trim().is_empty()) {
        Some(heading) => (heading.text.to_string(), body[heading.span.end()..].trim().to_owned()),
        None => (header, body.trim().to_owned()),
    }
}

/// The header; of an item without one the first line of its text, without signs of emphasis.
fn title(header: &str, text: &str) -> String {
    let line = |text: &str| text.lines().map(str::trim).find(|line| !line.is_empty()).map(str::to_owned);
    let paragraph = || {
        let lines: Vec<&str> = text.lines().skip_while(|line| line.trim().is_empty()).collect();
        let end = lines.iter().position(|line| line.trim().is_empty()).unwrap_or(lines.len());
        lines[..end].join(" ").replace("**", "").replace("__", "").trim_start_matches(['#', ' ']).to_owned()
    };
    line(header).unwrap_or_else(paragraph)
}

/// An id without zeros before its number, as links may write it: `REQ3` for `REQ003`.
fn short(uid: &str) -> String {
    let digits = uid.len() - uid.trim_end_matches(|last: char| last.is_ascii_digit()).len();
    let (before, number) = uid.split_at(uid.len() - digits);
    match number.trim_start_matches('0') {
        "" => uid.to_owned(),
        number => format!("{before}{number}"),
    }
}

/// A level as a text that sorts as the level does: what lies below a part comes behind it.
fn order(level: &str) -> String {
    let mut parts: Vec<&str> = level.split('.').map(str::trim).collect();
    while parts.last().is_some_and(|last| last.trim_start_matches('0').is_empty()) {
        parts.pop();
    }
    let is_number =
        |part: &&str| !part.is_empty() && part.len() <= DIGITS && part.bytes().all(|b| b.is_ascii_digit());
    if parts.is_empty() || !parts.iter().all(is_number) {
        return String::new();
    }
    let parts: Vec<String> = parts.iter().map(|part| format!("{part:0>DIGITS$}")).collect();
    format!("{}1", parts.join("z"))
}

/// What an item links to: ids, each alone or with a fingerprint behind it.
fn links(node: &Node, columns: &mut Columns, found: &mut Vec<Cell>) {
    for item in node.items().unwrap_or_default() {
        match (item.as_str(), item.entries()) {
            (Some(id), _) => put("links", id.trim(), item.span, columns, found),
            (None, Some(entries)) => {
                for entry in entries {
                    put("links", entry.key.text.trim(), entry.key.span, columns, found);
                }
            }
            (None, None) => {}
        }
    }
}

/// The files that an item refers to, as a section of its text.
fn references(root: Option<&Node>, word: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    if !word.is_empty() {
        lines.push(format!("- `{word}`"));
    }
    for item in root.and_then(|root| root.get("references")?.items()).unwrap_or_default() {
        let said = |key: &str| item.get(key).and_then(Node::as_str).filter(|text| !text.is_empty());
        let Some(path) = said("path") else { continue };
        let keyword = said("keyword").map_or_else(String::new, |keyword| format!(": {keyword}"));
        lines.push(format!("- `{path}`{keyword}"));
    }
    if lines.is_empty() { String::new() } else { format!("## References\n\n{}", lines.join("\n")) }
}

fn refused(fault: &yaml::YamlFault) -> Misfit {
    let mut misfit = Misfit::record(fault.span, fault.message.clone());
    misfit.hint.clone_from(&fault.help);
    misfit
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_sort_as_they_are_meant() {
        let levels = ["1", "1.1", "1.1.1", "1.2", "1.10", "2.0", "2.1", "10"];
        let orders: Vec<String> = levels.iter().map(|level| order(level)).collect();
        assert!(orders.is_sorted(), "{orders:?}");
        assert_eq!((order(""), order("x"), order("1234")), (String::new(), String::new(), String::new()));
    }

    #[test]
    fn an_item_without_a_header_is_called_by_its_first_words() {
        assert_eq!(title("Assets\n", "Text"), "Assets");
        assert_eq!(title("", "\nIt **shall**\nfly.\n\nMore.\n"), "It shall fly.");
        assert_eq!(title("", ""), "");
        assert_eq!(
            (short("REQ003"), short("TA-TESTS"), short("X000")),
            ("REQ3".into(), "TA-TESTS".into(), "X000".into())
        );
    }
}
