//! Everything that documents say: a column for each field of every kind, and the body.

use indexmap::IndexMap;

use super::cells::texts;
use super::{Chosen, Column, Table, Text};
use crate::exchange::mapping::BODY;
use crate::exchange::whole::{FIXED, column_of};
use crate::model::artifact::Artifact;
use crate::model::kind::Kind;

pub(super) fn table(chosen: &Chosen<'_>) -> Table {
    let plan = chosen.plan;
    let mut kinds: Vec<usize> =
        chosen.artifacts.iter().map(|index| usize::from(plan.artifact(*index).kind)).collect();
    kinds.sort_unstable();
    kinds.dedup();
    // A field that two kinds have stands in one column, a list where one of them has a list.
    let mut fields: IndexMap<String, bool> = IndexMap::new();
    for kind in &kinds {
        for field in plan.config.kinds[*kind].fields.values() {
            *fields.entry(column_of(&field.name)).or_default() |= field.ty.is_list();
        }
    }
    let rows: Vec<Vec<Vec<Text>>> = chosen
        .artifacts
        .iter()
        .map(|index| row(plan.kind_of(*index), plan.artifact(*index), &fields))
        .collect();
    let fixed = FIXED.iter().map(|name| Column { name: (*name).to_owned(), is_list: false });
    let named = fields.iter().map(|(name, is_list)| Column { name: name.clone(), is_list: *is_list });
    let body = Column { name: BODY.to_owned(), is_list: false };
    let columns: Vec<Column> = fixed.chain(named).chain([body]).collect();
    // What nobody says needs no column.
    let is_said: Vec<bool> =
        (0..columns.len()).map(|at| at < FIXED.len() || rows.iter().any(|row| !row[at].is_empty())).collect();
    let keep = |at: &usize| is_said[*at];
    Table {
        columns: (0..columns.len()).filter(keep).map(|at| columns[at].clone()).collect(),
        rows: rows
            .into_iter()
            .map(|row| {
                row.into_iter().enumerate().filter(|(at, _)| keep(at)).map(|(_, texts)| texts).collect()
            })
            .collect(),
    }
}

fn row(kind: &Kind, artifact: &Artifact, fields: &IndexMap<String, bool>) -> Vec<Vec<Text>> {
    let said = |text: &str| if text.is_empty() { Vec::new() } else { vec![Text::Said(text.to_owned())] };
    let root = artifact.root();
    let mut row = vec![
        said(&artifact.id.as_ref().map_or_else(String::new, ToString::to_string)),
        said(&kind.name),
        said(artifact.path.as_str()),
        said(&artifact.title),
        said(artifact.status_name().unwrap_or_default()),
    ];
    for name in fields.keys() {
        let field = kind.fields.values().find(|field| column_of(&field.name) == *name);
        row.push(field.map_or_else(Vec::new, |field| {
            texts(field, root.as_ref().and_then(|root| root.get(&field.name)))
        }));
    }
    row.push(said(artifact.body_text().trim()));
    row
}
