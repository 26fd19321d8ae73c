//! Which artifacts are meant: plain conditions on fields, and expressions; all of them must hold.

use rayon::prelude::*;

use super::scope::rule_to;
use super::symbols::Access;
use super::types::of_access;
use super::{Environment, QueryFault, Scope};
use crate::expression::{Checked, Expect, Type};
use crate::model::value::Value as Written;
use crate::model::values::{Boolean, Days, Decimal, Horizon, Period, Target, Version};
use crate::model::workflow::Category;
use crate::plan::{ArtifactIndex, Link, LinkState, NotFound};
use crate::text::words::nearest;

/// What a person asked for, as typed.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Request {
    /// Expressions.
    pub(crate) conditions: Vec<String>,
    pub(crate) categories: Vec<Category>,
    /// A field and the values of which it must have one.
    pub(crate) fields: Vec<(String, Vec<String>)>,
    /// Fields that must say nothing, and fields that must say something.
    pub(crate) missing: Vec<String>,
    pub(crate) present: Vec<String>,
    /// Words that must stand in the document, letter case aside.
    pub(crate) words: Vec<String>,
}

/// Conditions whose names and words are in order.
#[derive(Debug)]
pub(crate) struct Filter<'a> {
    scope: Scope<'a>,
    tests: Vec<Test>,
}

#[derive(Debug)]
enum Test {
    Holds(Checked),
    Category(Vec<Category>),
    Field { name: String, wanted: Vec<Wanted> },
    Missing(String),
    Present(String),
    Words(Vec<String>),
}

/// A value as a person typed it, read in every way that a field may need.
#[derive(Debug)]
struct Wanted {
    text: String,
    lower: String,
    artifacts: Vec<ArtifactIndex>,
    version: Option<Version>,
    days: Option<Days>,
    number: Option<f64>,
    boolean: Option<bool>,
}

