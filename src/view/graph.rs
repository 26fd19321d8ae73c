//! What waits for what: artifacts and the links between them, with circles marked.
//!
//! Holds every link of the meanings that were asked for, each pair of ends once; where nodes stand is decided
//! by the format that draws them.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::page::graph::{Edge, Graph, Node};
use crate::page::{Block, Inline, Page, Text, Tone};
use crate::plan::graph::cycles;
use crate::plan::query::LinkSelection;
use crate::plan::{ArtifactIndex, Plan};
use crate::text::words::{list_of, plural};
use crate::view::View;
use crate::view::subject::Subject;

/// Which part of the plan is drawn.
#[derive(Debug)]
pub(crate) struct GraphOptions {
    /// The artifacts at whose links is looked.
    pub(crate) chosen: Vec<ArtifactIndex>,
    /// Whether the other end of a link may lie outside of them.
    pub(crate) reaches_out: bool,
    /// Where the walk begins; everything that was chosen where empty.
    pub(crate) around: Vec<ArtifactIndex>,
    /// How many links away from there is still drawn; all where nothing is said.
    pub(crate) depth: Option<usize>,
    pub(crate) selection: LinkSelection,
    /// What leads there in words, for an answer that is empty.
    pub(crate) meanings: String,
}

/// Artifacts and links between them.
#[derive(Serialize, Debug)]
pub(crate) struct Dependencies {
    nodes: Vec<Subject>,
    edges: Vec<Dependency>,
    /// The ids of those that wait for each other, the smallest first.
    circles: Vec<Vec<String>>,
    /// How many of those looked at have no such link.
    without: usize,
    #[serde(skip)]
    meanings: String,
}

/// A link, by the places of its ends among the nodes.
#[derive(Serialize, Debug)]
struct Dependency {
    from: String,
    to: String,
    /// What the link says: `depends on`.
    meaning: &'static str,
    circle: bool,
    #[serde(skip)]
    ends: (usize, usize),
}

impl Dependencies {
    pub(crate) fn of(plan: &Plan, options: &GraphOptions) -> Self {
        let chosen: BTreeSet<ArtifactIndex> = options.chosen.iter().copied().collect();
        let mut found: BTreeMap<(ArtifactIndex, ArtifactIndex), &'static str> = BTreeMap::new();
        for link in options.chosen.iter().flat_map(|index| plan.links_from(*index)) {
            let Some(target) = link.artifact().filter(|_| options.selection.holds(plan, link)) else {
                continue;
            };
            if target != link.source && (options.reaches_out || chosen.contains(&target)) {
                found.entry((link.source, target)).or_insert_with(|| plan.meaning_of(link).name());
            }
        }
        let near = near(&found, &options.around, options.depth);
        if let Some(near) = &near {
            found.retain(|(from, to), _| near.contains(from) && near.contains(to));
        }
        let mut shown: BTreeSet<ArtifactIndex> = found.keys().flat_map(|(from, to)| [*from, *to]).collect();
        shown.extend(&options.around);
        let without = chosen.difference(&shown).count();
        let mut order: Vec<ArtifactIndex> = shown.into_iter().collect();
        order.sort_by(|one, other| {
            let key = |index: &ArtifactIndex| {
                let artifact = plan.artifact(*index);
                (artifact.kind, artifact.id.as_ref())
            };
            key(one).cmp(&key(other)).then(one.cmp(other))
        });
        let place: BTreeMap<ArtifactIndex, usize> =
            order.iter().enumerate().map(|(at, index)| (*index, at)).collect();
        let pairs: Vec<(ArtifactIndex, ArtifactIndex)> = found.keys().copied().collect();
        let circles = cycles(&pairs);
        let in_circle: BTreeMap<ArtifactIndex, usize> = circles
            .iter()
            .enumerate()
            .flat_map(|(at, circle)| circle.iter().map(move |index| (*index, at)))
            .collect();
        let name = |index: ArtifactIndex| plan.name_of(plan.artifact(index));
        let edges = found.iter().filter_map(|((from, to), meaning)| {
            let circle = in_circle.get(from).is_some_and(|at| in_circle.get(to) == Some(at));
            let ends = (*place.get(from)?, *place.get(to)?);
            Some(Dependency { from: name(*from), to: name(*to), meaning, circle, ends })
        });
        Self {
            edges: edges.collect(),
            circles: circles.iter().map(|circle| circle.iter().map(|index| name(*index)).collect()).collect(),
            nodes: order.into_iter().map(|index| Subject::of(plan, index)).collect(),
            without: if near.is_some() { 0 } else { without },
            meanings: options.meanings.clone(),
        }
    }

