//! The parts of an artifact: what can be named by itself, such as `OBJ-3.KR2` and `REQ-42.AC3`.

use serde::Serialize;

use super::for_people;
use crate::model::field::Field;
use crate::model::value::Value;
use crate::model::values::PartName;
use crate::plan::{ArtifactIndex, Plan};
use crate::text::markdown::Outline;

/// One part.
#[derive(Clone, Serialize, Debug)]
pub(crate) struct Part {
    pub(crate) id: String,
    /// The field or the section that it stands in.
    pub(crate) of: String,
    pub(crate) text: String,
    /// Whether it is ticked or done, where it can be.
    pub(crate) done: Option<bool>,
    /// What else is said of it: name and value as people read it.
    pub(crate) facts: Vec<(String, String)>,
    /// Whether it stands in the body, and so is read there.
    #[serde(skip)]
    pub(crate) in_body: bool,
}

impl Part {
    pub(super) fn is_called(&self, name: &PartName) -> bool {
        PartName::parse(&self.id).is_ok_and(|own| own == *name)
    }
}

/// All parts of an artifact: of its fields first, then of its sections.
pub(super) fn parts(plan: &Plan, index: ArtifactIndex) -> Vec<Part> {
    let artifact = plan.artifact(index);
    let kind = plan.kind(artifact);
    let mut parts = Vec::new();
    for value in &artifact.values {
        let field = &kind.fields[usize::from(value.field)];
        if let Some(letters) = &field.part {
            for (at, record) in value.value.each().enumerate() {
                parts.push(of_record(plan, field, letters, at, record));
            }
        }
    }
    if kind.sections.iter().any(|section| section.part.is_some()) {
        let outline = Outline::of(artifact.body_text(), artifact.body.start());
        for section in &kind.sections {
            let Some(letters) = &section.part else { continue };
            let Some(heading) = outline.section(&section.title) else { continue };
            let inside = outline.checklist.iter().filter(|item| {
                item.span.start() >= heading.section.start() && item.span.end() <= heading.section.end()
            });
            parts.extend(inside.enumerate().map(|(at, item)| {
                Part {
                    id: item
                        .part
                        .as_ref()
                        .map_or_else(|| format!("{letters}{}", at + 1), |part| part.id.to_string()),
                    of: section.title.clone(),
                    text: item.text.to_string(),
                    done: Some(item.checked),
                    facts: Vec::new(),
                    in_body: true,
                }
            }));
        }
    }
    parts
}

fn of_record(plan: &Plan, field: &Field, letters: &str, at: usize, record: &Value) -> Part {
    let mut part = Part {
        id: format!("{letters}{}", at + 1),
        of: field.name.clone(),
        text: String::new(),
        done: None,
        facts: Vec::new(),
        in_body: false,
    };
    let Value::Record(entries) = record else {
        part.text = record.to_line();
        return part;
    };
    if field.fields.contains_key("done") {
        part.done = Some(false);
    }
    for entry in entries {
        let Some((name, subfield)) = field.fields.get_index(usize::from(entry.field)) else { continue };
        let text = for_people(&plan.config, subfield, &entry.value);
        match (name.as_str(), &entry.value) {
            ("id", _) => part.id = text,
            ("text", _) => part.text = text,
            ("done", Value::Boolean(done)) => part.done = Some(*done),
            ("answer", _) => {
                part.done = Some(true);
                part.facts.push((name.clone(), text));
            }
            _ => part.facts.push((name.clone(), text)),
        }
    }
    part
}
