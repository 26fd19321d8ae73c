//! Lines of a YAML text: where they begin, how they are indented, where their content ends.

use crate::text::span::Span;

/// A text seen as lines; offsets between lines belong to the line before.
#[derive(Clone, Copy)]
pub(crate) struct Lines<'text> {
    text: &'text str,
}

impl<'text> Lines<'text> {
    pub(crate) fn new(text: &'text str) -> Self {
        Self { text }
    }

    /// The nearest offset at or before `at` where a character begins.
    pub(crate) fn clamp(self, at: usize) -> usize {
        let mut at = at.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }

    pub(crate) fn line_start(self, at: usize) -> usize {
        self.text[..at].rfind(['\n', '\r']).map_or(0, |found| found + 1)
    }

    /// The end of the line without its line break.
    pub(crate) fn line_end(self, at: usize) -> usize {
        self.text[at..].find(['\n', '\r']).map_or(self.text.len(), |found| at + found)
    }

    /// The start of the line after that of `at`.
    pub(crate) fn next_line(self, at: usize) -> Option<usize> {
        let end = self.line_end(at);
        let rest = &self.text[end..];
        let width = if rest.starts_with("\r\n") { 2 } else { 1 };
        (end + width < self.text.len()).then_some(end + width)
    }

    /// The blanks the line begins with.
    pub(crate) fn indent_of_line(self, at: usize) -> Span {
        let start = self.line_start(at);
        let line = &self.text[start..self.line_end(at)];
        Span::new(start, start + line.len() - line.trim_start_matches([' ', '\t']).len())
    }

    /// The line without its indentation, a comment at its end, and blanks.
    pub(crate) fn content_of_line(self, at: usize) -> Span {
        self.value_from(self.indent_of_line(at).end())
    }

    /// From `at` to the end of the line, without a comment and the blanks before it.
    pub(crate) fn value_from(self, at: usize) -> Span {
        let line = &self.text[at..self.line_end(at).max(at)];
        let comment = line.match_indices('#').find(|(found, _)| line[..*found].ends_with([' ', '\t']));
        let value = comment.map_or(line, |(found, _)| &line[..found]).trim_end_matches([' ', '\t']);
        Span::new(at, at + value.len())
    }
}
