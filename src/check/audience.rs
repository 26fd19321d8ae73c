//! What rules see that judge what an audience gets: the whole plan, and what is seen of it.

use crate::config::Audience;
use crate::diagnostic::Diagnostic;
use crate::model::artifact::Artifact;
use crate::model::kind::Kind;
use crate::model::values::Date;
use crate::plan::{ArtifactIndex, Exposure, Plan, SeenArtifact, SeenText, exposure};
use crate::text::span::Span;

use super::rule::{Findings, Look, Rule};

/// A plan beside what an audience sees of it.
pub(crate) struct AudienceContext<'a> {
    /// Everything, as those who keep the plan see it.
    pub(crate) plan: &'a Plan,
    pub(crate) exposure: &'a Exposure,
    /// The name of the audience in `pm.yaml`.
    pub(crate) key: &'a str,
    pub(crate) audience: &'a Audience,
    pub(crate) today: Date,
}

impl<'a> AudienceContext<'a> {
    /// What the audience sees, as it is written.
    pub(crate) fn seen(&self) -> impl Iterator<Item = (&'a Artifact, &'a SeenArtifact)> + use<'a> {
        let plan = self.plan;
        self.exposure.seen.iter().map(move |seen| (plan.artifact(seen.whole), seen))
    }

    /// Every text that the audience sees, with the artifact that holds it.
    pub(crate) fn texts(&self) -> impl Iterator<Item = (&'a Artifact, &'a SeenText)> + use<'a> {
        self.seen().flat_map(|(artifact, seen)| seen.texts.iter().map(move |text| (artifact, text)))
    }

    /// The artifacts that the audience may not know of.
    pub(crate) fn withheld(&self) -> impl Iterator<Item = &'a Artifact> + use<'a> {
        let plan = self.plan;
        self.exposure.withheld.iter().map(move |index| plan.artifact(*index))
    }

    /// An artifact as the audience sees it.
    pub(crate) fn shown(&self, index: ArtifactIndex) -> (&'a Artifact, &'a Kind) {
        let artifact = self.exposure.plan.artifact(index);
        (artifact, self.exposure.plan.kind(artifact))
    }

    /// Reports a stretch of a text that is seen, at its place in the document.
    pub(crate) fn report<'f>(
        &self,
        findings: &'f mut Findings<'_>,
        (artifact, text): (&Artifact, &SeenText),
        stretch: Span,
        message: impl Into<String>,
    ) -> &'f mut Diagnostic {
        findings.at(&artifact.path, text.place(stretch, &artifact.text), message)
    }
}

/// What the rules for audiences find in what the audience called `key` gets; nothing where there is none.
pub(super) fn run(plan: &Plan, key: &str, today: Date, rules: &[&Rule]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let Some(audience) = plan.config.audiences.get(key) else {
        return found;
    };
    let exposure = exposure(plan, key, today);
    let context = AudienceContext { plan, exposure: &exposure, key, audience, today };
    for rule in rules {
        if let Look::Audience(look) = rule.look {
            look(&context, &mut Findings::new(&rule.text, &mut found));
        }
    }
    found
}
