//! Adding an entry to a map or an item to a list.
//!
//! In a block collection a new child stands directly below the one before it: above comments that
//! follow at the same indentation, below comments that are indented deeper. In brackets it follows
//! the separators that are there.

use crate::text::edit::hand::Place;
use crate::text::edit::scalar::Context;
use crate::text::edit::site::{Child, Site};
use crate::text::edit::splice::Splice;
use crate::text::edit::value::Value;
use crate::text::edit::{Order, Refusal};
use crate::text::yaml::{Content, Entry, Node, ScalarStyle};

impl Site<'_> {
    /// Adds `key: value` to a map, or to an empty document.
    pub(crate) fn add_entry(
        &self,
        map: &Node,
        key: &str,
        value: &Value,
        order: &Order,
    ) -> Result<Vec<Splice>, Refusal> {
        let Content::Map { entries, flow } = &map.content else {
            return Ok(self.begin_document(map, key, value));
        };
        let index = position(entries, order);
        if *flow {
            let style = entries.first().map(|entry| self.key_style(entry));
            let key = self.hand.key(key, Context::Flow, style);
            let text = format!("{key}: {}", self.hand.write(value, Place::Flow, None).head);
            return Ok(self.add_in_brackets(map, &self.children(map)?, index, &text));
        }
        let children = self.children(map)?;
        let indentation = self.indentation(children[0].start)?;
        let lines = self.hand.entry(key, value, indentation);
        match index.checked_sub(1) {
            Some(before) => self.add_below(children[before], &entries[before].value, indentation, &lines),
            None => Ok(vec![self.add_first(children[0].start, indentation, &lines)]),
        }
    }

    /// Adds an item to a list, before the one that has `index` now.
    pub(crate) fn add_item(&self, list: &Node, index: usize, value: &Value) -> Result<Vec<Splice>, Refusal> {
        let Content::List { items, flow } = &list.content else { return Ok(Vec::new()) };
        let children = self.children(list)?;
        if *flow {
            let text = self.hand.write(value, Place::Flow, None).head;
            return Ok(self.add_in_brackets(list, &children, index, &text));
        }
        let before = index.saturating_sub(1);
        let (indentation, width) = self.dash(children[before].start, &items[before])?;
        let lines = self.hand.item(value, indentation, width, like(&items[before]));
        if index > 0 {
            self.add_below(children[before], &items[before], indentation, &lines)
        } else {
            let text = self.lines_before(children[0].start, indentation, &lines);
            Ok(vec![Splice::insert(children[0].start, text)])
        }
    }

    /// The first key of a document that has none.
    fn begin_document(&self, root: &Node, key: &str, value: &Value) -> Vec<Splice> {
        let front = self.layout.front;
        let line_break = self.layout.line_break(front.end());
        let lines = self.hand.entry(key, value, 0).join(line_break);
        if !root.span.is_empty() {
            return vec![Splice { span: root.span, text: lines }];
        }
        let before = self.layout.slice(self.layout.first(), front.end());
        let text = match before.is_empty() || before.ends_with('\n') {
            true => format!("{lines}{line_break}"),
            false => format!("{line_break}{lines}"),
        };
        vec![Splice::insert(front.end(), text)]
    }

    fn add_below(
        &self,
        child: Child,
        value: &Node,
        indentation: usize,
        lines: &[String],
    ) -> Result<Vec<Splice>, Refusal> {
        let at = self.below(child, value, indentation)?;
        let line_break = self.layout.line_break(child.end);
        let text: String = lines.iter().flat_map(|line| [line_break, line]).collect();
        Ok(vec![Splice::insert(at, text)])
    }

    /// Adds the first entry of a block map, above the comment that stands over the entry that was first.
    fn add_first(&self, first: usize, indentation: usize, lines: &[String]) -> Splice {
        let mut at = self.layout.line_start(first);
        while self.layout.begins_line(first) && at > self.layout.first() {
            let above = self.layout.line_start(at - 1);
            if self.layout.comment_line(above) != Some(indentation) {
                break;
            }
            at = above;
        }
        if at == self.layout.line_start(first) {
            return Splice::insert(first, self.lines_before(first, indentation, lines));
        }
        let line_break = self.layout.line_break(first);
        Splice::insert(at, lines.iter().flat_map(|line| [line, line_break]).collect::<String>())
    }

    /// Lines that push what stands at `at` down, which is indented by `indentation`.
    fn lines_before(&self, at: usize, indentation: usize, lines: &[String]) -> String {
        let line_break = self.layout.line_break(at);
        let lines = lines.join(line_break);
        format!("{}{line_break}{}", lines.trim_start_matches(' '), " ".repeat(indentation))
    }

    fn add_in_brackets(&self, node: &Node, children: &[Child], index: usize, text: &str) -> Vec<Splice> {
        let layout = &self.layout;
        let Some(last) = children.last() else {
            let (open, close) = (node.span.start() + 1, node.span.end().saturating_sub(1));
            return vec![match layout.has_comment(open, close) {
                true => Splice::insert(open, text),
                false => Splice::new(open, close, text),
            }];
        };
        let line_break = layout.line_break(last.start);
        let own_line = |child: &Child| layout.begins_line(child.start);
        if let Some(next) = children.get(index) {
            let separator = match own_line(next) {
                true => format!(",{line_break}{}", self.blanks_before(next.start)),
                false => self.separator(children).to_owned(),
            };
            return vec![Splice::insert(next.start, format!("{text}{separator}"))];
        }
        let after = self.behind_missing_value(last.end);
        if !children[1..].iter().all(own_line) || !own_line(last) {
            let blank = if after.is_some_and(|after| after == last.end) { " " } else { "" };
            let text = format!("{blank}{}{text}", self.separator(children));
            return vec![Splice::insert(after.unwrap_or(last.end), text)];
        }
        let next = layout.skip_quiet(last.end);
        let comma = layout.slice(next, next + 1).starts_with(',').then_some(next);
        let end = comma.map_or(last.end, |comma| comma + 1);
        let at = layout.quiet_line_end(end).unwrap_or(end);
        let comma_before = if after.is_some() { " ," } else { "," };
        let (before, after) = if comma.is_some() { ("", ",") } else { (comma_before, "") };
        let line = format!("{line_break}{}{text}{after}", self.blanks_before(last.start));
        vec![Splice::insert(last.end, before), Splice::insert(at, line)]
    }

    /// Where something can follow a key between braces that has no value and ends at `end`: many readers
    /// want a blank between its colon and a comma or brace.
    pub(crate) fn behind_missing_value(&self, end: usize) -> Option<usize> {
        let has_blank = self.layout.slice(end, end + 1) == " ";
        self.layout.slice(0, end).ends_with(':').then_some(end + usize::from(has_blank))
    }

    fn blanks_before(&self, at: usize) -> &str {
        self.layout.slice(self.layout.line_start(at), at)
    }

    /// What stands between the children of a flow collection.
    fn separator(&self, children: &[Child]) -> &str {
        let found = match children {
            [first, second, ..] => self.layout.slice(first.end, second.start),
            _ => "",
        };
        if found.trim_matches(' ') == "," { found } else { ", " }
    }

    /// How the key of an entry is written.
    pub(crate) fn key_style(&self, entry: &Entry) -> ScalarStyle {
        match entry.key.span.slice(self.layout.text).chars().next() {
            Some('\'') => ScalarStyle::SingleQuoted,
            Some('"') => ScalarStyle::DoubleQuoted,
            _ => ScalarStyle::Plain,
        }
    }
}

/// A neighbour whose style a new item takes over: one in brackets.
fn like(neighbour: &Node) -> Option<&Node> {
    matches!(neighbour.content, Content::Map { flow: true, .. }).then_some(neighbour)
}

/// How many entries stand before a new key.
fn position(entries: &[Entry], order: &Order) -> usize {
    match order {
        Order::Last => entries.len(),
        Order::Behind(keys) => keys
            .iter()
            .rev()
            .find_map(|key| entries.iter().position(|entry| *entry.key.text == **key))
            .map_or(0, |found| found + 1),
    }
}
