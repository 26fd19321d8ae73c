//! Builds the tree from what opens and closes in a text, in whatever order it does.
//!
//! What is nested deeper than a reader can follow continues at the deepest level, so the tree is shallow for any text.

use super::tree::{Block, Item, Look, Run, flat, paragraphs};

/// Lists and quotes within each other; what opens below stays at this level.
const DEEPEST: usize = 8;

/// What opens and closes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum What {
    Root,
    Quote,
    /// With the number of the first item, nothing for bullets.
    List(Option<u32>),
    Item,
    Table,
    Row,
    /// Whether it heads a row or a column.
    Cell(bool),
}

impl What {
    fn is_like(self, other: Self) -> bool {
        std::mem::discriminant(&self) == std::mem::discriminant(&other)
    }
}

#[derive(Debug)]
struct Frame {
    what: What,
    done: Option<bool>,
    blocks: Vec<Block>,
    items: Vec<Item>,
    rows: Vec<OpenRow>,
    cells: Vec<Vec<Block>>,
    is_head: bool,
}

impl Frame {
    fn new(what: What) -> Self {
        Self {
            what,
            done: None,
            blocks: Vec::new(),
            items: Vec::new(),
            rows: Vec::new(),
            cells: Vec::new(),
            is_head: true,
        }
    }
}

#[derive(Debug)]
struct OpenRow {
    is_head: bool,
    cells: Vec<Vec<Block>>,
}

#[derive(Debug)]
pub(super) struct Builder {
    open: Vec<Frame>,
    runs: Vec<Run>,
    /// Opened too deep: quotes, lists, tables.
    passed_over: [usize; 3],
}

impl Builder {
    pub(super) fn new() -> Self {
        Self { open: vec![Frame::new(What::Root)], runs: Vec::new(), passed_over: [0; 3] }
    }

    pub(super) fn text(&mut self, text: &str, look: &Look) {
        match self.runs.last_mut() {
            Some(last) if last.look == *look && !look.image => last.text.push_str(text),
            _ => self.runs.push(Run { text: text.to_owned(), look: look.clone() }),
        }
    }

    /// Ends a paragraph.
    pub(super) fn flush(&mut self) {
        for runs in paragraphs(&std::mem::take(&mut self.runs)) {
            self.put(Block::Paragraph(runs));
        }
    }

    /// Ends a heading, which is strong without a mark.
    pub(super) fn heading(&mut self, level: u8) {
        for run in &mut self.runs {
            run.look.strong = false;
        }
        for runs in paragraphs(&std::mem::take(&mut self.runs)) {
            self.put(Block::Heading(level, runs));
        }
    }

    pub(super) fn code(&mut self, language: &str, text: &str) {
        self.flush();
        let text = text.trim_end();
        if !text.trim().is_empty() {
            let is_plain = |each: char| each.is_alphanumeric() || "+#-_.".contains(each);
            let language = if language.chars().all(is_plain) { language } else { "" };
            let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
            let blank = lines.iter().take_while(|line| line.is_empty()).count();
            self.put(Block::Code { language: language.to_lowercase(), text: lines[blank..].join("\n") });
        }
    }

    pub(super) fn rule(&mut self) {
        self.flush();
        self.put(Block::Rule);
    }

    /// Says of the open item whether it is done.
    pub(super) fn tick(&mut self, done: bool) {
        if let Some(item) = self.open.iter_mut().rev().find(|frame| frame.what == What::Item) {
            item.done = Some(done);
        }
    }

    pub(super) fn has(&self, what: What) -> bool {
        self.open.iter().any(|frame| frame.what.is_like(what))
    }

    /// The lists that are open, outermost first: whether each has numbers.
    pub(super) fn lists(&self) -> Vec<bool> {
        let start = |frame: &Frame| match frame.what {
            What::List(start) => Some(start.is_some()),
            _ => None,
        };
        self.open.iter().filter_map(start).collect()
    }

    pub(super) fn open(&mut self, what: What) {
        self.flush();
        match what {
            What::Root => {}
            What::Quote if self.is_deep() => self.passed_over[0] += 1,
            What::List(_) if self.is_deep() => self.passed_over[1] += 1,
            What::Table if self.has(What::Table) => self.passed_over[2] += 1,
            What::Quote | What::List(_) | What::Table => self.open.push(Frame::new(what)),
            What::Item => self.open_item(),
            What::Row => self.open_row(),
            What::Cell(is_head) => self.open_cell(is_head),
        }
    }

