//! One thing that can be said of every artifact: a field, or what an expression gives. Columns, orders
//! and groups are made of them.

use std::cmp::Ordering;

use super::handle::Subject;
use super::symbols::Access;
use super::types::of_access;
use super::{Environment, QueryFault, Scope};
use crate::expression::{Checked, Expect, Type, Value};
use crate::model::field::Field;
use crate::model::value::Value as Written;
use crate::model::values::{Date, Horizon, IdKey, Money, Target, Version};
use crate::model::workflow::Category;
use crate::plan::{ArtifactIndex, Link, LinkState};

/// A property by the name that a person gave it.
#[derive(Clone, Debug)]
pub(crate) struct Property {
    name: String,
    what: What,
    /// Whether it holds numbers, which stand at the right of a column.
    pub(crate) is_number: bool,
}

#[derive(Clone, Debug)]
enum What {
    Field,
    Computed(Box<Checked>),
}

/// What a property is for one artifact.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Datum<'a> {
    Missing,
    Text(String),
    Integer(i64),
    Number(f64),
    Boolean(bool),
    Date(Date),
    Money(Money),
    Status {
        written: &'a str,
        category: Option<Category>,
        place: Option<usize>,
    },
    /// The artifact itself, as its id, or one that is linked.
    Artifact(ArtifactIndex),
    /// A link that leads to no artifact, as written.
    Unlinked(&'a str),
    /// A value of a field that is no link; never a list.
    Written {
        field: &'a Field,
        value: &'a Written,
    },
    List(Vec<Datum<'a>>),
}

/// What artifacts are ordered by. What is missing has no key.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum SortKey {
    /// The place among the statuses or choices of a kind.
    Place(usize),
    Number(Finite),
    Money(Money),
    /// The last day, then the first.
    Days(Date, Date),
    Horizon(Horizon),
    Version(Version),
    Id(IdKey),
    /// Letter case counts only between what is otherwise the same.
    Text(String, String),
    List(Vec<SortKey>),
}

/// A number that has an order.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Finite(f64);

impl Eq for Finite {}

impl PartialOrd for Finite {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Finite {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}

impl SortKey {
    /// Whether both stand for one value: spellings of one version do.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Version(one), Self::Version(other)) => one.same_as(other),
            _ => self == other,
        }
    }

    fn text(text: &str) -> Self {
        Self::Text(text.to_lowercase(), text.to_owned())
    }
}

impl Property {
    /// The property called `name`: a field in either spelling, a function, or any expression.
    pub(crate) fn named(scope: &Scope<'_>, name: &str) -> Result<Self, QueryFault> {
        let name = name.trim();
        let config = &scope.environment.plan.config;
        let types: Vec<Type> = scope
            .kinds()
            .iter()
            .filter_map(|kind| Some(of_access(config, *kind, scope.access(name, *kind)?)))
            .collect();
        if !types.is_empty() {
            let is_number = types.iter().all(|of| matches!(of, Type::Integer | Type::Number));
            return Ok(Self { name: name.to_owned(), what: What::Field, is_number });
        }
        let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
        let mut source = name.to_owned();
        if name.chars().all(is_word) {
            // `category` is short for `category()`.
            source.push_str("()");
            if scope.expression(&source, Expect::Anything).is_err() {
                return Err(scope.unknown_field(name));
            }
        }
        let checked = scope.question(&source, Expect::Anything)?;
        let is_number = matches!(checked.gives(), Type::Integer | Type::Number | Type::Days);
        Ok(Self { name: name.to_owned(), what: What::Computed(Box::new(checked)), is_number })
    }

    /// As the person wrote it.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Whether it is a field, and no expression.
    pub(super) fn is_field(&self) -> bool {
        matches!(self.what, What::Field)
    }

