//! How an artifact at one moment differs from the same artifact at another.
//!
//! Compares what is meant: a value in another spelling of the same layout is the same, and so is a body
//! whose lines are broken elsewhere.

use serde::Serialize;
use similar::TextDiff;

use crate::config::Config;
use crate::model::approval::{APPROVALS, Approval, ESTIMATED_FOR, approvals};
use crate::model::artifact::Artifact;
use crate::model::field::Field;
use crate::model::value::{FieldValue, Item, Value};
use crate::text::markdown::Outline;
use crate::text::span::Span;

/// From which share of common words on two items are one that was reworded.
const REWORDED: f32 = 0.6;

/// What changed in one artifact; empty where nothing did.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
pub(crate) struct ArtifactChange {
    /// In the order of the kind: id, title, status, then its fields.
    pub(crate) fields: Vec<FieldChange>,
    /// In the order of the body.
    pub(crate) body: Vec<BodyChange>,
    /// Present where the document was moved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) moved: Option<Moved>,
}

/// The paths of a document before and after it was moved.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub(crate) struct Moved {
    pub(crate) from: String,
    pub(crate) to: String,
}

impl ArtifactChange {
    pub(crate) fn is_empty(&self) -> bool {
        self.fields.is_empty() && self.body.is_empty() && self.moved.is_none()
    }
}

impl ArtifactChange {
    /// This change and a later one as one change: what was undone in between is gone.
    pub(crate) fn and_then(mut self, later: Self) -> Self {
        for change in later.fields {
            match self.fields.iter_mut().find(|earlier| earlier.field == change.field) {
                Some(earlier) => earlier.to = change.to,
                None => self.fields.push(change),
            }
        }
        self.fields.retain(|change| change.from != change.to);
        for change in later.body {
            if !self.body.contains(&change) {
                self.body.push(change);
            }
        }
        self.moved = match (self.moved, later.moved) {
            (Some(earlier), Some(later)) => Some(Moved { from: earlier.from, to: later.to }),
            (earlier, later) => earlier.or(later),
        };
        self.moved = self.moved.filter(|moved| moved.from != moved.to);
        self
    }
}

/// A field with another value. A field within a record is named with both names, `milestone.beta`.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub(crate) struct FieldChange {
    pub(crate) field: String,
    pub(crate) from: Option<Written>,
    pub(crate) to: Option<Written>,
}

/// A value as it is written in the document.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum Written {
    One(String),
    Many(Vec<String>),
}

impl Written {
    /// In one line, items between commas.
    pub(crate) fn to_line(&self) -> String {
        match self {
            Self::One(text) => text.clone(),
            Self::Many(items) => items.join(", "),
        }
    }
}

/// A part of the body that is not what it was.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[serde(tag = "change", rename_all = "kebab-case")]
pub(crate) enum BodyChange {
    SectionAdded {
        section: String,
    },
    SectionRemoved {
        section: String,
    },
    /// The words of the section, items with a box left out.
    SectionChanged {
        section: String,
    },
    ItemAdded {
        section: String,
        item: String,
    },
    ItemRemoved {
        section: String,
        item: String,
    },
    /// An item whose words changed: one with an id of its own, or one that kept most of them.
    ItemChanged {
        section: String,
        from: String,
        to: String,
    },
    ItemTicked {
        section: String,
        item: String,
    },
    ItemUnticked {
        section: String,
        item: String,
    },
}

/// The difference of two states of one artifact, both read with the same kinds.
pub(crate) fn change_between(config: &Config, before: &Artifact, after: &Artifact) -> ArtifactChange {
    change_across((config, before), (config, after))
}

/// The difference of two states of one artifact, each read with the kinds of its own time. A value that is
/// written as before is the same, also where its field has another type now.
pub(crate) fn change_across(
    (old_config, before): (&Config, &Artifact),
    (new_config, after): (&Config, &Artifact),
) -> ArtifactChange {
    let (old, new) = (fields(old_config, before), fields(new_config, after));
    let mut changes = Vec::new();
    for field in &new {
        let from = old.iter().find(|other| other.name == field.name);
        if from.is_none_or(|from| from.meaning != field.meaning && from.written != field.written) {
            changes.push(FieldChange {
                field: field.name.clone(),
                from: from.map(|from| from.written.clone()),
                to: Some(field.written.clone()),
            });
        }
    }
    for field in old.iter().filter(|field| !new.iter().any(|other| other.name == field.name)) {
        changes.push(FieldChange { field: field.name.clone(), from: Some(field.written.clone()), to: None });
    }
    let moved = (before.path != after.path)
        .then(|| Moved { from: before.path.to_string(), to: after.path.to_string() });
    ArtifactChange { fields: changes, body: body_change(before, after), moved }
}

