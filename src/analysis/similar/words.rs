//! From a text to the words that it is compared by: lower case, without accents, endings and empty words.

use std::collections::HashMap;

use foldhash::fast::FixedState;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::stem::stem;
use super::stop_words::Lists;

/// The longest word that is looked at; what is longer is no word of a language.
const LONGEST: usize = 40;

/// Stems by the numbers that they got, the first 0.
#[derive(Default)]
pub(super) struct Stems {
    numbers: HashMap<Box<str>, u32, FixedState>,
    names: Vec<Box<str>>,
}

impl Stems {
    /// In the order of their numbers.
    pub(super) fn names(&self) -> &[Box<str>] {
        &self.names
    }

    pub(super) fn look_up(&self, stem: &str) -> Option<u32> {
        self.numbers.get(stem).copied()
    }

    /// The number of a stem; a new one gets the next number.
    pub(super) fn number(&mut self, stem: &str) -> u32 {
        if let Some(known) = self.look_up(stem) {
            return known;
        }
        let next = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        self.numbers.insert(stem.into(), next);
        self.names.push(stem.into());
        next
    }
}

/// Words as they are written, each looked up once.
pub(super) struct Written<'a> {
    lists: &'a Lists,
    /// The number of its stem and what it counts for; nothing for an empty word.
    known: HashMap<Box<str>, Option<(u32, f64)>, FixedState>,
    pub(super) stems: Stems,
}

impl<'a> Written<'a> {
    pub(super) fn new(lists: &'a Lists) -> Self {
        Self { lists, known: HashMap::default(), stems: Stems::default() }
    }

    /// The number of a word's stem, and what the word counts for.
    pub(super) fn number(&mut self, word: &str) -> Option<(u32, f64)> {
        if let Some(known) = self.known.get(word) {
            return *known;
        }
        let number = told(self.lists, word).map(|(stem, share)| (self.stems.number(&stem), share));
        self.known.insert(word.into(), number);
        number
    }
}

/// The stem of a word that says something, and what it counts for.
pub(super) fn told(lists: &Lists, word: &str) -> Option<(String, f64)> {
    let share = lists.share(word);
    let is_one = word.chars().nth(1).is_some() && word.len() <= LONGEST && share > 0.0;
    is_one.then(|| (stem(word), share))
}

/// What a byte is in a word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// A letter or a figure as it is compared.
    Plain,
    Capital,
    Other,
}

/// For each byte what it is: a table, for this is asked of every byte of every text.
const SORTS: [Sort; 256] = {
    let mut sorts = [Sort::Other; 256];
    let mut byte = 0;
    while byte < 128 {
        let sign = byte as u8;
        if sign.is_ascii_uppercase() {
            sorts[byte] = Sort::Capital;
        } else if sign.is_ascii_alphanumeric() {
            sorts[byte] = Sort::Plain;
        }
        byte += 1;
    }
    sorts
};

/// Calls `tell` with each word of a text, in lower case and without accents.
pub(super) fn each_word(text: &str, mut tell: impl FnMut(&str)) {
    let mut word = String::new();
    let mut rest = text;
    while !rest.is_empty() {
        let mut has_capitals = false;
        let letters = rest
            .bytes()
            .take_while(|byte| {
                let sort = SORTS[usize::from(*byte)];
                has_capitals |= sort == Sort::Capital;
                sort != Sort::Other
            })
            .count();
        let (letters, behind) = rest.split_at(letters);
        let next = behind.chars().next();
        let ends = next.is_none_or(|next| next.is_ascii() && next != '\'');
        if ends && word.is_empty() && !has_capitals {
            // Most words: nothing to change, nothing to put together.
            if !letters.is_empty() {
                tell(letters);
            }
        } else {
            let start = word.len();
            word.push_str(letters);
            word[start..].make_ascii_lowercase();
            match next {
                Some(sign) if !ends => spell(sign, &mut word, &mut tell),
                _ => end(&mut word, &mut tell),
            }
        }
        rest = &behind[next.map_or(0, char::len_utf8)..];
    }
    end(&mut word, &mut tell);
}

fn end(word: &mut String, tell: &mut impl FnMut(&str)) {
    if !word.is_empty() {
        tell(word);
        word.clear();
    }
}

/// Puts an apostrophe, or a sign beyond ASCII, behind a word, or ends it.
fn spell(sign: char, word: &mut String, tell: &mut impl FnMut(&str)) {
    for piece in std::iter::once(sign).nfkd() {
        match piece {
            'ß' => word.push_str("ss"),
            'æ' | 'Æ' => word.push_str("ae"),
            'ø' | 'Ø' => word.push('o'),
            '’' | '\'' => {}
            piece if is_combining_mark(piece) => {}
            piece if piece.is_alphanumeric() => word.extend(piece.to_lowercase()),
            _ => end(word, tell),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &[&str]) {
        let lists = Lists::new();
        let mut words = Written::new(&lists);
        each_word(text, |word| {
            words.number(word);
        });
        let found: Vec<&str> = words.stems.names().iter().map(|word| &**word).collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn words_lose_case_accents_endings_and_what_says_nothing() {
        check("Please add the EXPORT of invoices!", &["add", "export", "invoic"]);
        check("Ärzte würden gerne Straßen sehen", &["arzt", "stras", "sehen"]);
        check("Mrs Müller's e-mail: ﬁle №5", &["mrs", "mull", "mail", "file", "no5"]);
        check("don’t … 👩‍👩‍👧 x", &[]);
    }
}
