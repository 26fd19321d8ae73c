//! An approval written into a document or taken out of it, with the fingerprint of the text as it is.
//!
//! One person has one approval in one role: a new one takes the place of the old.

use crate::change::Impossible;
use crate::change::document::Document;
use crate::change::place::Place;
use crate::change::revise::{closed, opened};
use crate::model::approval::{APPROVALS, Approval, BY, DATE, FINGERPRINT, NOTE, ROLE, approvals};
use crate::model::normative::NormativeText;
use crate::model::values::Date;
use crate::plan::{ArtifactIndex, Plan};
use crate::source::FileChange;
use crate::text::edit::{Edit, Path, Value};
use crate::text::words::with_article;

/// Who agrees, as what.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Assent<'a> {
    /// The handle of a person of `pm.yaml`.
    pub(crate) by: &'a str,
    pub(crate) role: &'a str,
    pub(crate) date: Date,
    pub(crate) note: Option<&'a str>,
}

/// Writes that a person agrees to an artifact as it is; nothing where the document says so already.
pub(crate) fn approve(
    plan: &Plan,
    index: ArtifactIndex,
    assent: &Assent<'_>,
) -> Result<Option<FileChange>, Impossible> {
    let artifact = plan.artifact(index);
    let kind = plan.kind(artifact);
    let text = NormativeText::of(kind, artifact);
    if text.is_empty() {
        return Err(nothing_to_agree_to(plan, index));
    }
    let fingerprint = text.fingerprint();
    let known = own(plan, index, assent.by, assent.role);
    let is_same = |known: &Approval| known.fingerprint.as_deref() == Some(&*fingerprint);
    if known.as_ref().is_some_and(is_same) && assent.note.is_none() {
        return Ok(None);
    }
    let text = |key: &str, text: &str| (key.to_owned(), Value::text(text));
    let plain = |key: &str, text: String| (key.to_owned(), Value::plain(text));
    let mut entry =
        vec![plain(BY, assent.by.to_owned()), plain(DATE, assent.date.to_string()), text(ROLE, assent.role)];
    entry.extend(assent.note.map(|note| text(NOTE, note)));
    entry.push(text(FINGERPRINT, &fingerprint));
    let mut document = opened(plan, index, None);
    let path = Path::key(APPROVALS);
    let edit = match known {
        Some(known) => Edit::set(path.join_index(known.index), Value::Map(entry)),
        None => Edit::append(path, Value::Map(entry)),
    };
    write(&mut document, edit)?;
    Ok(closed(plan, index, document))
}

/// Takes out what a person approved: in one role, or in every one.
pub(crate) fn withdraw(
    plan: &Plan,
    index: ArtifactIndex,
    by: &str,
    role: Option<&str>,
) -> Result<Option<FileChange>, Impossible> {
    let artifact = plan.artifact(index);
    let mine = approvals(plan.kind(artifact), artifact).into_iter().filter(|approval| {
        plan.config.handle_of(&approval.by) == Some(by) && role.is_none_or(|role| approval.role == role)
    });
    let mine: Vec<usize> = mine.map(|approval| approval.index).collect();
    if mine.is_empty() {
        let role = role.map(|role| format!(" as {role}")).unwrap_or_default();
        return Err(Impossible::new(format!("{by} has not approved {}{role}", artifact.label())));
    }
    let mut document = opened(plan, index, None);
    for at in mine.into_iter().rev() {
        write(&mut document, Edit::remove(Path::key(APPROVALS).join_index(at)))?;
    }
    Ok(closed(plan, index, document))
}

fn write(document: &mut Document<'_>, edit: Edit) -> Result<(), Impossible> {
    let root = document.root()?;
    let order = Place::of(document.kind, APPROVALS)?.order(&root);
    document.edit(&[edit.behind(order)])
}

/// What a person has approved in a role.
fn own(plan: &Plan, index: ArtifactIndex, by: &str, role: &str) -> Option<Approval> {
    let artifact = plan.artifact(index);
    approvals(plan.kind(artifact), artifact)
        .into_iter()
        .find(|approval| approval.role == role && plan.config.handle_of(&approval.by) == Some(by))
}

fn nothing_to_agree_to(plan: &Plan, index: ArtifactIndex) -> Impossible {
    let kind = plan.kind_of(index);
    if kind.normative.is_empty() {
        let message = format!("{} say nothing that is agreed to", kind.plural);
        return Impossible::new(message).with_hint(format!(
            "say in pm.yaml what counts: kinds: {{{}: {{normative: {{fields: [{}], sections: all}}}}}}",
            kind.name, kind.title_field
        ));
    }
    let label = plan.artifact(index).label();
    Impossible::new(format!("{label} has no words yet that could be agreed to"))
        .with_hint(format!("write what {} is about first", with_article(&kind.name)))
}
