//! A plan as the exports of another tool look: its mapping, read backwards.
//!
//! What the tool has no column for is left out, and told.

use super::backwards::{Backwards, Said};
use super::sheet;
use super::{Chosen, Column, Table, Text, ToolForm};
use crate::exchange::batch::plain;
use crate::exchange::mapping::{ANY, BODY, From, Mapping, look_up};
use crate::exchange::tools;
use crate::model::kind::Kind;
use crate::plan::ArtifactIndex;
use crate::text::words::capitalised;

/// The mapping of a tool that `pm` knows, and the columns by which its exports are recognised.
pub(crate) fn known_tool(name: &str) -> Option<(&'static Mapping, &'static [String])> {
    let tool = tools::all().iter().find(|tool| tool.mapping.tool == name)?;
    Some((&tool.mapping, &tool.recognition.marks))
}

/// The artifacts as the tool would export them; and how many are of kinds that it has nothing for.
pub(crate) fn of_tool(chosen: &Chosen<'_>, tool: &ToolForm<'_>) -> (String, usize) {
    let plan = chosen.plan;
    let mapping = tool.mapping;
    let said = Backwards::of(plan, mapping, tool.ledger);
    let writer = Writer { said, marks: tool.marks };
    let kinds: Vec<&str> = mapping.kind.kinds();
    let (taken, left): (Vec<ArtifactIndex>, Vec<ArtifactIndex>) =
        chosen.artifacts.iter().partition(|index| kinds.contains(&plan.kind_of(**index).name.as_str()));
    let columns = writer.columns();
    let rows = taken.iter().map(|index| writer.row(*index, &columns)).collect();
    let table = Table { columns, rows };
    (sheet::written(&table, tool.records), left.len())
}

struct Writer<'a> {
    said: Backwards<'a>,
    marks: &'a [String],
}

impl Writer<'_> {
    /// The first column of each field, in the order of the mapping, behind that of the id.
    fn columns(&self) -> Vec<Column> {
        let mut columns: Vec<Column> = Vec::new();
        let mut put =
            |name: &String, is_list: bool| match columns.iter_mut().find(|column| column.name == *name) {
                Some(column) => column.is_list |= is_list,
                None => columns.push(Column { name: name.clone(), is_list }),
            };
        if let Some(id) = self.said.mapping.id.first() {
            put(id, false);
        }
        if let Some(column) = &self.said.mapping.kind.column {
            put(column, false);
        }
        for (kind, fields) in &self.said.mapping.fields {
            let kind = self.said.plan.config.kinds.iter().find(|known| known.name == *kind);
            for (name, from) in fields {
                let Some(column) = from.columns.first() else { continue };
                let part = |kind: &'_ Kind| {
                    let (outer, inner) = name.split_once('.')?;
                    Some(kind.field(outer)?.fields.get(inner)?.ty.is_list())
                };
                let field = kind.and_then(|kind| kind.field(name));
                if matches!(name.as_str(), "title" | "status" | BODY) || field.is_some() {
                    let is_list = field.is_some_and(|field| field.ty.is_list()) && from.separator.is_none();
                    put(column, is_list);
                } else if let Some(is_list) = kind.and_then(part) {
                    put(column, is_list);
                }
            }
        }
        let is_spelt = |columns: &[Column], mark: &String| {
            columns.iter().any(|column| plain(&column.name) == plain(mark))
        };
        for mark in self.marks {
            if !is_spelt(&columns, mark) {
                columns.push(Column { name: mark.clone(), is_list: false });
            }
        }
        columns
    }

    fn row(&self, index: ArtifactIndex, columns: &[Column]) -> Vec<Vec<Text>> {
        let plan = self.said.plan;
        let mut cells: Vec<Cell<'_>> = columns.iter().map(|_| Cell::default()).collect();
        let at = |name: &str| columns.iter().position(|column| column.name == name);
        if let Some(at) = self.said.mapping.id.first().and_then(|id| at(id)) {
            cells[at].items.push(self.said.source(plan.artifact(index)));
        }
        for Said { from, texts, .. } in self.said.said(index) {
            let Some(at) = from.columns.first().and_then(|column| at(column)) else { continue };
            cells[at].put(from, &texts);
        }
        let kind_at = self.said.mapping.kind.column.as_deref().and_then(at);
        if let Some(at) = kind_at.filter(|at| cells[*at].items.is_empty()) {
            cells[at].items.push(self.kind_word(plan.kind_of(index)));
        }
        cells.into_iter().map(Cell::texts).collect()
    }

    /// The word by which the tool says that a record is of this kind.
    fn kind_word(&self, kind: &Kind) -> String {
        let words = &self.said.mapping.kind.words;
        let word = words.iter().find(|(word, to)| **to == kind.name && *word != ANY);
        word.map_or_else(|| capitalised(&kind.name), |(word, _)| word.clone())
    }
}

/// What stands under one column of a record. Two fields may be read from it, such as tags and a type that is one of
/// them.
#[derive(Default)]
struct Cell<'a> {
    items: Vec<String>,
    /// The field that was written first, with its value.
    first: Option<(&'a From, String)>,
    separator: Option<&'a str>,
}

impl<'a> Cell<'a> {
    fn put(&mut self, from: &'a From, texts: &[String]) {
        self.separator = self.separator.or(from.separator.as_deref());
        let items: Vec<String> = texts.iter().map(|text| as_the_tool_says(from, text)).collect();
        let says_already = |(first, value): &(&From, String)| {
            items.iter().any(|item| look_up(&first.words, item) == Some(value))
        };
        if self.first.as_ref().is_some_and(says_already) {
            self.items.clear();
        }
        if self.first.is_none() {
            self.first = texts.first().map(|text| (from, text.clone()));
        }
        for item in items {
            if !self.items.contains(&item) {
                self.items.push(item);
            }
        }
    }

    fn texts(self) -> Vec<Text> {
        match self.separator {
            Some(separator) if !self.items.is_empty() => vec![Text::Said(self.items.join(separator))],
            _ => self.items.into_iter().map(Text::Said).collect(),
        }
    }
}

/// The word of the tool that becomes `text`; the text itself where none does.
pub(super) fn as_the_tool_says(from: &From, text: &str) -> String {
    let word = from.words.iter().find(|(word, to)| *to == text && *word != ANY);
    word.map_or_else(|| text.to_owned(), |(word, _)| word.clone())
}
