//! How often which word comes in each of many texts, counted on all cores.
//!
//! Words get numbers by where they come first, whatever the number of cores. Knows nothing of weights.

use rayon::prelude::*;

use super::Matter;
use super::stop_words::Lists;
use super::words::{Stems, Written, each_word};

/// How many times a word of a title counts.
const TITLE: f64 = 1.5;

/// The fewest texts that are worth a part of their own.
const SMALLEST_PART: usize = 64;

/// Words by their numbers, each once, with how often it comes.
pub(super) type WordCounts = Vec<(u32, f64)>;

/// What is counted in many texts.
pub(super) struct Counted {
    pub(super) stems: Stems,
    /// For each text its words, in the order in which they come.
    pub(super) texts: Vec<WordCounts>,
    /// For each word how many texts hold it.
    pub(super) held: Vec<usize>,
}

impl Counted {
    pub(super) fn of<'a, T: Sync>(
        lists: &Lists,
        things: &'a [T],
        matter: impl Fn(&'a T) -> Matter<'a> + Sync,
    ) -> Self {
        let size = things.len().div_ceil(rayon::current_num_threads()).max(SMALLEST_PART);
        let parts: Vec<Part> =
            things.par_chunks(size).map(|things| Part::of(lists, things.iter().map(&matter))).collect();
        let mut stems = Stems::default();
        let mut held = Vec::new();
        let renumbered: Vec<(Vec<u32>, Part)> = parts
            .into_iter()
            .map(|part| (part.stems.names().iter().map(|name| stems.number(name)).collect(), part))
            .collect();
        held.resize(stems.names().len(), 0);
        for (numbers, part) in &renumbered {
            for (number, times) in numbers.iter().zip(&part.held) {
                held[*number as usize] += times;
            }
        }
        let texts = renumbered.into_par_iter().flat_map(|(numbers, part)| {
            part.texts.into_par_iter().map(move |mut text| {
                for (word, _) in &mut text {
                    *word = numbers[*word as usize];
                }
                text
            })
        });
        Self { stems, texts: texts.collect(), held }
    }
}

/// Some of the texts, with numbers of their own for words.
struct Part {
    stems: Stems,
    texts: Vec<WordCounts>,
    held: Vec<usize>,
}

impl Part {
    fn of<'a>(lists: &Lists, matters: impl Iterator<Item = Matter<'a>>) -> Self {
        let mut written = Written::new(lists);
        let mut tally = Tally::default();
        let mut held = Vec::new();
        let texts = matters
            .map(|matter| {
                tally_words(&matter, &mut tally, |word| written.number(word));
                held.resize(written.stems.names().len(), 0);
                let counts = tally.take();
                for (word, _) in &counts {
                    held[*word as usize] += 1;
                }
                counts
            })
            .collect();
        Self { stems: written.stems, texts, held }
    }
}

/// The words of one text, in the order in which they come.
pub(super) fn counts_of(matter: &Matter<'_>, number: impl FnMut(&str) -> Option<(u32, f64)>) -> WordCounts {
    let mut tally = Tally::default();
    tally_words(matter, &mut tally, number);
    tally.take()
}

fn tally_words(matter: &Matter<'_>, tally: &mut Tally, mut number: impl FnMut(&str) -> Option<(u32, f64)>) {
    for (text, times) in [(matter.title, TITLE), (&*matter.text, 1.0)] {
        each_word(text, |word| {
            if let Some((number, share)) = number(word) {
                tally.add(number, times * share);
            }
        });
    }
}

/// Counts by number, for one text after another.
#[derive(Default)]
struct Tally {
    /// 0 for a word that did not come.
    times: Vec<f64>,
    came: Vec<u32>,
}

impl Tally {
    fn add(&mut self, number: u32, times: f64) {
        let at = number as usize;
        if at >= self.times.len() {
            self.times.resize(at + 1, 0.0);
        }
        if self.times[at] == 0.0 {
            self.came.push(number);
        }
        self.times[at] += times;
    }

    /// What was counted, and begins anew.
    fn take(&mut self) -> WordCounts {
        let times = &mut self.times;
        self.came.drain(..).map(|word| (word, std::mem::take(&mut times[word as usize]))).collect()
    }
}
