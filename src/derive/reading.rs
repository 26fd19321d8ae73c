//! From the bytes of one file to its fields, whatever tool or habit wrote them.
//!
//! Does not know what a field means, nor which documents belong together.

use super::words::{is_person_key, meaning};
use crate::model::values::Id;
use crate::source::RelPath;
use crate::text::front_matter;
use crate::text::markdown::{self, first_heading};
use crate::text::span::{LineIndex, Span};
use crate::text::words::slug;
use crate::text::yaml::{Content, Entry, Key, Node, Scalar, ScalarStyle};

/// A table of fields begins within so many lines of a text.
const LINES_ABOVE_A_TABLE: usize = 30;

/// The longest name of a field that is made of the words of a table.
const LONGEST_NAME: usize = 40;

/// One file: its path and its bytes, or why they cannot be had.
#[derive(Clone, Debug)]
pub(crate) struct File {
    pub(crate) path: RelPath,
    pub(crate) bytes: Result<Vec<u8>, String>,
}

/// How a document keeps its fields.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Form {
    FrontMatter,
    /// The whole file is YAML.
    Yaml,
    /// In a Markdown table with this first heading.
    Table(String),
    /// In lines `Name: value` at the head of the text, and in a section `Status`.
    Lines,
    /// It has none.
    Text,
}

/// A file that says something.
#[derive(Debug)]
pub(super) struct Document {
    pub(super) path: RelPath,
    pub(super) form: Form,
    /// A map; of a table its rows, of a text nothing.
    pub(super) root: Node,
    /// What a reader sees of its first heading.
    pub(super) heading: Option<Box<str>>,
    /// Whether that is a heading of the first level.
    pub(super) heading_is_top: bool,
}

impl Document {
    /// What is written under `key`; nothing where that is no value.
    pub(super) fn get(&self, key: &str) -> Option<&Node> {
        self.root.get(key).filter(|node| says_something(node))
    }

    /// The keys that say something.
    pub(super) fn keys(&self) -> impl Iterator<Item = &str> {
        let entries = self.root.entries().unwrap_or_default();
        entries.iter().filter(|entry| says_something(&entry.value)).map(|entry| &*entry.key.text)
    }
}

fn says_something(node: &Node) -> bool {
    !node.is_null()
        && !matches!(node.content, Content::Alias(_))
        && node.items().is_none_or(|items| !items.is_empty())
        && node.as_str().is_none_or(|text| !text.trim().is_empty())
}

/// A file that cannot be read, and where and why.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Unreadable {
    pub(crate) path: RelPath,
    pub(crate) form: Form,
    pub(crate) line: usize,
    pub(crate) column: usize,
    pub(crate) reason: String,
    /// The name of the kind that it belongs to by its place.
    pub(crate) kind: Option<String>,
}

