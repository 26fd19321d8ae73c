//! What a document says of who agreed to it, of what its estimates were made for, and of what its links
//! were looked at against.
//!
//! Reads what is written; whether it holds is for rules to say.

use super::artifact::Artifact;
use super::field::Field;
use super::kind::Kind;
use super::value::{FieldValue, Value};
use super::values::{Date, Person};
use crate::text::span::Span;

/// The list of approvals, the fields of each, and the fields that hold fingerprints.
pub(crate) const APPROVALS: &str = "approvals";
pub(crate) const BY: &str = "by";
pub(crate) const ROLE: &str = "role";
pub(crate) const DATE: &str = "date";
pub(crate) const NOTE: &str = "note";
pub(crate) const FINGERPRINT: &str = "fingerprint";
pub(crate) const ESTIMATED_FOR: &str = "estimated_for";
pub(crate) const REVIEWED_AGAINST: &str = "reviewed_against";

/// One entry of `approvals` that says who agreed as what.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Approval {
    /// Its position in the list.
    pub(crate) index: usize,
    pub(crate) by: Person,
    pub(crate) role: String,
    pub(crate) date: Option<Date>,
    /// Of the text as it was then; nothing in an entry that was written by hand.
    pub(crate) fingerprint: Option<String>,
    pub(crate) note: Option<String>,
    /// Where it names the person.
    pub(crate) span: Span,
}

impl Approval {
    /// In one line, with the beginning of the fingerprint to tell one text from another.
    pub(crate) fn to_line(&self) -> String {
        let mut line = format!("{} as {}", self.by.label(), self.role);
        if let Some(date) = self.date {
            line.push_str(&format!(" on {date}"));
        }
        if let Some(print) = self.fingerprint.as_deref().and_then(|print| print.get(..7)) {
            line.push_str(&format!(" ({print})"));
        }
        if let Some(note) = &self.note {
            line.push_str(&format!(": {note}"));
        }
        line
    }

    /// Whether both are the same act, wherever they stand in the list.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        self.by.key() == other.by.key()
            && self.role == other.role
            && self.date == other.date
            && self.fingerprint == other.fingerprint
    }
}

/// The approvals of an artifact; an entry without a person or a role is none.
pub(crate) fn approvals(kind: &Kind, artifact: &Artifact) -> Vec<Approval> {
    let Some(field) = kind.field(APPROVALS) else { return Vec::new() };
    let Some(Value::List(items)) = artifact.value(kind, APPROVALS).map(|value| &value.value) else {
        return Vec::new();
    };
    let entries = items.iter().enumerate().filter_map(|(index, item)| {
        let part = |name: &str| part(field, &item.value, name);
        let named = part(BY)?;
        let Value::Person(by) = &named.value else { return None };
        Some(Approval {
            index,
            by: by.clone(),
            role: part(ROLE)?.value.to_line(),
            date: match part(DATE).map(|part| &part.value) {
                Some(Value::Date(date)) => Some(*date),
                _ => None,
            },
            fingerprint: part(FINGERPRINT).map(|part| part.value.to_line()),
            note: part(NOTE).map(|part| part.value.to_line()),
            span: named.span,
        })
    });
    entries.collect()
}

/// The roles that nobody has given yet for the text with this fingerprint, by the status that needs them;
/// an approval by hand, without a fingerprint, counts for every text.
pub(crate) fn missing_roles<'k>(
    kind: &'k Kind,
    artifact: &Artifact,
    fingerprint: &str,
) -> Vec<(&'k str, Vec<&'k str>)> {
    let given = approvals(kind, artifact);
    let is_given = |role: &str| {
        let mut given = given.iter().filter(|given| given.role == role);
        given.any(|given| given.fingerprint.as_ref().is_none_or(|then| then == fingerprint))
    };
    let statuses = kind.approvals.keys().map(String::as_str);
    let missing = statuses.map(|status| {
        (status, kind.roles_for(status).into_iter().filter(|role| !is_given(role)).collect::<Vec<_>>())
    });
    missing.filter(|(_, roles)| !roles.is_empty()).collect()
}

fn part<'v>(field: &Field, entry: &'v Value, name: &str) -> Option<&'v FieldValue> {
    entry.subfield(field.fields.get_index_of(name)?)
}

/// The fingerprint that the estimates were made for, and where it stands.
pub(crate) fn estimated_for(kind: &Kind, artifact: &Artifact) -> Option<(String, Span)> {
    let value = artifact.value(kind, ESTIMATED_FOR)?;
    Some((value.value.to_line(), value.span))
}

/// The fingerprints of what links lead to, by id as written, and where each stands.
pub(crate) fn reviewed_against(kind: &Kind, artifact: &Artifact) -> Vec<(String, String, Span)> {
    let Some(Value::Map(entries)) = artifact.value(kind, REVIEWED_AGAINST).map(|value| &value.value) else {
        return Vec::new();
    };
    entries.iter().map(|(id, item)| (id.to_string(), item.value.to_line(), item.span)).collect()
}
