//! Why a text is not the value it should be, in words for the person who wrote it.

use std::fmt;

/// A refusal: what is wrong, and what to write instead where that is known.
///
/// The message is a sentence without a final period, the help an imperative fragment.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct ValueFault {
    pub(crate) message: String,
    pub(crate) help: Option<String>,
}

impl ValueFault {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None }
    }

    /// `text` is not `what`, an indefinite noun such as `a date`.
    pub(crate) fn not(text: &str, what: &str) -> Self {
        if text.trim().is_empty() {
            return Self::new(format!("an empty text is not {what}"));
        }
        Self::new(format!("{} is not {what}", quoted(text)))
    }

    /// As [`ValueFault::not`], with the reason behind a colon.
    pub(crate) fn not_because(text: &str, what: &str, reason: impl fmt::Display) -> Self {
        let mut fault = Self::not(text, what);
        fault.message = format!("{}: {reason}", fault.message);
        fault
    }

    pub(crate) fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The help that names the right spelling.
    pub(crate) fn with_spelling(self, spelling: impl fmt::Display) -> Self {
        self.with_help(format!("write {spelling}"))
    }
}

impl fmt::Display for ValueFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for ValueFault {}

/// How many characters of a refused text a message repeats.
const QUOTED_LENGTH: usize = 60;

/// `text` in backticks for a message: shortened, on one line, without control characters.
pub(crate) fn quoted(text: &str) -> String {
    let mut quoted = String::from("`");
    for (count, character) in text.trim().chars().enumerate() {
        if count == QUOTED_LENGTH {
            quoted.push('…');
            break;
        }
        if character.is_control() {
            quoted.extend(character.escape_default());
        } else {
            quoted.push(character);
        }
    }
    quoted.push('`');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quoted_text_is_short_and_on_one_line() {
        assert_eq!(quoted(" a\nb "), "`a\\nb`");
        assert_eq!(quoted(&"x".repeat(100)), format!("`{}…`", "x".repeat(60)));
        assert_eq!(quoted("\u{1b}[31m"), "`\\u{1b}[31m`");
    }

    #[test]
    fn an_empty_text_is_called_so() {
        assert_eq!(ValueFault::not(" ", "a date").message, "an empty text is not a date");
    }
}
