//! A plan as an audience may see it: what it may not see is gone before anything else looks.
//!
//! Every document is written anew from what is on the audience's list, and the plan is read from these texts;
//! so nothing can come through that was not written. Artifacts, fields, sections and people that are hidden
//! leave no link, no count and no order behind, dates are as exact as the audience may know them, and statuses
//! have its own words. Knows no view and no format.

mod exposure;
mod eyes;
mod prose;
mod settings;
mod sight;
mod value;
mod write;

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use super::document::{Document, Reading};
use super::{ArtifactIndex, LinkState, Plan};
use crate::config::{Audience, Config};
use crate::model::artifact::{Artifact, NO_PRODUCT};
use crate::model::values::Date;
use crate::source::RelPath;

pub(crate) use exposure::{Exposure, SeenArtifact, SeenText};
pub(crate) use eyes::Eyes;
pub(crate) use sight::{visibilities, visibility_in};

use settings::Settings;
use sight::Sight;

/// What is known while documents are written for an audience.
struct Projection<'a> {
    plan: &'a Plan,
    audience: &'a Audience,
    /// The name of the audience in `pm.yaml`.
    key: &'a str,
    sight: Sight<'a>,
    settings: &'a Settings,
    /// Whether each artifact of the plan is seen.
    seen: &'a [bool],
    /// The paths of the documents as they are written.
    paths: &'a [RelPath],
    /// Of what is planned, dates count from here.
    today: Date,
}

/// A document that is written for an audience: one of the plan, or an earlier version of it.
#[derive(Clone, Copy)]
struct Source<'a> {
    artifact: &'a Artifact,
    /// Its path as it is written.
    path: &'a RelPath,
}

/// What a projection is made from, worked out once.
struct Basis {
    audience: Audience,
    key: String,
    settings: Settings,
    seen: Vec<bool>,
    paths: Vec<RelPath>,
    today: Date,
}

impl Basis {
    /// For the audience called `key`; one that nobody has named may see nothing.
    fn of(plan: &Plan, key: &str, today: Date) -> Self {
        let audience = plan.config.audiences.get(key).cloned().unwrap_or_else(Audience::nobody);
        let sight = Sight::of(&plan.config, &audience);
        let seen: Vec<bool> = plan.artifacts.iter().map(|artifact| sight.sees(artifact)).collect();
        let settings = Settings::of(plan, &audience, key, &sight, &seen);
        let paths = paths(plan, &audience, &seen);
        Self { settings, seen, paths, audience, key: key.to_owned(), today }
    }

    fn projection<'a>(&'a self, plan: &'a Plan) -> Projection<'a> {
        Projection {
            plan,
            audience: &self.audience,
            key: &self.key,
            sight: Sight::of(&plan.config, &self.audience),
            settings: &self.settings,
            seen: &self.seen,
            paths: &self.paths,
            today: self.today,
        }
    }
}

/// The plan as the audience called `key` may see it; an audience that nobody has named may see nothing.
pub(crate) fn project(plan: &Plan, key: &str, today: Date) -> Plan {
    read_with(Basis::of(plan, key, today), plan)
}

/// An earlier plan as the audience called `key` may see it, to whom what is hidden in the `present` one was never
/// there.
pub(crate) fn project_past(plan: &Plan, present: &Plan, key: &str, today: Date) -> Plan {
    let mut basis = Basis::of(plan, key, today);
    let sight = Sight::of(&present.config, &basis.audience);
    for (artifact, seen) in plan.artifacts.iter().zip(&mut basis.seen) {
        if let LinkState::Resolved(now) = present.named(&plan.name_of(artifact), None) {
            *seen &= sight.sees(present.artifact(now.artifact));
        }
    }
    read_with(basis, plan)
}

/// What the audience called `key` gets to see of a plan, with the places it comes from.
pub(crate) fn exposure(plan: &Plan, key: &str, today: Date) -> Exposure {
    let basis = Basis::of(plan, key, today);
    let projection = basis.projection(plan);
    let artifacts = projection.artifacts();
    let seen: Vec<SeenArtifact> = artifacts
        .par_iter()
        .enumerate()
        .filter_map(|(at, (whole, _))| {
            Some(projection.exposed(*whole, ArtifactIndex(u32::try_from(at).ok()?)))
        })
        .collect();
    let withheld = plan.indices().filter(|index| !projection.sees(*index) && projection.withholds(*index));
    let withheld = withheld.collect();
    let shown = assembled(basis, artifacts.into_iter().map(|(_, artifact)| artifact).collect());
    Exposure { plan: shown, seen, withheld }
}

fn read_with(basis: Basis, plan: &Plan) -> Plan {
    let artifacts = basis.projection(plan).artifacts();
    assembled(basis, artifacts.into_iter().map(|(_, artifact)| artifact).collect())
}