    /// The value for one artifact.
    pub(crate) fn datum<'a>(
        &'a self,
        environment: &'a Environment<'_>,
        index: ArtifactIndex,
    ) -> Result<Datum<'a>, QueryFault> {
        match &self.what {
            What::Field => Ok(environment.field_datum(index, &self.name)),
            What::Computed(checked) => {
                let variables = [environment.subject(Subject::Artifact(index))];
                let value = checked
                    .evaluate(environment, &variables)
                    .map_err(|fault| QueryFault::in_expression(checked.source(), fault))?;
                Ok(environment.computed(&value))
            }
        }
    }
}

impl<'a> Datum<'a> {
    /// Each of several values; of a single one itself; none where it is missing.
    pub(crate) fn pieces(self) -> Vec<Datum<'a>> {
        match self {
            Self::Missing => Vec::new(),
            Self::List(items) => items,
            single => vec![single],
        }
    }

    pub(crate) fn is_missing(&self) -> bool {
        match self {
            Self::Missing => true,
            Self::List(items) => items.is_empty(),
            Self::Written { value, .. } => !value.is_present(),
            _ => false,
        }
    }
}

impl Environment<'_> {
    /// The value as one line: as written where it is no list.
    pub(crate) fn datum_line(&self, datum: &Datum<'_>) -> String {
        match datum {
            Datum::Missing => String::new(),
            Datum::Text(text) => text.clone(),
            Datum::Integer(number) => number.to_string(),
            Datum::Number(number) => number.to_string(),
            Datum::Boolean(boolean) => boolean.to_string(),
            Datum::Date(date) => date.to_string(),
            Datum::Money(money) => money.for_people(),
            Datum::Status { written, .. } | Datum::Unlinked(written) => (*written).to_owned(),
            Datum::Artifact(index) => self.plan.artifact(*index).label(),
            Datum::Written { value, .. } => value.to_line(),
            Datum::List(items) => {
                items.iter().map(|item| self.datum_line(item)).collect::<Vec<_>>().join(", ")
            }
        }
    }

    /// What a value is ordered by; nothing where it is missing.
    pub(crate) fn sort_key(&self, datum: &Datum<'_>) -> Option<SortKey> {
        if datum.is_missing() {
            return None;
        }
        Some(match datum {
            Datum::Missing => return None,
            Datum::Text(text) => SortKey::text(text),
            Datum::Integer(number) => SortKey::Number(Finite(*number as f64)),
            Datum::Number(number) => SortKey::Number(Finite(*number)),
            Datum::Boolean(boolean) => SortKey::Place(usize::from(*boolean)),
            Datum::Date(date) => SortKey::Days(*date, *date),
            Datum::Money(money) => SortKey::Money(*money),
            Datum::Status { category: Some(category), place: Some(place), .. } => {
                SortKey::Place(*category as usize * 1000 + place)
            }
            Datum::Status { written, .. } | Datum::Unlinked(written) => SortKey::text(written),
            Datum::Artifact(index) => self.id_key(*index),
            Datum::Written { field, value } => self.written_key(field, value),
            Datum::List(items) => {
                SortKey::List(items.iter().filter_map(|item| self.sort_key(item)).collect())
            }
        })
    }

    /// The natural order of artifacts: by id, then those without one by path.
    pub(crate) fn id_key(&self, index: ArtifactIndex) -> SortKey {
        let artifact = self.plan.artifact(index);
        match &artifact.id {
            Some(id) => SortKey::Id(id.key().clone()),
            None => SortKey::text(artifact.path.as_str()),
        }
    }

    fn written_key(&self, field: &Field, value: &Written) -> SortKey {
        match value {
            Written::Integer(number) => SortKey::Number(Finite(*number as f64)),
            Written::Number(number) => SortKey::Number(Finite(*number)),
            Written::Percent(percent) => SortKey::Number(Finite(percent.fraction())),
            Written::Range(range) => SortKey::Number(Finite(range.mean())),
            Written::Money(money) => SortKey::Money(*money),
            Written::Boolean(boolean) => SortKey::Place(usize::from(*boolean)),
            Written::Date(date) => SortKey::Days(*date, *date),
            Written::Period(period) | Written::Target(Target::Period(period)) => {
                let days = period.days(&self.plan.config.fiscal_year);
                SortKey::Days(days.last, days.first)
            }
            Written::Target(Target::Horizon(horizon)) => SortKey::Horizon(*horizon),
            Written::Version(version) => SortKey::Version(version.clone()),
            Written::Choice(word) => match field.choices.get_index_of(&**word) {
                Some(place) => SortKey::Place(place),
                None => SortKey::text(word),
            },
            other => SortKey::text(&other.to_line()),
        }
    }

    fn field_datum<'a>(&'a self, index: ArtifactIndex, name: &str) -> Datum<'a> {
        let artifact = self.plan.artifact(index);
        let kind = self.plan.kind(artifact);
        let number = self.symbols.number_of(&name.replace('-', "_"));
        let access = number.and_then(|number| self.symbols.access(number, usize::from(artifact.kind)));
        match access {
            None => Datum::Missing,
            Some(Access::Id) if artifact.id.is_none() => Datum::Missing,
            Some(Access::Id) => Datum::Artifact(index),
            Some(Access::Title) => Datum::Text(artifact.title.to_string()),
            Some(Access::Kind) => Datum::Text(kind.name.clone()),
            Some(Access::Path) => Datum::Text(artifact.path.to_string()),
            Some(Access::Status) => artifact.status.as_ref().map_or(Datum::Missing, |status| Datum::Status {
                written: &status.written,
                category: artifact.category(kind),
                place: status.index.map(usize::from),
            }),
            Some(access @ Access::Inverse(_)) => self.computed(&self.given(index, access)),
            Some(Access::Demand(figure)) => self.figure_datum(index, *figure),
            Some(Access::Field(at)) if kind.fields[*at].is_link() => self.targets_datum(index, *at),
            Some(Access::Field(at)) => {
                let field = &kind.fields[*at];
                match artifact.value_at(*at).map(|value| &value.value) {
                    None => Datum::Missing,
                    Some(Written::List(items)) => Datum::List(
                        items.iter().map(|item| Datum::Written { field, value: &item.value }).collect(),
                    ),
                    Some(value) => Datum::Written { field, value },
                }
            }
        }
    }

    fn targets_datum(&self, index: ArtifactIndex, at: usize) -> Datum<'_> {
        let kind = self.plan.kind_of(index);
        let is_here = |link: &&Link| usize::from(link.field) == at && link.subfield.is_none();
        let ends = self.plan.links_from(index).iter().filter(is_here);
        let mut ends = ends.filter_map(|link| match &link.state {
            LinkState::Nothing => None,
            LinkState::Resolved(target) if target.part.is_none() => Some(Datum::Artifact(target.artifact)),
            // A link to a part says more than the artifact it leads to.
            _ => Some(Datum::Unlinked(&link.written)),
        });
        if kind.fields[at].ty.is_list() {
            return Datum::List(ends.collect());
        }
        ends.next().unwrap_or(Datum::Missing)
    }

    pub(super) fn computed(&self, value: &Value<'_>) -> Datum<'static> {
        match value {
            Value::Missing => Datum::Missing,
            Value::Bool(boolean) => Datum::Boolean(*boolean),
            Value::Integer(number) | Value::Days(number) => Datum::Integer(*number),
            Value::Number(number) => Datum::Number(*number),
            Value::Date(date) => Datum::Date(Date::from(*date)),
            Value::Record(record) => match Subject::of(*record) {
                Subject::Artifact(index) => Datum::Artifact(index),
                Subject::Entry { .. } | Subject::Link(_) => Datum::Text(self.line(value)),
            },
            Value::List(items) => Datum::List(items.iter().map(|item| self.computed(item)).collect()),
            Value::Text(_) | Value::Period(_) | Value::Map(_) => Datum::Text(self.line(value)),
        }
    }
}
