//! Links by path that follow documents which move: those that lead to one, in bodies and in fields, and
//! those that a document writes which goes to another folder.
//!
//! Links by id need nothing of this. Files that are no documents of the plan are not looked at.

use std::collections::BTreeMap;

use crate::model::artifact::Artifact;
use crate::model::field::LinkRule;
use crate::plan::{ArtifactIndex, Home, Link, Plan, file_link, place_in_field, read_document};
use crate::source::{FileChange, RelPath};
use crate::text::edit::{Splice, splice};
use crate::text::markdown::{LinkKind, Outline, WikiLink, may_hold_links, wiki_links};
use crate::text::span::Span;

/// The changes, and before them what keeps links by path true after the moves among them.
pub(crate) fn follow(plan: &Plan, changes: Vec<FileChange>) -> Vec<FileChange> {
    let moves: BTreeMap<RelPath, RelPath> = changes
        .iter()
        .filter_map(|change| match change {
            FileChange::Rename { from, to } => Some((from.clone(), to.clone())),
            _ => None,
        })
        .collect();
    if moves.is_empty() {
        return changes;
    }
    let mut changes = changes;
    let mut followed = Vec::new();
    for index in plan.indices() {
        let artifact = plan.artifact(index);
        let changed = changes.iter_mut().find_map(|change| match change {
            FileChange::Replace { path, bytes, .. } if *path == artifact.path => Some(bytes),
            _ => None,
        });
        match changed {
            Some(bytes) => {
                let as_changed = read_document(&plan.config, &artifact.path, bytes.clone());
                let text = as_changed.and_then(|document| rewritten(plan, index, &document, &moves));
                if let Some(text) = text {
                    *bytes = text.into_bytes();
                }
            }
            None => {
                let text = rewritten(plan, index, artifact, &moves);
                followed.extend(text.map(|text| FileChange::Replace {
                    path: artifact.path.clone(),
                    before: artifact.text.as_bytes().to_vec(),
                    bytes: text.into_bytes(),
                }));
            }
        }
    }
    followed.extend(changes);
    followed
}

/// The text of a document whose links follow; nothing where none has to, or where a field would read
/// differently in more than that.
fn rewritten(
    plan: &Plan,
    index: ArtifactIndex,
    document: &Artifact,
    moves: &BTreeMap<RelPath, RelPath>,
) -> Option<String> {
    let from = &document.path;
    let journey = Journey { moves, from, to: moves.get(from).unwrap_or(from) };
    let links = plan.links_as_written(index, document);
    let expected: Vec<String> = links.iter().map(|link| journey.reference(plan, document, link)).collect();
    let mut splices: Vec<Splice> = links
        .iter()
        .zip(&expected)
        .filter(|(link, new)| *link.written != ***new)
        .filter_map(|(link, new)| in_field(&document.text, link, new))
        .collect();
    splices.extend(journey.in_body(plan, document));
    if splices.is_empty() {
        return None;
    }
    let text = splice(&document.text, &splices);
    let read = read_document(&plan.config, from, text.clone().into_bytes())?;
    let found = plan.links_as_written(index, &read);
    let is_as_expected = found.iter().map(|link| &*link.written).eq(expected.iter().map(String::as_str));
    is_as_expected.then_some(text)
}

/// The way of one document, which may stay where it is, among the moves of all.
struct Journey<'a> {
    moves: &'a BTreeMap<RelPath, RelPath>,
    from: &'a RelPath,
    to: &'a RelPath,
}

