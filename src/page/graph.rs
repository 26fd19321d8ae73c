//! Things and what leads from one to another: dependencies, a tree of opportunities.
//!
//! Holds names and pairs alone; where each node stands is decided by the format that draws it. Where no
//! picture can be drawn, a tree is a nested list and anything else a table of its edges.

use std::collections::BTreeSet;

use super::{Column, Inline, Item, List, Row, Table, Text, Tone};

/// Nodes and directed edges between them.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Graph {
    /// What is shown, also for those who do not see it.
    pub(crate) caption: String,
    pub(crate) nodes: Vec<Node>,
    pub(crate) edges: Vec<Edge>,
}

#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Node {
    pub(crate) title: Text,
    /// A short remark under the title.
    pub(crate) note: Text,
    pub(crate) tone: Option<Tone>,
}

/// An arrow between two nodes, by their places.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Edge {
    pub(crate) from: usize,
    pub(crate) to: usize,
    /// What the arrow says, as in `REQ-1 depends on REQ-2`; nothing where that goes without saying.
    pub(crate) label: String,
    /// Whether the reader should look at it: a circle, a date that does not hold.
    pub(crate) tone: Option<Tone>,
}

impl Graph {
    /// The nested list that the graph is where each node has at most one parent and none is its own
    /// ancestor; parents are where edges come from.
    pub(crate) fn tree(&self) -> Option<List> {
        let mut parents: Vec<Option<usize>> = vec![None; self.nodes.len()];
        for edge in &self.edges {
            if parents.get_mut(edge.to)?.replace(edge.from).is_some() || edge.from >= self.nodes.len() {
                return None;
            }
        }
        let mut children: Vec<Vec<usize>> = vec![Vec::new(); self.nodes.len()];
        self.edges.iter().for_each(|edge| children[edge.from].push(edge.to));
        let roots = |at: &usize| parents[*at].is_none();
        let items: Vec<Item> =
            (0..self.nodes.len()).filter(roots).map(|root| self.item(root, &children)).collect();
        // What hangs on no root goes round in a circle.
        (items.iter().map(size).sum::<usize>() == self.nodes.len()).then_some(List { ordered: false, items })
    }

    fn item(&self, at: usize, children: &[Vec<usize>]) -> Item {
        let below = children[at].iter().map(|child| self.item(*child, children));
        Item { text: self.name(at), checked: None, children: below.collect() }
    }

    fn name(&self, at: usize) -> Text {
        let Some(node) = self.nodes.get(at) else { return Text::new() };
        if node.note.is_empty() {
            return node.title.clone();
        }
        node.title.clone().and_all(" · ".into()).and_all(node.note.clone())
    }

    /// Each node that leads anywhere with where it leads, and behind them the nodes that no edge touches.
    pub(crate) fn adjacency(&self) -> List {
        let mut out: Vec<Vec<&Edge>> = vec![Vec::new(); self.nodes.len()];
        let mut is_reached = vec![false; self.nodes.len()];
        for edge in self.edges.iter().filter(|edge| edge.to < self.nodes.len()) {
            if let Some(edges) = out.get_mut(edge.from) {
                edges.push(edge);
                is_reached[edge.to] = true;
            }
        }
        let leads = |edge: &Edge| {
            let label = match edge.tone {
                _ if edge.label.is_empty() => Text::new(),
                Some(tone) => Inline::Toned(tone, format!("{} ", edge.label)).into(),
                None => Inline::Toned(Tone::Muted, format!("{} ", edge.label)).into(),
            };
            Item { text: Text::plain("→ ").and_all(label).and_all(self.name(edge.to)), ..Item::default() }
        };
        let item = |at: usize| Item {
            text: self.name(at),
            checked: None,
            children: out[at].iter().map(|edge| leads(edge)).collect(),
        };
        let (leading, alone): (Vec<usize>, Vec<usize>) = (0..self.nodes.len())
            .filter(|at| !out[*at].is_empty() || !is_reached[*at])
            .partition(|at| !out[*at].is_empty());
        List { ordered: false, items: leading.into_iter().chain(alone).map(item).collect() }
    }

    /// The edges as a table, and behind them the nodes that have none.
    pub(crate) fn table(&self) -> Table {
        let columns = vec![
            Column::text("from", "From", true),
            Column::text("relation", "Relation", true),
            Column::text("to", "To", true),
        ];
        let mut rows: Vec<Row> = self
            .edges
            .iter()
            .map(|edge| Row {
                cells: vec![self.name(edge.from), edge.label.as_str().into(), self.name(edge.to)],
                depth: 0,
            })
            .collect();
        let touched: BTreeSet<usize> = self.edges.iter().flat_map(|edge| [edge.from, edge.to]).collect();
        let alone = |at: &usize| !touched.contains(at);
        rows.extend(
            (0..self.nodes.len())
                .filter(alone)
                .map(|at| Row { cells: vec![self.name(at), Text::new(), Text::new()], depth: 0 }),
        );
        Table { columns, rows }.without_empty_columns()
    }
}

fn size(item: &Item) -> usize {
    1 + item.children.iter().map(size).sum::<usize>()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph(nodes: usize, edges: &[(usize, usize)]) -> Graph {
        let node = |at: usize| Node { title: at.to_string().into(), ..Node::default() };
        let edge = |(from, to): &(usize, usize)| Edge { from: *from, to: *to, ..Edge::default() };
        Graph {
            caption: "G".into(),
            nodes: (0..nodes).map(node).collect(),
            edges: edges.iter().map(edge).collect(),
        }
    }

    #[test]
    fn a_tree_is_one_where_each_has_one_parent_and_nothing_goes_in_a_circle() {
        let tree = graph(4, &[(0, 1), (1, 2)]).tree().expect("a tree");
        assert_eq!(tree.items.iter().map(size).collect::<Vec<_>>(), [3, 1]);
        assert!(graph(3, &[(0, 2), (1, 2)]).tree().is_none(), "two parents");
        assert!(graph(3, &[(0, 1), (1, 0)]).tree().is_none(), "a circle beside a root");
        assert!(graph(1, &[(0, 0)]).tree().is_none(), "its own parent");
        assert!(graph(1, &[(3, 0)]).tree().is_none(), "a parent that is not there");
    }

    #[test]
    fn what_has_no_edge_is_still_in_the_table() {
        let rows: Vec<String> =
            graph(3, &[(0, 1)]).table().rows.iter().map(|row| row.cells[0].to_plain()).collect();
        assert_eq!(rows, ["0", "2"]);
    }
}
