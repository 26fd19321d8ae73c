//! A calendar day, written `2026-11-23`; no time, no time zone, no locale.

use std::fmt;

use jiff::civil;

use crate::model::values::fault::ValueFault;
use crate::model::values::number::is_digits;
use crate::model::values::spelling;

/// The months as people read them.
pub(crate) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A day of the Gregorian calendar, from the year 0001 to 9999.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) struct Date(civil::Date);

impl Date {
    /// The day, or nothing where the calendar has none such.
    pub(crate) fn new(year: i16, month: u8, day: u8) -> Option<Self> {
        let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        if !(1..=9999).contains(&year) {
            return None;
        }
        civil::Date::new(year, month, day).ok().map(Self)
    }

    /// Reads `2026-11-23` and nothing else; common other spellings are told this one.
    pub(crate) fn parse(text: &str) -> Result<Self, ValueFault> {
        let text = text.trim();
        if let Some((year, month, day)) = iso_pieces(text) {
            return Self::new(year, month, day).ok_or_else(|| impossible(text, "a date", year, month, day));
        }
        Err(Self::explain(text))
    }

    /// Reads a day with or without a time of day behind it, `2026-11-23 14:05`, and drops the time: for
    /// documents of other tools, whose dates carry one. The day is taken as it stands, in its own offset.
    pub(crate) fn parse_dropping_time(text: &str) -> Result<Self, ValueFault> {
        let text = text.trim();
        match text.split_once([' ', 'T']) {
            Some((day, time)) if is_time(time) => Self::parse(day),
            _ => Self::parse(text),
        }
    }

    fn explain(text: &str) -> ValueFault {
        let fault = ValueFault::not(text, "a date");
        if is_placeholder(text) {
            return ValueFault::not_because(text, "a date", "it is a placeholder")
                .with_help("write year-month-day, such as 2026-11-23");
        }
        match spelling::guess_day(text) {
            Some(meant) if text.starts_with(&meant.to_string()) => {
                fault.with_help(format!("leave the time out: write {meant}"))
            }
            Some(meant) => fault.with_spelling(meant),
            None => fault.with_help("write year-month-day, such as 2026-11-23"),
        }
    }

    /// The day that lies so many days after 1970-01-01; the ends of the calendar where it would leave them.
    pub(crate) fn of_epoch_day(days: i64) -> Self {
        Self(civil::Date::constant(1970, 1, 1)).plus_days(days)
    }

    /// Days from 1970-01-01; negative before it.
    pub(crate) fn epoch_day(self) -> i64 {
        Self(civil::Date::constant(1970, 1, 1)).days_until(self)
    }

    pub(crate) fn year(self) -> i16 {
        self.0.year()
    }

    /// The month from 1 to 12.
    pub(crate) fn month(self) -> u8 {
        self.0.month().unsigned_abs()
    }

    /// The day of the month from 1.
    pub(crate) fn day(self) -> u8 {
        self.0.day().unsigned_abs()
    }

    /// Days from this date to `other`; negative where `other` is earlier.
    pub(crate) fn days_until(self, other: Self) -> i64 {
        other.0.duration_since(self.0).as_hours() / 24
    }

    /// This date `days` later; the ends of the calendar where it would leave them.
    pub(crate) fn plus_days(self, days: i64) -> Self {
        let hours = jiff::SignedDuration::from_secs(days.saturating_mul(86_400));
        Self(self.0.saturating_add(hours)).within_calendar()
    }

    /// How many days ago the week began: 0 on a Monday.
    pub(crate) fn days_since_monday(self) -> i64 {
        // 1970-01-01 was a Thursday, three days after a Monday.
        (self.epoch_day() + 3).rem_euclid(7)
    }

    /// The name of the day: `Monday`.
    pub(crate) fn weekday(self) -> &'static str {
        const NAMES: [&str; 7] =
            ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
        NAMES[usize::try_from(self.days_since_monday()).unwrap_or(0)]
    }

    /// The day as people read it: `23 Nov 2026`.
    pub(crate) fn for_people(self) -> String {
        format!("{} {} {:04}", self.day(), &MONTHS[usize::from(self.month()) - 1][..3], self.year())
    }

    pub(crate) fn civil(self) -> civil::Date {
        self.0
    }

    fn within_calendar(self) -> Self {
        self.clamp(Self(civil::Date::constant(1, 1, 1)), Self(civil::Date::constant(9999, 12, 31)))
    }
}

