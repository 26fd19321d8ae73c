//! The attributes of the objects of each kind, and what each object says under them.
//!
//! Those who keep the plan get every field of a kind and every choice, so that a kind looks the same in each export;
//! an audience gets what is said. Knows no XML.

use std::collections::BTreeSet;

use super::values::{Reader, Said};
use crate::model::field::{Field, FieldType};
use crate::model::kind::Kind;
use crate::plan::ArtifactIndex;

/// The type of what stands under an attribute.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum DataType {
    Text,
    Xhtml,
    Integer,
    Real,
    Boolean,
    Date,
    Choice { several: bool },
}

/// An attribute of the objects of one kind.
#[derive(Debug)]
pub(super) struct Attribute {
    /// What identifiers call it: whether it is a field of the kind or one that every kind has, and which.
    pub(super) group: &'static str,
    pub(super) key: String,
    /// What other tools show.
    pub(super) name: String,
    pub(super) summary: String,
    pub(super) ty: DataType,
    /// The words of a choice, with their meanings.
    pub(super) choices: Vec<(String, String)>,
    /// Whether it goes out.
    pub(super) is_kept: bool,
}

/// The objects of one kind.
pub(super) struct Sheet<'a> {
    pub(super) kind: &'a Kind,
    pub(super) attributes: Vec<Attribute>,
    /// Each with what it says, by the place of the attribute.
    pub(super) objects: Vec<(ArtifactIndex, Vec<(usize, Said)>)>,
}

/// The attributes that every kind has, in this order before its fields. The names are those that ReqIF tools agreed on.
pub(super) const ID: usize = 0;
pub(super) const CHAPTER: usize = 1;
pub(super) const NAME: usize = 2;
pub(super) const TEXT: usize = 3;
pub(super) const STATUS: usize = 4;
pub(super) const FIELDS: usize = 5;

const STANDARD: [(&str, &str, &str, DataType); FIELDS] = [
    ("id", "ReqIF.ForeignID", "What the artifact is called in links.", DataType::Text),
    ("chapter", "ReqIF.ChapterName", "The title of an artifact that has others below it.", DataType::Text),
    ("name", "ReqIF.Name", "The title of an artifact that has none below it.", DataType::Text),
    ("text", "ReqIF.Text", "The text of the document.", DataType::Xhtml),
    ("status", "status", "Where the artifact stands.", DataType::Choice { several: false }),
];

impl<'a> Sheet<'a> {
    /// Reads the objects of a kind.
    pub(super) fn of(reader: &mut Reader<'a>, kind: usize, objects: &[ArtifactIndex]) -> Self {
        let config = &reader.plan.config;
        let kind = &config.kinds[kind];
        let is_whole = config.reader.is_none();
        let mut attributes = attributes(kind);
        let objects: Vec<_> =
            objects.iter().map(|index| (*index, reader.object(*index, &attributes))).collect();
        let said: BTreeSet<usize> = objects.iter().flat_map(|(_, said)| said).map(|(at, _)| *at).collect();
        for (at, attribute) in attributes.iter_mut().enumerate() {
            let is_link = at.checked_sub(FIELDS).is_some_and(|at| kind.fields[at].is_link());
            attribute.is_kept = said.contains(&at) || (is_whole && !is_link && attribute.has_words());
        }
        if !is_whole {
            keep_what_is_said(&mut attributes, &objects);
        }
        Self { kind, attributes, objects }
    }

    /// The attributes that go out, with their places.
    pub(super) fn kept(&self) -> impl Iterator<Item = &Attribute> {
        self.attributes.iter().filter(|attribute| attribute.is_kept)
    }
}

impl Attribute {
    /// Whether something can be said under it: a choice needs words.
    fn has_words(&self) -> bool {
        !matches!(self.ty, DataType::Choice { .. }) || !self.choices.is_empty()
    }
}

fn attributes(kind: &Kind) -> Vec<Attribute> {
    let standard = STANDARD.iter().enumerate().map(|(at, (key, name, summary, ty))| Attribute {
        group: "standard",
        key: (*key).to_owned(),
        name: (*name).to_owned(),
        summary: (*summary).to_owned(),
        ty: *ty,
        choices: if at == STATUS { statuses(kind) } else { Vec::new() },
        is_kept: false,
    });
    let fields = kind.fields.values().map(|field| Attribute {
        group: "field",
        key: field.name.clone(),
        name: field.name.clone(),
        summary: field.summary.clone(),
        ty: data_type(field),
        choices: field.choices.iter().map(|(word, summary)| (word.clone(), summary.clone())).collect(),
        is_kept: false,
    });
    standard.chain(fields).collect()
}

fn statuses(kind: &Kind) -> Vec<(String, String)> {
    kind.workflow.statuses.iter().map(|status| (status.name.clone(), status.summary.clone())).collect()
}

fn data_type(field: &Field) -> DataType {
    match &field.ty {
        FieldType::Integer => DataType::Integer,
        FieldType::Number => DataType::Real,
        FieldType::Boolean => DataType::Boolean,
        FieldType::Date => DataType::Date,
        FieldType::Choice if !field.choices.is_empty() => DataType::Choice { several: false },
        FieldType::List(item) if **item == FieldType::Choice && !field.choices.is_empty() => {
            DataType::Choice { several: true }
        }
        _ => DataType::Text,
    }
}

/// Leaves none of the choices that no object makes, and no explanation: nobody decided that an audience may read them.
fn keep_what_is_said(attributes: &mut [Attribute], objects: &[(ArtifactIndex, Vec<(usize, Said)>)]) {
    let mut words: Vec<BTreeSet<&str>> = vec![BTreeSet::new(); attributes.len()];
    for (at, said) in objects.iter().flat_map(|(_, said)| said) {
        if let Said::Choices(chosen) = said {
            words[*at].extend(chosen.iter().map(String::as_str));
        }
    }
    for (attribute, words) in attributes.iter_mut().zip(words) {
        attribute.summary.clear();
        attribute.choices.retain(|(word, _)| words.contains(word.as_str()));
        attribute.choices.iter_mut().for_each(|(_, summary)| summary.clear());
    }
}
