//! Which of the known words meet a word: itself, those spelt nearly alike, those it is a part of, those that mean
//! the same.

use std::collections::BTreeMap;

use super::meanings::Meanings;

/// How near words are that mean the same.
const LIKE_MEANING: f64 = 0.7;
/// How near a word is to one that begins or ends with it: `rezept` to `rezeptdruck`.
const PART: f64 = 0.6;
/// The fewest letters of a word that is looked for in others, or misspelt.
const PART_LETTERS: usize = 5;
/// The share of common pieces above which two words are one, spelt differently.
const ALIKE: f64 = 0.6;

/// The known words, by their pieces and by their meanings.
#[derive(Debug)]
pub(super) struct Relatives {
    meanings: Meanings,
    /// By group of meanings.
    meant: BTreeMap<u16, Vec<u32>>,
    /// Three letters in a row and a word that holds them, sorted.
    holders: Vec<([char; 3], u32)>,
    /// The words by their numbers.
    words: Vec<Box<str>>,
    /// How many pieces each word has.
    pieces: Vec<usize>,
}

impl Relatives {
    /// `words` in the order of their numbers.
    pub(super) fn new(words: &[Box<str>]) -> Self {
        let meanings = Meanings::new();
        let mut meant: BTreeMap<u16, Vec<u32>> = BTreeMap::new();
        let mut holders: Vec<([char; 3], u32)> = Vec::new();
        let mut count = Vec::with_capacity(words.len());
        for (number, word) in (0_u32..).zip(words) {
            for group in meanings.of(word) {
                meant.entry(*group).or_default().push(number);
            }
            let pieces = pieces(word);
            count.push(pieces.len());
            holders.extend(pieces.into_iter().map(|piece| (piece, number)));
        }
        holders.sort_unstable();
        Self { meanings, meant, holders, words: words.to_vec(), pieces: count }
    }

    /// The words that meet `word`, each once, with how near they are; `number` is its own where it is known.
    pub(super) fn of(&self, word: &str, number: Option<u32>) -> BTreeMap<u32, f64> {
        let mut found = self.alike(word);
        for group in self.meanings.of(word) {
            for other in self.meant.get(group).into_iter().flatten() {
                let closeness = found.entry(*other).or_insert(0.0);
                *closeness = closeness.max(LIKE_MEANING);
            }
        }
        if let Some(number) = number {
            found.insert(number, 1.0);
        }
        found
    }

    fn alike(&self, word: &str) -> BTreeMap<u32, f64> {
        let own = pieces(word);
        let letters = word.chars().count();
        let mut shared: BTreeMap<u32, usize> = BTreeMap::new();
        if letters >= PART_LETTERS && !word.bytes().any(|byte| byte.is_ascii_digit()) {
            for piece in &own {
                let first = self.holders.partition_point(|(held, _)| held < piece);
                for (_, other) in self.holders[first..].iter().take_while(|(held, _)| held == piece) {
                    *shared.entry(*other).or_default() += 1;
                }
            }
        }
        let near = shared.into_iter().filter_map(|(number, shared)| {
            let other = &*self.words[number as usize];
            if other.chars().count() < PART_LETTERS {
                return None;
            }
            let (short, long) = if other.len() < word.len() { (other, word) } else { (word, other) };
            let alike = 2.0 * shared as f64 / (own.len() + self.pieces[number as usize]) as f64;
            if alike >= ALIKE {
                Some((number, alike))
            } else if long.starts_with(short) || long.ends_with(short) {
                Some((number, PART))
            } else {
                None
            }
        });
        near.collect()
    }
}

/// Three letters in a row, each once, with a mark before the first and behind the last.
fn pieces(word: &str) -> Vec<[char; 3]> {
    let letters: Vec<char> = std::iter::once(' ').chain(word.chars()).chain([' ']).collect();
    let mut pieces: Vec<[char; 3]> = letters.windows(3).map(|three| [three[0], three[1], three[2]]).collect();
    pieces.sort_unstable();
    pieces.dedup();
    pieces
}
