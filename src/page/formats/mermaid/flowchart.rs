//! Boards, lists and graphs as a flowchart, which every version of Mermaid draws.

use crate::page::graph::{Edge, Graph};
use crate::page::{Block, Board, Card, Item, Page, Text, Tone};

use super::label::{NOTHING, label, words};

/// How nodes with a tone look; readable on light and dark ground.
const CLASSES: [&str; 4] = [
    "  classDef good fill:#def3e6,stroke:#12593a,color:#0b3d27",
    "  classDef active fill:#e3ebfc,stroke:#1c4499,color:#12306e",
    "  classDef caution fill:#fbeccb,stroke:#704600,color:#4d3000",
    "  classDef bad fill:#fce3e2,stroke:#981b23,color:#6e1118",
];

/// The lines of a flowchart.
struct Chart {
    lines: Vec<String>,
    nodes: usize,
    groups: usize,
    is_toned: bool,
}

pub(super) fn lines(page: &Page, blocks: &[&Block]) -> Vec<String> {
    let has_lanes =
        blocks.iter().any(|block| matches!(block, Block::Board(board) if !board.lanes.is_empty()));
    let head = if has_lanes { "flowchart TB" } else { "flowchart LR" };
    let mut chart = Chart { lines: vec![head.to_owned()], nodes: 0, groups: 0, is_toned: false };
    let caption = match blocks {
        [Block::Graph(graph)] if !graph.caption.trim().is_empty() => words(&graph.caption),
        _ => label(&page.title),
    };
    if caption != NOTHING {
        chart.lines.push(format!("  accTitle: {caption}"));
    }
    for block in blocks {
        match block {
            Block::Board(board) => chart.board(board),
            Block::List(list) => chart.items(&list.items, None),
            Block::Graph(graph) => chart.graph(graph),
            _ => {}
        }
    }
    if chart.is_toned {
        chart.lines.extend(CLASSES.map(str::to_owned));
    }
    chart.lines
}

impl Chart {
    /// Writes a node and tells its name.
    fn node(&mut self, indent: usize, text: &str, tone: Option<Tone>) -> String {
        let name = format!("n{}", self.nodes);
        self.nodes += 1;
        let class = match tone {
            Some(Tone::Good) => ":::good",
            Some(Tone::Active) => ":::active",
            Some(Tone::Caution) => ":::caution",
            Some(Tone::Bad) => ":::bad",
            None | Some(Tone::Id | Tone::Muted) => "",
        };
        self.is_toned |= !class.is_empty();
        self.lines.push(format!("{}{name}[\"{text}\"]{class}", " ".repeat(indent)));
        name
    }

    /// Begins a group and tells its name.
    fn open(&mut self, indent: usize, title: &Text, note: &Text, direction: &str) -> String {
        let before = " ".repeat(indent);
        let name = format!("g{}", self.groups);
        // A title of two lines would cover what stands in the group.
        let told =
            if note.is_empty() { label(title) } else { format!("{} · {}", label(title), label(note)) };
        self.lines.push(format!("{before}subgraph {name}[\"{told}\"]"));
        self.lines.push(format!("{before}  direction {direction}"));
        self.groups += 1;
        name
    }

    /// Keeps groups in their order, which Mermaid would turn around.
    fn order(&mut self, indent: usize, groups: &[String]) {
        if groups.len() > 1 {
            self.lines.push(format!("{}{}", " ".repeat(indent), groups.join(" ~~~ ")));
        }
    }

    fn close(&mut self, indent: usize) {
        self.lines.push(format!("{}end", " ".repeat(indent)));
    }

    fn board(&mut self, board: &Board) {
        let mut groups = Vec::new();
        for column in board.columns.iter().filter(|_| board.lanes.is_empty()) {
            groups.push(self.open(2, &column.title, &column.note, "TB"));
            self.cards(4, &column.cards);
            self.close(2);
        }
        for lane in &board.lanes {
            groups.push(self.open(2, &lane.title, &lane.note, "LR"));
            let filled = board.columns.iter().zip(&lane.cells).filter(|(_, cards)| !cards.is_empty());
            let mut inner = Vec::new();
            for (column, cards) in filled {
                inner.push(self.open(4, &column.title, &Text::new(), "TB"));
                self.cards(6, cards);
                self.close(4);
            }
            self.order(4, &inner);
            self.close(2);
        }
        self.order(2, &groups);
    }

    /// Cards one under the other, each with what belongs to it.
    fn cards(&mut self, indent: usize, cards: &[Card]) {
        let mut last: Option<String> = None;
        for card in cards {
            let name = self.card(indent, card);
            if let Some(last) = last {
                self.lines.push(format!("{}{last} ~~~ {name}", " ".repeat(indent)));
            }
            last = Some(name);
        }
    }

    fn card(&mut self, indent: usize, card: &Card) -> String {
        let name = self.node(indent, &told(&card.title, &card.lines), tone(&card.lines));
        for child in &card.children {
            let child = self.card(indent, child);
            self.lines.push(format!("{}{name} --- {child}", " ".repeat(indent)));
        }
        name
    }

    fn items(&mut self, items: &[Item], parent: Option<&str>) {
        for item in items {
            let mark = match item.checked {
                Some(true) => "☑ ",
                Some(false) => "☐ ",
                None => "",
            };
            let name = self.node(2, &format!("{mark}{}", label(&item.text)), None);
            if let Some(parent) = parent {
                self.lines.push(format!("  {parent} --> {name}"));
            }
            self.items(&item.children, Some(&name));
        }
    }

    fn graph(&mut self, graph: &Graph) {
        let first = self.nodes;
        for node in &graph.nodes {
            self.node(2, &told(&node.title, std::slice::from_ref(&node.note)), node.tone);
        }
        let is_there = |edge: &&Edge| edge.from < graph.nodes.len() && edge.to < graph.nodes.len();
        for edge in graph.edges.iter().filter(is_there) {
            let arrow = if edge.tone == Some(Tone::Bad) { "==>" } else { "-->" };
            let label = if edge.label.trim().is_empty() {
                String::new()
            } else {
                format!("|\"{}\"|", words(&edge.label))
            };
            self.lines.push(format!("  n{} {arrow}{label} n{}", first + edge.from, first + edge.to));
        }
    }
}

/// A title with its remarks below.
fn told(title: &Text, remarks: &[Text]) -> String {
    let remarks = remarks.iter().filter(|remark| !remark.to_plain().trim().is_empty()).map(label);
    std::iter::once(label(title)).chain(remarks).collect::<Vec<_>>().join("<br/>")
}

/// The first tone of a card that says how it stands.
fn tone(lines: &[Text]) -> Option<Tone> {
    lines.iter().flat_map(|line| &line.0).find_map(|piece| match piece {
        crate::page::Inline::Toned(tone, _) => Some(*tone),
        _ => None,
    })
}
