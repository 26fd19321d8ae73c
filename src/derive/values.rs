//! What the values of one field are: their type, how lists are written, which words mean nothing.
//!
//! A type is tried by reading the values as `pm` will read them, so that what is proposed and what `check`
//! says later are one.

use std::collections::{BTreeMap, BTreeSet};

use super::is_most;
use super::links::{LinkTry, ProposedLink};
use super::records;
use super::status::is_slip;
use super::words::{is_list_key, is_nothing, is_person_key};
use crate::model::field::FieldType;
use crate::model::values::{Date, Integer, Number, Percent, Period, Person, Url, Version};
use crate::text::yaml::{Content, Node};

/// The most words that a choice has.
const MOST_CHOICES: usize = 10;

/// The most texts that come again.
const MOST_COMING_AGAIN: usize = 40;

/// The longest word of a choice.
const LONGEST_CHOICE: usize = 30;

/// One value and the document that holds it.
pub(super) struct Held<'a> {
    /// The position of the document among all.
    pub(super) document: usize,
    pub(super) node: &'a Node,
}

/// A text within a value: the value itself or an item of its list.
#[derive(Clone, Copy)]
pub(super) struct Piece<'a> {
    pub(super) document: usize,
    pub(super) text: &'a str,
}

/// What a field is.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct ProposedType {
    pub(crate) ty: FieldType,
    /// How a list is written as one text, as an example: `1, 2, 3`.
    pub(crate) written: Option<&'static str>,
    /// Words that mean nothing.
    pub(crate) none: Vec<String>,
    /// The words of a choice, the most frequent first.
    pub(crate) choices: Vec<String>,
    pub(crate) link: Option<ProposedLink>,
    /// Of a record, what its entries hold, in the order in which they are written.
    pub(crate) parts: Vec<(String, ProposedType)>,
    /// How many values are not of the type.
    pub(crate) odd: usize,
    /// Whether they are a few short texts that come again and again.
    pub(crate) comes_again: bool,
    /// Whether words stand behind its days.
    pub(crate) allows_rest: bool,
}

impl ProposedType {
    pub(super) fn of(ty: FieldType) -> Self {
        Self {
            ty,
            written: None,
            none: Vec::new(),
            choices: Vec::new(),
            link: None,
            parts: Vec::new(),
            odd: 0,
            comes_again: false,
            allows_rest: false,
        }
    }
}

/// The type of the field called `key`, or why it has none that can be proposed.
pub(super) fn type_of(key: &str, held: &[Held<'_>], links: &LinkTry<'_>) -> Result<ProposedType, String> {
    let is_map = |node: &Node| node.entries().is_some();
    let maps = held.iter().filter(|held| is_map(held.node)).count();
    if maps * 10 >= held.len() * 9 {
        let records: Vec<Held<'_>> =
            held.iter().filter(|held| is_map(held.node)).map(|held| Held { ..*held }).collect();
        return map_of(key, held, links).or_else(|_| records::record_of(&records, links));
    }
    let of_maps = |held: &&Held<'_>| {
        held.node.items().is_some_and(|items| items.iter().any(|item| item.as_str().is_none()))
    };
    if held.iter().filter(of_maps).count() * 10 > held.len() {
        return records::list_of_records(held, links);
    }
    if maps * 10 > held.len() {
        return Err("maps and other values".to_owned());
    }
    let lists = held.iter().filter(|held| held.node.items().is_some()).count();
    let all: Vec<Piece<'_>> = held.iter().flat_map(pieces).collect();
    let (none, pieces): (Vec<Piece<'_>>, Vec<Piece<'_>>) =
        all.into_iter().partition(|piece| is_nothing(piece.text));
    if pieces.is_empty() {
        return Err("no values but words that mean nothing".to_owned());
    }
    let is_list = lists * 10 >= held.len();
    let mut proposed = simple(key, &pieces, links, is_list);
    if is_list {
        proposed.ty = FieldType::List(Box::new(proposed.ty));
    } else if let Some(split) = split(key, &pieces, links, &proposed) {
        proposed = split;
    }
    proposed.none = distinct(&none);
    Ok(proposed)
}

