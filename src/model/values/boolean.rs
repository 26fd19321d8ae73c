//! Yes or no: `true` and `false`, as YAML 1.2 and JSON write them, and no other word.

use std::fmt;

use crate::model::values::fault::ValueFault;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) struct Boolean(pub(crate) bool);

impl Boolean {
    /// Reads `true` or `false`; other words for them are refused with the right one.
    pub(crate) fn parse(text: &str) -> Result<Self, ValueFault> {
        let text = text.trim();
        let meant = match text {
            "true" => return Ok(Self(true)),
            "false" => return Ok(Self(false)),
            _ => match text.to_ascii_lowercase().as_str() {
                "true" | "yes" | "y" | "on" | "1" => Some(true),
                "false" | "no" | "n" | "off" | "0" => Some(false),
                _ => None,
            },
        };
        let fault = ValueFault::not(text, "true or false");
        Err(match meant {
            Some(meant) => fault.with_spelling(meant),
            None => fault.with_help("write true or false"),
        })
    }
}

impl fmt::Display for Boolean {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn refused(text: &str, help: &str) {
        assert_eq!(Boolean::parse(text).unwrap_err().help.as_deref(), Some(help));
    }

    #[test]
    fn only_true_and_false_are_read() {
        assert_eq!(Boolean::parse("true"), Ok(Boolean(true)));
        assert_eq!(Boolean::parse("false"), Ok(Boolean(false)));
    }

    #[test]
    fn other_words_are_told_the_right_one() {
        refused("yes", "write true");
        refused("No", "write false");
        refused("TRUE", "write true");
        refused("off", "write false");
        refused("perhaps", "write true or false");
    }
}
