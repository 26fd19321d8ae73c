//! The way from what should change to what is done for it: objectives, opportunities, bets, ideas, work, tests.
//!
//! Each artifact hangs under the one that it says most of: what it is a part of, else what it tests, answers or
//! serves. What hangs under nothing is told apart.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::model::field::Meaning;
use crate::model::workflow::Category;
use crate::page::graph::{Edge, Graph, Node};
use crate::page::{Block, Inline, Item as ListItem, List, Page, Text, Tone};
use crate::plan::{ArtifactIndex, Plan};
use crate::text::words::{list_of, plural};
use crate::view::View;
use crate::view::subject::Subject;

/// The kinds of the tree, from the root on.
const KINDS: [&str; 6] = ["objective", "opportunity", "initiative", "idea", "requirement", "experiment"];

/// What a branch says of the one it hangs on, the strongest first.
const MEANINGS: [Meaning; 4] = [Meaning::PartOf, Meaning::Tests, Meaning::Answers, Meaning::Serves];

/// A tree of what is wanted and what is done for it.
#[derive(Serialize, Debug)]
pub(crate) struct Tree {
    roots: Vec<Branch>,
    /// What is for no objective.
    apart: Vec<Branch>,
    /// How many are done or dropped and not shown.
    hidden: usize,
    #[serde(skip)]
    kinds: Vec<String>,
}

#[derive(Serialize, Debug)]
struct Branch {
    #[serde(flatten)]
    subject: Subject,
    branches: Vec<Branch>,
}

impl Tree {
    /// The tree of the artifacts of the kinds that a tree has; those that are done or dropped too where `all`.
    pub(crate) fn of(plan: &Plan, all: bool) -> Self {
        let kinds: Vec<usize> = KINDS.iter().filter_map(|name| plan.config.kind_index(name)).collect();
        let root_kind = plan.config.kind_index(KINDS[0]);
        let of_kinds: Vec<ArtifactIndex> = kinds.iter().flat_map(|kind| plan.of_kind(*kind)).collect();
        let is_shown = |index: &ArtifactIndex| {
            let category = plan.artifact(*index).category(plan.kind_of(*index));
            all || !matches!(category, Some(Category::Done | Category::Dropped))
        };
        let members: BTreeSet<ArtifactIndex> = of_kinds.iter().copied().filter(is_shown).collect();
        let rank = |index: ArtifactIndex| {
            kinds.iter().position(|kind| *kind == usize::from(plan.artifact(index).kind))
        };
        // Only what comes earlier on the way can be above; so nothing goes round in a circle but parts of parts.
        let above = |index: ArtifactIndex| {
            MEANINGS.iter().find_map(|meaning| {
                plan.targets(index, *meaning)
                    .filter(|target| {
                        *target != index && members.contains(target) && rank(*target) <= rank(index)
                    })
                    .max_by_key(|target| rank(*target))
            })
        };
        let mut children: BTreeMap<ArtifactIndex, Vec<ArtifactIndex>> = BTreeMap::new();
        let mut roots = Vec::new();
        for index in of_kinds.iter().copied().filter(|index| members.contains(index)) {
            match above(index) {
                Some(parent) => children.entry(parent).or_default().push(index),
                None => roots.push(index),
            }
        }
        let mut seen = BTreeSet::new();
        let mut branch = |index| Branch::of(plan, index, &children, &mut seen);
        let mut branches: Vec<(ArtifactIndex, Branch)> =
            roots.into_iter().map(|index| (index, branch(index))).collect();
        // Parts that are each other's part hang on no root, and are not lost.
        for index in &of_kinds {
            if members.contains(index) && !seen.contains(index) {
                branches.push((*index, Branch::of(plan, *index, &children, &mut seen)));
            }
        }
        let is_root = |index: ArtifactIndex| Some(usize::from(plan.artifact(index).kind)) == root_kind;
        let (roots, apart): (Vec<_>, Vec<_>) = branches.into_iter().partition(|(index, _)| is_root(*index));
        let only =
            |branches: Vec<(ArtifactIndex, Branch)>| branches.into_iter().map(|(_, branch)| branch).collect();
        Self {
            roots: only(roots),
            apart: only(apart),
            hidden: of_kinds.len() - members.len(),
            kinds: kinds.iter().map(|kind| plan.config.kinds[*kind].plural.clone()).collect(),
        }
    }
}

