//! Counts, distances and notice in words.

use crate::page::{Inline, Text, Tone};
use crate::text::words::plural;

pub(crate) fn times(count: usize) -> String {
    match count {
        1 => "once".into(),
        2 => "twice".into(),
        count => format!("{count} times"),
    }
}

pub(crate) fn days(days: i64) -> String {
    plural(usize::try_from(days.unsigned_abs()).unwrap_or(usize::MAX), "day")
}

pub(super) fn minors(minors: i64) -> String {
    plural(usize::try_from(minors.unsigned_abs()).unwrap_or(usize::MAX), "minor version")
}

/// `92 days later`, `1 minor version earlier`; nothing where it cannot be measured.
pub(crate) fn later(in_days: Option<i64>, in_minors: Option<i64>) -> Option<String> {
    let (far, amount) = match (in_days, in_minors) {
        (Some(far), _) => (far, days(far)),
        (None, Some(far)) => (far, minors(far)),
        (None, None) => return None,
    };
    Some(match far {
        0 => "at the same time".into(),
        1.. => format!("{amount} later"),
        _ => format!("{amount} earlier"),
    })
}

pub(super) fn amount(in_days: Option<i64>, in_minors: Option<i64>) -> Text {
    let signed = |number: i64, unit: &str| {
        let noun = plural(usize::try_from(number.unsigned_abs()).unwrap_or(usize::MAX), unit);
        if number < 0 { format!("\u{2212}{noun}") } else { noun }
    };
    match (in_days, in_minors) {
        (Some(number), _) => signed(number, "day").into(),
        (None, Some(number)) => signed(number, "minor").into(),
        (None, None) => "".into(),
    }
}

pub(super) fn notice(notice: Option<i64>) -> Text {
    match notice {
        None => "".into(),
        Some(notice @ 0..) => days(notice).into(),
        Some(late) => Inline::Toned(Tone::Caution, format!("{} late", days(late))).into(),
    }
}
