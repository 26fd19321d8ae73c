//! What a reader sees, without saying where.
//!
//! A view lays itself out as a [`Page`] of blocks; every format in `formats` renders every block.
//! Knows no kind, no plan and no audience. Text is data: each format neutralises what would be
//! markup, a terminal escape or a spreadsheet formula in it.

pub(crate) mod anchor;
pub(crate) mod chart;
pub(crate) mod drawing;
pub(crate) mod formats;
pub(crate) mod graph;
pub(crate) mod markup;
pub(crate) mod matrix;
mod plain;
pub(crate) mod prose;
mod retarget;
pub(crate) mod target;
mod text;
pub(crate) mod timeline;
pub(crate) mod width;

use std::borrow::Cow;

pub(crate) use text::{Inline, Target, Text, Tone};

/// A whole answer, in reading order.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Page {
    pub(crate) title: Text,
    /// One line under the title: the moment shown, the filter, how many.
    pub(crate) summary: Text,
    pub(crate) blocks: Vec<Block>,
}

impl Page {
    /// The page with every part open, for formats that cannot close one.
    pub(crate) fn unfolded(&self) -> Cow<'_, Self> {
        if !self.blocks.iter().any(|block| matches!(block, Block::Folded { .. })) {
            return Cow::Borrowed(self);
        }
        let open = |block: &Block| match block {
            Block::Folded { title, blocks } => {
                let heading = Block::Heading { level: 1, text: title.clone() };
                std::iter::once(heading).chain(blocks.iter().cloned()).collect()
            }
            other => vec![other.clone()],
        };
        Cow::Owned(Self { blocks: self.blocks.iter().flat_map(open).collect(), ..self.clone() })
    }
}

#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Block {
    /// `level` from 1 (directly under the title) to 4.
    Heading {
        level: u8,
        text: Text,
    },
    Paragraph(Text),
    List(List),
    Table(Table),
    /// Named facts about one thing, one a line: the head of `pm show`.
    Facts(Vec<(String, Text)>),
    /// Columns of cards: a roadmap by horizon, a board by status. A card is named by its title.
    Board(Board),
    /// Amounts over time, one on top of the other.
    Chart(chart::Chart),
    /// Bars over time, what waits for what, and where today is.
    Timeline(timeline::Timeline),
    /// Things and what leads from one to another; a tree is one where each has at most one parent.
    Graph(graph::Graph),
    /// Points by two amounts.
    Matrix(matrix::Matrix),
    /// Something the reader should not miss: nothing to show and what to type, a warning on the data.
    Note {
        tone: Tone,
        text: Text,
    },
    /// Markdown that a person wrote, shown as its format can: rendered in HTML, as it stands in Markdown.
    Prose(String),
    /// A part that a reader opens where a format can close it, and reads under its title where not. Holds no
    /// other such part.
    Folded {
        title: Text,
        blocks: Vec<Block>,
    },
    /// Text kept as it is, with the name of its language or nothing.
    Code {
        language: String,
        text: String,
    },
}

#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct List {
    pub(crate) ordered: bool,
    pub(crate) items: Vec<Item>,
}

#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Item {
    pub(crate) text: Text,
    /// A box to tick, and whether it is ticked.
    pub(crate) checked: Option<bool>,
    pub(crate) children: Vec<Item>,
}

#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Table {
    pub(crate) columns: Vec<Column>,
    pub(crate) rows: Vec<Row>,
}

impl Table {
    /// The table without the columns that say nothing in any row.
    pub(crate) fn without_empty_columns(self) -> Self {
        let says =
            |at: usize| self.rows.iter().any(|row| row.cells.get(at).is_some_and(|cell| !cell.is_empty()));
        let kept: Vec<usize> = (0..self.columns.len()).filter(|at| says(*at)).collect();
        let cells = |row: &Row| kept.iter().filter_map(|at| row.cells.get(*at).cloned()).collect();
        Self {
            columns: kept.iter().filter_map(|at| self.columns.get(*at).cloned()).collect(),
            rows: self.rows.iter().map(|row| Row { cells: cells(row), depth: row.depth }).collect(),
        }
    }

    /// Whether the row at a place is followed by rows that belong to it.
    pub(crate) fn is_parent(&self, at: usize) -> bool {
        let depth = |at: usize| self.rows.get(at).map(|row| row.depth);
        depth(at + 1) > depth(at)
    }
}

#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Column {
    /// The heading a person reads.
    pub(crate) title: String,
    /// The name in CSV and in other machine formats: `target`, `effort_low`.
    pub(crate) name: String,
    pub(crate) align: Align,
    /// Whether the column may wrap when the table is too wide; ids, numbers and dates do not.
    pub(crate) wraps: bool,
}

impl Column {
    /// A column of words, under a title that a person reads.
    pub(crate) fn text(name: &str, title: &str, wraps: bool) -> Self {
        Self { title: title.to_owned(), name: name.to_owned(), align: Align::Left, wraps }
    }

    /// A column of numbers, which stand below one another by their ends.
    pub(crate) fn number(name: &str, title: &str) -> Self {
        Self { align: Align::Right, ..Self::text(name, title, false) }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) enum Align {
    #[default]
    Left,
    Right,
}

/// One row; the cells in the order of the columns.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Row {
    pub(crate) cells: Vec<Text>,
    /// How deep the row is indented under the one before it: 0 for a group or a plain row.
    /// CSV does not show it: what a row belongs to is a column there.
    pub(crate) depth: u8,
}

#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Board {
    pub(crate) columns: Vec<BoardColumn>,
    /// Rows across all columns; where there are any, the cards are theirs and the columns hold none.
    pub(crate) lanes: Vec<Lane>,
}

/// A row of a board across all of its columns.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Lane {
    pub(crate) title: Text,
    /// A short remark under the title.
    pub(crate) note: Text,
    /// The cards by column, as many as there are columns.
    pub(crate) cells: Vec<Vec<Card>>,
}

#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct BoardColumn {
    pub(crate) title: Text,
    /// A short remark under the title: how many, how much effort.
    pub(crate) note: Text,
    pub(crate) cards: Vec<Card>,
}

#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Card {
    pub(crate) title: Text,
    pub(crate) lines: Vec<Text>,
    pub(crate) children: Vec<Card>,
}

impl Card {
    /// The card as an item of a list: its title, its lines behind it, and its children under it.
    pub(crate) fn item(&self) -> Item {
        let mut text = self.title.clone();
        for (at, line) in self.lines.iter().enumerate() {
            let between = if at == 0 { " — " } else { " · " };
            text = text.and(Inline::Plain(between.into())).and_all(line.clone());
        }
        Item { text, checked: None, children: self.children.iter().map(Self::item).collect() }
    }
}
