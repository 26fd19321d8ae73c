//! Another title for an artifact, and another name for its file where that is wanted too.

use crate::change::follow::follow;
use crate::change::revise::revise;
use crate::change::{Assignment, Impossible, name};
use crate::plan::{ArtifactIndex, Plan};
use crate::source::FileChange;

/// Whether the file takes a new name with the title.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum FileName {
    Stays,
    Follows,
}

/// The steps that give an artifact `title`, or its file the name that its title asks for, which links by
/// path in all documents follow.
pub(crate) fn rename(
    plan: &Plan,
    index: ArtifactIndex,
    title: Option<&str>,
    file: FileName,
) -> Result<Vec<FileChange>, Impossible> {
    let artifact = plan.artifact(index);
    let kind = plan.kind(artifact);
    let mut changes = Vec::new();
    if let Some(title) = title {
        let assignment = Assignment::set(&kind.title_field, title);
        changes.extend(revise(plan, index, None, &[assignment])?.file);
    }
    if file == FileName::Follows {
        let Some(id) = artifact.id.as_ref().filter(|_| kind.files.named_by_id) else {
            return Err(Impossible::new(format!("files of {} are not named after their title", kind.plural))
                .with_hint("leave out --file"));
        };
        let to = name::renamed(&artifact.path, id, title.unwrap_or(&artifact.title));
        if to != artifact.path {
            changes.push(FileChange::Rename { from: artifact.path.clone(), to });
        }
    }
    Ok(follow(plan, changes))
}
