//! Links that somebody has looked at: the fingerprint of what each leads to, written beside them.

use crate::change::Impossible;
use crate::change::link::link_field;
use crate::change::place::Place;
use crate::change::revise::{closed, opened};
use crate::model::approval::{REVIEWED_AGAINST, reviewed_against};
use crate::model::normative::NormativeText;
use crate::plan::{ArtifactIndex, Home, Link, LinkState, Plan};
use crate::source::FileChange;
use crate::text::edit::{Edit, Path, Value};

/// Writes that links of an artifact were looked at: all of them, those of one field, or those of one field
/// to `targets`. What no link leads to any more is forgotten where all are looked at.
pub(crate) fn review(
    plan: &Plan,
    index: ArtifactIndex,
    field: Option<&str>,
    targets: &[String],
) -> Result<Option<FileChange>, Impossible> {
    let artifact = plan.artifact(index);
    let kind = plan.kind(artifact);
    let label = artifact.label();
    let field = field.map(|name| link_field(plan, index, name)).transpose()?;
    let at = field.and_then(|(field, _)| kind.fields.get_index_of(&field.name));
    let of_field = |link: &&Link| at.is_none_or(|at| usize::from(link.field) == at);
    let leads_to: Vec<ArtifactIndex> =
        plan.links_from(index).iter().filter(of_field).filter_map(Link::artifact).collect();
    let wanted = match (field, targets) {
        (Some((field, rule)), [_, ..]) => {
            let home = Home { product: artifact.product, path: &artifact.path };
            let resolve = |target: &String| match plan.resolve_from(target.trim(), rule, Some(home)) {
                LinkState::Resolved(found) if leads_to.contains(&found.artifact) => Ok(found.artifact),
                _ => Err(Impossible::new(format!("`{}` of {label} does not lead to {target}", field.name))),
            };
            targets.iter().map(resolve).collect::<Result<Vec<_>, _>>()?
        }
        _ => leads_to.clone(),
    };
    let mut edits = Vec::new();
    let map = Path::key(REVIEWED_AGAINST);
    let mut seen: Vec<String> = Vec::new();
    for target in wanted {
        let target = plan.artifact(target);
        let text = NormativeText::of(plan.kind(target), target);
        let name = target.label();
        if !text.is_empty() && !seen.contains(&name) {
            edits.push(Edit::set(map.join_key(&name), Value::text(text.fingerprint())));
            seen.push(name);
        }
    }
    if leads_to.is_empty() {
        return Err(Impossible::new(match field {
            Some((field, _)) => format!("`{}` of {label} leads nowhere", field.name),
            None => format!("{label} has no links"),
        }));
    }
    if edits.is_empty() {
        return Err(Impossible::new(format!("{label} links to nothing whose text can be looked at"))
            .with_hint("only what a kind names under `normative` has a text that links are held against"));
    }
    if field.is_none() {
        let known: Vec<String> = leads_to.iter().map(|target| plan.artifact(*target).label()).collect();
        let gone = reviewed_against(kind, artifact).into_iter().filter(|(id, ..)| !known.contains(id));
        edits.extend(gone.map(|(id, ..)| Edit::remove(map.join_key(id))));
    }
    let mut document = opened(plan, index, None);
    let order = Place::of(kind, REVIEWED_AGAINST)?.order(&document.root()?);
    let edits: Vec<Edit> = edits.into_iter().map(|edit| edit.behind(order.clone())).collect();
    document.edit(&edits)?;
    Ok(closed(plan, index, document))
}
