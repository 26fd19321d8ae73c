//! A plan as an audience may see it: what it may not see is gone before anything else looks.
//!
//! Every document is written anew from what is on the audience's list, and the plan is read from these texts;
//! so nothing can come through that was not written. Artifacts, fields, sections and people that are hidden
//! leave no link, no count and no order behind, dates are as exact as the audience may know them, and statuses
//! have its own words. Knows no view and no format.

mod exposure;
mod lens;
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
pub(crate) use lens::{Glimpse, Lens};
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
    seen: Vec<bool>,
    /// The paths of the documents as they are written.
    paths: Vec<RelPath>,
    /// Of what is planned, dates count from here.
    today: Date,
}

/// The plan as the audience called `key` may see it; an audience that nobody has named may see nothing.
pub(crate) fn project(plan: &Plan, key: &str, today: Date) -> Plan {
    let (config, artifacts) = with_projection(plan, key, today, |projection| projection.artifacts());
    assembled(config, artifacts.into_iter().map(|(_, artifact)| artifact).collect())
}

/// What the audience called `key` gets to see of a plan, with the places it comes from.
pub(crate) fn exposure(plan: &Plan, key: &str, today: Date) -> Exposure {
    let (config, (artifacts, seen, withheld)) = with_projection(plan, key, today, |projection| {
        let artifacts = projection.artifacts();
        let seen: Vec<SeenArtifact> = artifacts
            .par_iter()
            .enumerate()
            .filter_map(|(at, (whole, _))| {
                Some(projection.exposed(*whole, ArtifactIndex(u32::try_from(at).ok()?)))
            })
            .collect();
        let withheld =
            plan.indices().filter(|index| !projection.sees(*index) && projection.withholds(*index));
        (artifacts, seen, withheld.collect())
    });
    let shown = assembled(config, artifacts.into_iter().map(|(_, artifact)| artifact).collect());
    Exposure { plan: shown, seen, withheld }
}

/// What `answer` makes of the projection, beside the settings as the audience may see them.
fn with_projection<T>(
    plan: &Plan,
    key: &str,
    today: Date,
    answer: impl FnOnce(&Projection<'_>) -> T,
) -> (Config, T) {
    let nobody = Audience::nobody();
    let audience = plan.config.audiences.get(key).unwrap_or(&nobody);
    let sight = Sight::of(&plan.config, audience);
    let seen: Vec<bool> = plan.artifacts.iter().map(|artifact| sight.sees(artifact)).collect();
    let settings = Settings::of(plan, audience, key, &sight, &seen);
    let paths = paths(plan, audience, &seen);
    let projection = Projection { plan, audience, key, sight, settings: &settings, seen, paths, today };
    let answer = answer(&projection);
    (settings.config, answer)
}

fn assembled(config: Config, artifacts: Vec<Arc<Artifact>>) -> Plan {
    let file_count = artifacts.len();
    super::load::assemble(config, String::new(), artifacts, Vec::new(), file_count)
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
        if !self.sees(index) {
            return None;
        }
        let artifact = self.plan.artifact(index);
        let document = Document {
            path: self.path(index).clone(),
            kind: self.settings.kind(artifact.kind)?,
            product: self.product(artifact),
        };
        let text = self.document(index);
        // What is wrong with a document is told to those who keep it.
        match document.read(&self.settings.config, text.into_bytes(), &mut Vec::new()) {
            Reading::Artifact(artifact) => Some(artifact),
            Reading::Unreadable(_) => None,
        }
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

    fn path(&self, index: ArtifactIndex) -> &RelPath {
        &self.paths[index.0 as usize]
    }

    /// Whether a reference leads to what the audience sees, or out of the repository.
    fn follows(&self, state: &LinkState) -> bool {
        match state {
            LinkState::Resolved(target) => self.sees(target.artifact),
            LinkState::Ambiguous(candidates) => candidates.iter().all(|index| self.sees(*index)),
            LinkState::Url => true,
            LinkState::Unread | LinkState::Nothing | LinkState::Dangling => false,
        }
    }
}

/// Where each document lies for the audience. Outside the company a path is made of the id alone, for folders
/// and names of files hold words that nobody chose for it.
fn paths(plan: &Plan, audience: &Audience, seen: &[bool]) -> Vec<RelPath> {
    let mut taken: BTreeSet<RelPath> = BTreeSet::new();
    let written = |index: ArtifactIndex| {
        let artifact = plan.artifact(index);
        let kind = plan.kind(artifact);
        let Some(id) = artifact.id.as_ref().filter(|_| audience.is_public) else {
            return artifact.path.clone();
        };
        let product = plan.config.products.get_index(usize::from(artifact.product));
        let root = product.and_then(|(_, product)| product.folder.clone()).unwrap_or_else(RelPath::root);
        let folder = kind.files.folders.first().map_or(root.clone(), |folder| root.join(folder.as_str()));
        folder.join(&format!("{id}.md"))
    };
    plan.indices()
        .map(|index| {
            let path = written(index);
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
