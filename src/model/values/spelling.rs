//! Guesses what somebody meant who wrote a date or a period in another form.
//!
//! Used only to say what to write instead: a guess never becomes a value by itself.

use crate::model::values::date::{Date, MONTHS};
use crate::model::values::period::{Calendar, Period};

/// A longer text is prose, not a date.
const LONGEST: usize = 40;

/// The day meant by `2026-9-18`, `23.11.2026`, `Nov 23, 2026` or `2026-11-23T14:00`; nothing where
/// day and month could be either.
pub(crate) fn guess_day(text: &str) -> Option<Date> {
    let pieces = pieces(text)?;
    match *pieces.as_slice() {
        [Piece::Year(year), Piece::Number(month), Piece::Number(day)] => Date::new(year, month, day),
        [Piece::Number(first), Piece::Number(second), Piece::Year(year)] => {
            match (Date::new(year, second, first), Date::new(year, first, second)) {
                (Some(date), None) | (None, Some(date)) => Some(date),
                (Some(one), Some(other)) if one == other => Some(one),
                _ => None,
            }
        }
        [Piece::Number(day), Piece::Month(month), Piece::Year(year)]
        | [Piece::Month(month), Piece::Number(day), Piece::Year(year)]
        | [Piece::Year(year), Piece::Month(month), Piece::Number(day)] => Date::new(year, month, day),
        _ => None,
    }
}

/// The period meant by `Q4 2026`, `2026Q4`, `2026/11`, `Nov 2026`, `H2/2026`, `FY26` and the like.
pub(crate) fn guess_period(text: &str) -> Option<Period> {
    if let Some(day) = guess_day(text) {
        return Some(Period::Day(day));
    }
    let pieces = pieces(text)?;
    let civil = Calendar::Civil;
    let fiscal = Calendar::Fiscal;
    match *pieces.as_slice() {
        [Piece::Year(year), Piece::Quarter(quarter)] | [Piece::Quarter(quarter), Piece::Year(year)] => {
            Period::quarter(civil, year, quarter)
        }
        [Piece::Year(year), Piece::Half(half)] | [Piece::Half(half), Piece::Year(year)] => {
            Period::half(civil, year, half)
        }
        [Piece::Year(year), Piece::Week(week)] | [Piece::Week(week), Piece::Year(year)] => {
            Period::week(year, week)
        }
        [Piece::Year(year), Piece::Number(month) | Piece::Month(month)]
        | [Piece::Number(month) | Piece::Month(month), Piece::Year(year)] => Period::month(year, month),
        [Piece::FiscalYear(year)] => Period::year(fiscal, year),
        [Piece::FiscalYear(year), Piece::Quarter(quarter)]
        | [Piece::Quarter(quarter), Piece::FiscalYear(year)] => Period::quarter(fiscal, year, quarter),
        [Piece::FiscalYear(year), Piece::Half(half)] | [Piece::Half(half), Piece::FiscalYear(year)] => {
            Period::half(fiscal, year, half)
        }
        [Piece::Year(year)] => Period::year(civil, year),
        _ => None,
    }
}

#[derive(Clone, Copy, PartialEq, Debug)]
enum Piece {
    /// Four digits.
    Year(i16),
    FiscalYear(i16),
    Half(u8),
    Quarter(u8),
    Week(u8),
    /// A month in words.
    Month(u8),
    /// One or two digits.
    Number(u8),
}

