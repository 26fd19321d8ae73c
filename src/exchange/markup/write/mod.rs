//! The tree as Markdown that is read as the same tree. Knows no markup of other tools.

mod escape;
mod inline;

use self::inline::{Place, inline};
use super::tree::{Block, Item, Run};

/// The blocks as Markdown whose highest heading is one of `highest`.
pub(super) fn write(blocks: &[Block], highest: u8) -> String {
    let lift = i16::from(highest) - i16::from(highest_heading(blocks).unwrap_or(highest));
    let mut writer = Writer { out: String::new(), marks: Vec::new(), lift, highest };
    writer.blocks(blocks, false);
    writer.out.truncate(writer.out.trim_end().len());
    writer.out
}

fn highest_heading(blocks: &[Block]) -> Option<u8> {
    let levels = blocks.iter().filter_map(|block| match block {
        Block::Heading(level, _) => Some(*level),
        Block::Quote(blocks) => highest_heading(blocks),
        Block::List { items, .. } => items.iter().filter_map(|item| highest_heading(&item.blocks)).min(),
        Block::Paragraph(_) | Block::Code { .. } | Block::Table(_) | Block::Rule => None,
    });
    levels.min()
}

/// What stands before the lines of a quote or of an item.
struct Mark {
    /// Before the first line, until it is written.
    first: Option<String>,
    rest: String,
}

struct Writer {
    out: String,
    marks: Vec<Mark>,
    lift: i16,
    highest: u8,
}

impl Writer {
    fn line(&mut self, text: &str) {
        let start = self.out.len();
        for mark in &mut self.marks {
            match mark.first.take() {
                Some(first) => self.out.push_str(&first),
                None => self.out.push_str(&mark.rest),
            }
        }
        self.out.push_str(text);
        if text.is_empty() {
            let end = start + self.out[start..].trim_end().len();
            self.out.truncate(end);
        }
        self.out.push('\n');
    }

    fn lines(&mut self, text: &str) {
        for line in text.split('\n') {
            self.line(line);
        }
    }

    fn blocks(&mut self, blocks: &[Block], is_tight: bool) {
        // Two lists in a row are two lists for their marks alone.
        let mut other_mark = false;
        for (at, block) in blocks.iter().enumerate() {
            let before = at.checked_sub(1).and_then(|at| blocks.get(at));
            if before.is_some() && !is_tight {
                self.line("");
            }
            other_mark = match (before, block) {
                (Some(Block::List { start: before, .. }), Block::List { start, .. }) => {
                    before.is_some() == start.is_some() && !other_mark
                }
                _ => false,
            };
            self.block(block, other_mark);
        }
    }

    fn block(&mut self, block: &Block, other_mark: bool) {
        match block {
            Block::Paragraph(runs) => self.lines(&inline(runs, Place::Line)),
            Block::Heading(level, runs) => {
                let lowest = i16::from(self.highest);
                let level = (i16::from(*level) + self.lift).clamp(lowest, lowest.max(6));
                let marks = "#".repeat(usize::try_from(level).unwrap_or(1));
                self.line(&format!("{marks} {}", inline(runs, Place::Heading)));
            }
            Block::Code { language, text } => {
                let fence = "`".repeat(escape::longest_run(text).max(2) + 1);
                self.line(&format!("{fence}{language}"));
                self.lines(text);
                self.line(&fence);
            }
            Block::Quote(blocks) => {
                self.marks.push(Mark { first: None, rest: "> ".into() });
                self.blocks(blocks, false);
                self.marks.pop();
            }
            Block::List { start, items } => self.list(*start, items, other_mark),
            Block::Table(rows) => self.table(rows),
            Block::Rule => self.line(if self.marks.is_empty() { "---" } else { "___" }),
        }
    }

    fn list(&mut self, start: Option<u32>, items: &[Item], other_mark: bool) {
        let is_tight = items.iter().all(|item| fits_tight(&item.blocks));
        let first = start.filter(|start| *start < 900_000_000).unwrap_or(1);
        for (at, item) in items.iter().enumerate() {
            if at > 0 && !is_tight {
                self.line("");
            }
            let mark = match (start, other_mark) {
                (None, false) => "- ".to_owned(),
                (None, true) => "* ".to_owned(),
                (Some(_), false) => format!("{}. ", first as usize + at),
                (Some(_), true) => format!("{}) ", first as usize + at),
            };
            let rest = " ".repeat(mark.len());
            let tick = match item.done {
                Some(done) if start.is_none() && matches!(item.blocks.first(), Some(Block::Paragraph(_))) => {
                    if done {
                        "[x] "
                    } else {
                        "[ ] "
                    }
                }
                _ => "",
            };
            self.marks.push(Mark { first: Some(format!("{mark}{tick}")), rest });
            self.blocks(&item.blocks, is_tight);
            self.marks.pop();
        }
    }

    /// A row of Markdown may be short but not too long, so the first is as long as the longest.
    fn table(&mut self, rows: &[Vec<Vec<Run>>]) {
        let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
        for (at, row) in rows.iter().enumerate() {
            let mut cells: Vec<String> = row.iter().map(|cell| inline(cell, Place::Cell)).collect();
            if at == 0 {
                cells.resize(columns, String::new());
            }
            self.line(&format!("| {} |", cells.join(" | ")));
            if at == 0 {
                self.line(&format!("|{}", " --- |".repeat(columns)));
            }
        }
    }
}

/// Whether the blocks of an item need no blank lines between them.
fn fits_tight(blocks: &[Block]) -> bool {
    match blocks {
        [_] => true,
        [Block::Paragraph(_), Block::Code { .. }] => true,
        // A number other than 1 does not end a paragraph.
        [Block::Paragraph(_), lists @ ..] => {
            lists.iter().all(|block| matches!(block, Block::List { start: None | Some(1), .. }))
        }
        _ => false,
    }
}
