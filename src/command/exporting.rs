//! A plan written as the folder of another tool: what is there, what is written, and what is told of it.

use std::collections::BTreeMap;

use clap::ArgMatches;

use super::diff;
use super::error::CommandError;
use super::importing::{self, ToolFiles, folder_names};
use super::moment::Moment;
use super::named::find;
use super::session::{Loaded, Session};
use super::verbs::Scope;
use super::writing::Writing;
use crate::exchange::{Chosen, Entry, FolderFile, LARGEST, NotWritten, ToFolder, Written, decode, to_folder};
use crate::repo::{files_of, is_folder, is_missing, write_files};
use crate::source::{FileChange, RelPath, Tree};
use crate::text::words::{plural, plural_noun};

/// What stands before the text of a file in some editors.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// Writes what was chosen into a folder, as `tool` has its files.
pub(crate) fn export(
    session: &mut Session<'_>,
    matches: &ArgMatches,
    loaded: &Loaded,
    chosen: &Chosen<'_>,
    tool: &str,
) -> Result<(), CommandError> {
    let Some(out) = matches.get_one::<String>("out") else {
        return Err(CommandError::usage(format!("--to {tool} writes a folder, and nothing says which one"))
            .with_hint(format!("name it: pm export --to {tool} --out FOLDER")));
    };
    // What was imported from where is nothing that an audience is told.
    let tree: Option<&dyn Tree> = if session.reader.is_some() { None } else { Some(&*loaded.tree) };
    let ToolFiles { mapping, ledger, .. } = importing::of_tool(tree, tool)?;
    let path = session.folder.join(out);
    let found = files(session, out)?;
    let texts: Vec<FolderFile> =
        found.iter().map(|(path, bytes)| FolderFile { path: path.clone(), text: text(bytes) }).collect();
    let remembers = session.reader.is_none() && session.moment == Moment::WorkingTree;
    let to = ToFolder {
        chosen,
        mapping: &mapping,
        ledger: &ledger,
        files: &texts,
        named: folder_names(&path),
        must_be_new: !remembers,
    };
    let written = match to_folder(tool, &to) {
        Some(Ok(written)) => written,
        Some(Err(why)) => return Err(refused(session, tool, out, why)),
        None => return Err(CommandError::usage(format!("{tool} is no folder"))),
    };
    let changes = changes(&written, &found)?;
    if matches.get_flag("dry-run") {
        session.print(&diff::unified(&changes, session.color))?;
        return tell(session, out, &written, "would write");
    }
    // The right to write first, for files that nobody remembers would be written twice.
    let writing = match remembers && !written.entries.is_empty() {
        true => Some(Writing::begin(session, matches)?),
        false => None,
    };
    if !changes.is_empty() {
        write_files(&path, &changes)?;
    }
    if let Some(writing) = writing {
        remember(session, &writing, tool, &written)?;
    }
    for change in &changes {
        session.print(&format!("{}/{}\n", out.trim_end_matches('/'), change.path()))?;
    }
    tell(session, out, &written, "wrote")
}

/// Every file of the folder; none where it is not there yet.
fn files(
    session: &Session<'_>,
    out: &str,
) -> Result<BTreeMap<String, Result<Vec<u8>, String>>, CommandError> {
    let path = session.folder.join(out);
    if is_missing(&path) {
        return Ok(BTreeMap::new());
    }
    if !is_folder(&path) {
        return Err(CommandError::usage(format!("{out} is no folder")).with_hint("name a folder, new or not"));
    }
    let found = files_of(&path, LARGEST).map_err(|fault| {
        CommandError::environment(fault.to_string().replace(&path.display().to_string(), out))
            .with_hint("name a folder that holds the files of the tool alone")
    })?;
    Ok(found.into_iter().collect())
}

