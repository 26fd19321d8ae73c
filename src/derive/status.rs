//! The status of a group's documents: which key holds it, its words, and the category of each.
//!
//! A category is the usual one of a word, or what the documents show, or a guess that says so.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::reading::Document;
use super::words::{
    STATUS_KEYS, Sureness, category, category_of_folder, folded, is_accepted, is_key_of_an_end, is_nothing,
    is_word_of_decisions, status_within,
};
use crate::model::workflow::Category;

/// More words than this are no statuses, unless they are the usual ones.
const MOST_WORDS: usize = 20;

/// In so many documents a word that is there once and that nobody knows is a slip of the pen.
const MANY: usize = 50;

/// A longer text is a sentence, and no status.
const LONGEST: usize = 40;

/// The status of a kind.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct ProposedStatus {
    pub(crate) key: String,
    /// How many documents have one.
    pub(crate) count: usize,
    /// By category, then the usual words and the most frequent first.
    pub(crate) words: Vec<StatusWord>,
    /// Words that are left out: written otherwise than usual, or once among many.
    pub(crate) left_out: Vec<(String, usize)>,
    /// Whether more stands behind the status in some documents, such as a day.
    pub(crate) allows_rest: bool,
}

/// So many documents of a hundred must say more than their status before more is expected.
const SHARE_WITH_REST: usize = 5;

/// A status and its category.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct StatusWord {
    pub(crate) name: String,
    pub(crate) category: Category,
    pub(crate) count: usize,
    pub(crate) because: Because,
}

/// Why a status has its category.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Because {
    Usual,
    /// It begins with a usual word.
    Begins,
    /// Most of its documents lie in a folder that says so.
    Folder,
    /// Most of its documents say when they ended.
    End,
    /// Nothing says so.
    Guess,
}

impl Because {
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Usual => "a usual word",
            Self::Begins => "begins with a usual word",
            Self::Folder => "by the folder of its documents",
            Self::End => "its documents say when they ended",
            Self::Guess => "a guess",
        }
    }

    pub(crate) fn is_sure(self) -> bool {
        self == Self::Usual
    }

    pub(crate) fn is_guess(self) -> bool {
        self == Self::Guess
    }
}

impl ProposedStatus {
    /// The status of the documents of the kind called `kind`.
    pub(super) fn of(kind: &str, documents: &[&Document]) -> Option<Self> {
        STATUS_KEYS.iter().find_map(|name| {
            let key = written_key(documents, name)?;
            Self::in_key(kind, documents, key)
        })
    }

    fn in_key(kind: &str, documents: &[&Document], key: &str) -> Option<Self> {
        let texts: Vec<&str> = documents.iter().filter_map(|document| document.get(key)?.as_str()).collect();
        let allows_rest = have_rest(&texts);
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        let mut others = 0;
        for node in documents.iter().filter_map(|document| document.get(key)) {
            match node.as_str().map(|text| word_of(text, allows_rest)) {
                Some(text) if text.len() <= LONGEST && !text.contains(['\n', '\r']) && !is_nothing(text) => {
                    *counts.entry(text).or_default() += 1;
                }
                _ => others += 1,
            }
        }
        if allows_rest {
            counts = spelt_once(counts);
        }
        let count: usize = counts.values().sum();
        let known =
            counts.iter().filter(|(word, _)| category(word).is_some()).map(|(_, count)| count).sum::<usize>();
        let is_named_so = matches!(&*folded(key), "status" | "state");
        let is_status = count * 2 >= documents.len()
            && count > others * 4
            && (known * 2 >= count || is_named_so && counts.len() <= MOST_WORDS && counts.len() * 3 <= count);
        if !is_status {
            return None;
        }
        let of_decisions = is_about_decisions(kind, &counts);
        let (mut words, mut left_out) = (Vec::new(), Vec::new());
        for (word, own) in &counts {
            let is_known = matches!(category(word), Some((_, Sureness::Usual)));
            if is_slip(word, *own, &counts, count, is_known) {
                left_out.push(((*word).to_owned(), *own));
                continue;
            }
            let theirs: Vec<&Document> = documents
                .iter()
                .copied()
                .filter(|document| {
                    let text = document.get(key).and_then(|node| node.as_str());
                    text.is_some_and(|text| is_word(text, word, allows_rest))
                })
                .collect();
            let (category, because) = judged(word, &theirs, of_decisions);
            words.push(StatusWord { name: (*word).to_owned(), category, count: *own, because });
        }
        // The first is the one of new documents, so a guess comes last.
        words.sort_by_key(|word| {
            (word.category, !word.because.is_sure(), Reverse(word.count), word.name.clone())
        });
        left_out.sort_by(|one, other| (Reverse(one.1), &one.0).cmp(&(Reverse(other.1), &other.0)));
        Some(Self { key: key.to_owned(), count, words, left_out, allows_rest })
    }
}

