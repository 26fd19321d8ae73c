//! The texts of artifacts, ready to be compared: titles, and bodies without headings, comments and markup.

use super::{Matter, Neighbour, Similar, THRESHOLD};
use crate::plan::{ArtifactIndex, Plan};
use crate::text::markdown::words_alone;

/// The texts of the artifacts of some kinds.
pub(crate) struct Texts {
    similar: Similar,
    artifacts: Vec<ArtifactIndex>,
}

/// An artifact whose text is similar to another one.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Alike {
    pub(crate) artifact: ArtifactIndex,
    /// From 0 to 1.
    pub(crate) similarity: f64,
}

impl Texts {
    /// The texts of the artifacts of the kinds at these places.
    pub(crate) fn of(plan: &Plan, kinds: &[usize]) -> Self {
        let is_asked = |index: &ArtifactIndex| kinds.contains(&usize::from(plan.artifact(*index).kind));
        let artifacts: Vec<ArtifactIndex> = plan.indices().filter(is_asked).collect();
        let similar = Similar::of(&artifacts, |index| matter(plan, *index));
        Self { similar, artifacts }
    }

    /// How many texts there are.
    pub(crate) fn len(&self) -> usize {
        self.artifacts.len()
    }

    /// Whether the text of an artifact is one of them.
    pub(crate) fn holds(&self, index: ArtifactIndex) -> bool {
        self.artifacts.binary_search(&index).is_ok()
    }

    /// The artifacts whose texts are most similar to that of an artifact, which need not be one of them.
    pub(crate) fn near(&self, plan: &Plan, index: ArtifactIndex) -> Vec<Alike> {
        match self.artifacts.binary_search(&index) {
            Ok(at) => self.alike(self.similar.nearest_to(at, THRESHOLD)),
            Err(_) => self.alike(self.similar.nearest_to_matter(&matter(plan, index), THRESHOLD)),
        }
    }

    /// The artifacts whose texts are most similar to a text.
    pub(crate) fn near_to(&self, title: &str, text: &str) -> Vec<Alike> {
        self.alike(self.similar.nearest_to_matter(&Matter { title, text: text.into() }, THRESHOLD))
    }

    fn alike(&self, found: Vec<Neighbour>) -> Vec<Alike> {
        let alike = found.into_iter().filter_map(|neighbour| {
            let artifact = *self.artifacts.get(neighbour.at)?;
            Some(Alike { artifact, similarity: neighbour.similarity })
        });
        alike.collect()
    }
}

fn matter(plan: &Plan, index: ArtifactIndex) -> Matter<'_> {
    let artifact = plan.artifact(index);
    Matter { title: &artifact.title, text: words_alone(artifact.body_text()).into() }
}
