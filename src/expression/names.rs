//! What the caller of the language says is known: variables, fields, functions and their types.

use crate::expression::calendar::{Period, read_period};
use crate::expression::types::Type;

/// A known variable or field: its type, and a number of the caller's own that comes back when it is
/// evaluated.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Known {
    pub(crate) of: Type,
    pub(crate) slot: usize,
}

/// A function of the environment.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Signature {
    pub(crate) parameters: Vec<Type>,
    /// How many parameters, from the end, may be left out.
    pub(crate) optional: usize,
    pub(crate) result: Type,
    pub(crate) slot: usize,
}

/// The names an expression may use. A variable called `self`, where it is a record, also gives its
/// fields and functions as bare names.
pub(crate) trait Names {
    /// The slot of a variable is its index in the values given to evaluate.
    fn variable(&self, name: &str) -> Option<Known>;

    /// A field of the record type `record`; where that stands for several kinds, of at least one.
    fn field(&self, record: &str, name: &str) -> Option<Known>;

    /// A function with a record as its receiver, or without.
    fn function(&self, receiver: Option<&str>, name: &str) -> Option<Signature>;

    /// All variables, for suggestions.
    fn variables(&self) -> Vec<String>;

    /// All fields of a record type, for suggestions.
    fn fields(&self, record: &str) -> Vec<String>;

    /// All functions with this receiver, for suggestions.
    fn functions(&self, receiver: Option<&str>) -> Vec<String>;

    /// What is wrong with `text` as the name of a record of this type, where that can be said
    /// beforehand, and what may have been meant.
    fn unknown_record(&self, _record: &str, _text: &str) -> Option<UnknownRecord> {
        None
    }

    /// Whether `text` may stand where a period does without naming days: `next`.
    fn is_undated(&self, _text: &str) -> bool {
        false
    }

    /// The days that `text` stands for, by the calendar of the environment.
    fn period(&self, text: &str) -> Option<Period> {
        read_period(text)
    }
}

/// Why a text names no record.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct UnknownRecord {
    pub(crate) message: String,
    pub(crate) help: Option<String>,
}