/// A field of an artifact, without its place.
struct Flat {
    name: String,
    meaning: Value,
    written: Written,
}

/// All that the front matter says, records taken apart.
fn fields(config: &Config, artifact: &Artifact) -> Vec<Flat> {
    let kind = &config.kinds[usize::from(artifact.kind)];
    let text = |text: &str| Value::Text(text.into());
    let mut found = Vec::new();
    let mut one = |name: &str, written: String| {
        found.push(Flat { name: name.to_owned(), meaning: text(&written), written: Written::One(written) });
    };
    if let (Some(id), Some(_)) = (&artifact.id, artifact.id_span) {
        one(&kind.identity.field, id.to_string());
    }
    if artifact.title_span.is_some() {
        one(&kind.title_field, artifact.title.to_string());
    }
    if let (Some(status), Some(field)) = (&artifact.status, &kind.workflow.field) {
        one(field, status.written.to_string());
    }
    for value in &artifact.values {
        let Some(name) = kind.fields.get_index(usize::from(value.field)).map(|(name, _)| name.as_str())
        else {
            continue;
        };
        // It follows from an estimate that was given.
        if name == ESTIMATED_FOR {
            continue;
        }
        let given = if name == APPROVALS { approvals(kind, artifact) } else { Vec::new() };
        if !given.is_empty() {
            let written = Written::Many(given.iter().map(Approval::to_line).collect());
            found.push(Flat { name: name.to_owned(), meaning: without_places(&value.value), written });
            continue;
        }
        if let Some((name, field)) = kind.fields.get_index(usize::from(value.field)) {
            flatten(&artifact.text, name, field, value, &mut found);
        }
    }
    found
}

fn flatten(text: &str, name: &str, field: &Field, value: &FieldValue, found: &mut Vec<Flat>) {
    let mut entry = |name: String, value: &Value, span: Span| {
        found.push(Flat { name, meaning: without_places(value), written: written(text, value, span) });
    };
    match &value.value {
        Value::Record(entries) => {
            for inner in entries {
                if let Some((inner_name, inner_field)) = field.fields.get_index(usize::from(inner.field)) {
                    flatten(text, &format!("{name}.{inner_name}"), inner_field, inner, found);
                }
            }
        }
        Value::Map(entries) => {
            for (key, item) in entries {
                entry(format!("{name}.{key}"), &item.value, item.span);
            }
        }
        other => entry(name.to_owned(), other, value.span),
    }
}

fn written(text: &str, value: &Value, span: Span) -> Written {
    let slice = |span: Span| unquoted(span.slice(text));
    match value {
        Value::List(items) => Written::Many(items.iter().map(|item| slice(item.span)).collect()),
        _ => Written::One(slice(span)),
    }
}

/// The text of a scalar without the quotes around it.
fn unquoted(text: &str) -> String {
    let text = text.trim();
    let inner = ['"', '\''].iter().find_map(|quote| {
        text.strip_prefix(*quote)?.strip_suffix(*quote).filter(|inner| !inner.contains(['\\', *quote]))
    });
    inner.unwrap_or(text).to_owned()
}

/// The value with all places at the beginning of the text, so that equal values are equal.
fn without_places(value: &Value) -> Value {
    let item = |item: &Item| Item { span: Span::at(0), value: without_places(&item.value) };
    match value {
        Value::List(items) => Value::List(items.iter().map(item).collect()),
        Value::Map(entries) => {
            Value::Map(entries.iter().map(|(key, entry)| (key.clone(), item(entry))).collect())
        }
        Value::Record(entries) => Value::Record(
            entries
                .iter()
                .map(|entry| FieldValue {
                    field: entry.field,
                    key: Span::at(0),
                    span: Span::at(0),
                    value: without_places(&entry.value),
                })
                .collect(),
        ),
        other => other.clone(),
    }
}

/// The words of one section of a body, its subsections apart.
pub(super) struct Section {
    pub(super) title: String,
    pub(super) words: String,
    items: Vec<ListItem>,
}

#[derive(Clone, PartialEq)]
struct ListItem {
    id: Option<String>,
    text: String,
    is_ticked: bool,
}

impl ListItem {
    fn label(&self) -> String {
        match &self.id {
            Some(id) => format!("{id}: {}", self.text),
            None => self.text.clone(),
        }
    }

