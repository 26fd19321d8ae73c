//! The past as an audience may know it: the documents that it sees, at the paths under which it sees them, and
//! commits that are no more than days, or periods where it may not know days.
//!
//! Who may see what is decided where plans are projected.

use std::sync::Arc;

use rayon::prelude::*;

use super::lineage::{CommitFacts, Disclosure, Lineage, Lineages, Stored, Version};
use crate::model::artifact::Artifact;
use crate::model::values::Period;
use crate::plan::{Eyes, read_document};
use crate::source::log::{Log, Signature};
use crate::source::{CommitTime, RelPath};

impl Lineages {
    /// What these eyes see of the past; nothing where they may not see when anything happened. A document is
    /// seen whose last version is.
    pub(crate) fn seen_by(self, log: &dyn Log, eyes: Arc<Eyes>) -> Option<Self> {
        let (commits, places) = commits(&self.commits, &eyes)?;
        let seen = |at: usize| {
            let last = self.last(log, &eyes, at)?;
            let path = eyes.look(&last)?.path.clone();
            let lineage = lineage(&self.lineages[at], &path, &places);
            (!lineage.versions.is_empty()).then_some(lineage)
        };
        let lineages: Vec<Lineage> = (0..self.lineages.len()).into_par_iter().filter_map(seen).collect();
        Some(Self { commits, lineages, extent: self.extent, latest: Vec::new(), eyes: Some(eyes) })
    }

    /// Whether these are what an audience may see of others.
    pub(super) fn is_of_audience(&self) -> bool {
        self.eyes.is_some()
    }

    /// The artifact that the last version of a document makes, whether or not it is still there.
    fn last(&self, log: &dyn Log, eyes: &Eyes, at: usize) -> Option<Arc<Artifact>> {
        if let Some(latest) = self.latest(at) {
            return Some(Arc::clone(latest.artifact));
        }
        self.lineages[at].versions.iter().rev().find_map(|version| {
            let (path, content) = match version.after {
                Some(content) => (version.path_after(), content),
                None => (version.path_before(), version.before?),
            };
            read_document(eyes.config(), path, log.content(path, content).ok()?)
        })
    }
}

/// The commits as they may be known, and which of them each one has become. What happened within one period is
/// one commit, for the order within it would tell more than the period.
fn commits(commits: &[CommitFacts], eyes: &Eyes) -> Option<(Vec<CommitFacts>, Vec<u32>)> {
    let mut known: Vec<CommitFacts> = Vec::new();
    let mut places = Vec::with_capacity(commits.len());
    for facts in commits {
        let told = told(facts, eyes.when(facts.day())?, eyes);
        match known.last_mut() {
            // A commit that claims to be older than the one before it came after it all the same.
            Some(last) if !eyes.sees_days() && told.day() <= last.day() => {
                last.is_boundary |= facts.is_boundary;
            }
            _ => known.push(told),
        }
        places.push(u32::try_from(known.len() - 1).ok()?);
    }
    Some((known, places))
}

/// A commit without its name and its message, at the beginning of the period that it may be known to be of.
fn told(facts: &CommitFacts, when: Period, eyes: &Eyes) -> CommitFacts {
    const SECONDS_OF_A_DAY: i64 = 86_400;
    let name = eyes.name_of(&facts.author.name, &facts.author.mail).filter(|_| eyes.sees_days());
    let day = when.first_day(&eyes.config().fiscal_year);
    CommitFacts {
        id: facts.id,
        time: CommitTime { seconds: day.epoch_day() * SECONDS_OF_A_DAY, offset_minutes: 0 },
        author: Signature { name: name.unwrap_or_default().into(), mail: "".into() },
        message: "".into(),
        subject: "".into(),
        is_boundary: facts.is_boundary,
        disclosure: Disclosure::When(when),
    }
}

/// A document under the path that it is known by, each period's versions made one.
fn lineage(whole: &Lineage, path: &RelPath, places: &[u32]) -> Lineage {
    let mut versions: Vec<Version> = Vec::new();
    for version in &whole.versions {
        let commit = places[version.commit as usize];
        let stored = Stored { before: version.path_before().clone(), after: version.path_after().clone() };
        match versions.last_mut().filter(|last| last.commit == commit) {
            Some(last) => {
                last.after = version.after;
                if let Some(before) = &mut last.stored {
                    before.after = stored.after;
                }
            }
            None => versions.push(Version {
                commit,
                path: path.clone(),
                from: None,
                before: version.before,
                after: version.after,
                stored: Some(Box::new(stored)),
            }),
        }
    }
    // What came and went within one period was never there.
    versions.retain(|version| version.before.is_some() || version.after.is_some());
    Lineage { versions }
}