/// The meaningful pieces of a text; nothing where some word is none.
fn pieces(text: &str) -> Option<Vec<Piece>> {
    if text.len() > LONGEST {
        return None;
    }
    let text = without_time(text);
    let mut runs = runs(text).into_iter().peekable();
    let mut pieces = Vec::new();
    while let Some(run) = runs.next() {
        let word = run.to_lowercase();
        let piece = match word.as_str() {
            "q" | "quarter" => Piece::Quarter(runs.next()?.parse().ok()?),
            "h" | "half" => Piece::Half(runs.next()?.parse().ok()?),
            "w" | "week" | "cw" | "kw" => Piece::Week(runs.next()?.parse().ok()?),
            "fy" => Piece::FiscalYear(fiscal_year(runs.next()?)?),
            "st" | "nd" | "rd" | "th" if matches!(pieces.last(), Some(Piece::Number(_))) => continue,
            _ if run.starts_with(|c: char| c.is_ascii_digit()) => match (run.len(), runs.peek().copied()) {
                (1, Some("q" | "Q")) => {
                    runs.next();
                    Piece::Quarter(run.parse().ok()?)
                }
                (1, Some("h" | "H")) => {
                    runs.next();
                    Piece::Half(run.parse().ok()?)
                }
                (1 | 2, _) => Piece::Number(run.parse().ok()?),
                (4, _) => Piece::Year(run.parse().ok()?),
                (8, _) => {
                    pieces.push(Piece::Year(run[..4].parse().ok()?));
                    pieces.push(Piece::Number(run[4..6].parse().ok()?));
                    Piece::Number(run[6..].parse().ok()?)
                }
                _ => return None,
            },
            _ => Piece::Month(month_named(&word)?),
        };
        pieces.push(piece);
    }
    Some(pieces)
}

/// The text before the time of day, where one follows a date.
fn without_time(text: &str) -> &str {
    let Some(colon) = text.find(':') else {
        return text;
    };
    let before = &text[..colon];
    before.rfind([' ', 'T', 't']).map_or(text, |at| &text[..at])
}

/// Runs of ASCII digits and runs of letters; everything between them separates.
fn runs(text: &str) -> Vec<&str> {
    let mut runs = Vec::new();
    let mut start = 0;
    let mut kind = Kind::Other;
    for (at, character) in text.char_indices().chain([(text.len(), '\0')]) {
        let next = Kind::of(character);
        if next != kind {
            if kind != Kind::Other {
                runs.push(&text[start..at]);
            }
            start = at;
            kind = next;
        }
    }
    runs
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Digit,
    Letter,
    Other,
}

impl Kind {
    fn of(character: char) -> Self {
        if character.is_ascii_digit() {
            Self::Digit
        } else if character.is_alphabetic() {
            Self::Letter
        } else {
            Self::Other
        }
    }
}

fn fiscal_year(digits: &str) -> Option<i16> {
    match digits.len() {
        2 => digits.parse::<i16>().ok().map(|year| year + 2000),
        4 => digits.parse().ok(),
        _ => None,
    }
}

/// The month whose English name the word is, or begins with three or more letters of (`sept`).
fn month_named(word: &str) -> Option<u8> {
    if word.len() < 3 {
        return None;
    }
    let index = MONTHS.iter().position(|month| month.to_ascii_lowercase().starts_with(word))?;
    u8::try_from(index + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn guesses(text: &str, meant: &str) {
        let guess = guess_period(text).map_or_else(|| "nothing".to_owned(), |period| period.to_string());
        assert_eq!(guess, meant, "{text}");
    }

    #[test]
    fn common_spellings_of_periods_are_understood() {
        guesses("Q4 2026", "2026-Q4");
        guesses("2026Q4", "2026-Q4");
        guesses("4Q 2026", "2026-Q4");
        guesses("2026-q4", "2026-Q4");
        guesses("2026/11", "2026-11");
        guesses("11/2026", "2026-11");
        guesses("Sept. 2026", "2026-09");
        guesses("H2 2026", "2026-H2");
        guesses("week 7, 2026", "2026-W07");
        guesses("FY26", "FY2026");
        guesses("fy26 q1", "FY2026-Q1");
        guesses("Q1 FY2026", "FY2026-Q1");
        guesses("March 3rd, 2026", "2026-03-03");
    }

    #[test]
    fn other_words_are_not_guessed_at() {
        for text in ["soon", "next year", "v1.27", "2026-Q5", "13/2026", "1.2.3", "q", "2026 2027"] {
            guesses(text, "nothing");
        }
    }
}
