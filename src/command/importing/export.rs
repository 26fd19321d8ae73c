//! From the file that a person named to its records.

use super::{Export, INPUT};
use crate::command::error::CommandError;
use crate::command::session::Session;
use crate::exchange::{LARGEST, NoText, decode, read_batch};
use crate::text::span::LineIndex;

/// Reads the export that a person named.
pub(in crate::command) fn export(
    session: &mut Session<'_>,
    name: &str,
    encoding: Option<&str>,
) -> Result<Export, CommandError> {
    let bytes = if name == INPUT {
        session.read_input_bytes(LARGEST)?
    } else {
        let path = session.start.join(name);
        crate::repo::read_outside_up_to(&path, LARGEST).map_err(|fault| {
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
    Ok(Export { name: shown.to_owned(), text, batch, misfits })
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
