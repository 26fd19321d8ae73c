//! How wide words are in a proportional font, and where a line of them breaks.
//!
//! The widths are those of Helvetica and its kin, rounded up; a wide character takes a whole em.

use unicode_segmentation::UnicodeSegmentation;

use crate::page::width::{soft_breaks, width};
use crate::page::{Inline, Target, Text, Tone};
use crate::text::visible::{is_gap, spelt_out};

/// A size in pixels, and whether the strokes are heavy.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Font {
    pub(crate) size: i64,
    pub(crate) is_bold: bool,
}

pub(crate) const BODY: Font = Font { size: 13, is_bold: false };
pub(crate) const SMALL: Font = Font { size: 12, is_bold: false };

/// Words of one role within a line.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Span {
    pub(crate) text: String,
    pub(crate) class: &'static str,
    /// An address on the web, which means the same wherever the picture is.
    pub(crate) address: Option<String>,
}

/// Words on one line, and how wide they are.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Line {
    pub(crate) spans: Vec<Span>,
    pub(crate) width: i64,
}

/// The thousandths of an em that the characters from space to tilde take.
const WIDTHS: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
    556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278,
    500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469,
    556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500,
    278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/// What a character outside of [`WIDTHS`] takes: letters with marks, other scripts, wide ones, pictures.
const OTHER: i64 = 720;
const WIDE: i64 = 1020;
const PICTURE: i64 = 1380;

/// One of a font in which all are alike.
const FIXED: i64 = 605;

fn thousandths(character: &str) -> i64 {
    let mut letters = character.chars();
    match (letters.next(), letters.next()) {
        (Some(letter @ ' '..='~'), None) => i64::from(WIDTHS[letter as usize - 32]),
        (Some('·' | '’' | '‘' | '\u{a0}'), None) => 333,
        (Some('…' | '—'), None) => 1000,
        (Some(first), _) => match width(character) {
            0 => 0,
            1 => OTHER,
            _ if first >= '\u{1f000}' => PICTURE,
            columns => WIDE * columns.div_ceil(2) as i64,
        },
        (None, _) => 0,
    }
}

/// The thousandths of an em that a stretch takes, where no character takes less than `least`.
fn total(stretch: &str, least: i64) -> i64 {
    // Most text is of plain letters, which need not be told apart from marks on them.
    if stretch.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return stretch.bytes().map(|byte| i64::from(WIDTHS[usize::from(byte) - 32]).max(least)).sum();
    }
    stretch.graphemes(true).map(|each| thousandths(each).max(least)).sum()
}

fn scaled(thousandths: i64, font: Font) -> i64 {
    let heavy = if font.is_bold { 1080 } else { 1020 };
    (thousandths * font.size * heavy + 999_999) / 1_000_000
}

/// The pixels that words take in a font, at most.
pub(crate) fn wide(text: &str, font: Font) -> i64 {
    scaled(total(text, 0), font)
}

/// The lines of a text at a width, at most `most`; what does not fit ends in an ellipsis.
pub(crate) fn lines(text: &Text, font: Font, room: i64, most: usize) -> Vec<Line> {
    Words::of(text).lines(font, room.max(1), most.max(1))
}

/// A text on one line; what does not fit ends in an ellipsis.
pub(crate) fn one(text: &Text, font: Font, room: i64) -> Line {
    lines(text, font, room, 1).into_iter().next().unwrap_or_default()
}

/// A text with single spaces, and the roles of its stretches.
#[derive(Default)]
struct Words {
    text: String,
    runs: Vec<Run>,
}

struct Run {
    end: usize,
    class: &'static str,
    address: Option<String>,
}

impl Words {
    fn of(text: &Text) -> Self {
        let mut words = Self::default();
        for piece in &text.0 {
            for each in spelt_out(piece.as_str()).chars() {
                if !is_gap(each) {
                    words.text.push(each);
                } else if !words.text.is_empty() && !words.text.ends_with(' ') {
                    words.text.push(' ');
                }
            }
            let (end, class, address) = (words.text.len(), class(piece), address(piece));
            words.runs.push(Run { end, class, address });
        }
        let end = words.text.trim_end_matches(' ').len();
        words.text.truncate(end);
        words
    }

    /// The thousandths of an em that a stretch takes.
    fn thousandths(&self, from: usize, to: usize, font: Font) -> i64 {
        let mut sum = 0;
        let mut start = 0;
        for run in &self.runs {
            let (begin, end) = (start.max(from), run.end.min(to));
            start = run.end;
            if begin >= end {
                continue;
            }
            let stretch = &self.text[begin..end];
            sum += match run.class {
                "d-code" | "d-id" => total(stretch, FIXED),
                "d-strong" | "d-bad" if !font.is_bold => total(stretch, 0) * 108 / 100,
                _ => total(stretch, 0),
            };
        }
        sum
    }

