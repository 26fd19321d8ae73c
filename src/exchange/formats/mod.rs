//! The files that exports come in, one format each.

mod csv;
pub(crate) mod folder;
mod json;
mod yaml_cells;

use super::batch::{Batch, Misfit};

/// No person wrote more into one cell, in bytes; tools themselves stop far below.
const LONGEST_CELL: usize = 4 << 20;

/// Reads the text of an export. What begins as JSON is JSON, whatever the file is called; the rest is a sheet.
pub(crate) fn read(text: &str) -> (Batch, Vec<Misfit>) {
    let (mut batch, mut misfits) = match text.trim_start().as_bytes().first() {
        Some(b'{' | b'[') => json::read(text),
        _ => csv::read(text),
    };
    leave_out_endless(&mut batch, &mut misfits);
    (batch, misfits)
}

/// Leaves out cells that are no text of a person: a picture that was written out, the rest of the file behind a quote.
fn leave_out_endless(batch: &mut Batch, misfits: &mut Vec<Misfit>) {
    let columns = &batch.columns;
    for record in &mut batch.records {
        record.cells.retain(|cell| {
            let is_endless = cell.text.len() > LONGEST_CELL;
            if is_endless {
                let message = format!("the cell has {} MB", cell.text.len() >> 20);
                misfits
                    .push(Misfit::cell(cell.span, &columns[cell.column].name, message).with_hint(
                        "look for a quote that is never closed, or for a picture written as text",
                    ));
            }
            !is_endless
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_without_end_stays_out_and_its_record_goes_in() {
        let text = format!("Id,Text\n1,{}\n2,short\n", "x".repeat(LONGEST_CELL + 1));
        let (batch, misfits) = read(&text);
        assert_eq!(batch.records.iter().map(|record| record.cells.len()).collect::<Vec<_>>(), [1, 2]);
        let told: Vec<_> =
            misfits.iter().map(|it| (it.column.as_deref(), it.message.as_str(), it.whole)).collect();
        assert_eq!(told, [(Some("Text"), "the cell has 4 MB", false)]);
    }
}