impl ProposedStatus {
    /// The status that a text begins with, and what stands behind it.
    pub(crate) fn word_and_rest<'t>(&self, text: &'t str) -> (&'t str, &'t str) {
        let word = word_of(text, self.allows_rest);
        let end = word.as_ptr().addr() - text.as_ptr().addr() + word.len();
        (word, &text[end..])
    }

    /// Whether a document has the status `word`.
    pub(super) fn is_of(&self, document: &Document, word: &str) -> bool {
        let text = document.get(&self.key).and_then(|node| node.as_str());
        text.is_some_and(|text| is_word(text, word, self.allows_rest))
    }
}

/// Whether enough texts say more than a status: a day, a version, what took the place of the document.
fn have_rest(texts: &[&str]) -> bool {
    let is_usual = |text: &str| matches!(category(text), Some((_, Sureness::Usual)));
    let has_rest = |text: &&&str| {
        let word = status_within(text);
        word.len() < text.trim().len() && !is_usual(text) && category(word).is_some()
    };
    texts.iter().filter(has_rest).count() * 100 >= (texts.len() * SHARE_WITH_REST).max(1)
}

fn word_of(text: &str, allows_rest: bool) -> &str {
    if allows_rest { status_within(text) } else { text }
}

fn is_word(text: &str, word: &str, allows_rest: bool) -> bool {
    if allows_rest { folded(status_within(text)) == folded(word) } else { text == word }
}

/// Spellings of one word together, as most of them are.
fn spelt_once(counts: BTreeMap<&str, usize>) -> BTreeMap<&str, usize> {
    let mut together: BTreeMap<String, (&str, usize, usize)> = BTreeMap::new();
    for (word, count) in counts {
        let (spelling, most, all) = together.entry(folded(word)).or_insert((word, 0, 0));
        if count > *most {
            (*spelling, *most) = (word, count);
        }
        *all += count;
    }
    together.into_values().map(|(word, _, all)| (word, all)).collect()
}

/// The key that reads as `name`, as the documents write it.
pub(super) fn written_key<'d>(documents: &[&'d Document], name: &str) -> Option<&'d str> {
    let wanted = folded(name);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for key in documents.iter().flat_map(|document| document.keys()).filter(|key| folded(key) == wanted) {
        *counts.entry(key).or_default() += 1;
    }
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map(|(key, _)| key)
}

/// Whether a word is another one in an odd spelling, or there once among many where it is not known.
pub(super) fn is_slip(
    word: &str,
    own: usize,
    counts: &BTreeMap<&str, usize>,
    all: usize,
    is_known: bool,
) -> bool {
    let is_twin = counts
        .iter()
        .any(|(other, count)| *other != word && folded(other) == folded(word) && *count > own * 2);
    is_twin || own == 1 && all >= MANY && !is_known
}

/// Whether what is accepted is finished: in decisions, and where nothing comes behind it.
fn is_about_decisions(kind: &str, counts: &BTreeMap<&str, usize>) -> bool {
    let words: BTreeSet<&str> = counts.keys().copied().collect();
    let is_done = |word: &&str| {
        category(word).is_some_and(|(category, _)| category == Category::Done) && !is_word_of_decisions(word)
    };
    let is_active = |word: &&str| {
        category(word).is_some_and(|(category, _)| category == Category::Active) && !is_accepted(word)
    };
    let is_called_so = kind.split('-').any(|word| matches!(word, "adr" | "decision"));
    (is_called_so || words.iter().any(|word| is_word_of_decisions(word)))
        && !words.iter().any(|word| is_done(word) || is_active(word))
}

/// The category of a word, of which `own` are the documents.
fn judged(word: &str, own: &[&Document], of_decisions: bool) -> (Category, Because) {
    if of_decisions && is_accepted(word) {
        return (Category::Done, Because::Usual);
    }
    match category(word) {
        Some((category, Sureness::Usual)) => return (category, Because::Usual),
        Some((category, Sureness::BeginsWithUsual)) => return (category, Because::Begins),
        None => {}
    }
    let is_most = |count: usize| count >= 2 && count * 5 >= own.len() * 4;
    let by_folder = |wanted: Category| {
        let lies_there = |document: &&&Document| {
            document.path.parent().as_str().split('/').any(|part| category_of_folder(part) == Some(wanted))
        };
        is_most(own.iter().filter(lies_there).count())
    };
    if let Some(category) =
        [Category::Done, Category::Dropped, Category::Active].into_iter().find(|each| by_folder(*each))
    {
        return (category, Because::Folder);
    }
    if is_most(own.iter().filter(|document| document.keys().any(is_key_of_an_end)).count()) {
        return (Category::Done, Because::End);
    }
    (Category::Open, Because::Guess)
}
