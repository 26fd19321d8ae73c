//! The place of an edit: the text around a node, and the hand the document is written in.

use crate::text::edit::Refusal;
use crate::text::edit::hand::{Hand, Place};
use crate::text::edit::layout::Layout;
use crate::text::edit::path::Step;
use crate::text::edit::trail::{self, Trail};
use crate::text::span::Span;
use crate::text::yaml::{Content, Entry, Node, ScalarStyle};

/// One document that is being edited.
pub(crate) struct Site<'text> {
    pub(crate) layout: Layout<'text>,
    pub(crate) hand: Hand,
}

/// The bytes of one child of a collection: an entry from its key, an item of a block list from its dash.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Child {
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// Where the value of one entry or item stands.
pub(crate) struct Slot {
    /// The offset behind the colon or the dash; behind the key where a flow map has no colon.
    pub(crate) after: usize,
    /// What separates a value written there from what stands before it.
    pub(crate) gap: &'static str,
    pub(crate) place: Place,
}

impl<'text> Site<'text> {
    pub(crate) fn new(text: &'text str, front: Span, root: &Node, blocks: bool) -> Self {
        let layout = Layout { text, front };
        Self { hand: Hand::of(&layout, root, blocks), layout }
    }

    /// The bytes of each child, in order.
    pub(crate) fn children(&self, node: &Node) -> Result<Vec<Child>, Refusal> {
        match &node.content {
            Content::Map { entries, .. } => Ok(entries.iter().map(|entry| self.entry(entry)).collect()),
            Content::List { items, flow: true } => {
                Ok(items.iter().map(|item| Child { start: start_of(item), end: end_of(item) }).collect())
            }
            Content::List { items, flow: false } => {
                let mut children = Vec::with_capacity(items.len());
                let mut dash = node.span.start();
                for item in items {
                    dash = self.layout.skip_quiet(dash);
                    if !self.layout.slice(dash, dash + 1).starts_with('-') || dash >= end_of(item) {
                        return Err(Refusal::new("the dash of this item cannot be found", item.span));
                    }
                    children.push(Child { start: dash, end: end_of(item) });
                    dash = end_of(item);
                }
                Ok(children)
            }
            Content::Scalar(_) | Content::Alias(_) => Ok(Vec::new()),
        }
    }

    fn entry(&self, entry: &Entry) -> Child {
        let key = entry.key.span;
        Child { start: key.start(), end: end_of(&entry.value).max(key.end()) }
    }

    /// The colon behind a key, or nothing for a key of a flow map that has none.
    fn colon(&self, entry: &Entry) -> Option<usize> {
        let found = self.layout.skip_quiet(entry.key.span.end());
        self.layout.slice(found, found + 1).starts_with(':').then_some(found)
    }

    /// Where the last node of the trail stands in its parent, which `step` leads out of.
    pub(crate) fn slot(&self, trail: &Trail<'_>, step: &Step) -> Result<Slot, Refusal> {
        let parent = trail.nodes[trail.nodes.len() - 2];
        match step {
            Step::Key(key) => {
                let entry = trail::entry(parent, key)?
                    .ok_or_else(|| Refusal::new(format!("there is no key `{key}`"), parent.span))?;
                let colon = self.colon(entry);
                if trail.is_in_flow() {
                    let (after, gap) = colon.map_or((entry.key.span.end(), ": "), |colon| (colon + 1, " "));
                    return Ok(Slot { after, gap, place: Place::Flow });
                }
                let indentation = self.indentation(entry.key.span.start())?;
                let after = colon.ok_or_else(|| explicit_key(entry.key.span))? + 1;
                Ok(Slot { after, gap: " ", place: Place::Key { indentation } })
            }
            Step::Index(index) => {
                let node = trail.last();
                if trail.is_in_flow() {
                    return Ok(Slot { after: start_of(node), gap: "", place: Place::Flow });
                }
                let dash = self.children(parent)?[*index].start;
                let (indentation, width) = self.dash(dash, node)?;
                Ok(Slot { after: dash + 1, gap: " ", place: Place::Dash { indentation, width } })
            }
        }
    }

    /// How far a dash is indented, and how far behind it its item stands.
    pub(crate) fn dash(&self, dash: usize, item: &Node) -> Result<(usize, usize), Refusal> {
        let indentation = self.indentation(dash)?;
        let between = self.layout.slice(dash + 1, start_of(item));
        let beside = !between.is_empty() && between.bytes().all(|byte| byte == b' ');
        Ok((indentation, if beside { between.len() + 1 } else { 2 }))
    }

    /// How far a key or a dash is indented.
    pub(crate) fn indentation(&self, at: usize) -> Result<usize, Refusal> {
        self.layout.indentation(at).ok_or_else(|| explicit_key(Span::at(at)))
    }

    /// Where a line is added below a child of a block collection whose children are indented by
    /// `indentation`.
    pub(crate) fn below(&self, child: Child, value: &Node, indentation: usize) -> Result<usize, Refusal> {
        let mut end = self.quiet_line_end(child.end)?;
        if has_blank_tail(value) {
            let mut line = self.layout.next_line(end);
            while line > end && line < self.layout.front.end() && self.layout.is_blank_line(line) {
                end = self.layout.line_end(line);
                line = self.layout.next_line(line);
            }
        }
        Ok(self.layout.after_comments(end, indentation))
    }

    /// The end of a line on which only a comment may follow.
    pub(crate) fn quiet_line_end(&self, at: usize) -> Result<usize, Refusal> {
        self.layout
            .quiet_line_end(at)
            .ok_or_else(|| Refusal::new("something else stands behind the value on its line", Span::at(at)))
    }
}

/// The start of a node with its anchor and its tag.
pub(crate) fn start_of(node: &Node) -> usize {
    decorations(node).map(Span::start).fold(node.span.start(), usize::min)
}

/// The end of a node, also of one that is nothing but an anchor or a tag.
pub(crate) fn end_of(node: &Node) -> usize {
    decorations(node).map(Span::end).fold(node.span.end(), usize::max)
}

fn decorations(node: &Node) -> impl Iterator<Item = Span> {
    node.decoration.iter().flat_map(|decoration| {
        let anchor = decoration.anchor.iter().map(|(_, span)| *span);
        anchor.chain(decoration.tag.iter().map(|(_, span)| *span))
    })
}

/// Whether the blank lines behind a node are part of its last value.
fn has_blank_tail(node: &Node) -> bool {
    match &node.content {
        Content::Scalar(scalar) if matches!(scalar.style, ScalarStyle::Literal | ScalarStyle::Folded) => {
            let kept = scalar.text.trim_end_matches([' ', '\t', '\n']);
            let breaks = scalar.text[kept.len()..].matches('\n').count();
            breaks > usize::from(!kept.is_empty())
        }
        Content::Scalar(_) | Content::Alias(_) => false,
        Content::List { flow: true, .. } | Content::Map { flow: true, .. } => false,
        Content::List { items, .. } => items.last().is_some_and(has_blank_tail),
        Content::Map { entries, .. } => entries.last().is_some_and(|entry| has_blank_tail(&entry.value)),
    }
}

fn explicit_key(span: Span) -> Refusal {
    Refusal::new("this key or item is not written at the start of a line", span)
        .with_hint("write it as `key: value`, or edit the file by hand")
}
