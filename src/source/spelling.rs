//! Names that some file systems take for one: they differ only in letter case or in how accents are
//! composed.
//!
//! Such twins are refused everywhere, so that a repository can be cloned on any file system.

use unicode_normalization::UnicodeNormalization;

/// The form of a name in which twins are equal.
pub(crate) fn folded(name: &str) -> String {
    if name.is_ascii() {
        return name.to_ascii_lowercase();
    }
    name.nfc().flat_map(char::to_lowercase).nfc().collect()
}

/// Whether two names differ, but only in a way that some file systems ignore.
pub(crate) fn are_twins(one: &str, other: &str) -> bool {
    if one.is_ascii() && other.is_ascii() {
        return one != other && one.eq_ignore_ascii_case(other);
    }
    one != other && folded(one) == folded(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twins_differ_in_case_or_composition_alone() {
        assert!(are_twins("a.md", "A.md"));
        assert!(are_twins("Caf\u{e9}.md", "cafe\u{301}.md"));
        assert!(are_twins("ÄRGER.md", "ärger.md"));
        assert!(!are_twins("a.md", "a.md"));
        assert!(!are_twins("a.md", "b.md"));
    }
}