/// The text of a file that can be written back as it was.
fn text(bytes: &Result<Vec<u8>, String>) -> Result<String, String> {
    let bytes = bytes.as_ref().map_err(Clone::clone)?;
    let text = decode(bytes, None).map_err(|_| "the file is not UTF-8".to_owned())?;
    match bytes.strip_prefix(MARK).unwrap_or(bytes) == text.as_bytes() {
        true => Ok(text),
        false => Err("the file is not UTF-8".to_owned()),
    }
}

fn changes(
    written: &Written,
    found: &BTreeMap<String, Result<Vec<u8>, String>>,
) -> Result<Vec<FileChange>, CommandError> {
    let change = |(path, text): (&String, &String)| {
        let place = RelPath::new(path)
            .ok_or_else(|| CommandError::usage(format!("{path} leads out of the folder")))?;
        Ok(match found.get(path) {
            Some(Ok(before)) => {
                let mark = if before.starts_with(MARK) { MARK } else { &[] };
                let bytes = [mark, text.as_bytes()].concat();
                FileChange::Replace { path: place, before: before.clone(), bytes }
            }
            _ => FileChange::Create { path: place, bytes: text.clone().into_bytes() },
        })
    };
    written.files.iter().map(change).collect()
}

/// Writes down what the files and the plan say of each other, so that the next export and the next import find the files
/// again, and tell what was changed there from what was changed here.
fn remember(
    session: &mut Session<'_>,
    writing: &Writing,
    tool: &str,
    written: &Written,
) -> Result<(), CommandError> {
    let known = writing.whole().local();
    // What is in the overlay alone is no news for the repository.
    let is_here = |(_, entry): &(&String, &Entry)| find(&known.plan, Scope::Any, &entry.artifact).is_ok();
    let entries = written.entries.iter().filter(is_here);
    let entries = entries.map(|(source, entry)| (source.clone(), entry.clone()));
    let Some(change) = importing::remembered(&writing.tree, tool, entries)? else { return Ok(()) };
    session.say(&format!("note: {} remembers what was exchanged; commit it with the plan", change.path()))?;
    writing.write(session, (&known.plan, &known.plan), &[change])
}

fn refused(session: &Session<'_>, tool: &str, out: &str, why: NotWritten) -> CommandError {
    match why {
        NotWritten::Mapping(faults) => {
            let message = faults.first().map_or_else(String::new, |fault| fault.message.clone());
            let error = CommandError::usage(format!("imports/{tool}.yaml: {message}"));
            error.with_hints(faults.into_iter().find_map(|fault| fault.hint))
        }
        NotWritten::HasOthers(path, noun) => CommandError::usage(format!(
            "{out} holds files that are no {}, such as {path}, and none that is",
            plural_noun(noun)
        ))
        .with_hint("name a new folder, or the one that holds them"),
        NotWritten::HasFiles(count, noun) => {
            let why = match session.reader {
                Some(_) => "an audience is not told which artifacts they are of",
                None => "which artifacts they are of is known of the present alone",
            };
            CommandError::usage(format!("{out} holds {}, and {why}", plural(count, noun)))
                .with_hint("name a new folder")
        }
    }
}

/// Says what was written, and what was not.
fn tell(session: &mut Session<'_>, out: &str, written: &Written, done: &str) -> Result<(), CommandError> {
    for left in &written.left_out {
        session.say(&format!("note: {left}"))?;
    }
    if let Some(first) = written.newer.first() {
        session.say(&format!(
            "note: what is newer than the last import stays, in {} such as {first}; `pm import {out}` takes it",
            plural(written.newer.len(), "file")
        ))?;
    }
    if written.others > 0 {
        session.say(&format!(
            "note: {} untouched, with no artifact among those exported",
            plural(written.others, "file")
        ))?;
    }
    let mut said = format!("{done} {}", plural(written.files.len(), "file"));
    if written.unchanged > 0 {
        said.push_str(&format!(", {} unchanged", written.unchanged));
    }
    session.say(&said)
}
