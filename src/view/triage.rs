//! What waits for somebody to read it: new feedback and ideas, and ideas that were parked until now, each with what
//! says much the same.

mod layout;

use serde::Serialize;

use crate::analysis::similar::Texts;
use crate::model::field::Meaning;
use crate::model::key::Key;
use crate::model::value::Value;
use crate::model::values::Date;
use crate::plan::query::Environment;
use crate::plan::{ArtifactIndex, Plan};
use crate::text::markdown::wording;
use crate::view::demand::in_one_line;
use crate::view::similar::{SimilarText, usual_kinds};
use crate::view::subject::Subject;

/// The kinds that come in from outside, in the order in which they are read.
const INCOMING: [&str; 2] = ["feedback", "idea"];
/// How many similar texts stand beside one.
const BESIDE: usize = 3;
/// How many characters of a text are shown.
const LONGEST: usize = 400;
const UNTIL: &str = "until";
const DATE: Key<Date> = Key::new("date");
const CHANNEL: Key<str> = Key::new("channel");
const ROLE: Key<str> = Key::new("role");

/// What waits to be read.
#[derive(Serialize, Debug)]
pub(crate) struct Triage {
    today: String,
    /// Feedback before ideas, what waits longest first.
    pub(crate) waiting: Vec<Waiting>,
}

/// One piece of feedback or one idea that waits.
#[derive(Clone, Serialize, Debug)]
pub(crate) struct Waiting {
    #[serde(flatten)]
    pub(crate) subject: Subject,
    /// Why it is here: new, or parked until a time that has come.
    why: String,
    /// Who said it, how and when, where that is known.
    customer: Option<String>,
    role: Option<String>,
    channel: Option<String>,
    date: Option<String>,
    /// Its words, cut where they are long.
    text: String,
    /// At most three, the most similar first.
    pub(crate) similar: Vec<Beside>,
}

/// A similar text, with who asked for it.
#[derive(Clone, Serialize, Debug)]
pub(crate) struct Beside {
    #[serde(flatten)]
    pub(crate) similar: SimilarText,
    demand: Option<String>,
}

impl Triage {
    /// Everything that waits; of one artifact alone where it is named, whether it waits or not.
    pub(crate) fn of(environment: &Environment<'_>, only: Option<ArtifactIndex>) -> Self {
        let plan = environment.plan();
        let today = environment.today();
        let texts = Texts::of(plan, &usual_kinds(plan));
        let mut found: Vec<(usize, ArtifactIndex, String)> = Vec::new();
        match only {
            Some(index) => {
                let why = plan.artifact(index).status_name().unwrap_or_default();
                found.push((0, index, reason(plan, index, today).unwrap_or_else(|| why.to_owned())));
            }
            None => {
                for (place, name) in INCOMING.iter().enumerate() {
                    let Some(kind) = plan.config.kind_index(name) else { continue };
                    let waiting = plan
                        .of_kind(kind)
                        .filter_map(|index| Some((place, index, reason(plan, index, today)?)));
                    found.extend(waiting);
                }
            }
        }
        found.sort_by_cached_key(|(place, index, _)| {
            let day = plan.artifact(*index).get(plan.kind_of(*index), DATE);
            (*place, day.is_none(), day, environment.id_key(*index))
        });
        let waiting = found.into_iter().map(|(_, index, why)| waiting(plan, &texts, index, why, today));
        Self { today: today.to_string(), waiting: waiting.collect() }
    }
}

/// Why an artifact waits; nothing where it does not.
fn reason(plan: &Plan, index: ArtifactIndex, today: Date) -> Option<String> {
    let (artifact, kind) = (plan.artifact(index), plan.kind_of(index));
    if plan.targets(index, Meaning::Duplicates).next().is_some() {
        return None;
    }
    let status = artifact.status_name()?;
    if Some(status) == kind.workflow.default.as_deref() {
        return Some(status.to_owned());
    }
    let parked = kind.field(UNTIL).is_some_and(|field| field.required.in_status(status, &kind.workflow));
    let until = artifact.value(kind, UNTIL).filter(|_| parked)?;
    let Value::Period(period) = &until.value else { return None };
    let come = period.first_day(&plan.config.fiscal_year) <= today;
    come.then(|| format!("parked until {}, which has come", period.for_people()))
}

fn waiting(plan: &Plan, texts: &Texts, index: ArtifactIndex, why: String, today: Date) -> Waiting {
    let (artifact, kind) = (plan.artifact(index), plan.kind_of(index));
    let beside = texts.near(plan, index).into_iter().take(BESIDE).map(|alike| Beside {
        similar: SimilarText::of(plan, alike),
        demand: in_one_line(plan, alike.artifact, today),
    });
    let sections = wording(artifact.body_text());
    let words: Vec<String> =
        sections.into_iter().map(|section| section.words).filter(|words| !words.is_empty()).collect();
    Waiting {
        subject: Subject::of(plan, index),
        why,
        customer: plan
            .targets_of_field(index, "customer")
            .next()
            .map(|customer| plan.artifact(customer).title.to_string()),
        role: artifact.get(kind, ROLE).map(str::to_owned),
        channel: artifact.get(kind, CHANNEL).map(str::to_owned),
        date: artifact.get(kind, DATE).map(|day| day.to_string()),
        text: cut(&words.join("\n")),
        similar: beside.collect(),
    }
}

/// The beginning of a long text, up to the end of a word.
fn cut(text: &str) -> String {
    let Some((end, _)) = text.char_indices().nth(LONGEST) else { return text.to_owned() };
    let end = text[..end].rfind(char::is_whitespace).unwrap_or(end);
    format!("{} …", text[..end].trim_end())
}
