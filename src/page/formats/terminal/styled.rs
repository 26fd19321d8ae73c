//! Text with styles that can be measured, wrapped and painted.
//!
//! Escapes are written last, line by line, so that no measure and no break ever meets one.

use std::ops::Range;

use anstyle::Style;

use crate::page::formats::Surface;
use crate::page::target::is_absolute;
use crate::page::width::{fitting, soft_breaks, width};
use crate::page::{Inline, Target, Text, Tone};
use crate::text::visible::{is_gap, spelt_out};

use super::style::{Role, style, within};

/// Visible text, single spaces between words, `\n` where a line must end.
#[derive(Clone, Default, Debug)]
pub(super) struct Styled {
    text: String,
    /// In order; together they cover the text.
    runs: Vec<Run>,
}

#[derive(Clone, PartialEq, Debug)]
struct Run {
    end: usize,
    style: Style,
    /// The address behind the text, where the terminal can show one.
    address: Option<String>,
}

/// One painted line and the columns it takes.
#[derive(Clone, Default, PartialEq, Debug)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) width: usize,
}

impl Line {
    /// The line with another before it.
    pub(super) fn after(mut self, before: &Self) -> Self {
        self.text.insert_str(0, &before.text);
        self.width += before.width;
        self
    }
}

/// What to do with a word that is wider than a line.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum LongWord {
    /// It stands alone on a line that is too long, so that an address can be copied.
    Keep,
    /// It is cut, where a neighbour stands to the right.
    Cut,
}

/// Whether the address of a link may follow its text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Addresses {
    Shown,
    Hidden,
}

impl Styled {
    pub(super) fn new(text: &str, role: Role) -> Self {
        let mut styled = Self::default();
        styled.push(text, style(role), None);
        styled.trim();
        styled
    }

    /// A page's text in a role that its pieces vary.
    pub(super) fn of(text: &Text, role: Role, addresses: Addresses, surface: &Surface) -> Self {
        let mut styled = Self::default();
        let base = style(role);
        for piece in &text.0 {
            let role = match piece {
                Inline::Plain(_) => Role::Plain,
                Inline::Strong(_) => Role::Strong,
                Inline::Code(_) => Role::Code,
                Inline::Reference { .. } => Role::Toned(Tone::Id),
                Inline::Toned(tone, _) => Role::Toned(*tone),
                Inline::Link { .. } => Role::Link,
            };
            let style = within(base, style(role));
            match piece {
                Inline::Link { text, target: target @ Target::Url(_) } => {
                    styled.push_link(text, style, target.address(), addresses, surface);
                }
                Inline::Code(code) if !code.is_empty() => styled.push(&format!("`{code}`"), style, None),
                _ => styled.push(piece.as_str(), style, None),
            }
        }
        styled.trim();
        styled
    }

    /// A link: behind its text where the terminal can, else after it where there is room.
    pub(super) fn push_link(
        &mut self,
        text: &str,
        text_style: Style,
        address: Option<String>,
        addresses: Addresses,
        surface: &Surface,
    ) {
        let behind = address.clone().filter(|address| surface.hyperlinks && is_absolute(address));
        let after = address
            .filter(|address| behind.is_none() && addresses == Addresses::Shown && !says(text, address));
        self.push(text, text_style, behind);
        if let Some(address) = after {
            self.push(&format!(" ({address})"), style(Role::Toned(Tone::Muted)), None);
        }
    }

