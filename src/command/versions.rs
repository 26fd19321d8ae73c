//! The versions of a product as a person names them: one of them, or those between two.

use super::error::CommandError;
use crate::model::key::VERSION;
use crate::model::values::Version;
use crate::model::workflow::Category;
use crate::plan::{ArtifactIndex, Plan};
use crate::text::words::{list_of, nearest};

/// The releases of one product that carry a version, the newest first.
pub(crate) struct Versions<'p> {
    plan: &'p Plan,
    releases: Vec<(Version, ArtifactIndex)>,
}

/// The releases behind one version and up to another, the newest first.
pub(crate) struct Span {
    /// As they are written; nothing for the very first, and for the newest that went out.
    pub(crate) from: Option<Version>,
    pub(crate) to: Option<Version>,
    pub(crate) releases: Vec<ArtifactIndex>,
}

impl<'p> Versions<'p> {
    pub(crate) fn of(plan: &'p Plan, product: u16) -> Self {
        let kind = plan.config.kind_index("release");
        let mut releases: Vec<(Version, ArtifactIndex)> = plan
            .indices()
            .filter_map(|index| {
                let artifact = plan.artifact(index);
                let kind = (Some(usize::from(artifact.kind)) == kind).then(|| plan.kind(artifact))?;
                let is_dropped = artifact.category(kind) == Some(Category::Dropped);
                let version = artifact.get(kind, VERSION).filter(|_| !is_dropped)?;
                (artifact.product == product).then(|| (version.clone(), index))
            })
            .collect();
        releases.sort_by(|(one, _), (other, _)| other.precedence(one));
        Self { plan, releases }
    }

    /// The newest that went out.
    pub(crate) fn newest(&self) -> Option<ArtifactIndex> {
        self.releases.iter().map(|(_, index)| *index).find(|index| self.is_out(*index))
    }

    /// All that went out, the newest first.
    pub(crate) fn out(&self) -> impl Iterator<Item = ArtifactIndex> + '_ {
        self.releases.iter().map(|(_, index)| *index).filter(|index| self.is_out(*index))
    }

    /// The one that went out before a release.
    pub(crate) fn before(&self, release: ArtifactIndex) -> Option<ArtifactIndex> {
        let at = self.releases.iter().position(|(_, index)| *index == release)?;
        self.releases.iter().skip(at + 1).map(|(_, index)| *index).find(|index| self.is_out(*index))
    }

    pub(crate) fn is_out(&self, release: ArtifactIndex) -> bool {
        self.plan.artifact(release).category(self.plan.kind_of(release)) == Some(Category::Done)
    }

    /// The release with a version, or of an id.
    pub(crate) fn named(&self, name: &str) -> Result<ArtifactIndex, CommandError> {
        let by_version = Version::parse(name)
            .ok()
            .and_then(|version| self.releases.iter().find(|(known, _)| known.same_as(&version)));
        let is_called = |index: ArtifactIndex| self.plan.artifact(index).label().eq_ignore_ascii_case(name);
        let found = by_version.or_else(|| self.releases.iter().find(|(_, index)| is_called(*index)));
        found.map(|(_, index)| *index).ok_or_else(|| self.unknown(name))
    }

    /// What `1.4..2.0` names: the releases that went out behind the first and up to the second. Without the
    /// first from the beginning, without the second up to the newest.
    pub(crate) fn between(&self, from: &str, to: &str) -> Result<Span, CommandError> {
        let version = |name: &str| -> Result<Option<Version>, CommandError> {
            let name = name.trim();
            if name.is_empty() {
                return Ok(None);
            }
            let index = self.named(name)?;
            Ok(self.releases.iter().find(|(_, known)| *known == index).map(|(version, _)| version.clone()))
        };
        let (lower, upper) = (version(from)?, version(to)?);
        if let (Some(low), Some(high)) = (&lower, &upper)
            && low.precedence(high).is_gt()
        {
            return Err(CommandError::usage(format!("{low} is newer than {high}"))
                .with_hint(format!("write the older one first: `{to}..{from}`")));
        }
        let is_named = |version: &Version| upper.as_ref().is_some_and(|high| version.same_as(high));
        let is_within = |version: &Version| {
            lower.as_ref().is_none_or(|low| version.precedence(low).is_gt())
                && upper.as_ref().is_none_or(|high| version.precedence(high).is_le())
        };
        let releases = self
            .releases
            .iter()
            .filter(|(version, index)| is_within(version) && (self.is_out(*index) || is_named(version)))
            .map(|(_, index)| *index)
            .collect();
        Ok(Span { from: lower, to: upper, releases })
    }

    fn unknown(&self, name: &str) -> CommandError {
        let known: Vec<&str> = self.releases.iter().map(|(version, _)| version.without_v()).collect();
        let error = CommandError::usage(format!("there is no version `{name}`"));
        match nearest(name, known.iter().copied()) {
            Some(near) => error.with_hint(format!("did you mean `{near}`?")),
            None if known.is_empty() => {
                error.with_hint("give a release a version: `pm set REL-1 version=1.0.0`")
            }
            None => error.with_hint(format!("the versions are {}", list_of(&known))),
        }
    }
}
