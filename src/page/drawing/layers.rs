//! Where the nodes of a graph stand: in layers, so that arrows lead onward, each part of it by itself.
//!
//! Layers by the longest way to a node, orders by the middle of the neighbours, as Sugiyama's method has it. An
//! arrow that would lead back into a circle is turned for the layout. Knows sizes and pairs alone.

use std::collections::BTreeSet;

/// Two marks in one layer are this far apart.
const GAP: i64 = 16;

/// Parts of the graph that do not hang together are this far apart.
const APART: i64 = 28;

/// More bends than this are not looked for; arrows are then straight.
const MOST_BENDS: usize = 20_000;

/// Where everything stands.
#[derive(Debug, Default)]
pub(super) struct Layout {
    /// The layer of each node and its upper edge; nothing for a node that no arrow touches.
    pub(super) nodes: Vec<Option<(usize, i64)>>,
    /// The heights at which each arrow passes the layers between its ends, first to last.
    pub(super) bends: Vec<Vec<(usize, i64)>>,
    /// Whether an arrow leads from a later layer to an earlier one.
    pub(super) turned: Vec<bool>,
    pub(super) layers: usize,
    pub(super) height: i64,
}

/// Lays out nodes of the given heights; arrows to or from nodes that are not there lead nowhere.
pub(super) fn layout(heights: &[i64], arrows: &[(usize, usize)]) -> Layout {
    let count = heights.len();
    let leads = |(from, to): &(usize, usize)| *from < count && *to < count && from != to;
    let turned: Vec<bool> = turned(count, arrows, &leads);
    // Each arrow in the direction of the layers.
    let onward = |at: usize| {
        let (from, to) = arrows[at];
        if turned[at] { (to, from) } else { (from, to) }
    };
    let live: Vec<usize> = (0..arrows.len()).filter(|at| leads(&arrows[*at])).collect();
    let pairs: BTreeSet<(usize, usize)> = live.iter().map(|at| onward(*at)).collect();
    let layer = layers(count, &pairs);
    let mut net = Net::new(heights, &layer);
    let spans = live.iter().map(|at| onward(*at)).map(|(from, to)| layer[to] - layer[from]);
    let bends = spans.map(|span| span.saturating_sub(1)).sum::<usize>() <= MOST_BENDS;
    let mut chains: Vec<Vec<usize>> = vec![Vec::new(); arrows.len()];
    for at in &live {
        let (from, to) = onward(*at);
        let mut last = from;
        if bends {
            for between in layer[from] + 1..layer[to] {
                let bend = net.add(between);
                net.join(last, bend);
                chains[*at].push(bend);
                last = bend;
            }
        }
        net.join(last, to);
    }
    let mut layout = Layout { nodes: vec![None; count], turned, ..Layout::default() };
    let mut tops = vec![0; net.heights.len()];
    for part in net.parts() {
        if part.len() < 2 {
            continue;
        }
        let height = net.arrange(&part, layout.height, &mut tops);
        layout.height += height + APART;
        for at in part.iter().filter(|at| **at < count) {
            layout.nodes[*at] = Some((layer[*at], tops[*at]));
            layout.layers = layout.layers.max(layer[*at] + 1);
        }
    }
    layout.height = (layout.height - APART).max(0);
    layout.bends =
        chains.iter().map(|chain| chain.iter().map(|at| (net.layer[*at], tops[*at])).collect()).collect();
    layout
}

/// Which arrows must be turned so that none leads back: those to a node that the walk is still under.
fn turned(count: usize, arrows: &[(usize, usize)], leads: &impl Fn(&(usize, usize)) -> bool) -> Vec<bool> {
    let mut out: Vec<Vec<usize>> = vec![Vec::new(); count];
    let mut has_before = vec![false; count];
    for (at, arrow) in arrows.iter().enumerate().filter(|(_, arrow)| leads(arrow)) {
        out[arrow.0].push(at);
        has_before[arrow.1] = true;
    }
    let mut turned = vec![false; arrows.len()];
    let (mut is_open, mut is_done) = (vec![false; count], vec![false; count]);
    let roots = (0..count).filter(|at| !has_before[*at]).chain(0..count);
    for root in roots.collect::<Vec<_>>() {
        if is_done[root] {
            continue;
        }
        let mut way = vec![(root, 0)];
        is_open[root] = true;
        while let Some((node, next)) = way.last_mut() {
            let Some(arrow) = out[*node].get(*next) else {
                is_open[*node] = false;
                is_done[*node] = true;
                way.pop();
                continue;
            };
            *next += 1;
            let to = arrows[*arrow].1;
            if is_open[to] {
                turned[*arrow] = true;
            } else if !is_done[to] {
                is_open[to] = true;
                way.push((to, 0));
            }
        }
    }
    turned
}

