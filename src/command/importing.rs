//! What `pm import` and `pm init --import` share: the file, its mapping, and the way from both to documents.

use std::collections::BTreeMap;

use clap::{Arg, ArgAction};

use super::error::CommandError;
use super::new_id::Numbers;
use super::session::Session;
use super::writing::{Known, Writing};
use crate::check::baseline::Baseline;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::report::Style;
use crate::diagnostic::reports::human;
use crate::exchange::{
    Batch, Imported, LARGEST, Ledger, Mapping, MappingFault, Misfit, NoText, Request, decode, import,
    propose, read_batch, read_mapping, write_mapping,
};
use crate::plan::Plan;
use crate::source::{FileChange, RelPath, Tree};
use crate::text::span::LineIndex;
use crate::text::visible::visible;
use crate::text::words::{plural, slug};

/// The name of standard input.
const INPUT: &str = "-";

/// The folder of mappings and of what was imported by them.
const FOLDER: &str = "imports";

/// An export that was read.
pub(super) struct Export {
    /// As the caller named it.
    pub(super) name: String,
    pub(super) text: String,
    pub(super) batch: Batch,
    pub(super) misfits: Vec<Misfit>,
}

/// How it is to be read.
pub(super) struct Reading {
    pub(super) mapping: Mapping,
    /// The mapping's file.
    pub(super) path: RelPath,
    /// Its text, where it is not there yet.
    pub(super) proposed: Option<String>,
    /// What people call the tool that was recognised.
    pub(super) tool: Option<String>,
    /// Statuses whose meaning is a guess: kind, word, and what it becomes.
    pub(super) guessed: Vec<(String, String, String)>,
}

/// The arguments that say what is imported and how.
pub(super) fn arguments() -> [Arg; 5] {
    [
        Arg::new("as").long("as").value_name("KIND").help("What the records become, whatever they are called"),
        Arg::new("mapping").long("mapping").value_name("FILE").help(
            "The file that says how columns are read [default: imports/TOOL.yaml]; proposed where it is not there",
        ),
        Arg::new("encoding")
            .long("encoding")
            .value_name("NAME")
            .help("The encoding of a file that is not UTF-8, such as windows-1252"),
        Arg::new("yes").long("yes").short('y').action(ArgAction::SetTrue).help("Write without asking"),
        Arg::new("all").long("all").action(ArgAction::SetTrue).help("Show every record and cell that stays out"),
    ]
}

/// Reads the export that a person named.
pub(super) fn export(
    session: &mut Session<'_>,
    name: &str,
    encoding: Option<&str>,
) -> Result<Export, CommandError> {
    let bytes = if name == INPUT {
        session.read_input_bytes(LARGEST)?
    } else {
        crate::repo::read_outside_up_to(&session.start.join(name), LARGEST)?
    };
    let text = decode(&bytes, encoding).map_err(|why| no_text(name, why))?;
    drop(bytes);
    let (batch, misfits) = read_batch(&text);
    if batch.records.is_empty() {
        let lines = LineIndex::new(&text);
        return Err(match misfits.first() {
            None => CommandError::usage(format!("{name} has no record")),
            Some(misfit) => {
                let place = lines.position(misfit.span.start());
                let error = CommandError::usage(format!(
                    "{name}:{}:{}: {}",
                    place.line, place.column, misfit.message
                ));
                match &misfit.hint {
                    Some(hint) => error.with_hint(hint.clone()),
                    None => error,
                }
            }
        });
    }
    Ok(Export { name: name.to_owned(), text, batch, misfits })
}

fn no_text(name: &str, why: NoText) -> CommandError {
    match why {
        NoText::UnknownEncoding => CommandError::usage("there is no encoding of that name")
            .with_hint("name one such as windows-1252, iso-8859-15, shift_jis or utf-16le"),
        NoText::Binary => CommandError::usage(format!("{name} is no text"))
            .with_hint("export it as CSV or JSON; a spreadsheet saves CSV under \"save as\""),
        NoText::Malformed { before, encoding } => {
            let place = LineIndex::new(&before).position(before.len());
            CommandError::usage(format!("{name}:{}:{}: the file is not {encoding}", place.line, place.column))
                .with_hint("save it as UTF-8, or name its encoding, such as --encoding windows-1252")
        }
    }
}

