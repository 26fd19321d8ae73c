//! Everything that is known of an artifact: what its document says, where it stands in the plan, and
//! what leads to it.
//!
//! Knows nothing of history: when it was changed and by whom is another answer.

mod agreement;
mod layout;
mod part;
mod standing;

use indexmap::IndexMap;
use serde::Serialize;

use crate::config::Config;
use crate::model::approval::FINGERPRINT;
use crate::model::artifact::Artifact;
use crate::model::field::Field;
use crate::model::key::TEAM;
use crate::model::kind::{FieldSource, Kind};
use crate::model::value::Value;
use crate::model::values::{Date, PartName};
use crate::plan::{ArtifactIndex, LinkState, Lookup, Plan};
use crate::view::subject::{Subject, person_name, team_name};

pub(crate) use part::Part;
use standing::Standing;

/// The artifacts that were asked for, in that order.
#[derive(Serialize, Debug)]
pub(crate) struct Shown {
    artifacts: Vec<ShownArtifact>,
}

/// One artifact in full.
#[derive(Serialize, Debug)]
struct ShownArtifact {
    #[serde(flatten)]
    subject: Subject,
    /// The part that was asked for.
    part: Option<Part>,
    /// What the document says, in the order in which its kind has the fields.
    fields: Vec<ShownField>,
    standing: Vec<Standing>,
    /// What leads to it, by the inverse name of the links.
    incoming: Vec<Incoming>,
    /// Key results, criteria, questions: whatever can be named by itself.
    parts: Vec<Part>,
    body: String,
}

/// A field with its value.
#[derive(Serialize, Debug)]
struct ShownField {
    name: String,
    /// As people read it.
    text: String,
    /// As it is written, on one line.
    written: String,
    links: Vec<ShownLink>,
}

/// Where a reference leads.
#[derive(Serialize, Debug)]
struct ShownLink {
    written: String,
    /// resolved, unreadable, url, none, dangling or ambiguous.
    state: &'static str,
    part: Option<String>,
    artifact: Option<Subject>,
}

/// The artifacts that lead here by links of one name.
#[derive(Serialize, Debug)]
struct Incoming {
    name: String,
    artifacts: Vec<Subject>,
}

impl Shown {
    /// The artifacts at their places; the name of a part that one of them does not have is the error.
    pub(crate) fn of(plan: &Plan, wanted: &[Lookup], today: Date) -> Result<Self, UnknownPart> {
        let artifacts = wanted.iter().map(|lookup| shown(plan, lookup, today)).collect::<Result<_, _>>()?;
        Ok(Self { artifacts })
    }
}

/// A part that its artifact does not have.
#[derive(Debug)]
pub(crate) struct UnknownPart {
    pub(crate) artifact: String,
    pub(crate) part: PartName,
    /// The names of the parts that it has.
    pub(crate) known: Vec<String>,
}

fn shown(plan: &Plan, lookup: &Lookup, today: Date) -> Result<ShownArtifact, UnknownPart> {
    let index = lookup.artifact;
    let artifact = plan.artifact(index);
    let parts = part::parts(plan, index);
    let part = match &lookup.part {
        None => None,
        Some(name) => Some(parts.iter().find(|part| part.is_called(name)).cloned().ok_or_else(|| {
            let known = parts.iter().map(|part| part.id.clone()).collect();
            UnknownPart { artifact: artifact.label(), part: name.clone(), known }
        })?),
    };
    let mut standing = standing::standing(plan, index, &parts, today);
    standing.extend(agreement::agreement(plan, index));
    Ok(ShownArtifact {
        subject: Subject::of(plan, index),
        part,
        fields: fields(plan, index),
        standing,
        incoming: incoming(plan, index),
        parts,
        body: body(artifact, plan.kind(artifact)),
    })
}

/// The text without what is shown above it: a heading that is the title, a table of fields.
fn body(artifact: &Artifact, kind: &Kind) -> String {
    let (text, body) = (&*artifact.text, artifact.body);
    let mut start = body.start();
    if let Some(title) = artifact.title_span.filter(|_| kind.title_is_heading) {
        let before = &text[start..title.start()];
        if before.trim_start().chars().all(|sign| matches!(sign, '#' | ' ')) && before.contains('#') {
            start = text[title.end()..].find('\n').map_or(body.end(), |found| title.end() + found);
        }
    }
    if matches!(kind.source, FieldSource::Table { .. } | FieldSource::Lines)
        && start <= artifact.front.start()
    {
        let around = [&text[start..artifact.front.start()], &text[artifact.front.end()..body.end()]];
        return around.map(str::trim).join("\n\n").trim().to_owned();
    }
    text[start..body.end()].trim().to_owned()
}

