//! A page where nothing can be drawn and nothing opened: on slides, in a mail.

use crate::page::{Block, Board, Card, Item, List, Page, Text};

impl Page {
    /// The page with every part open, and with tables and lists for what is drawn elsewhere.
    pub(crate) fn plain(&self) -> Self {
        let page = self.unfolded();
        Self { blocks: page.blocks.iter().flat_map(plain).collect(), ..page.into_owned() }
    }
}

fn plain(block: &Block) -> Vec<Block> {
    match block {
        Block::Board(board) => of_board(board),
        Block::Chart(chart) => vec![Block::Table(chart.table())],
        Block::Timeline(timeline) => vec![Block::Table(timeline.table())],
        Block::Graph(graph) => vec![graph.tree().map_or_else(|| Block::Table(graph.table()), Block::List)],
        Block::Matrix(matrix) => vec![Block::Table(matrix.table())],
        other => vec![other.clone()],
    }
}

/// A chapter for each column or lane.
fn of_board(board: &Board) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut part = |title: &Text, note: &Text, items: Vec<Item>| {
        blocks.push(Block::Heading { level: 1, text: title.clone() });
        if !note.is_empty() {
            blocks.push(Block::Paragraph(note.clone()));
        }
        if !items.is_empty() {
            blocks.push(Block::List(List { ordered: false, items }));
        }
    };
    if board.lanes.is_empty() {
        for column in &board.columns {
            part(&column.title, &column.note, column.cards.iter().map(Card::item).collect());
        }
        return blocks;
    }
    for lane in &board.lanes {
        let filled = board.columns.iter().zip(&lane.cells).filter(|(_, cards)| !cards.is_empty());
        let items = filled.map(|(column, cards)| Item {
            text: column.title.clone(),
            children: cards.iter().map(Card::item).collect(),
            ..Item::default()
        });
        part(&lane.title, &lane.note, items.collect());
    }
    blocks
}
