//! From a plan to what other programs read: all of it, or as one tool's exports look.
//!
//! Writes nothing by itself. What an audience may not see is not in the plan that it is given.

mod backwards;
mod cells;
mod folder;
mod ical;
mod reqif;
mod sheet;
mod tool;
mod whole;

use super::ledger::Ledger;
use super::mapping::Mapping;
use crate::model::values::Date;
use crate::plan::{ArtifactIndex, Plan};

pub(crate) use folder::{NotWritten, ToFolder, Written, folder_tools, to_folder};
pub(crate) use tool::{known_tool, of_tool};

/// What is exported: artifacts in the order of the plan, those that were chosen.
pub(crate) struct Chosen<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) artifacts: &'a [ArtifactIndex],
    /// The day that the export is of.
    pub(crate) today: Date,
    /// Where the page of each artifact of the plan lies on the web; nothing where they have none.
    pub(crate) pages: Option<&'a [String]>,
}

/// A format that the plan goes out in. A new one is a file of its own and a line in [`FORMS`].
pub(crate) struct Form {
    pub(crate) name: &'static str,
    /// How it holds the records of another tool; nothing where it holds none.
    pub(crate) records: Option<Records>,
    write: fn(&Chosen<'_>) -> Exported,
}

/// Every format, the one that is meant where none is named first.
pub(crate) const FORMS: [&Form; 4] = [&sheet::CSV, &sheet::JSON, &ical::FORM, &reqif::FORM];

/// The text of an export, and what it does not hold.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Exported {
    pub(crate) text: String,
    /// One sentence each, without a final period: how many of what were left out, and why.
    pub(crate) left_out: Vec<String>,
}

impl Form {
    pub(crate) fn named(name: &str) -> Option<&'static Self> {
        FORMS.into_iter().find(|form| form.name == name)
    }

    pub(crate) fn write(&self, chosen: &Chosen<'_>) -> Exported {
        (self.write)(chosen)
    }
}

/// How the records of a tool are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Records {
    Csv,
    Json,
}

/// How the exports of a tool are written.
pub(crate) struct ToolForm<'a> {
    pub(crate) mapping: &'a Mapping,
    /// Columns by which the tool's exports are recognised.
    pub(crate) marks: &'a [String],
    /// What was imported from the tool before, so that its records keep their ids.
    pub(crate) ledger: &'a Ledger,
    pub(crate) records: Records,
}

/// Records under columns, as a tool exports them.
#[derive(Clone, PartialEq, Debug, Default)]
struct Table {
    columns: Vec<Column>,
    /// By column, the texts of a record.
    rows: Vec<Vec<Vec<Text>>>,
}

#[derive(Clone, PartialEq, Debug)]
struct Column {
    name: String,
    /// Whether it holds several texts, each in a cell of its own.
    is_list: bool,
}

#[derive(Clone, PartialEq, Debug)]
enum Text {
    Said(String),
    /// Several values with names, as JSON.
    Parts(serde_json::Value),
}

impl Text {
    fn line(&self) -> String {
        match self {
            Self::Said(text) => text.clone(),
            Self::Parts(value) => value.to_string(),
        }
    }
}