/// The layer of each node: behind everything that leads to it, and close to what it leads to.
fn layers(count: usize, pairs: &BTreeSet<(usize, usize)>) -> Vec<usize> {
    let mut before = vec![0_usize; count];
    let mut out: Vec<Vec<usize>> = vec![Vec::new(); count];
    for (from, to) in pairs {
        before[*to] += 1;
        out[*from].push(*to);
    }
    let starts: Vec<usize> = (0..count).filter(|at| before[*at] == 0).collect();
    let mut layer = vec![0; count];
    let mut ready = starts.clone();
    while let Some(node) = ready.pop() {
        for to in &out[node] {
            layer[*to] = layer[*to].max(layer[node] + 1);
            before[*to] -= 1;
            if before[*to] == 0 {
                ready.push(*to);
            }
        }
    }
    for start in starts {
        if let Some(nearest) = out[start].iter().map(|to| layer[*to]).min() {
            layer[start] = nearest - 1;
        }
    }
    layer
}

/// Nodes and bends with what they are joined to in the layers beside them.
struct Net {
    heights: Vec<i64>,
    layer: Vec<usize>,
    before: Vec<Vec<usize>>,
    after: Vec<Vec<usize>>,
}

impl Net {
    fn new(heights: &[i64], layer: &[usize]) -> Self {
        let none = vec![Vec::new(); heights.len()];
        Self { heights: heights.to_vec(), layer: layer.to_vec(), before: none.clone(), after: none }
    }

    /// A bend of an arrow in a layer.
    fn add(&mut self, layer: usize) -> usize {
        self.heights.push(0);
        self.layer.push(layer);
        self.before.push(Vec::new());
        self.after.push(Vec::new());
        self.heights.len() - 1
    }

    fn join(&mut self, from: usize, to: usize) {
        self.after[from].push(to);
        self.before[to].push(from);
    }

    /// What hangs together, each part in the order in which a walk meets it.
    fn parts(&self) -> Vec<Vec<usize>> {
        let mut seen = vec![false; self.heights.len()];
        let mut parts = Vec::new();
        for start in 0..seen.len() {
            if std::mem::replace(&mut seen[start], true) {
                continue;
            }
            let (mut part, mut open) = (Vec::new(), vec![start]);
            while let Some(node) = open.pop() {
                part.push(node);
                for next in self.after[node].iter().chain(&self.before[node]).rev() {
                    if !std::mem::replace(&mut seen[*next], true) {
                        open.push(*next);
                    }
                }
            }
            parts.push(part);
        }
        parts
    }

