//! Boxes and arrows, from left to right; what no arrow touches stands below, row by row.

use std::collections::BTreeMap;

use super::layers::layout;
use super::measure::{BODY, Line, SMALL, lines, one};
use super::pen::{Area, Pen, Side};
use super::{Links, Picture, ground};
use crate::page::Tone;
use crate::page::graph::{Edge, Graph, Node};

const WIDE: i64 = 216;
const PADDING: i64 = 10;
const LEADING: i64 = 17;
/// Between two layers, with nothing written there.
const BETWEEN: i64 = 56;
/// What is written on an arrow is not wider.
const WIDEST_LABEL: i64 = 130;
/// Between the boxes that no arrow touches.
const GAP: i64 = 16;

struct Face {
    title: Vec<Line>,
    note: Vec<Line>,
    height: i64,
}

impl Face {
    fn of(node: &Node) -> Self {
        let room = WIDE - 2 * PADDING;
        let title = lines(&node.title, BODY, room, 3);
        let note = if node.note.is_empty() { Vec::new() } else { lines(&node.note, SMALL, room, 2) };
        let height = (title.len() + note.len()) as i64 * LEADING + 2 * PADDING - 2;
        Self { title, note, height }
    }
}

/// A picture of a graph. What all arrows say is said once below it.
pub(crate) fn graph(graph: &Graph, width: i64, links: Links) -> Picture {
    let mut pen = Pen::new(links);
    let faces: Vec<Face> = graph.nodes.iter().map(Face::of).collect();
    let heights: Vec<i64> = faces.iter().map(|face| face.height).collect();
    let arrows: Vec<(usize, usize)> = graph.edges.iter().map(|edge| (edge.from, edge.to)).collect();
    let layout = layout(&heights, &arrows);
    let shared = shared_label(graph);
    let label = |edge: &Edge| match shared {
        Some(_) => Line::default(),
        None => one(&edge.label.as_str().into(), SMALL, WIDEST_LABEL),
    };
    let widest = graph.edges.iter().map(|edge| label(edge).width).max().unwrap_or(0);
    let step = WIDE + if widest > 0 { BETWEEN + widest } else { BETWEEN };
    let left = |layer: usize| layer as i64 * step;
    let middle = |node: usize| {
        layout.nodes.get(node).copied().flatten().map(|(layer, top)| (left(layer), top + heights[node] / 2))
    };
    let mut said = Vec::new();
    for (at, edge) in graph.edges.iter().enumerate().filter(|(_, edge)| edge.from != edge.to) {
        let ends = if layout.turned[at] { (edge.to, edge.from) } else { (edge.from, edge.to) };
        let (Some(from), Some(to)) = (middle(ends.0), middle(ends.1)) else { continue };
        let bends = layout.bends[at].iter().map(|(layer, y)| (left(*layer), *y));
        way(&mut pen, edge, from, &bends.collect::<Vec<_>>(), to, layout.turned[at]);
        said.push((label(edge), (from, layout.bends[at].first().map_or(to.1, |bend| bend.1))));
    }
    for (node, place) in layout.nodes.iter().enumerate() {
        if let Some((layer, top)) = place {
            let turns = graph.edges.iter().any(|edge| edge.from == node && edge.to == node);
            face(&mut pen, &graph.nodes[node], &faces[node], (left(*layer), *top), turns);
        }
    }
    labels(&mut pen, &said, step);
    let reach = if layout.layers > 0 { left(layout.layers - 1) + WIDE } else { 0 };
    let mut height = layout.height;
    let alone: Vec<usize> = (0..graph.nodes.len()).filter(|node| layout.nodes[*node].is_none()).collect();
    let abreast = ((width.max(reach) + GAP) / (WIDE + GAP)).max(1) as usize;
    for row in alone.chunks(abreast) {
        let top = if height > 0 { height + GAP } else { 0 };
        for (at, node) in row.iter().enumerate() {
            let turns = graph.edges.iter().any(|edge| edge.from == *node && edge.to == *node);
            face(&mut pen, &graph.nodes[*node], &faces[*node], (at as i64 * (WIDE + GAP), top), turns);
        }
        height = top + row.iter().map(|node| heights[*node]).max().unwrap_or(0);
    }
    if let Some(shared) = shared {
        let words = one(&format!("Each arrow: {shared}").as_str().into(), SMALL, width.max(reach));
        pen.words("d-small d-muted", (0, height + 24), Side::Start, &words);
        height += 30;
    }
    let abreast = alone.len().min(abreast) as i64;
    pen.done(reach.max(abreast * (WIDE + GAP) - GAP).max(WIDE) + 2, height.max(1) + 2)
}

