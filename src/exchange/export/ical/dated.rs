//! Which days an artifact names: those that something is due, begins, ends or went out on, in fields of any kind.
//!
//! A horizon has no days. Days on which something was said, agreed or noted are no events. Once something is done and
//! says on which day, that day counts and those that were planned before do not. Knows no calendar.

use crate::model::artifact::Artifact;
use crate::model::field::{Field, FieldType, Required};
use crate::model::key::{ANNOUNCED, TARGET};
use crate::model::kind::Kind;
use crate::model::value::Value;
use crate::model::values::{Days, FiscalYear, Period, Target};
use crate::model::workflow::Category;
use crate::plan::{ArtifactIndex, Plan};
use crate::text::words::{capitalised, label};

/// The fields whose days tell when something was said, agreed or noted, by kind; for any kind where none is named.
const NOTED: [(&str, &str); 5] = [
    ("", "approvals"),
    ("checkin", "date"),
    ("customer", "since"),
    ("dependency", "agreed"),
    ("feedback", "date"),
];

/// The fields whose name alone would be read as something else, in words that the time stands behind.
const SAID_WITH_TIME: [(&str, &str); 2] = [(ANNOUNCED.name, "Announced for"), ("promised", "Promised for")];

/// The fields that tell from when to when something goes on.
const RUN: (&str, &str) = ("start", "end");

/// A day that says what happened by the status that it came with.
const DATE: &str = "date";

/// What an artifact says of days.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) dated: Vec<Dated>,
    /// How many fields name a horizon.
    pub(super) horizons: usize,
    /// How many fields that should name a day hold something else.
    pub(super) unread: usize,
}

/// A day, or a run of days.
#[derive(Clone, Debug)]
pub(super) struct Dated {
    /// The way to the field that says it: `target`, `checklist.CL1.due`.
    pub(super) key: String,
    pub(super) days: Days,
    /// What the day is: `Target`, `Due`, `Released`.
    pub(super) word: String,
    /// The time as people read it: `Q4 2026`.
    pub(super) shown: String,
    /// Whether the word needs the time behind it.
    pub(super) is_said: bool,
    /// Whether it goes from one field to another.
    pub(super) is_run: bool,
    /// The entry of a list that says it.
    pub(super) entry: Option<Entry>,
    pub(super) certainty: Certainty,
}

/// How sure a day is, the surest last.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Certainty {
    /// What is worked towards, and may move.
    Target,
    /// A time that is wider than a day.
    Loose,
    /// Somebody named the day itself, or promised it outside.
    Firm,
    /// It tells what happened, not what is meant to.
    Happened,
}

/// An entry of a list, such as a point of a checklist.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) part: Option<String>,
    pub(super) text: String,
}

impl Found {
    pub(super) fn of(plan: &Plan, index: ArtifactIndex) -> Self {
        let artifact = plan.artifact(index);
        let kind = plan.kind(artifact);
        let mut reading =
            Reading { artifact, kind, fiscal: &plan.config.fiscal_year, found: Self::default() };
        for value in &artifact.values {
            let Some((name, field)) = kind.fields.get_index(usize::from(value.field)) else { continue };
            let is_noted = |(of, noted): &(&str, &str)| noted == name && (of.is_empty() || *of == kind.name);
            if !NOTED.iter().any(is_noted) {
                reading.value(field, &value.value, name, None);
            }
        }
        let mut found = reading.found;
        found.dated = without_what_was_planned(artifact, kind, joined(kind, found.dated));
        told_once(&mut found.dated);
        found
    }
}

/// Beginning and end as one run, where both are known and in this order.
fn joined(kind: &Kind, mut dated: Vec<Dated>) -> Vec<Dated> {
    let place = |name: &str| dated.iter().position(|dated| dated.key == name);
    if let (Some(start), Some(end)) = (place(RUN.0), place(RUN.1))
        && dated[start].days.first <= dated[end].days.last
    {
        let ending = dated[end].clone();
        let run = &mut dated[start];
        run.days = Days::new(run.days.first, ending.days.last);
        run.shown = format!("{} to {}", run.shown, ending.shown);
        run.word = capitalised(&kind.name);
        run.is_said = false;
        run.is_run = true;
        run.certainty = run.certainty.min(ending.certainty);
        dated.remove(end);
    }
    dated
}

/// What is done, or was, without the days that it was planned for, where it says on which day it happened.
fn without_what_was_planned(artifact: &Artifact, kind: &Kind, mut dated: Vec<Dated>) -> Vec<Dated> {
    let has_happened = |dated: &Dated| dated.certainty == Certainty::Happened;
    if artifact.is_closed(kind) && dated.iter().any(has_happened) {
        dated.retain(|dated| has_happened(dated) || dated.is_run);
    }
    dated
}

