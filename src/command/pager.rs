//! Shows a text that is longer than the screen through the person's pager.
//!
//! Knows nothing of the text. What cannot be paged is left to the caller to print.

use std::collections::BTreeMap;
use std::io::{ErrorKind, Write};
use std::process::{Child, Command, Stdio};

use anstream::adapter::strip_str;

use super::error::CommandError;
use super::program::{at_the_keyboard, program};
use super::session::Session;
use crate::page::width::width;

/// The pager where no variable names one: shows colours, ends at once where the text fits, and leaves
/// it on the screen. That it is not installed is no news to anybody.
const STANDARD: &str =
    if cfg!(unix) { "command -v less > /dev/null || exit 127; less -FRX" } else { "less -FRX" };

/// What a shell ends with where the program cannot be started, or is not there.
const NOT_STARTED: [i32; 2] = [126, 127];

/// Pages `text` where it goes to a terminal and is longer than its screen; says whether it was shown.
pub(crate) fn page(session: &mut Session<'_>, text: &str) -> Result<bool, CommandError> {
    let Some(height) = session.terminal.height.filter(|_| session.pages) else { return Ok(false) };
    // The last row is the prompt's.
    if rows(text, session.width()) < height {
        return Ok(false);
    }
    let Some(mut pager) = pager(&session.variables) else { return Ok(false) };
    session.output.flush()?;
    at_the_keyboard(|| match pager.stdin(Stdio::piped()).spawn() {
        Ok(started) => feed(started, text),
        Err(_) => Ok(false),
    })
}

/// Gives the text to the pager and waits until it is closed; says whether it could be started.
fn feed(mut pager: Child, text: &str) -> Result<bool, CommandError> {
    let fed = match pager.stdin.take() {
        Some(mut input) => input.write_all(text.as_bytes()),
        None => Ok(()),
    };
    let ended = pager.wait()?;
    match fed {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(!ended.code().is_some_and(|code| NOT_STARTED.contains(&code))),
    }
}

/// `$PM_PAGER`, else `$PAGER`, else `less`; none where the variable is empty or `cat`.
fn pager(variables: &BTreeMap<String, String>) -> Option<Command> {
    let wanted = ["PM_PAGER", "PAGER"].iter().find_map(|name| variables.get(*name));
    let words = match wanted.map(|words| words.trim()) {
        Some("" | "cat") => return None,
        Some(words) => words,
        None => STANDARD,
    };
    let mut command = program(words, []);
    if !variables.contains_key("LESS") {
        // A `less` that was named shows colours too.
        command.env("LESS", "FRX");
    }
    Some(command)
}

/// How many rows a text takes on a screen of so many columns.
fn rows(text: &str, columns: usize) -> usize {
    let text = strip_str(text).to_string();
    text.lines().map(|line| width(line).div_ceil(columns).max(1)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_take_several_rows_and_colours_take_none() {
        assert_eq!(rows("", 10), 0);
        assert_eq!(rows("a\n\nb\n", 10), 3);
        assert_eq!(rows(&"x".repeat(25), 10), 3);
        assert_eq!(rows("計画計画", 4), 2);
        assert_eq!(rows("\u{1b}[1;31mxxxxx\u{1b}[0m", 5), 1);
    }
}
