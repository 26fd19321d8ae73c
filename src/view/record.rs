//! The parts of one entry of a list of records: a key result, a point of a checklist.

use crate::config::Config;
use crate::model::artifact::Artifact;
use crate::model::field::Field;
use crate::model::key::Readable;
use crate::model::kind::Kind;
use crate::model::value::Value;
use crate::plan::{ArtifactIndex, Home, LinkState, Plan};

/// The list of questions.
pub(crate) const QUESTIONS: &str = "questions";

/// One entry, with the field that says what its parts mean.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Record<'a> {
    field: &'a Field,
    value: &'a Value,
}

impl<'a> Record<'a> {
    /// The entries of a field, in the order written; none where the kind has no such field.
    pub(crate) fn each(artifact: &'a Artifact, kind: &'a Kind, name: &str) -> Vec<Self> {
        let (Some(field), Some(written)) = (kind.field(name), artifact.value(kind, name)) else {
            return Vec::new();
        };
        written.value.each().map(|value| Self { field, value }).collect()
    }

    fn part(self, name: &str) -> Option<&'a Value> {
        let at = self.field.fields.get_index_of(name)?;
        self.value.subfield(at).map(|entry| &entry.value).filter(|value| value.is_present())
    }

    /// A part as one line of text.
    pub(crate) fn line(self, name: &str) -> Option<String> {
        self.part(name).map(Value::to_line)
    }

    /// The handle of the person whom a part names; what is written where `pm.yaml` does not know them.
    pub(crate) fn person(self, config: &Config, name: &str) -> Option<String> {
        let Value::Person(person) = self.part(name)? else { return None };
        Some(config.handle_of(person).unwrap_or(person.label()).to_owned())
    }

    /// A part as a number; percents as their hundredths, rounded to a tenth.
    pub(crate) fn number(self, name: &str) -> Option<f64> {
        match self.part(name)? {
            Value::Integer(number) => Some(*number as f64),
            Value::Number(number) => Some(*number),
            Value::Percent(percent) => Some((percent.fraction() * 1000.0).round() / 10.0),
            _ => None,
        }
    }

    /// The artifact that a part leads to, written in `from`.
    pub(crate) fn artifact(self, plan: &Plan, from: &Artifact, name: &str) -> Option<ArtifactIndex> {
        let rule = self.field.fields.get(name)?.link.as_ref()?;
        let Value::Link(written) = self.part(name)? else { return None };
        let home = Home { product: from.product, path: &from.path };
        match plan.resolve_from(written, rule, Some(home)) {
            LinkState::Resolved(target) => Some(target.artifact),
            _ => None,
        }
    }

    /// A part as the type that is asked for; nothing where it is of another.
    pub(crate) fn read<T: Readable + ?Sized>(self, name: &str) -> Option<T::Read<'a>> {
        T::read(self.part(name)?)
    }
}

/// The questions of an artifact that have no answer, with their places in the list.
pub(crate) fn open_questions<'a>(
    artifact: &'a Artifact,
    kind: &'a Kind,
) -> impl Iterator<Item = (usize, Record<'a>)> {
    let all = Record::each(artifact, kind, QUESTIONS).into_iter().enumerate();
    all.filter(|(_, record)| record.line("answer").is_none())
}
