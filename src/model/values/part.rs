//! The name of a part of an artifact: `AC3` of the criterion `REQ-42.AC3`, `KR2` of the key result `OBJ-3.KR2`.
//!
//! A part's name begins with a letter, so that the dotted number of `task-354.02` is none.

use std::fmt;

use crate::model::values::fault::ValueFault;
use crate::model::values::number::is_digits;

/// The name of a part within its artifact: letters and a number. `AC3`, `ac3` and `AC03` are the same,
/// and print as `AC3`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) struct PartName {
    letters: Box<str>,
    number: u32,
}

impl PartName {
    /// The name with these letters, which become upper case, and this number.
    pub(crate) fn new(letters: &str, number: u32) -> Option<Self> {
        let fits = !letters.is_empty() && letters.bytes().all(|byte| byte.is_ascii_alphabetic());
        fits.then(|| Self { letters: letters.to_ascii_uppercase().into(), number })
    }

    /// Reads `AC3`.
    pub(crate) fn parse(text: &str) -> Result<Self, ValueFault> {
        let text = text.trim();
        let digits_at = text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len());
        let (letters, digits) = text.split_at(digits_at);
        let number = if is_digits(digits) { digits.parse().ok() } else { None };
        number.and_then(|number| Self::new(letters, number)).ok_or_else(|| {
            ValueFault::not(text, "the name of a part").with_help("write letters and a number, such as AC3")
        })
    }

    /// The letters in upper case: `AC`.
    pub(crate) fn letters(&self) -> &str {
        &self.letters
    }

    /// The text before the last dot and the part's name behind it, where that is one.
    ///
    /// Decides whether a reference names a part without reading the id: `REQ-42.AC3` does,
    /// `task-354.02` and `REQ-42.md` do not.
    pub(crate) fn split(text: &str) -> Option<(&str, Self)> {
        let (id, name) = text.rsplit_once('.')?;
        Some((id, Self::parse(name).ok()?))
    }
}

impl fmt::Display for PartName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.letters, self.number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_named_behind_the_last_dot() {
        let split = |text| PartName::split(text).map(|(id, name)| format!("{id} {name}"));
        assert_eq!(split("payments/REQ-42.AC3").as_deref(), Some("payments/REQ-42 AC3"));
        assert_eq!(split("task-354.02.ac1").as_deref(), Some("task-354.02 AC1"));
        for text in ["task-354.02", "REQ-42.md", "REQ-42", "REQ-42.", "REQ-42.3AC", "REQ-42.AC"] {
            assert_eq!(split(text), None, "{text}");
        }
    }

    #[test]
    fn names_are_ordered_by_number_whatever_their_spelling() {
        let mut names = ["KR10", "kr02", "AC9"].map(|text| PartName::parse(text).unwrap());
        names.sort();
        assert_eq!(names.map(|name| name.to_string()).join(" "), "AC9 KR2 KR10");
        assert_eq!(PartName::parse("KR2"), PartName::parse("kr02"));
        assert!(PartName::parse("3AC").is_err());
    }
}
