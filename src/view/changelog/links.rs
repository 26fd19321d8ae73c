//! Addresses at the forge that hosts the code: what changed between two versions.
//!
//! GitLab has a form of its own; GitHub's is that of Gitea and Forgejo too, but for files.

use crate::model::values::Version;
use crate::plan::Plan;

#[derive(Clone, Debug)]
pub(crate) struct Links {
    /// Without a slash at the end; nothing where the repository is at no web address.
    repository: Option<String>,
    /// With `{version}` in it.
    tag: String,
    /// The tag that unreleased work is compared with, where the versions do not say.
    since: Option<String>,
}

impl Links {
    pub(super) fn of(repository: Option<&str>, tag: &str) -> Self {
        let repository = repository
            .map(|address| address.trim().trim_end_matches('/').trim_end_matches(".git"))
            .filter(|address| address.starts_with("https://") || address.starts_with("http://"))
            .filter(|address| !address.contains(|c: char| c.is_whitespace() || c.is_control()))
            .map(str::to_owned);
        Self { repository, tag: tag.to_owned(), since: None }
    }

    /// Those of the first product that says where its repository is, else of `otherwise`.
    pub(crate) fn of_plan(plan: &Plan, otherwise: Option<&str>) -> Self {
        let repository = plan.config.products.values().find_map(|product| product.repository.as_deref());
        Self::of(repository.or(otherwise), "")
    }

    /// A file as a commit left it, by its path from the root of the git repository.
    pub(crate) fn file(&self, commit: &str, path: &str) -> Option<String> {
        let repository = self.repository.as_ref()?;
        let way = match self.host() {
            Some("codeberg.org") => "/src/commit",
            Some("bitbucket.org") => "/src",
            _ if self.is_gitlab() => "/-/blob",
            _ => "/blob",
        };
        Some(format!("{repository}{way}/{commit}/{path}"))
    }

    pub(super) fn since(self, tag: Option<String>) -> Self {
        Self { since: tag, ..self }
    }

    pub(super) fn tag(&self, version: &Version) -> String {
        if self.tag.is_empty() {
            return version.as_str().to_owned();
        }
        self.tag.replace("{version}", version.without_v())
    }

    /// The changes from one tag to another; where there is none before it, the tag itself.
    pub(super) fn version(&self, before: Option<&str>, tag: &str) -> Option<String> {
        let repository = self.repository.as_ref()?;
        let path = if self.is_gitlab() { "/-" } else { "" };
        Some(match before {
            Some(before) => format!("{repository}{path}/compare/{before}...{tag}"),
            None if self.is_gitlab() => format!("{repository}/-/tags/{tag}"),
            None => format!("{repository}/releases/tag/{tag}"),
        })
    }

    /// What came after the newest version.
    pub(super) fn unreleased(&self, newest: Option<&str>) -> Option<String> {
        self.version(Some(newest.or(self.since.as_deref())?), "HEAD")
    }

    fn is_gitlab(&self) -> bool {
        self.host().is_some_and(|host| host.contains("gitlab"))
    }

    fn host(&self) -> Option<&str> {
        self.repository.as_deref().and_then(|address| address.split('/').nth(2))
    }
}
