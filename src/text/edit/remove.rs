//! Taking an entry or an item away.
//!
//! Its own lines go, with the comment at their end; a comment above stays, for it may speak of
//! more than this one. What would be left empty goes too: a command never leaves an empty key.

use crate::text::edit::Refusal;
use crate::text::edit::path::{Path, Step};
use crate::text::edit::site::{Child, Site};
use crate::text::edit::splice::Splice;
use crate::text::edit::trail::{Trail, is_flow};
use crate::text::span::Span;
use crate::text::yaml::{Content, Node};

/// The number of steps of `path` that lead to what has to go with its last node: the outermost
/// collection that would be empty without it.
pub(crate) fn depth(trail: &Trail<'_>) -> usize {
    let mut depth = trail.nodes.len() - 1;
    while depth > 1 && length(trail.nodes[depth - 1]) == 1 {
        depth -= 1;
    }
    depth
}

fn length(node: &Node) -> usize {
    match &node.content {
        Content::List { items, .. } => items.len(),
        Content::Map { entries, .. } => entries.len(),
        Content::Scalar(_) | Content::Alias(_) => 0,
    }
}

impl Site<'_> {
    /// Removes the child that `path` leads to.
    pub(crate) fn remove(&self, trail: &Trail<'_>, path: &Path) -> Result<Vec<Splice>, Refusal> {
        let depth = depth(trail);
        let parent = trail.nodes[depth - 1];
        let children = self.children(parent)?;
        let index = match &path.0[depth - 1] {
            Step::Index(index) => *index,
            Step::Key(key) => {
                let entries = parent.entries().unwrap_or_default();
                entries.iter().position(|entry| *entry.key.text == **key).unwrap_or(entries.len())
            }
        };
        if index >= children.len() {
            return Err(Refusal::new("there is nothing to remove", parent.span));
        }
        match is_flow(parent) {
            true => self.remove_in_brackets(parent, &children, index),
            false => self.remove_lines(&children, index),
        }
    }

    fn remove_lines(&self, children: &[Child], index: usize) -> Result<Vec<Splice>, Refusal> {
        let layout = &self.layout;
        let child = children[index];
        let end = self.quiet_line_end(child.end)?;
        self.indentation(child.start)?;
        if layout.begins_line(child.start) {
            return Ok(vec![self.whole_lines(child.start, end)]);
        }
        // The first child shares its line with the dash of an item that stays.
        let Some(next) = children.get(1) else {
            return Err(Refusal::new(
                "the last value of an item cannot be removed",
                Span::new(child.start, child.end),
            ));
        };
        if layout.has_comment(end, next.start) || !layout.begins_line(next.start) {
            let start = layout.slice(0, child.start).trim_end_matches(' ').len();
            return Ok(vec![Splice::delete(start, end)]);
        }
        Ok(vec![Splice::delete(child.start, next.start)])
    }

    /// The lines from the one of `start` to the one that ends at `end`. At the end of a text without a
    /// final line break, the break before them goes instead of the one after them, unless it is all that
    /// makes a blank line.
    fn whole_lines(&self, start: usize, end: usize) -> Splice {
        let layout = &self.layout;
        let (start, next) = (layout.line_start(start), layout.next_line(end));
        if next > end || start == layout.first() {
            return Splice::delete(start, next);
        }
        let before = layout.slice(layout.first(), start);
        let before = before.strip_suffix('\n').unwrap_or(before);
        let before = before.strip_suffix('\r').unwrap_or(before);
        let before = layout.first() + before.len();
        if layout.is_blank_line(layout.line_start(before)) {
            return Splice::delete(start, end);
        }
        Splice::delete(before, end)
    }

    fn remove_in_brackets(
        &self,
        parent: &Node,
        children: &[Child],
        index: usize,
    ) -> Result<Vec<Splice>, Refusal> {
        let layout = &self.layout;
        let child = children[index];
        let after = layout.skip_quiet(child.end);
        let comma = layout.slice(after, after + 1).starts_with(',').then_some(after);
        let end = comma.map_or(child.end, |comma| comma + 1);
        let before = index.checked_sub(1).map(|before| children[before].end);
        let is_last = index + 1 == children.len();

        let line_end = layout.quiet_line_end(end).filter(|end| *end < parent.span.end());
        if let Some(line_end) = line_end
            && layout.begins_line(child.start)
            && !layout.has_comment(child.end, comma.unwrap_or(child.end))
        {
            let mut splices = vec![self.whole_lines(child.start, line_end)];
            if let Some(before) = before
                && is_last
                && comma.is_none()
            {
                let separator = layout.skip_quiet(before);
                splices.push(Splice::delete(separator, separator + 1));
            }
            return Ok(splices);
        }
        let next = children.get(index + 1);
        let (start, end) = match (before, next) {
            (_, Some(next)) => (child.start, next.start),
            (Some(before), None) => (before, child.end),
            // The only child of the outermost map.
            (None, None) => (child.start, end),
        };
        let gaps = [(start, child.start), (child.end, end)];
        if gaps.iter().any(|(start, end)| layout.has_comment(*start, *end)) {
            return Err(Refusal::new("a comment between the brackets would be lost", parent.span)
                .with_hint("put each item on a line of its own"));
        }
        match self.behind_missing_value(start) {
            Some(behind) if is_last => Ok(vec![Splice::new(start, end, self.layout.slice(start, behind))]),
            _ => Ok(vec![Splice::delete(start, end)]),
        }
    }
}
