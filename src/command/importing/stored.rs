//! What an import leaves behind: documents, the mapping, what was imported, and the findings that are accepted.

use super::reading::path_of;
use super::{Reading, read_text};
use crate::check::baseline::Baseline;
use crate::command::error::CommandError;
use crate::command::session::Session;
use crate::command::writing::{Known, Writing};
use crate::exchange::{Entry, Imported, Ledger};
use crate::plan::Plan;
use crate::source::{FileChange, RelPath, Tree};
use crate::text::span::LineIndex;
use crate::text::visible::visible;
use crate::text::words::plural;

/// The path of the ledger beside a mapping.
fn ledger_path(mapping: &RelPath) -> RelPath {
    mapping.parent().join(&format!("{}.csv", mapping.stem()))
}

pub(super) fn ledger(tree: &dyn Tree, mapping: &RelPath) -> Result<Ledger, CommandError> {
    let path = ledger_path(mapping);
    if !tree.exists(&path) {
        return Ok(Ledger::default());
    }
    let text = read_text(tree, &path)?;
    Ledger::read(&text).map_err(|(span, message)| {
        let place = LineIndex::new(&text).position(span.start());
        CommandError::usage(format!("{path}:{}:{}: {message}", place.line, place.column))
            .with_hint("restore it from the history of the repository; it says what was imported before")
    })
}

/// The change by which the ledger of a tool says these entries; nothing where it says them already.
pub(in crate::command) fn remembered(
    tree: &dyn Tree,
    tool: &str,
    entries: impl Iterator<Item = (String, Entry)>,
) -> Result<Option<FileChange>, CommandError> {
    let path = path_of(tool);
    let before = ledger(tree, &path)?;
    let mut after = before.clone();
    after.entries.extend(entries);
    if after == before {
        return Ok(None);
    }
    renewed(tree, &ledger_path(&path), after.write()).map(Some)
}

/// Every file that an import writes.
pub(in crate::command) fn changes(
    writing: &Writing,
    imported: &Imported,
    reading: &Reading,
    before: &Ledger,
) -> Result<Vec<FileChange>, CommandError> {
    let mut changes: Vec<FileChange> = imported.created.iter().map(|created| created.file.clone()).collect();
    changes.extend(imported.updated.iter().filter_map(|updated| updated.file.clone()));
    if let Some(text) = &reading.proposed {
        changes.push(renewed(&writing.tree, &reading.path, text.clone())?);
    }
    if imported.ledger != *before {
        changes.push(renewed(&writing.tree, &ledger_path(&reading.path), imported.ledger.write())?);
    }
    Ok(changes)
}

fn renewed(tree: &dyn Tree, path: &RelPath, text: String) -> Result<FileChange, CommandError> {
    let (path, bytes) = (path.clone(), text.into_bytes());
    Ok(match tree.exists(&path) {
        true => FileChange::Replace { before: tree.read(&path)?, path, bytes },
        false => FileChange::Create { path, bytes },
    })
}

/// Writes an import. What `check` finds in documents as the tool had them is accepted where the plan keeps a
/// baseline, for nobody can mend a year of tickets before the first look at them; else it is counted.
pub(in crate::command) fn store(
    session: &mut Session<'_>,
    writing: &Writing,
    known: &Known,
    mut changes: Vec<FileChange>,
) -> Result<Plan, CommandError> {
    let (after, findings) = writing.foresee(known, &changes)?;
    let mut told = None;
    if !findings.is_empty() {
        let count = plural(findings.len(), "finding");
        match &writing.config.baseline {
            Some(path) => {
                let before = match writing.tree.exists(path) {
                    true => Baseline::read(&read_text(&writing.tree, path)?).map_err(|reason| {
                        CommandError::environment(format!("the baseline {path} cannot be read: {reason}"))
                            .with_hint("restore it from the history of the repository")
                    })?,
                    false => Baseline::of(&known.plan, None, &[]),
                };
                let text = before.with(&after, &findings).to_text();
                changes.push(renewed(&writing.tree, path, text)?);
                told = Some(format!(
                    "note: {count} in what was imported accepted in {path}, to be mended bit by bit"
                ));
            }
            None => {
                told = Some(format!(
                    "note: `pm check` has {count} in what was imported; name a `baseline` in pm.yaml before an import to \
                     accept them"
                ));
            }
        }
    }
    writing.write(session, (&known.plan, &after), &changes)?;
    if let Some(told) = told {
        session.say(&visible(&told))?;
    }
    Ok(after)
}
