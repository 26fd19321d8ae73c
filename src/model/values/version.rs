//! The version of a product: `2.1`, `v1.30`, `1.0.0-beta.2`, `2026.11`.
//!
//! Compares numbers as numbers and pre-releases as Semantic Versioning does; keeps the text, so that
//! `1.10` stays apart from `1.1`. Does not know which versions exist.

use std::cmp::Ordering;
use std::fmt;

use semver::Prerelease;

use crate::model::values::fault::ValueFault;
use crate::model::values::number::is_digits;

const WHAT: &str = "a version";
const EXAMPLE: &str = "write numbers with dots, such as 2.1, v1.30 or 1.0.0-beta.2";

/// A version as written. Ordered by precedence, then by text.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(crate) struct Version {
    text: Box<str>,
    numbers: Box<[u64]>,
    prerelease: Prerelease,
}

impl Version {
    /// Reads dotted numbers, with a `v` in front, a pre-release behind `-` and build data behind `+`
    /// where there are any; also a calendar version with hyphens, `2026-11-23`.
    pub(crate) fn parse(text: &str) -> Result<Self, ValueFault> {
        let text = text.trim();
        let bare = text.strip_prefix(['v', 'V']).unwrap_or(text);
        let (bare, build) = match bare.split_once('+') {
            Some((bare, build)) => (bare, Some(build)),
            None => (bare, None),
        };
        let is_build = |build: &str| semver::BuildMetadata::new(build).is_ok() && !build.is_empty();
        if !build.is_none_or(is_build) {
            return Err(ValueFault::not_because(
                text,
                WHAT,
                "letters, digits and dots are missing behind the +",
            )
            .with_help(EXAMPLE));
        }
        let (release, prerelease) = match bare.split_once('-') {
            Some(_) if is_calendar(bare) => (bare, ""),
            Some((_, "")) => return Err(explain(text)),
            Some((release, prerelease)) => (release, prerelease),
            None => (bare, ""),
        };
        if !release.split(['.', '-']).all(is_digits) {
            return Err(explain(text));
        }
        let numbers: Result<Box<[u64]>, _> = release.split(['.', '-']).map(str::parse::<u64>).collect();
        let Ok(numbers) = numbers else {
            return Err(ValueFault::not_because(text, "a version that pm can hold", "a number is too large"));
        };
        let prerelease = Prerelease::new(prerelease).map_err(|_| {
            ValueFault::not_because(text, WHAT, "the pre-release behind the hyphen is not well formed")
                .with_help(EXAMPLE)
        })?;
        Ok(Self { text: text.into(), numbers, prerelease })
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    /// The text without a leading `v`.
    pub(crate) fn without_v(&self) -> &str {
        self.text.strip_prefix(['v', 'V']).unwrap_or(&self.text)
    }

    /// The numbers, the most significant first; at least one.
    pub(crate) fn numbers(&self) -> &[u64] {
        &self.numbers
    }

    pub(crate) fn is_prerelease(&self) -> bool {
        !self.prerelease.is_empty()
    }

    /// Whether both name one version: a leading `v`, zero padding, missing zeros at the end and build
    /// data play no part. `v1.30` is 1.30 and 1.30.0, but 1.1 is not 1.10.
    pub(crate) fn same_as(&self, other: &Self) -> bool {
        self.precedence(other) == Ordering::Equal
    }

    /// Which version comes first; equal where they are the same. `1.0-beta.2` comes before `1.0`.
    pub(crate) fn precedence(&self, other: &Self) -> Ordering {
        significant(&self.numbers)
            .cmp(significant(&other.numbers))
            .then_with(|| self.prerelease.cmp(&other.prerelease))
    }
}

impl PartialOrd for Version {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Version {
    fn cmp(&self, other: &Self) -> Ordering {
        self.precedence(other).then_with(|| self.text.cmp(&other.text))
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// The numbers without zeros at the end.
fn significant(numbers: &[u64]) -> &[u64] {
    let length = numbers.iter().rposition(|number| *number > 0).map_or(0, |last| last + 1);
    &numbers[..length]
}

/// Whether the text is a year of four digits with two-digit numbers behind hyphens.
fn is_calendar(text: &str) -> bool {
    let mut pieces = text.split('-');
    pieces.next().is_some_and(|year| year.len() == 4 && is_digits(year))
        && pieces.all(|piece| piece.len() == 2 && is_digits(piece))
}

fn explain(text: &str) -> ValueFault {
    let fault = ValueFault::not(text, WHAT);
    let has_v = text.starts_with(['v', 'V']) && text[1..].starts_with(|c: char| c.is_ascii_digit());
    let unprefixed = text
        .trim_start_matches(|c: char| c.is_alphabetic())
        .trim_start_matches(['.', '-', ' ', '/', '@', '_']);
    let digits = unprefixed.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(unprefixed.len());
    let (release, rest) = unprefixed.split_at(digits);
    let release = format!("{}{}", if has_v { "v" } else { "" }, release.trim_end_matches('.'));
    let rest = rest.trim_start_matches(['.', '-', '_', ' ']);
    if !release.trim_start_matches('v').split('.').all(is_digits) {
        return fault.with_help(EXAMPLE);
    }
    if rest.is_empty() {
        return fault.with_spelling(release);
    }
    if is_prerelease(rest) {
        fault.with_spelling(format_args!("{release}-{rest}"))
    } else {
        fault.with_help(EXAMPLE)
    }
}

/// Whether the text is a usual word for a pre-release, with a number behind it or none: `rc1`.
fn is_prerelease(text: &str) -> bool {
    const WORDS: [&str; 10] = ["a", "alpha", "b", "beta", "dev", "m", "next", "pre", "preview", "rc"];
    let word = text.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
    WORDS.contains(&word.to_ascii_lowercase().as_str()) && Prerelease::new(text).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(text: &str) -> Version {
        Version::parse(text).unwrap()
    }

    #[track_caller]
    fn refused(text: &str, help: &str) {
        let fault = Version::parse(text).unwrap_err();
        assert_eq!(fault.help.as_deref().unwrap_or(""), help, "{text}: {fault}");
    }

    #[test]
    fn the_text_is_kept() {
        for text in ["1.10", "v1.30", "2026.04", "1.0.0-beta.2+build.7", "3", "2026-11-23"] {
            assert_eq!(version(text).to_string(), text);
        }
    }

    #[test]
    fn spellings_of_one_version_are_the_same() {
        assert!(version("v1.30").same_as(&version("1.30")));
        assert!(version("2.1").same_as(&version("2.1.0")));
        assert!(version("2026.04").same_as(&version("2026.4")));
        assert!(version("1.0+a").same_as(&version("1.0+b")));
        assert!(!version("1.10").same_as(&version("1.1")));
        assert!(!version("1.0-rc.1").same_as(&version("1.0")));
        assert_ne!(version("v1.30"), version("1.30"));
    }

    #[test]
    fn versions_are_ordered_by_number() {
        let mut versions =
            ["1.10", "v1.9", "1.10.0-rc.1", "1.2", "2026.11", "1.10-beta.11", "1.10-beta.2"].map(version);
        versions.sort();
        assert_eq!(
            versions.map(|version| version.to_string()).join(" "),
            "1.2 v1.9 1.10-beta.2 1.10-beta.11 1.10.0-rc.1 1.10 2026.11"
        );
        assert!(version("2026-11") > version("2026-09"));
    }

    #[test]
    fn a_release_candidate_comes_before_its_release_and_a_month_does_not() {
        assert!(version("1.0-rc.1").is_prerelease() && !version("2026-11").is_prerelease());
    }

    #[test]
    fn what_is_no_version_is_told_the_right_form() {
        refused("1.0rc1", "write 1.0-rc1");
        refused("v1.30.rc1", "write v1.30-rc1");
        refused("v1.xx", EXAMPLE);
        refused("release-2.1", "write 2.1");
        refused("v.2", "write 2");
        refused("1.", "write 1");
        refused("1..2", EXAMPLE);
        refused("latest", EXAMPLE);
        refused("", EXAMPLE);
        refused("1.0-", "write 1.0");
        refused("1.0+", EXAMPLE);
        refused("99999999999999999999.1", "");
    }
}
