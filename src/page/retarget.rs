//! The same page with its links leading elsewhere: for a reader who is not in the repository.

use crate::page::{Block, Card, Inline, Item, Page, Target, Text};

impl Page {
    /// Replaces where each link leads.
    pub(crate) fn retarget(&mut self, to: &dyn Fn(&Target) -> Target) {
        text(&mut self.title, to);
        text(&mut self.summary, to);
        self.blocks.iter_mut().for_each(|each| block(each, to));
    }
}

fn block(block: &mut Block, to: &dyn Fn(&Target) -> Target) {
    match block {
        Block::Heading { text, .. } | Block::Paragraph(text) | Block::Note { text, .. } => {
            self::text(text, to);
        }
        Block::List(list) => items(&mut list.items, to),
        Block::Table(table) => {
            table.rows.iter_mut().flat_map(|row| &mut row.cells).for_each(|cell| text(cell, to));
        }
        Block::Facts(facts) => facts.iter_mut().for_each(|(_, value)| text(value, to)),
        Block::Board(board) => {
            for column in &mut board.columns {
                text(&mut column.title, to);
                text(&mut column.note, to);
                cards(&mut column.cards, to);
            }
            for lane in &mut board.lanes {
                text(&mut lane.title, to);
                text(&mut lane.note, to);
                lane.cells.iter_mut().for_each(|cell| cards(cell, to));
            }
        }
        Block::Timeline(timeline) => {
            for lane in &mut timeline.lanes {
                text(&mut lane.title, to);
                for bar in &mut lane.bars {
                    text(&mut bar.title, to);
                    text(&mut bar.note, to);
                }
            }
        }
        Block::Graph(graph) => {
            for node in &mut graph.nodes {
                text(&mut node.title, to);
                text(&mut node.note, to);
            }
        }
        Block::Matrix(matrix) => {
            for point in &mut matrix.points {
                text(&mut point.title, to);
                text(&mut point.note, to);
            }
        }
        Block::Folded { title, blocks } => {
            text(title, to);
            blocks.iter_mut().for_each(|each| self::block(each, to));
        }
        Block::Chart(_) | Block::Prose(_) | Block::Code { .. } => {}
    }
}

fn items(items: &mut [Item], to: &dyn Fn(&Target) -> Target) {
    for item in items {
        text(&mut item.text, to);
        self::items(&mut item.children, to);
    }
}

fn cards(cards: &mut [Card], to: &dyn Fn(&Target) -> Target) {
    for card in cards {
        text(&mut card.title, to);
        card.lines.iter_mut().for_each(|line| text(line, to));
        self::cards(&mut card.children, to);
    }
}

fn text(text: &mut Text, to: &dyn Fn(&Target) -> Target) {
    for piece in &mut text.0 {
        if let Inline::Reference { target, .. } | Inline::Link { target, .. } = piece {
            *target = to(target);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::List;

    #[test]
    fn every_link_leads_where_it_is_told_to() {
        let link =
            || -> Text { Inline::Link { text: "a".into(), target: Target::Anchor("a".into()) }.into() };
        let list = |children| vec![Item { text: link(), checked: None, children }];
        let blocks = vec![Block::List(List { ordered: false, items: list(list(Vec::new())) })];
        let folded = Block::Folded { title: link(), blocks };
        let mut page =
            Page { title: link(), summary: link(), blocks: vec![folded, Block::Paragraph(link())] };
        page.retarget(&|_| Target::Url("https://example.com".into()));
        let written = format!("{page:?}");
        assert_eq!((written.matches("Url").count(), written.matches("Anchor").count()), (6, 0));
    }
}