fn assembled(basis: Basis, artifacts: Vec<Arc<Artifact>>) -> Plan {
    let file_count = artifacts.len();
    super::load::assemble(basis.settings.config, String::new(), artifacts, Vec::new(), file_count)
}

impl Projection<'_> {
    /// What is seen of each artifact that is, sorted by path, with its place in the whole plan.
    fn artifacts(&self) -> Vec<(ArtifactIndex, Arc<Artifact>)> {
        let indices: Vec<ArtifactIndex> = self.plan.indices().collect();
        let mut artifacts: Vec<(ArtifactIndex, Arc<Artifact>)> =
            indices.into_par_iter().filter_map(|index| Some((index, self.artifact(index)?))).collect();
        artifacts.sort_by(|(_, one), (_, other)| one.path.cmp(&other.path));
        artifacts
    }

    /// One artifact, read from what is written of it.
    fn artifact(&self, index: ArtifactIndex) -> Option<Arc<Artifact>> {
        self.sees(index).then(|| self.read(self.source(index)))?
    }

    /// A document, read from what is written of it.
    fn read(&self, source: Source<'_>) -> Option<Arc<Artifact>> {
        let document = Document {
            path: source.path.clone(),
            kind: self.settings.kind(source.artifact.kind)?,
            product: self.product(source.artifact),
        };
        let text = self.document(source);
        // What is wrong with a document is told to those who keep it.
        match document.read(&self.settings.config, text.into_bytes(), &mut Vec::new()) {
            Reading::Artifact(artifact) => Some(artifact),
            Reading::Unreadable(_) => None,
        }
    }

    fn source(&self, index: ArtifactIndex) -> Source<'_> {
        Source { artifact: self.plan.artifact(index), path: self.path(index) }
    }

    /// The product it is seen to belong to: by its folder, else by a field that may be seen.
    fn product(&self, artifact: &Artifact) -> u16 {
        let products = &self.plan.config.products;
        let has_folders = products.values().any(|product| product.folder.is_some());
        let kind = self.plan.kind(artifact);
        let is_known = products.len() == 1 || has_folders || self.sight.sees_products(kind);
        if is_known { self.settings.product(artifact.product) } else { NO_PRODUCT }
    }

    fn sees(&self, index: ArtifactIndex) -> bool {
        self.seen.get(index.0 as usize).copied().unwrap_or(false)
    }

    /// Whether a hidden artifact is one that the audience may not know of.
    fn withholds(&self, index: ArtifactIndex) -> bool {
        let artifact = self.plan.artifact(index);
        self.audience.is_public || !self.sight.may_know_of(artifact)
    }

    /// Whether a document could not be read, so that nobody knows who may see it.
    fn is_unreadable(&self, path: &RelPath) -> bool {
        self.plan.unreadable.iter().any(|document| document.path == *path)
    }

    fn path(&self, index: ArtifactIndex) -> &RelPath {
        &self.paths[index.0 as usize]
    }

    /// Whether a reference leads to what the audience sees, or out of the repository.
    fn follows(&self, state: &LinkState) -> bool {
        match state {
            LinkState::Resolved(target) => self.sees(target.artifact),
            LinkState::Ambiguous(candidates) => candidates.iter().all(|index| self.sees(*index)),
            LinkState::Url => true,
            LinkState::Unread | LinkState::Nothing | LinkState::Dangling | LinkState::Elsewhere => false,
        }
    }
}

/// Where each document lies for the audience.
fn paths(plan: &Plan, audience: &Audience, seen: &[bool]) -> Vec<RelPath> {
    let mut taken: BTreeSet<RelPath> = BTreeSet::new();
    plan.indices()
        .map(|index| {
            let path = written_path(&plan.config, audience, plan.artifact(index));
            if !seen[index.0 as usize] || taken.insert(path.clone()) {
                return path;
            }
            // Two artifacts with one id are a finding, and are both there.
            let name = (2..).map(|at| path.parent().join(&format!("{}-{at}.md", path.stem())));
            let free = name.into_iter().find(|name| taken.insert(name.clone()));
            free.unwrap_or(path)
        })
        .collect()
}

/// Where a document lies for the audience. Outside the company a path is made of the id alone, for folders and
/// names of files hold words that nobody chose for it.
fn written_path(config: &Config, audience: &Audience, artifact: &Artifact) -> RelPath {
    let Some(id) = artifact.id.as_ref().filter(|_| audience.is_public) else {
        return artifact.path.clone();
    };
    let kind = &config.kinds[usize::from(artifact.kind)];
    let product = config.products.get_index(usize::from(artifact.product));
    let root = product.and_then(|(_, product)| product.folder.clone()).unwrap_or_else(RelPath::root);
    let folder = kind.files.folders.first().map_or(root.clone(), |folder| root.join(folder.as_str()));
    folder.join(&format!("{id}.md"))
}

#[cfg(test)]
mod tests;