impl Branch {
    fn of(
        plan: &Plan,
        index: ArtifactIndex,
        children: &BTreeMap<ArtifactIndex, Vec<ArtifactIndex>>,
        seen: &mut BTreeSet<ArtifactIndex>,
    ) -> Self {
        seen.insert(index);
        let below = children.get(&index).cloned().unwrap_or_default();
        let mut branches = Vec::new();
        for child in below {
            if !seen.contains(&child) {
                branches.push(Self::of(plan, child, children, seen));
            }
        }
        Self { subject: Subject::of(plan, index), branches }
    }

    fn size(&self) -> usize {
        1 + self.branches.iter().map(Self::size).sum::<usize>()
    }

    fn node(&self) -> Node {
        let word = self.subject.status_word();
        let tone = match &word {
            Some(Inline::Toned(tone, _)) => Some(*tone),
            _ => None,
        };
        let note = Text::plain(self.subject.kind.clone());
        let note = match word {
            Some(word) => note.and(Inline::Plain(" · ".into())).and(word),
            None => note,
        };
        Node { title: self.subject.named(), note, tone }
    }

    fn draw(&self, above: Option<usize>, graph: &mut Graph) {
        let at = graph.nodes.len();
        graph.nodes.push(self.node());
        graph.edges.extend(above.map(|from| Edge { from, to: at, ..Edge::default() }));
        self.branches.iter().for_each(|branch| branch.draw(Some(at), graph));
    }

    fn item(&self) -> ListItem {
        let text = self.subject.named().and(Inline::Plain(format!(" · {}", self.subject.kind)));
        let text = match self.subject.status_word() {
            Some(word) => text.and(Inline::Plain(" · ".into())).and(word),
            None => text,
        };
        ListItem { text, checked: None, children: self.branches.iter().map(Self::item).collect() }
    }
}

impl View for Tree {
    const NAME: &'static str = "tree";

    fn page(&self) -> Page {
        let mut blocks = Vec::new();
        let count = |branches: &[Branch]| branches.iter().map(Branch::size).sum::<usize>();
        if self.roots.is_empty() {
            let text = match self.kinds.is_empty() {
                true => "this plan has none of the kinds that a tree is made of".to_owned(),
                false => "there is no objective that anything could be for; write the first one: pm objective add \"…\"".to_owned(),
            };
            blocks.push(Block::Note { tone: Tone::Caution, text: text.into() });
        } else {
            let mut graph = Graph { caption: "What is for what".into(), ..Graph::default() };
            self.roots.iter().for_each(|root| root.draw(None, &mut graph));
            blocks.push(Block::Graph(graph));
        }
        if !self.apart.is_empty() {
            blocks.push(Block::Heading { level: 1, text: "For no objective".into() });
            let items = self.apart.iter().map(Branch::item).collect();
            blocks.push(Block::List(List { ordered: false, items }));
        }
        let mut words = vec![format!("{} and what is for them", plural(self.roots.len(), "objective"))];
        if !self.apart.is_empty() {
            words.push(format!("{} for none", count(&self.apart)));
        }
        if self.hidden > 0 {
            words.push(format!("{} done or dropped not shown", self.hidden));
        }
        let title = match self.kinds.is_empty() {
            true => "Tree".to_owned(),
            false => format!("From {} to {}", self.kinds[0], list_of(self.kinds.last())),
        };
        Page { title: title.into(), summary: words.join(" · ").into(), blocks }
    }
}
