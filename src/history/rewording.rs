//! Which words of a section are not what they were, with a few words around them.

use std::ops::Range;

use serde::Serialize;

use super::artifact_change::{ArtifactChange, BodyChange, sections};
use super::word_difference::{Place, WordDifference, words};
use crate::model::artifact::Artifact;

/// How many words are told on either side of a change.
const AROUND: usize = 2;
/// How many places of a section are told.
const PLACES: usize = 3;
/// The longest run of new or old words that is told whole.
const RUN: usize = 12;
/// The longest section that is compared word by word, in words.
const LONGEST: usize = 4_000;

/// The words of a section before and after.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub(crate) struct Rewording {
    pub(crate) section: String,
    pub(crate) from: String,
    pub(crate) to: String,
}

/// The words of each section whose text changed; of a section that was written anew, or is very long, none.
pub(crate) fn rewordings(before: &Artifact, after: &Artifact, change: &ArtifactChange) -> Vec<Rewording> {
    let changed: Vec<&str> = change
        .body
        .iter()
        .filter_map(|change| match change {
            BodyChange::SectionChanged { section } => Some(section.as_str()),
            _ => None,
        })
        .collect();
    if changed.is_empty() {
        return Vec::new();
    }
    let (old, new) = (sections(before), sections(after));
    let reworded = |title: &str| {
        let old = old.iter().find(|section| section.title == title)?;
        let new = new.iter().find(|section| section.title == title)?;
        let (from, to) = reworded(&old.words, &new.words)?;
        Some(Rewording { section: title.to_owned(), from, to })
    };
    changed.into_iter().filter_map(reworded).collect()
}

/// The places that differ; nothing where fewer words stayed than changed, so that the whole has to be read.
fn reworded(before: &str, after: &str) -> Option<(String, String)> {
    let (old, new) = (words(before).len(), words(after).len());
    if old.max(new) > LONGEST {
        return None;
    }
    let difference = WordDifference::of(before, after);
    if difference.kept() * 2 < old.min(new).max(1) {
        return None;
    }
    // Places that are told with the words between them are one.
    let places = difference.joined(2 * AROUND);
    let told = |words: &[&str], side: fn(&Place) -> &Range<usize>| {
        let mut told: Vec<String> =
            places.iter().take(PLACES).map(|place| around(words, side(place).clone())).collect();
        told.extend((places.len() > PLACES).then(|| format!("{} more", places.len() - PLACES)));
        told.join(" | ")
    };
    Some((told(&difference.before, |place| &place.before), told(&difference.after, |place| &place.after)))
}

/// Words with those beside them; of many the first and the last.
fn around(words: &[&str], place: Range<usize>) -> String {
    let (start, end) = (place.start.saturating_sub(AROUND), (place.end + AROUND).min(words.len()));
    let shown = &words[start..end];
    let text = if shown.len() > RUN + 2 * AROUND {
        let half = RUN / 2 + AROUND;
        format!("{} … {}", shown[..half].join(" "), shown[shown.len() - half..].join(" "))
    } else {
        shown.join(" ")
    };
    let (before, behind) = (if start > 0 { "… " } else { "" }, if end < words.len() { " …" } else { "" });
    format!("{before}{text}{behind}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(before: &str, after: &str, expect: Option<(&str, &str)>) {
        let found = reworded(before, after);
        assert_eq!(found.as_ref().map(|(from, to)| (from.as_str(), to.as_str())), expect);
    }

    #[test]
    fn words_are_told_with_those_around_them() {
        check(
            "Sheets are typed.",
            "Sheets are typed by hand.",
            Some(("Sheets are typed.", "Sheets are typed by hand.")),
        );
        check(
            "One two three four five six seven eight nine",
            "One two three four 5 six seven eight nine",
            Some(("… three four five six seven …", "… three four 5 six seven …")),
        );
        check("a b c d e f", "a b c e f", Some(("… b c d e f", "… b c e f")));
    }

    #[test]
    fn places_apart_are_told_apart_and_many_are_counted() {
        let text = |at: &[usize]| {
            let words =
                (0..60).map(|word| if at.contains(&word) { "X".to_owned() } else { word.to_string() });
            words.collect::<Vec<_>>().join(" ")
        };
        check(
            &text(&[]),
            &text(&[10, 30]),
            Some(("… 8 9 10 11 12 … | … 28 29 30 31 32 …", "… 8 9 X 11 12 … | … 28 29 X 31 32 …")),
        );
        let (_, to) = reworded(&text(&[]), &text(&[5, 15, 25, 35, 45])).expect("words");
        assert!(to.ends_with("| 2 more"), "{to}");
    }

    #[test]
    fn what_was_written_anew_is_not_told_word_by_word() {
        check("One two three four", "Five six seven four", None);
    }
}
