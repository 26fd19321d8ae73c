//! A stretch of time with its resolution: a day, a week, a month, a quarter, a half, a year.
//!
//! Says what was meant, not more: `2026-Q4` stays a quarter and is never turned into a day. Fiscal
//! periods know their days only together with a [`FiscalYear`], which the configuration gives.

use std::cmp::Ordering;
use std::fmt;

use jiff::civil::{ISOWeekDate, Weekday};

use crate::model::values::date::{self, Date, MONTHS};
use crate::model::values::fault::ValueFault;
use crate::model::values::fiscal::{Days, FiscalYear};
use crate::model::values::number::is_digits;
use crate::model::values::spelling;

const WHAT: &str = "a period";
const FORMS: &str =
    "write a day (2026-11-23), a month (2026-11), a quarter (2026-Q4), a half (2026-H2) or a year (2026)";

/// How fine a period is. Ordered: a day is less than a year.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) enum Resolution {
    Day,
    Week,
    Month,
    Quarter,
    Half,
    Year,
}

impl Resolution {
    pub(crate) const ALL: [Self; 6] =
        [Self::Day, Self::Week, Self::Month, Self::Quarter, Self::Half, Self::Year];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Half => "half",
            Self::Year => "year",
        }
    }

    /// Reads the name of a resolution: `quarter`.
    pub(crate) fn parse(text: &str) -> Result<Self, ValueFault> {
        Self::ALL.into_iter().find(|resolution| resolution.name() == text.trim()).ok_or_else(|| {
            ValueFault::not(text, "a resolution").with_help("write day, week, month, quarter, half or year")
        })
    }
}

impl fmt::Display for Resolution {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Which calendar a quarter, a half or a year belongs to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) enum Calendar {
    Civil,
    Fiscal,
}

/// A period as it is written. Made by `parse` or the functions named after the resolutions, which
/// refuse what the calendar does not have.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) enum Period {
    Day(Date),
    /// A week of ISO 8601: from Monday, the first being the one that holds 4 January.
    Week {
        year: i16,
        week: u8,
    },
    Month {
        year: i16,
        month: u8,
    },
    Quarter {
        calendar: Calendar,
        year: i16,
        quarter: u8,
    },
    Half {
        calendar: Calendar,
        year: i16,
        half: u8,
    },
    Year {
        calendar: Calendar,
        year: i16,
    },
}

impl Period {
    /// The period that a text of another tool means, such as `Q4 2026` or `Nov 2026`; nothing for one that could
    /// be two.
    pub(crate) fn meant_by(text: &str) -> Option<Self> {
        spelling::guess_period(text)
    }

    pub(crate) fn week(year: i16, week: u8) -> Option<Self> {
        let fits = is_year(year) && (1..=weeks_in(year)?).contains(&week);
        fits.then_some(Self::Week { year, week })
    }

    pub(crate) fn month(year: i16, month: u8) -> Option<Self> {
        (is_year(year) && (1..=12).contains(&month)).then_some(Self::Month { year, month })
    }

    pub(crate) fn quarter(calendar: Calendar, year: i16, quarter: u8) -> Option<Self> {
        (is_year(year) && (1..=4).contains(&quarter)).then_some(Self::Quarter { calendar, year, quarter })
    }

    pub(crate) fn half(calendar: Calendar, year: i16, half: u8) -> Option<Self> {
        (is_year(year) && (1..=2).contains(&half)).then_some(Self::Half { calendar, year, half })
    }

    pub(crate) fn year(calendar: Calendar, year: i16) -> Option<Self> {
        is_year(year).then_some(Self::Year { calendar, year })
    }

    /// Reads `2026-11-23`, `2026-W47`, `2026-11`, `2026-Q4`, `2026-H2`, `2026`, `FY2026`, `FY2026-Q1`
    /// or `FY2026-H1`; other spellings are told the right one.
    pub(crate) fn parse(text: &str) -> Result<Self, ValueFault> {
        let text = text.trim();
        if let Some((year, month, day)) = date::iso_pieces(text) {
            return Date::new(year, month, day)
                .map(Self::Day)
                .ok_or_else(|| date::impossible(text, WHAT, year, month, day));
        }
        let (calendar, rest) = match text.strip_prefix("FY") {
            Some(rest) => (Calendar::Fiscal, rest),
            None => (Calendar::Civil, text),
        };
        let (year, part) = match rest.split_once('-') {
            Some((year, part)) => (year, Some(part)),
            None => (rest, None),
        };
        if year.len() != 4 || !is_digits(year) {
            return Err(explain(text));
        }
        let Ok(year) = year.parse::<i16>() else {
            return Err(explain(text));
        };
        if year == 0 {
            return Err(ValueFault::not_because(text, WHAT, "there is no year 0"));
        }
        match part {
            None => Self::year(calendar, year).ok_or_else(|| explain(text)),
            Some(part) => Self::parse_part(text, calendar, year, part),
        }
    }