    fn summary(&self) -> String {
        let mut words = vec![plural(self.nodes.len(), "artifact"), plural(self.edges.len(), "link")];
        if self.without > 0 {
            words.push(format!("{} without one not shown", self.without));
        }
        words.join(" · ")
    }
}

/// What lies near where the walk begins, in either direction; nothing where it begins nowhere.
fn near(
    edges: &BTreeMap<(ArtifactIndex, ArtifactIndex), &'static str>,
    around: &[ArtifactIndex],
    depth: Option<usize>,
) -> Option<BTreeSet<ArtifactIndex>> {
    if around.is_empty() {
        return None;
    }
    let mut next: BTreeMap<ArtifactIndex, Vec<ArtifactIndex>> = BTreeMap::new();
    for (from, to) in edges.keys() {
        next.entry(*from).or_default().push(*to);
        next.entry(*to).or_default().push(*from);
    }
    let mut seen: BTreeSet<ArtifactIndex> = around.iter().copied().collect();
    let mut edge: Vec<ArtifactIndex> = around.to_vec();
    for _ in 0..depth.unwrap_or(usize::MAX) {
        edge = edge.iter().flat_map(|at| next.get(at).into_iter().flatten()).copied().collect();
        edge.retain(|at| seen.insert(*at));
        if edge.is_empty() {
            break;
        }
    }
    Some(seen)
}

impl View for Dependencies {
    const NAME: &'static str = "graph";

    fn page(&self) -> Page {
        let mut blocks = Vec::new();
        for circle in &self.circles {
            let text = format!("{} go round in a circle.", list_of(circle));
            blocks.push(Block::Note { tone: Tone::Bad, text: text.into() });
        }
        if self.edges.is_empty() {
            let text = format!(
                "No link here says {}; write one: pm link REQ-2 depends_on REQ-1, or look for others with --meaning",
                self.meanings
            );
            blocks.push(Block::Note { tone: Tone::Caution, text: text.into() });
        } else {
            blocks.push(Block::Graph(self.graph()));
        }
        Page { title: "Dependencies".into(), summary: self.summary().into(), blocks }
    }
}

impl Dependencies {
    fn graph(&self) -> Graph {
        let node = |subject: &Subject| Node {
            title: subject.named(),
            note: subject.status_word().map(Text::from).unwrap_or_default(),
            tone: subject.status_word().and_then(|word| match word {
                Inline::Toned(tone, _) => Some(tone),
                _ => None,
            }),
        };
        // A word that every arrow would say is said once, in the caption.
        let first = self.edges.first().map_or("", |edge| edge.meaning);
        let is_one = self.edges.iter().all(|edge| edge.meaning == first);
        let edges = self.edges.iter().map(|edge| Edge {
            from: edge.ends.0,
            to: edge.ends.1,
            label: if is_one { String::new() } else { edge.meaning.to_owned() },
            tone: edge.circle.then_some(Tone::Bad),
        });
        let caption =
            if is_one { format!("An arrow says: {first}") } else { "What leads to what".to_owned() };
        Graph { caption, nodes: self.nodes.iter().map(node).collect(), edges: edges.collect() }
    }
}