impl From<civil::Date> for Date {
    /// A day before the year 0001 becomes the first day of that year.
    fn from(date: civil::Date) -> Self {
        Self(date).within_calendar()
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

/// Year, month and day of a text in the shape of `2026-11-23`, whether or not there is such a day.
pub(crate) fn iso_pieces(text: &str) -> Option<(i16, u8, u8)> {
    let mut pieces = text.split('-');
    let (year, month, day) = (pieces.next()?, pieces.next()?, pieces.next()?);
    let shaped = pieces.next().is_none() && year.len() == 4 && month.len() == 2 && day.len() == 2;
    if !shaped || ![year, month, day].into_iter().all(is_digits) {
        return None;
    }
    Some((year.parse().ok()?, month.parse().ok()?, day.parse().ok()?))
}

/// Says why the calendar has no such day; `what` is what was expected.
pub(crate) fn impossible(text: &str, what: &str, year: i16, month: u8, day: u8) -> ValueFault {
    if year == 0 {
        return ValueFault::not_because(text, what, "there is no year 0");
    }
    let Some(name) = usize::from(month).checked_sub(1).and_then(|index| MONTHS.get(index)) else {
        let fault = ValueFault::not_because(text, what, format_args!("there is no month {month}"));
        return match Date::new(year, day, month) {
            Some(swapped) => fault.with_help(format!("write {swapped} if month and day are swapped")),
            None => fault.with_help("write year-month-day, such as 2026-11-23"),
        };
    };
    let days = Date::new(year, month, 1).map_or(31, |first| first.0.days_in_month());
    let last = format!("write {year:04}-{month:02}-{days} for the last day of the month");
    let fault = ValueFault::not_because(text, what, format_args!("{name} {year} has {days} days"));
    if day == 0 { fault.with_help("count days from 01") } else { fault.with_help(last) }
}

/// Whether the text is hours and minutes, seconds and an offset optional.
fn is_time(text: &str) -> bool {
    let (clock, _) =
        text.split_at(text.find(|c: char| !c.is_ascii_digit() && c != ':').unwrap_or(text.len()));
    let mut pieces = clock.split(':');
    let is_pair = |piece: Option<&str>| piece.is_some_and(|piece| piece.len() == 2 && is_digits(piece));
    is_pair(pieces.next())
        && is_pair(pieces.next())
        && text[clock.len()..]
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, ':' | '.' | '+' | '-' | 'Z' | ' '))
}

/// Whether a template's `yyyy-mm-dd` was left standing.
pub(crate) fn is_placeholder(text: &str) -> bool {
    let letters = || text.chars().filter(char::is_ascii_alphabetic);
    letters().count() >= 4
        && text.chars().all(|c| matches!(c.to_ascii_lowercase(), 'y' | 'm' | 'd' | '-' | '/' | '.' | ' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn refused(text: &str, message: &str, help: &str) {
        let fault = Date::parse(text).unwrap_err();
        assert_eq!((fault.message.as_str(), fault.help.as_deref().unwrap_or("")), (message, help));
    }

    #[test]
    fn a_date_is_year_month_day() {
        let date = Date::parse("2026-11-23").unwrap();
        assert_eq!((date.year(), date.month(), date.day()), (2026, 11, 23));
        assert_eq!(date.to_string(), "2026-11-23");
        assert_eq!(date.for_people(), "23 Nov 2026");
    }

    #[test]
    fn a_missing_zero_is_told() {
        refused("2023-9-18", "`2023-9-18` is not a date", "write 2023-09-18");
    }

    #[test]
    fn an_impossible_day_says_why() {
        refused(
            "2023-14-05",
            "`2023-14-05` is not a date: there is no month 14",
            "write 2023-05-14 if month and day are swapped",
        );
        refused(
            "2026-02-30",
            "`2026-02-30` is not a date: February 2026 has 28 days",
            "write 2026-02-28 for the last day of the month",
        );
        refused(
            "2026-13-32",
            "`2026-13-32` is not a date: there is no month 13",
            "write year-month-day, such as 2026-11-23",
        );
        assert!(Date::parse("0000-01-01").is_err());
    }

    #[test]
    fn a_placeholder_is_called_so() {
        refused(
            "yyyy-mm-dd",
            "`yyyy-mm-dd` is not a date: it is a placeholder",
            "write year-month-day, such as 2026-11-23",
        );
    }

    #[test]
    fn other_spellings_are_told_this_one() {
        for text in ["23.11.2026", "23 Nov 2026", "Nov 23, 2026", "11/23/2026", "2026/11/23", "20261123"] {
            refused(text, &format!("`{text}` is not a date"), "write 2026-11-23");
        }
        refused(
            "2026-11-23 14:00",
            "`2026-11-23 14:00` is not a date",
            "leave the time out: write 2026-11-23",
        );
        refused("11/12/2026", "`11/12/2026` is not a date", "write year-month-day, such as 2026-11-23");
        refused("v1.27", "`v1.27` is not a date", "write year-month-day, such as 2026-11-23");
        refused("", "an empty text is not a date", "write year-month-day, such as 2026-11-23");
    }

    #[test]
    fn the_time_of_other_tools_can_be_dropped() {
        let read = |text| Date::parse_dropping_time(text).map(|date| date.to_string());
        for text in ["2025-12-28", "2025-12-28 20:34", "2025-12-28T20:34:05.5+02:00", "2025-12-28T20:34Z"] {
            assert_eq!(read(text), Ok("2025-12-28".to_owned()));
        }
        assert!(read("2025-12-28 soon").is_err());
        assert!(read("2025-13-28 20:34").is_err());
    }

    #[test]
    fn days_are_counted_over_leap_years() {
        let day = |text| Date::parse(text).unwrap();
        assert_eq!(day("2024-02-28").days_until(day("2024-03-01")), 2);
        assert_eq!(day("2024-03-01").days_until(day("2023-03-01")), -366);
        assert_eq!(day("2024-02-28").plus_days(2), day("2024-03-01"));
        assert_eq!(day("9999-12-31").plus_days(i64::MAX), day("9999-12-31"));
        assert_eq!(day("0001-01-01").plus_days(i64::MIN), day("0001-01-01"));
    }
}
