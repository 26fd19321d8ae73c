//! What `pm import` and `pm init --import` share: the file, its mapping, and the way from both to documents.

mod dialogue;
mod export;
mod reading;
mod stored;

use clap::{Arg, ArgAction};

use super::error::CommandError;
use super::new_id::Numbers;
use super::session::Session;
use super::writing::{Known, Writing};
use crate::exchange::{
    Batch, Folder, Imported, Ledger, Mapping, Misfit, Request, import, known_tool, read_mapping, tool_names,
};
use crate::source::{RelPath, Tree};
use crate::text::words::{list_of, nearest, slug};
use crate::view::imported::{ImportedFile, Told};

pub(super) use dialogue::revise;
pub(super) use export::{export, folder_names};
pub(super) use reading::{reading, refuse_unreadable};
pub(super) use stored::{changes, remembered, store};

/// The most letters in the name of a tool.
const LONGEST: usize = 40;

/// The name of standard input.
pub(super) const INPUT: &str = "-";

/// An export that was read.
pub(super) struct Export {
    /// As the caller named it.
    pub(super) name: String,
    /// The file, or those of the folder, as they are named to people, with their texts.
    pub(super) files: Vec<(String, String)>,
    /// Of a folder, what it is called and its files as seen from there.
    pub(super) folder: Option<(String, Vec<RelPath>)>,
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

/// What the import would change.
pub(super) fn worked_out(
    session: &mut Session<'_>,
    writing: &Writing,
    known: &Known,
    export: &Export,
    reading: &Reading,
    product: usize,
) -> Result<(Imported, Ledger), CommandError> {
    let before = stored::ledger(&writing.tree, &reading.path)?;
    let folder = export.folder.as_ref().map(|(name, paths)| Folder {
        name,
        at: session.place_of(writing.repository.root(), &export.name),
        files: paths.iter().cloned().zip(export.files.iter().map(|(_, text)| text.as_str())).collect(),
        tree: &writing.tree,
    });
    let request = Request {
        plan: &known.plan,
        batch: &export.batch,
        mapping: &reading.mapping,
        ledger: &before,
        product,
        folder: folder.as_ref(),
    };
    let mut numbers = Numbers::new(product);
    let mut fresh = |kind: usize| numbers.next(writing, session, &known.plan, kind);
    let mut imported = match import(&request, &mut fresh)? {
        Ok(imported) => imported,
        Err(faults) => return Err(reading::faulty(reading, &writing.tree, &faults)),
    };
    imported.misfits.extend(export.misfits.iter().cloned());
    imported.misfits.sort_by_key(|misfit| (misfit.file, misfit.span.start()));
    Ok((imported, before))
}

/// What people are told of an import.
pub(super) fn told(
    known: &Known,
    export: &Export,
    reading: &Reading,
    imported: &Imported,
    dry_run: bool,
    shows_all: bool,
) -> ImportedFile {
    ImportedFile::of(&Told {
        plan: &known.plan,
        file: &export.name,
        files: &export.files,
        tool: reading.tool.as_deref(),
        batch: &export.batch,
        unread: export.misfits.iter().filter(|misfit| misfit.whole).count(),
        mapping: &reading.mapping,
        mapping_file: (reading.path.as_str(), reading.proposed.is_some()),
        guessed: &reading.guessed,
        imported,
        dry_run,
        shows_all,
    })
}

/// What is needed to write as a tool does.
pub(super) struct ToolFiles {
    pub(super) mapping: Mapping,
    pub(super) ledger: Ledger,
    /// Columns by which its exports are recognised.
    pub(super) marks: &'static [String],
}

/// The mapping of a tool that a plan is exported for, and what was imported from it: those of the repository where
/// it may be read, else the mapping that is known of the tool.
pub(super) fn of_tool(tree: Option<&dyn Tree>, tool: &str) -> Result<ToolFiles, CommandError> {
    let known = known_tool(tool);
    let marks = known.map_or(&[] as &[String], |(_, marks)| marks);
    let is_a_name = slug(tool, LONGEST) == tool;
    let own = tree.filter(|_| is_a_name).map(|tree| (tree, reading::path_of(tool)));
    let mut ledger = Ledger::default();
    if let Some((tree, path)) = own {
        ledger = stored::ledger(tree, &path)?;
        if tree.exists(&path) {
            let text = read_text(tree, &path)?;
            let (mapping, _, findings) = read_mapping(&path, &text);
            return match findings.first() {
                None => Ok(ToolFiles { mapping, ledger, marks }),
                Some(finding) => Err(CommandError::usage(format!("{path}: {}", finding.message))),
            };
        }
    }
    let (mapping, _) = known.ok_or_else(|| unknown_tool(tool))?;
    Ok(ToolFiles { mapping: mapping.clone(), ledger, marks })
}

fn unknown_tool(tool: &str) -> CommandError {
    let error = CommandError::usage(format!("there is no tool `{tool}`, and no imports/{tool}.yaml"));
    match nearest(tool, tool_names()) {
        Some(near) => error.with_hint(format!("did you mean {near}?")),
        None => error.with_hint(format!("name a mapping in imports/, or one of {}", list_of(tool_names()))),
    }
}

/// The text of a file of the repository.
fn read_text(tree: &dyn Tree, path: &RelPath) -> Result<String, CommandError> {
    String::from_utf8(tree.read(path)?)
        .map_err(|_| CommandError::usage(format!("{path} is not UTF-8")).with_hint("save it as UTF-8"))
}
