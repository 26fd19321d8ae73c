//! The lines around some spans of a text, cut and made harmless, so that a renderer can be handed any
//! text: with control characters, a byte-order mark, mixed line breaks, or a line of 100 MB.

use crate::diagnostic::report::Indexed;
use crate::text::span::Span;
use crate::text::visible::visible_char;

/// Bytes of a line kept before and after the place that matters.
const AROUND: usize = 1_000;

/// Lines of a text as they are shown.
pub(crate) struct Excerpt<'a> {
    /// The lines, joined by line feeds; every character of the source is one character here.
    pub(crate) text: String,
    /// The number of the first line in the source.
    pub(crate) first_line: usize,
    /// Whether the beginning of a line was left out, so that columns cannot be counted in `text`.
    pub(crate) cut: bool,
    source: &'a str,
    lines: Vec<Shown>,
}

/// Which bytes of the source are shown, and where in the excerpt.
struct Shown {
    from: usize,
    to: usize,
    at: usize,
}

impl<'a> Excerpt<'a> {
    /// The lines `first` to `last` (from 1, both included), each cut around the first of `places` that
    /// touches it.
    pub(crate) fn of(indexed: &Indexed<'a>, first: usize, last: usize, places: &[Span]) -> Self {
        let source = indexed.text;
        let mut excerpt =
            Self { text: String::new(), first_line: first, cut: false, source, lines: Vec::new() };
        for line in first..=last {
            let Some(bytes) = indexed.index.line(line) else { break };
            let mut start = bytes.start;
            if line == 1 && source.starts_with('\u{feff}') {
                start += '\u{feff}'.len_utf8();
            }
            let focus = places
                .iter()
                .find(|span| span.start() <= bytes.end && bytes.start <= span.end())
                .map_or(start, |span| span.start().clamp(start, bytes.end.max(start)));
            let from = if focus - start > AROUND { floor(source, focus - AROUND) } else { start };
            let to = if bytes.end.saturating_sub(focus) > 2 * AROUND {
                floor(source, focus + AROUND)
            } else {
                bytes.end.max(start)
            };
            excerpt.push(line > first, from > start, Shown { from, to, at: 0 }, to < bytes.end);
        }
        excerpt
    }

    fn push(&mut self, follows: bool, cut_before: bool, mut shown: Shown, cut_after: bool) {
        if follows {
            self.text.push('\n');
        }
        if cut_before {
            self.text.push('…');
            self.cut = true;
        }
        shown.at = self.text.len();
        self.text.extend(self.source[shown.from..shown.to].chars().map(visible_char));
        if cut_after {
            self.text.push('…');
        }
        self.lines.push(shown);
    }

    /// Where a byte of the source is in the excerpt; one that is not shown is the nearest that is.
    pub(crate) fn offset(&self, source: usize) -> usize {
        let line = self.lines.partition_point(|line| line.from <= source).saturating_sub(1);
        let Some(line) = self.lines.get(line) else { return 0 };
        let to = floor(self.source, source.clamp(line.from, line.to));
        line.at + self.source[line.from..to].chars().map(|c| visible_char(c).len_utf8()).sum::<usize>()
    }

    pub(crate) fn span(&self, span: Span) -> std::ops::Range<usize> {
        self.offset(span.start())..self.offset(span.end())
    }

    /// Gives an empty last line one space, so that a sign can be put under it.
    pub(crate) fn with_room_at_the_end(mut self) -> Self {
        if self.text.is_empty() || self.text.ends_with('\n') {
            self.text.push(' ');
        }
        self
    }
}

/// The nearest character boundary at or before `offset`.
fn floor(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::span::LineIndex;
    use proptest::prelude::*;

    fn excerpt(text: &str, first: usize, last: usize, span: Span) -> Excerpt<'_> {
        Excerpt::of(&Indexed::new(text), first, last, &[span])
    }

    #[test]
    fn lines_are_shown_without_breaks_marks_and_controls() {
        let shown = excerpt("\u{feff}a\u{1b}b\r\nc\r\n", 1, 2, Span::at(3));
        assert_eq!(shown.text, "a␛b\nc");
        assert_eq!(shown.offset(3), 0);
        assert_eq!(shown.offset(5), 4);
        assert_eq!(shown.offset(8), 6);
    }

    #[test]
    fn a_very_long_line_is_cut_around_the_place() {
        let text = format!("{}here{}", "x".repeat(100_000), "y".repeat(100_000));
        let shown = excerpt(&text, 1, 1, Span::new(100_000, 100_004));
        assert!(shown.cut && shown.text.len() < 3 * AROUND, "{}", shown.text.len());
        assert_eq!(&shown.text[shown.span(Span::new(100_000, 100_004))], "here");
        assert!(shown.text.starts_with('…') && shown.text.ends_with('…'));
    }

    proptest! {
        #[test]
        fn every_offset_has_a_place(text in "[a\u{e9}\u{1b}\u{feff}\r\n\t]{0,12}", offset in 0..30usize) {
            let lines = LineIndex::new(&text).line_count();
            let shown = excerpt(&text, 1, lines, Span::at(offset));
            let at = shown.offset(offset);
            prop_assert!(shown.text.is_char_boundary(at));
            let harmless = !shown.text.contains(['\r', '\u{1b}', '\u{feff}']);
            prop_assert!(harmless, "{:?}", shown.text);
        }
    }
}
