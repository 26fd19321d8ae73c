//! Now, next, later: when something is planned for, without a date.

use std::fmt;

use crate::model::values::date::Date;
use crate::model::values::fault::ValueFault;
use crate::model::values::fiscal::FiscalYear;
use crate::model::values::period::{Period, Resolution};

/// How soon. Ordered: now is less than later.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) enum Horizon {
    Now,
    Next,
    Later,
}

impl Horizon {
    pub(crate) const ALL: [Self; 3] = [Self::Now, Self::Next, Self::Later];

    /// The word as it is written: `now`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Now => "now",
            Self::Next => "next",
            Self::Later => "later",
        }
    }

    /// The word as a heading: `Now`.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Now => "Now",
            Self::Next => "Next",
            Self::Later => "Later",
        }
    }

    /// Reads `now`, `next` or `later`.
    pub(crate) fn parse(text: &str) -> Result<Self, ValueFault> {
        let text = text.trim();
        if let Some(horizon) = Self::ALL.into_iter().find(|horizon| horizon.name() == text) {
            return Ok(horizon);
        }
        let fault = ValueFault::not(text, "a horizon");
        Err(match Self::ALL.into_iter().find(|horizon| horizon.name().eq_ignore_ascii_case(text)) {
            Some(meant) => fault.with_spelling(meant),
            None => fault.with_help("write now, next or later"),
        })
    }
}

impl fmt::Display for Horizon {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// How dated work falls into horizons: how many units of time, from the one that holds today, are
/// `now`, and how many after them are `next`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct HorizonRule {
    pub(crate) unit: Resolution,
    pub(crate) now: u8,
    pub(crate) next: u8,
}

impl Default for HorizonRule {
    /// This quarter is now, the next one next, whatever follows later.
    fn default() -> Self {
        Self { unit: Resolution::Quarter, now: 1, next: 1 }
    }
}

impl HorizonRule {
    /// The horizon of a period: the first that it overlaps; what is past is `now`, for it is still to do.
    ///
    /// With the default rule on 24 November 2026, 2026 and 2026-09 are now, 2027-Q1, 2027-H1 and 2027
    /// are next, 2027-Q2 is later. Quarters, halves and years are those of the fiscal year.
    pub(crate) fn horizon(self, period: Period, today: Date, fiscal: &FiscalYear) -> Horizon {
        let first = period.first_day(fiscal);
        let now = self.window(Period::fiscal_containing(today, self.unit, fiscal), self.now.max(1));
        if first <= now.last_day(fiscal) {
            return Horizon::Now;
        }
        let next = now.following().filter(|_| self.next > 0).map(|unit| self.window(unit, self.next));
        match next {
            Some(next) if first <= next.last_day(fiscal) => Horizon::Next,
            _ => Horizon::Later,
        }
    }

    /// The last day that is still `horizon` today; nothing for `later`, which has no end.
    pub(crate) fn last_day(self, horizon: Horizon, today: Date, fiscal: &FiscalYear) -> Option<Date> {
        let now = self.window(Period::fiscal_containing(today, self.unit, fiscal), self.now.max(1));
        match horizon {
            Horizon::Now => Some(now.last_day(fiscal)),
            Horizon::Next if self.next > 0 => Some(self.window(now.following()?, self.next).last_day(fiscal)),
            Horizon::Next | Horizon::Later => None,
        }
    }

    /// The last of `count` units from `unit` on.
    fn window(self, unit: Period, count: u8) -> Period {
        (1..count).fold(unit, |unit, _| unit.following().unwrap_or(unit))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::values::fiscal::NamedBy;

    #[track_caller]
    fn check(rule: HorizonRule, fiscal: FiscalYear, period: &str, expect: Horizon) {
        let today = Date::new(2026, 11, 24).unwrap();
        assert_eq!(rule.horizon(Period::parse(period).unwrap(), today, &fiscal), expect, "{period}");
    }

    #[test]
    fn a_period_falls_into_the_first_horizon_it_overlaps() {
        let check = |period, expect| check(HorizonRule::default(), FiscalYear::default(), period, expect);
        for period in ["2026-09", "2026-Q4", "2026-12-31", "2026", "2020"] {
            check(period, Horizon::Now);
        }
        for period in ["2027-01-01", "2027-Q1", "2027-H1", "2027", "2027-03"] {
            check(period, Horizon::Next);
        }
        for period in ["2027-Q2", "2027-04-01", "2028"] {
            check(period, Horizon::Later);
        }
    }

    #[test]
    fn quarters_are_those_of_the_fiscal_year() {
        let fiscal = FiscalYear::new(2, NamedBy::End).unwrap();
        let check = |period, expect| check(HorizonRule::default(), fiscal, period, expect);
        check("2027-01", Horizon::Now);
        check("FY2028-Q1", Horizon::Next);
        check("2027-05", Horizon::Later);
    }

    #[test]
    fn the_unit_and_the_counts_can_be_set() {
        let rule = HorizonRule { unit: Resolution::Month, now: 2, next: 3 };
        let check = |period, expect| check(rule, FiscalYear::default(), period, expect);
        check("2026-12", Horizon::Now);
        check("2027-01", Horizon::Next);
        check("2027-03", Horizon::Next);
        check("2027-04", Horizon::Later);
    }

    #[test]
    fn now_and_next_end_on_a_day_and_later_does_not() {
        let today = Date::new(2026, 11, 24).unwrap();
        let ends = |horizon| {
            let last = HorizonRule::default().last_day(horizon, today, &FiscalYear::default());
            last.map(|day| day.to_string())
        };
        assert_eq!(ends(Horizon::Now).as_deref(), Some("2026-12-31"));
        assert_eq!(ends(Horizon::Next).as_deref(), Some("2027-03-31"));
        assert_eq!(ends(Horizon::Later), None);
    }

    #[test]
    fn a_horizon_is_a_small_word() {
        assert_eq!(Horizon::parse("next"), Ok(Horizon::Next));
        assert_eq!(Horizon::parse("Now").unwrap_err().help.as_deref(), Some("write now"));
        assert_eq!(Horizon::parse("soon").unwrap_err().help.as_deref(), Some("write now, next or later"));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn a_later_day_has_no_earlier_horizon(one in 0_i64..2000, other in 0_i64..2000) {
            let day = |days| Period::Day(Date::new(2025, 1, 1).unwrap().plus_days(days));
            let horizon = |days| {
                HorizonRule::default().horizon(day(days), Date::new(2026, 11, 24).unwrap(), &FiscalYear::default())
            };
            prop_assert!(horizon(one.min(other)) <= horizon(one.max(other)));
        }
    }
}
