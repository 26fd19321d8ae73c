//! A list or map of whole lines, taken apart: each part with the comments above it.
//!
//! The pieces make up the whole again, byte for byte. What does not lie in lines of its own, such as a
//! list in brackets, is no block.

use crate::change::merge::comments::comments;
use crate::text::span::Span;
use crate::text::yaml::{Content, Node};

/// The lines of one list or map.
#[derive(Clone, Debug)]
pub(super) struct Block<'text> {
    pub(super) parts: Vec<Part<'text>>,
    /// What follows the last part: comments and blank lines.
    pub(super) tail: &'text str,
    /// How far the parts are indented, in bytes.
    pub(super) column: usize,
    /// Whether the first part stands behind something on its line: the dash of an item.
    pub(super) is_inline: bool,
    pub(super) is_list: bool,
}

/// An entry of a map or an item of a list.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part<'text> {
    /// The key of an entry.
    pub(super) key: Option<&'text str>,
    pub(super) node: &'text Node,
    /// The comments and blank lines above it, as whole lines.
    pub(super) lead: &'text str,
    /// From its key or dash to the end of its last line, with the comments that are indented deeper.
    pub(super) own: &'text str,
    text: &'text str,
    start: usize,
    /// Where its key or dash ends.
    head_end: usize,
}

/// An entry whose value stands behind the key on its lines: what is before the value, the value, and the
/// rest, which holds a comment at most.
#[derive(Clone, Copy, Debug)]
pub(super) struct Around<'text> {
    pub(super) before: &'text str,
    pub(super) value: &'text str,
    pub(super) after: &'text str,
}

impl<'text> Part<'text> {
    /// The part around its value.
    pub(super) fn around(&self) -> Option<Around<'text>> {
        let (start, end) = (self.node.span.start(), self.node.span.end());
        Some(Around {
            before: self.text.get(self.start..start)?,
            value: self.text.get(start..end)?,
            after: self.text.get(end..self.start + self.own.len())?,
        })
    }

    /// The comments above it and in it.
    pub(super) fn comments(&self) -> Vec<&'text str> {
        let own = Span::new(self.head_end, self.start + self.own.len());
        let above = self.lead.lines().map(str::trim).filter(|line| !line.is_empty());
        above.chain(comments(self.text, own, self.node)).collect()
    }

    /// The part as the lines of a list or map and what stands above them: its key or its dash.
    pub(super) fn block(&self) -> Option<(&'text str, Block<'text>)> {
        if !matches!(self.node.content, Content::List { .. } | Content::Map { .. }) {
            return None;
        }
        let value = self.node.span.start();
        let line_end = self.own.find('\n').map_or(self.own.len(), |found| found + 1);
        let start = if value < self.start + line_end { value } else { self.start + line_end };
        let block = Block::of(self.text, self.node, Span::new(start, self.start + self.own.len()))?;
        Some((self.text.get(self.start..start)?, block))
    }
}

impl<'text> Block<'text> {
    /// The block of `node` in the lines of `region`, which begins with the first part or a line.
    pub(super) fn of(text: &'text str, node: &'text Node, region: Span) -> Option<Self> {
        let nodes: Vec<(Option<&'text str>, Span, &'text Node)> = match &node.content {
            Content::Map { entries, flow: false } => {
                entries.iter().map(|entry| (Some(&*entry.key.text), entry.key.span, &entry.value)).collect()
            }
            Content::List { items, flow: false } => {
                let mut at = region.start();
                let mut nodes = Vec::with_capacity(items.len());
                for item in items {
                    let dash = dash(text, at, region.end())?;
                    nodes.push((None, Span::new(dash, dash + 1), item));
                    at = line_end(text, item.span.end(), region.end());
                }
                nodes
            }
            _ => return None,
        };
        let is_list = matches!(node.content, Content::List { .. });
        let is_inline = !(region.start() == 0 || text.get(..region.start())?.ends_with(['\n', '\u{feff}']));
        let column = match nodes.first() {
            Some((_, head, _)) => head.start() - line_start(text, head.start()),
            None => 0,
        };
        let mut at = region.start();
        let mut parts = Vec::with_capacity(nodes.len());
        for (number, (key, head, node)) in nodes.into_iter().enumerate() {
            let start = head.start();
            let line = line_start(text, start).max(region.start());
            let stands_alone = text.get(line..start)?.bytes().all(|byte| byte == b' ');
            if number == 0 && is_inline {
                if start != region.start() {
                    return None;
                }
            } else if !stands_alone || start - line != column || line < at {
                return None;
            }
            let end = part_end(text, start.max(node.span.end()), region.end(), column)?;
            parts.push(Part {
                key,
                node,
                lead: text.get(at..line)?,
                own: text.get(start..end)?,
                text,
                start,
                head_end: head.end(),
            });
            at = end;
        }
        Some(Self { parts, tail: text.get(at..region.end())?, column, is_inline, is_list })
    }
}

fn line_start(text: &str, at: usize) -> usize {
    let start = text[..at].rfind('\n').map_or(0, |found| found + 1);
    if start == 0 && text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { start }
}

/// The end of the line in which something ends at `at`, with its line break: `at` itself behind one.
fn line_end(text: &str, at: usize, end: usize) -> usize {
    if text[..at].ends_with('\n') { at } else { next_line(text, at, end) }
}

/// The start of the line after the one in which `at` lies, or `end`.
fn next_line(text: &str, at: usize, end: usize) -> usize {
    text.get(at..end).and_then(|rest| rest.find('\n')).map_or(end, |found| at + found + 1)
}

/// The dash of the next item: the first byte from `at` on that is neither blank nor comment.
fn dash(text: &str, at: usize, end: usize) -> Option<usize> {
    let mut at = at;
    while at < end {
        let line = text.get(at..next_line(text, at, end))?;
        let trimmed = line.trim_start_matches(' ');
        if trimmed.starts_with('-') {
            return Some(at + line.len() - trimmed.len());
        }
        if !trimmed.starts_with('#') && !trimmed.trim().is_empty() {
            return None;
        }
        at += line.len();
    }
    None
}

/// Where a part ends whose value ends at `at`: behind its line and the comments that follow it and are
/// indented deeper than it. Nothing where something else follows on the line.
fn part_end(text: &str, at: usize, end: usize, column: usize) -> Option<usize> {
    let mut found = line_end(text, at, end);
    let rest = text.get(at..found.max(at))?;
    let rest = rest.trim();
    if !rest.is_empty() && !rest.starts_with('#') {
        return None;
    }
    let mut next = found;
    while next < end {
        let line_end = next_line(text, next, end);
        let line = text.get(next..line_end)?;
        let trimmed = line.trim_start_matches(' ');
        let is_comment = trimmed.starts_with('#');
        if is_comment && line.len() - trimmed.len() > column {
            found = line_end;
        } else if !trimmed.trim().is_empty() {
            break;
        }
        next = line_end;
    }
    Some(found)
}