impl Journey<'_> {
    /// What a link in a field says afterwards.
    fn reference(&self, plan: &Plan, document: &Artifact, link: &Link) -> String {
        let home = Home { product: document.product, path: self.from };
        let rule = plan.field_of(link).link.as_ref();
        let written = rule.and_then(|rule| plan.written_path(&link.written, rule, home));
        match written {
            Some(written) if self.concerns(&written.path) => {
                written.written_for(self.after(&written.path), self.to)
            }
            _ => link.written.to_string(),
        }
    }

    fn in_body(&self, plan: &Plan, document: &Artifact) -> Vec<Splice> {
        let body = document.body_text();
        let in_brackets = wiki_links(body, document.body.start())
            .into_iter()
            .filter_map(|link| self.name(plan, document, &link))
            .collect();
        if !may_hold_links(body) {
            return in_brackets;
        }
        let outline = Outline::of(body, document.body.start());
        let links = outline.links.iter().filter(|link| link.kind != LinkKind::Address);
        let definitions = &outline.definitions;
        links
            .map(|link| (&link.target, link.target_span))
            .chain(definitions.iter().map(|definition| (&definition.target, definition.target_span)))
            .filter_map(|(target, span)| Some(Splice { span: span?, text: self.target(target)? }))
            .chain(in_brackets)
            .collect()
    }

    /// What a link in double brackets becomes; nothing where it stays.
    fn name(&self, plan: &Plan, document: &Artifact, link: &WikiLink<'_>) -> Option<Splice> {
        let end = link.span.end();
        let span = Span::new(link.span.start() + usize::from(link.is_embedded), end);
        let old = span.slice(&document.text);
        let home = Home { product: document.product, path: self.from };
        let written = plan.written_path(old, &LinkRule::any(), home)?;
        let new = written.written_for(self.after(&written.path), self.to);
        (self.concerns(&written.path) && new != old).then_some(Splice { span, text: new })
    }

    /// What the target of a link in the body becomes; nothing where it stays.
    fn target(&self, written: &str) -> Option<String> {
        let leads_to = |written: &str, from: &RelPath| file_link::local(written, from)?.path;
        let path = leads_to(written, self.from)?;
        if !self.concerns(&path) {
            return None;
        }
        let goal = self.after(&path);
        let (old, rest) = written.split_at(written.find(['#', '?']).unwrap_or(written.len()));
        let slash = if old.ends_with('/') { "/" } else { "" };
        let name = as_written(&path, goal, &old[folder_end(old)..]);
        let folder = &old[..folder_end(old)];
        let relative = file_link::encoded(&goal.seen_from(&self.to.parent()));
        // The first that leads there is the one that keeps most of what is written.
        let candidates = [
            old.to_owned(),
            format!("{folder}{name}"),
            match (old.starts_with('/'), old.starts_with("./") && !relative.starts_with("../")) {
                (true, _) => format!("/{}", file_link::encoded(goal.as_str())),
                (false, true) => format!("./{relative}{slash}"),
                (false, false) => format!("{relative}{slash}"),
            },
        ];
        let new = candidates.into_iter().find(|new| leads_to(new, self.to).as_ref() == Some(goal))?;
        (new != old).then(|| format!("{new}{rest}"))
    }

    /// Whether a path to `path` may be written differently afterwards.
    fn concerns(&self, path: &RelPath) -> bool {
        self.moves.contains_key(path) || self.from.parent() != self.to.parent()
    }

    fn after<'p>(&'p self, path: &'p RelPath) -> &'p RelPath {
        self.moves.get(path).unwrap_or(path)
    }
}

/// Where the name of the file begins in a path.
fn folder_end(path: &str) -> usize {
    path.rfind('/').map_or(0, |at| at + 1)
}

/// The name of a file as the target of a link writes it that wrote `old` for the file at `path`: plain where
/// that is plain and the new name has no sign with a meaning that the old one has not.
fn as_written(path: &RelPath, goal: &RelPath, old: &str) -> String {
    let encoded = file_link::encoded(goal.file_name());
    let is_usual =
        |sign: char| old.contains(sign) || file_link::encoded(&sign.to_string()).len() == sign.len_utf8();
    let is_plain = old == path.file_name() && goal.file_name().chars().all(is_usual);
    if is_plain { goal.file_name().to_owned() } else { encoded }
}

/// The link of a field in its text, where it stands there once and unchanged.
fn in_field(text: &str, link: &Link, new: &str) -> Option<Splice> {
    Some(Splice { span: place_in_field(text, link)?, text: new.to_owned() })
}

#[cfg(test)]
mod tests;