    fn parse_part(text: &str, calendar: Calendar, year: i16, part: &str) -> Result<Self, ValueFault> {
        let number = |digits: &str, width: usize| {
            if digits.len() == width && is_digits(digits) { digits.parse::<u8>().ok() } else { None }
        };
        let missing =
            |reason: String, help: &str| ValueFault::not_because(text, WHAT, reason).with_help(help);
        if let Some(quarter) = part.strip_prefix('Q').and_then(|digits| number(digits, 1)) {
            return Self::quarter(calendar, year, quarter).ok_or_else(|| {
                missing(format!("there is no quarter {quarter}"), "write a quarter from Q1 to Q4")
            });
        }
        if let Some(half) = part.strip_prefix('H').and_then(|digits| number(digits, 1)) {
            return Self::half(calendar, year, half)
                .ok_or_else(|| missing(format!("there is no half {half}"), "write H1 or H2"));
        }
        if calendar == Calendar::Fiscal {
            return Err(explain(text));
        }
        if let Some(week) = part.strip_prefix('W').and_then(|digits| number(digits, 2)) {
            return Self::week(year, week).ok_or_else(|| {
                let last = weeks_in(year).unwrap_or(52);
                missing(format!("{year} has no week {week}"), &format!("write a week from W01 to W{last}"))
            });
        }
        if let Some(month) = number(part, 2) {
            return Self::month(year, month).ok_or_else(|| {
                missing(format!("there is no month {month}"), "write a month from 01 to 12, such as 2026-12")
            });
        }
        Err(explain(text))
    }

    /// The civil period of this resolution that holds `date`.
    pub(crate) fn containing(date: Date, resolution: Resolution) -> Self {
        let calendar = Calendar::Civil;
        let (year, month) = (date.year(), date.month());
        match resolution {
            Resolution::Day => Self::Day(date),
            Resolution::Week => {
                let week = date.civil().iso_week_date();
                match Self::week(week.year(), week.week().unsigned_abs()) {
                    Some(week) => week,
                    // Only the first and last days of the calendar lie in a week whose year it does not have.
                    None => Self::Day(date),
                }
            }
            Resolution::Month => Self::Month { year, month },
            Resolution::Quarter => Self::Quarter { calendar, year, quarter: (month - 1) / 3 + 1 },
            Resolution::Half => Self::Half { calendar, year, half: (month - 1) / 6 + 1 },
            Resolution::Year => Self::Year { calendar, year },
        }
    }

    /// The fiscal period of this resolution that holds `date`; below the quarter the civil one.
    pub(crate) fn fiscal_containing(date: Date, resolution: Resolution, fiscal: &FiscalYear) -> Self {
        let calendar = Calendar::Fiscal;
        let (year, month) = fiscal.position(date);
        let period = match resolution {
            Resolution::Quarter => Self::quarter(calendar, year, (month - 1) / 3 + 1),
            Resolution::Half => Self::half(calendar, year, (month - 1) / 6 + 1),
            Resolution::Year => Self::year(calendar, year),
            Resolution::Day | Resolution::Week | Resolution::Month => None,
        };
        period.unwrap_or_else(|| Self::containing(date, resolution))
    }

    pub(crate) fn resolution(self) -> Resolution {
        match self {
            Self::Day(_) => Resolution::Day,
            Self::Week { .. } => Resolution::Week,
            Self::Month { .. } => Resolution::Month,
            Self::Quarter { .. } => Resolution::Quarter,
            Self::Half { .. } => Resolution::Half,
            Self::Year { .. } => Resolution::Year,
        }
    }

    /// The day that it is, where it is one.
    pub(crate) fn day(self) -> Option<Date> {
        match self {
            Self::Day(day) => Some(day),
            _ => None,
        }
    }

    pub(crate) fn is_fiscal(self) -> bool {
        matches!(
            self,
            Self::Quarter { calendar: Calendar::Fiscal, .. }
                | Self::Half { calendar: Calendar::Fiscal, .. }
                | Self::Year { calendar: Calendar::Fiscal, .. }
        )
    }

    /// The days of the period, the first and the last included.
    pub(crate) fn days(self, fiscal: &FiscalYear) -> Days {
        let months = |calendar, year, first: u8, count: u8| match calendar {
            Calendar::Civil => Days::of_months(year, first, count),
            Calendar::Fiscal => fiscal.months(year, first, count),
        };
        match self {
            Self::Day(date) => Days::new(date, date),
            Self::Week { year, week } => {
                let week = i8::try_from(week).unwrap_or(1);
                match ISOWeekDate::new(year, week, Weekday::Monday) {
                    Ok(monday) => {
                        let monday = monday.date();
                        let sunday = monday.saturating_add(jiff::SignedDuration::from_hours(6 * 24));
                        Days::new(monday.into(), sunday.into())
                    }
                    Err(_) => Days::of_months(year, 1, 1),
                }
            }
            Self::Month { year, month } => Days::of_months(year, month, 1),
            Self::Quarter { calendar, year, quarter } => months(calendar, year, 3 * quarter - 2, 3),
            Self::Half { calendar, year, half } => months(calendar, year, 6 * half - 5, 6),
            Self::Year { calendar, year } => months(calendar, year, 1, 12),
        }
    }

