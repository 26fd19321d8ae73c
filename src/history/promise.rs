//! What a document promises with a date, a period, a horizon or a version, and what moving it means.
//!
//! Knows two promises and the day between them; whose they are is told by `slips`.

use std::cmp::Ordering;

use crate::config::Config;
use crate::model::value::Value;
use crate::model::values::{Date, Days, Period, Target, Version};

/// When something is promised for.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Promise {
    When(Target),
    Version(Version),
    /// Whatever the release promises that it goes out with: its id, and its target at that moment.
    Release(String, Option<Target>),
}

/// Which way a promise moved.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Shift {
    /// It slipped.
    Later,
    /// It was pulled in.
    Earlier,
    /// It became finer within what was promised before, or has no order: a horizon was given a date.
    Other,
}

/// How far a promise moved, negative where it was pulled in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Distance {
    /// From last day to last day.
    Days(i64),
    /// Minor versions within one major version.
    Minors(i64),
}

impl Promise {
    /// The promise in a value; nothing in a value that promises nothing.
    pub(crate) fn of(value: &Value) -> Option<Self> {
        match value {
            Value::Target(target) => Some(Self::When(*target)),
            Value::Period(period) => Some(Self::When(Target::Period(*period))),
            Value::Date(date) => Some(Self::When(Target::Period(Period::Day(*date)))),
            Value::Version(version) => Some(Self::Version(version.clone())),
            _ => None,
        }
    }

    /// The last day on which it is still kept; nothing for a horizon or a version.
    pub(crate) fn last_day(&self, config: &Config) -> Option<Date> {
        self.target()?.last_day(&config.fiscal_year)
    }

    fn target(&self) -> Option<Target> {
        match self {
            Self::When(target) => Some(*target),
            Self::Release(_, target) => *target,
            Self::Version(_) => None,
        }
    }

    /// Whether both promise the same, however they are spelled.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Version(one), Self::Version(other)) => one.same_as(other),
            (Self::Release(one, _), Self::Release(other, _)) => one == other,
            (one, other) => one == other,
        }
    }

    /// Which way it went when it became `to` on a day. Versions are told apart by their minor version.
    pub(crate) fn shift(&self, to: &Self, on: Date, config: &Config) -> Shift {
        let order = match (self, to) {
            (Self::Version(from), Self::Version(to)) => minor(from).cmp(&minor(to)),
            (from, to) => match (from.target(), to.target()) {
                (Some(Target::Period(from)), Some(Target::Period(to))) => {
                    by_last_day(from.days(&config.fiscal_year), to.days(&config.fiscal_year))
                }
                (Some(from), Some(to)) => by_horizon(from, to, on, config),
                _ => Ordering::Equal,
            },
        };
        match order {
            Ordering::Less => Shift::Later,
            Ordering::Greater => Shift::Earlier,
            Ordering::Equal => Shift::Other,
        }
    }

    /// How far it is from here to `to`, whether or not it is told as a move.
    pub(crate) fn distance(&self, to: &Self, config: &Config) -> Option<Distance> {
        if let (Self::Version(from), Self::Version(to)) = (self, to) {
            let ((from_major, from), (to_major, to)) = (minor(from), minor(to));
            let minors = i64::try_from(to).ok()?.checked_sub(i64::try_from(from).ok()?)?;
            return (from_major == to_major).then_some(Distance::Minors(minors));
        }
        Some(Distance::Days(self.last_day(config)?.days_until(to.last_day(config)?)))
    }
}

/// The first two numbers of a version.
fn minor(version: &Version) -> (u64, u64) {
    let number = |at: usize| version.numbers().get(at).copied().unwrap_or(0);
    (number(0), number(1))
}

/// A period that lies within the other and ends before it is the same promise, made finer.
fn by_last_day(from: Days, to: Days) -> Ordering {
    match from.last.cmp(&to.last) {
        Ordering::Greater if to.first >= from.first => Ordering::Equal,
        order => order,
    }
}

/// Horizons by their order, a period as the horizon that it had on the day. Giving a horizon a date that
/// lies within it, or sooner, promises nothing else.
fn by_horizon(from: Target, to: Target, on: Date, config: &Config) -> Ordering {
    let horizon = |target: Target| target.horizon(config.horizons, on, &config.fiscal_year);
    match (horizon(from).cmp(&horizon(to)), to) {
        (Ordering::Greater, Target::Period(_)) => Ordering::Equal,
        (order, _) => order,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::RelPath;

    fn promise(text: &str) -> Promise {
        match text.starts_with('v') {
            true => Promise::Version(Version::parse(text).expect("a version")),
            false => Promise::When(Target::parse(text).expect("a target")),
        }
    }

    #[track_caller]
    fn check(from: &str, to: &str, shift: Shift, distance: Option<Distance>) {
        let config = Config::read(&RelPath::new("pm.yaml").expect("a path"), "format: 1\n").0;
        let on = Date::new(2026, 2, 10).expect("a day");
        let (from_promise, to_promise) = (promise(from), promise(to));
        assert_eq!(from_promise.shift(&to_promise, on, &config), shift, "{from} -> {to}");
        assert_eq!(from_promise.distance(&to_promise, &config), distance, "{from} -> {to}");
    }

    #[test]
    fn a_period_slips_with_its_last_day() {
        check("2026-Q3", "2026-Q4", Shift::Later, Some(Distance::Days(92)));
        check("2026-Q4", "2026-Q3", Shift::Earlier, Some(Distance::Days(-92)));
        check("2026-11-20", "2026-11", Shift::Later, Some(Distance::Days(10)));
        check("2026", "2026-Q4", Shift::Other, Some(Distance::Days(0)));
    }

    #[test]
    fn a_finer_period_within_the_old_one_is_no_move() {
        check("2026-Q4", "2026-10", Shift::Other, Some(Distance::Days(-61)));
        check("2026-Q4", "2026-09-30", Shift::Earlier, Some(Distance::Days(-92)));
    }

    #[test]
    fn horizons_have_an_order_and_no_days() {
        check("next", "later", Shift::Later, None);
        check("later", "now", Shift::Earlier, None);
        check("next", "2026-Q2", Shift::Other, None);
        check("later", "2026-Q2", Shift::Other, None);
        check("now", "2026-Q3", Shift::Later, None);
        check("2026-Q2", "later", Shift::Later, None);
        check("2026-Q2", "next", Shift::Other, None);
        check("2027", "now", Shift::Earlier, None);
    }

    #[test]
    fn a_version_slips_with_its_minor_version() {
        check("v1.23", "v1.32", Shift::Later, Some(Distance::Minors(9)));
        check("v1.9", "v1.10.1", Shift::Later, Some(Distance::Minors(1)));
        check("v1.30", "v1.30.2", Shift::Other, Some(Distance::Minors(0)));
        check("v1.30", "v1.29", Shift::Earlier, Some(Distance::Minors(-1)));
        check("v1.30", "v2.0", Shift::Later, None);
        assert!(promise("v1.30").is_same(&Promise::Version(Version::parse("1.30").expect("a version"))));
    }

    #[test]
    fn a_version_and_a_date_have_no_order() {
        check("v1.30", "2026-Q3", Shift::Other, None);
    }
}
