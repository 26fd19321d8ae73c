//! One dated field of one artifact: what it promised, and how that moved.

use std::cmp::{Ordering, Reverse};

use serde::Serialize;

use crate::history::{CommitFacts, Distance, End, Lineages, Move, Promise, Shift, Trend};
use crate::model::values::{Period, Target, Version};
use crate::view::subject::Subject;

/// A dated field through time.
#[derive(Clone, Serialize, Debug)]
pub(crate) struct Item {
    #[serde(flatten)]
    pub(super) subject: Subject,
    /// The name of the field; of an entry both names: `milestone.beta`.
    pub(super) field: String,
    /// The first promise and the last.
    pub(super) original: String,
    pub(super) now: String,
    /// What is written in the field now, where that is no promise: `TBD`; empty where it was taken out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) instead: Option<String>,
    /// How often it moved later, earlier, and in another way.
    pub(super) slips: usize,
    pub(super) pulls: usize,
    pub(super) other_changes: usize,
    /// From the first promise to the last, in days or in minor versions; negative where it is earlier.
    pub(super) days: Option<i64>,
    pub(super) minors: Option<i64>,
    /// Days from the commit of the last slip to the day that was promised until then; negative after it
    /// was missed.
    pub(super) notice: Option<i64>,
    /// What the commit of the last slip says in one line, of the last move where there was no slip, and its
    /// day.
    pub(super) reason: Option<String>,
    pub(super) moved_on: Option<String>,
    /// Every promise, oldest first.
    pub(super) targets: Vec<Promised>,
    pub(super) moves: Vec<Moved>,
    #[serde(skip)]
    pub(super) strip: Vec<String>,
}

/// A promise and the commit that made it; no commit where it is older than the history that was read.
#[derive(Clone, Serialize, Debug)]
pub(super) struct Promised {
    pub(super) value: String,
    #[serde(flatten)]
    pub(super) by: Option<Source>,
}

/// The commit behind a promise.
#[derive(Clone, Serialize, Debug)]
pub(super) struct Source {
    pub(super) day: String,
    pub(super) author: String,
    pub(super) commit: String,
    /// The subject; the title of what was merged, where a forge made the commit.
    pub(super) reason: String,
}

impl Source {
    fn of(facts: &CommitFacts) -> Self {
        Self {
            day: facts.when(),
            author: facts.author.name.to_string(),
            commit: facts.short_name(),
            reason: facts.reason(),
        }
    }
}

#[derive(Clone, Serialize, Debug)]
pub(super) struct Moved {
    pub(super) from: String,
    pub(super) to: String,
    pub(super) shift: &'static str,
    pub(super) days: Option<i64>,
    pub(super) minors: Option<i64>,
    pub(super) notice: Option<i64>,
    #[serde(flatten)]
    pub(super) by: Source,
}

const LATER: &str = "later";
const EARLIER: &str = "earlier";
const OTHER: &str = "other";

impl Item {
    pub(super) fn of(lineages: &Lineages, subject: Subject, trend: &Trend) -> Self {
        let facts = |commit: Option<u32>| commit.map(|commit| &lineages.commits[commit as usize]);
        let targets = trend.promises.iter().map(|promised| Promised {
            value: written(&promised.promise),
            // What a clone begins with may be older than its first commit.
            by: facts(promised.commit).filter(|facts| !facts.is_boundary).map(Source::of),
        });
        let pairs = trend.promises.windows(2).zip(&trend.moves);
        let moves: Vec<Moved> = pairs
            .filter_map(|(pair, each)| {
                Some(Moved::of(facts(pair[1].commit)?, &pair[0].promise, &pair[1].promise, *each))
            })
            .collect();
        let promises: Vec<&Promise> = trend.promises.iter().map(|promised| &promised.promise).collect();
        let (days, minors) = parts(trend.total);
        let last_slip = moves.iter().rev().find(|each| each.is_later());
        let told = last_slip.or(moves.last());
        let end = |promise: Option<&&Promise>| promise.map(|promise| written(promise)).unwrap_or_default();
        Self {
            subject,
            field: trend.field.clone(),
            original: end(promises.first()),
            now: end(promises.last()),
            instead: match &trend.end {
                End::Promise => None,
                End::Unclear(text) => Some(text.clone()),
                End::TakenOut => Some(String::new()),
            },
            slips: trend.count(Shift::Later),
            pulls: trend.count(Shift::Earlier),
            other_changes: trend.count(Shift::Other),
            days,
            minors,
            notice: last_slip.and_then(|each| each.notice),
            reason: told.map(|each| each.by.reason.clone()),
            moved_on: told.map(|each| each.by.day.clone()),
            targets: targets.collect(),
            strip: strip(&promises),
            moves,
        }
    }

