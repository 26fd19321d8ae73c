//! What `check --since` holds a plan against: the plan that the branch began from.

use std::collections::{BTreeMap, BTreeSet};

use super::error::CommandError;
use super::evidence::GitShipped;
use super::memory::GitMemory;
use super::moment::base_of;
use super::session::{Loaded, Session};
use crate::check::{Before, FilesOfTree, Request, check};
use crate::diagnostic::Diagnostic;
use crate::history::Lineages;
use crate::model::artifact::Artifact;
use crate::model::values::IdKey;
use crate::model::workflow::Category;
use crate::plan::{Plan, id_named_by};
use crate::source::RelPath;
use crate::source::log::Walk;
use crate::trace::explanations;

/// The plan before a change, and what is found in it by itself.
pub(crate) struct Base {
    pub(crate) loaded: Loaded,
    pub(crate) findings: Vec<Diagnostic>,
    /// The commit that the branch ends at.
    until: String,
}

impl Base {
    /// The plan that the branch began from, seen from the revision or the day that a person named. What
    /// today is stays as it is, so that a day that has passed since is no finding of the branch. The branch ends at
    /// `until`. Where an audience is named, its answer is judged.
    pub(crate) fn read(
        session: &mut Session<'_>,
        name: &str,
        until: &str,
        audience: Option<&str>,
    ) -> Result<Self, CommandError> {
        let repository = session.repository()?;
        let tree = base_of(session, &repository, name)?;
        let commit = tree.commit();
        session.joins_overlay = false;
        let mut loaded = session.load_from(repository, Box::new(tree))?;
        loaded.commit = Some(commit.clone());
        let loading = std::mem::take(&mut loaded.findings);
        let git = GitShipped::of(&loaded.repository, &loaded.plan, Some(&commit));
        // What could not be judged here is not for anybody to know: it is no finding of the branch.
        let memory = GitMemory::of(&loaded);
        let findings = check(Request {
            plan: &loaded.plan,
            loading,
            today: session.today,
            files: &FilesOfTree(&*loaded.tree),
            only: None,
            before: None,
            git: Some(&git),
            memory: Some(&memory),
            audience,
        });
        Ok(Self { loaded, findings, until: until.to_owned() })
    }

    /// What `after` is held against. The past before the branch is read where an id is new, and the commits of
    /// the branch where something may have been agreed.
    pub(crate) fn before(&self, after: &Plan) -> Result<Before<'_>, CommandError> {
        let plan = &self.loaded.plan;
        let commit = self.loaded.commit.as_deref().unwrap_or("HEAD");
        let keys = |plan: &Plan| -> BTreeSet<IdKey> {
            plan.artifacts().filter_map(|artifact| Some(artifact.id.as_ref()?.key().clone())).collect()
        };
        let has_new = !keys(after).is_subset(&keys(plan));
        let former = if has_new { former_ids(&self.loaded, commit)? } else { BTreeMap::new() };
        let is_agreed = |artifact: &Artifact| {
            let category = artifact.category(plan.kind(artifact));
            category == Some(Category::Active)
        };
        let explanations = match plan.artifacts().any(is_agreed) {
            true => explanations(&self.loaded.repository.log()?, &plan.config, Some(commit), &self.until)?,
            false => Vec::new(),
        };
        Ok(Before { plan, former, explanations })
    }
}

/// The ids that the names of documents gave which are no longer there.
fn former_ids(loaded: &Loaded, commit: &str) -> Result<BTreeMap<IdKey, RelPath>, CommandError> {
    let config = &loaded.plan.config;
    let log = loaded.repository.log()?;
    let lineages = Lineages::read(&log, config, commit, None, Walk::FirstParent)?;
    let gone = lineages.lineages.iter().filter(|lineage| !lineage.is_present());
    Ok(gone
        .filter_map(|lineage| Some((id_named_by(config, lineage.path()?)?, lineage.path()?.clone())))
        .collect())
}
