//! Everything that a run gets from outside: the floors below ask the machine for nothing.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::{Read, Write};
use std::path::PathBuf;

/// One call of `pm`.
pub struct Invocation<'a> {
    /// The arguments, the program's name first.
    pub arguments: Vec<OsString>,
    /// The folder that the call is made from.
    pub folder: PathBuf,
    /// The environment's variables.
    pub variables: BTreeMap<String, String>,
    /// Today's date as `YYYY-MM-DD`, by the clock of the person who calls.
    pub today: String,
    /// Any number that no other call is given: new random ids are made of it.
    pub entropy: u64,
    pub terminal: Terminal,
    pub input: &'a mut dyn Read,
    /// For data.
    pub output: &'a mut dyn Write,
    /// For talk.
    pub errors: &'a mut dyn Write,
}

/// Which streams a person sits at, and how large the window is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Terminal {
    pub input: bool,
    pub output: bool,
    pub errors: bool,
    /// In columns, where it is known.
    pub width: Option<usize>,
    /// In rows, where it is known: what is longer is shown through the pager that `variables` name.
    pub height: Option<usize>,
}
