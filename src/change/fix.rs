//! The safe fixes of findings, as many at a time as do not touch each other.

use std::collections::BTreeMap;

use crate::change::add::spelling;
use crate::change::follow::follow;
use crate::change::{Impossible, name};
use crate::diagnostic::report::Sources;
use crate::diagnostic::{Diagnostic, Fix, FixStep};
use crate::model::kind::FieldSource;
use crate::model::values::Id;
use crate::plan::{ArtifactIndex, Plan};
use crate::source::{FileChange, RelPath};
use crate::text::edit::{Edit, Path, Splice, Value, edits, splice};
use crate::text::span::Span;

/// The fixes that can be made at once.
#[derive(Debug, Default)]
pub(crate) struct Round {
    pub(crate) changes: Vec<FileChange>,
    /// The findings that are fixed, as positions in the list that was given.
    pub(crate) fixed: Vec<usize>,
}

/// Makes every fix of `findings` that overlaps with none before it; the others wait for another round.
/// `allowed` leaves out fixes by the position of their finding.
pub(crate) fn fix(findings: &[Diagnostic], sources: &dyn Sources, allowed: impl Fn(usize) -> bool) -> Round {
    let mut round = Round::default();
    let mut splices: BTreeMap<&RelPath, Vec<Splice>> = BTreeMap::new();
    let mut moves: BTreeMap<&RelPath, &RelPath> = BTreeMap::new();
    for (at, finding) in findings.iter().enumerate() {
        let Some(fix) = finding.fix.as_ref().filter(|_| allowed(at)) else { continue };
        if !fits(fix, sources, &splices, &moves) {
            continue;
        }
        for step in &fix.steps {
            match step {
                FixStep::Replace { path, span, text } => {
                    splices.entry(path).or_default().push(Splice { span: *span, text: text.clone() });
                }
                FixStep::Rename { from, to } => {
                    moves.insert(from, to);
                }
            }
        }
        round.fixed.push(at);
    }
    for (path, splices) in splices {
        let Some(text) = sources.text(path) else { continue };
        round.changes.push(FileChange::Replace {
            path: path.clone(),
            before: text.as_bytes().to_vec(),
            bytes: splice(text, &splices).into_bytes(),
        });
    }
    let moves = moves.into_iter().map(|(from, to)| FileChange::Rename { from: from.clone(), to: to.clone() });
    round.changes.extend(moves);
    round
}

/// Whether no step of a fix meets one that is made already, and every place is in a text that is known.
fn fits(
    fix: &Fix,
    sources: &dyn Sources,
    splices: &BTreeMap<&RelPath, Vec<Splice>>,
    moves: &BTreeMap<&RelPath, &RelPath>,
) -> bool {
    fix.steps.iter().all(|step| match step {
        FixStep::Replace { path, span, .. } => {
            let is_inside = sources.text(path).is_some_and(|text| text.get(span.range()).is_some());
            is_inside && !splices.get(path).into_iter().flatten().any(|made| meet(made.span, *span))
        }
        FixStep::Rename { from, to } => !moves.contains_key(from) && moves.values().all(|taken| *taken != to),
    })
}

/// Whether two spans share a byte or touch: replacements side by side could read differently together.
fn meet(one: Span, other: Span) -> bool {
    one.start() <= other.end() && other.start() <= one.end()
}

/// Gives an artifact that has none an id, a first status where it has none either, and a file name that
/// begins with the id.
pub(crate) fn identify(plan: &Plan, index: ArtifactIndex, id: &Id) -> Result<Vec<FileChange>, Impossible> {
    let artifact = plan.artifact(index);
    let kind = plan.kind(artifact);
    if kind.source != FieldSource::FrontMatter {
        return Err(Impossible::new(format!("{}: {} have no front matter", artifact.path, kind.plural)));
    }
    let field = &kind.identity.field;
    // Behind no key: an id comes first.
    let first: [&str; 0] = [];
    let edit = Edit::set(Path::key(field), Value::plain(spelling(plan, usize::from(artifact.kind), id)))
        .behind(first);
    let edited = edits(&artifact.text, artifact.front, &[edit]).map_err(|refusal| Impossible {
        message: format!("{}: {}", artifact.path, refusal.reason),
        hints: refusal.hint.into_iter().collect(),
    })?;
    let mut text = edited.text;
    if let (Some(field), Some(status), None) =
        (&kind.workflow.field, &kind.workflow.default, &artifact.status)
    {
        let order = [&kind.identity.field, &kind.title_field];
        let edit = Edit::set(Path::key(field), Value::plain(status)).behind(order);
        if let Ok(edited) = edits(&text, edited.front, &[edit]) {
            text = edited.text;
        }
    }
    let mut changes = vec![FileChange::Replace {
        path: artifact.path.clone(),
        before: artifact.text.as_bytes().to_vec(),
        bytes: text.into_bytes(),
    }];
    if kind.files.named_by_id {
        let to = name::renamed(&artifact.path, id, &artifact.title);
        if to != artifact.path {
            changes.push(FileChange::Rename { from: artifact.path.clone(), to });
        }
    }
    Ok(follow(plan, changes))
}

/// A file on its way through several changes.
struct File {
    origin: RelPath,
    now: RelPath,
    before: Option<Vec<u8>>,
    bytes: Option<Vec<u8>>,
}

/// Changes made one after another as one: at most a new content and a new name for each file.
pub(crate) fn condensed(changes: &[FileChange]) -> Vec<FileChange> {
    let mut files: Vec<File> = Vec::new();
    let mut others: Vec<FileChange> = Vec::new();
    let at = |files: &mut Vec<File>, path: &RelPath| -> usize {
        if let Some(at) = files.iter().position(|file| file.now == *path) {
            return at;
        }
        files.push(File { origin: path.clone(), now: path.clone(), before: None, bytes: None });
        files.len() - 1
    };
    for change in changes {
        match change {
            FileChange::Replace { path, before, bytes } => {
                let at = at(&mut files, path);
                files[at].before.get_or_insert_with(|| before.clone());
                files[at].bytes = Some(bytes.clone());
            }
            FileChange::Rename { from, to } => {
                let at = at(&mut files, from);
                files[at].now = to.clone();
            }
            FileChange::Create { .. } | FileChange::Remove { .. } => others.push(change.clone()),
        }
    }
    let mut condensed = Vec::new();
    for file in files {
        if let (Some(before), Some(bytes)) = (file.before, file.bytes)
            && before != bytes
        {
            condensed.push(FileChange::Replace { path: file.origin.clone(), before, bytes });
        }
        if file.now != file.origin {
            condensed.push(FileChange::Rename { from: file.origin, to: file.now });
        }
    }
    condensed.extend(others);
    condensed
}
