//! A table as CSV, where several texts of a column are several columns of one name, or as a list of JSON objects.

use serde_json::{Map, Value, json};

use super::{Column, Exported, Form, Records, Table, Text, whole};
use crate::text::json::inert;
use crate::text::sheet;

/// Everything that documents say as a sheet, so that importing it gives the same plan.
pub(super) const CSV: Form = Form {
    name: "csv",
    records: Some(Records::Csv),
    write: |chosen| exported(written(&whole::table(chosen), Records::Csv)),
};

/// Everything that documents say as JSON, with the version of its form.
pub(super) const JSON: Form = Form {
    name: "json",
    records: Some(Records::Json),
    write: |chosen| {
        let table = whole::table(chosen);
        exported(pretty(&json!({"schema_version": 1, "view": "export", "records": records(&table)})))
    },
};

fn exported(text: String) -> Exported {
    Exported { text, ..Exported::default() }
}

/// The records alone, as a tool reads them.
pub(super) fn written(table: &Table, form: Records) -> String {
    match form {
        Records::Csv => csv(table),
        Records::Json => pretty(&Value::Array(records(table))),
    }
}

fn records(table: &Table) -> Vec<Value> {
    table.rows.iter().map(|row| record(&table.columns, row)).collect()
}

fn pretty(value: &Value) -> String {
    inert(serde_json::to_string_pretty(value).unwrap_or_default()) + "\n"
}

fn csv(table: &Table) -> String {
    let widths: Vec<usize> = (0..table.columns.len())
        .map(|at| table.rows.iter().map(|row| row[at].len()).max().unwrap_or(0).max(1))
        .collect();
    let repeated = |texts: Vec<String>, width: usize| {
        let missing = width.saturating_sub(texts.len());
        texts.into_iter().chain(std::iter::repeat_n(String::new(), missing))
    };
    let head = table
        .columns
        .iter()
        .zip(&widths)
        .flat_map(|(column, width)| std::iter::repeat_n(column.name.clone(), *width))
        .collect();
    let rows = table.rows.iter().map(|row| {
        row.iter()
            .zip(&widths)
            .flat_map(|(texts, width)| repeated(texts.iter().map(Text::line).collect(), *width))
            .collect()
    });
    sheet::write(std::iter::once(head).chain(rows).collect())
}

/// One record as an object; a dot in the name of a column leads into an object.
fn record(columns: &[Column], row: &[Vec<Text>]) -> Value {
    let mut record = Map::new();
    for (column, texts) in columns.iter().zip(row) {
        let value = |text: &Text| match text {
            Text::Said(text) => Value::String(text.clone()),
            Text::Parts(parts) => parts.clone(),
        };
        let Some(first) = texts.first() else { continue };
        let (name, inner) = match column.name.split_once('.') {
            Some((name, inner)) => (name, Some(inner)),
            None => (column.name.as_str(), None),
        };
        let wrapped = |value: Value| match inner {
            Some(inner) => json!({ inner: value }),
            None => value,
        };
        let value = match column.is_list {
            true => Value::Array(texts.iter().map(|text| wrapped(value(text))).collect()),
            false => wrapped(value(first)),
        };
        record.insert(name.to_owned(), value);
    }
    Value::Object(record)
}
