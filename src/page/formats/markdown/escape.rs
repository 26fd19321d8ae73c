//! Text as Markdown that says the same: escapes, emphasis that holds, code spans, links.

use crate::page::width::width;
use crate::page::{Inline, Target, Text, Tone};
use crate::text::visible::{is_gap, one_line};

use super::Links;

/// Where a text stands, which decides what must be escaped in it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// At the start of a line, where marks of lists and headings count.
    Line,
    /// After the mark of a heading, or within a line.
    Heading,
    /// In a cell, where a bar ends it.
    Cell,
}

/// A text on one line of Markdown.
pub(super) fn inline(text: &Text, place: Place, links: Links<'_>) -> String {
    let mut out = String::new();
    let pieces = spaced(text);
    for (index, (piece, words)) in pieces.iter().enumerate() {
        let mark = out.chars().last().filter(|mark| matches!(mark, '*' | '`'));
        let before = mark.or_else(|| index.checked_sub(1).and_then(|at| pieces[at].1.chars().last()));
        let after = pieces.get(index + 1).and_then(|(_, next)| next.chars().next());
        let around = Around { before, after };
        let written = written(piece, words, around, place, links);
        if written.starts_with('[') && out.ends_with('!') {
            out.insert(out.len() - 1, '\\');
        }
        out.push_str(&written);
    }
    let mut out = out.trim_matches(' ').to_owned();
    if place == Place::Line {
        guard_start(&mut out);
    }
    if place == Place::Heading && out.ends_with('#') {
        out.insert(out.len() - 1, '\\');
    }
    out
}

/// The pieces with their words on one line; the white space between two pieces is one space.
fn spaced(text: &Text) -> Vec<(&Inline, String)> {
    let mut open = false;
    let mut pieces = Vec::new();
    for piece in &text.0 {
        let raw = piece.as_str();
        let words = one_line(raw);
        let begins = raw.starts_with(is_gap) && open;
        let ends = raw.ends_with(is_gap);
        let mut spaced = String::new();
        if begins {
            spaced.push(' ');
        }
        spaced.push_str(&words);
        if ends && !words.is_empty() {
            spaced.push(' ');
        }
        open = if spaced.is_empty() { open } else { !spaced.ends_with(' ') };
        pieces.push((piece, spaced));
    }
    pieces.retain(|(_, words)| !words.is_empty());
    pieces
}

/// The characters that stand before and after a piece.
#[derive(Clone, Copy)]
struct Around {
    before: Option<char>,
    after: Option<char>,
}

fn written(piece: &Inline, words: &str, around: Around, place: Place, links: Links<'_>) -> String {
    let cell = place == Place::Cell;
    let core = words.trim_matches(' ');
    let text = in_place(escape(core), cell);
    let marked = match piece {
        _ if core.is_empty() => text,
        Inline::Code(_) if around.before != Some('`') => code(core, cell).unwrap_or(text),
        Inline::Strong(_) | Inline::Toned(Tone::Bad, _) if holds(words, core, around) => {
            format!("**{text}**")
        }
        Inline::Link { target, .. } | Inline::Reference { target, .. } => match address(target, links) {
            Some(address) => format!("[{text}]({})", in_place(address, cell)),
            None => text,
        },
        Inline::Plain(_) | Inline::Code(_) | Inline::Strong(_) | Inline::Toned(..) => text,
    };
    let start = if words.starts_with(' ') { " " } else { "" };
    let end = if words.len() > start.len() + core.len() { " " } else { "" };
    format!("{start}{marked}{end}")
}

fn address(target: &Target, links: Links<'_>) -> Option<String> {
    match target {
        Target::Anchor(anchor) if !links.leads_to(anchor) => None,
        _ => target.address(),
    }
}

/// Whether marks of emphasis around the words would be read as such.
fn holds(words: &str, core: &str, around: Around) -> bool {
    let is_open =
        |next: Option<char>| next.is_none_or(|next| next.is_whitespace() || next.is_ascii_punctuation());
    let is_letter = |each: Option<char>| each.is_some_and(char::is_alphanumeric);
    let before = if words.starts_with(' ') { Some(' ') } else { around.before };
    let after = if words.ends_with(' ') { Some(' ') } else { around.after };
    !core.starts_with(char::is_whitespace)
        && !core.ends_with(char::is_whitespace)
        && before != Some('*')
        && after != Some('*')
        && (is_letter(core.chars().next()) || is_open(before))
        && (is_letter(core.chars().last()) || is_open(after))
}

/// Escapes what would be markup within a line.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut before: Option<char> = None;
    let mut rest = text.chars().peekable();
    while let Some(each) = rest.next() {
        let after = rest.peek().copied();
        let inside = before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric);
        let escapes = match each {
            '\\' | '`' | '*' | '[' | ']' | '<' | '>' | '~' => true,
            '_' => !inside,
            // Two of them hold mathematics; one before a number is money.
            '$' => out.contains('$') || !after.is_some_and(|after| after.is_ascii_digit()),
            '&' => after.is_some_and(|after| after == '#' || after.is_ascii_alphabetic()),
            _ => false,
        };
        if escapes {
            out.push('\\');
        }
        out.push(each);
        before = Some(each);
    }
    out
}

fn in_place(text: String, cell: bool) -> String {
    if cell { text.replace('|', "\\|") } else { text }
}

/// Escapes the first characters of a line that would make it a list, a heading, a rule or a table.
fn guard_start(line: &mut String) {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let mark = line[digits..].chars().next();
    let run = line.chars().take_while(|each| Some(*each) == mark).count();
    let ends_mark = |at: usize| line.as_bytes().get(at).is_none_or(|next| *next == b' ');
    let escapes = match mark {
        Some('.' | ')') => digits > 0 && ends_mark(digits + 1),
        Some('-' | '+') if digits == 0 && ends_mark(1) => true,
        Some('#') if digits == 0 => ends_mark(run),
        Some(_) => line.chars().all(|each| "-=:| ".contains(each)),
        None => false,
    };
    if escapes {
        line.insert(digits, '\\');
    }
}

/// A code span, or nothing where none can say the text: a cell cannot hold `\|` in code.
fn code(text: &str, cell: bool) -> Option<String> {
    if text.is_empty() || (cell && text.contains("\\|")) || (cell && text.ends_with('\\')) {
        return None;
    }
    let fence = "`".repeat(if text.contains('`') { longest_run(text) + 1 } else { 1 });
    let space = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    Some(in_place(format!("{fence}{space}{text}{space}{fence}"), cell))
}

/// The length of the longest run of backticks.
pub(super) fn longest_run(text: &str) -> usize {
    text.split(|each| each != '`').map(width).max().unwrap_or_default()
}
