//! Artifacts taken away with their documents: only where nothing refers to them.

use std::collections::BTreeSet;

use crate::change::Impossible;
use crate::model::workflow::Category;
use crate::plan::{ArtifactIndex, Plan};
use crate::source::FileChange;
use crate::text::span::LineIndex;
use crate::text::words::plural;

/// How many references a refusal lists.
const LISTED: usize = 8;

/// The removal of artifacts, none of which is referred to by any other.
pub(crate) fn remove(plan: &Plan, indices: &[ArtifactIndex]) -> Result<Vec<FileChange>, Impossible> {
    for index in indices {
        refuse_where_referred_to(plan, *index, indices)?;
    }
    Ok(indices
        .iter()
        .map(|index| {
            let artifact = plan.artifact(*index);
            FileChange::Remove { path: artifact.path.clone(), before: artifact.text.as_bytes().to_vec() }
        })
        .collect())
}

fn refuse_where_referred_to(
    plan: &Plan,
    index: ArtifactIndex,
    going: &[ArtifactIndex],
) -> Result<(), Impossible> {
    let artifact = plan.artifact(index);
    let label = artifact.label();
    let links: Vec<_> = plan.links_to(index).filter(|link| !going.contains(&link.source)).collect();
    let sources: BTreeSet<ArtifactIndex> = links.iter().map(|link| link.source).collect();
    // What cannot be read may refer to it as well; its text tells.
    let unreadable: Vec<&str> = plan
        .unreadable
        .iter()
        .filter(|document| document.text.as_deref().is_some_and(|text| names(text, &label)))
        .map(|document| document.path.as_str())
        .collect();
    if links.is_empty() && unreadable.is_empty() {
        return Ok(());
    }
    let count = sources.len() + unreadable.len();
    let verb = if count == 1 { "refers" } else { "refer" };
    let message = format!("{label} stays: {} {verb} to it", plural(count, "artifact"));
    let mut hints: Vec<String> = links
        .iter()
        .map(|link| {
            let source = plan.artifact(link.source);
            let line = LineIndex::new(&source.text).position(link.span.start()).line;
            let field = &plan.field_of(link).name;
            format!("{} in `{field}` ({}:{line})", source.label(), source.path)
        })
        .chain(unreadable.iter().map(|path| format!("{path}, which cannot be read, names it")))
        .collect();
    if hints.len() > LISTED {
        let more = hints.len() - LISTED;
        hints.truncate(LISTED);
        hints.push(format!("and {more} more"));
    }
    let kind = plan.kind(artifact);
    let dropped = kind.workflow.statuses.iter().find(|status| status.category == Category::Dropped);
    hints.extend(dropped.map(|status| {
        format!("keep it and say why it ended: pm status {label} {} --because \"…\"", status.name)
    }));
    Err(Impossible::new(message).with_hints(hints))
}

/// Whether a text holds a name as a word of its own.
fn names(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let joins = |sign: char| sign.is_alphanumeric() || sign == '-';
        !text[..at].chars().next_back().is_some_and(joins)
            && !text[at + name.len()..].chars().next().is_some_and(joins)
    })
}
