//! Names of several words, found in texts as whole words.
//!
//! Knows nothing of what the names stand for.

use std::collections::BTreeMap;

use crate::text::span::Span;

/// How a name is looked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum NameRule {
    /// In any letter case.
    AnyCase,
    /// As it is written: a single word may mean something else in small letters.
    AsWritten,
    /// Only behind an `@`.
    BehindAt,
}

/// Names with what each stands for.
#[derive(Debug)]
pub(crate) struct Names<T> {
    /// By their first word in small letters.
    by_first: BTreeMap<String, Vec<Name<T>>>,
}

#[derive(Debug)]
struct Name<T> {
    words: Vec<String>,
    written: String,
    rule: NameRule,
    stands_for: T,
}

impl<T: Copy> Names<T> {
    pub(crate) fn new() -> Self {
        Self { by_first: BTreeMap::new() }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.by_first.is_empty()
    }

    /// Adds a name; one without a letter or a digit is none.
    pub(crate) fn add(&mut self, written: &str, rule: NameRule, stands_for: T) {
        let words: Vec<String> = words(written).map(|span| span.slice(written).to_lowercase()).collect();
        let Some(first) = words.first().cloned() else { return };
        let names = self.by_first.entry(first).or_default();
        names.push(Name { words, written: written.to_owned(), rule, stands_for });
    }

    /// The places in `text` where a name stands, the longest one at each place, in the order of the text.
    pub(crate) fn in_text(&self, text: &str) -> Vec<(Span, T)> {
        let places: Vec<Span> = words(text).collect();
        let mut found = Vec::new();
        let mut next = 0;
        while let Some(place) = places.get(next) {
            let names = self.by_first.get(&place.slice(text).to_lowercase());
            let longest = names
                .into_iter()
                .flatten()
                .filter_map(|name| Some((name.at(text, &places[next..])?, name)))
                .max_by_key(|(span, _)| span.len());
            match longest {
                Some((span, name)) => {
                    found.push((span, name.stands_for));
                    next += name.words.len();
                }
                None => next += 1,
            }
        }
        found
    }
}

impl<T> Name<T> {
    /// Where the name stands, if `places` begin with its words.
    fn at(&self, text: &str, places: &[Span]) -> Option<Span> {
        let places = places.get(..self.words.len())?;
        let is_same = places.iter().zip(&self.words).all(|(place, word)| {
            let written = place.slice(text);
            written == word || written.to_lowercase() == *word
        });
        let is_joined = places.windows(2).all(|pair| {
            let between = &text[pair[0].end()..pair[1].start()];
            between.trim().chars().count() <= 1 && !between.contains(['.', ';', ':', '!', '?'])
                || self.written.contains(between)
        });
        let span = places.first()?.join(*places.last()?);
        let fits = match self.rule {
            NameRule::AnyCase => true,
            NameRule::AsWritten => self.written.contains(span.slice(text)),
            NameRule::BehindAt => text[..span.start()].ends_with('@'),
        };
        (is_same && is_joined && fits).then_some(span)
    }
}

/// The words of a text: runs of letters and digits.
fn words(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(char::is_alphanumeric)?;
        let length = text[start..].find(|sign: char| !sign.is_alphanumeric());
        at = length.map_or(text.len(), |length| start + length);
        Some(Span::new(start, at))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, rule: NameRule, text: &str, expect: &[&str]) {
        let mut names = Names::new();
        names.add(name, rule, ());
        let found: Vec<&str> = names.in_text(text).iter().map(|(span, ())| span.slice(text)).collect();
        assert_eq!(found, expect, "{name} in {text}");
    }

    #[test]
    fn a_name_is_found_as_whole_words_in_any_case() {
        check("Aldermoor Energy", NameRule::AnyCase, "For ALDERMOOR energy's grid", &["ALDERMOOR energy"]);
        check("Aldermoor Energy", NameRule::AnyCase, "Aldermoor\n    Energy", &["Aldermoor\n    Energy"]);
        check("Aldermoor Energy", NameRule::AnyCase, "Aldermoor-Energy", &["Aldermoor-Energy"]);
        check("Aldermoor Energy", NameRule::AnyCase, "Aldermoor Energyless, Aldermoor", &[]);
        check("Aldermoor Energy", NameRule::AnyCase, "We met Aldermoor. Energy is dear.", &[]);
        check("St. Ives", NameRule::AnyCase, "in St. Ives", &["St. Ives"]);
        check("Ørsted", NameRule::AnyCase, "ørsted", &["ørsted"]);
    }

    #[test]
    fn a_name_may_count_only_as_written_or_behind_an_at() {
        check("Compass", NameRule::AsWritten, "compass and Compass", &["Compass"]);
        check("may", NameRule::BehindAt, "it may, says @may", &["may"]);
    }

    #[test]
    fn the_longest_name_counts() {
        let mut names = Names::new();
        names.add("Aldermoor", NameRule::AnyCase, 1);
        names.add("Aldermoor Energy", NameRule::AnyCase, 2);
        let found = names.in_text("Aldermoor Energy, Aldermoor");
        assert_eq!(found.iter().map(|(_, it)| *it).collect::<Vec<_>>(), [2, 1]);
    }
}