/// What one file gives.
pub(super) enum Reading {
    Document(Document),
    Unreadable(Unreadable),
    /// No document, and why.
    Other(&'static str),
}

pub(super) const README: &str = "a README or an index page";
pub(super) const TEMPLATE: &str = "a template";
pub(super) const NO_MAP: &str = "YAML that is no map of fields";
pub(super) const NO_DOCUMENT: &str = "neither Markdown nor YAML";
pub(super) const NO_FIELDS: &str = "without fields";
pub(super) const NESTED: &str = "in a folder that has a pm.yaml of its own";
pub(super) const TOO_FEW: &str = "with fields, but too few files are like it";
pub(super) const SETTINGS: &str = "YAML that does not look like a document";

/// Whether a file that is left out for this reason tells of documents, and is none itself.
pub(crate) fn is_beside(reason: &str) -> bool {
    [README, TEMPLATE, SETTINGS, NESTED].contains(&reason)
}

/// Whether documents of this form are YAML as a whole.
pub(super) fn is_yaml(path: &RelPath) -> bool {
    matches!(path.extension(), "yaml" | "yml")
}

/// Whether a file may be a document, by its name.
pub(crate) fn looks_like_a_document(path: &RelPath) -> bool {
    is_yaml(path) || matches!(path.extension(), "md" | "markdown" | "mdx")
}

/// Whether a name says that the file tells of others: a README, an index, a page that begins with `_`.
pub(super) fn is_about_others(path: &RelPath) -> bool {
    let stem = path.stem().to_lowercase();
    matches!(
        &*stem,
        "readme" | "index" | "summary" | "changelog" | "contributing" | "license" | "code_of_conduct"
    ) || stem.starts_with('_')
}

/// Whether a file or its folder is called a template: `NNNN-template.md`, `templates/`, `0000-template`.
pub(super) fn is_template(path: &RelPath) -> bool {
    let folder = path.parent();
    [path.stem(), folder.file_name()].into_iter().any(|name| {
        let name = name.to_lowercase();
        let words: Vec<&str> =
            name.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let has_number = name.chars().any(|sign| matches!(sign, '1'..='9'));
        let is_placeholder = |word: &&str| matches!(*word, "nnnn" | "xxxx" | "nnn" | "xxx");
        let is_called_so = words.iter().any(|word| matches!(*word, "template" | "templates"));
        words.first().is_some_and(is_placeholder) || is_called_so && !has_number && words.len() <= 3
    })
}

pub(super) fn read(file: &File) -> Reading {
    if !looks_like_a_document(&file.path) {
        return Reading::Other(NO_DOCUMENT);
    }
    if is_template(&file.path) {
        return Reading::Other(TEMPLATE);
    }
    match &file.bytes {
        Err(reason) => unreadable(file, Form::FrontMatter, (1, 1), reason.clone()),
        Ok(bytes) if is_yaml(&file.path) => whole(file, bytes),
        Ok(bytes) => markdown_of(file, bytes),
    }
}

fn unreadable(file: &File, form: Form, (line, column): (usize, usize), reason: String) -> Reading {
    Reading::Unreadable(Unreadable { path: file.path.clone(), form, line, column, reason, kind: None })
}

fn whole(file: &File, bytes: &[u8]) -> Reading {
    match front_matter::whole(bytes) {
        Err(fault) => {
            unreadable(file, Form::Yaml, (fault.position.line, fault.position.column), fault.message.clone())
        }
        Ok((text, span)) => fields(file, text, span, Span::at(text.len()), Form::Yaml),
    }
}

fn markdown_of(file: &File, bytes: &[u8]) -> Reading {
    let document = match front_matter::split(bytes) {
        Ok(document) => document,
        Err(fault) => {
            let place = (fault.position.line, fault.position.column);
            return unreadable(file, Form::FrontMatter, place, fault.message.clone());
        }
    };
    let (text, body) = (document.text, document.body);
    if let Some(front) = document.front_matter {
        return fields(file, text, front.content, body, Form::FrontMatter);
    }
    if is_about_others(&file.path) {
        return Reading::Other(README);
    }
    let table = first_table(body.slice(text))
        .and_then(|heading| Some((markdown::table(body.slice(text), body.start(), &heading)?, heading)));
    let (form, root) = match table {
        Some((table, heading)) if table.rows.len() > 1 => (Form::Table(heading), rows(&table)),
        _ => match markdown::head(body.slice(text), body.start()) {
            Some(head) => (Form::Lines, rows(&head)),
            None => (Form::Text, map(Vec::new(), Span::at(0))),
        },
    };
    let (heading, heading_is_top) = heading(body.slice(text));
    Reading::Document(Document { path: file.path.clone(), form, root, heading, heading_is_top })
}

fn fields(file: &File, text: &str, front: Span, body: Span, form: Form) -> Reading {
    match front_matter::fields(text, front) {
        Err(fault) => {
            let place = LineIndex::new(text).position(fault.span.start());
            unreadable(file, form, (place.line, place.column), fault.message.clone())
        }
        Ok(parsed) if parsed.root.entries().is_none() && form == Form::Yaml => Reading::Other(NO_MAP),
        Ok(parsed) if parsed.root.is_null() => Reading::Other(NO_FIELDS),
        Ok(parsed) if parsed.root.entries().is_none() => {
            let place = LineIndex::new(text).position(parsed.root.span.start());
            let reason = format!("the front matter is {}, not `name: value` lines", parsed.root.shape());
            unreadable(file, form, (place.line, place.column), reason)
        }
        Ok(parsed) => {
            let (heading, heading_is_top) = heading(body.slice(text));
            let root = parsed.root;
            Reading::Document(Document { path: file.path.clone(), form, root, heading, heading_is_top })
        }
    }
}

/// The first heading, and whether it is of the first level.
fn heading(body: &str) -> (Option<Box<str>>, bool) {
    let Some((heading, place)) = first_heading(body, 0) else { return (None, false) };
    let line = body[..place.start()].rsplit('\n').next().unwrap_or_default();
    let is_second =
        body[place.end()..].lines().nth(1).is_some_and(|under| under.trim_start().starts_with("--"));
    (Some(heading), !line.trim_start().starts_with("##") && (line.contains('#') || !is_second))
}

/// The first heading of the first table near the top of a text.
fn first_table(body: &str) -> Option<String> {
    let lines: Vec<&str> = body.lines().take(LINES_ABOVE_A_TABLE).map(str::trim).collect();
    let at = lines.windows(2).position(|pair| {
        let is_rule =
            pair[1].chars().all(|sign| matches!(sign, '|' | '-' | ':' | ' ')) && pair[1].contains('-');
        pair[0].starts_with('|') && pair[1].starts_with('|') && is_rule
    })?;
    let heading = lines[at].trim_start_matches('|').split('|').next()?.trim();
    let plain = heading.trim_matches(['*', '_', '`']);
    (!plain.is_empty() && plain.chars().all(|sign| sign.is_alphanumeric() || sign == ' '))
        .then(|| plain.to_owned())
}

/// The rows of a table, or the lines of a head, as a map, their names as they are written in `pm.yaml`.
fn rows(table: &markdown::Table) -> Node {
    let mut entries: Vec<Entry> = Vec::new();
    for row in &table.rows {
        let name = slug(&row.name.text, LONGEST_NAME);
        if entries.iter().any(|entry| *entry.key.text == *name) {
            continue;
        }
        let value = value(&name, &row.value);
        entries.push(Entry { key: Key { text: name.into(), span: row.name.span }, value });
    }
    map(entries, table.span)
}

/// Of a cell that is one link, where it leads, unless its words are a person or an id. Of several the words of each.
fn value(name: &str, cell: &markdown::Cell) -> Node {
    let scalar = |text: &str, span: Span| {
        let content = Content::Scalar(Scalar { text: text.into(), style: ScalarStyle::Plain });
        Node { span, content, decoration: None }
    };
    match cell.links.as_slice() {
        [link] if cell.is_links && !link.target.is_empty() => {
            let is_id =
                meaning(name).is_none() && !link.target.contains("://") && Id::parse(&link.text).is_ok();
            let says_its_words = is_id || is_person_key(name);
            scalar(if says_its_words { &link.text } else { &link.target }, cell.span)
        }
        [_, _, ..] if cell.is_links && (is_person_key(name) || meaning(name).is_some()) => {
            let said = |link: &markdown::CellLink| match is_person_key(name) || link.target.is_empty() {
                true => scalar(&link.text, link.span),
                false => scalar(&link.target, link.span),
            };
            let items = cell.links.iter().map(said).collect();
            Node { span: cell.span, content: Content::List { items, flow: true }, decoration: None }
        }
        _ => scalar(&cell.text, cell.span),
    }
}

fn map(entries: Vec<Entry>, span: Span) -> Node {
    Node { span, content: Content::Map { entries, flow: false }, decoration: None }
}