/// The mapping for an export: that of its file, or one that is proposed.
pub(super) fn reading(
    session: &mut Session<'_>,
    writing: &Writing,
    export: &Export,
    kind: Option<&str>,
    named: Option<&str>,
) -> Result<Reading, CommandError> {
    let config = &writing.config;
    let kind = kind.map(|kind| kind_called(writing, kind)).transpose()?;
    let stem =
        std::path::Path::new(&export.name).file_stem().and_then(|stem| stem.to_str()).unwrap_or("import");
    let stem = if export.name == INPUT { "import" } else { stem };
    let proposal = propose(&export.batch, config, &slug(stem, 40), kind.as_deref());
    let path = match (named, &proposal) {
        (Some(named), _) => session
            .relative(writing.repository.root(), named)
            .ok_or_else(|| CommandError::usage(format!("`{named}` lies outside of the repository")))?,
        (None, Some(proposal)) => {
            RelPath::root().join(FOLDER).join(&format!("{}.yaml", proposal.mapping.tool))
        }
        (None, None) => RelPath::root().join(FOLDER).join(&format!("{}.yaml", slug(stem, 40))),
    };
    let tool = proposal.as_ref().and_then(|proposal| proposal.tool.clone());
    if writing.tree.exists(&path) {
        let text = read_text(&writing.tree, &path)?;
        let (mapping, _, findings) = read_mapping(&path, &text);
        if !findings.is_empty() {
            return Err(broken(session, &path, &text, &findings)?);
        }
        return Ok(Reading { mapping, path, proposed: None, tool, guessed: Vec::new() });
    }
    let Some(proposal) = proposal else {
        let columns: Vec<&str> = export.batch.columns.iter().map(|column| column.name.as_str()).collect();
        return Err(CommandError::usage(format!("no column of {} looks like a title", export.name))
            .with_hint(format!("its columns are {}", columns.join(", ")))
            .with_hint(format!(
                "write {path} with `tool: NAME`, `kind: idea` and `fields: {{idea: {{title: COLUMN}}}}`"
            )));
    };
    let title = proposal.tool.clone().unwrap_or_else(|| export.name.clone());
    let proposed = write_mapping(&proposal.mapping, &title);
    Ok(Reading { mapping: proposal.mapping, path, proposed: Some(proposed), tool, guessed: proposal.guessed })
}

fn kind_called(writing: &Writing, name: &str) -> Result<String, CommandError> {
    let kinds = &writing.config.kinds;
    let is_called = |kind: &&crate::model::kind::Kind| {
        kind.name == name || kind.plural == name || kind.aliases.iter().any(|alias| alias == name)
    };
    kinds.iter().find(is_called).map(|kind| kind.name.clone()).ok_or_else(|| {
        let known: Vec<&str> = kinds.iter().map(|kind| kind.name.as_str()).collect();
        CommandError::usage(format!("there is no kind `{name}`"))
            .with_hint(format!("use one of {}", known.join(", ")))
    })
}

fn read_text(tree: &dyn Tree, path: &RelPath) -> Result<String, CommandError> {
    String::from_utf8(tree.read(path)?)
        .map_err(|_| CommandError::usage(format!("{path} is not UTF-8")).with_hint("save it as UTF-8"))
}

/// Shows what is wrong with a mapping.
fn broken(
    session: &mut Session<'_>,
    path: &RelPath,
    text: &str,
    findings: &[Diagnostic],
) -> Result<CommandError, CommandError> {
    let texts = BTreeMap::from([(path.clone(), text.to_owned())]);
    let style = Style { color: session.color, width: session.width(), limit: None };
    session.say(human::pictures(findings, &texts, style).trim_end())?;
    Ok(CommandError::usage(format!("{path} has {}; nothing was imported", plural(findings.len(), "error"))))
}

/// What the import would change.
pub(super) fn worked_out(
    session: &mut Session<'_>,
    writing: &Writing,
    known: &Known,
    export: &mut Export,
    reading: &Reading,
    product: usize,
) -> Result<(Imported, Ledger), CommandError> {
    let ledger = ledger(&writing.tree, &reading.path)?;
    let request = Request {
        plan: &known.plan,
        batch: &export.batch,
        mapping: &reading.mapping,
        ledger: &ledger,
        product,
    };
    let mut numbers = Numbers::new(product);
    let mut fresh = |kind: usize| numbers.next(writing, session, &known.plan, kind);
    let mut imported = match import(&request, &mut fresh)? {
        Ok(imported) => imported,
        Err(faults) => return Err(faulty(reading, &writing.tree, &faults)),
    };
    imported.misfits.append(&mut export.misfits);
    imported.misfits.sort_by_key(|misfit| misfit.span.start());
    Ok((imported, ledger))
}

/// What is wrong with a mapping that was read.
fn faulty(reading: &Reading, tree: &dyn Tree, faults: &[MappingFault]) -> CommandError {
    let text = match &reading.proposed {
        Some(text) => text.clone(),
        None => read_text(tree, &reading.path).unwrap_or_default(),
    };
    let lines = LineIndex::new(&text);
    let told: Vec<String> = faults
        .iter()
        .map(|fault| {
            let place = lines.position(fault.span.start());
            match fault.span.is_empty() {
                true => fault.message.clone(),
                false => format!("line {}: {}", place.line, fault.message),
            }
        })
        .collect();
    let error = CommandError::usage(format!("{}: {}", reading.path, told.join("; ")));
    faults.iter().filter_map(|fault| fault.hint.clone()).fold(error, CommandError::with_hint)
}

/// The path of the ledger beside a mapping.
fn ledger_path(mapping: &RelPath) -> RelPath {
    mapping.parent().join(&format!("{}.csv", mapping.stem()))
}

fn ledger(tree: &dyn Tree, mapping: &RelPath) -> Result<Ledger, CommandError> {
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

/// Every file that an import writes.
pub(super) fn changes(
    writing: &Writing,
    imported: &Imported,
    reading: &Reading,
    before: &Ledger,
) -> Result<Vec<FileChange>, CommandError> {
    let mut changes: Vec<FileChange> = imported.created.iter().map(|created| created.file.clone()).collect();
    changes.extend(imported.updated.iter().filter_map(|updated| updated.file.clone()));
    if let Some(text) = &reading.proposed {
        changes.push(FileChange::Create { path: reading.path.clone(), bytes: text.clone().into_bytes() });
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
pub(super) fn store(
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
