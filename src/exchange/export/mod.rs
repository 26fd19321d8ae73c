//! From a plan to what other programs read: all of it, or as one tool's exports look.
//!
//! Writes nothing by itself. What an audience may not see is not in the plan that it is given.

mod cells;
mod sheet;
mod tool;
mod whole;

use super::ledger::Ledger;
use super::mapping::Mapping;
use crate::plan::{ArtifactIndex, Plan};

pub(crate) use tool::{known_tool, of_tool};

/// What is exported: artifacts in the order of the plan, those that were chosen.
pub(crate) struct Chosen<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) artifacts: &'a [ArtifactIndex],
}

/// How an export is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Form {
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
    pub(crate) form: Form,
}

/// Everything that documents say, so that importing it gives the same plan.
pub(crate) fn whole(chosen: &Chosen<'_>, form: Form) -> String {
    sheet::written(&whole::table(chosen), form, "export")
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
