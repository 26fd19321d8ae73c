//! Another id for artifacts: in their documents, in the names of their files, and wherever they are meant.
//!
//! Which places mean them is said by the caller; here the digits change and no other byte.

use std::collections::BTreeMap;

use super::Impossible;
use super::follow::follow;
use crate::model::approval::{estimated_for, reviewed_against};
use crate::model::artifact::Artifact;
use crate::model::kind::Kind;
use crate::model::normative::NormativeText;
use crate::model::values::{Id, IdKey};
use crate::plan::{ArtifactIndex, Mention, Plan, key_of, read_document};
use crate::source::{FileChange, RelPath};
use crate::text::edit::{Splice, splice};
use crate::text::span::Span;

/// An artifact and the id that it gets.
#[derive(Clone, Debug)]
pub(crate) struct Renumbering {
    pub(crate) artifact: ArtifactIndex,
    pub(crate) to: Id,
    /// The places that mean it, in documents of the plan.
    pub(crate) mentions: Vec<(ArtifactIndex, Mention)>,
}

/// The steps that give artifacts other ids. `files` are all files of the repository, for those that lie in a
/// folder which is called by an id.
pub(crate) fn renumber(
    plan: &Plan,
    wanted: &[Renumbering],
    files: &[RelPath],
) -> Result<Vec<FileChange>, Impossible> {
    let mut splices: BTreeMap<ArtifactIndex, Vec<Splice>> = BTreeMap::new();
    for one in wanted {
        let artifact = plan.artifact(one.artifact);
        if let Some(span) = artifact.id_span {
            let own = tail_of_own(artifact, span).ok_or_else(|| {
                Impossible::new(format!(
                    "{}: the id is written in a way that cannot be edited",
                    artifact.path
                ))
                .with_hint("write it as a plain word, and try again")
            })?;
            splices.entry(one.artifact).or_default().push(replaced(&artifact.text, own, &one.to));
        }
        for (document, mention) in &one.mentions {
            let text = &plan.artifact(*document).text;
            splices.entry(*document).or_default().push(replaced(text, mention.tail, &one.to));
        }
    }
    for (document, more) in kept_reviews(plan, &splices) {
        splices.entry(document).or_default().extend(more);
    }
    let mut changes = Vec::new();
    for (document, splices) in &splices {
        let artifact = plan.artifact(*document);
        let text = splice(&artifact.text, splices);
        let read = read_document(&plan.config, &artifact.path, text.clone().into_bytes());
        let expected = wanted.iter().find(|one| one.artifact == *document).map(|one| &one.to);
        let keeps = |read: &Artifact| match expected {
            Some(to) => read.id.as_ref().map(Id::key) == Some(&key_like(artifact, to)),
            None => read.id == artifact.id,
        };
        // An id that only the path gives follows with the path.
        if !read.is_some_and(|read| artifact.id_span.is_none() || keeps(&read)) {
            return Err(Impossible::new(format!("{} cannot be edited without changing more", artifact.path))
                .with_hint("run `pm check` to see what is wrong with it"));
        }
        changes.push(FileChange::Replace {
            path: artifact.path.clone(),
            before: artifact.text.as_bytes().to_vec(),
            bytes: text.into_bytes(),
        });
    }
    for one in wanted {
        for (from, to) in renames(plan, one, files) {
            if files.binary_search(&to).is_ok() {
                return Err(Impossible::new(format!("{to} is there already"))
                    .with_hint(format!("rename {from} by hand first")));
            }
            changes.push(FileChange::Rename { from, to });
        }
    }
    Ok(follow(plan, changes))
}

/// The fingerprints that follow texts in which nothing but ids is written anew: those that links were looked
/// at against, and those that estimates were made for. An approval is not touched, for the commit that adds
/// it has to be that of the person who gives it.
fn kept_reviews(
    plan: &Plan,
    splices: &BTreeMap<ArtifactIndex, Vec<Splice>>,
) -> Vec<(ArtifactIndex, Vec<Splice>)> {
    let mut prints: BTreeMap<String, (ArtifactIndex, String)> = BTreeMap::new();
    for (document, splices) in splices {
        let artifact = plan.artifact(*document);
        let kind = plan.kind(artifact);
        let text = splice(&artifact.text, splices).into_bytes();
        let Some(read) = read_document(&plan.config, &artifact.path, text) else { continue };
        let before = NormativeText::of(kind, artifact).fingerprint();
        let after = NormativeText::of(kind, &read).fingerprint();
        if before != after {
            prints.insert(before, (*document, after));
        }
    }
    if prints.is_empty() {
        return Vec::new();
    }
    let of_document = |index: ArtifactIndex| {
        let artifact = plan.artifact(index);
        let kind = plan.kind(artifact);
        let looked_at = reviewed_against(kind, artifact).into_iter().map(|(id, then, span)| {
            (prints.get(&then).filter(|(of, _)| plan.artifact(*of).label() == id), then, span)
        });
        let estimated = estimated_for(kind, artifact)
            .map(|(then, span)| (prints.get(&then).filter(|(of, _)| *of == index), then, span));
        let splices: Vec<Splice> = looked_at
            .chain(estimated)
            .filter_map(|(found, then, span)| {
                let (_, now) = found?;
                let start = span.start() + span.slice(&artifact.text).find(&then)?;
                Some(Splice { span: Span::new(start, start + then.len()), text: now.clone() })
            })
            .collect();
        (!splices.is_empty()).then_some((index, splices))
    };
    plan.indices().filter_map(of_document).collect()
}

