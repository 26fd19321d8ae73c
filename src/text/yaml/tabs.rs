//! Tabs where they are allowed by YAML but refused by some of its readers: outside of quotes, comments and
//! the lines of a block scalar.
//!
//! Looks at a text that could be read otherwise. A tab that keeps YAML itself from being read is for `explain`.

use crate::text::span::Span;
use crate::text::yaml::explain::{quote, shown};
use crate::text::yaml::fault::{YamlFault, YamlFaultKind};
use crate::text::yaml::lines::Lines;
use crate::text::yaml::node::{Content, Node};

/// The first tab of `text` that other readers refuse, of which `root` is the tree.
pub(crate) fn find(text: &str, root: &Node) -> Option<YamlFault> {
    if !text.contains('\t') {
        return None;
    }
    let mut tabs = Tabs { text, at: 0, between: Vec::new(), in_value: None };
    tabs.node(root);
    tabs.outside(text.len());
    let first = tabs.between.first().copied();
    match tabs.in_value {
        Some((tab, value)) if first.is_none_or(|first| tab < first) => Some(in_value(text, value)),
        _ => between(text, &tabs.between),
    }
}

/// Where the tabs stand; filled from the beginning of the text to its end.
struct Tabs<'text> {
    text: &'text str,
    /// Everything before this offset has been looked at.
    at: usize,
    /// The tabs that stand between values, keys and signs.
    between: Vec<usize>,
    /// The first tab in an unquoted value, and that value.
    in_value: Option<(usize, Span)>,
}

impl Tabs<'_> {
    fn node(&mut self, node: &Node) {
        match &node.content {
            Content::Scalar(_) => self.scalar(node.span),
            Content::Alias(_) => {}
            Content::List { items, .. } => items.iter().for_each(|item| self.node(item)),
            Content::Map { entries, .. } => {
                for entry in entries {
                    self.scalar(entry.key.span);
                    self.node(&entry.value);
                }
            }
        }
    }

    fn scalar(&mut self, span: Span) {
        self.outside(span.start());
        self.at = match span.slice(self.text).bytes().next() {
            Some(b'"' | b'\'') => span.end(),
            Some(b'|' | b'>') => self.block(span),
            _ => {
                if let Some(tab) = span.slice(self.text).find('\t') {
                    self.in_value.get_or_insert((span.start() + tab, span));
                }
                span.end()
            }
        };
    }

    /// Looks at what stands before `end` and in no scalar: signs, blanks and comments.
    fn outside(&mut self, end: usize) {
        let bytes = self.text.as_bytes();
        while self.at < end {
            match bytes[self.at] {
                b'\t' => self.between.push(self.at),
                b'#' if self.at == 0 || bytes[self.at - 1].is_ascii_whitespace() => {
                    self.at = Lines::new(self.text).line_end(self.at).min(end);
                    continue;
                }
                _ => {}
            }
            self.at += 1;
        }
    }

    /// Looks at a block scalar and the blank lines behind it, and gives the place after them.
    fn block(&mut self, span: Span) -> usize {
        let lines = Lines::new(self.text);
        self.at = span.start();
        self.outside(lines.line_end(span.start()));
        let mut column = None;
        let mut next = lines.next_line(span.start());
        while let Some(start) = next {
            let end = lines.line_end(start);
            let line = &self.text[start..end];
            if start >= span.end() && !line.trim_matches([' ', '\t']).is_empty() {
                return start;
            }
            let spaces = line.bytes().take_while(|byte| *byte == b' ').count();
            if spaces < line.len() {
                let column = *column.get_or_insert(spaces.max(1));
                let indent = lines.indent_of_line(start).slice(self.text);
                let tabs = indent.bytes().enumerate().take(column).filter(|(_, byte)| *byte == b'\t');
                self.between.extend(tabs.map(|(at, _)| start + at));
            }
            next = lines.next_line(start);
        }
        self.text.len()
    }
}

fn between(text: &str, tabs: &[usize]) -> Option<YamlFault> {
    let (first, last) = (*tabs.first()?, *tabs.last()?);
    let together = text[first..].bytes().take_while(|byte| *byte == b'\t').count();
    let mut spaced = String::with_capacity(last + 1 - first);
    let mut from = first;
    for tab in tabs {
        spaced.push_str(&text[from..*tab]);
        spaced.push(' ');
        from = tab + 1;
    }
    let more = match tabs.len() - together.min(tabs.len()) {
        0 => "",
        _ => ", here and further down",
    };
    let message = "a tab separates what stands here, which some readers of YAML refuse";
    let fault = YamlFault::new(YamlFaultKind::TabSeparator, Span::new(first, first + together), message)
        .with_help(format!("put a space in its place{more}"))
        .with_repair(Span::new(first, last + 1), spaced);
    Some(fault)
}

fn in_value(text: &str, span: Span) -> YamlFault {
    let value = span.slice(text);
    let message =
        format!("the unquoted value {} holds a tab, which some readers of YAML refuse", shown(value));
    let fault = YamlFault::new(YamlFaultKind::TabSeparator, span, message);
    if value.contains(['\n', '\r']) {
        return fault.with_help("put a space in its place");
    }
    fault.with_help("put a space in its place, or quotes around the value").with_repair(span, quote(value))
}
