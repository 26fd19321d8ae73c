//! What code and git say of a plan at the moment that a command reads.

use super::error::CommandError;
use super::moment::Moment;
use super::session::{Loaded, Session};
use crate::check::Shipped;
use crate::plan::Plan;
use crate::repo::Repository;
use crate::source::Tree;
use crate::trace::{GitFacts, Mentions};

/// The places in code that name artifacts. The whole git repository is searched, wherever the plan lies in it.
pub(crate) fn mentions(session: &Session<'_>, loaded: &Loaded) -> Result<Mentions, CommandError> {
    let tree = code(&loaded.repository, &session.moment, loaded.commit.as_deref())?;
    Ok(Mentions::read(&*tree, &loaded.plan.config, &loaded.repository.folder_in_git()))
}

/// All files of the git repository at a moment; `commit` is the one that a moment in the past means.
pub(crate) fn code(
    repository: &Repository,
    moment: &Moment,
    commit: Option<&str>,
) -> Result<Box<dyn Tree>, CommandError> {
    let whole = repository.whole();
    Ok(match (moment, commit) {
        (Moment::At(_), Some(commit)) => Box::new(whole.revision(commit)?),
        (Moment::Staged, _) => Box::new(whole.staged()?),
        _ => Box::new(whole.working_tree()),
    })
}

/// What git says up to the moment; nothing without git, or before the first commit.
pub(crate) fn git_facts(loaded: &Loaded) -> Result<Option<GitFacts>, CommandError> {
    let Some((repository, until)) = history(&loaded.repository, loaded.commit.as_deref()) else {
        return Ok(None);
    };
    Ok(Some(GitFacts::read(&repository.log()?, &loaded.plan, &repository.folder_in_git(), until)?))
}

/// The versions that went out up to a moment.
pub(crate) struct GitShipped<'a> {
    repository: &'a Repository,
    plan: &'a Plan,
    commit: Option<&'a str>,
}

impl<'a> GitShipped<'a> {
    pub(crate) fn of(repository: &'a Repository, plan: &'a Plan, commit: Option<&'a str>) -> Self {
        Self { repository, plan, commit }
    }
}

impl Shipped for GitShipped<'_> {
    fn read(&self) -> Option<GitFacts> {
        let (repository, until) = history(self.repository, self.commit)?;
        // Whoever checks a plan is not to be stopped by a fault of git that has nothing to do with it.
        GitFacts::read_shipped(&repository.log().ok()?, self.plan, until).ok()
    }
}

/// The last commit to look at, where there is one.
fn history<'a>(repository: &'a Repository, commit: Option<&'a str>) -> Option<(&'a Repository, &'a str)> {
    let until = commit.unwrap_or("HEAD");
    (repository.has_git() && repository.revision(until).is_ok()).then_some((repository, until))
}