/// The number in the id that a document writes.
fn tail_of_own(artifact: &Artifact, span: Span) -> Option<Span> {
    let id = artifact.id.as_ref()?.as_str();
    let raw = span.slice(&artifact.text);
    let written = id.rsplit_once('-').map_or(id, |(_, tail)| tail);
    let at = raw.rfind(written)?;
    let start = span.start() + at;
    let is_last = raw[at + written.len()..].chars().all(|sign| matches!(sign, '"' | '\'' | ' '));
    is_last.then(|| Span::new(start, start + written.len()))
}

/// The new number in the place of an old one: with as many zeros in front as that has.
fn replaced(text: &str, tail: Span, to: &Id) -> Splice {
    Splice { span: tail, text: number_like(tail.slice(text), to) }
}

fn number_like(old: &str, to: &Id) -> String {
    let id = to.as_str();
    let new = id.rsplit_once('-').map_or(id, |(_, tail)| tail);
    let width = if old.starts_with('0') && !old.contains('.') { old.len() } else { 0 };
    if new.bytes().all(|byte| byte.is_ascii_digit()) { format!("{new:0>width$}") } else { new.to_owned() }
}

/// The key of the new id under the prefix that the document writes.
fn key_like(artifact: &Artifact, to: &Id) -> IdKey {
    match &artifact.id {
        Some(id) => to.key().with_prefix(id.key().prefix()),
        None => to.key().clone(),
    }
}

/// The moves that give the files of an artifact names with its new id.
fn renames(plan: &Plan, one: &Renumbering, files: &[RelPath]) -> Vec<(RelPath, RelPath)> {
    let artifact = plan.artifact(one.artifact);
    let kind = plan.kind(artifact);
    let Some(span) = tail_in_path(kind, artifact) else { return Vec::new() };
    let path = artifact.path.as_str();
    let number = number_like(span.slice(path), &one.to);
    let renamed =
        |whole: &str| RelPath::new(&format!("{}{number}{}", &whole[..span.start()], &whole[span.end()..]));
    match path[span.end()..].find('/') {
        None => renamed(path).map(|to| (artifact.path.clone(), to)).into_iter().collect(),
        // The id is that of a folder: all that lies in it goes along.
        Some(at) => {
            let folder = &path[..span.end() + at + 1];
            let within = files.iter().filter(|file| file.as_str().starts_with(folder));
            within.filter_map(|file| Some((file.clone(), renamed(file.as_str())?))).collect()
        }
    }
}

/// Where the path of an artifact holds the number of its id; nothing where it is called otherwise.
fn tail_in_path(kind: &Kind, artifact: &Artifact) -> Option<Span> {
    let path = artifact.path.as_str();
    let id = artifact.id.as_ref()?;
    if let (Some(name), Some(pattern)) = (&kind.identity.capture, &kind.files.captures) {
        let range = pattern.capture_range(path, name)?;
        let (start, captured) = (range.start, path.get(range)?);
        let said = Id::parse_of(&kind.identity.prefix, captured).ok()?;
        let tail =
            captured.rfind(|sign: char| !sign.is_ascii_alphanumeric() && sign != '.').map_or(0, |at| at + 1);
        return (key_of(kind, &said) == key_of(kind, id))
            .then(|| Span::new(start + tail, start + captured.len()));
    }
    let name = artifact.path.file_name();
    let prefixes = std::iter::once(&kind.identity.prefix).chain(&kind.identity.spellings);
    let said = prefixes.into_iter().find_map(|prefix| Id::at_start_of(name, prefix))?;
    let start = path.len() - name.len();
    let tail = said.as_str().rfind('-')? + 1;
    (key_of(kind, &said) == key_of(kind, id)).then(|| Span::new(start + tail, start + said.as_str().len()))
}
