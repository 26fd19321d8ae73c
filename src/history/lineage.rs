//! The life of each document: its versions through renames, from commit to commit.
//!
//! Follows files alone; no document is read here.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use crate::config::Config;
use crate::model::artifact::Artifact;
use crate::model::values::{Date, Period};
use crate::plan::{Eyes, Plan, folders, owner};
use crate::source::log::{Change, Commit, Extent, Log, ObjectId, Question, Signature, Walk};
use crate::source::{CommitTime, RelPath, SourceFault};

/// Every document that there ever was, up to one commit.
#[derive(Debug, Default)]
pub(crate) struct Lineages {
    /// The commits that changed a document, oldest first.
    pub(crate) commits: Vec<CommitFacts>,
    /// In the order in which the documents came.
    pub(crate) lineages: Vec<Lineage>,
    pub(crate) extent: Extent,
    /// The artifact that the last content of the lineage at the same position makes, where it is known.
    pub(super) latest: Vec<Option<Arc<Artifact>>>,
    /// The audience whose eyes the documents are read with.
    pub(super) eyes: Option<Arc<Eyes>>,
}

/// How a document is followed from commit to commit.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) enum Follow {
    /// Through the renames that git sees.
    #[default]
    Renames,
    /// By its path alone: a document that is moved goes, and another comes.
    Path,
}

/// A commit without its changes.
#[derive(Clone, Debug)]
pub(crate) struct CommitFacts {
    pub(crate) id: ObjectId,
    pub(crate) time: CommitTime,
    pub(crate) author: Signature,
    pub(crate) message: Box<str>,
    pub(crate) subject: Box<str>,
    /// Whether what it seems to add may be older, because the clone begins here.
    pub(crate) is_boundary: bool,
    pub(crate) disclosure: Disclosure,
}

/// How much of a commit may be told.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Disclosure {
    Whole,
    /// Neither its name nor what it says, and when it was no more exactly than this.
    When(Period),
}

impl CommitFacts {
    /// The day of the commit, in the offset that was recorded with it.
    pub(crate) fn day(&self) -> Date {
        Date::of_epoch_day(self.time.epoch_day())
    }

    /// The day; the period where no more may be known.
    pub(crate) fn when(&self) -> String {
        match self.disclosure {
            Disclosure::Whole => self.day().to_string(),
            Disclosure::When(period) => period.to_string(),
        }
    }

    /// The short name of the commit; empty where it may not be told.
    pub(crate) fn short_name(&self) -> String {
        match self.disclosure {
            Disclosure::Whole => self.id.short(),
            Disclosure::When(_) => String::new(),
        }
    }

    /// What the author says of the commit in one line: its subject; of a merge that a forge made the title
    /// of what it merged, with its number, for there the subject names branches alone.
    pub(crate) fn reason(&self) -> String {
        let subject = &*self.subject;
        let is_of_forge = ["Merge pull request ", "Merge branch '", "Merged in "]
            .iter()
            .any(|start| subject.starts_with(start));
        let behind = self.message.split_once(subject).map_or("", |(_, behind)| behind);
        let title = behind.lines().map(str::trim).find(|line| !line.is_empty() && !is_trailer(line));
        match title.filter(|_| is_of_forge) {
            Some(title) => match subject.split_whitespace().find(|word| word.starts_with('#')) {
                Some(number) => format!("{title} ({number})"),
                None => title.to_owned(),
            },
            None => subject.to_owned(),
        }
    }
}

/// One document through its renames.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lineage {
    /// Oldest first, never empty.
    pub(crate) versions: Vec<Version>,
}

/// A document as one commit left it.
#[derive(Clone, Debug)]
pub(crate) struct Version {
    /// The position of the commit in [`Lineages::commits`].
    pub(crate) commit: u32,
    pub(crate) path: RelPath,
    /// Where it was before, if the commit moved it.
    pub(crate) from: Option<RelPath>,
    /// The content that the commit found; nothing where the document came with it.
    pub(crate) before: Option<ObjectId>,
    /// The content that the commit left; nothing where the document went.
    pub(crate) after: Option<ObjectId>,
    /// Where the contents are, where the paths are not those of the repository.
    pub(super) stored: Option<Box<Stored>>,
}

/// The paths of a version in the repository.
#[derive(Clone, Debug)]
pub(super) struct Stored {
    pub(super) before: RelPath,
    pub(super) after: RelPath,
}

impl Version {
    /// Where the content is that the commit found.
    pub(super) fn path_before(&self) -> &RelPath {
        match &self.stored {
            Some(stored) => &stored.before,
            None => self.from.as_ref().unwrap_or(&self.path),
        }
    }

    /// Where the content is that the commit left.
    pub(super) fn path_after(&self) -> &RelPath {
        self.stored.as_ref().map_or(&self.path, |stored| &stored.after)
    }
}

