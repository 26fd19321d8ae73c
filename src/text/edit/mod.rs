//! Byte-exact edits of YAML and Markdown: the bytes of the field concerned change and no other byte.
//!
//! Comments, key order, quotes, indentation, line breaks, a byte-order mark and a missing final line
//! break survive. Every result is read again and compared with the tree that was intended; what
//! cannot be edited safely is refused with the reason and the place. Knows no field and no kind.

mod difference;
mod hand;
mod insert;
mod intended;
#[cfg(any(test, fuzzing))]
pub(crate) mod invariants;
mod layout;
mod path;
mod remove;
mod replace;
mod scalar;
mod site;
mod splice;
mod table;
mod trail;
mod value;

use crate::text::front_matter::Language;
use crate::text::span::Span;
use crate::text::yaml::{self, Node, Parsed};

use crate::text::edit::hand::Hand;
use crate::text::edit::intended::{Intended, created};
use crate::text::edit::scalar::Context;
use crate::text::edit::site::Site;
use crate::text::edit::splice::Pieces;
use crate::text::edit::trail::Trail;

pub(crate) use path::{Path, Step};
pub(crate) use splice::{Splice, splice};
pub(crate) use table::{RowEdit, RowPlace, edit_heading, edit_row};
pub(crate) use value::Value;

/// One change at one place of a tree.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Edit {
    pub(crate) path: Path,
    pub(crate) change: Change,
}

#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Change {
    /// Writes the value; makes the key, and the maps around it, where they are missing. A list or map
    /// that is there already keeps the bytes of what it has in common with the new one.
    Set { value: Value, order: Order },
    /// Adds an item at the end of a list; begins the list where there is none.
    Append { value: Value, order: Order },
    /// Adds an item to a list before the one that has the index, counted from 0.
    Insert { index: usize, value: Value },
    /// Takes away the entry or item with its lines and the comment at their end; comments above stay.
    /// A list or map that would be left empty goes too, with its key.
    Remove,
    /// Writes another name for a key; its value keeps its bytes.
    #[cfg_attr(
        not(any(test, fuzzing)),
        expect(dead_code, reason = "renaming a key is a promise of edits that no command makes use of yet")
    )]
    RenameKey { to: String },
}

/// Where a key that is not there yet is put.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) enum Order {
    /// Behind all other keys of the map.
    #[default]
    Last,
    /// Behind the last of these keys that exists; first where none does.
    Behind(Vec<String>),
}

impl Edit {
    pub(crate) fn set(path: Path, value: Value) -> Self {
        Self { path, change: Change::Set { value, order: Order::Last } }
    }

    pub(crate) fn append(path: Path, value: Value) -> Self {
        Self { path, change: Change::Append { value, order: Order::Last } }
    }

    #[cfg(test)]
    pub(crate) fn insert(path: Path, index: usize, value: Value) -> Self {
        Self { path, change: Change::Insert { index, value } }
    }

    pub(crate) fn remove(path: Path) -> Self {
        Self { path, change: Change::Remove }
    }

    #[cfg(test)]
    pub(crate) fn rename_key(path: Path, to: impl Into<String>) -> Self {
        Self { path, change: Change::RenameKey { to: to.into() } }
    }

    /// The same edit, which puts a new key behind the last of `keys` that exists.
    pub(crate) fn behind<K: Into<String>>(mut self, keys: impl IntoIterator<Item = K>) -> Self {
        if let Change::Set { order, .. } | Change::Append { order, .. } = &mut self.change {
            *order = Order::Behind(keys.into_iter().map(Into::into).collect());
        }
        self
    }
}

/// A document after edits.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Edited {
    pub(crate) text: String,
    /// What changed in the old text, in order; empty where everything was as wanted already.
    pub(crate) splices: Vec<Splice>,
    /// Where the YAML stands in the new text.
    pub(crate) front: Span,
}

/// Why a document was not edited. Nothing was changed.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{reason}")]
pub(crate) struct Refusal {
    /// One sentence without a final period.
    pub(crate) reason: String,
    pub(crate) span: Span,
    /// What to do, as an imperative fragment.
    pub(crate) hint: Option<String>,
}

impl Refusal {
    pub(crate) fn new(reason: impl Into<String>, span: Span) -> Self {
        Self { reason: reason.into(), span, hint: None }
    }

