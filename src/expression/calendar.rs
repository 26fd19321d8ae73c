//! Days and the spans of days that people write: `2026-11-23`, `2026-11`, `2026-Q4`, `2026-H2`, `2026`.
//!
//! Knows calendar years only; an environment with fiscal years reads periods itself.

use jiff::civil::Date;

/// The days from `first` to `last`, both included.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(crate) struct Period {
    pub(crate) first: Date,
    pub(crate) last: Date,
}

impl Period {
    pub(crate) fn day(date: Date) -> Self {
        Self { first: date, last: date }
    }

    fn months(year: i16, first: i8, last: i8) -> Option<Self> {
        let first = Date::new(year, first, 1).ok()?;
        let last = Date::new(year, last, 1).ok()?.last_of_month();
        Some(Self { first, last })
    }
}

/// Reads a day in ISO form, `2026-11-23`.
pub(crate) fn read_date(text: &str) -> Option<Date> {
    let bytes = text.as_bytes();
    let shaped = bytes.len() == 10
        && bytes.iter().enumerate().all(|(at, byte)| match at {
            4 | 7 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    if !shaped {
        return None;
    }
    Date::new(text[..4].parse().ok()?, text[5..7].parse().ok()?, text[8..].parse().ok()?).ok()
}

/// Reads a day, month, quarter, half or year of the calendar.
pub(crate) fn read_period(text: &str) -> Option<Period> {
    if let Some(date) = read_date(text) {
        return Some(Period::day(date));
    }
    let (year, rest) = text.split_at_checked(4)?;
    if !year.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let year = year.parse().ok()?;
    match rest.as_bytes() {
        [] => Period::months(year, 1, 12),
        [b'-', b'Q' | b'q', quarter @ b'1'..=b'4'] => {
            let first = (quarter - b'1') as i8 * 3 + 1;
            Period::months(year, first, first + 2)
        }
        [b'-', b'H' | b'h', half @ b'1'..=b'2'] => {
            let first = (half - b'1') as i8 * 6 + 1;
            Period::months(year, first, first + 5)
        }
        [b'-', tens @ b'0'..=b'1', ones @ b'0'..=b'9'] => {
            let month = (tens - b'0') as i8 * 10 + (ones - b'0') as i8;
            Period::months(year, month, month)
        }
        _ => None,
    }
}

/// The date `days` after `date`, or nothing where the calendar ends.
pub(super) fn add_days(date: Date, days: i64) -> Option<Date> {
    let span = jiff::Span::new().try_days(days).ok()?;
    date.checked_add(span).ok()
}

/// How many days lie from `earlier` to `later`.
pub(super) fn days_between(earlier: Date, later: Date) -> i64 {
    later.duration_since(earlier).as_hours() / 24
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &str) {
        let read = read_period(text).map_or("nothing".to_owned(), |p| format!("{}..{}", p.first, p.last));
        assert_eq!(read, expect, "{text}");
    }

    #[test]
    fn periods_have_a_first_and_a_last_day() {
        check("2026-11-23", "2026-11-23..2026-11-23");
        check("2024-02", "2024-02-01..2024-02-29");
        check("2026-Q4", "2026-10-01..2026-12-31");
        check("2026-h1", "2026-01-01..2026-06-30");
        check("2026", "2026-01-01..2026-12-31");
    }

    #[test]
    fn what_is_no_period_is_not_guessed() {
        for text in
            ["", "2026-13", "2026-Q5", "2026-02-30", "26", "2026-1-1", "soon", "äöüß", "2026-00", "202x"]
        {
            check(text, "nothing");
        }
    }

    #[test]
    fn days_are_counted_over_leap_days() {
        let date = |text| read_date(text).unwrap();
        assert_eq!(days_between(date("2024-02-28"), date("2024-03-01")), 2);
        assert_eq!(add_days(date("2024-03-01"), -2), Some(date("2024-02-28")));
        assert_eq!(add_days(date("9999-12-31"), 1), None);
        assert_eq!(add_days(date("2024-03-01"), i64::MIN), None);
    }
}