    /// Appends text; white space in it becomes single spaces.
    pub(super) fn push(&mut self, text: &str, style: Style, address: Option<String>) {
        for each in spelt_out(text).chars() {
            if !is_gap(each) {
                self.text.push(each);
            } else if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
                self.text.push(' ');
            }
        }
        self.cover(style, address);
    }

    /// Ends the line here, whatever the width.
    pub(super) fn push_break(&mut self) {
        self.trim();
        self.text.push('\n');
        self.cover(Style::new(), None);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The columns of the longest line if nothing is wrapped.
    pub(super) fn width(&self) -> usize {
        self.text.split('\n').map(width).max().unwrap_or_default()
    }

    /// The columns of the longest piece that no line break may divide.
    pub(super) fn longest_word(&self) -> usize {
        let words =
            self.text.split('\n').flat_map(|line| pieces(line).into_iter().map(|piece| width(&line[piece])));
        words.max().unwrap_or_default()
    }

    pub(super) fn uppercase(&self) -> Self {
        let mut upper = Self::default();
        let mut start = 0;
        for run in &self.runs {
            upper.text.push_str(&self.text[start..run.end].to_uppercase());
            upper.cover(run.style, run.address.clone());
            start = run.end;
        }
        upper
    }

    /// The lines at a width, painted. At least one, which may be empty.
    pub(super) fn lines(&self, columns: usize, long: LongWord, surface: &Surface) -> Vec<Line> {
        self.wrap(columns, long).into_iter().map(|range| self.paint(range, surface)).collect()
    }

    /// The text on one line, however long.
    pub(super) fn line(&self, surface: &Surface) -> Line {
        self.paint(0..self.text.len(), surface)
    }

    fn trim(&mut self) {
        let end = self.text.trim_end_matches(' ').len();
        self.text.truncate(end);
        self.runs.retain_mut(|run| {
            let reaches = run.end <= end;
            run.end = run.end.min(end);
            reaches || run.end == end
        });
    }

    fn cover(&mut self, style: Style, address: Option<String>) {
        let end = self.text.len();
        match self.runs.last_mut() {
            Some(run) if run.end == end => {}
            Some(run) if run.style == style && run.address == address => run.end = end,
            _ if end > 0 => self.runs.push(Run { end, style, address }),
            _ => {}
        }
    }

    fn wrap(&self, columns: usize, long: LongWord) -> Vec<Range<usize>> {
        let columns = columns.max(1);
        let mut lines = Vec::new();
        let mut start = 0;
        for given in self.text.split('\n') {
            let mut line = start..start;
            for piece in pieces(given) {
                let piece = piece.start + start..piece.end + start;
                if line.is_empty() {
                    line = piece;
                } else if width(&self.text[line.start..piece.end]) <= columns {
                    line.end = piece.end;
                } else {
                    lines.push(line);
                    line = piece;
                }
                while long == LongWord::Cut && width(&self.text[line.clone()]) > columns {
                    let cut = line.start + fitting(&self.text[line.clone()], columns);
                    if cut == line.end {
                        break;
                    }
                    lines.push(line.start..cut);
                    line.start = cut;
                }
            }
            lines.push(line);
            start += given.len() + 1;
        }
        lines
    }

    fn paint(&self, range: Range<usize>, surface: &Surface) -> Line {
        let mut out = String::new();
        let mut start = range.start;
        for run in self.runs.iter().filter(|run| run.end > range.start) {
            let end = run.end.min(range.end);
            if end <= start {
                break;
            }
            let text = &self.text[start..end];
            let style = if surface.color { run.style } else { Style::new() };
            if let Some(address) = &run.address {
                out.push_str(&format!("\u{1b}]8;;{address}\u{1b}\\{style}{text}{style:#}\u{1b}]8;;\u{1b}\\"));
            } else {
                out.push_str(&format!("{style}{text}{style:#}"));
            }
            start = end;
        }
        Line { text: out, width: width(&self.text[range]) }
    }
}

/// Whether the text of a link is its address already.
pub(super) fn says(text: &str, address: &str) -> bool {
    address == text || address.strip_prefix("mailto:") == Some(text)
}

/// The pieces a line may be broken into, without the spaces between them.
fn pieces(line: &str) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for word in line.split(' ') {
        let mut from = 0;
        for at in soft_breaks(word).chain([word.len()]) {
            if at > from {
                pieces.push(start + from..start + at);
                from = at;
            }
        }
        start += word.len() + 1;
    }
    pieces
}
