//! Whole documents from values: what another program knows of an artifact, written at once.
//!
//! What a status demands is not asked for here: a document that comes from elsewhere is as whole as it was there.

use crate::change::Impossible;
use crate::change::add::{Added, refuse_foreign, spelling};
use crate::change::body::filled;
use crate::change::document::current;
use crate::change::name;
use crate::change::place::Place;
use crate::change::typed::{Reader, as_written};
use crate::model::artifact::Artifact;
use crate::model::field::{Field, FieldType};
use crate::model::values::Id;
use crate::plan::{ArtifactIndex, Home, Plan};
use crate::source::{FileChange, RelPath};
use crate::text::edit::{Edit, Path, Value, edits, written};
use crate::text::front_matter;
use crate::text::yaml::{self, Content, Node};

/// A document that is to be.
pub(crate) struct Composition<'a> {
    /// The position of its kind.
    pub(crate) kind: usize,
    /// The position of its product.
    pub(crate) product: usize,
    pub(crate) id: &'a Id,
    pub(crate) title: &'a str,
    /// The kind's own first status where nothing is said.
    pub(crate) status: Option<&'a str>,
    /// By the position of the field, in any order.
    pub(crate) fields: &'a [(usize, Value)],
    pub(crate) body: &'a str,
    /// In the place of the name that follows from id and title.
    pub(crate) path: Option<RelPath>,
}

/// Writes the document of `composition`.
pub(crate) fn compose(plan: &Plan, composition: &Composition<'_>) -> Result<Added, Impossible> {
    let kind = &plan.config.kinds[composition.kind];
    refuse_foreign(kind)?;
    let path = match &composition.path {
        Some(path) => path.clone(),
        None => new_path(plan, composition.kind, composition.product, composition.id, composition.title)?,
    };
    let mut entries: Vec<(String, Value)> = Vec::with_capacity(composition.fields.len() + 3);
    if kind.identity.capture.is_none() {
        let id = spelling(plan, composition.kind, composition.id);
        entries.push((kind.identity.field.clone(), Value::plain(id)));
    }
    entries.push((kind.title_field.clone(), Value::text(composition.title)));
    if let Some(field) = &kind.workflow.field {
        let status = composition.status.or(kind.workflow.default.as_deref()).unwrap_or_default();
        entries.push((field.clone(), Value::plain(status)));
    }
    let mut fields: Vec<&(usize, Value)> = composition.fields.iter().collect();
    fields.sort_by_key(|(at, _)| *at);
    entries.extend(fields.into_iter().map(|(at, value)| (kind.fields[*at].name.clone(), value.clone())));
    let front = written(&entries);
    let root = yaml::parse(&front, 0).map(|parsed| parsed.root);
    let is_kept =
        |root: &Node| entries.iter().all(|(key, value)| root.get(key).is_some_and(|node| value.is(node)));
    if !root.as_ref().is_ok_and(is_kept) {
        return Err(Impossible::new("a value cannot be written so that YAML reads it back"));
    }
    let body = composition.body.trim_end();
    let text = match path.extension() {
        "yaml" | "yml" => front,
        _ if body.is_empty() => format!("---\n{front}---\n"),
        _ => format!("---\n{front}---\n\n{body}\n"),
    };
    let file = FileChange::Create { path: path.clone(), bytes: text.into_bytes() };
    Ok(Added { id: composition.id.clone(), path, file })
}

/// Where the document of a new artifact comes to lie.
pub(crate) fn new_path(
    plan: &Plan,
    kind: usize,
    product: usize,
    id: &Id,
    title: &str,
) -> Result<RelPath, Impossible> {
    let folder = plan.config.products.get_index(product).and_then(|(_, product)| product.folder.as_ref());
    name::path(&plan.config.kinds[kind], folder, id, title)
}

/// The value of a field that is no link, from texts; what reading it would report is refused.
pub(crate) fn value_of(plan: &Plan, field: &Field, texts: &[String]) -> Result<Value, Impossible> {
    let path = RelPath::root();
    // What a link within a record leads to may be written by the same change.
    let reader = Reader { plan, home: Home { product: 0, path: &path }, follows: false };
    if let FieldType::List(item) = &field.ty {
        // Each text is one item, whatever stands in it.
        let items = texts.iter().map(|text| reader.value(field, item, std::slice::from_ref(text)));
        return Ok(as_written(field, items.collect::<Result<_, _>>()?));
    }
    reader.value(field, &field.ty, texts)
}

/// The value of a link from the ids that it names.
pub(crate) fn link_value(field: &Field, ids: Vec<String>) -> Option<Value> {
    let mut items = ids.into_iter().map(Value::Plain);
    match field.ty {
        FieldType::List(_) => Some(as_written(field, items.collect())),
        _ => items.next(),
    }
}

