//! The types that fields have in expressions, and how record types are called.

use crate::config::Config;
use crate::expression::Type;
use crate::model::field::{Field, FieldType, MEANINGS};
use crate::model::kind::Kind;
use crate::plan::LinkState;

use super::symbols::Access;

/// The type of an artifact of any kind.
pub(super) const ANY_KIND: &str = "artifact";
/// The type of a link.
pub(super) const LINK: &str = "link";
const OR: &str = " or ";

/// What a record type stands for.
pub(super) enum RecordType {
    /// Artifacts of these kinds.
    Kinds(Vec<usize>),
    /// Entries of record fields: kind and field.
    Entries(Vec<(usize, usize)>),
    Link,
}

impl RecordType {
    /// What the record type called `name` stands for.
    pub(super) fn named(config: &Config, name: &str) -> Self {
        match name {
            LINK => return Self::Link,
            ANY_KIND => return Self::Kinds((0..config.kinds.len()).collect()),
            _ => {}
        }
        let entries: Vec<(usize, usize)> = name
            .split(OR)
            .filter_map(|part| {
                let (kind, field) = part.split_once('.')?;
                let kind = config.kind_index(kind)?;
                Some((kind, config.kinds[kind].field_index(field)?))
            })
            .collect();
        if entries.is_empty() {
            return Self::Kinds(name.split(OR).filter_map(|part| config.kind_index(part)).collect());
        }
        Self::Entries(entries)
    }
}

/// The type of an artifact of one of `kinds`, by their places.
pub(super) fn of_kinds(config: &Config, kinds: &[usize]) -> Type {
    let mut names: Vec<&str> = kinds.iter().map(|kind| config.kinds[*kind].name.as_str()).collect();
    names.dedup();
    if names.is_empty() || names.len() == config.kinds.len() && names.len() > 1 {
        return Type::record(ANY_KIND);
    }
    Type::record(&names.join(OR))
}

/// The type of what a name gives of a kind.
pub(super) fn of_access(config: &Config, at: usize, access: &Access) -> Type {
    let kind = &config.kinds[at];
    match access {
        Access::Id | Access::Title | Access::Path => Type::Text,
        Access::Kind => Type::choice([kind.name.clone()]),
        Access::Status => Type::choice(kind.workflow.names()),
        Access::Field(index) => of_field(config, kind, &kind.fields[*index], &kind.fields[*index].ty),
        Access::Inverse(fields) => {
            let mut kinds: Vec<usize> = fields.iter().map(|field| usize::from(field.kind)).collect();
            kinds.sort_unstable();
            kinds.dedup();
            Type::list(of_kinds(config, &kinds))
        }
        Access::Demand(figure) if figure.is_count() => Type::Integer,
        Access::Demand(_) => Type::Number,
    }
}

/// The type of a field that is `ty`.
pub(super) fn of_field(config: &Config, kind: &Kind, field: &Field, ty: &FieldType) -> Type {
    match ty {
        FieldType::Text | FieldType::Url | FieldType::Person => Type::Text,
        FieldType::Version => Type::Version,
        FieldType::Integer => Type::Integer,
        FieldType::Number | FieldType::Percent | FieldType::Money | FieldType::Effort | FieldType::Range => {
            Type::Number
        }
        FieldType::Boolean => Type::Bool,
        FieldType::Date => Type::Date,
        FieldType::Period | FieldType::Target => Type::Period,
        FieldType::Choice if field.choices.is_empty() => Type::Text,
        FieldType::Choice => Type::choice(field.choices.keys().cloned()),
        FieldType::Link => {
            let to = field.link.as_ref().map_or(&[] as &[String], |rule| &rule.to);
            let kinds: Vec<usize> = to.iter().filter_map(|name| config.kind_index(name)).collect();
            of_kinds(config, &kinds)
        }
        FieldType::Record => Type::record(&format!("{}.{}", kind.name, field.name)),
        FieldType::List(item) => Type::list(of_field(config, kind, field, item)),
        FieldType::Map(item) => Type::map(of_field(config, kind, field, item)),
    }
}

/// The type of a name on a link, and the slot of it.
pub(super) fn of_link(config: &Config, name: &str) -> Option<(Type, usize)> {
    let at = LINK_FIELDS.iter().position(|known| *known == name)?;
    let of = match name {
        "field" => Type::choice(link_fields(config)),
        "state" => Type::choice(LinkState::NAMES),
        "meaning" => Type::choice(MEANINGS.map(|(words, _)| words)),
        _ => Type::Text,
    };
    Some((of, at))
}

/// What a link has, in the order of the slots.
pub(super) const LINK_FIELDS: [&str; 4] = ["field", "written", "state", "meaning"];

/// The names of all fields that hold links.
pub(super) fn link_fields(config: &Config) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for field in config.kinds.iter().flat_map(|kind| kind.fields.values()) {
        if field.is_link() {
            names.push(field.name.clone());
        }
        let inside = field.fields.values().filter(|inner| inner.is_link());
        names.extend(inside.map(|inner| format!("{}.{}", field.name, inner.name)));
    }
    names.sort();
    names.dedup();
    names
}

/// The type of a value that is of one type on one kind and of another on the next: choices offer the
/// words of both, records are of either kind.
pub(super) fn either(one: &Type, other: &Type) -> Type {
    match (one, other) {
        (Type::Choice(one), Type::Choice(other)) => {
            let added = other.iter().filter(|word| !one.contains(word));
            Type::choice(one.iter().chain(added).cloned())
        }
        (Type::Record(one), Type::Record(other)) if one != other => {
            if &**one == ANY_KIND || &**other == ANY_KIND {
                return Type::record(ANY_KIND);
            }
            let mut names: Vec<&str> = one.split(OR).chain(other.split(OR)).collect();
            names.sort_unstable();
            names.dedup();
            Type::record(&names.join(OR))
        }
        (Type::List(one), Type::List(other)) => Type::list(either(one, other)),
        (Type::Map(one), Type::Map(other)) => Type::map(either(one, other)),
        (one, other) => one.join(other),
    }
}
