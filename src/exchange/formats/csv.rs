//! Sheets: separated by commas, semicolons or tabs, as other programs save them.
//!
//! Columns of one name are one column with several cells. A row may be narrower than the head; one that is
//! wider with words in it stays out, for nobody knows which cell is out of place.

use crate::exchange::batch::{Batch, Cell, Columns, Misfit, Record};
use crate::text::sheet::{self, unguard};
use crate::text::span::Span;
use crate::text::words::plural;

/// More cells than any tool exports at once.
const MOST_CELLS: usize = 20_000_000;

/// The records of a sheet, and the rows that cannot be read.
pub(crate) fn read(text: &str) -> (Batch, Vec<Misfit>) {
    let (sheet, faults) = sheet::read_ragged(text, MOST_CELLS);
    let mut misfits: Vec<Misfit> = faults
        .into_iter()
        .map(|fault| Misfit::record(fault.span, fault.message).with_hint(fault.help))
        .collect();
    let mut columns = Columns::default();
    let positions: Vec<Option<usize>> = sheet
        .head
        .iter()
        .map(|cell| {
            let name = unguard(cell.text.trim());
            (!name.is_empty()).then(|| columns.named(name))
        })
        .collect();
    for at in positions.iter().flatten() {
        columns.repeated(*at);
    }
    let mut records = Vec::with_capacity(sheet.rows.len());
    for row in sheet.rows {
        let span = match (row.first(), row.last()) {
            (Some(first), Some(last)) => Span::new(first.span.start(), last.span.end()),
            _ => continue,
        };
        let beyond = row.iter().skip(positions.len()).find(|cell| !cell.text.trim().is_empty());
        if let Some(cell) = beyond {
            let message =
                format!("the row has {}, and the head has {}", plural(row.len(), "cell"), positions.len());
            misfits.push(
                Misfit::record(cell.span, message)
                    .with_hint("put quotes around the cell that holds a separator or a line break"),
            );
            continue;
        }
        let mut nameless = None;
        let cells = row.into_iter().zip(&positions).filter_map(|(cell, position)| {
            if cell.text.trim().is_empty() {
                return None;
            }
            let Some(column) = *position else {
                nameless.get_or_insert(cell.span);
                return None;
            };
            let text = match unguard(&cell.text) {
                text if text.len() == cell.text.len() => cell.text,
                text => text.to_owned(),
            };
            Some(Cell { column, text, span: cell.span })
        });
        let cells = cells.collect();
        if let Some(span) = nameless {
            misfits.push(
                Misfit { whole: false, ..Misfit::record(span, "the column of this cell has no name") }
                    .with_hint("name it in the first line"),
            );
        }
        records.push(Record { file: 0, span, cells, left_out: None });
    }
    (columns.finish(records), misfits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> (Vec<Vec<(String, String)>>, Vec<String>) {
        let (batch, misfits) = read(text);
        let cell = |cell: &Cell| (batch.columns[cell.column].name.clone(), cell.text.clone());
        let records = batch.records.iter().map(|record| record.cells.iter().map(cell).collect()).collect();
        (records, misfits.into_iter().map(|misfit| misfit.message).collect())
    }

    #[test]
    fn columns_of_one_name_are_one() {
        let (records, misfits) = shown("Id,Labels,Labels,Labels\n1,a,,b\n2,,,\n");
        let pair = |name: &str, text: &str| (name.to_owned(), text.to_owned());
        let first = vec![pair("Id", "1"), pair("Labels", "a"), pair("Labels", "b")];
        assert_eq!(records, [first, vec![pair("Id", "2")]]);
        assert_eq!(misfits, [""; 0]);
        assert_eq!(read("Id,Labels,Labels\n").0.columns[1].count, 2);
    }

    #[test]
    fn narrow_rows_and_empty_cells_beyond_the_head_are_read() {
        let (records, misfits) = shown("a,b\n1\n2,3,,\n4,5,6\n");
        assert_eq!(records.iter().map(Vec::len).collect::<Vec<_>>(), [1, 2]);
        assert_eq!(misfits, ["the row has 3 cells, and the head has 2"]);
    }

    #[test]
    fn a_guarded_formula_is_what_it_was() {
        assert_eq!(shown("a\n'=1+1\n").0[0][0].1, "=1+1");
    }
}
