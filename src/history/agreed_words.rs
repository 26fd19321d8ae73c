//! How the normative words of an artifact differ from what they were, in as few words as tell it.
//!
//! Knows no approval and no history: two texts in, sentences out.

use super::word_difference::{Place, WordDifference};
use crate::model::normative::NormativeText;
use crate::text::words::{list_of, plural};

/// How many changes are told; the rest is counted.
const TOLD: usize = 3;
/// The longest piece that is repeated, in characters.
const LONGEST: usize = 48;
/// Pieces with fewer words get the word before and behind them, so that a reader finds them.
const FEW: usize = 2;

/// Where the words are not the same, each place as people call it.
pub(crate) fn changed_places(before: &NormativeText, after: &NormativeText) -> Vec<String> {
    places(before, after).into_iter().map(|place| called(place, after, before)).collect()
}

/// What changed, in one line: ``  `within 10 s` became `within 5 s` in Acceptance criteria``.
pub(crate) fn told(before: &NormativeText, after: &NormativeText) -> String {
    let mut said: Vec<String> = places(before, after)
        .into_iter()
        .flat_map(|place| sentences(place, before.words_at(place), after.words_at(place)))
        .collect();
    let more = said.len().saturating_sub(TOLD);
    if more > 0 {
        said.truncate(TOLD);
        said.push(plural(more, "more change"));
    }
    list_of(said)
}

/// The places whose words differ, in the order of the later text.
fn places<'t>(before: &'t NormativeText, after: &'t NormativeText) -> Vec<&'t str> {
    let mut places: Vec<&str> = Vec::new();
    for passage in after.passages.iter().chain(&before.passages) {
        let place = passage.place.as_str();
        if before.words_at(place) != after.words_at(place) && !places.contains(&place) {
            places.push(place);
        }
    }
    places
}

/// A field between quotes, a section by its title.
fn called(place: &str, one: &NormativeText, other: &NormativeText) -> String {
    let is_section = [one, other]
        .iter()
        .any(|text| text.passages.iter().any(|passage| passage.place == place && passage.is_section));
    if is_section { format!("the section {place}") } else { format!("`{place}`") }
}

/// Each change of the words at a place.
fn sentences(place: &str, before: &str, after: &str) -> Vec<String> {
    let difference = WordDifference::of(before, after);
    let (old, new) = (&difference.before, &difference.after);
    let sentence = |change: &Place| {
        let (mut was, mut is) = (change.before.clone(), change.after.clone());
        if !was.is_empty() && !is.is_empty() && was.len().max(is.len()) < FEW {
            let before = was.start.min(is.start).min(1);
            let behind = (old.len() - was.end).min(new.len() - is.end).min(1);
            was = was.start - before..was.end + behind;
            is = is.start - before..is.end + behind;
        }
        let (removed, added) = (cut(&old[was].join(" ")), cut(&new[is].join(" ")));
        match (removed.is_empty(), added.is_empty()) {
            (false, false) => format!("`{removed}` became `{added}` in {place}"),
            (true, _) => format!("`{added}` is new in {place}"),
            (_, true) => format!("`{removed}` is gone from {place}"),
        }
    };
    difference.places.iter().map(sentence).collect()
}

/// The beginning of a long text.
fn cut(text: &str) -> String {
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    let kept: String = text.chars().take(LONGEST - 1).collect();
    let whole_words = kept.rsplit_once(' ').map_or(kept.as_str(), |(whole, _)| whole);
    format!("{whole_words}…")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::normative::Passage;

    fn text(words: &str) -> NormativeText {
        let passage = Passage { place: "Criteria".into(), words: words.into(), is_section: true };
        NormativeText { passages: vec![passage] }
    }

    #[track_caller]
    fn check(before: &str, after: &str, expect: &str) {
        assert_eq!(told(&text(before), &text(after)), expect);
    }

    #[test]
    fn a_word_is_told_with_its_neighbours() {
        check(
            "Done within 10 s always.",
            "Done within 5 s always.",
            "`within 10 s` became `within 5 s` in Criteria",
        );
        check("10 s", "5 s", "`10 s` became `5 s` in Criteria");
        check("one two", "one two three", "`three` is new in Criteria");
        check("one two three", "one three", "`two` is gone from Criteria");
    }

    #[test]
    fn many_and_long_changes_are_cut_short() {
        check(
            "a 1 b 2 c 3 d 4 e 5 f",
            "a 6 b 7 c 8 d 9 e 10 f",
            "`a 1 b` became `a 6 b` in Criteria, `b 2 c` became `b 7 c` in Criteria, `c 3 d` became `c 8 d` in \
             Criteria and 2 more changes",
        );
        let long = "word ".repeat(20);
        check(
            "a",
            &format!("a {long}"),
            "`word word word word word word word word word…` is new in Criteria",
        );
    }

    #[test]
    fn places_are_named_once() {
        assert_eq!(changed_places(&text("a"), &text("b")), ["the section Criteria"]);
        assert_eq!(changed_places(&text("a"), &text("a")), [""; 0]);
    }
}
