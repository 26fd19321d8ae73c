//! The answers: one file per view.
//!
//! A view computes a plain struct from a plan. The struct is what `--format json` prints and what a
//! user's template gets; it lays itself out as a page for every other format. Views know no format,
//! no rule and no argument.

pub(crate) mod answers;
pub(crate) mod backlog;
pub(crate) mod board;
mod change_lines;
pub(crate) mod changelog;
pub(crate) mod codeowners;
pub(crate) mod count;
pub(crate) mod demand;
pub(crate) mod derived;
pub(crate) mod diff;
pub(crate) mod edges;
mod effort;
pub(crate) mod explain;
pub(crate) mod flow;
pub(crate) mod graph;
pub(crate) mod history;
pub(crate) mod imported;
pub(crate) mod links;
pub(crate) mod list;
pub(crate) mod log;
mod lost;
pub(crate) mod matrix;
pub(crate) mod named_views;
pub(crate) mod notes;
pub(crate) mod priorities;
pub(crate) mod reach;
pub(crate) mod readings;
pub(crate) mod record;
pub(crate) mod reference;
pub(crate) mod release_plan;
pub(crate) mod renumbered;
pub(crate) mod report;
pub(crate) mod retro;
pub(crate) mod roadmap;
pub(crate) mod schedule;
pub(crate) mod schema;
mod serves;
pub(crate) mod shipped;
pub(crate) mod show;
pub(crate) mod similar;
mod slip;
pub(crate) mod slips;
pub(crate) mod standup;
pub(crate) mod subject;
pub(crate) mod timeline;
pub(crate) mod today;
pub(crate) mod trace;
pub(crate) mod tree;
pub(crate) mod triage;
mod value;
mod voices;
mod waits;
pub(crate) mod went_out;
pub(crate) mod whereabouts;
pub(crate) mod written;

use serde::Serialize;
use serde_json::{Map, Value};

use crate::page::Page;

/// The version of the JSON that views print; a field that changes its meaning raises it.
const SCHEMA_VERSION: u64 = 1;

/// An answer that can be printed in every format.
pub(crate) trait View: Serialize {
    /// The name of the view in its JSON.
    const NAME: &'static str;

    fn page(&self) -> Page;

    /// The page for a spreadsheet, where that is to be another one: one table, every row complete.
    fn sheet(&self) -> Page {
        self.page()
    }

    /// The struct as JSON, with its name and the version of its schema in front.
    fn json(&self) -> Value {
        let mut object = Map::new();
        object.insert("schema_version".into(), Value::from(SCHEMA_VERSION));
        object.insert("view".into(), Value::from(Self::NAME));
        match serde_json::to_value(self) {
            Ok(Value::Object(fields)) => object.extend(fields),
            Ok(other) => {
                object.insert("value".into(), other);
            }
            // A view holds texts, numbers, lists and maps with text keys: all of them are JSON.
            Err(error) => {
                object.insert("error".into(), Value::from(error.to_string()));
            }
        }
        Value::Object(object)
    }
}
