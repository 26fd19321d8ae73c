//! From a reference as a person types it to the id that is written down.

use std::collections::BTreeSet;

use crate::change::Impossible;
use crate::model::artifact::Artifact;
use crate::model::field::{Field, LinkRule};
use crate::plan::{ArtifactIndex, Home, Link, LinkState, LinkTarget, NotFound, Plan};
use crate::text::markdown::WikiName;
use crate::text::words::{one_of, with_article};

/// How many artifacts a refusal proposes.
const PROPOSED: usize = 3;

/// What is written into `field` of the document at `home` for `text`: the target's id as its own
/// document writes it, whatever spelling, version or alias was typed.
pub(super) fn reference(
    plan: &Plan,
    home: Home<'_>,
    field: &Field,
    text: &str,
) -> Result<String, Impossible> {
    let text = text.trim();
    let Some(rule) = &field.link else { return Ok(text.to_owned()) };
    match plan.resolve_from(text, rule, Some(home)) {
        LinkState::Resolved(target) => {
            let artifact = plan.artifact(target.artifact);
            let kind = plan.kind(artifact);
            if !rule.to.is_empty() && !rule.to.contains(&kind.name) {
                let message = format!(
                    "`{}` leads to {}, but {} is {}",
                    field.name,
                    one_of(rule.to.iter().map(|name| plural(plan, name))),
                    artifact.label(),
                    with_article(&kind.name)
                );
                return Err(Impossible::new(message));
            }
            if WikiName::parse(text).is_some() {
                return Ok(text.to_owned());
            }
            if target.part.is_none() && writes_brackets(plan, home, field) {
                return Ok(plan.bracketed(target.artifact));
            }
            Ok(written(plan, home, text, &target))
        }
        LinkState::Unread | LinkState::Nothing | LinkState::Elsewhere => Ok(text.to_owned()),
        LinkState::Url if rule.urls => Ok(text.to_owned()),
        LinkState::Url => Err(Impossible::new(format!(
            "`{}` leads to an artifact, and `{text}` is a web address",
            field.name
        ))
        .with_hint("put addresses into `links`")),
        LinkState::Ambiguous(candidates) => Err(ambiguous(plan, text, &candidates)),
        LinkState::Dangling => Err(Impossible::new(format!("`{}`: there is no `{text}`", field.name))
            .with_hints(proposals(plan, text, Some(rule)))),
    }
}

/// Whether links in this field are written in double brackets: by what the document says there, else by most documents
/// of its kind.
fn writes_brackets(plan: &Plan, home: Home<'_>, field: &Field) -> bool {
    let own = plan.at_path(home.path);
    let is_of_field = |link: &&Link| plan.field_of(link).name == field.name;
    let most = |links: &mut dyn Iterator<Item = &Link>| {
        let (mut with, mut all) = (0, 0);
        for link in links {
            with += usize::from(WikiName::parse(&link.written).is_some());
            all += 1;
        }
        (all > 0).then_some(with * 2 > all)
    };
    let here = own.and_then(|own| most(&mut plan.links_from(own).iter().filter(is_of_field)));
    here.or_else(|| {
        let kind = plan.artifact(own?).kind;
        let is_alike = |link: &&Link| plan.artifact(link.source).kind == kind && is_of_field(link);
        most(&mut plan.links().iter().filter(is_alike))
    })
    .unwrap_or(false)
}

/// The artifact that a person means by `text`, and what to say where there is none.
pub(crate) fn not_found(plan: &Plan, text: &str, why: &NotFound) -> Impossible {
    match why {
        NotFound::Unknown { .. } => {
            let refusal =
                Impossible::new(format!("there is no `{text}`")).with_hints(proposals(plan, text, None));
            match &plan.config.overlay {
                Some(overlay) if overlay.joined.is_none() => {
                    refusal.with_hint(format!("what lies in the overlay is changed there: {}", overlay.path))
                }
                _ => refusal,
            }
        }
        NotFound::Ambiguous(candidates) => ambiguous(plan, text, candidates),
        NotFound::Unread => Impossible::new(format!("the document of {text} cannot be read"))
            .with_hint("run `pm check` to see what is wrong with it"),
    }
}

fn ambiguous(plan: &Plan, text: &str, candidates: &[ArtifactIndex]) -> Impossible {
    let labels = candidates.iter().map(|index| {
        let artifact = plan.artifact(*index);
        format!("{} ({})", plan.name_of(artifact), artifact.path)
    });
    let ids: BTreeSet<_> = candidates.iter().map(|index| plan.name_of(plan.artifact(*index))).collect();
    let refusal = Impossible::new(format!("`{text}` can mean {}", one_of(labels)));
    match ids.first().filter(|_| ids.len() == 1) {
        Some(id) => refusal
            .with_hint("name one of them by its path")
            .with_hint(format!("give one of them another id: pm renumber {id}")),
        None => refusal.with_hint("name one of them by its path, or with its product in front"),
    }
}

/// The id as a reference from another document writes it.
fn written(plan: &Plan, home: Home<'_>, text: &str, target: &LinkTarget) -> String {
    let artifact = plan.artifact(target.artifact);
    let Some(mut id) = own_spelling(artifact) else { return text.to_owned() };
    if artifact.product != home.product
        && let Some((key, _)) = plan.config.products.get_index(usize::from(artifact.product))
        && !key.is_empty()
    {
        id = format!("{key}/{id}");
    }
    match &target.part {
        Some(part) => format!("{id}.{part}"),
        None => id,
    }
}

/// The id as the artifact's own document writes it: a number alone where that is all it says. Nothing
/// where only its path gives the id.
pub(super) fn own_spelling(artifact: &Artifact) -> Option<String> {
    let id = artifact.id.as_ref()?;
    let in_file = artifact.id_span?.slice(&artifact.text).trim_matches(['"', '\'']);
    let is_number = !in_file.is_empty() && in_file.bytes().all(|byte| byte.is_ascii_digit());
    Some(if is_number { in_file.to_owned() } else { id.to_string() })
}

/// What a person may have meant: the nearest id, or artifacts with the text in their title.
fn proposals(plan: &Plan, text: &str, rule: Option<&LinkRule>) -> Vec<String> {
    let allowed = |artifact: &&Artifact| {
        rule.is_none_or(|rule| rule.to.is_empty() || rule.to.contains(&plan.kind(artifact).name))
    };
    let wanted = text.to_lowercase();
    let mut found: Vec<&Artifact> = plan
        .artifacts()
        .filter(allowed)
        .filter(|artifact| wanted.chars().count() > 2 && artifact.title.to_lowercase().contains(&wanted))
        .take(PROPOSED)
        .collect();
    if found.is_empty()
        && let Err(NotFound::Unknown { nearest: Some(near) }) = plan.find(text)
        && let Ok(near) = plan.find(&near)
    {
        found.extend(std::iter::once(plan.artifact(near.artifact)).filter(allowed));
    }
    let named: Vec<String> =
        found.iter().map(|artifact| format!("{} ({})", artifact.label(), artifact.title)).collect();
    if named.is_empty() {
        let kinds = rule.map(|rule| rule.to.as_slice()).unwrap_or_default();
        let listing = kinds.first().map(|kind| format!("run `pm {kind} list` to see what there is"));
        return vec![listing.unwrap_or_else(|| "run `pm list` to see what there is".into())];
    }
    vec![format!("did you mean {}?", one_of(named))]
}

fn plural(plan: &Plan, kind: &str) -> String {
    plan.config.kind_index(kind).map_or_else(|| kind.to_owned(), |at| plan.config.kinds[at].plural.clone())
}