/// What was announced without a target for the same days, which would say nothing more.
fn told_once(dated: &mut Vec<Dated>) {
    let announced = dated.iter().find(|dated| dated.key == ANNOUNCED.name).map(|dated| dated.days);
    dated.retain(|dated| dated.key != TARGET.name || Some(dated.days) != announced);
}

struct Reading<'a> {
    artifact: &'a Artifact,
    kind: &'a Kind,
    fiscal: &'a FiscalYear,
    found: Found,
}

impl Reading<'_> {
    fn value(&mut self, field: &Field, value: &Value, key: &str, entry: Option<&Entry>) {
        match value {
            Value::Date(day) => self.time(field, Period::Day(*day), key, entry),
            Value::Period(period) | Value::Target(Target::Period(period)) => {
                self.time(field, *period, key, entry);
            }
            Value::Target(Target::Horizon(_)) => self.found.horizons += 1,
            Value::Invalid(_) if names_time(field) => self.found.unread += 1,
            Value::List(items) => {
                for (at, item) in items.iter().enumerate() {
                    let part = part_of(field, &item.value);
                    let place = part.unwrap_or_else(|| (at + 1).to_string());
                    self.value(field, &item.value, &format!("{key}.{place}"), entry);
                }
            }
            Value::Map(entries) => {
                for (name, item) in entries {
                    self.value(field, &item.value, &format!("{key}.{name}"), entry);
                }
            }
            Value::Record(values) if !is_settled(field, value) => {
                let entry = Entry {
                    part: part_of(field, value),
                    text: line(field, value, "text")
                        .or_else(|| line(field, value, "name"))
                        .unwrap_or_else(|| label(&field.name)),
                };
                for value in values {
                    let Some((name, field)) = field.fields.get_index(usize::from(value.field)) else {
                        continue;
                    };
                    self.value(field, &value.value, &format!("{key}.{name}"), Some(&entry));
                }
            }
            _ => {}
        }
    }

    fn time(&mut self, field: &Field, period: Period, key: &str, entry: Option<&Entry>) {
        let said = SAID_WITH_TIME.iter().find(|(name, _)| *name == field.name);
        let has_happened = self.has_happened(field);
        let word = match said {
            Some((_, word)) => (*word).to_owned(),
            None if field.name == DATE && has_happened => self.what_happened(field),
            None => label(&field.name),
        };
        let is_day = period.day().is_some();
        self.found.dated.push(Dated {
            key: key.to_owned(),
            days: period.days(self.fiscal),
            word,
            shown: period.for_people(),
            is_said: said.is_some() || !is_day,
            is_run: false,
            entry: entry.cloned(),
            certainty: match field.ty.item() {
                _ if has_happened => Certainty::Happened,
                FieldType::Target if field.name != ANNOUNCED.name => Certainty::Target,
                _ if is_day => Certainty::Firm,
                _ => Certainty::Loose,
            },
        });
    }

    /// Whether a field tells on which day something was done: it is asked for from a status on in which it is.
    fn has_happened(&self, field: &Field) -> bool {
        let is_outcome = match &field.required {
            Required::From(status) => match self.kind.workflow.get(status) {
                Some(status) => status.category == Category::Done,
                // An audience may not know the status, or know it by another name.
                None => self.artifact.is_closed(self.kind),
            },
            _ => false,
        };
        is_outcome
            && matches!(field.ty, FieldType::Date | FieldType::Period)
            && self.artifact.is_closed(self.kind)
    }

    /// The status that the day came with, as a word.
    fn what_happened(&self, field: &Field) -> String {
        let from = match &field.required {
            Required::From(status) => self.kind.workflow.get(status).map(|status| status.name.as_str()),
            _ => None,
        };
        label(from.or_else(|| self.artifact.status_name()).unwrap_or(DATE))
    }
}

fn names_time(field: &Field) -> bool {
    matches!(field.ty.item(), FieldType::Date | FieldType::Period | FieldType::Target)
}

/// A part of a record as one line.
fn line(field: &Field, record: &Value, part: &str) -> Option<String> {
    let value = record.subfield(field.fields.get_index_of(part)?)?;
    value.value.is_present().then(|| value.value.to_line())
}

fn part_of(field: &Field, record: &Value) -> Option<String> {
    field.part.as_ref().and_then(|_| line(field, record, "id"))
}

/// Whether an entry of a list waits for nothing any more: it is done, or has its answer.
fn is_settled(field: &Field, record: &Value) -> bool {
    line(field, record, "done").as_deref() == Some("true") || line(field, record, "answer").is_some()
}
