//! What `check --since` holds a plan against: the plan that the branch began from.

use std::collections::BTreeMap;

use super::error::CommandError;
use super::evidence::shipped;
use super::memory::GitMemory;
use super::moment::base_of;
use super::session::{Loaded, Session};
use crate::check::{Before, FilesOfTree, Request, check};
use crate::diagnostic::Diagnostic;
use crate::history::Lineages;
use crate::model::values::IdKey;
use crate::plan::id_named_by;
use crate::source::RelPath;
use crate::source::log::Walk;
use crate::trace::{Explanation, explanations};

/// The plan before a change, and what is found in it by itself.
pub(crate) struct Base {
    pub(crate) loaded: Loaded,
    pub(crate) findings: Vec<Diagnostic>,
    former: BTreeMap<IdKey, RelPath>,
    explanations: Vec<Explanation>,
}

impl Base {
    /// The plan that the branch began from, seen from the revision or the day that a person named. What
    /// today is stays as it is, so that a day that has passed since is no finding of the branch. The branch ends at
    /// `until`.
    pub(crate) fn read(session: &mut Session<'_>, name: &str, until: &str) -> Result<Self, CommandError> {
        let repository = session.repository()?;
        let tree = base_of(session, &repository, name)?;
        let commit = tree.commit();
        let mut loaded = session.load_from(repository, Box::new(tree))?;
        let git = shipped(&loaded.repository, &loaded.plan, Some(&commit));
        loaded.commit = Some(commit.clone());
        let loading = std::mem::take(&mut loaded.findings);
        // What could not be judged here is not for anybody to know: it is no finding of the branch.
        let memory = GitMemory::of(&loaded);
        let findings = check(Request {
            plan: &loaded.plan,
            loading,
            today: session.today,
            files: &FilesOfTree(&*loaded.tree),
            only: None,
            before: None,
            git: git.as_ref(),
            memory: Some(&memory),
        });
        let former = former_ids(&loaded, &commit)?;
        let log = loaded.repository.log()?;
        let explanations = explanations(&log, &loaded.plan.config, Some(&commit), until)?;
        Ok(Self { loaded, findings, former, explanations })
    }

    pub(crate) fn before(&self) -> Before<'_> {
        Before {
            plan: &self.loaded.plan,
            former: self.former.clone(),
            explanations: self.explanations.clone(),
        }
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
