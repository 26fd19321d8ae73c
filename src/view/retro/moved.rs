//! What slipped while a release was built: how often, how far, and why, as the commits say.

use serde::Serialize;

use crate::config::Config;
use crate::history::{Lineages, Transition};
use crate::view::slip::{Slip, slips};
use crate::view::subject::Subject;

/// The slips of one commit.
#[derive(Clone, Debug)]
pub(crate) struct Told(pub(super) Vec<Slip>);

impl Told {
    /// Nothing where nothing slipped.
    pub(crate) fn of(config: &Config, lineages: &Lineages, transition: Transition<'_>) -> Option<Self> {
        let found = slips(config, lineages.commit_of(transition.version), transition);
        (!found.is_empty()).then_some(Self(found))
    }
}

/// A promise that moved later, once or several times.
#[derive(Serialize, Debug)]
pub(super) struct Moved {
    #[serde(flatten)]
    pub(super) subject: Subject,
    pub(super) field: String,
    pub(super) from: String,
    pub(super) to: String,
    pub(super) times: usize,
    pub(super) days: Option<i64>,
    /// In the order of the moves; of a commit without a reason its subject.
    pub(super) reasons: Vec<String>,
    /// How many of the moves were explained by a trailer.
    pub(super) explained: usize,
}

/// The slips by artifact and field, what moved most often first.
pub(super) fn grouped(told: Vec<Told>) -> Vec<Moved> {
    let mut slips: Vec<Slip> = told.into_iter().flat_map(|told| told.0).collect();
    slips.sort_by_key(|slip| slip.commit);
    let mut moved: Vec<Moved> = Vec::new();
    for slip in slips {
        let known =
            moved.iter_mut().find(|it| it.subject.path == slip.subject.path && it.field == slip.field);
        let reason = Some(slip.reason).filter(|reason| !reason.is_empty());
        match known {
            Some(known) => {
                known.to = slip.to;
                known.times += 1;
                known.days = known.days.zip(slip.days).map(|(one, other)| one + other);
                known.explained += usize::from(slip.is_explained);
                known.reasons.extend(reason);
            }
            None => moved.push(Moved {
                subject: slip.subject,
                field: slip.field,
                from: slip.from,
                to: slip.to,
                times: 1,
                days: slip.days,
                reasons: reason.into_iter().collect(),
                explained: usize::from(slip.is_explained),
            }),
        }
    }
    moved.sort_by_key(|moved| std::cmp::Reverse(moved.times));
    moved
}
