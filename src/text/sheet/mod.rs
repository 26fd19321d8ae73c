//! A sheet of cells as spreadsheets save it: CSV as RFC 4180 has it, also with semicolons or tabs.
//!
//! Every cell keeps its place. Knows nothing of what the cells mean.

#[cfg(any(test, fuzzing))]
pub(crate) mod invariants;
mod write;

pub(crate) use write::{unguard, write};

use crate::text::span::Span;
use crate::text::words::plural;

/// Rows under a head. Lines without a word in them are left out.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Sheet {
    pub(crate) head: Vec<SheetCell>,
    pub(crate) rows: Vec<Vec<SheetCell>>,
}

/// A cell without its quotes, and where it stands with them.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct SheetCell {
    pub(crate) text: String,
    pub(crate) span: Span,
}

/// Why a row, or the whole sheet, cannot be read.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct SheetFault {
    /// One sentence without a final period.
    pub(crate) message: String,
    /// What to do, as an imperative fragment.
    pub(crate) help: String,
    pub(crate) span: Span,
}

/// Reads a sheet whose rows are as wide as its head; a row with a fault is left out of it. Separated by
/// whichever of comma, semicolon and tab the head has most of, unless a first line `sep=;` says it.
pub(crate) fn read(text: &str) -> (Sheet, Vec<SheetFault>) {
    let (mut sheet, mut faults) = read_ragged(text, usize::MAX);
    let width = sheet.head.len();
    sheet.rows.retain(|row| {
        let fits = row.len() == width;
        if !fits {
            faults.push(wrong_width(row, width));
        }
        fits
    });
    faults.sort_by_key(|fault| fault.span.start());
    (sheet, faults)
}

/// As [`read`], with rows of any width, for sheets that another program wrote; no more than `most` cells.
pub(crate) fn read_ragged(text: &str, most: usize) -> (Sheet, Vec<SheetFault>) {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let (separator, start) = separator(text, start);
    let mut reader = Reader { text, at: start, separator, faults: Vec::new() };
    let mut sheet = Sheet::default();
    let mut left = most;
    while reader.at < text.len() {
        let known = reader.faults.len();
        let at = reader.at;
        let row = reader.row(left);
        if row.len() > left {
            reader.faults.push(SheetFault {
                message: format!("the sheet has more than {most} cells"),
                help: "split it, or leave out columns that nobody needs".into(),
                span: Span::at(at),
            });
            break;
        }
        left -= row.len();
        let is_blank = row.iter().all(|cell| cell.text.trim().is_empty());
        if reader.faults.len() > known || is_blank {
            if sheet.head.is_empty() && !is_blank {
                // Without a head no row means anything.
                return (Sheet::default(), reader.faults);
            }
            continue;
        }
        if sheet.head.is_empty() {
            sheet.head = row;
        } else {
            sheet.rows.push(row);
        }
    }
    if sheet.head.is_empty() && reader.faults.is_empty() {
        reader.faults.push(SheetFault {
            message: "the sheet is empty".into(),
            help: "name the columns in its first line".into(),
            span: Span::at(start),
        });
    }
    (sheet, reader.faults)
}

fn wrong_width(row: &[SheetCell], expected: usize) -> SheetFault {
    let span = row.first().map_or(Span::at(0), |cell| cell.span);
    SheetFault {
        message: format!("the row has {}, and the head has {expected}", plural(row.len(), "cell")),
        help: "give every column its cell, and put quotes around a cell with a separator in it".into(),
        span,
    }
}

/// The separator, where the head has one, and where the head begins.
fn separator(text: &str, start: usize) -> (Option<u8>, usize) {
    const KNOWN: [u8; 3] = [b',', b';', b'\t'];
    let rest = &text[start..];
    let line = rest.split(['\n', '\r']).next().unwrap_or_default();
    if let Some(said) = line.strip_prefix("sep=")
        && let [separator] = said.as_bytes()
        && KNOWN.contains(separator)
    {
        let end = start + line.len();
        let line_break = if rest[line.len()..].starts_with("\r\n") { 2 } else { 1 };
        return (Some(*separator), (end + line_break).min(text.len()));
    }
    let mut counts = [0_usize; KNOWN.len()];
    let (mut is_quoted, mut is_begun) = (false, false);
    for byte in rest.bytes() {
        match byte {
            b'"' => (is_quoted, is_begun) = (!is_quoted, true),
            _ if is_quoted => {}
            b'\n' | b'\r' if is_begun => break,
            _ => {
                is_begun |= !byte.is_ascii_whitespace();
                if let Some(at) = KNOWN.iter().position(|known| *known == byte) {
                    counts[at] += 1;
                }
            }
        }
    }
    let most = (0..KNOWN.len()).rev().max_by_key(|at| counts[*at]).filter(|at| counts[*at] > 0);
    (most.map(|at| KNOWN[at]), start)
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    separator: Option<u8>,
    faults: Vec<SheetFault>,
}

impl<'t> Reader<'t> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The cells up to the end of the row, and past its line break; one more than `most` where there are more.
    fn row(&mut self, most: usize) -> Vec<SheetCell> {
        let mut cells = Vec::new();
        loop {
            cells.push(self.cell());
            if cells.len() > most {
                return cells;
            }
            match self.peek() {
                Some(byte) if Some(byte) == self.separator => self.at += 1,
                Some(b'\r') => {
                    self.at += 1;
                    if self.peek() == Some(b'\n') {
                        self.at += 1;
                    }
                    return cells;
                }
                Some(_) => {
                    self.at += 1;
                    return cells;
                }
                None => return cells,
            }
        }
    }

    fn cell(&mut self) -> SheetCell {
        let start = self.at;
        if self.peek() != Some(b'"') {
            let text = self.plain().to_owned();
            return SheetCell { text, span: Span::new(start, self.at) };
        }
        let mut text = String::new();
        self.at += 1;
        loop {
            let rest = &self.text[self.at..];
            let Some(quote) = rest.find('"') else {
                self.at = self.text.len();
                self.faults.push(SheetFault {
                    message: "the quote that begins this cell is never closed".into(),
                    help: "close it, and write a quote within a cell twice".into(),
                    span: Span::new(start, start + 1),
                });
                break;
            };
            text.push_str(&rest[..quote]);
            self.at += quote + 1;
            if self.peek() != Some(b'"') {
                break;
            }
            text.push('"');
            self.at += 1;
        }
        let end = self.at;
        let behind = self.plain();
        if !behind.trim().is_empty() {
            self.faults.push(SheetFault {
                message: "a cell goes on behind its closing quote".into(),
                help: "write a quote within a cell twice, and put the whole cell into quotes".into(),
                span: Span::new(end, end + behind.len()),
            });
        }
        SheetCell { text, span: Span::new(start, self.at) }
    }

    /// What stands before the next separator or line break.
    fn plain(&mut self) -> &'t str {
        let (rest, separator) = (&self.text[self.at..], self.separator);
        let ends = |byte: u8| Some(byte) == separator || matches!(byte, b'\n' | b'\r');
        let length = rest.bytes().position(ends).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }
}

#[cfg(test)]
mod tests;
