//! A fast path for the plain shape that most front matter has.
//!
//! Reads block maps and block lists, in each other too, of unquoted or simply quoted scalars and of
//! one-line lists and maps in brackets, with comments. Anything else, and everything that would give a fault or a
//! note, is not read here at all: the full reader is asked, and gives the same tree for what is.

use crate::text::span::Span;
use crate::text::yaml::node::{Content, Entry, Key, Node, Scalar, ScalarStyle};

/// Longer keys are left to the full reader, which knows YAML's own limit.
const LONGEST_KEY: usize = 256;

/// Finding a key written twice compares all pairs; larger maps are left to the full reader.
const MOST_KEYS: usize = 64;

/// Deeper texts are left to the full reader, which has a limit of its own.
const DEEPEST: usize = 12;

/// The tree of a plain text, its spans moved by `base`; nothing where the text is not that plain.
pub(crate) fn read(text: &str, base: usize) -> Option<Node> {
    if !has_plain_characters(text) {
        return None;
    }
    let mut reader = Reader { text, base, blocks: vec![Block::map(0, 16)] };
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

/// A map or a list that the next line may still belong to.
struct Block {
    /// The column of its keys or dashes.
    indent: usize,
    form: Form,
}

enum Form {
    Map {
        entries: Vec<Entry>,
        /// Whether the last key has no value on its own line.
        waits: bool,
    },
    List {
        /// The place of the first dash.
        start: usize,
        items: Vec<Node>,
    },
}

impl Block {
    fn map(indent: usize, capacity: usize) -> Self {
        Self { indent, form: Form::Map { entries: Vec::with_capacity(capacity), waits: false } }
    }

    fn is_map_at(&self, indent: usize) -> bool {
        self.indent == indent && matches!(self.form, Form::Map { .. })
    }

    fn is_list_at(&self, indent: usize) -> bool {
        self.indent == indent && matches!(self.form, Form::List { .. })
    }

    fn waits(&self) -> bool {
        matches!(self.form, Form::Map { waits: true, .. })
    }

    fn node(self) -> Option<Node> {
        let (span, content) = match self.form {
            Form::Map { entries, .. } => {
                let span = entries.first()?.key.span.join(entries.last()?.value.span);
                (span, Content::Map { entries, flow: false })
            }
            Form::List { start, items } => {
                let span = Span::new(start, items.last()?.span.end());
                (span, Content::List { items, flow: false })
            }
        };
        Some(Node { span, content, decoration: None })
    }

    fn take(&mut self, value: Node) -> Option<()> {
        match &mut self.form {
            Form::Map { entries, waits } => {
                *waits = false;
                entries.last_mut()?.value = value;
            }
            Form::List { items, .. } => items.push(value),
        }
        Some(())
    }
}

struct Reader<'text> {
    text: &'text str,
    base: usize,
    /// The blocks that are open, outermost first.
    blocks: Vec<Block>,
}

