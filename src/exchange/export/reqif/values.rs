//! What an object says: the values of an artifact as data types of ReqIF.
//!
//! What has no data type of its own there is text: lists one item on a line, the parts of an entry with their names.
//! Links to what is exported are relations, and no values.

use super::attributes::{Attribute, CHAPTER, DataType, FIELDS, ID, NAME, STATUS, TEXT};
use crate::config::Config;
use crate::model::field::Field;
use crate::model::value::Value;
use crate::model::values::Date;
use crate::plan::{ArtifactIndex, Link, LinkState, Plan};

/// What stands under one attribute.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Said {
    Text(String),
    /// Markdown.
    Prose(String),
    Integer(i64),
    Real(f64),
    Boolean(bool),
    Date(Date),
    Choices(Vec<String>),
}

/// Reads objects, and counts what cannot be said.
pub(super) struct Reader<'a> {
    pub(super) plan: &'a Plan,
    /// Whether an artifact of the plan is exported.
    pub(super) is_exported: Vec<bool>,
    /// Whether an artifact has others below it.
    pub(super) is_chapter: Vec<bool>,
    /// How many values do not fit their fields.
    pub(super) misfits: usize,
}

impl Reader<'_> {
    /// What an artifact says, by the places of the attributes of its kind.
    pub(super) fn object(&mut self, index: ArtifactIndex, attributes: &[Attribute]) -> Vec<(usize, Said)> {
        let artifact = self.plan.artifact(index);
        let title = if self.is_chapter[index.0 as usize] { CHAPTER } else { NAME };
        let mut said = vec![
            (ID, Said::Text(self.plan.name_of(artifact))),
            (title, Said::Text(artifact.title.to_string())),
        ];
        let body = artifact.body_text().trim();
        if !body.is_empty() {
            said.push((TEXT, Said::Prose(body.to_owned())));
        }
        if let Some(status) = artifact.status_name() {
            let status = self.choices(&attributes[STATUS], vec![status.to_owned()]);
            said.extend(status.map(|status| (STATUS, status)));
        }
        for value in &artifact.values {
            let at = usize::from(value.field);
            let attribute = &attributes[FIELDS + at];
            let field = &self.plan.kind(artifact).fields[at];
            let value = match field.is_link() {
                true => self.links_to_elsewhere(index, value.field),
                false => self.value(attribute, field, &value.value),
            };
            said.extend(value.map(|value| (FIELDS + at, value)));
        }
        said
    }

    /// Those links of a field that no relation can stand for.
    fn links_to_elsewhere(&self, index: ArtifactIndex, field: u16) -> Option<Said> {
        let links = self.plan.links_from(index).iter();
        let others = links.filter(|link| link.field == field && self.relation(link).is_none());
        let others = others.filter(|link| link.state != LinkState::Nothing);
        let lines: Vec<&str> = others.map(|link| &*link.written).collect();
        (!lines.is_empty()).then(|| Said::Text(lines.join("\n")))
    }

    /// What a link leads to, where that is exported.
    pub(super) fn relation(&self, link: &Link) -> Option<ArtifactIndex> {
        link.artifact().filter(|target| self.is_exported[target.0 as usize])
    }

    fn value(&mut self, attribute: &Attribute, field: &Field, value: &Value) -> Option<Said> {
        if !value.is_present() {
            return None;
        }
        let said = match (attribute.ty, value) {
            (DataType::Integer, Value::Integer(number)) => Some(Said::Integer(*number)),
            (DataType::Real, Value::Number(number)) => Some(Said::Real(*number)),
            (DataType::Real, Value::Integer(number)) => Some(Said::Real(*number as f64)),
            (DataType::Boolean, Value::Boolean(boolean)) => Some(Said::Boolean(*boolean)),
            (DataType::Date, Value::Date(date)) => Some(Said::Date(*date)),
            (DataType::Choice { .. }, value) => {
                return self.choices(attribute, value.each().map(Value::to_line).collect());
            }
            (DataType::Text, value) => Some(Said::Text(lines(&self.plan.config, field, value).join("\n"))),
            _ => None,
        };
        self.misfits += usize::from(said.is_none());
        said
    }

    /// The words that are choices of the attribute; what is none does not fit.
    fn choices(&mut self, attribute: &Attribute, words: Vec<String>) -> Option<Said> {
        let count = words.len();
        let is_known = |word: &String| attribute.choices.iter().any(|(known, _)| known == word);
        let mut known: Vec<String> = words.into_iter().filter(is_known).collect();
        self.misfits += count - known.len();
        let mut seen = std::collections::BTreeSet::new();
        known.retain(|word| seen.insert(word.clone()));
        (!known.is_empty()).then_some(Said::Choices(known))
    }
}

/// A value as lines: each item of a list, each entry of a map.
fn lines(config: &Config, field: &Field, value: &Value) -> Vec<String> {
    match value {
        Value::List(items) => {
            let items = items.iter().filter(|item| item.value.is_present());
            items.map(|item| line(config, field, &item.value)).collect()
        }
        Value::Map(entries) => {
            entries.iter().map(|(key, item)| format!("{key}: {}", line(config, field, &item.value))).collect()
        }
        value => vec![line(config, field, value)],
    }
}

/// A value on one line, the parts of an entry with their names; text keeps its lines.
fn line(config: &Config, field: &Field, value: &Value) -> String {
    match value {
        Value::Record(values) => {
            let parts = values.iter().filter(|part| part.value.is_present()).filter_map(|part| {
                let (name, field) = field.fields.get_index(usize::from(part.field))?;
                Some(format!("{name}: {}", lines(config, field, &part.value).join(", ")))
            });
            parts.collect::<Vec<_>>().join("; ")
        }
        Value::Person(person) => config.name_of(person).to_owned(),
        Value::List(_) | Value::Map(_) => lines(config, field, value).join(", "),
        value => value.to_line(),
    }
}
