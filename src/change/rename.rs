//! Another title for an artifact, and another name for its file where that is wanted too. What names it by its title
//! takes the new one.

use std::collections::BTreeMap;

use crate::change::follow::follow;
use crate::change::revise::revise;
use crate::change::{Assignment, Impossible, name};
use crate::plan::{ArtifactIndex, Home, Plan, place_in_field};
use crate::source::FileChange;
use crate::text::edit::{Splice, splice};
use crate::text::markdown::WikiName;

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
    if kind.title_is_name {
        let to = name::titled(&artifact.path, title.unwrap_or(&artifact.title))?;
        if to != artifact.path && plan.at_path(&to).is_some() {
            return Err(Impossible::new(format!("{to} is there already")));
        }
        if to != artifact.path {
            changes.push(FileChange::Rename { from: artifact.path.clone(), to });
        }
        return Ok(follow(plan, changes));
    }
    if let Some(title) = title {
        let assignment = Assignment::set(&kind.title_field, title);
        changes.extend(revise(plan, index, None, &[assignment])?.file);
        changes.extend(by_title(plan, index, title));
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

/// Documents that name an artifact by its title, in double brackets, with the new one.
fn by_title(plan: &Plan, index: ArtifactIndex, title: &str) -> Vec<FileChange> {
    // A title that cannot stand there is told by the name of its file.
    let name = match title.contains(['[', ']', '|', '#', '"', '\'', '\\', '/']) {
        true => plan.bracketed(index).trim_matches(['[', ']']).to_owned(),
        false => title.to_owned(),
    };
    let mut splices: BTreeMap<ArtifactIndex, Vec<Splice>> = BTreeMap::new();
    for link in plan.links_to(index).filter(|link| link.source != index) {
        let source = plan.artifact(link.source);
        let home = Home { product: source.product, path: &source.path };
        let by_title = plan
            .field_of(link)
            .link
            .as_ref()
            .is_some_and(|rule| plan.named_by_title(&link.written, rule, home) == Some(index));
        let old = WikiName::parse(&link.written).filter(|_| by_title);
        let (Some(old), Some(span)) = (old, place_in_field(&source.text, link)) else { continue };
        let text = link.written.replacen(old.name, &name, 1);
        splices.entry(link.source).or_default().push(Splice { span, text });
    }
    let change = |(source, splices): (ArtifactIndex, Vec<Splice>)| {
        let source = plan.artifact(source);
        FileChange::Replace {
            path: source.path.clone(),
            before: source.text.as_bytes().to_vec(),
            bytes: splice(&source.text, &splices).into_bytes(),
        }
    };
    splices.into_iter().map(change).collect()
}
