//! A fast path for the plain shape that most front matter has.
//!
//! Reads a block map of unquoted or simply quoted scalars, one-line lists in brackets, and block
//! lists of scalars, with comments. Anything else, and everything that would give a fault or a
//! note, is not read here at all: the full reader is asked, and gives the same tree for what is.

use crate::text::span::Span;
use crate::text::yaml::node::{Content, Entry, Key, Node, Scalar, ScalarStyle};

/// Longer keys are left to the full reader, which knows YAML's own limit.
const LONGEST_KEY: usize = 256;

/// Finding a key written twice compares all pairs; larger maps are left to the full reader.
const MOST_KEYS: usize = 64;

/// The tree of a plain text, its spans moved by `base`; nothing where the text is not that plain.
pub(crate) fn read(text: &str, base: usize) -> Option<Node> {
    if !has_plain_characters(text) {
        return None;
    }
    let mut reader = Reader { text, base, entries: Vec::with_capacity(16), open: Open::Nothing };
    let mut at = 0;
    while at < text.len() {
        let end = text[at..].find('\n').map_or(text.len(), |found| at + found);
        let content = text[at..end].strip_suffix('\r').map_or(end, |line| at + line.len());
        reader.line(at, content)?;
        at = end + 1;
    }
    reader.finish()
}

/// Whether the text holds no tab, no control character and no byte-order mark, and each carriage
/// return is followed by a line feed.
fn has_plain_characters(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_odd = |byte: u8| byte < b' ' && byte != b'\n' || byte == 0x7F || byte == 0xC2 || byte == 0xEF;
    if !bytes.iter().fold(false, |odd, byte| odd | is_odd(*byte)) {
        return true;
    }
    bytes.iter().enumerate().filter(|(_, byte)| is_odd(**byte)).all(|(at, byte)| {
        let next = |by: usize| bytes.get(at + by).copied().unwrap_or(0);
        match byte {
            b'\r' => next(1) == b'\n',
            0xC2 => next(1) >= 0xA0,
            0xEF => !matches!((next(1), next(2)), (0xBB, 0xBF) | (0xBF, 0xBE | 0xBF)),
            _ => false,
        }
    })
}

/// What the next line may still belong to.
enum Open {
    Nothing,
    /// The last key has no value on its own line.
    Value,
    /// A block list with its indentation.
    List(usize),
}

struct Reader<'text> {
    text: &'text str,
    base: usize,
    entries: Vec<Entry>,
    open: Open,
}

