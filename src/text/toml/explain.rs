//! From what the TOML parser trips over to what a person did, and what to do about it.
//!
//! The parser tells a fault by its words and its place; a fault whose words are not known here is told in them.

use toml::Spanned;
use toml::de::{DeTable, DeValue, Error};

use crate::text::span::Span;
use crate::text::yaml::{YamlFault, YamlFaultKind, shown, too_deep};

/// The fault behind an error of the parser in `text`, of which it read `table`.
pub(super) fn explain(text: &str, table: &DeTable<'_>, error: &Error) -> YamlFault {
    let whole = error.message();
    let (message, expected) = whole.split_once(", expected ").unwrap_or((whole, ""));
    let span = error.span().map_or(Span::at(0), |range| within(text, range.start, range.end));
    let place = Place { text, span };
    match message {
        "recursion limit" | "cannot recurse further; max recursion depth met" => too_deep(span),
        "duplicate key" => place.written_twice(table),
        "string values must be quoted" if span.is_empty() => place.no_value(),
        "string values must be quoted" | "invalid boolean" | "invalid float" => place.without_quotes(),
        "key with no value"
        | "invalid unquoted key"
        | "invalid key-value pair"
        | "unquoted keys cannot be empty" => place.no_key(message),
        "unexpected key or value" => place.behind_a_value(),
        "unexpected leading zero" => fault(
            place.word(),
            format!("the number {} begins with a 0", shown(place.word().slice(text))),
            "leave the 0 out, or put quotes around what is no number",
        ),
        "missing escaped value" | "too few unicode value digits" => fault(
            within(text, span.start().saturating_sub(1), span.start() + 1),
            "a backslash between double quotes begins an escape, and this is none".to_owned(),
            "write two backslashes, or put the text between single quotes",
        ),
        "missing comma between array elements" => fault(
            span,
            "a comma is missing here, or the list is never closed".to_owned(),
            "put a comma between the items, or close the list with `]`",
        ),
        "extra comma in array" | "extra comma in inline table" => {
            fault(span, "this is one comma too many".to_owned(), "remove it")
        }
        _ if message.starts_with("cannot extend value") => fault(
            span,
            format!("{} has a value already and is no map", shown(span.slice(text))),
            "give one of the two another name",
        ),
        _ if message.starts_with("unclosed") => {
            fault(span, format!("{expected} is missing here"), "close what is open before it")
        }
        _ if message.starts_with("invalid date") || message.starts_with("invalid time") => fault(
            span,
            format!("{} is no date", shown(span.slice(text))),
            "write year-month-day, such as 2026-11-24, or put quotes around a text",
        ),
        _ if message.ends_with("string") && expected.contains("visible") => fault(
            span,
            "a control character stands in a text".to_owned(),
            "remove it, or write it as an escape, such as \\u0007",
        ),
        _ if message.ends_with("string") => place.unclosed_quote(),
        _ => YamlFault::new(YamlFaultKind::Toml, span, format!("this is not valid TOML: {whole}")),
    }
}

fn fault(span: Span, message: String, help: impl Into<String>) -> YamlFault {
    YamlFault::new(YamlFaultKind::Toml, span, message).with_help(help)
}

/// A span between two characters of `text`, whatever was said.
fn within(text: &str, start: usize, end: usize) -> Span {
    let start = text.floor_char_boundary(start.min(text.len()));
    Span::new(start, text.ceil_char_boundary(end.min(text.len())))
}

/// Where the parser stopped.
struct Place<'a> {
    text: &'a str,
    span: Span,
}

