//! Tables of Jira: `||head||head||` and `|cell|cell|`.

use super::{inline, links};
use crate::exchange::markup::builder::{Builder, What};

pub(super) fn is_row(line: &str) -> bool {
    line.starts_with('|') && line.trim_start_matches('|').contains('|')
}

/// Reads one row into the table that is open.
pub(super) fn read(row: &str, builder: &mut Builder) {
    builder.open(What::Row);
    for (is_head, cell) in cells(row) {
        builder.open(What::Cell(is_head));
        inline::read(cell.trim(), builder);
        builder.close(What::Cell(is_head));
    }
    builder.close(What::Row);
}

/// The cells of a row, and whether each is a head. A bar within a link, an image or code is none.
fn cells(row: &str) -> Vec<(bool, &str)> {
    let bytes = row.as_bytes();
    let mut cells: Vec<(bool, &str)> = Vec::new();
    let (mut is_head, mut start, mut at) = (false, None, 0);
    while at < bytes.len() {
        match bytes[at] {
            b'\\' if bytes.get(at + 1).is_some_and(u8::is_ascii_punctuation) => at += 2,
            b'[' => at += closed(&row[at..]).unwrap_or(1),
            b'!' => at += image(&row[at..]).unwrap_or(1),
            b'{' if row[at..].starts_with("{{") => at += code(&row[at..]).unwrap_or(2),
            b'|' => {
                if let Some(start) = start {
                    cells.push((is_head, &row[start..at]));
                }
                is_head = bytes.get(at + 1) == Some(&b'|');
                at += if is_head { 2 } else { 1 };
                start = Some(at);
            }
            _ => at += 1,
        }
    }
    if let Some(start) = start.filter(|start| !row[*start..].trim().is_empty()) {
        cells.push((is_head, &row[start..]));
    }
    cells
}

/// How far the end of a link or of code is looked for.
const NEAR: usize = 2000;

/// The length of what a bracket closes, on one line.
fn closed(rest: &str) -> Option<usize> {
    let (at, end) =
        rest.char_indices().skip(1).take(NEAR).find(|(_, each)| matches!(each, '\n' | '[' | ']'))?;
    (end == ']').then_some(at + 1)
}

fn image(rest: &str) -> Option<usize> {
    links::image(rest).map(|(_, length)| length)
}

fn code(rest: &str) -> Option<usize> {
    let near = rest.as_bytes().iter().take(NEAR).take_while(|byte| **byte != b'\n').count();
    rest.as_bytes()[..near].windows(2).position(|pair| pair == b"}}").map(|end| end + 2)
}
