//! The id of a new artifact: looks at every file and branch where one may have been given.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use crate::change::{next_beside, next_id};
use crate::command::error::CommandError;
use crate::command::overlaying;
use crate::command::session::Session;
use crate::command::writing::Writing;
use crate::model::artifact::Artifact;
use crate::model::key::ALIASES;
use crate::model::values::Id;
use crate::plan::{ArtifactIndex, Plan};
use crate::repo::Naming;
use crate::source::RelPath;
use crate::text::words::plural;

/// The next id of a kind in a product: behind every one that a file has here or on another branch, and
/// behind those that the same change has `given` already.
///
/// Of other names, those count that documents in `plan` have. A name such as `REQ-9` behind all files is one that
/// somebody wrote by hand, for a renumbered artifact gets a later number than it had; to find it, adding
/// would have to read every document, and `pm check` names it as soon as the number is given.
pub(crate) fn next(
    writing: &Writing,
    session: &mut Session<'_>,
    plan: &Plan,
    kind_at: usize,
    product: usize,
    given: &[Id],
) -> Result<Id, CommandError> {
    let taken = Taken::of(writing, session, plan, (kind_at, product), given)?;
    let random = writing.config.random_ids.then_some(session.entropy);
    Ok(next_id(&plan.config.kinds[kind_at], taken.names(), &taken.ids, random))
}

/// Another id for an artifact that has `old`: one beside it where that has a dot, else the next one.
pub(crate) fn instead(
    writing: &Writing,
    session: &mut Session<'_>,
    plan: &Plan,
    (kind_at, product): (usize, usize),
    old: &Id,
    given: &[Id],
) -> Result<Id, CommandError> {
    let taken = Taken::of(writing, session, plan, (kind_at, product), given)?;
    let kind = &plan.config.kinds[kind_at];
    if let Some(beside) = next_beside(kind, old, taken.names(), &taken.ids) {
        return Ok(beside);
    }
    let random = writing.config.random_ids.then_some(session.entropy);
    Ok(next_id(kind, taken.names(), &taken.ids, random))
}

/// The next ids of several kinds, for a change that writes many artifacts: what is taken is looked up once.
pub(crate) struct Numbers {
    product: usize,
    /// By kind; nothing where ids are random, and what is taken is remembered instead.
    last: BTreeMap<usize, Id>,
    taken: BTreeMap<usize, Taken>,
}

impl Numbers {
    pub(crate) fn new(product: usize) -> Self {
        Self { product, last: BTreeMap::new(), taken: BTreeMap::new() }
    }

    pub(crate) fn next(
        &mut self,
        writing: &Writing,
        session: &mut Session<'_>,
        plan: &Plan,
        kind_at: usize,
    ) -> Result<Id, CommandError> {
        let kind = &plan.config.kinds[kind_at];
        if let Some(number) = self.last.get(&kind_at).and_then(Id::number)
            && !writing.config.random_ids
        {
            let id = Id::new(&kind.identity.prefix, number.saturating_add(1));
            self.last.insert(kind_at, id.clone());
            return Ok(id);
        }
        let taken = match self.taken.entry(kind_at) {
            Entry::Occupied(taken) => taken.into_mut(),
            Entry::Vacant(place) => {
                place.insert(Taken::of(writing, session, plan, (kind_at, self.product), &[])?)
            }
        };
        let random =
            writing.config.random_ids.then_some(session.entropy.wrapping_add(taken.ids.len() as u64));
        let id = next_id(kind, taken.names(), &taken.ids, random);
        taken.ids.push(id.clone());
        self.last.insert(kind_at, id.clone());
        Ok(id)
    }
}

/// Everything that may carry an id of a kind.
struct Taken {
    here: Vec<RelPath>,
    elsewhere: Vec<String>,
    ids: Vec<Id>,
}

impl Taken {
    fn of(
        writing: &Writing,
        session: &mut Session<'_>,
        plan: &Plan,
        (kind_at, product): (usize, usize),
        given: &[Id],
    ) -> Result<Self, CommandError> {
        let kind = &plan.config.kinds[kind_at];
        let root = plan.config.products.get_index(product).and_then(|(_, product)| product.folder.as_ref());
        let folders: Vec<RelPath> = kind
            .files
            .folders
            .iter()
            .filter_map(|folder| match root {
                Some(root) => RelPath::resolve(root, folder.as_str()),
                None => Some(folder.clone()),
            })
            .collect();
        let here = writing.files_in(&folders);
        // Without an id in its name a file may still carry one.
        let nameless: Vec<RelPath> = here
            .iter()
            .filter(|path| {
                kind.files.named_by_id && Id::at_start_of(path.file_name(), &kind.identity.prefix).is_none()
            })
            .cloned()
            .collect();
        let nameless = if nameless.is_empty() { None } else { Some(writing.documents(nameless)) };
        let ids_in = |plan: &Plan| -> Vec<Id> {
            let in_product = |index: &ArtifactIndex| usize::from(plan.artifact(*index).product) == product;
            let artifacts = plan.of_kind(kind_at).filter(in_product).map(|index| plan.artifact(index));
            artifacts
                .flat_map(|artifact| artifact.id.iter().cloned().chain(other_names(plan, artifact)))
                .collect()
        };
        let mut ids = ids_in(plan);
        ids.extend(nameless.iter().flat_map(|known| ids_in(&known.plan)));
        ids.extend(given.iter().cloned());
        let naming = if kind.identity.capture.is_some() { Naming::Paths } else { Naming::Names };
        let mut elsewhere = match writing.repository.names_on_refs(&folders, naming) {
            Ok(found) => {
                if found.passed_over > 0 {
                    let count = plural(found.passed_over, "branch");
                    session
                        .say(&format!("warning: {count} could not be read; the new id may be taken there"))?;
                }
                found.names
            }
            Err(fault) => {
                session.say(&format!("warning: ids on other branches are not known: {fault}"))?;
                Default::default()
            }
        };
        elsewhere.extend(overlaying::files_in(&writing.repository, &writing.config, &folders));
        Ok(Self { here, elsewhere, ids })
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        self.here.iter().map(RelPath::as_str).chain(self.elsewhere.iter().map(String::as_str))
    }
}

/// The ids among the other names of an artifact: what had one of them once is still called by it.
fn other_names(plan: &Plan, artifact: &Artifact) -> Vec<Id> {
    let kind = plan.kind(artifact);
    let aliases = artifact.get(kind, ALIASES).unwrap_or_default().into_iter();
    aliases
        .filter_map(|alias| Id::parse(alias).ok())
        .filter(|id| kind.identity.has_prefix(id.prefix()))
        .collect()
}