/// What every arrow says, where all say the same.
fn shared_label(graph: &Graph) -> Option<&str> {
    let first = graph.edges.first().map(|edge| edge.label.as_str()).filter(|label| !label.is_empty())?;
    graph.edges.iter().all(|edge| edge.label == first).then_some(first)
}

/// An arrow along its bends, from the right edge of a box to the left edge of another.
fn way(pen: &mut Pen, edge: &Edge, from: (i64, i64), bends: &[(i64, i64)], to: (i64, i64), turned: bool) {
    let (class, head) = match edge.tone {
        Some(Tone::Bad) => ("d-edge d-edge-bad", "d-head d-head-bad"),
        Some(Tone::Caution) => ("d-edge d-edge-caution", "d-head d-head-caution"),
        _ => ("d-edge", "d-head"),
    };
    let start = (from.0 + WIDE, from.1);
    let mut path = format!("M{},{}", start.0 + if turned { 6 } else { 0 }, start.1);
    let mut last = start;
    for bend in bends {
        curve(&mut path, last, *bend);
        path.push_str(&format!(" H{}", bend.0 + WIDE));
        last = (bend.0 + WIDE, bend.1);
    }
    curve(&mut path, last, (to.0 - if turned { 0 } else { 6 }, to.1));
    pen.path(class, path);
    if turned { pen.head(head, start, true) } else { pen.head(head, to, false) }
}

fn curve(path: &mut String, from: (i64, i64), to: (i64, i64)) {
    let middle = (from.0 + to.0) / 2;
    path.push_str(&format!(" C{middle},{} {middle},{} {},{}", from.1, to.1, to.0, to.1));
}

fn face(pen: &mut Pen, node: &Node, face: &Face, (x, y): (i64, i64), turns: bool) {
    let name = [node.title.to_plain(), node.note.to_plain()];
    pen.open(&name.into_iter().filter(|word| !word.trim().is_empty()).collect::<Vec<_>>().join(" · "));
    if turns {
        let right = x + WIDE;
        pen.path(
            "d-edge d-edge-bad",
            format_args!("M{},{y} v-6 q0,-6 6,-6 h14 q6,0 6,6 v14 q0,6 -6,6 h-4", right - 16),
        );
    }
    pen.area(ground(node.tone), Area { x, y, width: WIDE, height: face.height }, 7);
    let mut base = y + PADDING + 12;
    for (class, line) in face
        .title
        .iter()
        .map(|line| ("d-text", line))
        .chain(face.note.iter().map(|line| ("d-small d-muted", line)))
    {
        pen.words(class, (x + PADDING, base), Side::Start, line);
        base += LEADING;
    }
    pen.close();
}

/// What an arrow says, with where it begins across and up, and where it ends up.
type Said = (Line, ((i64, i64), i64));

/// What arrows say, beside where they begin; what would cover another moves up or down.
fn labels(pen: &mut Pen, said: &[Said], step: i64) {
    let mut taken: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
    for (line, ((x, from), to)) in said.iter().filter(|(line, _)| !line.spans.is_empty()) {
        let middle = x + WIDE + (step - WIDE) / 2;
        let wished = (from + to) / 2;
        let column = taken.entry(middle).or_default();
        let tries = (0..40).flat_map(|at: i64| [wished + at * 8, wished - at * 8]);
        let free = |y: &i64| column.iter().all(|other| (other - y).abs() >= 15);
        let y = tries.into_iter().find(free).unwrap_or(wished);
        column.push(y);
        pen.words("d-small d-muted d-halo", (middle, y + 4), Side::Middle, line);
    }
}
