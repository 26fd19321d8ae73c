//! The order of versions: `1.9` comes before `1.10`, and `v1.30` is 1.30.
//!
//! Reads text anew at each comparison; whether a text may stand in a field is not decided here.

use std::cmp::Ordering;

use semver::Prerelease;

/// Whether the text is dotted numbers, with a `v` in front, a pre-release behind `-` or build data
/// behind `+` where there are any.
pub(super) fn is_version(text: &str) -> bool {
    Parts::of(text).is_some()
}

/// Which of two versions comes first. A leading `v`, zeros at the end and build data play no part, and
/// a pre-release comes before its release; nothing where a text is no version.
pub(super) fn compare(one: &str, other: &str) -> Option<Ordering> {
    let (one, other) = (Parts::of(one)?, Parts::of(other)?);
    Some(one.numbers().cmp(other.numbers()).then_with(|| one.prerelease.cmp(&other.prerelease)))
}

struct Parts<'a> {
    /// Numbers between dots, without zeros at the end.
    release: &'a str,
    /// What stands between the numbers.
    separator: char,
    prerelease: Prerelease,
}

impl<'a> Parts<'a> {
    fn of(text: &'a str) -> Option<Self> {
        let text = text.trim();
        let bare = text.strip_prefix(['v', 'V']).unwrap_or(text);
        let bare = bare.split_once('+').map_or(bare, |(bare, _)| bare);
        let (release, separator, prerelease) = match bare.split_once('-') {
            Some(_) if is_calendar(bare) => (bare, '-', ""),
            Some((_, "")) => return None,
            Some((release, prerelease)) => (release, '.', prerelease),
            None => (bare, '.', ""),
        };
        let is_number = |piece: &str| {
            !piece.is_empty()
                && piece.bytes().all(|byte| byte.is_ascii_digit())
                && piece.parse::<u64>().is_ok()
        };
        if !release.split(separator).all(is_number) {
            return None;
        }
        let mut release = release;
        while let Some((shorter, last)) = release.rsplit_once(separator)
            && last.bytes().all(|byte| byte == b'0')
        {
            release = shorter;
        }
        Some(Self { release, separator, prerelease: Prerelease::new(prerelease).ok()? })
    }

    fn numbers(&self) -> impl Iterator<Item = u64> + '_ {
        self.release.split(self.separator).map(|piece| piece.parse().unwrap_or(u64::MAX))
    }
}

/// Whether the text is a year with two-digit numbers behind hyphens: `2026-11-23`.
fn is_calendar(text: &str) -> bool {
    let mut pieces = text.split('-');
    let digits = |piece: &str| piece.bytes().all(|byte| byte.is_ascii_digit());
    pieces.next().is_some_and(|year| year.len() == 4 && digits(year))
        && pieces.all(|piece| piece.len() == 2 && digits(piece))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(one: &str, other: &str, expect: Option<Ordering>) {
        assert_eq!(compare(one, other), expect, "{one} and {other}");
        assert_eq!(compare(other, one), expect.map(Ordering::reverse), "{other} and {one}");
    }

    #[test]
    fn numbers_compare_as_numbers_and_spelling_does_not_count() {
        check("1.9", "1.10", Some(Ordering::Less));
        check("v1.30", "1.30", Some(Ordering::Equal));
        check("1.30", "1.30.0", Some(Ordering::Equal));
        check("1.1", "1.10", Some(Ordering::Less));
        check("2.0.0-beta.2", "2.0", Some(Ordering::Less));
        check("1.0+build", "1.0", Some(Ordering::Equal));
        check("2026-11-23", "2026-12-01", Some(Ordering::Less));
        check("0", "0.0", Some(Ordering::Equal));
    }

    #[test]
    fn what_is_no_version_has_no_order() {
        for text in ["", "v", "soon", "1.x", "1..2", "1.0-", "99999999999999999999"] {
            check(text, "1.0", None);
        }
    }
}
