//! Days as exports write them, in any of the forms that tools and spreadsheets use.
//!
//! A time of day behind the day is dropped; the day is taken as it stands, in its own offset. Whether 03/04 is
//! in March or in April is never guessed from one text: the other texts of its column decide, or a person.

use super::mapping::DayOrder;
use crate::model::values::{Date, MONTHS};

/// Why a text is no day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum NoDay {
    /// Day and month could be either.
    Ambiguous,
    Unknown,
}

/// Longer texts are prose.
const LONGEST: usize = 64;

/// Month names beside the English ones, by their first letters: German, French, Spanish, Italian, Portuguese, Dutch.
const OTHER_MONTHS: [(&str, u8); 28] = [
    ("jän", 1),
    ("ene", 1),
    ("gen", 1),
    ("fév", 2),
    ("fev", 2),
    ("mär", 3),
    ("mrt", 3),
    ("maa", 3),
    ("avr", 4),
    ("abr", 4),
    ("mai", 5),
    ("mag", 5),
    ("mei", 5),
    ("juin", 6),
    ("giu", 6),
    ("juil", 7),
    ("lug", 7),
    ("aoû", 8),
    ("aou", 8),
    ("ago", 8),
    ("set", 9),
    ("okt", 10),
    ("ott", 10),
    ("out", 10),
    ("dez", 12),
    ("déc", 12),
    ("dic", 12),
    ("mrz", 3),
];

const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// The day that `text` says.
pub(super) fn read(text: &str, order: Option<DayOrder>) -> Result<Date, NoDay> {
    let text = text.trim();
    let pieces = pieces(text).ok_or(NoDay::Unknown)?;
    let known = |date: Option<Date>| date.ok_or(NoDay::Unknown);
    match *pieces.as_slice() {
        [Piece::Stamp(seconds)] => Ok(Date::of_epoch_day(seconds.div_euclid(86_400))),
        [Piece::Long(year), Piece::Short(month), Piece::Short(day)] => known(day_of(year, month, day)),
        [Piece::Short(day), Piece::Month(month), year] | [Piece::Month(month), Piece::Short(day), year] => {
            known(year.year().and_then(|year| day_of(year, month, day)))
        }
        [Piece::Long(year), Piece::Month(month), Piece::Short(day)] => known(day_of(year, month, day)),
        [Piece::Month(month), Piece::Short(day)] => match trailing_year(text) {
            Some(year) => known(day_of(year, month, day)),
            None => Err(NoDay::Unknown),
        },
        [Piece::Short(first), Piece::Short(second), year] => {
            let year = year.year().ok_or(NoDay::Unknown)?;
            let day_first = day_of(year, second, first);
            let month_first = day_of(year, first, second);
            match (day_first, month_first) {
                (Some(one), Some(other)) if one == other => Ok(one),
                (Some(one), Some(other)) => match order {
                    _ if has_dots(text) => Ok(one),
                    Some(DayOrder::DayFirst) => Ok(one),
                    Some(DayOrder::MonthFirst) => Ok(other),
                    None => Err(NoDay::Ambiguous),
                },
                (Some(only), None) | (None, Some(only)) => Ok(only),
                (None, None) => Err(NoDay::Unknown),
            }
        }
        _ => Err(NoDay::Unknown),
    }
}

/// The order that the texts of a column prove: that of the first day which can be read in one way alone. Nothing
/// where none can, or where two prove the opposite.
pub(super) fn order<'t>(texts: impl IntoIterator<Item = &'t str>) -> Option<DayOrder> {
    let mut proven = None;
    for text in texts {
        let Some(pieces) = pieces(text.trim()) else { continue };
        let [Piece::Short(first), Piece::Short(second), _] = *pieces.as_slice() else { continue };
        let order = match (first > 12, second > 12) {
            (true, false) => DayOrder::DayFirst,
            (false, true) => DayOrder::MonthFirst,
            _ => continue,
        };
        if proven.is_some_and(|proven| proven != order) {
            return None;
        }
        proven = Some(order);
    }
    proven
}

#[derive(Clone, Copy, PartialEq, Debug)]
enum Piece {
    /// Four digits.
    Long(i16),
    /// One or two digits.
    Short(u8),
    Month(u8),
    /// Seconds since 1970.
    Stamp(i64),
}

impl Piece {
    /// The year that it says in the place of a year: `24` is 2024, `98` is 1998.
    fn year(self) -> Option<i16> {
        match self {
            Self::Long(year) => Some(year),
            Self::Short(year) if year < 70 => Some(2000 + i16::from(year)),
            Self::Short(year) => Some(1900 + i16::from(year)),
            Self::Month(_) | Self::Stamp(_) => None,
        }
    }
}

fn day_of(year: i16, month: u8, day: u8) -> Option<Date> {
    Date::new(year, month, day)
}

