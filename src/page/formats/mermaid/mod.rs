//! Mermaid: one diagram that code forges and wikis draw where they find it in Markdown.
//!
//! The first block of a page that is a picture decides which diagram it is, and every other block of its kind
//! joins it; what is left out is counted in a comment. A page without a picture has no diagram.

mod flowchart;
mod gantt;
mod label;
mod plots;

use std::collections::BTreeMap;

use crate::page::formats::{Format, Surface};
use crate::page::{Block, Page};

pub(crate) const FORMAT: Format = Format { name: "mermaid", render };

/// What a diagram can be made of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    Boards,
    Lists,
    Graphs,
    Timelines,
    Matrix,
    Chart,
}

fn render(page: &Page, _: &Surface) -> Option<String> {
    let page = &*page.unfolded();
    let drawn = page.blocks.iter().find_map(|block| kind(block).filter(|kind| *kind != Kind::Lists));
    let drawn = drawn.or_else(|| page.blocks.iter().find_map(kind))?;
    let mut taken: Vec<&Block> = page.blocks.iter().filter(|block| kind(block) == Some(drawn)).collect();
    if matches!(drawn, Kind::Matrix | Kind::Chart) {
        taken.truncate(1);
    }
    let mut lines = match drawn {
        Kind::Boards | Kind::Lists | Kind::Graphs => flowchart::lines(page, &taken),
        Kind::Timelines => gantt::lines(page, &taken),
        Kind::Matrix | Kind::Chart => plots::lines(page, &taken),
    };
    lines.extend(left_out(page, &taken));
    Some(lines.join("\n") + "\n")
}

fn kind(block: &Block) -> Option<Kind> {
    match block {
        Block::Board(board) if !board.columns.is_empty() => Some(Kind::Boards),
        Block::List(list) if list.items.iter().any(|item| !item.children.is_empty()) => Some(Kind::Lists),
        Block::Graph(graph) if !graph.nodes.is_empty() => Some(Kind::Graphs),
        Block::Timeline(timeline) if timeline.bars().next().is_some() => Some(Kind::Timelines),
        Block::Matrix(matrix) if !matrix.points.is_empty() => Some(Kind::Matrix),
        Block::Chart(chart) if chart.points.len() > 1 && !chart.series.is_empty() => Some(Kind::Chart),
        _ => None,
    }
}

/// A comment on what the diagram does not show.
fn left_out(page: &Page, taken: &[&Block]) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for block in page.blocks.iter().filter(|block| !taken.iter().any(|other| std::ptr::eq(*other, *block))) {
        let name = match block {
            Block::Heading { .. } | Block::Folded { .. } => continue,
            Block::Paragraph(_) | Block::Note { .. } | Block::Prose(_) | Block::Code { .. } => "text",
            Block::List(_) => "list",
            Block::Table(_) | Block::Facts(_) => "table",
            Block::Board(_) => "board",
            Block::Chart(_) => "chart",
            Block::Timeline(_) => "timeline",
            Block::Graph(_) => "graph",
            Block::Matrix(_) => "matrix",
        };
        *counts.entry(name).or_default() += 1;
    }
    let counts: Vec<String> = counts.iter().map(|(name, count)| format!("{name} {count}")).collect();
    (!counts.is_empty()).then(|| format!("%% left out: {}", counts.join(", ")))
}