    fn is_deep(&self) -> bool {
        let nests = |frame: &&Frame| matches!(frame.what, What::Quote | What::List(_));
        self.open.iter().filter(nests).count() >= DEEPEST
    }

    /// An item ends the one before it, and without a list it begins one.
    fn open_item(&mut self) {
        if self.open.last().is_some_and(|frame| frame.what == What::Item) {
            self.close_last();
        }
        let in_list = self.open.last().is_some_and(|frame| frame.what.is_like(What::List(None)));
        if !in_list && self.is_deep() {
            return;
        }
        if !in_list {
            self.open.push(Frame::new(What::List(None)));
        }
        self.open.push(Frame::new(What::Item));
    }

    fn open_row(&mut self) {
        if self.passed_over[2] == 0 && self.has(What::Table) {
            self.close_above(What::Table);
            self.open.push(Frame::new(What::Row));
        }
    }

    fn open_cell(&mut self, is_head: bool) {
        if self.passed_over[2] > 0 || !self.has(What::Table) {
            return;
        }
        match self.has(What::Row) {
            true => self.close_above(What::Row),
            false => self.open_row(),
        }
        if let Some(row) = self.open.last_mut() {
            row.is_head &= is_head;
        }
        self.open.push(Frame::new(What::Cell(is_head)));
    }

    /// Closes the innermost that is like `what`, with all that is open in it.
    pub(super) fn close(&mut self, what: What) {
        self.flush();
        let deep = match what {
            What::Quote => Some(0),
            What::List(_) => Some(1),
            What::Table | What::Row | What::Cell(_) => Some(2),
            What::Root | What::Item => None,
        };
        if let Some(passed) = deep.map(|at| &mut self.passed_over[at]).filter(|passed| **passed > 0) {
            if !matches!(what, What::Row | What::Cell(_)) {
                *passed -= 1;
            }
            return;
        }
        if self.has(what) {
            self.close_above(what);
            self.close_last();
        }
    }

    fn close_above(&mut self, what: What) {
        while self.open.len() > 1 && self.open.last().is_some_and(|frame| !frame.what.is_like(what)) {
            self.close_last();
        }
    }

    fn close_last(&mut self) {
        let Some(frame) = self.open.pop_if(|frame| frame.what != What::Root) else { return };
        match frame.what {
            What::Root => {}
            What::Quote if frame.blocks.is_empty() => {}
            What::Quote => self.put(Block::Quote(frame.blocks)),
            What::List(_) if frame.items.is_empty() => {}
            What::List(start) => self.put(Block::List { start, items: frame.items }),
            What::Item if frame.blocks.is_empty() => {}
            What::Item => {
                if let Some(list) = self.open.last_mut() {
                    list.items.push(Item { done: frame.done, blocks: frame.blocks });
                }
            }
            What::Table => self.put_table(frame.rows),
            What::Row => {
                if let Some(table) = self.open.last_mut().filter(|_| !frame.cells.is_empty()) {
                    table.rows.push(OpenRow { is_head: frame.is_head, cells: frame.cells });
                }
            }
            What::Cell(_) => {
                if let Some(row) = self.open.last_mut() {
                    row.cells.push(frame.blocks);
                }
            }
        }
    }

    /// A table of one column without a head is there for its looks alone.
    fn put_table(&mut self, rows: Vec<OpenRow>) {
        let says = |row: &OpenRow| row.cells.iter().any(|cell| !cell.is_empty());
        let rows: Vec<OpenRow> = rows.into_iter().filter(says).collect();
        if rows.iter().all(|row| row.cells.len() == 1 && !row.is_head) {
            for block in rows.into_iter().flat_map(|row| row.cells).flatten() {
                self.put(block);
            }
            return;
        }
        let row = |row: OpenRow| row.cells.into_iter().map(flat).collect();
        self.put(Block::Table(rows.into_iter().map(row).collect()));
    }

    /// Puts a block where blocks may stand.
    fn put(&mut self, block: Block) {
        let Some(frame) = self.open.last_mut() else { return };
        match frame.what {
            What::Root | What::Quote | What::Item | What::Cell(_) => frame.blocks.push(block),
            What::List(_) => frame.items.push(Item { done: None, blocks: vec![block] }),
            What::Row => {
                frame.is_head = false;
                frame.cells.push(vec![block]);
            }
            What::Table => frame.rows.push(OpenRow { is_head: false, cells: vec![vec![block]] }),
        }
    }

    pub(super) fn finish(mut self) -> Vec<Block> {
        self.flush();
        while self.open.len() > 1 {
            self.close_last();
        }
        self.open.pop().map(|root| root.blocks).unwrap_or_default()
    }
}