/// A body with texts under their headings.
pub(crate) fn with_sections(body: &str, sections: &[(String, String)]) -> String {
    sections.iter().fold(body.to_owned(), |body, (title, text)| filled(&body, title, text))
}

/// What an artifact says now, as texts that can be compared.
pub(crate) struct Said {
    root: Option<Node>,
}

impl Said {
    pub(crate) fn of(artifact: &Artifact) -> Self {
        Self { root: artifact.root() }
    }

    pub(crate) fn texts(&self, field: &Field) -> Vec<String> {
        let node = self.root.as_ref().and_then(|root| root.get(&field.name));
        match node.map(|node| (node, node.items())) {
            Some((node, None)) if node.entries().is_some() => vec![line_of_node(node)],
            Some((_, Some(items))) => items.iter().map(line_of_node).collect(),
            _ => current(node, field),
        }
    }
}

impl Said {
    /// What is said of a part of a field that is a record.
    pub(crate) fn part(&self, field: &Field, part: &str) -> Option<String> {
        let node = self.root.as_ref()?.get(&field.name)?.get(part)?;
        (!node.is_null()).then(|| line_of_node(node))
    }
}

/// The texts of a value, as [`Said::texts`] has them once it is written.
pub(crate) fn texts_of(value: &Value) -> Vec<String> {
    match value {
        Value::List(items) => items.iter().map(line_of).collect(),
        other => vec![line_of(other)],
    }
}

/// What stands between the pieces of a value with parts, in a text that is compared and never shown.
const BETWEEN: &str = "\u{1f}";

fn line_of(value: &Value) -> String {
    match value {
        Value::Plain(text) | Value::Text(text) => text.clone(),
        Value::List(items) => items.iter().map(line_of).collect::<Vec<_>>().join(BETWEEN),
        Value::Map(entries) => {
            let entries = entries.iter().map(|(key, value)| format!("{key}: {}", line_of(value)));
            entries.collect::<Vec<_>>().join(BETWEEN)
        }
    }
}

fn line_of_node(node: &Node) -> String {
    match &node.content {
        Content::Scalar(scalar) => scalar.text.to_string(),
        Content::Alias(name) => format!("*{name}"),
        Content::List { items, .. } => items.iter().map(line_of_node).collect::<Vec<_>>().join(BETWEEN),
        Content::Map { entries, .. } => {
            let entries =
                entries.iter().map(|entry| format!("{}: {}", entry.key.text, line_of_node(&entry.value)));
            entries.collect::<Vec<_>>().join(BETWEEN)
        }
    }
}

/// What another program knows better of an artifact than its document.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Rewriting {
    pub(crate) title: Option<String>,
    /// Reached whatever the workflow allows: it was, elsewhere.
    pub(crate) status: Option<String>,
    /// By the position of the field; nothing for one that goes.
    pub(crate) fields: Vec<(usize, Option<Value>)>,
    pub(crate) body: Option<String>,
}

/// Carries out a rewriting; nothing where the document says all of it already.
pub(crate) fn rewrite(
    plan: &Plan,
    index: ArtifactIndex,
    rewriting: &Rewriting,
) -> Result<Option<FileChange>, Impossible> {
    let artifact = plan.artifact(index);
    let kind = plan.kind(artifact);
    refuse_foreign(kind)?;
    let root = front_matter::fields(&artifact.text, artifact.front)
        .map_err(|fault| Impossible::new(fault.message))?
        .root;
    let mut changes: Vec<Edit> = Vec::new();
    let mut set = |name: &str, value: Option<Value>| -> Result<(), Impossible> {
        let place = Place::of(kind, name)?;
        match value {
            Some(value) => changes.push(Edit::set(place.path.clone(), value).behind(place.order(&root))),
            None if root.get(name).is_some() => changes.push(Edit::remove(Path::key(name))),
            None => {}
        }
        Ok(())
    };
    if let Some(title) = &rewriting.title {
        set(&kind.title_field, Some(Value::text(title)))?;
    }
    if let (Some(status), Some(field)) = (&rewriting.status, &kind.workflow.field) {
        set(field, Some(Value::plain(status)))?;
    }
    for (at, value) in &rewriting.fields {
        set(&kind.fields[*at].name, value.clone())?;
    }
    let edited = edits(&artifact.text, artifact.front, &changes)
        .map_err(|refusal| Impossible::new(refusal.reason).with_hints(refusal.hint))?;
    let mut text = edited.text;
    if let Some(body) = &rewriting.body {
        let old = artifact.body_text();
        let start = text.len() - old.len();
        let lead = &old[..old.len() - old.trim_start().len()];
        let lead = if lead.is_empty() { "\n" } else { lead };
        text = format!("{}{lead}{}\n", &text[..start], body.trim_end());
    }
    Ok((text != *artifact.text).then(|| FileChange::Replace {
        path: artifact.path.clone(),
        before: artifact.text.as_bytes().to_vec(),
        bytes: text.into_bytes(),
    }))
}
