//! Splits a document into its front matter and its body.
//!
//! Front matter stands between a first line `---` and the next line `---` or `...`, or between two
//! lines `+++`, where it is TOML. Everything after that is body, whatever rules it holds. Knows nothing
//! of what is written in either part; `fields` reads it in its language.

mod fault;
mod fields;
mod language;

use crate::text::front_matter::fault::{blank_before_fence, missing_closing, not_utf8, nul_byte, too_large};
use crate::text::span::Span;

pub(crate) use crate::text::front_matter::fault::{SplitFault, SplitFaultKind};
pub(crate) use crate::text::front_matter::fields::fields;
pub(crate) use crate::text::front_matter::language::Language;

/// A document as read, with the places of its parts. All spans are those of `text`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Document<'bytes> {
    /// The whole file, a byte-order mark included.
    pub(crate) text: &'bytes str,
    pub(crate) front_matter: Option<FrontMatter>,
    pub(crate) body: Span,
    pub(crate) line_ending: LineEnding,
}

/// The places of the front matter.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct FrontMatter {
    pub(crate) language: Language,
    /// The three signs that open it.
    pub(crate) opening: Span,
    /// From the line after the opening fence up to the closing fence, with the last line break.
    pub(crate) content: Span,
    /// The three signs that close it.
    pub(crate) closing: Span,
}

/// How the lines of a file end: as its first line does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum LineEnding {
    Lf,
    CrLf,
}

impl LineEnding {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Lf => "\n",
            Self::CrLf => "\r\n",
        }
    }

    pub(crate) fn of(text: &str) -> Self {
        match text.find('\n') {
            Some(at) if text[..at].ends_with('\r') => Self::CrLf,
            _ => Self::Lf,
        }
    }
}

impl<'bytes> Document<'bytes> {
    /// What stands between the fences, or nothing where there are none.
    #[cfg(test)]
    pub(crate) fn between(&self) -> Option<&'bytes str> {
        self.front_matter.map(|front_matter| front_matter.content.slice(self.text))
    }

    pub(crate) fn body(&self) -> &'bytes str {
        self.body.slice(self.text)
    }
}

/// Reads the bytes of a file that is all front matter, without fences: a `.yaml` document.
pub(crate) fn whole(bytes: &[u8]) -> Result<(&str, Span), Box<SplitFault>> {
    let text = text_of(bytes)?;
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    Ok((text, Span::new(start, text.len())))
}

/// The text of a file, where it is text that can be worked with.
fn text_of(bytes: &[u8]) -> Result<&str, Box<SplitFault>> {
    if u32::try_from(bytes.len()).is_err() {
        return Err(too_large(bytes.len()).into());
    }
    let text = std::str::from_utf8(bytes).map_err(|error| not_utf8(bytes, error.valid_up_to()))?;
    match memchr::memchr(0, bytes) {
        Some(at) => Err(nul_byte(text, at).into()),
        None => Ok(text),
    }
}

/// Splits the bytes of a file. A file without a fence in its first line is all body.
pub(crate) fn split(bytes: &[u8]) -> Result<Document<'_>, Box<SplitFault>> {
    let text = text_of(bytes)?;
    let line_ending = LineEnding::of(text);
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let first = line_at(text, start);
    let Some(language) = language::opened(text, first) else {
        if let Some(fault) = blank_before_fence(text, start) {
            return Err(fault.into());
        }
        let body = Span::new(start, text.len());
        return Ok(Document { text, front_matter: None, body, line_ending });
    };
    let opening = Span::new(start, start + 3);
    let content = after_line(text, first);
    let Some(closing) = closing_fence(text, content, language) else {
        return Err(missing_closing(text, opening, content, language).into());
    };
    let body = after_line(text, line_at(text, closing));
    let front_matter = FrontMatter {
        language,
        opening,
        content: Span::new(content, closing),
        closing: Span::new(closing, closing + 3),
    };
    Ok(Document { text, front_matter: Some(front_matter), body: Span::new(body, text.len()), line_ending })
}

/// Where the text of a document is, behind front matter where there is some. A rule at the top that
/// nothing closes is no fence here.
pub(crate) fn text_behind(bytes: &[u8]) -> Result<Span, Box<SplitFault>> {
    match split(bytes) {
        Ok(document) => Ok(document.body),
        Err(fault) => match fault.kind {
            SplitFaultKind::MissingClosing | SplitFaultKind::BlankBeforeFence => {
                whole(bytes).map(|(_, whole)| whole)
            }
            SplitFaultKind::TooLarge | SplitFaultKind::NotUtf8 | SplitFaultKind::NulByte => Err(fault),
        },
    }
}

/// The line that begins at `start`, without its line break.
fn line_at(text: &str, start: usize) -> Span {
    let end = text[start..].find('\n').map_or(text.len(), |found| start + found);
    let end = if text[start..end].ends_with('\r') { end - 1 } else { end };
    Span::new(start, end)
}

/// The start of the line after `line`.
fn after_line(text: &str, line: Span) -> usize {
    let rest = &text[line.end()..];
    line.end() + if rest.starts_with("\r\n") { 2 } else { rest.len().min(1) }
}

/// Three signs at the very start of a line, and nothing but blanks behind them.
fn is_fence(line: &str, signs: &str) -> bool {
    line.strip_prefix(signs).is_some_and(|rest| rest.bytes().all(|byte| matches!(byte, b' ' | b'\t')))
}

fn closing_fence(text: &str, content: usize, language: Language) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = content;
    while at < bytes.len() {
        if matches!(bytes[at], b'-' | b'.' | b'+') && language.closes(line_at(text, at).slice(text)) {
            return Some(at);
        }
        at += text[at..].find('\n')? + 1;
    }
    None
}

/// Where front matter ends by the look of it, from `start` on: at the first line that begins a
/// body. For messages alone: a fence that is missing leaves no better sign.
pub(crate) fn likely_end(text: &str, start: usize) -> Option<usize> {
    let mut at = start;
    let mut after_blank = false;
    while at < text.len() {
        let span = line_at(text, at);
        let line = span.slice(text);
        let is_blank = line.trim().is_empty();
        let is_heading = line.trim_start_matches('#').starts_with(' ') && line.starts_with('#');
        let may_be_yaml =
            is_blank || line.starts_with([' ', '\t', '#', '-', ']', '}']) || looks_like_key(line);
        if !may_be_yaml || (is_heading && (after_blank || line.starts_with("##"))) {
            return Some(at);
        }
        after_blank = is_blank;
        at = after_line(text, span);
    }
    None
}

/// `name:` at the start of a line.
fn looks_like_key(line: &str) -> bool {
    line.split_once(':').is_some_and(|(key, rest)| {
        let key = key.trim_matches(['"', '\'']);
        let mut characters = key.chars();
        characters.next().is_some_and(|first| first.is_alphabetic() || first == '_')
            && characters
                .all(|character| character.is_alphanumeric() || matches!(character, '_' | '-' | '.' | ' '))
            && (rest.is_empty() || rest.starts_with([' ', '\t']))
    })
}

#[cfg(test)]
mod tests;
