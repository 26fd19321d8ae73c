//! In which language fields are written, by the fence above them.
//!
//! Three dashes open YAML wherever they stand first. Three plus signs may be anything, so that what stands below
//! them is looked at too; a text between such lines stays a text.

use crate::text::front_matter::{after_line, is_fence, line_at, looks_like_key};
use crate::text::span::Span;

/// The language of front matter.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Language {
    Yaml,
    /// As Hugo and Zola have it.
    Toml,
}

impl Language {
    pub(crate) fn fence(self) -> &'static str {
        match self {
            Self::Yaml => "---",
            Self::Toml => "+++",
        }
    }

    /// Whether a line ends front matter.
    pub(super) fn closes(self, line: &str) -> bool {
        is_fence(line, self.fence()) || (self == Self::Yaml && is_fence(line, "..."))
    }

    /// The language of the fields at `front` of a whole document; YAML where no fence stands above them.
    pub(crate) fn at(text: &str, front: Span) -> Self {
        let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let first = line_at(text, start);
        let is_below = front.start() == after_line(text, first);
        if is_below && is_fence(first.slice(text), "+++") { Self::Toml } else { Self::Yaml }
    }
}

/// The language that a first line opens.
pub(super) fn opened(text: &str, first: Span) -> Option<Language> {
    match first.slice(text) {
        line if is_fence(line, "---") => Some(Language::Yaml),
        line if is_fence(line, "+++") && is_toml(text, first) => Some(Language::Toml),
        _ => None,
    }
}

/// The language that a line opens with a field directly below it.
pub(super) fn opened_by_a_field(text: &str, fence: Span) -> Option<Language> {
    let field = text[after_line(text, fence)..].lines().find(|line| !line.starts_with('#'))?;
    match fence.slice(text) {
        line if is_fence(line, "---") => looks_like_key(field).then_some(Language::Yaml),
        line if is_fence(line, "+++") => is_assignment(field).then_some(Language::Toml),
        _ => None,
    }
}

/// The lines below a fence that are neither blank nor a comment.
fn says_something(text: &str, fence: Span) -> impl Iterator<Item = &str> {
    let says = |line: &&str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
    text[after_line(text, fence)..].lines().filter(says)
}

/// Whether the lines below a fence are TOML, or meant to be: closed and begun with something like a field, or not
/// closed and begun with what is a field for sure.
fn is_toml(text: &str, fence: Span) -> bool {
    let mut lines = says_something(text, fence);
    match lines.next() {
        None => false,
        Some(line) if Language::Toml.closes(line) || is_assignment(line) => true,
        Some(line) => {
            let is_like_a_field = line.contains('=') || line.starts_with('[') || looks_like_key(line);
            is_like_a_field && lines.any(|line| Language::Toml.closes(line))
        }
    }
}

/// `key =` at the start of a line.
fn is_assignment(line: &str) -> bool {
    line.split_once('=').is_some_and(|(key, _)| {
        let key = key.trim();
        let is_of_a_key = |sign: char| sign.is_alphanumeric() || matches!(sign, '_' | '-' | '.' | '"' | '\'');
        !key.is_empty() && key.chars().all(is_of_a_key)
    })
}
