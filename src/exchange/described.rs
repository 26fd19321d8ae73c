//! What looking at all documents of a folder told of those that are alike: what they are called, which column is what.
//!
//! Knows no kind of the repository.

use crate::model::field::Meaning;
use crate::model::workflow::Category;

/// The column that says what a document is.
pub(super) const KIND: &str = "(kind)";
/// The column of the id that a document has by a field of its own, or by its path.
pub(super) const ID: &str = "(id)";
/// The column of the number in that id.
pub(super) const NUMBER: &str = "(number)";
/// The column of the name of the file, or of the folder that is a document.
pub(super) const NAME: &str = "(name)";
/// The column of the folder that a document lies in.
pub(super) const FOLDER: &str = "(folder)";
/// The column of the path as seen from the folder.
pub(super) const PATH: &str = "(path)";
/// The column of the first heading.
pub(super) const HEADING: &str = "(heading)";
/// The column of the text.
pub(super) const TEXT: &str = "(body)";

/// Documents that are alike.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Described {
    /// What a document is, in the column [`KIND`].
    pub(crate) kind: String,
    /// The column of the title, where it is not the heading.
    pub(crate) title: Option<String>,
    pub(crate) status: Option<DescribedStatus>,
    pub(crate) links: Vec<DescribedLink>,
    /// The other columns, in the order in which documents have them.
    pub(crate) columns: Vec<DescribedColumn>,
    /// The column of the id, where it has one of its own.
    pub(crate) id: Option<String>,
}

#[derive(Clone, PartialEq, Debug)]
pub(crate) struct DescribedStatus {
    pub(crate) column: String,
    pub(crate) words: Vec<(String, Category, Sure)>,
}

/// Whether a category is that of a usual word.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Sure {
    Yes,
    No,
}

/// A column that names other documents.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct DescribedLink {
    pub(crate) column: String,
    pub(crate) meaning: Meaning,
    /// What the documents are that it leads to.
    pub(crate) to: Vec<String>,
    pub(crate) separator: Option<String>,
}

#[derive(Clone, PartialEq, Debug)]
pub(crate) struct DescribedColumn {
    pub(crate) name: String,
    pub(crate) holds: Holds,
    pub(crate) separator: Option<String>,
}

/// What a column holds, as far as that says where it goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Holds {
    People,
    Pages,
    /// A few words that come again.
    Words,
    Other,
}