impl Place<'_> {
    /// The line that the place is in, without blanks at its ends.
    fn line(&self) -> Span {
        let at = self.span.start();
        let start = self.text[..at].rfind('\n').map_or(0, |found| found + 1);
        let end = self.text[at..].find('\n').map_or(self.text.len(), |found| at + found);
        let line = &self.text[start..end];
        let start = start + (line.len() - line.trim_start().len());
        Span::new(start, start + line.trim().len())
    }

    /// What stands there up to the next blank or sign of a list.
    fn word(&self) -> Span {
        let rest = &self.text[self.span.start()..];
        let end = rest.find([' ', '\t', '\r', '\n', ',', ']', '}', '#']).unwrap_or(rest.len());
        Span::new(self.span.start(), self.span.start() + end)
    }

    fn written_twice(&self, table: &DeTable<'_>) -> YamlFault {
        let message = format!("the key {} is written twice", shown(self.span.slice(self.text)));
        let twice = fault(self.span, message, "remove one of them");
        match self.first(table) {
            Some(first) => twice.with_related(first, "the first"),
            None => twice,
        }
    }

    /// Where the key was written first: in a heading like this one, or at the beginning of a line below the same.
    fn first(&self, table: &DeTable<'_>) -> Option<Span> {
        let before = &self.text[..self.span.start()];
        let line = self.line().slice(self.text);
        if line.starts_with('[') {
            let mut at = 0;
            for other in before.split_inclusive('\n') {
                if other.trim() == line {
                    return Some(Place { text: self.text, span: Span::at(at) }.line());
                }
                at += other.len();
            }
            return None;
        }
        let section = before.rfind("\n[").map_or(0, |found| found + 1);
        let mut keys = Vec::new();
        spans(table, &mut keys);
        let is_first_on_its_line = |span: &Span| {
            let line = before[..span.start()].rsplit('\n').next().unwrap_or_default();
            line.trim().is_empty()
        };
        keys.retain(|span| section <= span.start() && span.end() < self.span.start());
        keys.retain(|span| span.slice(self.text) == self.span.slice(self.text) && is_first_on_its_line(span));
        keys.into_iter().max()
    }

    fn no_value(&self) -> YamlFault {
        fault(
            self.span,
            "no value stands here".to_owned(),
            "write one, `\"\"` for an empty text, or remove the line",
        )
    }

    fn without_quotes(&self) -> YamlFault {
        let written = self.span.slice(self.text).trim();
        let span =
            Span::new(self.span.start(), self.span.start() + self.span.slice(self.text).trim_end().len());
        match written.to_lowercase().as_str() {
            word @ ("true" | "false") => {
                fault(span, format!("{} is no value of TOML", shown(written)), format!("write `{word}`"))
            }
            "null" | "nil" | "~" => {
                fault(span, format!("TOML has no {}", shown(written)), "leave the line out")
            }
            "yes" | "no" => fault(
                span,
                format!("the text {} has no quotes around it", shown(written)),
                "write `true` or `false`, or put quotes around it",
            ),
            _ => {
                let words = written.trim_matches(['"', '\'', '“', '”', '„', '‘', '’', '«', '»']);
                let quoted = match words.contains(['"', '\\']) {
                    true if !words.contains('\'') => format!("'{words}'"),
                    true => String::new(),
                    false => format!("\"{words}\""),
                };
                let help = match quoted.as_str() {
                    "" => "put quotes around it".to_owned(),
                    quoted => format!("put them there: {quoted}"),
                };
                fault(span, format!("the text {} has no quotes around it", shown(written)), help)
            }
        }
    }

    /// A line that is no `key = value`.
    fn no_key(&self, message: &str) -> YamlFault {
        let span = self.line();
        let line = span.slice(self.text);
        let key = line.split_once(':').map(|(key, _)| key).filter(|key| {
            !key.is_empty() && key.chars().all(|sign| sign.is_alphanumeric() || matches!(sign, '_' | '-'))
        });
        if key.is_some() || line.starts_with("- ") {
            let key = key.unwrap_or("key");
            return fault(
                span,
                "this line is YAML, and the fence `+++` says TOML".to_owned(),
                format!("write `{key} = …`, or `---` in the place of both fences"),
            );
        }
        match message {
            "invalid unquoted key" => fault(
                self.span,
                format!("{} stands only in a key with quotes", shown(self.span.slice(self.text))),
                "put quotes around the key",
            ),
            _ => fault(
                span,
                "this line is no `key = value`".to_owned(),
                "write it so; a key of several words has quotes around it",
            ),
        }
    }

    fn behind_a_value(&self) -> YamlFault {
        let span = Span::new(self.span.start(), self.line().end());
        let message = format!("{} follows a value on its line", shown(span.slice(self.text)));
        let help = match self.line().slice(self.text).contains('\'') {
            true => "end the line behind the value; a text that holds `'` stands between double quotes",
            false => "end the line behind the value, or put quotes around all of it",
        };
        fault(span, message, help)
    }

    /// The parser stops at the end of the line; what it lacks is at the last quote before.
    fn unclosed_quote(&self) -> YamlFault {
        let before = &self.text[..self.span.start()];
        let opening = before.rfind(['"', '\'']).map_or(self.span, |at| Span::new(at, at + 1));
        fault(
            opening,
            "this quote is never closed".to_owned(),
            "close it; a text of several lines stands between `\"\"\"` and `\"\"\"`",
        )
    }
}

/// The places of all keys.
fn spans(table: &DeTable<'_>, found: &mut Vec<Span>) {
    for (key, value) in table {
        found.push(Span::new(key.span().start, key.span().end));
        within_value(value, found);
    }
}

fn within_value(value: &Spanned<DeValue<'_>>, found: &mut Vec<Span>) {
    match value.get_ref() {
        DeValue::Table(table) => spans(table, found),
        DeValue::Array(items) => items.iter().for_each(|item| within_value(item, found)),
        _ => {}
    }
}