    fn lines(&self, font: Font, room: i64, most: usize) -> Vec<Line> {
        let mut ranges: Vec<(usize, usize)> = Vec::new();
        let mut line = (0, 0);
        let fits = |from: usize, to: usize| scaled(self.thousandths(from, to, font), font) <= room;
        if fits(0, self.text.len()) {
            return vec![self.line(0, self.text.len(), font)];
        }
        for (from, to) in pieces(&self.text) {
            if line.1 == line.0 {
                line = (from, to);
            } else if fits(line.0, to) {
                line.1 = to;
            } else {
                ranges.push(line);
                line = (from, to);
            }
            while !fits(line.0, line.1) {
                let cut = line.0 + self.fitting(line, font, room);
                if cut >= line.1 {
                    break;
                }
                ranges.push((line.0, cut));
                line.0 = cut;
            }
            if ranges.len() > most {
                break;
            }
        }
        ranges.push(line);
        let is_cut = ranges.len() > most;
        ranges.truncate(most);
        let mut lines: Vec<Line> = ranges.iter().map(|(from, to)| self.line(*from, *to, font)).collect();
        if let Some(((from, to), last)) = ranges.last().zip(lines.last_mut()).filter(|_| is_cut) {
            let left = room - scaled(thousandths("…"), font);
            let to = from
                + if fits(*from, *to) && last.width <= left {
                    to - from
                } else {
                    self.fitting((*from, *to), font, left)
                };
            let to = from + self.text[*from..to].trim_end_matches(' ').len();
            *last = self.line(*from, to, font);
            last.width += scaled(thousandths("…"), font);
            match last.spans.last_mut() {
                Some(span) => span.text.push('…'),
                None => last.spans.push(Span { text: "…".to_owned(), class: "", address: None }),
            }
        }
        lines
    }

    /// The bytes of the longest beginning of a stretch that fits; at least one character.
    fn fitting(&self, (from, to): (usize, usize), font: Font, room: i64) -> usize {
        let mut end = 0;
        let mut sum = 0;
        for (start, character) in self.text[from..to].grapheme_indices(true) {
            let next = start + character.len();
            sum += self.thousandths(from + start, from + next, font);
            if end > 0 && scaled(sum, font) > room {
                break;
            }
            end = next;
        }
        end
    }

    fn line(&self, from: usize, to: usize, font: Font) -> Line {
        let mut spans = Vec::new();
        let mut start = 0;
        for run in &self.runs {
            let (begin, end) = (start.max(from), run.end.min(to));
            start = run.end;
            if begin < end {
                let text = self.text[begin..end].to_owned();
                spans.push(Span { text, class: run.class, address: run.address.clone() });
            }
        }
        Line { spans, width: scaled(self.thousandths(from, to, font), font) }
    }
}

fn class(piece: &Inline) -> &'static str {
    match piece {
        Inline::Plain(_) | Inline::Link { .. } => "",
        Inline::Strong(_) => "d-strong",
        Inline::Code(_) => "d-code",
        Inline::Reference { .. } | Inline::Toned(Tone::Id, _) => "d-id",
        Inline::Toned(Tone::Muted, _) => "d-muted",
        Inline::Toned(Tone::Good, _) => "d-good",
        Inline::Toned(Tone::Active, _) => "d-active",
        Inline::Toned(Tone::Caution, _) => "d-caution",
        Inline::Toned(Tone::Bad, _) => "d-bad",
    }
}

fn address(piece: &Inline) -> Option<String> {
    let (Inline::Link { target: target @ Target::Url(_), .. }
    | Inline::Reference { target: target @ Target::Url(_), .. }) = piece
    else {
        return None;
    };
    target.address().filter(|address| address.starts_with("https://") || address.starts_with("http://"))
}

/// The stretches that no line break may divide, without the spaces between them.
fn pieces(text: &str) -> Vec<(usize, usize)> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for word in text.split(' ') {
        let mut from = 0;
        for at in soft_breaks(word).chain([word.len()]) {
            if at > from {
                pieces.push((start + from, start + at));
                from = at;
            }
        }
        start += word.len() + 1;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, room: i64, most: usize, expect: &[&str]) {
        let lines = lines(&text.into(), BODY, room, most);
        let said: Vec<String> =
            lines.iter().map(|line| line.spans.iter().map(|span| span.text.as_str()).collect()).collect();
        assert_eq!(said, expect, "{text} within {room}");
        assert!(lines.iter().all(|line| line.width <= room.max(20)), "{lines:?}");
    }

    #[test]
    fn lines_break_at_words_and_what_is_too_much_ends_in_an_ellipsis() {
        check("Export a roadmap", 200, 3, &["Export a roadmap"]);
        check("Export a roadmap", 70, 3, &["Export a", "roadmap"]);
        check("Export a roadmap as CSV", 70, 2, &["Export a", "roadmap…"]);
        check("Elektrizitätenhauptbetriebswerk", 80, 2, &["Elektrizitäten", "hauptbetri…"]);
        check("計画表を書き出す", 60, 3, &["計画表を", "書き出す"]);
        check("", 60, 3, &[""]);
    }

    #[test]
    fn a_wide_character_counts_double() {
        assert!(wide("計画", BODY) > wide("aaa", BODY));
        assert_eq!(wide("e\u{301}", BODY), scaled(OTHER, BODY));
    }
}
