//! Merges two versions of a document that began as one: front matter by field, lists by element, the
//! body by lines.
//!
//! Pure: three texts in, one out. The result begins with what ours has; what theirs alone changed comes
//! with its bytes and its comments. What both changed is marked as git marks it, around the lines of that
//! one field, so that the document can be read whichever side is taken. Every result is read again and
//! compared with a merge of the values; what does not come out the same, or cannot be read to begin with,
//! is merged line by line as git would.

mod block;
mod body;
mod comments;
mod fields;
mod meaning;
mod order;
mod pieces;

use std::collections::HashSet;

use crate::change::merge::block::Block;
use crate::change::merge::body::merge_body;
use crate::change::merge::comments::comments;
use crate::change::merge::fields::Fields;
use crate::change::merge::meaning::{Meaning, Settlement, meaning, meaning_of, three_way};
use crate::change::merge::pieces::{Piece, marked, resolved};
use crate::text::edit::Value;
use crate::text::front_matter::{self, Language, LineEnding};
use crate::text::span::Span;
use crate::text::three_way::{Marks, MergeLines, Side, Sides, conflicts};
use crate::text::yaml::{self, Content, Node};

/// How the front matter of a document is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Form {
    /// Between fences, above a body.
    Markdown,
    /// The whole file.
    Yaml,
}

/// A merged document.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Merged {
    pub(crate) bytes: Vec<u8>,
    /// In the order of the text.
    pub(crate) conflicts: Vec<Conflict>,
    /// Whether the front matter was merged by field; else all of it was merged by lines.
    pub(crate) by_field: bool,
}

/// A place where both sides changed one thing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Conflict {
    /// Where its first marker begins, in bytes of the merged document.
    pub(crate) at: usize,
    /// The field, and the part of it: `key_results / KR1 / now`; nothing in a body.
    pub(crate) field: Option<String>,
}

/// Merges two versions of a document. The error is a reason that fits "failed to merge: …".
pub(crate) fn merge(
    sides: Sides<&[u8]>,
    form: Form,
    marks: &Marks,
    merge_lines: MergeLines,
) -> Result<Merged, String> {
    if let Some(side) = sides.settled() {
        let bytes = sides.of(side).to_vec();
        return Ok(Merged { bytes, conflicts: Vec::new(), by_field: true });
    }
    if let Some(documents) = documents(sides, form)
        && let Some((fields, front)) = front(documents.as_ref(), marks, merge_lines)
    {
        let body = merge_body(documents.as_ref().map(|document| document.body), marks, merge_lines)?;
        let front_end = front.len();
        let bytes = [front.into_bytes(), body.bytes].concat();
        let mut fields = fields.into_iter();
        // What looks like a marker is none where nothing is in conflict.
        let is_marked = |at: &usize| if *at < front_end { fields.len() > 0 } else { !body.is_clean };
        let found = conflicts(&bytes, marks.size).into_iter().filter(is_marked).collect::<Vec<_>>();
        let conflicts = found
            .into_iter()
            .map(|at| Conflict { at, field: if at < front_end { fields.next() } else { None } })
            .collect();
        return Ok(Merged { bytes, conflicts, by_field: true });
    }
    by_lines(sides, marks, merge_lines)
}

/// Merges a document of which nothing is known but that it is text.
fn by_lines(sides: Sides<&[u8]>, marks: &Marks, merge_lines: MergeLines) -> Result<Merged, String> {
    let texts = sides.map(|bytes| std::str::from_utf8(bytes).ok()).all();
    let merged = match texts {
        Some(texts) => merge_body(texts, marks, merge_lines)?,
        None => merge_lines(sides, marks)?,
    };
    let mut found = Vec::new();
    if !merged.is_clean {
        found = conflicts(&merged.bytes, marks.size);
        // What is no text has no place for a marker.
        if found.is_empty() {
            found.push(0);
        }
    }
    let conflicts = found.into_iter().map(|at| Conflict { at, field: None }).collect();
    Ok(Merged { bytes: merged.bytes, conflicts, by_field: false })
}

/// One version of a document, read.
struct Document<'text> {
    text: &'text str,
    /// What stands above the fields: the fence and a byte-order mark.
    opening: &'text str,
    fields: Span,
    closing: &'text str,
    body: &'text str,
    line_ending: LineEnding,
    root: Option<Node>,
}

impl Document<'_> {
    /// The lines of the fields.
    fn block(&self) -> Option<Block<'_>> {
        Block::of(self.text, self.root.as_ref()?, self.fields)
    }
}

/// The three versions, where each can be read and none holds what only people can merge. What both sides
/// added began with nothing.
fn documents<'text>(sides: Sides<&'text [u8]>, form: Form) -> Option<Sides<Document<'text>>> {
    let ours = document(sides.ours, form)?;
    let theirs = document(sides.theirs, form)?;
    let base = match sides.base {
        [] => Document {
            text: "",
            opening: ours.opening,
            fields: Span::at(0),
            closing: ours.closing,
            body: "",
            line_ending: ours.line_ending,
            root: None,
        },
        bytes => document(bytes, form)?,
    };
    let is_alike = [&base, &theirs].iter().all(|other| other.line_ending == ours.line_ending);
    is_alike.then_some(Sides { base, ours, theirs })
}

