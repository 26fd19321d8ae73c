//! The wiki markup of Jira.
//!
//! What only looks like markup stays as it is, as Jira shows it too.

mod inline;
mod links;
mod macros;
mod table;

use self::macros::{Piece, pieces};
use super::builder::{Builder, What};
use super::tree::{Block, Look};

/// Marks of an item that count; what is nested deeper stands there too.
const DEEPEST: usize = 6;

pub(super) fn read(text: &str) -> Vec<Block> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut reader = Reader { builder: Builder::new(), lines: Vec::new(), row: None, gap: false };
    let pieces = pieces(&text);
    for (at, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Text(text) => {
                let lines: Vec<&str> = text.split('\n').collect();
                let last = lines.len() - 1;
                for (line_at, line) in lines.into_iter().enumerate() {
                    // What stands on one line with a macro is no line of its own.
                    let is_rest = line_at == 0 && at > 0 || line_at == last && at + 1 < pieces.len();
                    if !(is_rest && line.trim().is_empty()) {
                        reader.line(line);
                    }
                }
            }
            Piece::Code { language, title, text } => {
                reader.title(title);
                reader.end_paragraph();
                reader.builder.code(language, text);
            }
            Piece::Panel { title } => {
                reader.end_lists();
                reader.title(title);
            }
            Piece::QuoteOpens => {
                reader.end_paragraph();
                reader.builder.open(What::Quote);
            }
            Piece::QuoteCloses => {
                reader.end_paragraph();
                reader.builder.close(What::Quote);
            }
        }
    }
    reader.end_paragraph();
    reader.builder.finish()
}

struct Reader<'t> {
    builder: Builder,
    /// The lines of the paragraph that is open.
    lines: Vec<&'t str>,
    /// The lines of the row that is open.
    row: Option<String>,
    /// Whether a blank line stands before.
    gap: bool,
}

impl<'t> Reader<'t> {
    fn line(&mut self, line: &'t str) {
        let line = line.trim();
        if self.continues_row(line) {
            return;
        }
        if line.is_empty() {
            self.end_paragraph();
            self.gap = true;
            return;
        }
        let gap = std::mem::take(&mut self.gap);
        if let Some((level, text)) = heading(line) {
            self.end_lists();
            inline::read(text, &mut self.builder);
            self.builder.heading(level);
        } else if let Some(text) = quoted(line) {
            self.end_lists();
            self.builder.open(What::Quote);
            inline::read(text, &mut self.builder);
            self.builder.close(What::Quote);
        } else if line.len() >= 4 && line.bytes().all(|byte| byte == b'-') {
            self.end_lists();
            self.builder.rule();
        } else if let Some((marks, text)) = self.item(line) {
            self.open_item(marks);
            self.lines.push(text);
        } else if table::is_row(line) {
            if gap && !self.builder.has(What::Table) {
                self.end_lists();
            }
            self.open_row(line);
        } else {
            if gap || self.row.is_some() || self.builder.has(What::Table) {
                self.end_lists();
            }
            self.lines.push(line);
        }
    }

    /// A list of Jira goes on behind a blank line: most who leave one mean one list.
    fn open_item(&mut self, marks: &str) {
        self.end_paragraph();
        self.end_table();
        let wanted: Vec<bool> = marks.bytes().take(DEEPEST).map(|mark| mark == b'#').collect();
        let open = self.builder.lists();
        let same = open.iter().zip(&wanted).take_while(|(open, wanted)| open == wanted).count();
        for _ in same..open.len() {
            self.builder.close(What::List(None));
        }
        for numbered in &wanted[same..] {
            self.builder.open(What::List(numbered.then_some(1)));
        }
        self.builder.open(What::Item);
    }

    /// The marks of an item and its text.
    fn item(&self, line: &'t str) -> Option<(&'t str, &'t str)> {
        let end = line.bytes().position(|byte| !matches!(byte, b'*' | b'#' | b'-'))?;
        let (marks, text) = line.split_at(end);
        let is_dashes = marks.len() > 1 && marks.bytes().all(|mark| mark == b'-');
        let fits = !marks.is_empty()
            && text.starts_with([' ', '\t'])
            && !(is_dashes && self.builder.lists().len() + 1 < marks.len());
        fits.then(|| (marks, text.trim_start()))
    }

    fn open_row(&mut self, line: &str) {
        self.end_paragraph();
        if !self.builder.has(What::Table) {
            self.builder.open(What::Table);
        }
        self.row = Some(line.to_owned());
        if line.ends_with('|') {
            self.end_row();
        }
    }

    /// A row goes on until its last bar.
    fn continues_row(&mut self, line: &str) -> bool {
        let Some(row) = self.row.as_mut() else { return false };
        if line.is_empty() || table::is_row(line) || heading(line).is_some() || quoted(line).is_some() {
            self.end_row();
            return false;
        }
        row.push('\n');
        row.push_str(line);
        if line.ends_with('|') {
            self.end_row();
        }
        true
    }

    fn end_row(&mut self) {
        if let Some(row) = self.row.take() {
            table::read(&row, &mut self.builder);
        }
    }

    fn end_table(&mut self) {
        self.end_row();
        self.builder.close(What::Table);
    }

    fn end_paragraph(&mut self) {
        self.end_row();
        if !self.lines.is_empty() {
            inline::read(&self.lines.join("\n"), &mut self.builder);
            self.lines.clear();
        }
        self.builder.flush();
    }

    fn end_lists(&mut self) {
        self.end_paragraph();
        self.end_table();
        for _ in self.builder.lists() {
            self.builder.close(What::List(None));
        }
    }

    fn title(&mut self, title: &str) {
        if !title.is_empty() {
            self.end_paragraph();
            self.builder.text(title, &Look { strong: true, ..Look::default() });
            self.builder.flush();
        }
    }
}

/// The level and the text of a heading such as `h2. Goals`.
fn heading(line: &str) -> Option<(u8, &str)> {
    let rest = line.strip_prefix('h')?;
    let level = rest.bytes().next().filter(|level| (b'1'..=b'6').contains(level))?;
    let text = rest[1..].strip_prefix('.')?;
    (text.is_empty() || text.starts_with([' ', '\t'])).then(|| (level - b'0', text.trim()))
}

/// The text of a line that is quoted.
fn quoted(line: &str) -> Option<&str> {
    line.strip_prefix("bq.").filter(|text| text.is_empty() || text.starts_with([' ', '\t']))
}
