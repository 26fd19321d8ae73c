//! What another tool exported, whatever its format: records of named cells, each with its place.
//!
//! Knows no tool and nothing of what a column means.

use std::collections::HashMap;

use super::described::Described;
use crate::text::span::Span;

/// The records of one file, or of the files of a folder.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Batch {
    pub(crate) columns: Vec<Column>,
    pub(crate) records: Vec<Record>,
    /// How many files of a folder stand beside its documents, such as one that tells of them.
    pub(crate) beside: usize,
    /// Of documents, what was found out of those that are alike.
    pub(crate) described: Vec<Described>,
}

/// A name that cells stand under. Several columns of a sheet that have one name are one here.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Column {
    pub(crate) name: String,
    /// How many columns of the file have the name.
    pub(crate) count: usize,
    /// How many cells under it say something.
    pub(crate) filled: usize,
}

/// One record: a row of a sheet, an object, a document.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Record {
    /// The file that it comes from, by its position among those that were read.
    pub(crate) file: usize,
    pub(crate) span: Span,
    /// Those that say something, in the order of the file.
    pub(crate) cells: Vec<Cell>,
    /// Of a document that is like no other, why it is taken for none.
    pub(crate) left_out: Option<&'static str>,
}

#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Cell {
    /// The position of its column.
    pub(crate) column: usize,
    pub(crate) text: String,
    pub(crate) span: Span,
}

/// A record that does not go in, or a cell that does not.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Misfit {
    /// The file that it stands in, by its position among those that were read.
    pub(crate) file: usize,
    pub(crate) span: Span,
    pub(crate) column: Option<String>,
    /// One sentence without a final period.
    pub(crate) message: String,
    /// What to do, as an imperative fragment.
    pub(crate) hint: Option<String>,
    /// Whether the whole record stays out, not the cell alone.
    pub(crate) whole: bool,
}

impl Misfit {
    pub(crate) fn record(span: Span, message: impl Into<String>) -> Self {
        Self { file: 0, span, column: None, message: message.into(), hint: None, whole: true }
    }

    pub(crate) fn cell(span: Span, column: &str, message: impl Into<String>) -> Self {
        Self {
            file: 0,
            span,
            column: Some(column.to_owned()),
            message: message.into(),
            hint: None,
            whole: false,
        }
    }

    pub(crate) fn in_file(self, file: usize) -> Self {
        Self { file, ..self }
    }

    pub(crate) fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same, for a cell without which the record means nothing.
    pub(crate) fn of_the_record(self) -> Self {
        Self { whole: true, ..self }
    }
}

impl Batch {
    /// The position of the column that is called `name`, spelling aside.
    pub(crate) fn column(&self, name: &str) -> Option<usize> {
        let exact = self.columns.iter().position(|column| column.name == name);
        exact.or_else(|| {
            let wanted = plain(name);
            self.columns.iter().position(|column| plain(&column.name) == wanted)
        })
    }

    /// The texts under a column, each once, the most frequent first.
    pub(crate) fn words(&self, column: usize) -> Vec<(&str, usize)> {
        self.words_where(column, |_| true)
    }

    /// As [`Batch::words`], of those records that `takes` takes.
    pub(crate) fn words_where(&self, column: usize, takes: impl Fn(&Record) -> bool) -> Vec<(&str, usize)> {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        let mut order = Vec::new();
        for cell in self.records.iter().filter(|record| takes(record)).flat_map(|record| &record.cells) {
            if cell.column == column {
                let text = cell.text.trim();
                let count = counts.entry(text).or_insert(0);
                if *count == 0 {
                    order.push(text);
                }
                *count += 1;
            }
        }
        let mut words: Vec<(&str, usize)> = order.into_iter().map(|word| (word, counts[word])).collect();
        words.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        words
    }
}

impl Record {
    /// What stands under a column, in the order of the file.
    pub(crate) fn under(&self, column: usize) -> impl Iterator<Item = &Cell> {
        self.cells.iter().filter(move |cell| cell.column == column)
    }

    pub(crate) fn first_under(&self, column: usize) -> Option<&Cell> {
        self.under(column).next()
    }
}

/// Collects columns by their names as cells come in.
#[derive(Debug, Default)]
pub(super) struct Columns {
    columns: Vec<Column>,
    by_name: HashMap<String, usize>,
}

impl Columns {
    pub(super) fn named(&mut self, name: &str) -> usize {
        if let Some(at) = self.by_name.get(name) {
            return *at;
        }
        let at = self.columns.len();
        self.by_name.insert(name.to_owned(), at);
        self.columns.push(Column { name: name.to_owned(), count: 0, filled: 0 });
        at
    }

    /// The position of the column that is called `name`, spelling aside; nothing where there is none yet.
    pub(super) fn called(&self, name: &str) -> Option<usize> {
        let wanted = plain(name);
        let same = || self.columns.iter().position(|column| plain(&column.name) == wanted);
        self.by_name.get(name).copied().or_else(same)
    }

    /// One more column of the file that has the name at `at`.
    pub(super) fn repeated(&mut self, at: usize) {
        self.columns[at].count += 1;
    }

    /// The records with their columns.
    pub(super) fn finish(self, records: Vec<Record>) -> Batch {
        let mut columns = self.columns;
        for cell in records.iter().flat_map(|record| &record.cells) {
            columns[cell.column].filled += 1;
        }
        Batch { columns, records, ..Batch::default() }
    }
}

/// A name as it is compared: letters and digits in lower case, with one space between words.
pub(super) fn plain(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    for c in name.chars() {
        if c.is_alphanumeric() {
            plain.extend(c.to_lowercase());
        } else if !plain.is_empty() && !plain.ends_with(' ') {
            plain.push(' ');
        }
    }
    if plain.ends_with(' ') {
        plain.pop();
    }
    plain
}
