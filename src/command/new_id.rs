//! The id of a new artifact: looks at every file and branch where one may have been given.

use crate::change::next_id;
use crate::command::error::CommandError;
use crate::command::session::Session;
use crate::command::writing::Writing;
use crate::model::values::Id;
use crate::plan::{ArtifactIndex, Plan};
use crate::repo::Naming;
use crate::source::RelPath;
use crate::text::words::plural;

/// The next id of a kind in a product: behind every one that a file has here or on another branch, and
/// behind those that the same change has `given` already.
pub(crate) fn next(
    writing: &Writing,
    session: &mut Session<'_>,
    plan: &Plan,
    kind_at: usize,
    product: usize,
    given: &[Id],
) -> Result<Id, CommandError> {
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
        let artifacts = plan.of_kind(kind_at).filter(in_product);
        artifacts.filter_map(|index| plan.artifact(index).id.clone()).collect()
    };
    let mut ids = ids_in(plan);
    ids.extend(nameless.iter().flat_map(|known| ids_in(&known.plan)));
    ids.extend(given.iter().cloned());
    let naming = if kind.identity.capture.is_some() { Naming::Paths } else { Naming::Names };
    let elsewhere = match writing.repository.names_on_refs(&folders, naming) {
        Ok(found) => {
            if found.passed_over > 0 {
                let count = plural(found.passed_over, "branch");
                session.say(&format!("warning: {count} could not be read; the new id may be taken there"))?;
            }
            found.names
        }
        Err(fault) => {
            session.say(&format!("warning: ids on other branches are not known: {fault}"))?;
            Default::default()
        }
    };
    let random = writing.config.random_ids.then_some(session.entropy);
    let names = here.iter().map(|path| path.as_str()).chain(elsewhere.iter().map(String::as_str));
    Ok(next_id(kind, names, &ids, random))
}