    fn is_same(&self, other: &Self) -> bool {
        if self.id.is_some() || other.id.is_some() { self.id == other.id } else { self.text == other.text }
    }
}

fn body_change(before: &Artifact, after: &Artifact) -> Vec<BodyChange> {
    if before.body_text() == after.body_text() {
        return Vec::new();
    }
    let (old, new) = (sections(before), sections(after));
    let mut changes = Vec::new();
    for section in &new {
        let Some(from) = old.iter().find(|other| other.title == section.title) else {
            changes.push(BodyChange::SectionAdded { section: section.title.clone() });
            continue;
        };
        if from.words != section.words {
            changes.push(BodyChange::SectionChanged { section: section.title.clone() });
        }
        items_change(from, section, &mut changes);
    }
    for section in old.iter().filter(|section| !new.iter().any(|other| other.title == section.title)) {
        changes.push(BodyChange::SectionRemoved { section: section.title.clone() });
    }
    changes
}

fn items_change(before: &Section, after: &Section, changes: &mut Vec<BodyChange>) {
    let section = || after.title.clone();
    let earlier = earlier_items(&before.items, &after.items);
    for (item, from) in after.items.iter().zip(&earlier) {
        let Some(from) = from.and_then(|at| before.items.get(at)) else {
            changes.push(BodyChange::ItemAdded { section: section(), item: item.label() });
            continue;
        };
        if from.text != item.text {
            changes.push(BodyChange::ItemChanged {
                section: section(),
                from: from.label(),
                to: item.label(),
            });
        }
        match (from.is_ticked, item.is_ticked) {
            (false, true) => changes.push(BodyChange::ItemTicked { section: section(), item: item.label() }),
            (true, false) => {
                changes.push(BodyChange::ItemUnticked { section: section(), item: item.label() });
            }
            _ => {}
        }
    }
    for (at, item) in before.items.iter().enumerate() {
        if !earlier.contains(&Some(at)) {
            changes.push(BodyChange::ItemRemoved { section: section(), item: item.label() });
        }
    }
}

/// Which of the old items each new one was: the same, or else one without an id that shares most of its
/// words.
fn earlier_items(old: &[ListItem], new: &[ListItem]) -> Vec<Option<usize>> {
    let mut earlier: Vec<Option<usize>> =
        new.iter().map(|item| old.iter().position(|other| other.is_same(item))).collect();
    for (at, item) in new.iter().enumerate() {
        if earlier[at].is_some() || item.id.is_some() {
            continue;
        }
        let free = |candidate: &usize| old[*candidate].id.is_none() && !earlier.contains(&Some(*candidate));
        let alike = |candidate: usize| {
            let alike = TextDiff::from_words(&*old[candidate].text, &*item.text).ratio();
            (alike >= REWORDED).then_some((candidate, alike))
        };
        let nearest =
            (0..old.len()).filter(free).filter_map(alike).max_by(|one, other| one.1.total_cmp(&other.1));
        earlier[at] = nearest.map(|(candidate, _)| candidate);
    }
    earlier
}

/// The sections of a body; what stands above the first heading is a section without a title.
pub(super) fn sections(artifact: &Artifact) -> Vec<Section> {
    let text = &*artifact.text;
    let outline = Outline::of(artifact.body_text(), artifact.body.start());
    let mut starts: Vec<(Option<usize>, usize)> = vec![(None, artifact.body.start())];
    starts
        .extend(outline.headings.iter().enumerate().map(|(at, heading)| (Some(at), heading.section.start())));
    let mut sections: Vec<Section> = Vec::new();
    for (position, (heading, start)) in starts.iter().enumerate() {
        let end = outline
            .headings
            .get(heading.map_or(0, |at| at + 1))
            .map_or(artifact.body.end(), |next| next.span.start());
        let items: Vec<_> = outline.checklist.iter().filter(|item| item.heading == *heading).collect();
        let mut words = String::new();
        let mut at = *start;
        for item in &items {
            words.push_str(text.get(at..item.span.start()).unwrap_or_default());
            at = item.span.end();
        }
        words.push_str(text.get(at..end.max(at)).unwrap_or_default());
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let title = heading.map_or(String::new(), |at| outline.headings[at].text.to_string());
        if position == 0 && words.is_empty() && items.is_empty() {
            continue;
        }
        let items = items
            .iter()
            .map(|item| ListItem {
                id: item.part.as_ref().map(|part| part.id.to_string()),
                text: item.text.to_string(),
                is_ticked: item.checked,
            })
            .collect();
        sections.push(Section { title, words, items });
    }
    sections
}

#[cfg(test)]
mod tests;