/// The texts of a value.
fn pieces<'a>(held: &Held<'a>) -> Vec<Piece<'a>> {
    let text = |node: &'a Node| {
        let text = node.as_str()?.trim();
        // A word for nothing that YAML takes for no value is one only where it is written as a word.
        (!text.is_empty()).then_some(Piece { document: held.document, text })
    };
    match &held.node.content {
        Content::List { items, .. } => items.iter().filter_map(text).collect(),
        _ => text(held.node).into_iter().collect(),
    }
}

/// Words for nothing, each once: letter case plays no part in them.
fn distinct(none: &[Piece<'_>]) -> Vec<String> {
    let words: BTreeMap<String, &str> =
        none.iter().rev().map(|piece| (piece.text.to_lowercase(), piece.text)).collect();
    words.into_values().map(str::to_owned).collect()
}

fn map_of(key: &str, held: &[Held<'_>], links: &LinkTry<'_>) -> Result<ProposedType, String> {
    let inner: Vec<Held<'_>> = held
        .iter()
        .flat_map(|held| held.node.entries().unwrap_or_default().iter().map(|entry| (held.document, entry)))
        .filter(|(_, entry)| !entry.value.is_null())
        .map(|(document, entry)| Held { document, node: &entry.value })
        .collect();
    if inner.is_empty() || inner.iter().any(|held| held.node.as_str().is_none()) {
        return Err("maps of maps and lists".to_owned());
    }
    let pieces: Vec<Piece<'_>> = inner.iter().flat_map(pieces).collect();
    let (none, pieces): (Vec<Piece<'_>>, Vec<Piece<'_>>) =
        pieces.into_iter().partition(|piece| is_nothing(piece.text));
    let mut proposed = simple(key, &pieces, links, true);
    if !proposed.choices.is_empty() || proposed.link.is_some() {
        proposed = ProposedType::of(FieldType::Text);
    }
    proposed.none = distinct(&none);
    proposed.ty = FieldType::Map(Box::new(proposed.ty));
    Ok(proposed)
}

/// The list that texts are which hold several values: `1, 2, 3`.
fn split(key: &str, pieces: &[Piece<'_>], links: &LinkTry<'_>, whole: &ProposedType) -> Option<ProposedType> {
    // A text that is split must be better understood than before: prose has commas too.
    if pieces.iter().all(|piece| !piece.text.contains(','))
        || !matches!(
            whole.ty,
            FieldType::Text
                | FieldType::Link
                | FieldType::Person
                | FieldType::Choice
                | FieldType::Integer
                | FieldType::Number
        )
    {
        return None;
    }
    let parts: Vec<Piece<'_>> = pieces
        .iter()
        .flat_map(|piece| {
            piece.text.split(',').map(|text| Piece { document: piece.document, text: text.trim() })
        })
        .filter(|piece| !piece.text.is_empty())
        .collect();
    let mut proposed = simple(key, &parts, links, true);
    let is_understood = match proposed.ty {
        FieldType::Person | FieldType::Link | FieldType::Version | FieldType::Integer => true,
        FieldType::Choice | FieldType::Text => {
            let is_short =
                |piece: &&Piece<'_>| piece.text.len() <= LONGEST_CHOICE && piece.text.split(' ').count() <= 3;
            proposed.choices.clear();
            proposed.ty = FieldType::Text;
            proposed.odd = 0;
            is_list_key(key) && is_most(parts.iter().filter(is_short).count(), parts.len())
        }
        _ => false,
    };
    proposed.ty = FieldType::List(Box::new(proposed.ty));
    proposed.written = Some("a, b, c");
    is_understood.then_some(proposed)
}

/// The type of texts that are no list.
fn simple(key: &str, pieces: &[Piece<'_>], links: &LinkTry<'_>, within_list: bool) -> ProposedType {
    if let Some((link, odd)) = links.of(key, pieces) {
        return ProposedType { link: Some(link), odd, ..ProposedType::of(FieldType::Link) };
    }
    let count = |fits: &dyn Fn(&str) -> bool| pieces.iter().filter(|piece| fits(piece.text)).count();
    let typed = |ty: FieldType, fits: &dyn Fn(&str) -> bool| {
        let fitting = count(fits);
        is_most(fitting, pieces.len())
            .then(|| ProposedType { odd: pieces.len() - fitting, ..ProposedType::of(ty) })
    };
    let is_version = |text: &str| Version::parse(text).is_ok();
    let has_version_signs = |text: &str| {
        text.matches('.').count() >= 2
            || text.starts_with(['v', 'V']) && text[1..].starts_with(|sign: char| sign.is_ascii_digit())
    };
    let found = typed(FieldType::Boolean, &|text| matches!(&*text.to_lowercase(), "true" | "false"))
        .or_else(|| typed(FieldType::Date, &|text| Date::parse(text).is_ok()))
        .or_else(|| {
            let day = typed(FieldType::Date, &|text| Date::parse_dropping_time(text).is_ok())?;
            Some(ProposedType { allows_rest: true, ..day })
        })
        .or_else(|| match count(&has_version_signs) * 2 >= pieces.len() {
            true => typed(FieldType::Version, &is_version),
            false => None,
        })
        .or_else(|| typed(FieldType::Integer, &|text| Integer::parse(text).is_ok()))
        .or_else(|| typed(FieldType::Number, &|text| Number::parse(text).is_ok()))
        .or_else(|| typed(FieldType::Percent, &|text| text.ends_with('%') && Percent::parse(text).is_ok()))
        .or_else(|| typed(FieldType::Url, &|text| text.starts_with("http") && Url::parse(text).is_ok()))
        .or_else(|| typed(FieldType::Period, &|text| text.len() > 4 && Period::parse(text).is_ok()))
        .or_else(|| person(key, pieces));
    if let Some(found) = found {
        return found;
    }
    if !within_list && let Some(choice) = choice(pieces) {
        return choice;
    }
    ProposedType { comes_again: come_again(pieces), ..ProposedType::of(FieldType::Text) }
}

/// Whether texts are short, few, and each there several times.
fn come_again(pieces: &[Piece<'_>]) -> bool {
    let distinct: BTreeSet<&str> = pieces.iter().map(|piece| piece.text).collect();
    distinct.len() <= MOST_COMING_AGAIN
        && distinct.len() * 5 <= pieces.len()
        && pieces.iter().all(|piece| piece.text.len() <= LONGEST_CHOICE)
}

/// People: by the sign of a handle, by an address in brackets, or by the usual names of such fields.
fn person(key: &str, pieces: &[Piece<'_>]) -> Option<ProposedType> {
    let fitting = pieces.iter().filter(|piece| Person::parse(piece.text).is_ok()).count();
    let signed = pieces
        .iter()
        .filter(|piece| piece.text.starts_with('@') || piece.text.contains("(@") || piece.text.contains('<'))
        .count();
    let is_person = is_most(fitting, pieces.len()) && (signed * 2 >= pieces.len() || is_person_key(key));
    is_person.then(|| ProposedType { odd: pieces.len() - fitting, ..ProposedType::of(FieldType::Person) })
}

/// A choice: few words that come again and again.
fn choice(pieces: &[Piece<'_>]) -> Option<ProposedType> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for piece in pieces {
        *counts.entry(piece.text).or_default() += 1;
    }
    let all = pieces.len();
    let mut words: Vec<(&str, usize)> = counts.iter().map(|(word, count)| (*word, *count)).collect();
    words.retain(|(word, own)| !is_slip(word, *own, &counts, all, false));
    words.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(other.0)));
    let is_word = |word: &str| word.len() <= LONGEST_CHOICE && !word.contains(['\n', '\r', '[', '{']);
    let is_choice = words.len() > 1
        && words.len() <= MOST_CHOICES
        && counts.keys().all(|word| is_word(word))
        && words.len() * 4 <= all
        && words.iter().filter(|(_, count)| *count > 1).count() * 2 >= words.len();
    let known: usize = words.iter().map(|(_, count)| count).sum();
    (is_choice && is_most(known, all)).then(|| ProposedType {
        choices: words.iter().map(|(word, _)| (*word).to_owned()).collect(),
        odd: all - known,
        ..ProposedType::of(FieldType::Choice)
    })
}
