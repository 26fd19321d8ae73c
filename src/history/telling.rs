//! Tells what happened in lineages, from the artifacts before and after each version.
//!
//! What cannot be read is passed over and counted: the next version that can be read is held against
//! the last one that could.

use std::collections::HashMap;
use std::ops::AddAssign;
use std::sync::Arc;

use rayon::prelude::*;

use super::lineage::{Latest, Lineage, Lineages, Version};
use crate::config::Config;
use crate::model::artifact::Artifact;
use crate::plan::{Eyes, read_document};
use crate::source::RelPath;
use crate::source::log::{Log, ObjectId};

/// A document before and after one commit. Not both are nothing.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Transition<'a> {
    pub(crate) version: &'a Version,
    /// As it was when it could last be read; nothing where the commit brought it.
    pub(crate) before: Option<&'a Artifact>,
    /// Nothing where the commit removed it.
    pub(crate) after: Option<&'a Artifact>,
}

/// What was told of one lineage.
#[derive(Clone, Debug)]
pub(crate) struct Told<T> {
    /// The position of the lineage in [`Lineages::lineages`].
    pub(crate) lineage: usize,
    pub(crate) steps: Vec<Step<T>>,
    /// The artifact as it could last be read, whether or not it is still there.
    pub(crate) last: Option<Arc<Artifact>>,
    pub(crate) passed_over: PassedOver,
}

/// What was told of one version.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Step<T> {
    /// The position of the version in [`Lineage::versions`].
    pub(crate) version: usize,
    pub(crate) what: T,
}

/// How many revisions of documents an answer leaves out.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct PassedOver {
    /// They are there but make no artifact: broken front matter, a file that is no document.
    pub(crate) unreadable: usize,
    /// They are not in this clone, which is a partial one.
    pub(crate) absent: usize,
}

impl AddAssign for PassedOver {
    fn add_assign(&mut self, other: Self) {
        self.unreadable += other.unreadable;
        self.absent += other.absent;
    }
}

/// Tells the lineages at the positions `wanted`, in that order and in parallel: `what` is asked of every
/// transition, and says nothing of those that it has nothing to say of.
pub(crate) fn tell<T: Send>(
    log: &dyn Log,
    config: &Config,
    lineages: &Lineages,
    wanted: &[usize],
    what: impl Fn(Transition<'_>) -> Option<T> + Sync,
) -> Vec<Told<T>> {
    let one = |at: &usize| {
        let eyes = lineages.eyes.as_deref();
        let config = eyes.map_or(config, Eyes::config);
        let mut teller = Teller { log, config, eyes, latest: lineages.latest(*at), known: HashMap::new() };
        teller.tell(*at, &lineages.lineages[*at], &what)
    };
    wanted.par_iter().map(one).collect()
}

/// A content as an artifact, or why it is none.
#[derive(Clone)]
enum Reading {
    Artifact(Arc<Artifact>),
    /// The audience may not see it: to it there is no document.
    Hidden,
    Unreadable,
    Absent,
}

struct Teller<'a> {
    log: &'a dyn Log,
    config: &'a Config,
    eyes: Option<&'a Eyes>,
    latest: Option<Latest<'a>>,
    /// What the contents of this lineage say.
    known: HashMap<(ObjectId, RelPath), Reading>,
}

impl Teller<'_> {
    fn tell<T>(
        &mut self,
        at: usize,
        lineage: &Lineage,
        what: &(impl Fn(Transition<'_>) -> Option<T> + Sync),
    ) -> Told<T> {
        let mut told =
            Told { lineage: at, steps: Vec::new(), last: None, passed_over: PassedOver::default() };
        for (position, version) in lineage.versions.iter().enumerate() {
            let before = version.before.map(|content| self.reading(version.path_before(), content));
            let before = match before {
                // The versions after the first find what the one before them left, which was counted there.
                Some(reading) if position == 0 => reading.counted(&mut told.passed_over),
                Some(Reading::Artifact(artifact)) => Some(artifact),
                Some(Reading::Hidden) => None,
                // What was written over an unreadable version is held against what was there before that.
                Some(Reading::Unreadable | Reading::Absent) => told.last.clone(),
                None => None,
            };
            let after = version.after.map(|content| self.reading(version.path_after(), content));
            let after = match after {
                Some(Reading::Hidden) | None => None,
                Some(reading) => match reading.counted(&mut told.passed_over) {
                    Some(artifact) => Some(artifact),
                    None => continue,
                },
            };
            if before.is_some() || after.is_some() {
                let transition = Transition { version, before: before.as_deref(), after: after.as_deref() };
                told.steps.extend(what(transition).map(|what| Step { version: position, what }));
            }
            if after.is_some() {
                told.last = after;
            }
        }
        told
    }

    fn reading(&mut self, path: &RelPath, content: ObjectId) -> Reading {
        if let Some(latest) = self.latest
            && (latest.content, latest.path) == (content, path)
        {
            return Reading::Artifact(Arc::clone(latest.artifact));
        }
        let key = (content, path.clone());
        if let Some(known) = self.known.get(&key) {
            return known.clone();
        }
        let reading = match self.log.content(path, content) {
            Ok(bytes) => match (read_document(self.config, path, bytes), self.eyes) {
                (Some(artifact), None) => Reading::Artifact(artifact),
                (Some(artifact), Some(eyes)) => {
                    eyes.look(&artifact).map_or(Reading::Hidden, Reading::Artifact)
                }
                (None, _) => Reading::Unreadable,
            },
            Err(_) => Reading::Absent,
        };
        // Only the neighbours of a version are asked for again.
        if self.known.len() > 16 {
            self.known.clear();
        }
        self.known.insert(key, reading.clone());
        reading
    }
}

impl Reading {
    /// The artifact; what is none is counted.
    fn counted(self, passed_over: &mut PassedOver) -> Option<Arc<Artifact>> {
        match self {
            Self::Artifact(artifact) => return Some(artifact),
            Self::Hidden => {}
            Self::Unreadable => passed_over.unreadable += 1,
            Self::Absent => passed_over.absent += 1,
        }
        None
    }
}
