//! What keeps one piece of work from being ready, in words, with what to type.

use serde::Serialize;

use crate::analysis::ready::{Definition, Lack};
use crate::expression::ExpressionFault;
use crate::model::key::EFFORT;
use crate::model::values::Date;
use crate::page::Text;
use crate::plan::ArtifactIndex;
use crate::plan::query::Environment;
use crate::text::words::{list_of, plural};
use crate::view::effort::unit_of;
use crate::view::record::open_questions;
use crate::view::waits::{told, waits};

/// One thing that is missing.
#[derive(Serialize, Debug)]
pub(super) struct Missing {
    /// acceptance_criteria, questions, dependencies, estimate, too_large, stale, or the name of an own rule.
    pub(super) what: String,
    pub(super) text: String,
    /// In few words, for a cell of a table.
    #[serde(skip)]
    pub(super) brief: String,
    /// What to type; nothing where that is for a rule of one's own to know.
    pub(super) command: Option<String>,
    /// The text with ways to what it names.
    #[serde(skip)]
    pub(super) told: Text,
}

impl Missing {
    fn new(what: &str, brief: impl Into<String>, told: impl Into<Text>, command: Option<String>) -> Self {
        let told = told.into();
        Self { what: what.to_owned(), text: told.to_plain(), brief: brief.into(), command, told }
    }
}

/// All that an artifact is missing by a definition of ready.
pub(super) fn missing(
    environment: &Environment<'_>,
    definition: &Definition<'_>,
    index: ArtifactIndex,
    changed: Option<Date>,
    today: Date,
) -> Result<Vec<Missing>, ExpressionFault> {
    let plan = environment.plan();
    let (artifact, kind) = (plan.artifact(index), plan.kind_of(index));
    let name = plan.name_of(artifact);
    let mut all = Vec::new();
    let lacks = definition.lacks(environment, index, changed, today)?;
    let (first, rest): (Vec<&Lack>, Vec<&Lack>) =
        lacks.iter().partition(|lack| matches!(lack, Lack::Criteria(_)));
    let mut say = |lack: &Lack| {
        all.push(match lack {
            Lack::Criteria(title) => {
                let title = title.to_lowercase();
                let text = format!("no {title} that could be ticked");
                Missing::new(
                    "acceptance_criteria",
                    format!("no {title}"),
                    text,
                    Some(format!("pm edit {name}")),
                )
            }
            Lack::TooLarge { field, limit } => {
                let value =
                    artifact.value(kind, field).map(|value| value.value.to_line()).unwrap_or_default();
                let unit = unit_of(kind, field).map(|unit| format!(" {unit}")).unwrap_or_default();
                let text = format!("too large: {value}{unit}, where {limit} is the most; split it");
                let command = (*field == EFFORT.name)
                    .then(|| format!("pm {} add \"…\" --parent {name}", kind.name))
                    .filter(|_| kind.field("parent").is_some());
                Missing::new("too_large", format!("too large ({value})"), text, command)
            }
            Lack::Estimate => {
                let field = kind.estimates.first().map_or(EFFORT.name, String::as_str);
                Missing::new(
                    "estimate",
                    "no estimate",
                    "nobody has estimated it",
                    Some(format!("pm set {name} {field}=…")),
                )
            }
            Lack::StaleEstimate => {
                let field = kind.estimates.iter().find(|field| artifact.value(kind, field).is_some());
                let field = field.map_or(EFFORT.name, String::as_str);
                let text = "it was estimated for an earlier text";
                Missing::new(
                    "estimate",
                    "estimate of an earlier text",
                    text,
                    Some(format!("pm set {name} {field}=…")),
                )
            }
            Lack::Stale(days) => {
                let text = format!("nobody has changed it for {days} days; is it still wanted?");
                Missing::new(
                    "stale",
                    format!("unchanged for {days} days"),
                    text,
                    Some(format!("pm show {name}")),
                )
            }
            Lack::Own { rule, message } => Missing::new(rule, message.clone(), message.clone(), None),
        });
    };
    first.into_iter().for_each(&mut say);
    rest.into_iter().for_each(&mut say);
    let at = all.iter().take_while(|missing| missing.what == "acceptance_criteria").count();
    let mut between = Vec::new();
    if definition.questions_answered {
        let open: Vec<_> = open_questions(artifact, kind).collect();
        let asked = open.iter().filter_map(|(_, record)| record.line("text"));
        let quoted: Vec<String> = asked.map(|text| format!("“{text}”")).collect();
        if let Some((_, first)) = open.first() {
            let command = first.line("id").map(|id| format!("pm set {name}.{id} answer=\"…\""));
            let text = format!("{}: {}", plural(open.len(), "open question"), list_of(quoted));
            let brief = plural(open.len(), "open question");
            between.push(Missing::new("questions", brief, text.trim_end_matches([':', ' ']), command));
        }
    }
    if definition.dependencies_done {
        let waits = waits(plan, index, today);
        if let Some(first) = waits.first() {
            let ids = list_of(waits.iter().map(|wait| wait.subject.id.as_str()));
            let text = Text::plain("waits for ").and_all(told(&waits));
            let command = Some(format!("pm show {}", first.subject.id));
            between.push(Missing::new("dependencies", format!("waits for {ids}"), text, command));
        }
    }
    all.splice(at..at, between);
    Ok(all)
}
