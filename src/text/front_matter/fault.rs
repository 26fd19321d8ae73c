//! Why a file could not be split, in words for the person who wrote it.

use crate::text::front_matter::{Language, language, likely_end, line_at};
use crate::text::span::{LineIndex, Position, Span};

/// Something that keeps a file from being read as a document.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct SplitFault {
    pub(crate) kind: SplitFaultKind,
    /// The place in bytes of the file, whether or not they are text.
    pub(crate) span: Span,
    /// The place as people count it, for files that are no text: columns count bytes there.
    pub(crate) position: Position,
    /// One sentence without a final period.
    pub(crate) message: String,
    /// What to do, as an imperative fragment.
    pub(crate) help: Option<String>,
    /// Another place that belongs to the fault, and what it shows.
    pub(crate) related: Option<(Span, String)>,
    /// Bytes to put in place of a span so that the file reads as it was most likely meant.
    pub(crate) repair: Option<(Span, String)>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) enum SplitFaultKind {
    /// 4 GiB or more.
    TooLarge,
    NotUtf8,
    NulByte,
    /// The opening fence has no closing one.
    MissingClosing,
    /// Something blank stands before the opening fence.
    BlankBeforeFence,
}

fn fault(kind: SplitFaultKind, span: Span, position: Position, message: String, help: &str) -> SplitFault {
    SplitFault { kind, span, position, message, help: Some(help.to_owned()), related: None, repair: None }
}

pub(super) fn too_large(bytes: usize) -> SplitFault {
    let message = format!("the file has {bytes} bytes, more than can be read");
    let position = Position { line: 1, column: 1 };
    fault(
        SplitFaultKind::TooLarge,
        Span::at(0),
        position,
        message,
        "keep large data out of the product's documents",
    )
}

pub(super) fn not_utf8(bytes: &[u8], at: usize) -> SplitFault {
    let position = position_in_bytes(bytes, at);
    let span = Span::new(at, at + 1);
    let byte = bytes.get(at).copied().unwrap_or(0);
    let (message, help) = if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        ("the file is UTF-16, not UTF-8".to_owned(), "save it as UTF-8")
    } else {
        let message = format!("byte {at} of the file (0x{byte:02X}) is not UTF-8");
        match bytes.iter().filter(|byte| **byte == 0).count() {
            0 => (message, "save the file as UTF-8; it may be in Latin-1 or Windows-1252"),
            _ => (message, "save the file as UTF-8; it may be UTF-16, or no text at all"),
        }
    };
    fault(SplitFaultKind::NotUtf8, span, position, message, help)
}

fn position_in_bytes(bytes: &[u8], at: usize) -> Position {
    let before = &bytes[..at.min(bytes.len())];
    let line_start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |found| found + 1);
    Position {
        line: before.iter().filter(|byte| **byte == b'\n').count() + 1,
        column: before.len() - line_start + 1,
    }
}

pub(super) fn nul_byte(text: &str, at: usize) -> SplitFault {
    let position = LineIndex::new(text).position(at);
    let every_other = text.bytes().take(64).filter(|byte| *byte == 0).count() >= 16;
    let help = match every_other {
        true => "save the file as UTF-8; it looks like UTF-16",
        false => "remove it; the file may be damaged, or no text at all",
    };
    let message = format!("byte {at} of the file is a NUL, which no text holds");
    fault(SplitFaultKind::NulByte, Span::new(at, at + 1), position, message, help)
}

pub(super) fn missing_closing(text: &str, opening: Span, content: usize, language: Language) -> SplitFault {
    let position = LineIndex::new(&text[..opening.end()]).position(opening.start());
    let message = "the front matter that opens here is never closed".to_owned();
    let help = format!("add a line `{}` after its last field", language.fence());
    let mut fault = fault(SplitFaultKind::MissingClosing, opening, position, message, &help);
    let end = likely_end(text, content).filter(|_| language == Language::Yaml);
    if let Some(end) = end.filter(|end| *end > content) {
        fault.related = Some((
            line_at(text, end),
            "by the look of it, the front matter ends before this line".to_owned(),
        ));
    }
    fault
}

/// A fence that is not the first line, or not at the start of its line, with a field behind it and
/// a closing fence: without these, a rule at the top of a body looks the same.
pub(super) fn blank_before_fence(text: &str, start: usize) -> Option<SplitFault> {
    let fence = start + (text.len() - start) - text[start..].trim_start().len();
    if fence == start {
        return None;
    }
    let language = language::opened_by_a_field(text, line_at(text, fence))?;
    let before = Span::new(start, fence);
    let message = match before.slice(text).contains('\n') {
        true => "blank lines stand before the front matter, so it is read as part of the body",
        false => "blanks stand before the fence of the front matter, so it is read as part of the body",
    };
    let position = LineIndex::new(&text[..fence]).position(start);
    let mut fault = fault(
        SplitFaultKind::BlankBeforeFence,
        before,
        position,
        message.to_owned(),
        &format!("begin the file with `{}`", language.fence()),
    );
    fault.related = Some((Span::new(fence, fence + 3), "the fence".to_owned()));
    fault.repair = Some((before, String::new()));
    Some(fault)
}
