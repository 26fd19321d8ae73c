//! The names of temporary files: hidden, recognisable, and never the same twice.

use std::ffi::OsStr;
use std::hash::{BuildHasher, Hasher, RandomState};

const START: &str = ".pm-";
const END: &str = ".tmp";

/// The names for one change: `.pm-5f0c…-0.tmp`, `.pm-5f0c…-1.tmp`.
pub(super) struct Names {
    nonce: u64,
    next: usize,
}

impl Names {
    pub(super) fn new() -> Self {
        // The hasher's seed is the standard library's only source of randomness; no output shows it.
        Self { nonce: RandomState::new().build_hasher().finish(), next: 0 }
    }

    pub(super) fn next(&mut self) -> String {
        let number = self.next;
        self.next += 1;
        format!("{START}{:016x}-{number}{END}", self.nonce)
    }
}

pub(super) fn is_temporary(name: &OsStr) -> bool {
    let name = name.as_encoded_bytes();
    name.starts_with(START.as_bytes()) && name.ends_with(END.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_recognised_and_differ() {
        let (mut one, mut other) = (Names::new(), Names::new());
        let names = [one.next(), one.next(), other.next()];
        assert!(names.iter().all(|name| is_temporary(OsStr::new(name))));
        assert!(names[0] != names[1] && names[0] != names[2]);
        assert!(!is_temporary(OsStr::new(".pm-journal")) && !is_temporary(OsStr::new("a.tmp")));
    }
}
