//! A mapping laid on a batch and on the kinds of a repository: columns as positions, names as fields.

use std::collections::HashMap;

use super::batch::Batch;
use super::days;
use super::mapping::{BODY, DayOrder, From, Mapping};
use super::markup::Markup;
use crate::config::Config;
use crate::model::field::{Field, FieldType};
use crate::model::kind::Kind;
use crate::text::span::Span;
use crate::text::words::{list_of, nearest};

/// What is wrong with a mapping, with its place in the mapping's file.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct MappingFault {
    pub(crate) span: Span,
    /// One sentence without a final period.
    pub(crate) message: String,
    pub(crate) hint: Option<String>,
}

/// A mapping that can be carried out.
pub(super) struct Resolved<'a> {
    pub(super) mapping: &'a Mapping,
    pub(super) id: Vec<usize>,
    pub(super) names: Vec<usize>,
    pub(super) kind_column: Option<usize>,
    /// By kind, as positions among the kinds of the repository.
    pub(super) kinds: HashMap<usize, Vec<Line<'a>>>,
}

/// One field of one kind.
pub(super) struct Line<'a> {
    pub(super) target: Target<'a>,
    pub(super) from: &'a From,
    pub(super) columns: Vec<usize>,
    /// How days are read that could be two.
    pub(super) days: Option<DayOrder>,
}