impl Reader<'_> {
    /// Reads the line from `start` to `end`.
    fn line(&mut self, start: usize, end: usize) -> Option<()> {
        let bytes = self.text.as_bytes();
        let at = self.skip_spaces(start, end);
        match bytes[..end].get(at) {
            None | Some(b'#') => Some(()),
            Some(b'-') => self.item(at, at - start, end),
            Some(first) if at == start && (first.is_ascii_alphanumeric() || *first == b'_') => {
                self.field(at, end)
            }
            Some(_) => None,
        }
    }

    fn field(&mut self, start: usize, end: usize) -> Option<()> {
        let bytes = self.text.as_bytes();
        let is_key = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.');
        let length = bytes[start..end].iter().take_while(|byte| is_key(byte)).count();
        let colon = start + length;
        if bytes[..end].get(colon) != Some(&b':') || length > LONGEST_KEY || self.entries.len() >= MOST_KEYS {
            return None;
        }
        let name = &self.text[start..colon];
        if self.entries.iter().any(|entry| &*entry.key.text == name) {
            return None;
        }
        let from = colon + 1;
        let at = self.skip_spaces(from, end);
        if at == from && at < end {
            return None;
        }
        let value = if self.is_end(at, end)? {
            self.open = Open::Value;
            self.scalar(Span::at(from), "", ScalarStyle::Plain)
        } else {
            self.open = Open::Nothing;
            match bytes[at] {
                b'[' => self.list_in_brackets(at, end)?,
                _ => self.value(at, end)?,
            }
        };
        let key = Key { text: name.into(), span: Span::new(start, colon).shift(self.base) };
        self.entries.push(Entry { key, value });
        Some(())
    }

    fn item(&mut self, dash: usize, indent: usize, end: usize) -> Option<()> {
        let at = self.skip_spaces(dash + 1, end);
        if at == dash + 1 || at >= end {
            return None;
        }
        let item = self.value(at, end)?;
        match self.open {
            Open::Nothing => return None,
            Open::List(of) if of != indent => return None,
            Open::List(_) | Open::Value => {}
        }
        let start = self.base + dash;
        let list = &mut self.entries.last_mut()?.value;
        match &mut list.content {
            Content::List { items, .. } => {
                list.span = list.span.join(item.span);
                items.push(item);
            }
            _ => {
                self.open = Open::List(indent);
                let span = Span::new(start, item.span.end());
                *list = Node {
                    span,
                    content: Content::List { items: vec![item], flow: false },
                    decoration: None,
                };
            }
        }
        Some(())
    }

    /// A scalar that fills the line from `at` on, but for a comment.
    fn value(&self, at: usize, end: usize) -> Option<Node> {
        let bytes = self.text.as_bytes();
        if matches!(bytes[at], b'\'' | b'"') {
            let (node, after) = self.quoted(at, end)?;
            return self.is_end(self.skip_spaces(after, end), end)?.then_some(node);
        }
        self.begins_plain(at, end)?;
        let mut stop = end;
        for (offset, byte) in bytes[at..end].iter().enumerate() {
            let place = at + offset;
            match byte {
                b':' if place + 1 == end || bytes[place + 1] == b' ' => return None,
                b'#' if bytes[place - 1] == b' ' => {
                    self.is_end(place, end)?;
                    stop = place;
                    break;
                }
                _ => {}
            }
        }
        let text = self.text[at..stop].trim_end_matches(' ');
        Some(self.scalar(Span::new(at, at + text.len()), text, ScalarStyle::Plain))
    }

    fn list_in_brackets(&self, start: usize, end: usize) -> Option<Node> {
        let bytes = self.text.as_bytes();
        let mut items = Vec::new();
        let mut at = self.skip_spaces(start + 1, end);
        let close = loop {
            match bytes[..end].get(at)? {
                b']' if items.is_empty() => break at,
                b'\'' | b'"' => {
                    let (item, after) = self.quoted(at, end)?;
                    items.push(item);
                    at = self.skip_spaces(after, end);
                }
                _ => {
                    let item = self.plain_in_brackets(at, end)?;
                    at = self.skip_spaces(item.span.end() - self.base, end);
                    items.push(item);
                }
            }
            match bytes[..end].get(at)? {
                b']' => break at,
                b',' => at = self.skip_spaces(at + 1, end),
                _ => return None,
            }
        };
        if !self.is_end(self.skip_spaces(close + 1, end), end)? {
            return None;
        }
        let span = Span::new(start, close + 1).shift(self.base);
        Some(Node { span, content: Content::List { items, flow: true }, decoration: None })
    }

    fn plain_in_brackets(&self, at: usize, end: usize) -> Option<Node> {
        let bytes = self.text.as_bytes();
        self.begins_plain(at, end)?;
        let mut stop = at;
        loop {
            match bytes[..end].get(stop)? {
                b',' | b']' => break,
                b'[' | b'{' | b'}' => return None,
                b':' if matches!(bytes[..end].get(stop + 1)?, b' ' | b',' | b']') => return None,
                b'#' if bytes[stop - 1] == b' ' => return None,
                _ => stop += 1,
            }
        }
        let text = self.text[at..stop].trim_end_matches(' ');
        Some(self.scalar(Span::new(at, at + text.len()), text, ScalarStyle::Plain))
    }

    /// A scalar in quotes without an escape, and the offset after it.
    fn quoted(&self, at: usize, end: usize) -> Option<(Node, usize)> {
        let bytes = self.text.as_bytes();
        let quote = bytes[at];
        let length = bytes[at + 1..end].iter().position(|byte| *byte == quote)?;
        let after = at + length + 2;
        let text = &self.text[at + 1..after - 1];
        let style = if quote == b'"' { ScalarStyle::DoubleQuoted } else { ScalarStyle::SingleQuoted };
        let escapes = match style {
            ScalarStyle::DoubleQuoted => text.contains('\\'),
            _ => bytes[..end].get(after) == Some(&b'\''),
        };
        (!escapes).then(|| (self.scalar(Span::new(at, after), text, style), after))
    }

    /// Whether an unquoted scalar can begin here; most signs are left to the full reader.
    fn begins_plain(&self, at: usize, end: usize) -> Option<()> {
        let bytes = &self.text.as_bytes()[..end];
        let begins = match bytes[at] {
            b'-' => bytes.get(at + 1).is_some_and(u8::is_ascii_alphanumeric),
            first => first.is_ascii_alphanumeric() || first >= 0x80 || b"_~.(/$+<=^;\\".contains(&first),
        };
        begins.then_some(())
    }

    /// Whether nothing but a comment follows. A comment without a space after its sign may be part of
    /// the value to whoever wrote it, so it is left to the full reader.
    fn is_end(&self, at: usize, end: usize) -> Option<bool> {
        let bytes = &self.text.as_bytes()[..end];
        match bytes.get(at) {
            None => Some(true),
            Some(b'#') if bytes[at - 1] == b' ' && matches!(bytes.get(at + 1), None | Some(b' ' | b'#')) => {
                Some(true)
            }
            Some(b'#') => None,
            Some(_) => Some(false),
        }
    }

    fn skip_spaces(&self, at: usize, end: usize) -> usize {
        at + self.text.as_bytes()[at..end].iter().take_while(|byte| **byte == b' ').count()
    }

    fn scalar(&self, span: Span, text: &str, style: ScalarStyle) -> Node {
        let content = Content::Scalar(Scalar { text: text.into(), style });
        Node { span: span.shift(self.base), content, decoration: None }
    }

    fn finish(self) -> Option<Node> {
        let span = self.entries.first()?.key.span.join(self.entries.last()?.value.span);
        Some(Node { span, content: Content::Map { entries: self.entries, flow: false }, decoration: None })
    }
}

#[cfg(test)]
mod tests;
