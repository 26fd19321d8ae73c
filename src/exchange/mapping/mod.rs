//! How the records of a tool become artifacts: which column is which field, and which word means what.
//!
//! A mapping is a YAML file in the repository, which people read and change. Knows no record.

mod read;
mod shape;
mod write;

use indexmap::IndexMap;

use super::batch::Batch;
use super::markup::Markup;
use crate::text::span::Span;

pub(crate) use read::{Recognition, read};
pub(crate) use write::write;

/// The word in a table that stands for every other one.
pub(crate) const ANY: &str = "*";

/// What the body of a document is called among fields.
pub(crate) const BODY: &str = "body";

/// How the exports of one tool are read.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Mapping {
    /// The tool, in one word: what its records are known by, and what the file is called.
    pub(crate) tool: String,
    /// The columns that hold what the tool knows a record by; the first that says something counts.
    pub(crate) id: Vec<String>,
    /// Whether the ids are those of the plan itself.
    pub(crate) keeps_ids: bool,
    /// Other columns by whose texts records name each other.
    pub(crate) names: Vec<String>,
    pub(crate) kind: KindChoice,
    /// By kind, then by field: the name of a field, `title`, `status`, `body`, the title of a section, or
    /// the name of a link as its other side calls it.
    pub(crate) fields: IndexMap<String, IndexMap<String, From>>,
    /// Columns that are known and not taken.
    pub(crate) ignored: Vec<String>,
}

/// What kind of artifact a record becomes.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct KindChoice {
    /// The column whose word decides.
    pub(crate) column: Option<String>,
    /// Kinds by word; by [`ANY`] where no word decides.
    pub(crate) words: IndexMap<String, String>,
}

/// Where the value of a field comes from.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct From {
    /// Where the mapping says it.
    pub(crate) at: Span,
    /// All that say something count for a list, else the first.
    pub(crate) columns: Vec<String>,
    /// What words of the tool become here; a word that becomes nothing says nothing.
    pub(crate) words: IndexMap<String, String>,
    /// What stands between the items of a list in one cell.
    pub(crate) separator: Option<String>,
    /// Whether what is named and not there is written too.
    pub(crate) creates: bool,
    /// Which comes first in a day such as 03/04/2026.
    pub(crate) days: Option<DayOrder>,
    /// What its texts are written in; they become Markdown.
    pub(crate) markup: Markup,
    /// The same for every record.
    pub(crate) always: Option<String>,
}

/// The order of the numbers in a day that could be read either way.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum DayOrder {
    DayFirst,
    MonthFirst,
}

impl DayOrder {
    pub(crate) const ALL: [(&str, Self); 2] =
        [("day first", Self::DayFirst), ("month first", Self::MonthFirst)];
}

impl From {
    pub(crate) fn column(name: impl Into<String>) -> Self {
        Self { columns: vec![name.into()], ..Self::default() }
    }
}

impl Mapping {
    /// The texts under a column, each once with how often it is there, in the records that become `kind`.
    pub(crate) fn words<'b>(&self, batch: &'b Batch, kind: &str, column: usize) -> Vec<(&'b str, usize)> {
        let decides = self.kind.column.as_deref().and_then(|column| batch.column(column));
        batch.words_where(column, |record| {
            let word = decides.and_then(|column| record.first_under(column)).map(|cell| cell.text.trim());
            self.kind.kind(word) == Some(kind)
        })
    }
}

impl KindChoice {
    pub(crate) fn of(kind: impl Into<String>) -> Self {
        Self { column: None, words: IndexMap::from([(ANY.to_owned(), kind.into())]) }
    }

    /// The kind of a record with this word.
    pub(crate) fn kind(&self, word: Option<&str>) -> Option<&str> {
        look_up(&self.words, word.unwrap_or_default()).map(String::as_str)
    }

    /// Every kind that a record may become, each once.
    pub(crate) fn kinds(&self) -> Vec<&str> {
        let mut kinds: Vec<&str> = Vec::new();
        for kind in self.words.values() {
            if !kind.is_empty() && !kinds.contains(&kind.as_str()) {
                kinds.push(kind);
            }
        }
        kinds
    }
}

/// What a table says of a word: letter case aside, and as for every other word where it is not named.
pub(crate) fn look_up<'m>(words: &'m IndexMap<String, String>, word: &str) -> Option<&'m String> {
    let word = word.trim();
    let same = || words.iter().find(|(known, _)| known.trim().to_lowercase() == word.to_lowercase());
    words.get(word).or_else(|| same().map(|(_, to)| to)).or_else(|| words.get(ANY))
}