/// The last content of a document, and what it makes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Latest<'a> {
    pub(super) path: &'a RelPath,
    pub(super) content: ObjectId,
    pub(super) artifact: &'a Arc<Artifact>,
}

/// Whether a line is one such as `Signed-off-by: Ana`; `feat: Export as CSV` is a title.
fn is_trailer(line: &str) -> bool {
    let is_key = |key: &str| key.contains('-') && key.chars().all(|c| c.is_alphanumeric() || c == '-');
    line.split_once(": ").is_some_and(|(key, _)| is_key(key))
}

impl Lineage {
    /// Where the document is, or was last.
    pub(crate) fn path(&self) -> Option<&RelPath> {
        self.versions.last().map(|version| &version.path)
    }

    /// Whether the document is still there.
    pub(crate) fn is_present(&self) -> bool {
        self.versions.last().is_some_and(|version| version.after.is_some())
    }
}

impl Lineages {
    /// Follows all documents of the kinds of `config` from the beginning, or from `since`, up to `until`.
    ///
    /// A document that goes and comes again under the same path is one document.
    pub(crate) fn read(
        log: &dyn Log,
        config: &Config,
        until: &str,
        since: Option<&str>,
        walk: Walk,
    ) -> Result<Self, SourceFault> {
        Self::read_following(log, config, until, since, walk, Follow::Renames)
    }

    /// The same with documents followed in one way or the other.
    pub(crate) fn read_following(
        log: &dyn Log,
        config: &Config,
        until: &str,
        since: Option<&str>,
        walk: Walk,
        follow: Follow,
    ) -> Result<Self, SourceFault> {
        let folders = folders(config);
        let mut following = Following { config, follow, lineages: Self::default(), at: HashMap::new() };
        let question = Question { until, since, folders: &folders, walk };
        let extent = log.read(&question, &mut |commits| {
            for commit in commits {
                following.take(commit);
            }
        })?;
        Ok(Self { extent, ..following.lineages })
    }

    /// The documents that are there, by their paths.
    pub(crate) fn present(&self) -> BTreeMap<&RelPath, usize> {
        let present = self.lineages.iter().enumerate().filter(|(_, lineage)| lineage.is_present());
        present.filter_map(|(at, lineage)| Some((lineage.path()?, at))).collect()
    }

    /// Takes from a plan the artifacts that the last contents of documents make, so that none of them is read
    /// again. `holds` says whether the plan has that content at that path and made an artifact of it without
    /// any doubt.
    pub(crate) fn remember(&mut self, plan: &Plan, holds: impl Fn(&RelPath, ObjectId) -> bool) {
        let artifact = |lineage: &Lineage| {
            let Version { path, after, .. } = lineage.versions.last()?;
            let artifact = plan.artifacts.get(plan.at_path(path)?.0 as usize)?;
            holds(path, (*after)?).then(|| Arc::clone(artifact))
        };
        self.latest = self.lineages.iter().map(artifact).collect();
    }

    /// What is known of the last content of the lineage at a position.
    pub(super) fn latest(&self, at: usize) -> Option<Latest<'_>> {
        let artifact = self.latest.get(at)?.as_ref()?;
        let Version { path, after, .. } = self.lineages.get(at)?.versions.last()?;
        Some(Latest { path, content: (*after)?, artifact })
    }

    /// The days on which some of these lineages changed, the latest first.
    pub(crate) fn days(&self, wanted: &[usize]) -> Vec<Date> {
        let versions = wanted.iter().filter_map(|at| self.lineages.get(*at)).flat_map(|it| &it.versions);
        let days: BTreeSet<Date> = versions.map(|version| self.commit_of(version).day()).collect();
        days.into_iter().rev().collect()
    }

    /// The same lineages at the same positions, with the versions of `day` and later alone.
    pub(crate) fn since(&self, day: Date) -> Self {
        let recent = |version: &&Version| self.commit_of(version).day() >= day;
        let lineages = self
            .lineages
            .iter()
            .map(|lineage| Lineage { versions: lineage.versions.iter().filter(recent).cloned().collect() });
        Self {
            commits: self.commits.clone(),
            lineages: lineages.collect(),
            extent: self.extent,
            latest: self.latest.clone(),
            eyes: self.eyes.clone(),
        }
    }

    /// The document that is at `path`, or was the last one there.
    pub(crate) fn at_path(&self, path: &RelPath) -> Option<usize> {
        let has_path = |lineage: &Lineage| lineage.path() == Some(path);
        let present = |lineage: &Lineage| has_path(lineage) && lineage.is_present();
        self.lineages.iter().position(present).or_else(|| self.lineages.iter().rposition(has_path))
    }

    /// Joins lineages into one, as if the documents were one, and gives its position. Where one commit
    /// took a document away and brought another, it moved it.
    pub(crate) fn join(&mut self, wanted: &[usize]) -> usize {
        let mut versions: Vec<Version> =
            wanted.iter().flat_map(|at| &self.lineages[*at].versions).cloned().collect();
        versions.sort_by_key(|version| (version.commit, version.after.is_some()));
        let mut joined: Vec<Version> = Vec::with_capacity(versions.len());
        for version in versions {
            match joined.last_mut() {
                Some(gone)
                    if gone.commit == version.commit && gone.after.is_none() && version.before.is_none() =>
                {
                    let from = gone.from.take().unwrap_or_else(|| gone.path.clone());
                    *gone = Version { from: Some(from), before: gone.before, ..version };
                }
                _ => joined.push(version),
            }
        }
        self.lineages.push(Lineage { versions: joined });
        self.lineages.len() - 1
    }

    pub(crate) fn commit_of(&self, version: &Version) -> &CommitFacts {
        &self.commits[version.commit as usize]
    }
}

