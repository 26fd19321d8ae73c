//! From the file that a person named to its records.

use std::path::{Component, Path};

use super::{Export, INPUT};
use crate::command::error::CommandError;
use crate::command::session::Session;
use crate::config::FILE_NAME;
use crate::exchange::{FolderFile, LARGEST, NoText, decode, read_batch, read_folder};
use crate::repo::{files_of, is_folder, read_outside_up_to};
use crate::source::RelPath;
use crate::text::span::LineIndex;

/// Reads the export that a person named.
pub(in crate::command) fn export(
    session: &mut Session<'_>,
    name: &str,
    encoding: Option<&str>,
) -> Result<Export, CommandError> {
    if name != INPUT && is_folder(&session.start.join(name)) {
        return folder(session, name);
    }
    let bytes = if name == INPUT {
        session.read_input_bytes(LARGEST)?
    } else {
        let path = session.start.join(name);
        read_outside_up_to(&path, LARGEST).map_err(|fault| {
            // A person knows the file by the name they gave.
            CommandError::environment(fault.to_string().replace(&path.display().to_string(), name))
        })?
    };
    let shown = if name == INPUT { "standard input" } else { name };
    let text = decode(&bytes, encoding).map_err(|why| no_text(shown, why))?;
    drop(bytes);
    let (batch, misfits) = read_batch(&text);
    if batch.records.is_empty() {
        let lines = LineIndex::new(&text);
        return Err(match misfits.first() {
            None => CommandError::usage(format!("{shown} has no record")),
            Some(misfit) => {
                let place = lines.position(misfit.span.start());
                let error = CommandError::usage(format!(
                    "{shown}:{}:{}: {}",
                    place.line, place.column, misfit.message
                ));
                match &misfit.hint {
                    Some(hint) => error.with_hint(hint.clone()),
                    None => error,
                }
            }
        });
    }
    Ok(Export { name: shown.to_owned(), files: vec![(shown.to_owned(), text)], folder: None, batch, misfits })
}

/// Reads a folder of documents: every file that git does not ignore.
fn folder(session: &Session<'_>, name: &str) -> Result<Export, CommandError> {
    let path = session.start.join(name);
    let found = files_of(&path, LARGEST).map_err(|fault| {
        CommandError::environment(fault.to_string().replace(&path.display().to_string(), name))
            .with_hint("name the folder that holds the documents")
    })?;
    if found.iter().any(|(path, _)| path == FILE_NAME) {
        return Err(CommandError::usage(format!(
            "{name} has a {FILE_NAME}: it is a product, and pm reads its documents where they lie"
        ))
        .with_hint("name the folder in it that holds the documents of another tool")
        .with_hint(format!(
            "to bring it into another plan: pm -C {name} export > plan.csv, and import that"
        )));
    }
    let text = |bytes: Result<Vec<u8>, String>| {
        decode(&bytes?, None).map_err(|why| match why {
            NoText::Binary => "the file is no text".to_owned(),
            _ => "the file is not UTF-8".to_owned(),
        })
    };
    let files: Vec<FolderFile> =
        found.into_iter().map(|(path, bytes)| FolderFile { path, text: text(bytes) }).collect();
    let names = folder_names(&path);
    let (batch, misfits) = read_folder(&files, names);
    let within = files.iter().map(|file| RelPath::new(&file.path)).collect::<Option<Vec<RelPath>>>();
    let within = within.map(|within| (names.1.to_owned(), within));
    let below = |path: &str| format!("{}/{path}", name.trim_end_matches('/'));
    let named: Vec<(String, String)> =
        files.into_iter().map(|file| (below(&file.path), file.text.unwrap_or_default())).collect();
    if batch.records.is_empty() {
        return Err(match misfits.first() {
            None => CommandError::usage(format!("{name} holds no document")),
            Some(misfit) => CommandError::usage(format!(
                "{name} holds no document that can be imported: {}",
                misfit.message
            )),
        });
    }
    Ok(Export { name: name.to_owned(), files: named, folder: within, batch, misfits })
}

/// The names of the folder around a folder and of the folder itself.
pub(in crate::command) fn folder_names(path: &Path) -> (&str, &str) {
    let mut names = path.components().rev().filter_map(|part| match part {
        Component::Normal(name) => name.to_str(),
        _ => None,
    });
    let name = names.next().unwrap_or("documents");
    (names.next().unwrap_or(name), name)
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
