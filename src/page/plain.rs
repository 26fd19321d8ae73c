//! A page where nothing can be drawn and nothing opened: as text, on slides, in a mail.

use crate::page::{Block, Board, Card, Inline, Item, List, Page, Text};

impl Page {
    /// The page with every part open, and with tables and lists for what is drawn elsewhere.
    pub(crate) fn plain(&self) -> Self {
        let page = self.unfolded();
        Self { blocks: page.blocks.iter().flat_map(plain).collect(), ..page.into_owned() }
    }
}

fn plain(block: &Block) -> Vec<Block> {
    match block {
        Block::Board(board) => board.chapters(),
        Block::Chart(chart) => vec![Block::Table(chart.table())],
        Block::Timeline(timeline) => vec![Block::Table(timeline.table())],
        Block::Graph(graph) => vec![graph.tree().map_or_else(|| Block::Table(graph.table()), Block::List)],
        Block::Matrix(matrix) => vec![Block::Table(matrix.table())],
        other => vec![other.clone()],
    }
}

impl Board {
    /// A chapter for each column with its cards, or for each lane with its cards by column.
    pub(crate) fn chapters(&self) -> Vec<Block> {
        if self.lanes.is_empty() {
            let columns = self.columns.iter();
            return columns
                .flat_map(|column| chapter(&column.title, &column.note, items(&column.cards)))
                .collect();
        }
        let mut blocks: Vec<Block> = self.remarks().map(Block::Paragraph).into_iter().collect();
        for lane in &self.lanes {
            let filled = self.columns.iter().zip(&lane.cells).filter(|(_, cards)| !cards.is_empty());
            let by_column = filled.map(|(column, cards)| Item {
                text: column.title.clone(),
                children: items(cards),
                ..Item::default()
            });
            blocks.extend(chapter(&lane.title, &lane.note, by_column.collect()));
        }
        blocks
    }

    /// What is to be said of columns that have no place of their own: `Now: until 31 Dec · Next: …`
    fn remarks(&self) -> Option<Text> {
        let noted = self.columns.iter().filter(|column| !column.note.is_empty());
        let each = noted
            .map(|column| column.title.clone().and(Inline::Plain(": ".into())).and_all(column.note.clone()));
        each.reduce(|all, next| all.and(Inline::Plain(" · ".into())).and_all(next))
    }
}

fn chapter(title: &Text, note: &Text, items: Vec<Item>) -> Vec<Block> {
    let mut blocks = vec![Block::Heading { level: 1, text: title.clone() }];
    if !note.is_empty() {
        blocks.push(Block::Paragraph(note.clone()));
    }
    if !items.is_empty() {
        blocks.push(Block::List(List { ordered: false, items }));
    }
    blocks
}

fn items(cards: &[Card]) -> Vec<Item> {
    cards.iter().map(Card::item).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::formats::tests::sample;

    #[test]
    fn nothing_of_a_board_is_lost_where_it_is_not_drawn() {
        let words = |blocks: &[Block]| -> Vec<String> {
            let word = |block: &Block| match block {
                Block::Heading { text, .. } => format!("# {}", text.to_plain()),
                Block::Paragraph(text) => text.to_plain(),
                Block::List(list) => format!("{} items", list.items.len()),
                other => panic!("{other:?}"),
            };
            blocks.iter().map(word).collect()
        };
        let expect = [
            "Now: 2 bets · Later: 1 bet",
            "# Platform",
            "ana and jo",
            "2 items",
            "# Reach and partners",
            "1 items",
        ];
        assert_eq!(words(&sample::lanes().chapters()), expect);
    }
}
