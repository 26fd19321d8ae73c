//! Where lines, indentation and comments lie in the text around the nodes.
//!
//! Knows bytes only: between two nodes there is nothing but blanks, line breaks, indicators and
//! comments, so that none of this needs a parser.

use crate::text::span::Span;

/// One text and the part of it that is YAML. All offsets count in the whole text.
#[derive(Clone, Copy)]
pub(crate) struct Layout<'text> {
    pub(crate) text: &'text str,
    pub(crate) front: Span,
}

impl<'text> Layout<'text> {
    /// The part of the text between two offsets, or nothing where they do not fit.
    pub(crate) fn slice(&self, start: usize, end: usize) -> &'text str {
        self.text.get(start..end).unwrap_or("")
    }

    /// The first byte of the YAML, past a byte-order mark.
    pub(crate) fn first(&self) -> usize {
        let mark =
            if self.front.slice(self.text).starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        self.front.start() + mark
    }

    pub(crate) fn line_start(&self, at: usize) -> usize {
        let before = self.slice(self.first(), at);
        self.first().min(at) + before.rfind('\n').map_or(0, |found| found + 1)
    }

    /// The end of the line in which `at` lies, before its line break.
    pub(crate) fn line_end(&self, at: usize) -> usize {
        let rest = self.slice(at, self.front.end());
        match rest.find('\n') {
            Some(found) if rest[..found].ends_with('\r') => at + found - 1,
            Some(found) => at + found,
            None => self.front.end().max(at),
        }
    }

    /// The start of the next line, or the end of the YAML.
    pub(crate) fn next_line(&self, at: usize) -> usize {
        let end = self.line_end(at);
        let rest = self.slice(end, self.front.end());
        end + if rest.starts_with("\r\n") { 2 } else { usize::from(rest.starts_with('\n')) }
    }

    /// The line break of the line in which `at` lies; of the line before where that one has none.
    pub(crate) fn line_break(&self, at: usize) -> &'static str {
        let rest = &self.slice(self.line_end(at), self.text.len());
        if rest.starts_with("\r\n") {
            return "\r\n";
        }
        if rest.starts_with('\n') {
            return "\n";
        }
        let before = self.slice(0, at);
        match before.rfind('\n') {
            Some(found) if before[..found].ends_with('\r') => "\r\n",
            _ => "\n",
        }
    }

    /// How far `at` is indented, where nothing but spaces and the dashes of lists stand before it.
    pub(crate) fn indentation(&self, at: usize) -> Option<usize> {
        let before = self.slice(self.line_start(at), at);
        before.bytes().all(|byte| matches!(byte, b' ' | b'-')).then_some(before.len())
    }

    /// Whether nothing but spaces stands before `at` on its line.
    pub(crate) fn begins_line(&self, at: usize) -> bool {
        self.slice(self.line_start(at), at).bytes().all(|byte| byte == b' ')
    }

    /// The end of the line in which `at` lies, where only blanks and a comment follow on it.
    pub(crate) fn quiet_line_end(&self, at: usize) -> Option<usize> {
        let end = self.line_end(at);
        let rest = self.slice(at, end);
        let trimmed = rest.trim_start_matches([' ', '\t']);
        let comment = trimmed.starts_with('#') && (trimmed.len() < rest.len() || self.line_start(at) == at);
        (trimmed.is_empty() || comment).then_some(end)
    }

    /// The first byte at or after `at` that is neither blank, line break nor part of a comment.
    pub(crate) fn skip_quiet(&self, mut at: usize) -> usize {
        loop {
            let rest = self.slice(at, self.front.end());
            let trimmed = rest.trim_start_matches([' ', '\t', '\n', '\r']);
            at += rest.len() - trimmed.len();
            if !trimmed.starts_with('#') {
                return at;
            }
            at = self.line_end(at);
        }
    }

    /// Whether a comment stands between two offsets that have no node between them.
    pub(crate) fn has_comment(&self, start: usize, end: usize) -> bool {
        self.slice(start, end).contains('#')
    }

    /// Whether the line that starts at `start` holds only a comment, and how far that is indented.
    pub(crate) fn comment_line(&self, start: usize) -> Option<usize> {
        let line = self.slice(start, self.line_end(start));
        let trimmed = line.trim_start_matches(' ');
        trimmed.starts_with('#').then_some(line.len() - trimmed.len())
    }

    pub(crate) fn is_blank_line(&self, start: usize) -> bool {
        self.slice(start, self.line_end(start)).trim().is_empty()
    }

    /// Where a line is added under something that ends on the line of `end`: past the comment lines that
    /// follow and are indented deeper than `indentation`, which belong to it.
    pub(crate) fn after_comments(&self, end: usize, indentation: usize) -> usize {
        let mut found = self.line_end(end);
        let mut line = self.next_line(end);
        while line > found && line < self.front.end() {
            if self.comment_line(line).is_some_and(|indented| indented > indentation) {
                found = self.line_end(line);
            } else if !self.is_blank_line(line) {
                break;
            }
            let next = self.next_line(line);
            if next == line {
                break;
            }
            line = next;
        }
        found
    }
}