    /// Writes the upper edges of one part, which begins at `top`; tells its height.
    fn arrange(&self, part: &[usize], top: i64, tops: &mut [i64]) -> i64 {
        let count = part.iter().map(|at| self.layer[*at] + 1).max().unwrap_or(0);
        let mut rows: Vec<Vec<usize>> = vec![Vec::new(); count];
        for at in part {
            rows[self.layer[*at]].push(*at);
        }
        let mut place = vec![0_i64; self.heights.len()];
        for row in &rows {
            number(row, &mut place);
        }
        for sweep in 0..6 {
            let order: Vec<usize> =
                if sweep % 2 == 0 { (0..count).collect() } else { (0..count).rev().collect() };
            for at in order {
                let beside = if sweep % 2 == 0 { &self.before } else { &self.after };
                // The mean of the places of the neighbours, in thousandths.
                rows[at].sort_by_cached_key(|node| {
                    mean(&beside[*node], |next| place[next] * 1000).unwrap_or(place[*node] * 1000)
                });
                number(&rows[at], &mut place);
            }
        }
        // The middles, first one under the other, then drawn to those of the neighbours.
        let mut middle = vec![0_i64; self.heights.len()];
        for row in &rows {
            let mut y = 0;
            for node in row {
                middle[*node] = y + self.heights[*node] / 2;
                y += self.heights[*node] + GAP;
            }
        }
        for sweep in 0..8 {
            let order: Vec<usize> =
                if sweep % 2 == 0 { (0..count).rev().collect() } else { (0..count).collect() };
            for at in order {
                let beside = if sweep % 2 == 0 { &self.after } else { &self.before };
                let wished: Vec<i64> = rows[at]
                    .iter()
                    .map(|node| mean(&beside[*node], |next| middle[next]).unwrap_or(middle[*node]))
                    .collect();
                for (node, y) in rows[at].iter().zip(self.spread(&rows[at], &wished)) {
                    middle[*node] = y;
                }
            }
        }
        let upper = |node: &usize| middle[*node] - self.heights[*node] / 2;
        let least = part.iter().map(upper).min().unwrap_or(0);
        for node in part {
            tops[*node] = upper(node) - least + top;
        }
        let bottom = part.iter().map(|node| tops[*node] + self.heights[*node]).max().unwrap_or(top);
        bottom - top
    }

    /// The middles of a row as near to those wished as their heights allow: the mean of what pushing down and
    /// what pushing up gives.
    fn spread(&self, row: &[usize], wished: &[i64]) -> Vec<i64> {
        let apart = |one: usize, next: usize| (self.heights[row[one]] + self.heights[row[next]]) / 2 + GAP;
        let mut down = wished.to_vec();
        for at in 1..row.len() {
            down[at] = down[at].max(down[at - 1] + apart(at - 1, at));
        }
        let mut up = wished.to_vec();
        for at in (1..row.len()).rev() {
            up[at - 1] = up[at - 1].min(up[at] - apart(at - 1, at));
        }
        // Halves are rounded the same way for all, so that no two come closer.
        down.iter().zip(&up).map(|(down, up)| (down + up).div_euclid(2)).collect()
    }
}

fn number(row: &[usize], place: &mut [i64]) {
    for (at, node) in row.iter().enumerate() {
        place[*node] = at as i64;
    }
}

fn mean(nodes: &[usize], of: impl Fn(usize) -> i64) -> Option<i64> {
    let sum: i64 = nodes.iter().map(|node| of(*node)).sum();
    (!nodes.is_empty()).then(|| sum / nodes.len() as i64)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn arrows_lead_onward_but_for_the_one_that_closes_a_circle() {
        let layout = layout(&[20; 4], &[(0, 1), (1, 2), (2, 0), (3, 3)]);
        let layers: Vec<Option<usize>> =
            layout.nodes.iter().map(|node| node.map(|(layer, _)| layer)).collect();
        assert_eq!(layers, [Some(0), Some(1), Some(2), None]);
        assert_eq!(layout.turned, [false, false, true, false]);
        assert_eq!(layout.bends[2].len(), 1, "the way back passes the layer between");
    }

    #[test]
    fn a_parent_stands_in_the_middle_of_its_children() {
        let layout = layout(&[20; 4], &[(0, 1), (0, 2), (0, 3)]);
        let tops: Vec<i64> = layout.nodes.iter().flatten().map(|(_, top)| *top).collect();
        assert_eq!(tops, [36, 0, 36, 72]);
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn no_two_nodes_of_a_layer_overlap(arrows in prop::collection::vec((0_usize..14, 0_usize..14), 0..30)) {
            let heights: Vec<i64> = (0..12).map(|at| 20 + at * 3 % 25).collect();
            let layout = layout(&heights, &arrows);
            for one in 0..heights.len() {
                for other in 0..one {
                    let (Some(a), Some(b)) = (layout.nodes[one], layout.nodes[other]) else { continue };
                    let apart = a.1 + heights[one] <= b.1 || b.1 + heights[other] <= a.1;
                    prop_assert!(a.0 != b.0 || apart, "{one} {a:?} and {other} {b:?}");
                }
            }
        }
    }
}