    pub(super) fn is_moved(&self) -> bool {
        !self.moves.is_empty()
    }

    /// Whether it changed, but neither to a later nor to an earlier promise.
    pub(super) fn is_only_changed(&self) -> bool {
        self.is_moved() && self.slips == 0 && self.pulls == 0
    }

    /// The notice given with each slip that had a day.
    pub(super) fn notices(&self) -> impl Iterator<Item = i64> {
        self.moves.iter().filter(|each| each.shift == LATER).filter_map(|each| each.notice)
    }

    /// What slipped most often first, of those what moved furthest.
    pub(super) fn compare(&self, other: &Self) -> Ordering {
        let key = |item: &Self| Reverse((item.slips, item.minors, item.days, item.pulls));
        key(self).cmp(&key(other))
    }
}

impl Moved {
    fn of(facts: &CommitFacts, from: &Promise, to: &Promise, each: Move) -> Self {
        let (days, minors) = parts(each.distance);
        Self {
            from: written(from),
            to: written(to),
            shift: match each.shift {
                Shift::Later => LATER,
                Shift::Earlier => EARLIER,
                Shift::Other => OTHER,
            },
            days,
            minors,
            notice: each.notice,
            by: Source::of(facts),
        }
    }

    pub(super) fn is_later(&self) -> bool {
        self.shift == LATER
    }

    pub(super) fn is_earlier(&self) -> bool {
        self.shift == EARLIER
    }
}

fn parts(distance: Option<Distance>) -> (Option<i64>, Option<i64>) {
    match distance {
        Some(Distance::Days(days)) => (Some(days), None),
        Some(Distance::Minors(minors)) => (None, Some(minors)),
        None => (None, None),
    }
}

fn written(promise: &Promise) -> String {
    match promise {
        Promise::When(target) => target.to_string(),
        Promise::Version(version) => version.to_string(),
        Promise::Release(release, _) => release.clone(),
    }
}

/// The promises as a row reads them: what a promise has in common with the one before it is left out.
fn strip(promises: &[&Promise]) -> Vec<String> {
    let mut strip = Vec::with_capacity(promises.len());
    let mut last: Option<&Promise> = None;
    for promise in promises {
        strip.push(last.and_then(|last| shortened(last, promise)).unwrap_or_else(|| written(promise)));
        last = Some(promise);
    }
    strip
}

/// `Q3` after `2026-Q2`, `.24` after `v1.23`; nothing where the short form would not be plain.
fn shortened(last: &Promise, promise: &Promise) -> Option<String> {
    match (last, promise) {
        (Promise::Version(last), Promise::Version(version)) => {
            let (before, minor) = version.without_v().split_once('.')?;
            let is_same_major =
                last.numbers().len() == 2 && version.numbers().len() == 2 && is_same_major(last, version);
            (is_same_major && !before.is_empty()).then(|| format!(".{minor}"))
        }
        (Promise::When(Target::Period(last)), Promise::When(Target::Period(period))) => {
            match (last, period) {
                (
                    Period::Quarter { calendar: one, year, .. },
                    Period::Quarter { calendar: other, year: same, quarter },
                ) if (one, year) == (other, same) => Some(format!("Q{quarter}")),
                (
                    Period::Half { calendar: one, year, .. },
                    Period::Half { calendar: other, year: same, half },
                ) if (one, year) == (other, same) => Some(format!("H{half}")),
                (Period::Week { year, .. }, Period::Week { year: same, week }) if year == same => {
                    Some(format!("W{week:02}"))
                }
                _ => None,
            }
        }
        _ => None,
    }
}

fn is_same_major(one: &Version, other: &Version) -> bool {
    one.numbers().first() == other.numbers().first()
}
