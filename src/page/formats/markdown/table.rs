//! Tables whose columns line up in the raw text too.

use crate::page::width::{pad, width};
use crate::page::{Align, Column, Row, Table};
use crate::text::visible::one_line;

use super::Links;
use super::escape::{Place, escape, inline};

/// A cell wider than this does not widen its column for the others.
const WIDEST: usize = 60;

pub(super) fn render(table: &Table, links: Links<'_>) -> String {
    if table.columns.is_empty() {
        return String::new();
    }
    let head: Vec<String> =
        table.columns.iter().map(|column| escape(&one_line(&column.title)).replace('|', "\\|")).collect();
    let rows: Vec<Vec<String>> =
        table.rows.iter().map(|row| cells(row, table.columns.len(), links)).collect();
    let widths: Vec<usize> = (0..table.columns.len())
        .map(|at| {
            let lines = rows.iter().chain([&head]).map(|row| width(&row[at])).filter(|wide| *wide <= WIDEST);
            lines.max().unwrap_or_default().max(width(&head[at])).max(3)
        })
        .collect();
    let mut lines = vec![line(&head, &widths, &table.columns), rule(&widths, &table.columns)];
    lines.extend(rows.iter().map(|row| line(row, &widths, &table.columns)));
    lines.join("\n")
}

/// The cells of a row, as many as there are columns; the first is indented by em spaces, which stay.
fn cells(row: &Row, count: usize, links: Links<'_>) -> Vec<String> {
    let indent = "\u{2003}".repeat(usize::from(row.depth));
    let texts = row.cells.iter().take(count).map(|cell| inline(cell, Place::Cell, links));
    let mut cells: Vec<String> = texts.collect();
    cells.resize(count, String::new());
    cells[0].insert_str(0, &indent);
    cells
}

fn line(cells: &[String], widths: &[usize], columns: &[Column]) -> String {
    let padded = cells.iter().zip(widths).zip(columns).map(|((cell, columns), column)| match column.align {
        Align::Left => pad(cell, *columns),
        Align::Right => format!("{}{cell}", " ".repeat(columns.saturating_sub(width(cell)))),
    });
    format!("| {} |", padded.collect::<Vec<_>>().join(" | "))
}

fn rule(widths: &[usize], columns: &[Column]) -> String {
    let rules = widths.iter().zip(columns).map(|(wide, column)| match column.align {
        Align::Left => "-".repeat(*wide),
        Align::Right => format!("{}:", "-".repeat(wide - 1)),
    });
    format!("| {} |", rules.collect::<Vec<_>>().join(" | "))
}
