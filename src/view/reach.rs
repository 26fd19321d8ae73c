//! Everything that an artifact leads to, or that leads to it, over any number of links.

use serde::Serialize;

use crate::page::{Block, Page, Row, Table, Tone};
use crate::plan::graph::{Direction, reachable};
use crate::plan::query::LinkSelection;
use crate::plan::{ArtifactIndex, Link, Plan};
use crate::text::words::plural;
use crate::view::View;
use crate::view::links::{End, columns};

/// A walk over links from one artifact.
#[derive(Serialize)]
pub(crate) struct Reach {
    id: String,
    title: String,
    direction: &'static str,
    /// Whether a circle of links leads back to where the walk began.
    circle: bool,
    /// The nearest first.
    artifacts: Vec<Step>,
}

#[derive(Serialize)]
struct Step {
    /// How many links lie between, at the least.
    distance: usize,
    #[serde(flatten)]
    end: End,
}

impl Reach {
    pub(crate) fn of(
        plan: &Plan,
        start: ArtifactIndex,
        selection: &LinkSelection,
        direction: Direction,
    ) -> Self {
        let next = |index: ArtifactIndex| -> Vec<ArtifactIndex> {
            let fits = |link: &&Link| selection.holds(plan, link);
            match direction {
                Direction::Out => {
                    plan.links_from(index).iter().filter(fits).filter_map(Link::artifact).collect()
                }
                Direction::In => plan.links_to(index).filter(fits).map(|link| link.source).collect(),
            }
        };
        let mut found = reachable(start, next);
        let circle = found.iter().any(|(index, _)| *index == start);
        found.retain(|(index, _)| *index != start);
        let id = |index: ArtifactIndex| plan.artifact(index).id.as_ref().map(|id| id.key().clone());
        found.sort_by(|(one, near), (other, far)| {
            near.cmp(far).then_with(|| id(*one).cmp(&id(*other))).then_with(|| one.cmp(other))
        });
        let artifact = plan.artifact(start);
        Self {
            id: artifact.label(),
            title: artifact.title.to_string(),
            direction: if direction == Direction::Out { "out" } else { "in" },
            circle,
            artifacts: found
                .into_iter()
                .map(|(index, distance)| Step { distance, end: End::of(plan, index) })
                .collect(),
        }
    }
}

impl View for Reach {
    const NAME: &'static str = "reach";

    fn page(&self) -> Page {
        let mut blocks = Vec::new();
        if self.circle {
            let text = format!("A circle of links leads from {} back to itself.", self.id);
            blocks.push(Block::Note { tone: Tone::Caution, text: text.into() });
        }
        if self.artifacts.is_empty() {
            blocks.push(Block::Note { tone: Tone::Muted, text: "nothing".into() });
        } else {
            let rows = self.artifacts.iter().map(|step| Row {
                cells: vec![
                    step.distance.to_string().into(),
                    step.end.reference.clone(),
                    step.end.kind.as_str().into(),
                    step.end.title.as_str().into(),
                    step.end.status_text.clone(),
                ],
                depth: 0,
            });
            let columns = columns(&["distance", "id", "kind", "title", "status"]);
            blocks.push(Block::Table(Table { columns, rows: rows.collect() }));
        }
        let title = match self.direction {
            "out" => format!("What {} leads to", self.id),
            _ => format!("What leads to {}", self.id),
        };
        Page { title: title.into(), summary: plural(self.artifacts.len(), "artifact").into(), blocks }
    }
}