impl Request {
    pub(crate) fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl<'a> Filter<'a> {
    pub(crate) fn of(scope: &Scope<'a>, request: &Request) -> Result<Self, QueryFault> {
        let mut tests = Vec::new();
        for (name, values) in &request.fields {
            tests.push(field_test(scope, name, values)?);
        }
        if !request.categories.is_empty() {
            tests.push(Test::Category(request.categories.clone()));
        }
        for name in &request.missing {
            known(scope, name)?;
            tests.push(Test::Missing(name.clone()));
        }
        for name in &request.present {
            known(scope, name)?;
            tests.push(Test::Present(name.clone()));
        }
        if !request.words.is_empty() {
            let words = request.words.iter().flat_map(|words| words.split_whitespace());
            tests.push(Test::Words(words.map(str::to_lowercase).collect()));
        }
        for source in &request.conditions {
            tests.push(Test::Holds(scope.question(source, Expect::Condition)?));
        }
        Ok(Self { scope: scope.clone(), tests })
    }

    /// The artifacts for which everything holds, sorted by path.
    pub(crate) fn select(&self) -> Result<Vec<ArtifactIndex>, QueryFault> {
        let environment = self.scope.environment;
        let indices: Vec<ArtifactIndex> = environment
            .plan
            .indices()
            .filter(|index| self.scope.kinds().contains(&usize::from(environment.plan.artifact(*index).kind)))
            .collect();
        let kept: Result<Vec<Option<ArtifactIndex>>, QueryFault> = indices
            .par_iter()
            .with_min_len(256)
            .map(|index| Ok(self.matches(*index)?.then_some(*index)))
            .collect();
        Ok(kept?.into_iter().flatten().collect())
    }

    /// Whether everything holds for one artifact.
    pub(crate) fn matches(&self, index: ArtifactIndex) -> Result<bool, QueryFault> {
        for test in &self.tests {
            if !passes(&self.scope, test, index)? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

fn passes(scope: &Scope<'_>, test: &Test, index: ArtifactIndex) -> Result<bool, QueryFault> {
    let environment = scope.environment;
    let artifact = environment.plan.artifact(index);
    let kind = usize::from(artifact.kind);
    Ok(match test {
        Test::Holds(condition) => environment.holds(condition, index).map_err(|fault| {
            let fault = QueryFault::in_expression(condition.source(), fault);
            match fault.help {
                // A name that one kind has as a number may be a list on another.
                None if scope.kinds().len() > 1 => fault.with_help(format!(
                    "this happens on {}, of the kind {}; ask fewer kinds",
                    artifact.label(),
                    environment.plan.kind(artifact).name
                )),
                _ => fault,
            }
        })?,
        Test::Category(categories) => artifact
            .category(environment.plan.kind(artifact))
            .is_some_and(|category| categories.contains(&category)),
        Test::Field { name, wanted } => scope
            .access(name, kind)
            .is_some_and(|access| wanted.iter().any(|wanted| has(environment, index, access, wanted))),
        Test::Missing(name) => {
            scope.access(name, kind).is_some_and(|access| !is_present(environment, index, access))
        }
        Test::Present(name) => {
            scope.access(name, kind).is_some_and(|access| is_present(environment, index, access))
        }
        Test::Words(words) => {
            let text = artifact.text.to_lowercase();
            words.iter().all(|word| text.contains(word))
        }
    })
}

fn is_present(environment: &Environment<'_>, index: ArtifactIndex, access: &Access) -> bool {
    let artifact = environment.plan.artifact(index);
    match access {
        Access::Id => artifact.id.is_some(),
        Access::Title => artifact.title_span.is_some(),
        Access::Status => artifact.status.is_some(),
        Access::Kind | Access::Path => true,
        Access::Field(at) => artifact.value_at(*at).is_some_and(|value| value.value.is_present()),
        Access::Inverse(_) => match environment.given(index, access) {
            crate::expression::Value::List(items) => !items.is_empty(),
            _ => false,
        },
        Access::Demand(figure) => !environment.figure_datum(index, *figure).is_missing(),
    }
}

fn known(scope: &Scope<'_>, name: &str) -> Result<(), QueryFault> {
    if scope.kinds().iter().any(|kind| scope.access(name, *kind).is_some()) {
        return Ok(());
    }
    Err(scope.unknown_field(name))
}

/// A test on a field; a word that it can never hold is refused.
fn field_test(scope: &Scope<'_>, name: &str, values: &[String]) -> Result<Test, QueryFault> {
    known(scope, name)?;
    let config = &scope.environment.plan.config;
    let of = scope
        .kinds()
        .iter()
        .filter_map(|kind| Some(of_access(config, *kind, scope.access(name, *kind)?)))
        .reduce(|one, other| super::types::either(&one, &other))
        .unwrap_or(Type::Any);
    let wanted: Vec<Wanted> = values.iter().map(|value| Wanted::read(scope, &of, value)).collect();
    for wanted in &wanted {
        if let Some(fault) = wanted.fault(scope, name, &of) {
            // Text that documents hold although it is not allowed can still be asked for.
            let test = [Test::Field { name: name.to_owned(), wanted: vec![Wanted::text(&wanted.text)] }];
            let held = scope.environment.plan.indices().any(|index| {
                scope.kinds().contains(&usize::from(scope.environment.plan.artifact(index).kind))
                    && test.iter().all(|test| passes(scope, test, index).unwrap_or(false))
            });
            if !held {
                return Err(fault);
            }
        }
    }
    Ok(Test::Field { name: name.to_owned(), wanted })
}

impl Wanted {
    fn text(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            lower: text.trim().to_lowercase(),
            artifacts: Vec::new(),
            version: None,
            days: None,
            number: None,
            boolean: None,
        }
    }

    fn read(scope: &Scope<'_>, of: &Type, text: &str) -> Self {
        let fiscal = &scope.environment.plan.config.fiscal_year;
        Self {
            artifacts: artifacts(scope, of, text),
            version: Version::parse(text).ok(),
            days: Period::parse(text).ok().map(|period| period.days(fiscal)),
            number: Decimal::parse(text.trim().trim_end_matches('%').trim_end()).ok().map(Decimal::to_f64),
            boolean: Boolean::parse(text).ok().map(|boolean| boolean.0),
            ..Self::text(text)
        }
    }

    /// Why a field of this type can never hold it.
    fn fault(&self, scope: &Scope<'_>, name: &str, of: &Type) -> Option<QueryFault> {
        let text = &self.text;
        let not_a = |what: &str, example: &str| {
            QueryFault::new(format!("`{text}` is not {what}, as `{name}` is"))
                .with_help(format!("write {example}"))
        };
        match of {
            Type::List(item) => self.fault(scope, name, item),
            Type::Choice(words) => {
                if words.iter().any(|word| word.to_lowercase() == self.lower) {
                    return None;
                }
                let fault = QueryFault::new(format!("`{text}` is not a value of `{name}`"));
                Some(match nearest(text, words.iter().map(String::as_str)) {
                    Some(near) => fault.with_help(format!("did you mean `{near}`?")),
                    None => fault.with_help(format!("use one of {}", words.join(", "))),
                })
            }
            Type::Record(_) if self.artifacts.is_empty() => {
                let fault = QueryFault::new(format!("there is no `{text}` that `{name}` could lead to"));
                Some(match scope.environment.plan.find(text) {
                    Err(NotFound::Unknown { nearest: Some(near) }) => {
                        fault.with_help(format!("did you mean `{near}`?"))
                    }
                    _ => fault,
                })
            }
            Type::Version if self.version.is_none() => {
                Some(not_a("a version", "numbers with dots, such as 2.1"))
            }
            Type::Date | Type::Period if self.days.is_none() && Horizon::parse(text).is_err() => {
                Some(not_a("a date or a period", "it as in 2026-11-23, 2026-11, 2026-Q4 or 2026"))
            }
            Type::Integer | Type::Number if self.number.is_none() => Some(not_a("a number", "digits")),
            Type::Bool if self.boolean.is_none() => Some(not_a("true or false", "true or false")),
            _ => None,
        }
    }
}

/// The artifacts that `text` names for a field that leads to records.
fn artifacts(scope: &Scope<'_>, of: &Type, text: &str) -> Vec<ArtifactIndex> {
    let record = match of {
        Type::List(item) => return artifacts(scope, item, text),
        Type::Record(record) => record,
        _ => return Vec::new(),
    };
    let plan = scope.environment.plan;
    let super::types::RecordType::Kinds(kinds) = super::types::RecordType::named(&plan.config, record) else {
        return Vec::new();
    };
    match plan.resolve(text, &rule_to(&scope.kinds_of(&kinds)), None) {
        LinkState::Resolved(target) => vec![target.artifact],
        LinkState::Ambiguous(several) => several,
        _ => Vec::new(),
    }
}

/// Whether what a name gives of an artifact is what is wanted, or holds it.
fn has(environment: &Environment<'_>, index: ArtifactIndex, access: &Access, wanted: &Wanted) -> bool {
    let plan = environment.plan;
    let artifact = plan.artifact(index);
    let is = |text: &str| text.trim().to_lowercase() == wanted.lower;
    match access {
        Access::Id => artifact.id.as_ref().is_some_and(|id| is(id.as_str())),
        Access::Title => is(&artifact.title),
        Access::Status => artifact.status_name().is_some_and(is),
        Access::Kind => plan.kind(artifact).is_called(&wanted.text),
        Access::Path => artifact.path.as_str() == wanted.text,
        Access::Demand(_) => {
            environment.given(index, access).as_number().is_some_and(|number| wanted.number == Some(number))
        }
        Access::Inverse(fields) => plan.links_to(index).any(|link| {
            let kind = plan.artifact(link.source).kind;
            let is_meant = fields.iter().any(|field| {
                field.kind == kind && field.field == link.field && field.subfield == link.subfield
            });
            is_meant && wanted.artifacts.contains(&link.source)
        }),
        Access::Field(at) if plan.kind(artifact).fields[*at].is_link() => {
            let is_here = |link: &&Link| usize::from(link.field) == *at && link.subfield.is_none();
            plan.links_from(index).iter().filter(is_here).any(|link| match link.artifact() {
                Some(target) => wanted.artifacts.contains(&target),
                None => is(&link.written),
            })
        }
        Access::Field(at) => artifact
            .value_at(*at)
            .is_some_and(|value| value.value.each().any(|value| is_value(environment, value, wanted))),
    }
}

fn is_value(environment: &Environment<'_>, value: &Written, wanted: &Wanted) -> bool {
    let is = |text: &str| text.trim().to_lowercase() == wanted.lower;
    let number = |number: f64| wanted.number == Some(number);
    match value {
        Written::Version(version) => wanted.version.as_ref().is_some_and(|wanted| version.same_as(wanted)),
        Written::Integer(value) => number(*value as f64),
        Written::Number(value) => number(*value),
        Written::Percent(percent) => number(percent.percent().to_f64()),
        Written::Money(money) => number(money.amount().to_f64()) || is(&money.to_string()),
        Written::Range(range) => range.is_exact() && number(range.mean()) || is(&range.to_string()),
        Written::Boolean(boolean) => wanted.boolean == Some(*boolean),
        Written::Date(date) => wanted.days.is_some_and(|days| days.contains(*date)),
        Written::Period(period) | Written::Target(Target::Period(period)) => {
            wanted.days.is_some_and(|days| {
                let own = period.days(&environment.plan.config.fiscal_year);
                days.first <= own.first && own.last <= days.last
            })
        }
        Written::Person(person) => {
            [person.handle(), person.email(), person.name()].into_iter().flatten().any(is)
        }
        Written::Record(entries) => entries.iter().any(|entry| is_value(environment, &entry.value, wanted)),
        Written::Map(entries) => entries.iter().any(|(_, item)| is_value(environment, &item.value, wanted)),
        other => is(&other.to_line()),
    }
}
