//! Putting one value in the place of another.
//!
//! What stands behind the value on its first line, a comment above all, stays where it is.

use crate::text::edit::Refusal;
use crate::text::edit::hand::{Place, Written};
use crate::text::edit::site::{Site, Slot, end_of};
use crate::text::edit::splice::Splice;
use crate::text::edit::value::Value;
use crate::text::yaml::{Content, Node, ScalarStyle};

impl Site<'_> {
    /// Replaces `node`, which stands in `slot`, by `value`.
    pub(crate) fn replace(&self, node: &Node, slot: &Slot, value: &Value) -> Result<Vec<Splice>, Refusal> {
        let written = self.hand.write(value, slot.place, Some(node));
        if slot.place == Place::Flow {
            return Ok(vec![match node.span.is_empty() {
                true => Splice::insert(slot.after, format!("{}{}", slot.gap, written.head)),
                false => Splice { span: node.span, text: written.head },
            }]);
        }
        if node.span.is_empty() {
            let end = self.quiet_line_end(slot.after)?;
            let mut splices = self.head(slot, &written);
            splices.push(Splice::insert(end, self.body(slot, &written)));
            return Ok(splices);
        }
        match &node.content {
            Content::Scalar(scalar) if matches!(scalar.style, ScalarStyle::Literal | ScalarStyle::Folded) => {
                Ok(self.replace_block_scalar(node, slot, &written))
            }
            Content::List { flow: false, .. } | Content::Map { flow: false, .. } => {
                self.replace_block_collection(node, slot, &written)
            }
            _ => self.replace_inline(node, slot, &written),
        }
    }

    fn replace_inline(&self, node: &Node, slot: &Slot, written: &Written) -> Result<Vec<Splice>, Refusal> {
        let (start, end) = (node.span.start(), node.span.end());
        let line_end = self.quiet_line_end(end)?;
        let first = if !written.head.is_empty() {
            Splice::new(start, end, written.head.clone())
        } else if self.layout.has_comment(slot.after, start) {
            return Err(Refusal::new("a comment stands between the key and its value", node.span));
        } else {
            Splice::delete(slot.after, end)
        };
        Ok(vec![first, Splice::insert(line_end, self.body(slot, written))])
    }

    fn replace_block_scalar(&self, node: &Node, slot: &Slot, written: &Written) -> Vec<Splice> {
        let start = node.span.start();
        let header = node.span.slice(self.layout.text);
        let header = start + header.find(char::is_whitespace).unwrap_or(header.len());
        let line_end = self.layout.line_end(header).min(node.span.end()).max(header);
        let first = match written.head.is_empty() {
            true => Splice::delete(slot.after, header),
            false => Splice::new(start, header, written.head.clone()),
        };
        vec![first, Splice::new(line_end, node.span.end().max(line_end), self.body(slot, written))]
    }

    fn replace_block_collection(
        &self,
        node: &Node,
        slot: &Slot,
        written: &Written,
    ) -> Result<Vec<Splice>, Refusal> {
        let start = node.span.start();
        let end = self.quiet_line_end(end_of(node))?;
        if self.layout.line_start(start) == self.layout.line_start(slot.after) {
            let text = format!("{}{}", written.head, self.body(slot, written));
            return Ok(vec![Splice::new(start, end, text)]);
        }
        if written.head.is_empty() {
            let body = self.body(slot, written);
            let first = self.layout.line_break(slot.after).len();
            return Ok(vec![Splice::new(self.layout.line_start(start), end, &body[first.min(body.len())..])]);
        }
        let line_end = self.quiet_line_end(slot.after)?;
        let mut splices = self.head(slot, written);
        splices.push(Splice::new(line_end, end, self.body(slot, written)));
        Ok(splices)
    }

    /// Writes the head behind the colon or dash, where nothing stands yet.
    fn head(&self, slot: &Slot, written: &Written) -> Vec<Splice> {
        match written.head.is_empty() {
            true => Vec::new(),
            false => vec![Splice::insert(slot.after, format!("{}{}", slot.gap, written.head))],
        }
    }

    /// The lines under the head, each with a line break before it.
    fn body(&self, slot: &Slot, written: &Written) -> String {
        let line_break = self.layout.line_break(slot.after);
        written.body.iter().flat_map(|line| [line_break, line]).collect()
    }
}