impl Reader<'_> {
    /// Reads the line from `start` to `end`.
    fn line(&mut self, start: usize, end: usize) -> Option<()> {
        let bytes = self.text.as_bytes();
        let at = self.skip_spaces(start, end);
        match bytes[..end].get(at) {
            None | Some(b'#') => Some(()),
            Some(b'-') => self.item(at, at - start, end),
            Some(_) => {
                let indent = at - start;
                let top = self.blocks.last()?;
                if top.waits() && indent > top.indent {
                    self.open(Block::map(indent, 4))?;
                } else {
                    self.close_until(|block| block.is_map_at(indent))?;
                }
                self.field(at, end)
            }
        }
    }

    fn open(&mut self, block: Block) -> Option<()> {
        self.blocks.push(block);
        (self.blocks.len() <= DEEPEST).then_some(())
    }

    /// Closes blocks from the innermost on, until one is as wanted.
    fn close_until(&mut self, is_wanted: impl Fn(&Block) -> bool) -> Option<()> {
        while !is_wanted(self.blocks.last()?) {
            let closed = self.blocks.pop()?.node()?;
            self.blocks.last_mut()?.take(closed)?;
        }
        Some(())
    }

    /// The length of the key that stands at `start`, with its colon; nothing where none does.
    fn key(&self, start: usize, end: usize) -> Option<usize> {
        let bytes = &self.text.as_bytes()[..end];
        let is_key = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.');
        let length = bytes[start..].iter().take_while(|byte| is_key(byte)).count();
        let begins = bytes.get(start).is_some_and(|first| first.is_ascii_alphanumeric() || *first == b'_');
        let ends = bytes.get(start + length) == Some(&b':')
            && matches!(bytes.get(start + length + 1), None | Some(b' '));
        (begins && ends && length <= LONGEST_KEY).then_some(length + 1)
    }

    /// Adds a key with what stands behind it to the innermost map.
    fn field(&mut self, start: usize, end: usize) -> Option<()> {
        let from = start + self.key(start, end)?;
        let name = &self.text[start..from - 1];
        let at = self.skip_spaces(from, end);
        let is_missing = self.is_end(at, end)?;
        let value = match is_missing {
            true => self.scalar(Span::at(from), "", ScalarStyle::Plain),
            false => self.value(at, end)?,
        };
        let key = Key { text: name.into(), span: Span::new(start, from - 1).shift(self.base) };
        let Form::Map { entries, waits } = &mut self.blocks.last_mut()?.form else { return None };
        if entries.len() >= MOST_KEYS || entries.iter().any(|entry| &*entry.key.text == name) {
            return None;
        }
        *waits = is_missing;
        entries.push(Entry { key, value });
        Some(())
    }

    fn item(&mut self, dash: usize, indent: usize, end: usize) -> Option<()> {
        let at = self.skip_spaces(dash + 1, end);
        if at == dash + 1 || at >= end {
            return None;
        }
        let top = self.blocks.last()?;
        if top.waits() && indent >= top.indent {
            let form = Form::List { start: self.base + dash, items: Vec::new() };
            self.open(Block { indent, form })?;
        } else {
            self.close_until(|block| block.is_list_at(indent))?;
        }
        if self.key(at, end).is_some() {
            self.open(Block::map(indent + at - dash, 4))?;
            return self.field(at, end);
        }
        let item = self.value(at, end)?;
        self.blocks.last_mut()?.take(item)
    }

    /// What fills the line from `at` on, but for a comment.
    fn value(&self, at: usize, end: usize) -> Option<Node> {
        match self.text.as_bytes()[at] {
            b'[' | b'{' => {
                let (node, after) = self.in_brackets(at, end, DEEPEST)?;
                self.is_end(self.skip_spaces(after, end), end)?.then_some(node)
            }
            _ => self.scalar_to_end(at, end),
        }
    }

    /// A scalar that fills the line from `at` on, but for a comment.
    fn scalar_to_end(&self, at: usize, end: usize) -> Option<Node> {
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

    /// A list or a map in brackets, `deepest` in each other, and the offset after it.
    fn in_brackets(&self, start: usize, end: usize, deepest: usize) -> Option<(Node, usize)> {
        let bytes = &self.text.as_bytes()[..end];
        let deepest = deepest.checked_sub(1)?;
        let is_map = bytes[start] == b'{';
        let closing = if is_map { b'}' } else { b']' };
        let mut entries: Vec<Entry> = Vec::new();
        let mut items = Vec::new();
        let mut at = self.skip_spaces(start + 1, end);
        // Nothing between the brackets is the only case without a round.
        let mut is_over = *bytes.get(at)? == closing;
        while !is_over {
            let mut key = None;
            if is_map {
                let from = at + self.key(at, end)?;
                let name = &self.text[at..from - 1];
                if entries.len() >= MOST_KEYS || entries.iter().any(|entry| &*entry.key.text == name) {
                    return None;
                }
                key = Some(Key { text: name.into(), span: Span::new(at, from - 1).shift(self.base) });
                at = self.skip_spaces(from, end);
            }
            let (value, after) = match bytes.get(at)? {
                b'\'' | b'"' => self.quoted(at, end)?,
                b'[' | b'{' => self.in_brackets(at, end, deepest)?,
                _ => self.plain_in_brackets(at, end)?,
            };
            match key {
                Some(key) => entries.push(Entry { key, value }),
                None => items.push(value),
            }
            at = self.skip_spaces(after, end);
            match bytes.get(at)? {
                b',' => at = self.skip_spaces(at + 1, end),
                byte if *byte == closing => is_over = true,
                _ => return None,
            }
        }
        let span = Span::new(start, at + 1).shift(self.base);
        let content = match is_map {
            true => Content::Map { entries, flow: true },
            false => Content::List { items, flow: true },
        };
        Some((Node { span, content, decoration: None }, at + 1))
    }

    fn plain_in_brackets(&self, at: usize, end: usize) -> Option<(Node, usize)> {
        let bytes = self.text.as_bytes();
        self.begins_plain(at, end)?;
        let mut stop = at;
        loop {
            match bytes[..end].get(stop)? {
                b',' | b']' | b'}' => break,
                b'[' | b'{' => return None,
                b':' if matches!(bytes[..end].get(stop + 1)?, b' ' | b',' | b']' | b'}' | b'[' | b'{') => {
                    return None;
                }
                b'#' if bytes[stop - 1] == b' ' => return None,
                _ => stop += 1,
            }
        }
        let text = self.text[at..stop].trim_end_matches(' ');
        Some((self.scalar(Span::new(at, at + text.len()), text, ScalarStyle::Plain), stop))
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

    fn finish(mut self) -> Option<Node> {
        while self.blocks.len() > 1 {
            let closed = self.blocks.pop()?.node()?;
            self.blocks.last_mut()?.take(closed)?;
        }
        self.blocks.pop()?.node()
    }
}

#[cfg(test)]
mod tests;