pub(super) enum Target<'a> {
    Title,
    Status,
    Body,
    Section(String),
    /// Where the document lies.
    Path,
    /// A field, by its position too.
    Field(usize, &'a Field),
    /// A part of a field that is a record: `changelog.type`.
    Part(usize, &'a Field),
    /// The field of the artifacts that are named, which leads back here: positions of the kind and of the field.
    Inverse(Vec<(usize, usize)>),
}

impl<'a> Resolved<'a> {
    /// Lays `mapping` on `batch`; a column that this file does not have is passed over, for exports leave out what
    /// is empty.
    pub(super) fn of(
        mapping: &'a Mapping,
        batch: &Batch,
        config: &'a Config,
    ) -> Result<Self, Vec<MappingFault>> {
        let mut faults = Vec::new();
        let columns = |names: &[String]| -> Vec<usize> {
            let mut found = Vec::new();
            for at in names.iter().filter_map(|name| batch.column(name)) {
                if !found.contains(&at) {
                    found.push(at);
                }
            }
            found
        };
        let mut kinds = HashMap::new();
        for name in mapping.kind.kinds() {
            let Some(at) = config.kind_index(name) else {
                faults.push(unknown_kind(config, name));
                continue;
            };
            let kind = &config.kinds[at];
            let lines = mapping.fields.get(name).into_iter().flatten().filter_map(|(field, from)| {
                let Some(target) = target(config, kind, field) else {
                    faults.push(unknown_field(kind, field, from.at));
                    return None;
                };
                if from.markup != Markup::Markdown && !takes_markup(&target) {
                    faults.push(no_markup(kind, field, from.at));
                }
                let columns = columns(&from.columns);
                let days = from.days.or_else(|| {
                    let texts = columns.iter().flat_map(|at| batch.words(*at)).map(|(text, _)| text);
                    if says_days(&target) { days::order(texts) } else { None }
                });
                Some(Line { target, from, columns, days })
            });
            let lines: Vec<Line<'_>> = lines.collect();
            if !lines.iter().any(|line| matches!(line.target, Target::Title)) {
                faults.push(MappingFault {
                    span: Span::at(0),
                    message: format!("nothing says what the title of {} is", kind.plural),
                    hint: Some(format!("name its column: fields.{name}.title")),
                });
            }
            kinds.insert(at, lines);
        }
        if mapping.kind.words.is_empty() {
            faults.push(MappingFault {
                span: Span::at(0),
                message: "nothing says what kind of artifact a record becomes".into(),
                hint: Some("name it under `kind`".into()),
            });
        }
        let id = columns(&mapping.id);
        if !mapping.id.is_empty() && id.is_empty() {
            faults.push(MappingFault {
                span: Span::at(0),
                message: format!(
                    "the file has no column {}, by which its records are known",
                    list_of(&mapping.id)
                ),
                hint: Some("name another one under `id`".into()),
            });
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        let kind_column = mapping.kind.column.as_deref().and_then(|column| batch.column(column));
        Ok(Self { mapping, id, names: columns(&mapping.names), kind_column, kinds })
    }

    /// The columns that something is read from.
    pub(super) fn used(&self) -> Vec<usize> {
        let lines = self.kinds.values().flatten().flat_map(|line| line.columns.iter().copied());
        let mut used: Vec<usize> =
            self.id.iter().chain(&self.names).copied().chain(self.kind_column).chain(lines).collect();
        used.sort_unstable();
        used.dedup();
        used
    }
}

fn says_days(target: &Target<'_>) -> bool {
    match target {
        Target::Field(_, field) | Target::Part(_, field) => {
            matches!(field.ty.item(), FieldType::Date | FieldType::Period | FieldType::Target)
        }
        _ => false,
    }
}

/// Whether what becomes of the texts is read as Markdown.
fn takes_markup(target: &Target<'_>) -> bool {
    match target {
        Target::Body | Target::Section(_) => true,
        Target::Field(_, field) | Target::Part(_, field) => *field.ty.item() == FieldType::Text,
        Target::Title | Target::Status | Target::Path | Target::Inverse(_) => false,
    }
}

/// What a name in a mapping means for a kind.
pub(super) fn target<'a>(config: &'a Config, kind: &'a Kind, name: &str) -> Option<Target<'a>> {
    match name {
        "title" => return Some(Target::Title),
        "status" => return Some(Target::Status),
        BODY => return Some(Target::Body),
        "path" if kind.field("path").is_none() => return Some(Target::Path),
        _ if name == kind.title_field => return Some(Target::Title),
        _ if Some(name) == kind.workflow.field.as_deref() => return Some(Target::Status),
        _ => {}
    }
    if let Some((at, _, field)) = kind.fields.get_full(name) {
        return Some(Target::Field(at, field));
    }
    if let Some((outer, inner)) = name.split_once('.')
        && let Some((at, _, field)) =
            kind.fields.get_full(outer).filter(|(_, _, field)| field.ty == FieldType::Record)
    {
        return field.fields.get(inner).map(|part| Target::Part(at, part));
    }
    let section = kind.sections.iter().find(|section| section.title.eq_ignore_ascii_case(name));
    if let Some(section) = section {
        return Some(Target::Section(section.title.clone()));
    }
    let mut inverse = Vec::new();
    for (kind_at, other) in config.kinds.iter().enumerate() {
        for (at, field) in other.fields.values().enumerate() {
            let Some(rule) = field.link.as_ref().filter(|rule| rule.inverse.as_deref() == Some(name)) else {
                continue;
            };
            if rule.to.is_empty() || rule.to.contains(&kind.name) {
                inverse.push((kind_at, at));
            }
        }
    }
    (!inverse.is_empty()).then_some(Target::Inverse(inverse))
}

fn unknown_kind(config: &Config, name: &str) -> MappingFault {
    let known = || config.kinds.iter().map(|kind| kind.name.as_str());
    MappingFault {
        span: Span::at(0),
        message: format!("there is no kind `{name}`"),
        hint: Some(match nearest(name, known()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("use one of {}", list_of(known())),
        }),
    }
}

fn no_markup(kind: &Kind, name: &str, span: Span) -> MappingFault {
    MappingFault {
        span,
        message: format!("`{name}` of {} takes no markup", kind.name),
        hint: Some("leave `markup` to the body, to sections and to fields of type text".into()),
    }
}

fn unknown_field(kind: &Kind, name: &str, span: Span) -> MappingFault {
    let sections = kind.sections.iter().map(|section| section.title.as_str());
    let known = ["title", "status", BODY].into_iter().chain(kind.fields.keys().map(String::as_str));
    let near = nearest(name, known.chain(sections));
    MappingFault {
        span,
        message: format!("{} has no field and no section `{name}`", kind.name),
        hint: Some(near.map_or_else(
            || format!("run `pm {} set --help` for its fields", kind.name),
            |near| format!("did you mean `{near}`?"),
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_for_texts_alone() {
        let path = crate::source::RelPath::root();
        let (config, _) = Config::read(&path, "format: 1\nproduct: P\n");
        let text =
            "tool: x\nkind: requirement\nfields:\n  requirement:\n    title: {column: A, markup: html}\n";
        let (mapping, ..) = crate::exchange::mapping::read(&path, text);
        let (batch, _) = crate::exchange::formats::read("A\nb\n");
        let faults = Resolved::of(&mapping, &batch, &config).err().unwrap_or_default();
        let messages: Vec<&str> = faults.iter().map(|fault| fault.message.as_str()).collect();
        assert_eq!(messages, ["`title` of requirement takes no markup"]);
    }
}
