//! From what a plan holds to the values of expressions.
//!
//! What is not of its field's type is missing, except that a word which is none of the allowed ones,
//! a version that is none and a link that leads nowhere keep their text.

use std::borrow::Cow;

use super::Environment;
use super::handle::Subject;
use super::symbols::{Access, LinkField};
use crate::expression::{Period, Value};
use crate::model::artifact::Artifact;
use crate::model::field::{Field, FieldType};
use crate::model::value::{FieldValue, Value as Written};
use crate::model::values;
use crate::model::values::Target;
use crate::plan::{ArtifactIndex, Link, LinkState};

/// The place of a value: artifact, field, and in a record the field of the record.
#[derive(Clone, Copy)]
struct Place {
    artifact: ArtifactIndex,
    field: usize,
    subfield: Option<usize>,
}

impl Environment<'_> {
    pub(super) fn days(&self, period: values::Period) -> Period {
        let days = period.days(&self.plan.config.fiscal_year);
        Period { first: days.first.civil(), last: days.last.civil() }
    }

    /// What a name gives of an artifact.
    pub(super) fn given<'a>(&'a self, index: ArtifactIndex, access: &Access) -> Value<'a> {
        let artifact = self.plan.artifact(index);
        match access {
            Access::Id => artifact.id.as_ref().map_or(Value::Missing, |id| Value::text(id.as_str())),
            Access::Title => Value::text(&*artifact.title),
            Access::Status => artifact.status_name().map_or(Value::Missing, Value::text),
            Access::Kind => Value::text(self.plan.kind(artifact).name.as_str()),
            Access::Path => Value::text(artifact.path.as_str()),
            Access::Field(field) => self.field_value(index, artifact, *field),
            Access::Inverse(fields) => Value::List(self.linking(index, fields)),
            Access::Demand(figure) => self.figure_value(index, *figure),
        }
    }

    fn field_value<'a>(&'a self, index: ArtifactIndex, artifact: &'a Artifact, at: usize) -> Value<'a> {
        let Some(value) = artifact.value_at(at) else { return Value::Missing };
        let field = &self.plan.kind(artifact).fields[at];
        self.read(Place { artifact: index, field: at, subfield: None }, field, &field.ty, value)
    }

    /// A field of an entry of a record field.
    pub(super) fn entry_field<'a>(
        &'a self,
        artifact: ArtifactIndex,
        at: usize,
        item: usize,
        name: &str,
    ) -> Value<'a> {
        let kind = self.plan.kind_of(artifact);
        let Some(entry) = self.entry(artifact, at, item) else { return Value::Missing };
        let fields = &kind.fields[at].fields;
        let found = fields.values().position(|field| super::scope::is_called(&field.name, name));
        let Some((subfield, value)) = found.and_then(|index| Some((index, entry.subfield(index)?))) else {
            return Value::Missing;
        };
        let field = &fields[subfield];
        self.read(Place { artifact, field: at, subfield: Some(subfield) }, field, &field.ty, value)
    }

    /// The record at `item` of a record field.
    pub(super) fn entry(&self, artifact: ArtifactIndex, at: usize, item: usize) -> Option<&Written> {
        match &self.plan.artifact(artifact).value_at(at)?.value {
            Written::List(items) => items.get(item).map(|item| &item.value),
            single => (item == 0).then_some(single),
        }
    }

    fn read<'a>(
        &'a self,
        place: Place,
        field: &'a Field,
        ty: &FieldType,
        value: &'a FieldValue,
    ) -> Value<'a> {
        if field.is_link() {
            return self.links_in(place, ty, value);
        }
        self.value(place, ty, &value.value, 0)
    }

    fn value<'a>(&'a self, place: Place, ty: &FieldType, value: &'a Written, item: usize) -> Value<'a> {
        match value {
            Written::Text(text) | Written::Choice(text) | Written::Link(text) => Value::text(&**text),
            Written::Version(version) => Value::text(version.as_str()),
            Written::Integer(number) => Value::Integer(*number),
            Written::Number(number) => Value::Number(*number),
            Written::Boolean(boolean) => Value::Bool(*boolean),
            Written::Date(date) => Value::Date(date.civil()),
            Written::Period(period) | Written::Target(Target::Period(period)) => {
                Value::Period(self.days(*period))
            }
            Written::Target(Target::Horizon(horizon)) => Value::text(horizon.name()),
            Written::Person(person) => Value::text(person.handle().unwrap_or_else(|| person.label())),
            Written::Url(url) => Value::text(url.as_str()),
            Written::Percent(percent) => Value::Number(percent.percent().to_f64()),
            Written::Money(money) => Value::Number(money.amount().to_f64()),
            Written::Range(range) => Value::Number(range.mean()),
            Written::Nothing(_) => Value::Missing,
            Written::Invalid(text) => match ty {
                FieldType::Text | FieldType::Choice | FieldType::Version => Value::text(&**text),
                _ => Value::Missing,
            },
            Written::Record(_) => {
                Value::Record(Subject::Entry { artifact: place.artifact, field: place.field, item }.handle())
            }
            Written::List(items) => {
                let values =
                    items.iter().enumerate().map(|(at, item)| self.value(place, ty.item(), &item.value, at));
                Value::List(values.filter(|value| !value.is_missing()).collect())
            }
            Written::Map(entries) => Value::Map(
                entries
                    .iter()
                    .map(|(key, item)| (Cow::Borrowed(&**key), self.value(place, ty.item(), &item.value, 0)))
                    .collect(),
            ),
        }
    }

    /// The links that stand in one value, in the order written.
    fn links_in<'a>(&'a self, place: Place, ty: &FieldType, value: &FieldValue) -> Value<'a> {
        let is_here = |link: &&Link| {
            usize::from(link.field) == place.field
                && link.subfield.map(usize::from) == place.subfield
                && value.span.start() <= link.span.start()
                && link.span.end() <= value.span.end()
        };
        let mut ends = self.plan.links_from(place.artifact).iter().filter(is_here).filter_map(end);
        match ty {
            FieldType::List(_) => Value::List(ends.collect()),
            _ => ends.next().unwrap_or(Value::Missing),
        }
    }

    /// The artifacts that lead to `index` by one of `fields`, each once, sorted by path.
    fn linking(&self, index: ArtifactIndex, fields: &[LinkField]) -> Vec<Value<'static>> {
        let is_meant = |link: &&Link| {
            let kind = self.plan.artifact(link.source).kind;
            fields.iter().any(|field| {
                field.kind == kind && field.field == link.field && field.subfield == link.subfield
            })
        };
        let mut sources: Vec<ArtifactIndex> =
            self.plan.links_to(index).filter(is_meant).map(|link| link.source).collect();
        sources.dedup();
        sources.into_iter().map(|source| Value::Record(Subject::Artifact(source).handle())).collect()
    }
}

/// What a link gives: the artifact, or the text of a link that leads to none.
fn end(link: &Link) -> Option<Value<'_>> {
    match &link.state {
        LinkState::Nothing => None,
        LinkState::Resolved(target) => Some(Value::Record(Subject::Artifact(target.artifact).handle())),
        _ => Some(Value::text(&*link.written)),
    }
}
