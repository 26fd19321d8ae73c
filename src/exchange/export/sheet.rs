//! A table as CSV, where several texts of a column are several columns of one name, or as a list of JSON objects.

use serde_json::{Map, Value, json};

use super::{Column, Form, Table, Text};
use crate::text::json::inert;
use crate::text::sheet;

pub(super) fn written(table: &Table, form: Form, view: &str) -> String {
    match form {
        Form::Csv => csv(table),
        Form::Json => {
            let records: Vec<Value> = table.rows.iter().map(|row| record(&table.columns, row)).collect();
            let value = json!({"schema_version": 1, "view": view, "records": records});
            let text = serde_json::to_string_pretty(&value).unwrap_or_default();
            inert(text) + "\n"
        }
    }
}

/// The records alone, as a tool that reads JSON wants them.
pub(super) fn records(table: &Table) -> String {
    let records: Vec<Value> = table.rows.iter().map(|row| record(&table.columns, row)).collect();
    inert(serde_json::to_string_pretty(&records).unwrap_or_default()) + "\n"
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
