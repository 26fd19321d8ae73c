//! A day that a person names from where they stand: `2026-11-23`, `3 weeks ago`, `one-month-ago`.
//!
//! Gives the day that is meant and nothing else: which commit that day has is for others.

use jiff::{Span, civil};

use crate::model::values::date::Date;
use crate::model::values::fault::ValueFault;
use crate::model::values::fiscal::FiscalYear;
use crate::model::values::period::Period;

const NUMBERS: [&str; 12] =
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// Reads a day in words or in figures; a period such as `2026-Q3` stands for its last day. Words are
/// counted back from `today`; between them may be spaces, hyphens, underscores or dots.
pub(crate) fn day_named(text: &str, today: Date, fiscal: &FiscalYear) -> Result<Date, ValueFault> {
    if let Ok(period) = Period::parse(text) {
        return Ok(period.last_day(fiscal));
    }
    if let Ok(date) = Date::parse_dropping_time(text) {
        return Ok(date);
    }
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower
        .split(|letter: char| letter.is_whitespace() || matches!(letter, '-' | '_' | '.'))
        .filter(|word| !word.is_empty())
        .collect();
    let back = match words.as_slice() {
        ["today" | "now"] => Some(Span::new()),
        ["yesterday"] => span(1, "day"),
        ["last", unit] => span(1, unit),
        [count, unit, "ago"] => number(count).and_then(|count| span(count, unit)),
        _ => None,
    };
    let day = back.and_then(|back| before(today.civil(), back));
    day.ok_or_else(|| {
        ValueFault::not(text, "a day")
            .with_help("write year-month-day, such as 2026-11-23, or words such as `3 weeks ago`")
    })
}

fn before(today: civil::Date, back: Span) -> Option<Date> {
    let day = today.checked_sub(back).ok()?;
    Date::new(day.year(), day.month().unsigned_abs(), day.day().unsigned_abs())
}

fn number(word: &str) -> Option<i32> {
    if matches!(word, "a" | "an") {
        return Some(1);
    }
    let written = NUMBERS.iter().position(|number| *number == word);
    written.and_then(|at| i32::try_from(at + 1).ok()).or_else(|| word.parse::<u16>().ok().map(i32::from))
}

fn span(count: i32, unit: &str) -> Option<Span> {
    let span = Span::new();
    match unit.strip_suffix('s').unwrap_or(unit) {
        "day" => span.try_days(count),
        "week" => span.try_weeks(count),
        "month" => span.try_months(count),
        "quarter" => span.try_months(count.saturating_mul(3)),
        "year" => span.try_years(count),
        _ => return None,
    }
    .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &str) {
        let today = Date::parse("2026-03-31").expect("a date");
        let day = day_named(text, today, &FiscalYear::default());
        assert_eq!(day.map_or_else(|fault| fault.message, |day| day.to_string()), expect, "{text}");
    }

    #[test]
    fn figures_are_a_day_or_the_last_day_of_a_period() {
        check("2025-11-23", "2025-11-23");
        check("2025-11-23 14:05", "2025-11-23");
        check("2025-02", "2025-02-28");
        check("2025-Q3", "2025-09-30");
        check("2025", "2025-12-31");
    }

    #[test]
    fn words_count_back_from_today() {
        check("today", "2026-03-31");
        check("yesterday", "2026-03-30");
        check("3 weeks ago", "2026-03-10");
        check("one-month-ago", "2026-02-28");
        check("a.year.ago", "2025-03-31");
        check("Two Quarters Ago", "2025-09-30");
        check("last week", "2026-03-24");
    }

    #[test]
    fn other_words_are_refused() {
        check("ago", "`ago` is not a day");
        check("3 moons ago", "`3 moons ago` is not a day");
        check("9999 years ago", "`9999 years ago` is not a day");
        check("", "an empty text is not a day");
    }
}
