//! Links that were looked at against another text than the one that they lead to now.
//!
//! What became of the words is for those who read history.

use super::{ArtifactIndex, Link, Plan};
use crate::model::approval::reviewed_against;
use crate::model::normative::NormativeText;

/// A link whose target has changed since somebody looked at it.
pub(crate) struct Suspect<'p> {
    pub(crate) link: &'p Link,
    pub(crate) target: ArtifactIndex,
    /// The fingerprint of the text that it was looked at against.
    pub(crate) then: String,
    pub(crate) now: NormativeText,
}

impl Plan {
    /// The suspect links of an artifact, in the order in which it says what they were looked at against; of
    /// several to one target the first.
    pub(crate) fn suspects(&self, index: ArtifactIndex) -> Vec<Suspect<'_>> {
        let artifact = self.artifact(index);
        let reviewed = reviewed_against(self.kind(artifact), artifact);
        let suspects = reviewed.into_iter().filter_map(|(id, then, _)| {
            let links = self.links_from(index).iter();
            let mut ends = links.filter_map(|link| Some((link, link.artifact()?)));
            let (link, target) = ends.find(|(_, target)| self.artifact(*target).label() == id)?;
            let artifact = self.artifact(target);
            let now = NormativeText::of(self.kind(artifact), artifact);
            (now.fingerprint() != then).then_some(Suspect { link, target, then, now })
        });
        suspects.collect()
    }
}