fn document(bytes: &[u8], form: Form) -> Option<Document<'_>> {
    let document = match form {
        Form::Markdown => {
            let document = front_matter::split(bytes).ok()?;
            // What is written field by field is YAML.
            let front = document.front_matter.filter(|front| front.language == Language::Yaml)?;
            let text = document.text;
            Document {
                text,
                opening: text.get(..front.content.start())?,
                fields: front.content,
                closing: text.get(front.content.end()..document.body.start())?,
                body: document.body(),
                line_ending: document.line_ending,
                root: None,
            }
        }
        Form::Yaml => {
            let (text, fields) = front_matter::whole(bytes).ok()?;
            Document {
                text,
                opening: text.get(..fields.start())?,
                fields,
                closing: "",
                body: "",
                line_ending: LineEnding::of(text),
                root: None,
            }
        }
    };
    let yaml = document.fields.slice(document.text);
    // Where the last line has no end, nothing can be put below it.
    if !yaml.is_empty() && !yaml.ends_with('\n') {
        return None;
    }
    let mut root = yaml::parse(yaml, document.fields.start()).ok()?.root;
    if root.is_null() && root.span.is_empty() {
        root.content = Content::Map { entries: Vec::new(), flow: false };
    }
    (root.entries().is_some() && is_plain(&root)).then_some(Document { root: Some(root), ..document })
}

/// Whether a tree holds nothing that binds its parts together: anchors, aliases, tags, merges, a key
/// that is written twice.
fn is_plain(node: &Node) -> bool {
    node.decoration.is_none()
        && match &node.content {
            Content::Scalar(_) => true,
            Content::Alias(_) => false,
            Content::List { items, .. } => items.iter().all(is_plain),
            Content::Map { entries, .. } => {
                let mut keys = HashSet::new();
                entries.iter().all(|entry| {
                    &*entry.key.text != "<<" && keys.insert(&*entry.key.text) && is_plain(&entry.value)
                })
            }
        }
}

/// The front matter merged by field, with its fences, and the fields that are in conflict; nothing where
/// the result cannot be trusted.
fn front(
    documents: Sides<&Document<'_>>,
    marks: &Marks,
    merge_lines: MergeLines,
) -> Option<(Vec<String>, String)> {
    let settled = |texts: Sides<&str>| texts.settled().map(|side| texts.of(side).to_owned());
    let opening = settled(documents.map(|document| document.opening))?;
    let closing = settled(documents.map(|document| document.closing))?;
    let (ours, theirs) = (documents.ours.block()?, documents.theirs.block()?);
    let base = match documents.base.root {
        Some(_) => Some(documents.base.block()?),
        None => None,
    };
    let blocks = Sides::new(base.as_ref(), Some(&ours), Some(&theirs));
    let mut fields = Fields { merge_lines, marks, settlement: Settlement::default() };
    let pieces = fields.block(blocks, "").ok()?;
    is_trustworthy(&pieces, documents, &fields.settlement).then(|| {
        let text = marked(&pieces, marks, documents.ours.line_ending.as_str());
        (named(&pieces), format!("{opening}{text}{closing}"))
    })
}

/// Whether the merged text reads as the merged values whichever side is taken, and has every comment that
/// either side wrote.
fn is_trustworthy(pieces: &[Piece], documents: Sides<&Document<'_>>, settlement: &Settlement) -> bool {
    let roots = documents.map(|document| document.root.as_ref());
    let reads_right = |side: Side| {
        let text = resolved(pieces, side);
        let Ok(parsed) = yaml::parse(&text, 0) else { return false };
        let Ok(value) = three_way(roots, "", settlement, side) else { return false };
        let value = value.unwrap_or(Value::Map(Vec::new()));
        match meaning_of(&value) {
            Meaning::Map(entries) if entries.is_empty() => parsed.root.is_null(),
            expected => expected == meaning(&parsed.root),
        }
    };
    if !reads_right(Side::Ours) || !reads_right(Side::Theirs) {
        return false;
    }
    let written = |document: &Document<'_>| match &document.root {
        Some(root) => comments(document.text, document.fields, root).into_iter().map(str::to_owned).collect(),
        None => Vec::new(),
    };
    let known = written(documents.base);
    let texts = [resolved(pieces, Side::Ours), resolved(pieces, Side::Theirs)];
    [documents.ours, documents.theirs]
        .into_iter()
        .flat_map(written)
        .all(|comment| known.contains(&comment) || texts.iter().any(|text| text.contains(&comment)))
}

/// What the conflicts are about, in the order of the text.
fn named(pieces: &[Piece]) -> Vec<String> {
    let what = |piece: &Piece| match piece {
        Piece::Conflict { what, .. } => Some(what.clone()),
        Piece::Text(_) => None,
    };
    pieces.iter().filter_map(what).collect()
}

#[cfg(any(test, fuzzing))]
pub(crate) mod invariants;
#[cfg(test)]
mod tests;
