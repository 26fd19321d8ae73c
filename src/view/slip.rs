//! What moved to a later day: how far, from when to when, and why, as its commit says.

use serde::Serialize;

use crate::config::Config;
use crate::history::{CommitFacts, Distance, Promise, Shift, Transition};
use crate::model::field::FieldType;
use crate::model::values::Target;
use crate::trace::reason_in;
use crate::view::subject::Subject;

/// Fields with a day that is promised though it is a plain date.
const PROMISED: [&str; 1] = ["due"];

/// A promise that moved to a later day.
#[derive(Clone, Serialize, Debug)]
pub(crate) struct Slip {
    #[serde(flatten)]
    pub(crate) subject: Subject,
    pub(crate) field: String,
    pub(crate) from: String,
    pub(crate) to: String,
    /// From last day to last day, where both have one.
    pub(crate) days: Option<i64>,
    /// What the commit says of why: its trailer `Reason:`, else the decisions it names, else its subject.
    pub(crate) reason: String,
    /// Whether the commit gives the reason, or a decision, in a trailer.
    pub(crate) is_explained: bool,
    #[serde(skip)]
    pub(crate) commit: u32,
}

/// What slipped with one commit.
pub(crate) fn slips(config: &Config, facts: &CommitFacts, transition: Transition<'_>) -> Vec<Slip> {
    let (Some(before), Some(after)) = (transition.before, transition.after) else { return Vec::new() };
    let kind = &config.kinds[usize::from(after.kind)];
    let dated = kind.fields.values().filter(|field| {
        matches!(field.ty, FieldType::Target | FieldType::Period) || PROMISED.contains(&field.name.as_str())
    });
    let slip = |name: &str| {
        let value = |artifact: &crate::model::artifact::Artifact| {
            artifact.value(kind, name).map(|value| (Promise::of(&value.value), value.value.to_line()))
        };
        let ((Some(old), from), (Some(new), to)) = (value(before)?, value(after)?) else { return None };
        if old.shift(&new, facts.day(), config) != Shift::Later {
            return None;
        }
        let days = match old.distance(&new, config) {
            Some(Distance::Days(days)) => Some(days),
            _ => None,
        };
        let explained = reason_in(&facts.message, config);
        Some(Slip {
            subject: Subject::of_document(config, after),
            field: name.to_owned(),
            from,
            to,
            days,
            is_explained: explained.is_some(),
            reason: explained.unwrap_or_else(|| facts.reason()),
            commit: transition.version.commit,
        })
    };
    dated.filter_map(|field| slip(&field.name)).collect()
}

/// What one person moved of one promise more than once, as one move.
pub(crate) fn joined(slips: Vec<(String, usize, Slip)>) -> Vec<(String, Slip)> {
    let mut joined: Vec<(String, usize, Slip)> = Vec::new();
    let mut sorted = slips;
    sorted.sort_by_key(|(_, _, slip)| slip.commit);
    for (author, lineage, slip) in sorted {
        let same = joined.iter_mut().find(|(who, of, earlier)| {
            *who == author && *of == lineage && earlier.field == slip.field && earlier.to == slip.from
        });
        match same {
            Some((_, _, earlier)) => {
                let from = std::mem::take(&mut earlier.from);
                let days = earlier.days.zip(slip.days).map(|(one, other)| one + other);
                let before = std::mem::take(&mut earlier.reason);
                let reason = match before.contains(&slip.reason) {
                    true => before,
                    false => format!("{before}; {}", slip.reason).trim_start_matches("; ").to_owned(),
                };
                *earlier = Slip {
                    from,
                    days,
                    reason,
                    is_explained: earlier.is_explained && slip.is_explained,
                    ..slip
                };
            }
            None => joined.push((author, lineage, slip)),
        }
    }
    joined.into_iter().map(|(author, _, slip)| (author, slip)).collect()
}

/// A target as people read it; as it is written where it is none.
pub(crate) fn for_people(target: &str) -> String {
    Target::parse(target).map_or_else(|_| target.to_owned(), Target::for_people)
}
