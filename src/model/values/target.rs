//! When something is planned for: a period with its resolution, or a horizon.

use std::cmp::Ordering;
use std::fmt;

use crate::model::values::date::Date;
use crate::model::values::fault::ValueFault;
use crate::model::values::fiscal::FiscalYear;
use crate::model::values::horizon::{Horizon, HorizonRule};
use crate::model::values::period::{Period, Resolution};

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) enum Target {
    Period(Period),
    Horizon(Horizon),
}

impl Target {
    /// Reads a period (`2026-Q4`) or a horizon (`next`).
    pub(crate) fn parse(text: &str) -> Result<Self, ValueFault> {
        let horizon = match Horizon::parse(text) {
            Ok(horizon) => return Ok(Self::Horizon(horizon)),
            Err(fault) => fault,
        };
        if Horizon::ALL.iter().any(|known| known.name().eq_ignore_ascii_case(text.trim())) {
            return Err(ValueFault { message: ValueFault::not(text, "a target").message, ..horizon });
        }
        Period::parse(text).map(Self::Period).map_err(|fault| {
            let message = fault.message.replacen("is not a period", "is not a target", 1);
            let help = match fault.help {
                Some(help) if help.contains("a quarter (") => Some(
                    "write a period (2026-11-23, 2026-11, 2026-Q4, 2026-H2, 2026) or now, next, later"
                        .to_owned(),
                ),
                help => help,
            };
            ValueFault { message, help }
        })
    }

    pub(crate) fn period(self) -> Option<Period> {
        match self {
            Self::Period(period) => Some(period),
            Self::Horizon(_) => None,
        }
    }

    /// The horizon as written, or the one that the period falls into today.
    pub(crate) fn horizon(self, rule: HorizonRule, today: Date, fiscal: &FiscalYear) -> Horizon {
        match self {
            Self::Period(period) => rule.horizon(period, today, fiscal),
            Self::Horizon(horizon) => horizon,
        }
    }

    /// The last day on which the target is still met; nothing for a horizon, which promises no day.
    pub(crate) fn last_day(self, fiscal: &FiscalYear) -> Option<Date> {
        self.period().map(|period| period.last_day(fiscal))
    }

    /// Periods in the order in which they fall due, then the horizons. A total order.
    pub(crate) fn compare(self, other: Self, fiscal: &FiscalYear) -> Ordering {
        match (self, other) {
            (Self::Period(one), Self::Period(other)) => one.compare(other, fiscal),
            _ => self.cmp(&other),
        }
    }

    /// The target no finer than `resolution`; a horizon stays as it is.
    pub(crate) fn at_resolution(self, resolution: Resolution) -> Self {
        match self {
            Self::Period(period) => Self::Period(period.at_resolution(resolution)),
            Self::Horizon(_) => self,
        }
    }

    /// The target as people read it: `Q4 2026`, `Next`.
    pub(crate) fn for_people(self) -> String {
        match self {
            Self::Period(period) => period.for_people(),
            Self::Horizon(horizon) => horizon.title().to_owned(),
        }
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Period(period) => period.fmt(f),
            Self::Horizon(horizon) => horizon.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target(text: &str) -> Target {
        Target::parse(text).unwrap()
    }

    #[track_caller]
    fn refused(text: &str, message: &str, help: &str) {
        let fault = Target::parse(text).unwrap_err();
        assert_eq!((fault.message.as_str(), fault.help.as_deref().unwrap_or("")), (message, help));
    }

    #[test]
    fn a_target_is_a_period_or_a_horizon() {
        assert_eq!(target("2026-Q4").for_people(), "Q4 2026");
        assert_eq!(target("next").for_people(), "Next");
        assert_eq!(target("next").last_day(&FiscalYear::default()), None);
        assert_eq!(target("2026-11-23").at_resolution(Resolution::Half), target("2026-H2"));
    }

    #[test]
    fn horizons_come_after_dates() {
        let mut targets = ["later", "2027", "now", "2026-Q4"].map(target);
        targets.sort_by(|one, other| one.compare(*other, &FiscalYear::default()));
        assert_eq!(targets.map(|target| target.to_string()).join(" "), "2026-Q4 2027 now later");
    }

    #[test]
    fn what_is_neither_is_told_both() {
        refused(
            "soon",
            "`soon` is not a target",
            "write a period (2026-11-23, 2026-11, 2026-Q4, 2026-H2, 2026) or now, next, later",
        );
        refused("Later", "`Later` is not a target", "write later");
        refused("Q4 2026", "`Q4 2026` is not a target", "write 2026-Q4");
        refused(
            "2026-Q7",
            "`2026-Q7` is not a target: there is no quarter 7",
            "write a quarter from Q1 to Q4",
        );
    }
}
