//! A question to the person at the terminal, and the line that they answer.

use super::error::CommandError;
use super::session::Session;

/// Asks, and waits for a line; nothing where the input has ended.
pub(crate) fn ask(session: &mut Session<'_>, question: &str) -> Result<Option<String>, CommandError> {
    session.output.flush()?;
    write!(session.errors, "{question}")?;
    session.errors.flush()?;
    let mut line = Vec::new();
    let mut byte = [0];
    loop {
        let count = session.input.read(&mut byte).map_err(|error| {
            CommandError::environment(format!("standard input cannot be read: {error}"))
                .with_hint("say with flags what is asked")
        })?;
        if count == 0 && line.is_empty() {
            return Ok(None);
        }
        if count == 0 || byte == *b"\n" {
            break;
        }
        line.extend(byte);
    }
    Ok(Some(String::from_utf8_lossy(&line).trim().to_owned()))
}
