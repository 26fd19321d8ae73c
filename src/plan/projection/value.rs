//! A value as an audience may see it: dates as exact as it may know them, nobody's name where it may not
//! know who, and no link to what is hidden.

use indexmap::IndexMap;

use super::prose;
use super::{Projection, Source};
use crate::config::{Audience, Config, DateResolution};
use crate::model::artifact::Artifact;
use crate::model::field::{Field, LinkRule};
use crate::model::value::{FieldValue, Value};
use crate::model::values::{Date, Period, Resolution, Target};
use crate::model::workflow::Category;
use crate::plan::LinkState;
use crate::text::edit;

/// The map of texts for each audience, of which an audience sees its own.
const NOTES: &str = "notes";

impl Projection<'_> {
    /// What is written of a field; nothing where nothing of it may be seen.
    pub(super) fn value(&self, source: Source<'_>, field: &Field, value: &Value) -> Option<edit::Value> {
        match value {
            Value::Nothing(_) | Value::Invalid(_) => None,
            Value::List(items) => {
                let items = items.iter().filter_map(|item| self.value(source, field, &item.value));
                let items: Vec<edit::Value> = items.collect();
                (!items.is_empty()).then_some(edit::Value::List(items))
            }
            Value::Map(entries) => {
                let mut written: IndexMap<String, edit::Value> = IndexMap::new();
                for (key, item) in entries.iter().filter(|(key, _)| self.sees_key(source, field, key)) {
                    if let (Some(key), Some(value)) =
                        (self.key(source, key), self.value(source, field, &item.value))
                    {
                        // Of a period the last one stays.
                        written.insert(key, value);
                    }
                }
                (!written.is_empty()).then(|| edit::Value::Map(written.into_iter().collect()))
            }
            Value::Record(entries) => self.record(source, field, entries),
            Value::Person(person) => self.audience.people.then(|| edit::Value::plain(person.to_string())),
            Value::Date(date) => self.date(source, *date),
            Value::Period(period) => self.period(source, *period).map(|value| plain(&value)),
            Value::Target(target) => self.target(source, *target).map(|value| plain(&value)),
            Value::Link(written) => self.link(source, field, written),
            Value::Text(text) => words(&prose::scrubbed(self, source, text)),
            Value::Url(url) => {
                let shown = prose::scrubbed(self, source, url.as_str());
                (shown == url.as_str()).then(|| edit::Value::plain(shown.into_owned()))
            }
            Value::Choice(_)
            | Value::Version(_)
            | Value::Integer(_)
            | Value::Number(_)
            | Value::Boolean(_)
            | Value::Percent(_)
            | Value::Money(_)
            | Value::Range(_) => Some(edit::Value::plain(value.to_line())),
        }
    }

    /// Whether an entry of a map may be seen by its key: a key may name an artifact, or another audience.
    pub(super) fn sees_key(&self, source: Source<'_>, field: &Field, key: &str) -> bool {
        let is_meant = field.name != NOTES || !self.audience.is_public || key == self.key;
        is_meant && prose::scrubbed(self, source, key) == key
    }

    /// A key as it may be known: a day, such as that of a reading, no more exactly than other days.
    fn key(&self, source: Source<'_>, key: &str) -> Option<String> {
        match Date::parse(key) {
            Ok(day) => self.period(source, Period::Day(day)).map(|period| period.to_string()),
            Err(_) => Some(key.to_owned()),
        }
    }

    fn record(&self, source: Source<'_>, field: &Field, entries: &[FieldValue]) -> Option<edit::Value> {
        let written: Vec<(String, edit::Value)> = entries
            .iter()
            .filter_map(|entry| {
                let (name, field) = field.fields.get_index(usize::from(entry.field))?;
                Some((name.clone(), self.value(source, field, &entry.value)?))
            })
            .collect();
        (!written.is_empty()).then_some(edit::Value::Map(written))
    }

    fn link(&self, source: Source<'_>, field: &Field, written: &str) -> Option<edit::Value> {
        let any = LinkRule::any();
        let rule = field.link.as_ref().unwrap_or(&any);
        let state = self.plan.resolve(written, rule, Some(source.artifact));
        if !self.follows(&state) {
            return None;
        }
        Some(edit::Value::plain(match state {
            // A path as it was written may say more than the id.
            LinkState::Resolved(target) => {
                let name = self.name(self.source(target.artifact));
                target.part.map_or(name.clone(), |part| format!("{name}.{part}"))
            }
            _ => {
                let shown = prose::scrubbed(self, source, written);
                if shown != written {
                    return None;
                }
                written.to_owned()
            }
        }))
    }

    /// What a link to an artifact is written as.
    pub(super) fn name(&self, source: Source<'_>) -> String {
        match source.artifact.id {
            Some(_) => self.plan.name_of(source.artifact),
            None => source.path.to_string(),
        }
    }

    fn date(&self, source: Source<'_>, date: Date) -> Option<edit::Value> {
        self.period(source, Period::Day(date)).map(|value| plain(&value))
    }

    /// The period no finer than the audience may know it; nothing where it may know a horizon at most.
    fn period(&self, source: Source<'_>, period: Period) -> Option<Period> {
        let (config, artifact) = (&self.plan.config, source.artifact);
        let last = period.last_day(&config.fiscal_year);
        coarse(period, resolution(config, self.audience, artifact, last, self.today))
    }

    pub(super) fn target(&self, source: Source<'_>, target: Target) -> Option<Target> {
        let (config, artifact) = (&self.plan.config, source.artifact);
        coarse_target(config, self.audience, artifact, target, self.today)
    }
}

/// How exact a day or a period may be that is said of an artifact and ends on `last`.
fn resolution(
    config: &Config,
    audience: &Audience,
    artifact: &Artifact,
    last: Date,
    today: Date,
) -> DateResolution {
    let kind = config.kinds.get(usize::from(artifact.kind));
    let is_done = kind.and_then(|kind| artifact.category(kind)) == Some(Category::Done);
    if is_done && last <= today { audience.past_dates } else { audience.dates }
}

/// The target of an artifact no finer than an audience may know it.
pub(super) fn coarse_target(
    config: &Config,
    audience: &Audience,
    artifact: &Artifact,
    target: Target,
    today: Date,
) -> Option<Target> {
    let resolution = match target.last_day(&config.fiscal_year) {
        Some(last) => resolution(config, audience, artifact, last, today),
        None => audience.dates,
    };
    match (target, resolution) {
        (_, DateResolution::None) => None,
        (target, DateResolution::Horizon) => {
            Some(Target::Horizon(target.horizon(config.horizons, today, &config.fiscal_year)))
        }
        (Target::Horizon(_), _) => Some(target),
        (Target::Period(period), resolution) => coarse(period, resolution).map(Target::Period),
    }
}

pub(super) fn coarse(period: Period, resolution: DateResolution) -> Option<Period> {
    let finest = match resolution {
        DateResolution::Day => return Some(period),
        DateResolution::Month => Resolution::Month,
        DateResolution::Quarter => Resolution::Quarter,
        DateResolution::Half => Resolution::Half,
        DateResolution::Year => Resolution::Year,
        DateResolution::Horizon | DateResolution::None => return None,
    };
    Some(period.at_resolution(finest))
}

fn plain(value: &impl ToString) -> edit::Value {
    edit::Value::plain(value.to_string())
}

fn words(text: &str) -> Option<edit::Value> {
    (!text.trim().is_empty()).then(|| edit::Value::text(text))
}
