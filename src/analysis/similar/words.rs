//! From a text to the words that it is compared by: lower case, without accents, endings and empty words.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::stem::stem;
use super::stop_words::Lists;

/// The longest word that is looked at; what is longer is no word of a language.
const LONGEST: usize = 40;

/// Words by the numbers that they got, the first 0.
pub(super) struct Words {
    lists: Lists,
    /// What a word is as it is written: the number of its stem and what it counts for; nothing for an empty word.
    written: HashMap<Box<str>, Option<(u32, f64)>>,
    stems: HashMap<Box<str>, u32>,
    names: Vec<Box<str>>,
}

impl Words {
    pub(super) fn new() -> Self {
        Self { lists: Lists::new(), written: HashMap::new(), stems: HashMap::new(), names: Vec::new() }
    }

    /// The stems, in the order of their numbers.
    pub(super) fn names(&self) -> &[Box<str>] {
        &self.names
    }

    /// The number of a word, and what it counts for; a new one gets the next number.
    pub(super) fn number(&mut self, word: &str) -> Option<(u32, f64)> {
        if let Some(known) = self.written.get(word) {
            return *known;
        }
        let number = self.told(word).and_then(|(stem, share)| {
            let next = u32::try_from(self.names.len()).ok()?;
            let number = *self.stems.entry(stem.as_str().into()).or_insert(next);
            if number == next {
                self.names.push(stem.into());
            }
            Some((number, share))
        });
        self.written.insert(word.into(), number);
        number
    }

    /// The number of a word, where its stem is known; of one that is not, the stem.
    pub(super) fn look_up(&self, word: &str) -> Option<(Result<u32, String>, f64)> {
        let (stem, share) = self.told(word)?;
        Some((self.stems.get(stem.as_str()).copied().ok_or(stem), share))
    }

    /// The stem of a word that says something, and what it counts for.
    fn told(&self, word: &str) -> Option<(String, f64)> {
        let share = self.lists.share(word);
        let is_one = word.chars().nth(1).is_some() && word.len() <= LONGEST && share > 0.0;
        is_one.then(|| (stem(word), share))
    }
}

/// Calls `tell` with each word of a text, in lower case and without accents.
pub(super) fn each_word(text: &str, mut tell: impl FnMut(&str)) {
    let mut word = String::new();
    let mut end = |word: &mut String| {
        if !word.is_empty() {
            tell(word);
            word.clear();
        }
    };
    for each in text.chars() {
        if each.is_ascii() {
            if each.is_ascii_alphanumeric() {
                word.push(each.to_ascii_lowercase());
            } else if each != '\'' {
                end(&mut word);
            }
        } else {
            for piece in std::iter::once(each).nfkd() {
                match piece {
                    'ß' => word.push_str("ss"),
                    'æ' | 'Æ' => word.push_str("ae"),
                    'ø' | 'Ø' => word.push('o'),
                    '’' => {}
                    piece if is_combining_mark(piece) => {}
                    piece if piece.is_alphanumeric() => word.extend(piece.to_lowercase()),
                    _ => end(&mut word),
                }
            }
        }
    }
    end(&mut word);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &[&str]) {
        let mut words = Words::new();
        each_word(text, |word| {
            words.number(word);
        });
        let found: Vec<&str> = words.names().iter().map(|word| &**word).collect();
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
