//! How an export is read: by the mapping in the repository, else by one that is proposed.

use std::collections::BTreeMap;
use std::path::Path;

use super::{Export, LONGEST, Reading, read_text};
use crate::command::error::CommandError;
use crate::command::filter::kinds;
use crate::command::session::Session;
use crate::command::verbs::Scope;
use crate::command::writing::Writing;
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::report::Style;
use crate::diagnostic::reports::human;
use crate::exchange::{MappingFault, propose, read_mapping, write_mapping};
use crate::source::{RelPath, Tree};
use crate::text::span::LineIndex;
use crate::text::words::{plural, slug};

/// The folder of mappings and of what was imported by them.
const FOLDER: &str = "imports";

/// Where the mapping of a tool lies.
pub(super) fn path_of(tool: &str) -> RelPath {
    RelPath::root().join(FOLDER).join(&format!("{tool}.yaml"))
}

/// The mapping for an export: that of its file, or one that is proposed.
pub(in crate::command) fn reading(
    session: &mut Session<'_>,
    writing: &Writing,
    export: &Export,
    kind: Option<&str>,
    named: Option<&str>,
) -> Result<Reading, CommandError> {
    let config = &writing.config;
    let kind = kind_named(config, kind)?;
    // `.` is called as the folder that it is.
    let stem = Path::new(&export.name).file_stem().or_else(|| session.start.file_name());
    let stem = stem.and_then(|stem| stem.to_str()).unwrap_or("import");
    let proposal = propose(&export.batch, config, &slug(stem, LONGEST), kind.as_deref());
    let path = match (named, &proposal) {
        (Some(named), _) => session
            .relative(writing.repository.root(), named)
            .ok_or_else(|| CommandError::usage(format!("`{named}` lies outside of the repository")))?,
        (None, Some(proposal)) => path_of(&proposal.mapping.tool),
        (None, None) => path_of(&slug(stem, LONGEST)),
    };
    let tool = proposal.as_ref().and_then(|proposal| proposal.tool.clone());
    if writing.tree.exists(&path) {
        if let Some(kind) = kind {
            return Err(CommandError::usage(format!(
                "{path} says what records become, so that --as {kind} cannot"
            ))
            .with_hint(format!("change `kind` in {path}, or name a mapping of its own with --mapping")));
        }
        let text = read_text(&writing.tree, &path)?;
        let (mapping, _, findings) = read_mapping(&path, &text);
        if !findings.is_empty() {
            return Err(broken(session, &path, &text, &findings)?);
        }
        return Ok(Reading { mapping, path, proposed: None, tool, guessed: Vec::new() });
    }
    let Some(proposal) = proposal else {
        return Err(unproposable(config, export, &path, kind.as_deref()));
    };
    let title = proposal.tool.clone().unwrap_or_else(|| export.name.clone());
    let proposed = write_mapping(&proposal.mapping, &title);
    Ok(Reading { mapping: proposal.mapping, path, proposed: Some(proposed), tool, guessed: proposal.guessed })
}

/// Refuses an export that nothing can be proposed for, before anything is written.
pub(in crate::command) fn refuse_unreadable(
    config: &Config,
    export: &Export,
    kind: Option<&str>,
) -> Result<(), CommandError> {
    let kind = kind_named(config, kind)?;
    match propose(&export.batch, config, "import", kind.as_deref()) {
        Some(_) => Ok(()),
        None => Err(unproposable(config, export, &path_of("NAME"), kind.as_deref())),
    }
}

fn unproposable(config: &Config, export: &Export, path: &RelPath, kind: Option<&str>) -> CommandError {
    let kind = kind.or_else(|| config.kinds.first().map(|kind| kind.name.as_str())).unwrap_or_default();
    let columns: Vec<&str> = export.batch.columns.iter().map(|column| column.name.as_str()).collect();
    CommandError::usage(format!("no column of {} looks like a title", export.name))
        .with_hint(format!("its columns are {}", columns.join(", ")))
        .with_hint(format!(
            "write {path} with `tool: NAME`, `kind: {kind}` and `fields: {{{kind}: {{title: COLUMN}}}}`"
        ))
}

/// The name of the kind that a person named.
fn kind_named(config: &Config, name: Option<&str>) -> Result<Option<String>, CommandError> {
    let Some(name) = name else { return Ok(None) };
    let found = kinds(config, Scope::Any, &[name.to_owned()])?;
    Ok(found.first().map(|at| config.kinds[*at].name.clone()))
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

/// What is wrong with a mapping that was read.
pub(super) fn faulty(reading: &Reading, tree: &dyn Tree, faults: &[MappingFault]) -> CommandError {
    let text = match &reading.proposed {
        Some(text) => text.clone(),
        None => read_text(tree, &reading.path).unwrap_or_default(),
    };
    let lines = LineIndex::new(&text);
    let mut faults: Vec<&MappingFault> = faults.iter().collect();
    faults.sort_by_key(|fault| fault.span.start());
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
    let mut hints: Vec<String> = Vec::new();
    for hint in faults.iter().filter_map(|fault| fault.hint.as_ref()) {
        if !hints.contains(hint) {
            hints.push(hint.clone());
        }
    }
    hints.into_iter().fold(error, CommandError::with_hint)
}
