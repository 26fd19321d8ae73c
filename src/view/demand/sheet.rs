//! The demand of several artifacts for a spreadsheet: numbers alone, every row complete.

use super::wanted::Wanted;
use crate::page::{Column, Row, Table, Text};

pub(super) fn table(wanted: &[Wanted]) -> Table {
    let names = [
        "id",
        "kind",
        "title",
        "status",
        "voices",
        "voices_without_customer",
        "customers",
        "customers_without_revenue",
        "revenue",
        "segments",
        "score",
        "currency",
        "unscored",
        "score_per_effort",
    ];
    Table {
        columns: names.iter().map(|name| Column::text(name, name, false)).collect(),
        rows: wanted.iter().map(row).collect(),
    }
}

fn row(wanted: &Wanted) -> Row {
    let number = |number: Option<f64>| number.map_or_else(String::new, |number| number.to_string());
    let word = |word: &Option<String>| word.clone().unwrap_or_default();
    let revenue: Vec<String> = wanted.revenue.iter().map(ToString::to_string).collect();
    let cells: [Text; 14] = [
        wanted.subject.reference().into(),
        wanted.subject.kind.as_str().into(),
        wanted.subject.title.as_str().into(),
        wanted.subject.status.as_deref().unwrap_or_default().into(),
        wanted.voices.to_string().into(),
        wanted.voices_without_customer.to_string().into(),
        wanted.customers.to_string().into(),
        wanted.customers_without_revenue.to_string().into(),
        revenue.join(", ").into(),
        wanted.segments.join(", ").into(),
        number(wanted.score).into(),
        word(&wanted.currency).into(),
        word(&wanted.unscored).into(),
        number(wanted.per_effort).into(),
    ];
    Row { cells: cells.into(), depth: 0 }
}