    pub(crate) fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// The lines of a new document's YAML, in the plainest hand.
pub(crate) fn written(entries: &[(String, Value)]) -> String {
    let hand = Hand::plain();
    let lines = entries.iter().flat_map(|(key, value)| hand.entry(key, value, 0));
    lines.fold(String::new(), |text, line| text + &line + "\n")
}

/// `key: value` in one line: lists in brackets, maps in braces.
pub(crate) fn line(key: &str, value: &Value) -> String {
    let hand = Hand::plain();
    match value {
        Value::Plain(_) | Value::Text(_) => hand.entry(key, value, 0).concat(),
        Value::List(_) | Value::Map(_) => {
            format!("{}: {}", hand.key(key, Context::Block, None), hand.flow(value))
        }
    }
}

/// Applies one edit to `document`, the whole text of a file, whose YAML stands at `front`.
pub(crate) fn edit(document: &str, front: Span, edit: &Edit) -> Result<Edited, Refusal> {
    edits(document, front, std::slice::from_ref(edit))
}

/// Applies edits one after another, as one operation: all of them or none. A refusal's span counts
/// in the text as the edits before it left it.
pub(crate) fn edits(document: &str, front: Span, edits: &[Edit]) -> Result<Edited, Refusal> {
    let mut pieces = Pieces::new(document);
    let mut text = document.to_owned();
    let mut front = front;
    if edits.is_empty() {
        return Ok(Edited { text, splices: Vec::new(), front });
    }
    refuse_toml(document, front)?;
    let mut root = read(&text, front)?;
    for edit in edits {
        let steps = split(&root, edit)?;
        for step in &steps {
            let done = attempt(&text, front, &root, step, true)
                .or_else(|refusal| attempt(&text, front, &root, step, false).map_err(|_| refusal))?;
            let Some(done) = done else { continue };
            pieces.apply(&done.splices);
            (text, front, root) = (done.text, done.front, done.root);
        }
    }
    let splices = pieces.splices();
    Ok(Edited { text, splices, front })
}

/// A document after one edit that was checked.
struct Done {
    splices: Vec<Splice>,
    text: String,
    front: Span,
    root: Node,
}

/// Makes one edit and reads it back; nothing where everything is as wanted already. Without `blocks`,
/// several lines are written as one: a block would take a comment that follows for its own.
fn attempt(text: &str, front: Span, root: &Node, edit: &Edit, blocks: bool) -> Result<Option<Done>, Refusal> {
    let splices = plan(text, front, root, edit, blocks)?;
    if splices.is_empty() {
        return Ok(None);
    }
    let new = splice(text, &splices);
    let front = Span::new(front.start(), (front.end() + new.len()).saturating_sub(text.len()));
    let found = read(&new, front).map_err(|fault| unsafe_edit(root, &fault.reason))?;
    if !Intended::of(root, edit).is(&found) {
        return Err(unsafe_edit(root, "the result would read differently"));
    }
    Ok(Some(Done { splices, text: new, front, root: found }))
}

fn read(text: &str, front: Span) -> Result<Node, Refusal> {
    match yaml::parse(front.slice(text), front.start()) {
        Ok(Parsed { root, .. }) => Ok(root),
        Err(fault) => Err(Refusal { reason: fault.message, span: fault.span, hint: fault.help }),
    }
}

/// Refuses front matter that is read alone.
fn refuse_toml(document: &str, front: Span) -> Result<(), Refusal> {
    match Language::at(document, front) {
        Language::Yaml => Ok(()),
        Language::Toml => {
            Err(Refusal::new("front matter in TOML is read, not written by pm", Span::at(front.start()))
                .with_hint("edit the file by hand, or write its fields as YAML between lines `---` first"))
        }
    }
}

fn unsafe_edit(root: &Node, reason: &str) -> Refusal {
    Refusal::new(format!("this cannot be edited safely: {reason}"), root.span)
        .with_hint("edit the file by hand")
}

/// The edits that one edit consists of, each of which is checked on its own.
fn split(root: &Node, edit: &Edit) -> Result<Vec<Edit>, Refusal> {
    if let Change::Set { value, .. } = &edit.change {
        let trail = Trail::follow(root, &edit.path)?;
        if trail.missing.is_empty()
            && let Some(parts) = difference::difference(&edit.path, trail.last(), value)
        {
            trail.refuse_decorated()?;
            return Ok(parts);
        }
    }
    Ok(vec![edit.clone()])
}

/// The splices that make one edit; none where everything is as wanted already.
fn plan(text: &str, front: Span, root: &Node, edit: &Edit, blocks: bool) -> Result<Vec<Splice>, Refusal> {
    let Some(step) = edit.path.0.last() else {
        return Err(Refusal::new("the path names no key", root.span));
    };
    refuse_repeated_key(edit, root)?;
    let trail = Trail::follow(root, &edit.path)?;
    let renames = matches!(edit.change, Change::RenameKey { .. });
    trail.refuse_shared(if renames { 1 } else { 0 })?;
    let site = Site::new(text, front, root, blocks);
    if let Change::RenameKey { to } = &edit.change {
        return rename(&site, &trail, step, to);
    }
    if let Some((key, inner)) = trail.missing.split_first() {
        let (Change::Set { order, .. } | Change::Append { order, .. }) = &edit.change else {
            return Err(nothing_there(&edit.path, trail.last().span));
        };
        let steps = &edit.path.0[edit.path.0.len() - inner.len()..];
        let Some(value) = created(steps, &edit.change) else { return Ok(Vec::new()) };
        return add_key(&site, &trail, &edit.path, key, &value, order);
    }
    trail.refuse_decorated()?;
    let node = trail.last();
    let (index, value) = match &edit.change {
        Change::Set { value, .. } if value.is(node) => return Ok(Vec::new()),
        Change::Set { value, .. } => {
            trail.refuse_anchors_inside()?;
            return site.replace(node, &site.slot(&trail, step)?, value);
        }
        Change::Remove | Change::RenameKey { .. } => {
            trail.refuse_anchors_inside()?;
            return site.remove(&trail, &edit.path);
        }
        Change::Append { value, .. } => (node.items().map_or(0, <[_]>::len), value),
        Change::Insert { index, value } => (*index, value),
    };
    match node.items() {
        Some(items) if index <= items.len() => site.add_item(node, index, value),
        Some(items) => Err(trail::out_of_range(index, items.len(), node.span)),
        None if node.is_null() && index == 0 => {
            site.replace(node, &site.slot(&trail, step)?, &Value::List(vec![value.clone()]))
        }
        None => Err(Refusal::new(format!("an item needs a list, but here is {}", node.shape()), node.span)
            .with_hint("set the whole value")),
    }
}

/// Adds a key that is missing to the last node of the trail.
fn add_key(
    site: &Site<'_>,
    trail: &Trail<'_>,
    path: &Path,
    key: &str,
    value: &Value,
    order: &Order,
) -> Result<Vec<Splice>, Refusal> {
    let map = trail.last();
    if map.entries().is_some() || trail.nodes.len() == 1 {
        return site.add_entry(map, key, value, order);
    }
    let slot = site.slot(trail, &path.0[trail.nodes.len() - 2])?;
    site.replace(map, &slot, &Value::Map(vec![(key.to_owned(), value.clone())]))
}

fn rename(site: &Site<'_>, trail: &Trail<'_>, step: &Step, to: &str) -> Result<Vec<Splice>, Refusal> {
    let (Step::Key(key), true) = (step, trail.missing.is_empty()) else {
        return Err(Refusal::new("there is no key to rename", trail.last().span));
    };
    let map = trail.nodes[trail.nodes.len() - 2];
    let Some(entry) = trail::entry(map, key)? else { return Ok(Vec::new()) };
    if key == to {
        return Ok(Vec::new());
    }
    if let Some(other) = map.entry(to) {
        return Err(Refusal::new(format!("there is a key `{to}` already"), other.key.span));
    }
    let context = if trail.is_in_flow() { Context::Flow } else { Context::Block };
    let text = site.hand.key(to, context, Some(site.key_style(entry)));
    Ok(vec![Splice { span: entry.key.span, text }])
}

fn refuse_repeated_key(edit: &Edit, root: &Node) -> Result<(), Refusal> {
    let (Change::Set { value, .. } | Change::Append { value, .. } | Change::Insert { value, .. }) =
        &edit.change
    else {
        return Ok(());
    };
    match value.repeated_key() {
        Some(key) => Err(Refusal::new(format!("the new value names the key `{key}` twice"), root.span)),
        None => Ok(()),
    }
}

fn nothing_there(path: &Path, span: Span) -> Refusal {
    Refusal::new(format!("there is no `{path}`"), span)
}

#[cfg(test)]
mod tests;
