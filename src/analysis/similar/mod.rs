//! Which texts say the same: titles and descriptions compared by their words, without a network and without luck.
//!
//! Each text is a list of weighted words; two texts are as similar as the angle between their lists is small (TF-IDF
//! with a logarithm of counts, cosine). A word counts the more the fewer texts hold it, and in a title more than
//! elsewhere. Words that are spelt nearly alike, that are parts of one another, or that mean the same meet too, and
//! count less. Knows no artifact; whoever asks gives the texts.

mod artifacts;

mod meanings;
#[cfg(test)]
mod measured;
mod relatives;
mod stem;
mod stop_words;
#[cfg(test)]
mod tests;
mod words;

pub(crate) use artifacts::{Alike, Texts};

use self::relatives::Relatives;
use self::words::{Words, each_word};

/// How similar two texts are that a person should look at side by side. Low on purpose: whoever looks sees at once that
/// two texts are not the same, and never sees what is not shown. Its precision and recall are in `measured`.
pub(crate) const THRESHOLD: f64 = 0.16;

/// How many times a word of a title counts.
const TITLE: f64 = 1.5;

/// One text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Matter<'a> {
    pub(crate) title: &'a str,
    pub(crate) text: &'a str,
}

/// A text that is similar to another one.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Neighbour {
    /// Its place among the texts.
    pub(crate) at: usize,
    /// From 0 to 1.
    pub(crate) similarity: f64,
}

/// Texts, ready to be compared.
pub(crate) struct Similar {
    words: Words,
    relatives: Relatives,
    /// For each word how much rarer it is than others, from 0 to 1.
    rarity: Vec<f64>,
    /// For each text its words by their numbers, with weights whose squares add up to 1.
    texts: Vec<Vec<(u32, f64)>>,
    /// For each word the texts that hold it.
    holders: Vec<Vec<(u32, f64)>>,
}

impl Similar {
    pub(crate) fn of<'a>(matters: impl IntoIterator<Item = Matter<'a>>) -> Self {
        let mut words = Words::new();
        let mut texts: Vec<Vec<(u32, f64)>> =
            matters.into_iter().map(|matter| counted(matter, |word| words.number(word))).collect();
        let mut held = vec![0_usize; words.names().len()];
        for (word, _) in texts.iter().flatten() {
            held[*word as usize] += 1;
        }
        let rarity: Vec<f64> = held.iter().map(|held| rarity(*held, texts.len())).collect();
        let mut holders: Vec<Vec<(u32, f64)>> = held.into_iter().map(Vec::with_capacity).collect();
        for (at, text) in (0_u32..).zip(&mut texts) {
            weigh(text, |word| rarity[word as usize]);
            for (word, weight) in text {
                holders[*word as usize].push((at, *weight));
            }
        }
        let relatives = Relatives::new(words.names());
        Self { words, relatives, rarity, texts, holders }
    }

    /// The texts most similar to the one at `at`, the most similar first, none below `threshold`.
    pub(crate) fn nearest_to(&self, at: usize, threshold: f64) -> Vec<Neighbour> {
        let Some(text) = self.texts.get(at) else { return Vec::new() };
        let names = self.words.names();
        let words = text
            .iter()
            .filter_map(|(word, weight)| Some((&**names.get(*word as usize)?, Some(*word), *weight)));
        let mut found = self.nearest(words, threshold);
        found.retain(|neighbour| neighbour.at != at);
        found
    }

    /// The texts most similar to one that need not be among them.
    pub(crate) fn nearest_to_matter(&self, matter: Matter<'_>, threshold: f64) -> Vec<Neighbour> {
        let names = self.words.names();
        let mut unknown: Vec<String> = Vec::new();
        let mut text = counted(matter, |word| {
            let (number, share) = self.words.look_up(word)?;
            let number = number.or_else(|stem| {
                let at = unknown.iter().position(|other| *other == stem).unwrap_or_else(|| {
                    unknown.push(stem);
                    unknown.len() - 1
                });
                u32::try_from(names.len() + at)
            });
            Some((number.ok()?, share))
        });
        let rarest = rarity(0, self.texts.len());
        weigh(&mut text, |word| self.rarity.get(word as usize).copied().unwrap_or(rarest));
        let words = text.iter().filter_map(|(word, weight)| {
            let at = *word as usize;
            Some(match names.get(at) {
                Some(name) => (&**name, Some(*word), *weight),
                None => (unknown.get(at - names.len())?.as_str(), None, *weight),
            })
        });
        self.nearest(words, threshold)
    }

    fn nearest<'w>(
        &self,
        words: impl Iterator<Item = (&'w str, Option<u32>, f64)>,
        threshold: f64,
    ) -> Vec<Neighbour> {
        let mut similarity = vec![0.0; self.texts.len()];
        for (word, number, weight) in words {
            for (relative, closeness) in self.relatives.of(word, number) {
                for (at, other) in &self.holders[relative as usize] {
                    similarity[*at as usize] += weight * closeness * other;
                }
            }
        }
        let found = similarity.into_iter().enumerate();
        let found = found.filter(|(_, similarity)| *similarity >= threshold && *similarity > 0.0);
        let mut found: Vec<Neighbour> =
            found.map(|(at, similarity)| Neighbour { at, similarity: similarity.min(1.0) }).collect();
        found.sort_by(|one, other| other.similarity.total_cmp(&one.similarity).then(one.at.cmp(&other.at)));
        found
    }
}

/// The words of a text, each once with how often it comes, in the order of their numbers.
fn counted(matter: Matter<'_>, mut number: impl FnMut(&str) -> Option<(u32, f64)>) -> Vec<(u32, f64)> {
    let mut counts: Vec<(u32, f64)> = Vec::new();
    for (text, times) in [(matter.title, TITLE), (matter.text, 1.0)] {
        each_word(text, |word| {
            counts.extend(number(word).map(|(number, share)| (number, times * share)));
        });
    }
    counts.sort_by_key(|(number, _)| *number);
    counts.dedup_by(|next, first| {
        let is_same = next.0 == first.0;
        if is_same {
            first.1 += next.1;
        }
        is_same
    });
    counts
}

/// How rare a word is that `held` of `all` texts hold: 1 for one that none holds, and less the more do.
fn rarity(held: usize, all: usize) -> f64 {
    let all = all as f64 + 2.0;
    (all / (1.0 + held as f64)).ln() / all.ln()
}

/// From counts to weights, of length 1.
fn weigh(text: &mut [(u32, f64)], rarity: impl Fn(u32) -> f64) {
    for (word, weight) in &mut *text {
        *weight = (1.0 + *weight).ln() * rarity(*word);
    }
    let length = text.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt();
    if length > 0.0 {
        for (_, weight) in text {
            *weight /= length;
        }
    }
}
