//! The id of a part of an artifact: the criterion `REQ-42.AC3`, the key result `OBJ-3.KR2`.
//!
//! A part's name begins with a letter, so that the dotted number of `task-354.02` is none.

use std::fmt;

use crate::model::values::fault::ValueFault;
use crate::model::values::id::{Id, IdKey};
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

    pub(crate) fn number(&self) -> u32 {
        self.number
    }
}

impl fmt::Display for PartName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.letters, self.number)
    }
}

/// An artifact's id and the name of one of its parts. Ordered by artifact, then letters, then number.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) struct Part {
    id: Id,
    name: PartName,
}

/// What makes two spellings the same part.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) struct PartKey {
    pub(crate) id: IdKey,
    pub(crate) name: PartName,
}

impl Part {
    pub(crate) fn new(id: Id, name: PartName) -> Self {
        Self { id, name }
    }

    /// Reads `REQ-42.AC3`.
    pub(crate) fn parse(text: &str) -> Result<Self, ValueFault> {
        let text = text.trim();
        let fault = || {
            ValueFault::not(text, "a part of an artifact").with_help("write id and part, such as REQ-42.AC3")
        };
        let (id, name) = Self::split(text).ok_or_else(fault)?;
        Ok(Self { id: Id::parse(id)?, name: PartName::parse(name)? })
    }

    /// The text before the last dot and the part's name behind it, where that is one.
    ///
    /// Decides whether a reference names a part without reading the id: `REQ-42.AC3` does,
    /// `task-354.02` and `REQ-42.md` do not.
    pub(crate) fn split(text: &str) -> Option<(&str, &str)> {
        let (id, name) = text.rsplit_once('.')?;
        PartName::parse(name).ok().map(|_| (id, name))
    }

    pub(crate) fn id(&self) -> &Id {
        &self.id
    }

    pub(crate) fn name(&self) -> &PartName {
        &self.name
    }

    pub(crate) fn key(&self) -> PartKey {
        PartKey { id: self.id.key().clone(), name: self.name.clone() }
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.id, self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_has_an_id_and_a_name() {
        let part = Part::parse("payments/REQ-42.AC3").unwrap();
        assert_eq!(
            (part.id().as_str(), part.name().letters(), part.name().number()),
            ("payments/REQ-42", "AC", 3)
        );
        assert_eq!(part.to_string(), "payments/REQ-42.AC3");
        assert_eq!(Part::parse("task-354.02.ac1").unwrap().to_string(), "task-354.02.AC1");
        assert_eq!(Part::parse("REQ-k3f9.AC1").unwrap().id().as_str(), "REQ-k3f9");
    }

    #[test]
    fn spellings_of_one_part_have_one_key() {
        let key = |text| Part::parse(text).unwrap().key();
        assert_eq!(key("REQ-42.AC3"), key("req-042.ac03"));
        assert_ne!(key("REQ-42.AC3"), key("REQ-42.KR3"));
    }

    #[test]
    fn parts_are_ordered_by_number() {
        let mut parts = ["OBJ-3.KR10", "OBJ-3.KR2", "OBJ-2.KR9"].map(|text| Part::parse(text).unwrap());
        parts.sort();
        assert_eq!(parts.map(|part| part.to_string()).join(" "), "OBJ-2.KR9 OBJ-3.KR2 OBJ-3.KR10");
    }

    #[test]
    fn a_dotted_number_or_an_extension_is_no_part() {
        for text in ["task-354.02", "REQ-42.md", "REQ-42", "REQ-42.", ".AC3", "REQ-42.3AC", "REQ-42.AC"] {
            assert!(Part::parse(text).is_err(), "{text}");
        }
        assert_eq!(
            Part::parse("task-354.02").unwrap_err(),
            ValueFault::new("`task-354.02` is not a part of an artifact")
                .with_help("write id and part, such as REQ-42.AC3")
        );
        assert_eq!(Part::parse("REQ42.AC3").unwrap_err().help.as_deref(), Some("write REQ-42"));
    }
}
