//! Names in double brackets, as notebooks write links: which document `[[Name]]` means, and how it is written again.
//!
//! A name is that of a file, with folders or without; else what names an artifact elsewhere; else a title. Letter case
//! plays no part. Where several have a name, those that the field may lead to count, then those of the same product.

use std::collections::HashMap;
use std::sync::Arc;

use super::written_path::WrittenPath;
use super::{ArtifactIndex, Home, LinkState, LinkTarget, Plan};
use crate::model::artifact::Artifact;
use crate::model::field::LinkRule;
use crate::source::RelPath;
use crate::text::markdown::WikiName;
use crate::text::words::nearest;

/// By what is compared, the artifacts that have it. Only asked, never walked.
#[derive(Debug, Default)]
pub(super) struct BracketNames {
    /// By the name of the file without its ending.
    stems: HashMap<String, Vec<ArtifactIndex>>,
    titles: HashMap<String, Vec<ArtifactIndex>>,
}

impl BracketNames {
    fn of(artifacts: &[Arc<Artifact>]) -> Self {
        let mut names = Self::default();
        for (at, artifact) in artifacts.iter().enumerate() {
            let index = ArtifactIndex(u32::try_from(at).unwrap_or(u32::MAX));
            names.stems.entry(artifact.path.stem().to_lowercase()).or_default().push(index);
            names.titles.entry(artifact.title.trim().to_lowercase()).or_default().push(index);
        }
        names
    }
}

impl Plan {
    /// Where a name in double brackets leads.
    pub(super) fn in_brackets(
        &self,
        wiki: WikiName<'_>,
        rule: &LinkRule,
        from: Option<Home<'_>>,
    ) -> LinkState {
        let by_file = self.called(&self.by_file(wiki.name, from), rule, from);
        if by_file != LinkState::Dangling || wiki.name.is_empty() {
            return by_file;
        }
        let is_called = |path: &RelPath| path.stem().to_lowercase() == wiki.name.to_lowercase();
        if self.unreadable.iter().any(|document| is_called(&document.path)) {
            return LinkState::Unread;
        }
        let without_brackets = self.resolve_from(wiki.name, rule, from);
        if !matches!(without_brackets, LinkState::Dangling | LinkState::Url) {
            return without_brackets;
        }
        self.called(&self.by_title(wiki.name), rule, from)
    }

    /// The artifact that is named by its title alone.
    pub(crate) fn named_by_title(
        &self,
        written: &str,
        rule: &LinkRule,
        from: Home<'_>,
    ) -> Option<ArtifactIndex> {
        let wiki = WikiName::parse(written)?;
        let LinkState::Resolved(LinkTarget { artifact, .. }) = self.in_brackets(wiki, rule, Some(from))
        else {
            return None;
        };
        let is_by_title = self.by_file(wiki.name, Some(from)).is_empty()
            && self.resolve_from(wiki.name, rule, Some(from)) == LinkState::Dangling;
        is_by_title.then_some(artifact)
    }

    /// The shortest name in double brackets that means an artifact and no other.
    pub(crate) fn bracketed(&self, index: ArtifactIndex) -> String {
        let path = &self.artifact(index).path;
        let stem = path.stem();
        let same = self.bracket_names().stems.get(&stem.to_lowercase()).map_or(0, Vec::len);
        if same == 1 { format!("[[{stem}]]") } else { format!("[[{}]]", without_ending(path)) }
    }

    /// How a name in double brackets is written that is that of a file.
    pub(super) fn path_in_brackets(
        &self,
        written: &str,
        rule: &LinkRule,
        from: Home<'_>,
    ) -> Option<WrittenPath> {
        let wiki = WikiName::parse(written)?;
        let LinkState::Resolved(target) = self.called(&self.by_file(wiki.name, Some(from)), rule, Some(from))
        else {
            return None;
        };
        let inside = written.trim().strip_prefix("[[")?;
        let behind = &inside[inside.find(wiki.name)? + wiki.name.len()..];
        Some(WrittenPath::in_brackets(self.artifact(target.artifact).path.clone(), wiki.name, behind))
    }

    /// The file or title that a name in double brackets may mean.
    pub(crate) fn nearest_in_brackets(&self, written: &str) -> Option<&str> {
        let wiki = WikiName::parse(written)?;
        let names = || self.artifacts().flat_map(|artifact| [artifact.path.stem(), &*artifact.title]);
        nearest(wiki.name, names())
    }

    fn bracket_names(&self) -> &BracketNames {
        self.names.in_brackets.get_or_init(|| BracketNames::of(&self.artifacts))
    }

    fn by_file(&self, name: &str, from: Option<Home<'_>>) -> Vec<ArtifactIndex> {
        let wanted = name.strip_suffix(".md").unwrap_or(name);
        let stem = wanted.rsplit('/').next().unwrap_or(wanted).to_lowercase();
        let Some(found) = self.bracket_names().stems.get(&stem).filter(|_| !stem.is_empty()) else {
            return Vec::new();
        };
        let path_of = |index: &ArtifactIndex| without_ending(&self.artifact(*index).path).to_lowercase();
        let Some((folders, _)) = wanted.rsplit_once('/') else { return found.clone() };
        let seen = match (folders.starts_with('.'), from) {
            (true, Some(from)) => RelPath::resolve(&from.path.parent(), wanted),
            _ => None,
        };
        let fits = |index: &&ArtifactIndex| match &seen {
            Some(seen) => path_of(index) == seen.as_str().to_lowercase(),
            None => {
                let (path, wanted) = (path_of(index), wanted.trim_start_matches('/').to_lowercase());
                path.strip_suffix(&wanted).is_some_and(|before| before.is_empty() || before.ends_with('/'))
            }
        };
        found.iter().filter(fits).copied().collect()
    }

    fn by_title(&self, name: &str) -> Vec<ArtifactIndex> {
        self.bracket_names().titles.get(&name.to_lowercase()).cloned().unwrap_or_default()
    }

    /// What several that have a name leave to be decided.
    fn called(&self, found: &[ArtifactIndex], rule: &LinkRule, from: Option<Home<'_>>) -> LinkState {
        let mut found = found.to_vec();
        let mut prefer = |is_likelier: &dyn Fn(&Artifact) -> bool| {
            if found.len() > 1 && found.iter().any(|index| is_likelier(self.artifact(*index))) {
                found.retain(|index| is_likelier(self.artifact(*index)));
            }
        };
        prefer(&|artifact| rule.to.contains(&self.kind(artifact).name));
        prefer(&|artifact| from.is_some_and(|from| from.product == artifact.product));
        match found.as_slice() {
            [] => LinkState::Dangling,
            [only] => LinkState::Resolved(LinkTarget { artifact: *only, part: None }),
            _ => LinkState::Ambiguous(found),
        }
    }
}

fn without_ending(path: &RelPath) -> &str {
    let ending = path.extension();
    path.as_str().strip_suffix(ending).and_then(|path| path.strip_suffix('.')).unwrap_or(path.as_str())
}