/// The meaningful pieces of a text in front of its time of day; nothing where a word is none.
fn pieces(text: &str) -> Option<Vec<Piece>> {
    if text.is_empty() || text.len() > LONGEST {
        return None;
    }
    let runs = runs(before_time(text));
    if let [run] = runs.as_slice()
        && run.bytes().all(|byte| byte.is_ascii_digit())
    {
        return match run.len() {
            8 => Some(vec![
                Piece::Long(run[..4].parse().ok()?),
                Piece::Short(run[4..6].parse().ok()?),
                Piece::Short(run[6..].parse().ok()?),
            ]),
            10 => Some(vec![Piece::Stamp(run.parse().ok()?)]),
            13 => Some(vec![Piece::Stamp(run.parse::<i64>().ok()? / 1000)]),
            _ => None,
        };
    }
    let mut pieces = Vec::new();
    for run in runs {
        let word = run.to_lowercase();
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            pieces.push(match run.len() {
                1 | 2 => Piece::Short(run.parse().ok()?),
                4 => Piece::Long(run.parse().ok()?),
                _ => return None,
            });
        } else if matches!(word.as_str(), "st" | "nd" | "rd" | "th" | "t" | "de" | "of") || is_weekday(&word)
        {
            continue;
        } else {
            pieces.push(Piece::Month(month(&word)?));
        }
    }
    Some(pieces)
}

fn is_weekday(word: &str) -> bool {
    word.len() >= 3
        && WEEKDAYS.iter().any(|day| word.starts_with(day))
        && month(word).is_none()
        && word.len() <= "wednesday".len()
}

fn month(word: &str) -> Option<u8> {
    if word.chars().count() < 3 {
        return None;
    }
    let english = MONTHS.iter().position(|name| name.to_lowercase().starts_with(word));
    let english = english.or_else(|| (word == "sept").then_some(8));
    english.and_then(|at| u8::try_from(at + 1).ok()).or_else(|| {
        let known = OTHER_MONTHS.iter().find(|(start, _)| word.starts_with(start));
        known.map(|(_, month)| *month).or_else(|| {
            let like = MONTHS.iter().position(|name| word.starts_with(&name.to_lowercase()[..3]));
            like.and_then(|at| u8::try_from(at + 1).ok())
        })
    })
}

/// What stands before a time of day such as `16:14`.
fn before_time(text: &str) -> &str {
    let Some(colon) = text.find(':') else { return text };
    text[..colon].trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches(['T', ' ', ','])
}

/// A year behind the time of day, as in `Mon Jan 5 10:00:00 2026`.
fn trailing_year(text: &str) -> Option<i16> {
    let last = text.rsplit(' ').next()?;
    (last.len() == 4).then(|| last.parse().ok()).flatten()
}

fn has_dots(text: &str) -> bool {
    before_time(text).contains('.')
}

/// Runs of digits and runs of letters.
fn runs(text: &str) -> Vec<&str> {
    let mut runs = Vec::new();
    let mut start = None;
    let mut was_digit = false;
    for (at, c) in text.char_indices() {
        let is_word = c.is_alphanumeric();
        let ends = start.is_some() && (!is_word || c.is_ascii_digit() != was_digit);
        if ends && let Some(from) = start.take() {
            runs.push(&text[from..at]);
        }
        if is_word && start.is_none() {
            start = Some(at);
        }
        was_digit = c.is_ascii_digit();
    }
    runs.extend(start.map(|from| &text[from..]));
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &str) {
        let found = match read(text, None) {
            Ok(day) => day.to_string(),
            Err(fault) => format!("{fault:?}"),
        };
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn days_in_the_forms_of_tools() {
        check("21/May/24 03:26 PM", "2024-05-21");
        check("30/Sep/26 12:00 AM", "2026-09-30");
        check("6/21/2025 16:14", "2025-06-21");
        check("2026-01-05", "2026-01-05");
        check("2026-01-05T23:59:59.123Z", "2026-01-05");
        check("2026-01-05T23:59:59+02:00", "2026-01-05");
        check("2026-01-05 10:00:00 UTC", "2026-01-05");
        check("2026/1/5", "2026-01-05");
        check("20260105", "2026-01-05");
        check("Mon Jan 05 2026 10:00:00 GMT+0000 (GMT)", "2026-01-05");
        check("Mon, 05 Jan 2026 10:00:00 +0000", "2026-01-05");
        check("Mon Jan 5 10:00:00 2026", "2026-01-05");
        check("Jan 5, 2026", "2026-01-05");
        check("5th of January 2026", "2026-01-05");
        check("05.01.2026", "2026-01-05");
        check("5. Mai 2026", "2026-05-05");
        check("5 août 2026", "2026-08-05");
        check("07-Dez-26", "2026-12-07");
        check("1767571200", "2026-01-05");
        check("1767571200000", "2026-01-05");
        check("03/03/26", "2026-03-03");
        check("Sept 3, 1998", "1998-09-03");
    }

    #[test]
    fn what_is_no_day_or_could_be_two_is_not_guessed() {
        check("03/04/2026", "Ambiguous");
        check("31/31/2026", "Unknown");
        check("2026-02-30", "Unknown");
        check("soon", "Unknown");
        check("TBD", "Unknown");
        check("", "Unknown");
        check("5", "Unknown");
        check("2026", "Unknown");
        check("Backlog 5 2026", "Unknown");
    }

    #[test]
    fn other_days_of_the_column_decide() {
        assert_eq!(order(["03/04/2026", "x", "14/04/2026"]), Some(DayOrder::DayFirst));
        assert_eq!(order(["03/04/2026", "4/14/2026 16:14"]), Some(DayOrder::MonthFirst));
        assert_eq!(order(["14/04/2026", "4/14/2026"]), None);
        assert_eq!(order(["03/04/2026"]), None);
        assert_eq!(
            read("03/04/2026", Some(DayOrder::MonthFirst)).map(|day| day.to_string()),
            Ok("2026-03-04".into())
        );
    }
}
