//! What holds for every text that is read as a sheet, for property tests and the fuzz target.

use crate::text::sheet::read;
use crate::text::span::Span;

/// Panics unless places fit and follow one another, every row is as wide as the head, and the sheet
/// written anew reads as the same cells.
pub(crate) fn check_text(text: &str) {
    let (sheet, faults) = read(text);
    let mut at = 0;
    for cell in sheet.head.iter().chain(sheet.rows.iter().flatten()) {
        check_span(text, cell.span);
        assert!(at <= cell.span.start(), "cells overlap in {text:?}");
        at = cell.span.end();
    }
    faults.iter().for_each(|fault| check_span(text, fault.span));
    assert!(sheet.rows.iter().all(|row| row.len() == sheet.head.len()), "{text:?}");
    assert!(!sheet.head.is_empty() || !faults.is_empty(), "nothing is said of {text:?}");
    if sheet.head.is_empty() {
        return;
    }
    let rows: Vec<Vec<&str>> = std::iter::once(&sheet.head)
        .chain(&sheet.rows)
        .map(|row| row.iter().map(|cell| cell.text.as_str()).collect())
        .collect();
    let again = read(&written(&rows, ','));
    assert_eq!(again.1, [], "{text:?}");
    let cells = std::iter::once(again.0.head).chain(again.0.rows);
    let cells: Vec<Vec<String>> = cells.map(|row| row.into_iter().map(|cell| cell.text).collect()).collect();
    assert_eq!(cells, rows, "{text:?}");
}

/// The rows with every cell in quotes.
pub(crate) fn written<T: AsRef<str>>(rows: &[Vec<T>], separator: char) -> String {
    let line = |row: &Vec<T>| {
        let cells: Vec<String> =
            row.iter().map(|cell| format!("\"{}\"", cell.as_ref().replace('"', "\"\""))).collect();
        cells.join(&separator.to_string()) + "\r\n"
    };
    rows.iter().map(line).collect()
}

fn check_span(text: &str, span: Span) {
    assert!(text.get(span.range()).is_some(), "{span:?} does not fit {text:?}");
}
