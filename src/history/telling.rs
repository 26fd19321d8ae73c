//! Tells what happened in lineages, from the artifacts before and after each version.
//!
//! What cannot be read is passed over and counted: the next version that can be read is held against
//! the last one that could.

use std::collections::{HashMap, HashSet};
use std::ops::AddAssign;
use std::sync::Arc;

use rayon::prelude::*;

use super::lineage::{Lineage, Lineages, Version};
use crate::config::Config;
use crate::model::artifact::Artifact;
use crate::plan::read_document;
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

/// How many contents an answer leaves out.
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
        let mut teller = Teller { log, config, known: HashMap::new(), counted: HashSet::new() };
        teller.tell(*at, &lineages.lineages[*at], &what)
    };
    wanted.par_iter().map(one).collect()
}

struct Teller<'a> {
    log: &'a dyn Log,
    config: &'a Config,
    /// What the contents of this lineage say; a content that cannot be read says nothing.
    known: HashMap<(ObjectId, RelPath), Option<Arc<Artifact>>>,
    counted: HashSet<ObjectId>,
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
            let passed_over = &mut told.passed_over;
            let path_before = version.from.as_ref().unwrap_or(&version.path);
            let before = version.before.and_then(|content| self.artifact(path_before, content, passed_over));
            // What was written over an unreadable version is held against what was there before that.
            let before = match version.before {
                Some(_) => before.or_else(|| told.last.clone()),
                None => None,
            };
            let after = version.after.map(|content| self.artifact(&version.path, content, passed_over));
            let after = match after {
                Some(None) => continue,
                Some(Some(artifact)) => Some(artifact),
                None => None,
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

    fn artifact(
        &mut self,
        path: &RelPath,
        content: ObjectId,
        passed_over: &mut PassedOver,
    ) -> Option<Arc<Artifact>> {
        let key = (content, path.clone());
        if let Some(known) = self.known.get(&key) {
            return known.clone();
        }
        let read = match self.log.content(path, content) {
            Ok(bytes) => {
                let artifact = read_document(self.config, path, bytes);
                passed_over.unreadable += usize::from(artifact.is_none() && self.counted.insert(content));
                artifact.map(Arc::new)
            }
            Err(_) => {
                passed_over.absent += usize::from(self.counted.insert(content));
                None
            }
        };
        // Only the neighbours of a version are asked for again.
        if self.known.len() > 16 {
            self.known.clear();
        }
        self.known.insert(key, read.clone());
        read
    }
}
