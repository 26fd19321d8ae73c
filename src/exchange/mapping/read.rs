//! From the text of a mapping to what it means.

use indexmap::IndexMap;

use super::shape::MAPPING;
use super::{ANY, DayOrder, From, KindChoice, Mapping};
use crate::config::node::{boolean, entries, get, text, words};
use crate::config::shape::validate;
use crate::diagnostic::{Diagnostic, yaml_finding};
use crate::exchange::markup::Markup;
use crate::source::RelPath;
use crate::text::yaml::{self, Node};

/// What a mapping says beside its columns: for those that `pm` ships.
#[derive(Clone, Debug, Default)]
pub(crate) struct Recognition {
    pub(crate) title: String,
    pub(crate) marks: Vec<String>,
    pub(crate) spellings: IndexMap<String, Vec<String>>,
}

/// Reads the mapping at `path`; what is wrong with it are findings.
pub(crate) fn read(path: &RelPath, text: &str) -> (Mapping, Recognition, Vec<Diagnostic>) {
    let parsed = match yaml::parse(text, 0) {
        Ok(parsed) => parsed,
        Err(fault) => return (Mapping::default(), Recognition::default(), vec![yaml_finding(path, &fault)]),
    };
    let mut findings = Vec::new();
    validate(path, &parsed.root, MAPPING, &mut findings);
    (mapping(&parsed.root), recognition(&parsed.root), findings)
}

fn mapping(root: &Node) -> Mapping {
    let fields = entries(root, "fields").iter().map(|kind| {
        let fields = kind.value.entries().unwrap_or_default();
        let fields = fields
            .iter()
            .map(|field| (field.key.text.to_string(), From { at: field.key.span, ..from(&field.value) }));
        (kind.key.text.to_string(), fields.collect())
    });
    Mapping {
        tool: text(root, "tool").unwrap_or_default(),
        id: words(root, "id"),
        keeps_ids: boolean(root, "keeps_ids").unwrap_or(false),
        names: words(root, "names"),
        kind: get(root, "kind").map(kind).unwrap_or_default(),
        fields: fields.collect(),
        ignored: words(root, "ignored"),
    }
}

fn kind(node: &Node) -> KindChoice {
    match node.as_str() {
        Some(kind) => KindChoice::of(kind),
        None => KindChoice { column: text(node, "column"), words: table(node) },
    }
}

fn from(node: &Node) -> From {
    if let Some(column) = node.as_str() {
        return From::column(column);
    }
    if let Some(items) = node.items() {
        let columns = items.iter().filter_map(Node::as_str).map(str::to_owned);
        return From { columns: columns.collect(), ..From::default() };
    }
    let days = text(node, "days");
    From {
        at: node.span,
        columns: words(node, "column"),
        words: table(node),
        separator: text(node, "separator"),
        creates: boolean(node, "creates").unwrap_or(false),
        days: days
            .and_then(|days| DayOrder::ALL.iter().find(|(name, _)| *name == days).map(|(_, days)| *days)),
        markup: text(node, "markup").and_then(|name| Markup::named(&name)).unwrap_or_default(),
        always: text(node, "always"),
    }
}

/// The table of words; a word written without a meaning becomes nothing.
fn table(node: &Node) -> IndexMap<String, String> {
    let words = node.get("words").and_then(Node::entries).unwrap_or_default();
    words
        .iter()
        .map(|entry| {
            let to = if entry.value.is_null() { "" } else { entry.value.as_str().unwrap_or_default() };
            (entry.key.text.to_string(), to.to_owned())
        })
        .collect()
}

fn recognition(root: &Node) -> Recognition {
    let spellings = entries(root, "spellings").iter().map(|entry| {
        let key = entry.key.text.to_string();
        let others = words(root.get("spellings").unwrap_or(root), &key);
        (key, others)
    });
    Recognition {
        title: text(root, "title").unwrap_or_default(),
        marks: words(root, "marks"),
        spellings: spellings.collect(),
    }
}

impl KindChoice {
    /// Whether every record becomes the same.
    pub(crate) fn single(&self) -> Option<&str> {
        match (&self.column, self.words.get(ANY)) {
            (None, Some(kind)) => Some(kind),
            _ => None,
        }
    }
}
