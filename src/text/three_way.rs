//! Three versions of one text: the one that two people began with, and what each made of it.
//!
//! Knows how a conflict is marked, but not how lines are merged: that is git's own work, and comes from
//! where git is known.

use crate::text::span::Span;

/// What the two sides began with, and what they have now.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Sides<T> {
    pub(crate) base: T,
    pub(crate) ours: T,
    pub(crate) theirs: T,
}

/// One of the two sides.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Side {
    Ours,
    Theirs,
}

impl<T> Sides<T> {
    pub(crate) fn new(base: T, ours: T, theirs: T) -> Self {
        Self { base, ours, theirs }
    }

    pub(crate) fn map<U>(self, mut with: impl FnMut(T) -> U) -> Sides<U> {
        Sides { base: with(self.base), ours: with(self.ours), theirs: with(self.theirs) }
    }

    pub(crate) fn as_ref(&self) -> Sides<&T> {
        Sides { base: &self.base, ours: &self.ours, theirs: &self.theirs }
    }

    pub(crate) fn of(self, side: Side) -> T {
        match side {
            Side::Ours => self.ours,
            Side::Theirs => self.theirs,
        }
    }

    /// The side to take where at most one of them changed anything, or both changed the same.
    pub(crate) fn settled(&self) -> Option<Side>
    where
        T: PartialEq,
    {
        if self.ours == self.theirs || self.theirs == self.base {
            Some(Side::Ours)
        } else if self.ours == self.base {
            Some(Side::Theirs)
        } else {
            None
        }
    }
}

impl<T> Sides<Option<T>> {
    /// All three, where none is missing.
    pub(crate) fn all(self) -> Option<Sides<T>> {
        Some(Sides { base: self.base?, ours: self.ours?, theirs: self.theirs? })
    }
}

/// How a conflict is written into a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Marks {
    /// How many signs a marker has; git's own have 7.
    pub(crate) size: usize,
    pub(crate) labels: Sides<String>,
    /// Whether what both sides began with is shown too.
    pub(crate) shows_base: bool,
}

/// A text merged line by line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct MergedLines {
    pub(crate) bytes: Vec<u8>,
    /// Whether no conflict is marked in it.
    pub(crate) is_clean: bool,
}

/// Merges three texts line by line. The error is a reason that fits "failed to merge: …".
pub(crate) type MergeLines = fn(Sides<&[u8]>, &Marks) -> Result<MergedLines, String>;

/// Where the conflicts of a text begin, in bytes: the lines with the first marker.
pub(crate) fn conflicts(text: &[u8], size: usize) -> Vec<usize> {
    let mut at = 0;
    let mut found = Vec::new();
    for line in text.split_inclusive(|byte| *byte == b'\n') {
        if is_marker(line, b'<', size) {
            found.push(at);
        }
        at += line.len();
    }
    found
}

/// The first lines of conflicts that git marked in a text and nobody has settled: each has its three markers,
/// and does not stand in a fenced block of code, where it may be shown.
pub(crate) fn unsettled(text: &str) -> Vec<Span> {
    const SIZE: usize = 7;
    if !text.starts_with("<<<<<<< ") && memchr::memmem::find(text.as_bytes(), b"\n<<<<<<< ").is_none() {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut open: Option<(Span, bool)> = None;
    let mut is_code = false;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let is = |sign| is_marker(line.as_bytes(), sign, SIZE);
        if line.starts_with("```") || line.starts_with("~~~") {
            is_code = !is_code;
        } else if !is_code && is(b'<') {
            open = Some((Span::new(at, at + line.trim_end().len()), false));
        } else if is(b'=') {
            open = open.map(|(span, _)| (span, true));
        } else if is(b'>') {
            found.extend(open.take().filter(|(_, has_both)| *has_both).map(|(span, _)| span));
        }
        at += line.len();
    }
    found
}

/// Whether a line is a marker of `size` signs.
pub(crate) fn is_marker(line: &[u8], sign: u8, size: usize) -> bool {
    let signs = line.iter().take_while(|byte| **byte == sign).count();
    signs == size && line.get(size).is_none_or(|byte| matches!(byte, b' ' | b'\r' | b'\n'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_side_is_taken_where_the_other_changed_nothing() {
        assert_eq!(Sides::new(1, 1, 2).settled(), Some(Side::Theirs));
        assert_eq!(Sides::new(1, 2, 1).settled(), Some(Side::Ours));
        assert_eq!(Sides::new(1, 2, 2).settled(), Some(Side::Ours));
        assert_eq!(Sides::new(1, 2, 3).settled(), None);
    }

    #[test]
    fn a_conflict_counts_with_all_its_markers_and_outside_of_code() {
        let conflict = "<<<<<<< a\n1\n=======\n2\n>>>>>>> b\n";
        assert_eq!(unsettled(conflict), [Span::new(0, 9)]);
        assert_eq!(unsettled(&format!("x\n{conflict}{conflict}")).len(), 2);
        assert_eq!(unsettled(&format!("```\n{conflict}```\n")), []);
        assert_eq!(unsettled("<<<<<<< a\n>>>>>>> b\n"), []);
        assert_eq!(unsettled("Title\n=======\n"), []);
    }

    #[test]
    fn a_marker_has_exactly_its_signs() {
        let text = b"a\n<<<<<<< ours\n<<<<<<<< eight\n<<<<<<<no\n<<<<<<<\r\n";
        assert_eq!(conflicts(text, 7), [2, text.len() - 9]);
    }
}