struct Following<'a> {
    config: &'a Config,
    follow: Follow,
    lineages: Lineages,
    /// Whose each path is, or was last.
    at: HashMap<RelPath, usize>,
}

impl Following<'_> {
    fn take(&mut self, commit: Commit) {
        let is_document = |path: &RelPath| owner(self.config, path).is_some();
        let apart = |change: Change| match self.follow {
            Follow::Renames => vec![change],
            Follow::Path => apart(change),
        };
        let mut changes: Vec<Change> = commit
            .changes
            .iter()
            .filter(|change| is_document(&change.path) || change.from.as_ref().is_some_and(is_document))
            .cloned()
            .flat_map(apart)
            .filter(|change| is_document(&change.path) || change.from.is_some())
            .collect();
        if self.follow == Follow::Path {
            // A path that one file leaves and another takes is still taken afterwards.
            changes.sort_by_key(|change| change.after.is_some());
        }
        let Ok(position) = u32::try_from(self.lineages.commits.len()) else { return };
        if changes.is_empty() {
            return;
        }
        // All sources are looked up before any path is given to another document.
        let sources: Vec<Option<usize>> =
            changes.iter().map(|change| self.at.remove(change.from.as_ref()?)).collect();
        for (change, source) in changes.into_iter().zip(sources) {
            let known = source.or_else(|| self.at.get(&change.path).copied());
            let lineage = known.unwrap_or_else(|| {
                self.lineages.lineages.push(Lineage::default());
                self.lineages.lineages.len() - 1
            });
            self.at.insert(change.path.clone(), lineage);
            self.lineages.lineages[lineage].versions.push(Version {
                commit: position,
                path: change.path,
                from: change.from,
                before: change.before,
                after: change.after,
                stored: None,
            });
        }
        self.lineages.commits.push(CommitFacts {
            id: commit.id,
            time: commit.time,
            subject: commit.subject().into(),
            author: commit.author,
            message: commit.message,
            is_boundary: commit.is_boundary,
            disclosure: Disclosure::Whole,
        });
    }
}

/// A rename as the going of one file and the coming of another.
fn apart(change: Change) -> Vec<Change> {
    let Change { path, from, before, after } = change;
    let gone = from.map(|from| Change { path: from, from: None, before, after: None });
    let before = if gone.is_some() { None } else { before };
    gone.into_iter().chain([Change { path, from: None, before, after }]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(message: &str, reason: &str) {
        let commit = Commit {
            id: ObjectId::of_bytes(&[1; 20]).expect("an id"),
            time: CommitTime { seconds: 0, offset_minutes: 0 },
            author: Signature { name: "Ana".into(), mail: "".into() },
            message: message.into(),
            is_boundary: false,
            changes: Vec::new(),
        };
        let facts = CommitFacts {
            id: commit.id,
            time: commit.time,
            subject: commit.subject().into(),
            author: commit.author,
            message: commit.message,
            is_boundary: false,
            disclosure: Disclosure::Whole,
        };
        assert_eq!(facts.reason(), reason);
    }

    #[test]
    fn the_reason_of_a_merge_is_the_title_of_what_it_merged() {
        check("The team is short of a person\n\nSee the retro.\n", "The team is short of a person");
        check(
            "Merge pull request #12 from ana/later\n\nExport waits for the API\n",
            "Export waits for the API (#12)",
        );
        check(
            "Merge branch 'later' into 'main'\n\nfeat: wait for the API\n\nSee merge request a!3\n",
            "feat: wait for the API",
        );
    }

    #[test]
    fn a_merge_that_says_nothing_more_keeps_its_subject() {
        check(
            "Merge pull request #12 from ana/later\n\nSigned-off-by: Ana\n",
            "Merge pull request #12 from ana/later",
        );
        check("Merge branch 'later'\n", "Merge branch 'later'");
    }
}
