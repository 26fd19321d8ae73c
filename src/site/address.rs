//! Where each page of a site lies, and the way from one to another.

use std::collections::BTreeMap;

use crate::page::anchor::slug;
use crate::plan::{ArtifactIndex, Plan};

/// The list of all artifacts.
pub(super) const EVERYTHING: &str = "everything.html";

/// The list of versions.
pub(super) const RELEASES: &str = "releases/index.html";

/// The page of the view at a place in the navigation.
pub(super) fn of_view(at: usize, name: &str) -> String {
    if at == 0 { "index.html".to_owned() } else { format!("{}.html", slug(name)) }
}

/// The page of a version.
pub(super) fn of_release(version: &str) -> String {
    format!("releases/{}.html", safe(version))
}

/// A name that is one part of a path on any machine and in any address.
fn safe(name: &str) -> String {
    let safe = |sign: char| if sign.is_alphanumeric() || "-_.".contains(sign) { sign } else { '-' };
    let name: String = name.chars().map(safe).collect();
    name.trim_matches(['.', '-']).to_owned()
}

/// The pages of artifacts, by their documents.
pub(super) struct Addresses {
    pages: Vec<String>,
    by_path: BTreeMap<String, usize>,
}

impl Addresses {
    pub(super) fn of(plan: &Plan) -> Self {
        let mut taken: BTreeMap<String, usize> = BTreeMap::new();
        let pages = plan.indices().map(|index| {
            let name = safe(&plan.name_of(plan.artifact(index)).replace('/', "-"));
            // Letter case does not tell files apart everywhere.
            let count = taken.entry(name.to_lowercase()).or_default();
            *count += 1;
            let number = if *count > 1 { format!("-{count}") } else { String::new() };
            format!("artifacts/{name}{number}.html")
        });
        let pages: Vec<String> = pages.collect();
        let by_path = plan.artifacts.iter().enumerate().map(|(at, artifact)| (artifact.path.to_string(), at));
        Self { by_path: by_path.collect(), pages }
    }

    pub(super) fn page(&self, index: ArtifactIndex) -> Option<&str> {
        self.pages.get(index.0 as usize).map(String::as_str)
    }

    /// The page of the artifact whose document lies at `path`.
    pub(super) fn of_document(&self, path: &str) -> Option<&str> {
        self.pages.get(*self.by_path.get(path)?).map(String::as_str)
    }
}

/// What leads from one page to the folder that all pages lie in.
pub(super) fn up(from: &str) -> String {
    "../".repeat(from.matches('/').count())
}
