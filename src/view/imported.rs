//! What an import does, before and after it is done: what the file is, how its columns are read, what goes in and what
//! stays out.
//!
//! Knows no tool and no format of exports.

mod layout;
mod told;

use serde::Serialize;

pub(crate) use told::Told;

/// An import.
#[derive(Serialize)]
pub(crate) struct ImportedFile {
    /// As the caller named it.
    pub(crate) file: String,
    /// The tool that it comes from, as people call it; nothing where none was recognised.
    pub(crate) tool: Option<String>,
    /// All that the file has, whether they go in or not.
    pub(crate) records: usize,
    /// How the columns are read.
    pub(crate) mapping: MappingFile,
    /// By kind, in the order of the plan.
    pub(crate) kinds: Vec<KindCount>,
    pub(crate) fields: Vec<FieldSource>,
    /// Columns that hold something and are not read.
    pub(crate) not_read: Vec<UnreadColumn>,
    pub(crate) created: Vec<CreatedArtifact>,
    pub(crate) changed: Vec<MergedArtifact>,
    /// How many records say what they said at the last import.
    pub(crate) unchanged: usize,
    /// Records that were imported once and whose artifacts were removed here.
    pub(crate) removed_here: Vec<String>,
    /// How many records of earlier imports the file does not have.
    pub(crate) gone: usize,
    /// Records that the mapping leaves out.
    pub(crate) left_out: usize,
    /// The words by which it does so, with how many records have each.
    pub(crate) left_out_by: Vec<LeftOutWord>,
    /// How many files of a folder stand beside its documents.
    pub(crate) beside: usize,
    pub(crate) misfits: Vec<MisfitLine>,
    /// Links in texts that stay as they were written and lead to nothing from the new document.
    pub(crate) links_left: Vec<MisfitLine>,
    /// Whether it was only looked at.
    pub(crate) dry_run: bool,
    /// Whether every misfit is shown.
    #[serde(skip)]
    pub(crate) shows_all: bool,
}

/// The file that says how columns are read.
#[derive(Serialize)]
pub(crate) struct MappingFile {
    pub(crate) path: String,
    /// Whether it is proposed, and not there yet.
    pub(crate) is_new: bool,
}

#[derive(Serialize)]
pub(crate) struct KindCount {
    pub(crate) kind: String,
    #[serde(skip)]
    pub(crate) plural: String,
    pub(crate) new: usize,
    pub(crate) changed: usize,
    /// What was changed here and at the source, and stays as it is here.
    pub(crate) kept: usize,
}

/// A word that becomes no kind.
#[derive(Serialize)]
pub(crate) struct LeftOutWord {
    pub(crate) word: String,
    pub(crate) records: usize,
}

/// Where the values of a field come from.
#[derive(Serialize)]
pub(crate) struct FieldSource {
    pub(crate) kind: String,
    pub(crate) field: String,
    pub(crate) columns: Vec<String>,
    pub(crate) words: Vec<WordMeaning>,
    /// A value that every record gets.
    pub(crate) always: Option<String>,
}

/// What a word of the tool becomes.
#[derive(Serialize)]
pub(crate) struct WordMeaning {
    pub(crate) word: String,
    /// Empty where it says nothing.
    pub(crate) becomes: String,
    pub(crate) records: usize,
    /// Whether nobody knows the word, so that this is a guess.
    pub(crate) guessed: bool,
}

#[derive(Serialize)]
pub(crate) struct UnreadColumn {
    pub(crate) column: String,
    /// How many columns of the file have the name.
    pub(crate) columns: usize,
    /// How many cells under it say something.
    pub(crate) cells: usize,
    /// Whether the mapping knows it and leaves it out.
    pub(crate) ignored: bool,
}

#[derive(Serialize)]
pub(crate) struct CreatedArtifact {
    pub(crate) id: String,
    pub(crate) kind: String,
    pub(crate) title: String,
    pub(crate) path: String,
    pub(crate) source: String,
}

/// An artifact of which the source says something new.
#[derive(Serialize)]
pub(crate) struct MergedArtifact {
    pub(crate) id: String,
    pub(crate) path: String,
    pub(crate) source: String,
    /// What is taken from the source.
    pub(crate) taken: Vec<Sides>,
    /// What was changed on both sides, and stays as it is here.
    pub(crate) kept: Vec<Sides>,
}

/// A field of which the two sides say different things.
#[derive(Serialize)]
pub(crate) struct Sides {
    pub(crate) field: String,
    pub(crate) here: String,
    pub(crate) source: String,
}

/// A record or a cell that stays out.
#[derive(Serialize)]
pub(crate) struct MisfitLine {
    pub(crate) file: String,
    pub(crate) line: usize,
    /// Of the character, counted from 1.
    pub(crate) column: usize,
    /// The name of the column that the cell stands under.
    pub(crate) name: Option<String>,
    pub(crate) message: String,
    pub(crate) hint: Option<String>,
    /// Whether the whole record stays out.
    pub(crate) whole: bool,
}
