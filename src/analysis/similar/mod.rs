//! Which texts say the same: titles and descriptions compared by their words, without a network and without luck.
//!
//! Each text is a list of weighted words; two texts are as similar as the angle between their lists is small (TF-IDF
//! with a logarithm of counts, cosine). A word counts the more the fewer texts hold it, and in a title more than
//! elsewhere. Words that are spelt nearly alike, that are parts of one another, or that mean the same meet too, and
//! count less. Knows no artifact; whoever asks gives the texts.

mod artifacts;
mod counted;
mod meanings;
#[cfg(test)]
mod measured;
mod relatives;
mod stem;
mod stop_words;
#[cfg(test)]
mod tests;
mod weights;
mod words;

pub(crate) use artifacts::{Alike, Texts};

use std::borrow::Cow;

use rayon::prelude::*;

use self::counted::{Counted, WordCounts, counts_of};
use self::relatives::Relatives;
use self::stop_words::Lists;
use self::weights::{Weights, rarity};
use self::words::{Stems, told};

/// How similar two texts are that a person should look at side by side. Low on purpose: whoever looks sees at once that
/// two texts are not the same, and never sees what is not shown. Its precision and recall are in `measured`.
pub(crate) const THRESHOLD: f64 = 0.16;

/// One text.
#[derive(Clone, Debug)]
pub(crate) struct Matter<'a> {
    pub(crate) title: &'a str,
    pub(crate) text: Cow<'a, str>,
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
    lists: Lists,
    stems: Stems,
    relatives: Relatives,
    /// For each word how much rarer it is than others, from 0 to 1.
    rarity: Vec<f64>,
    /// For each text its words by their numbers, with weights whose squares add up to 1.
    texts: Vec<WordCounts>,
    /// For each word the texts that hold it.
    holders: Vec<WordCounts>,
}

impl Similar {
    /// The texts that `matter` makes of things, on all cores.
    pub(crate) fn of<'a, T: Sync>(things: &'a [T], matter: impl Fn(&'a T) -> Matter<'a> + Sync) -> Self {
        let lists = Lists::new();
        let Counted { stems, mut texts, held } = Counted::of(&lists, things, matter);
        let rarity: Vec<f64> = held.iter().map(|held| rarity(*held, texts.len())).collect();
        let relatives = Relatives::new(stems.names());
        let weights = Weights::new();
        texts.par_iter_mut().for_each(|text| weights.weigh(text, |word| rarity[word as usize]));
        let holders = holders(&texts, &held);
        Self { lists, stems, relatives, rarity, texts, holders }
    }

    /// The texts most similar to the one at `at`, the most similar first, none below `threshold`.
    pub(crate) fn nearest_to(&self, at: usize, threshold: f64) -> Vec<Neighbour> {
        let Some(text) = self.texts.get(at) else { return Vec::new() };
        let names = self.stems.names();
        let words = text
            .iter()
            .filter_map(|(word, weight)| Some((&**names.get(*word as usize)?, Some(*word), *weight)));
        let mut found = self.nearest(words, threshold);
        found.retain(|neighbour| neighbour.at != at);
        found
    }

    /// The texts most similar to one that need not be among them.
    pub(crate) fn nearest_to_matter(&self, matter: &Matter<'_>, threshold: f64) -> Vec<Neighbour> {
        let names = self.stems.names();
        let mut unknown: Vec<String> = Vec::new();
        let mut text = counts_of(matter, |word| {
            let (stem, share) = told(&self.lists, word)?;
            let number = self.stems.look_up(&stem).or_else(|| {
                let at = unknown.iter().position(|other| *other == stem).unwrap_or_else(|| {
                    unknown.push(stem);
                    unknown.len() - 1
                });
                u32::try_from(names.len() + at).ok()
            });
            Some((number?, share))
        });
        let rarest = rarity(0, self.texts.len());
        Weights::new().weigh(&mut text, |word| self.rarity.get(word as usize).copied().unwrap_or(rarest));
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

/// For each word the texts that hold it, where `held` says how many do. Each core looks for a range of the words.
fn holders(texts: &[WordCounts], held: &[usize]) -> Vec<WordCounts> {
    let mut holders: Vec<WordCounts> = held.iter().map(|held| Vec::with_capacity(*held)).collect();
    let range = held.len().div_ceil(rayon::current_num_threads()).max(1);
    holders.par_chunks_mut(range).enumerate().for_each(|(at, holders)| {
        let first = at * range;
        let last = first + holders.len();
        for (text, words) in (0_u32..).zip(texts) {
            for (word, weight) in words.iter().filter(|(word, _)| (first..last).contains(&(*word as usize))) {
                holders[*word as usize - first].push((text, *weight));
            }
        }
    });
    holders
}
