//! Byte ranges in a text, and the lines and columns people read.
//!
//! Positions are byte spans everywhere; a line and a column are computed only when shown.

use std::ops::Range;

/// A half-open range of bytes in one text. Texts are smaller than 4 GiB.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub(crate) struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// A span from `start` up to, not including, `end`. An end before the start is taken as the start.
    pub(crate) fn new(start: usize, end: usize) -> Self {
        let start = u32::try_from(start).unwrap_or(u32::MAX);
        let end = u32::try_from(end).unwrap_or(u32::MAX).max(start);
        Self { start, end }
    }

    /// The empty span at `offset`.
    pub(crate) fn at(offset: usize) -> Self {
        Self::new(offset, offset)
    }

    pub(crate) fn start(self) -> usize {
        self.start as usize
    }

    pub(crate) fn end(self) -> usize {
        self.end as usize
    }

    pub(crate) fn len(self) -> usize {
        self.end() - self.start()
    }

    pub(crate) fn is_empty(self) -> bool {
        self.start == self.end
    }

    pub(crate) fn range(self) -> Range<usize> {
        self.start()..self.end()
    }

    /// The same span `by` bytes further on: from a part of a text to the whole of it.
    pub(crate) fn shift(self, by: usize) -> Self {
        Self::new(self.start() + by, self.end() + by)
    }

    /// The smallest span that covers both.
    pub(crate) fn join(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    pub(crate) fn contains(self, offset: usize) -> bool {
        self.start() <= offset && offset < self.end()
    }

    /// The text under the span, or nothing where the span does not fit `text`.
    pub(crate) fn slice(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }
}

/// A place as people and editors count it: both from 1, the column in characters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Position {
    pub(crate) line: usize,
    pub(crate) column: usize,
}

/// Where the lines of one text begin. A byte-order mark at the beginning
/// takes no column.
pub(crate) struct LineIndex<'text> {
    text: &'text str,
    starts: Vec<usize>,
}

impl<'text> LineIndex<'text> {
    pub(crate) fn new(text: &'text str) -> Self {
        let mut starts = vec![0];
        starts.extend(text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1));
        Self { text, starts }
    }

    /// Line and column of a byte offset; an offset past the end is the end.
    pub(crate) fn position(&self, offset: usize) -> Position {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.starts[line - 1];
        let before = &self.text[start..offset];
        let before = if start == 0 { before.strip_prefix('\u{feff}').unwrap_or(before) } else { before };
        Position { line, column: before.chars().count() + 1 }
    }

    #[cfg(test)]
    pub(crate) fn line_count(&self) -> usize {
        self.starts.len()
    }

    /// The bytes of a line without its line break; the first line is 1. Nothing for a line that is not there.
    pub(crate) fn line(&self, line: usize) -> Option<Range<usize>> {
        let start = *self.starts.get(line.checked_sub(1)?)?;
        let end = self.starts.get(line).map_or(self.text.len(), |next| next - 1);
        let broken = line < self.starts.len() && self.text.as_bytes()[start..end].last() == Some(&b'\r');
        Some(start..if broken { end - 1 } else { end })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, offset: usize, line: usize, column: usize) {
        assert_eq!(LineIndex::new(text).position(offset), Position { line, column });
    }

    #[test]
    fn positions_count_characters_from_one() {
        check("", 0, 1, 1);
        check("ab\ncd", 4, 2, 2);
        check("äb\n", 2, 1, 2);
        check("a\r\nb", 3, 2, 1);
        check("ab\n", 99, 2, 1);
    }

    #[test]
    fn a_byte_order_mark_takes_no_column() {
        check("\u{feff}---\n", 3, 1, 1);
        check("\u{feff}---\n", 5, 1, 3);
        check("a\n\u{feff}b", 5, 2, 2);
    }

    #[test]
    fn a_line_is_its_bytes_without_the_break() {
        let index = LineIndex::new("ab\r\n\nc\r");
        let lines: Vec<_> = (0..5).map(|line| index.line(line)).collect();
        assert_eq!(lines, [None, Some(0..2), Some(4..4), Some(5..7), None]);
    }

    #[test]
    fn an_offset_inside_a_character_is_its_start() {
        check("ä", 1, 1, 1);
    }

    #[test]
    fn spans_join_and_shift() {
        let span = Span::new(2, 4).join(Span::new(7, 9));
        assert_eq!(span, Span::new(2, 9));
        assert_eq!(span.shift(10), Span::new(12, 19));
        assert_eq!(Span::new(3, 1), Span::at(3));
        assert_eq!(Span::new(1, 9).slice("abc"), "");
    }
}