    pub(crate) fn first_day(self, fiscal: &FiscalYear) -> Date {
        self.days(fiscal).first
    }

    pub(crate) fn last_day(self, fiscal: &FiscalYear) -> Date {
        self.days(fiscal).last
    }

    /// The order in which work falls due: by last day, then first day, then spelling. A total order.
    pub(crate) fn compare(self, other: Self, fiscal: &FiscalYear) -> Ordering {
        let key = |period: Self| {
            let days = period.days(fiscal);
            (days.last, days.first)
        };
        key(self).cmp(&key(other)).then_with(|| self.cmp(&other))
    }

    /// The same period no finer than `resolution`: 2026-11-23 at quarter is 2026-Q4, 2026 stays 2026.
    ///
    /// A week that lies in two coarser periods belongs to the one of its last day. A fiscal period
    /// stays in the fiscal calendar.
    pub(crate) fn at_resolution(self, resolution: Resolution) -> Self {
        if self.resolution() >= resolution {
            return self;
        }
        match self {
            Self::Quarter { calendar, year, quarter } if resolution == Resolution::Half => {
                Self::Half { calendar, year, half: quarter.div_ceil(2) }
            }
            Self::Quarter { calendar, year, .. } | Self::Half { calendar, year, .. } => {
                Self::Year { calendar, year }
            }
            // What is finer than a quarter lies in the civil calendar, where the fiscal year plays no part.
            _ => Self::containing(self.last_day(&FiscalYear::default()), resolution),
        }
    }

    /// The period of the same resolution directly after this one; nothing at the end of the calendar.
    pub(crate) fn following(self) -> Option<Self> {
        match self {
            Self::Day(_) | Self::Week { .. } => {
                let last = self.last_day(&FiscalYear::default());
                let next = last.plus_days(1);
                (next > last).then(|| Self::containing(next, self.resolution()))
            }
            Self::Month { year, month: 12 } => Self::month(year + 1, 1),
            Self::Month { year, month } => Self::month(year, month + 1),
            Self::Quarter { calendar, year, quarter: 4 } => Self::quarter(calendar, year + 1, 1),
            Self::Quarter { calendar, year, quarter } => Self::quarter(calendar, year, quarter + 1),
            Self::Half { calendar, year, half: 2 } => Self::half(calendar, year + 1, 1),
            Self::Half { calendar, year, half } => Self::half(calendar, year, half + 1),
            Self::Year { calendar, year } => Self::year(calendar, year + 1),
        }
    }

    /// The week of ISO 8601 that a day lies in.
    pub(crate) fn week_of(day: Date) -> Self {
        let week = day.civil().iso_week_date();
        Self::Week { year: week.year(), week: week.week().unsigned_abs() }
    }

    /// The period as people read it: `Q4 2026`, `November 2026`, `23 Nov 2026`, `Q1 FY2026`.
    pub(crate) fn for_people(self) -> String {
        let named = |calendar, year: i16| match calendar {
            Calendar::Civil => format!("{year:04}"),
            Calendar::Fiscal => format!("FY{year:04}"),
        };
        match self {
            Self::Day(date) => date.for_people(),
            Self::Week { year, week } => format!("week {week} of {year:04}"),
            Self::Month { year, month } => format!("{} {year:04}", MONTHS[usize::from(month) - 1]),
            Self::Quarter { calendar, year, quarter } => format!("Q{quarter} {}", named(calendar, year)),
            Self::Half { calendar, year, half } => format!("H{half} {}", named(calendar, year)),
            Self::Year { calendar, year } => named(calendar, year),
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_fiscal() {
            f.write_str("FY")?;
        }
        match self {
            Self::Day(date) => date.fmt(f),
            Self::Week { year, week } => write!(f, "{year:04}-W{week:02}"),
            Self::Month { year, month } => write!(f, "{year:04}-{month:02}"),
            Self::Quarter { year, quarter, .. } => write!(f, "{year:04}-Q{quarter}"),
            Self::Half { year, half, .. } => write!(f, "{year:04}-H{half}"),
            Self::Year { year, .. } => write!(f, "{year:04}"),
        }
    }
}

fn is_year(year: i16) -> bool {
    (1..=9999).contains(&year)
}

/// How many weeks of ISO 8601 a year has: 52 or 53.
fn weeks_in(year: i16) -> Option<u8> {
    // 28 December lies in the last week of its year.
    Date::new(year, 12, 28).map(|date| date.civil().iso_week_date().week().unsigned_abs())
}

fn explain(text: &str) -> ValueFault {
    if date::is_placeholder(text) {
        return ValueFault::not_because(text, WHAT, "it is a placeholder").with_help(FORMS);
    }
    let fault = ValueFault::not(text, WHAT);
    match spelling::guess_period(text) {
        Some(meant) => fault.with_spelling(meant),
        None => fault.with_help(FORMS),
    }
}

#[cfg(test)]
mod tests;