/// What the document says beside id, title and status; records with names of their own are parts.
fn fields(plan: &Plan, index: ArtifactIndex) -> Vec<ShownField> {
    let artifact = plan.artifact(index);
    let kind = plan.kind(artifact);
    artifact
        .values
        .iter()
        .filter_map(|value| {
            let field = &kind.fields[usize::from(value.field)];
            if field.part.is_some() || !value.value.is_present() {
                return None;
            }
            let links = plan.links_from(index).iter();
            let links = links
                .filter(|link| link.field == value.field && link.subfield.is_none())
                .map(|link| {
                    let target = match &link.state {
                        LinkState::Resolved(target) => Some(target),
                        _ => None,
                    };
                    ShownLink {
                        written: link.written.to_string(),
                        state: link.state.name(),
                        part: target.and_then(|target| target.part.as_ref()).map(ToString::to_string),
                        artifact: target.map(|target| Subject::of(plan, target.artifact)),
                    }
                })
                .collect();
            Some(ShownField {
                name: field.name.clone(),
                text: for_people(&plan.config, field, &value.value),
                written: value.value.to_line(),
                links,
            })
        })
        .collect()
}

/// A value as people read it: names in place of handles, dates in words, numbers with their unit.
fn for_people(config: &Config, field: &Field, value: &Value) -> String {
    let each = |items: &[crate::model::value::Item]| {
        let words = items.iter().map(|item| for_people(config, field, &item.value));
        words.collect::<Vec<_>>().join(if matches!(items.first(), Some(item) if is_record(&item.value)) {
            "; "
        } else {
            ", "
        })
    };
    let with_unit = |text: String| match &field.unit {
        Some(unit) => format!("{text} {unit}"),
        None => text,
    };
    match value {
        Value::Person(person) => person_name(config, person.label()),
        Value::Date(date) => date.for_people(),
        Value::Period(period) => period.for_people(),
        Value::Target(target) => target.for_people(),
        Value::Money(money) => with_unit(money.for_people()),
        Value::Boolean(boolean) => if *boolean { "yes" } else { "no" }.to_owned(),
        Value::Integer(_) | Value::Number(_) | Value::Range(_) => with_unit(value.to_line()),
        Value::List(items) => each(items),
        Value::Text(key) if field.name == TEAM.name => named_team(config, key),
        Value::Record(entries) => {
            let words = entries.iter().filter_map(|entry| {
                let (name, field) = field.fields.get_index(usize::from(entry.field))?;
                if name == FINGERPRINT {
                    return None;
                }
                let text = for_people(config, field, &entry.value);
                Some(if is_plain(name) { text } else { format!("{name} {text}") })
            });
            words.collect::<Vec<_>>().join(", ")
        }
        other => other.to_line(),
    }
}

/// The name of a team, and the key that is typed for it where that is another word.
fn named_team(config: &Config, key: &str) -> String {
    let name = team_name(config, key);
    if name.eq_ignore_ascii_case(key) { name } else { format!("{name} ({key})") }
}

fn is_record(value: &Value) -> bool {
    matches!(value, Value::Record(_))
}

/// Whether a subfield speaks for itself without its name.
fn is_plain(name: &str) -> bool {
    matches!(name, "id" | "text" | "type" | "by" | "date" | "title" | "note")
}

/// What leads to an artifact, by the inverse name of each link, in the order of the plan.
fn incoming(plan: &Plan, index: ArtifactIndex) -> Vec<Incoming> {
    let mut found: IndexMap<String, Vec<ArtifactIndex>> = IndexMap::new();
    for link in plan.links_to(index).filter(|link| link.source != index) {
        let rule = plan.field_of(link).link.as_ref();
        let name = rule.and_then(|rule| rule.inverse.clone()).unwrap_or_else(|| "related_from".into());
        let sources = found.entry(name).or_default();
        if !sources.contains(&link.source) {
            sources.push(link.source);
        }
    }
    found.sort_keys();
    found
        .into_iter()
        .map(|(name, mut sources)| {
            sources.sort_by(|one, other| plan.artifact(*one).id.cmp(&plan.artifact(*other).id));
            Incoming { name, artifacts: sources.into_iter().map(|at| Subject::of(plan, at)).collect() }
        })
        .collect()
}
