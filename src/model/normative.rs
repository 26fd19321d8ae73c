//! What people agree to in an artifact: its normative words, and their fingerprint.
//!
//! Which fields and sections count is the kind's to say. Form does not count: layout, emphasis, ticks,
//! comments and where links lead. Knows nothing of approvals and of what follows when words change.

use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

use super::artifact::Artifact;
use super::field::Field;
use super::kind::{Kind, NormativeSections};
use super::value::Value;
use crate::text::markdown::{SectionWords, wording};

/// How many hexadecimal digits of a SHA-256 are written: none can find two texts that agree in them.
const DIGITS: usize = 24;

/// What is hashed before the words, so that another way to take them gives other fingerprints.
const FORM: &[u8] = b"normative words 1";

/// The normative words of an artifact, place by place, in the order of its kind.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct NormativeText {
    pub(crate) passages: Vec<Passage>,
}

/// The words at one place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Passage {
    /// The name of a field or the title of a section.
    pub(crate) place: String,
    /// With one space between them; never empty.
    pub(crate) words: String,
    /// Whether it is a section of the body, and no field.
    pub(crate) is_section: bool,
}

impl NormativeText {
    pub(crate) fn of(kind: &Kind, artifact: &Artifact) -> Self {
        let mut text = Self::default();
        for name in &kind.normative.fields {
            text.push(name, &field(kind, artifact, name), false);
        }
        if kind.normative.sections != NormativeSections::default() && !artifact.body.is_empty() {
            text.take_sections(&kind.normative.sections, &wording(artifact.body_text()));
        }
        text
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.passages.is_empty()
    }

    /// The words at `place`; nothing where there are none.
    pub(crate) fn words_at(&self, place: &str) -> &str {
        self.passages.iter().find(|passage| passage.place == place).map_or("", |passage| &passage.words)
    }

    /// A name of these words that no other words have.
    pub(crate) fn fingerprint(&self) -> String {
        let mut hash = Sha256::new();
        hash.update(FORM);
        for text in self.passages.iter().flat_map(|passage| [&passage.place, &passage.words]) {
            // The length keeps the end of one text apart from the beginning of the next.
            hash.update((text.len() as u64).to_le_bytes());
            hash.update(text.as_bytes());
        }
        let mut digits: String = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        digits.truncate(DIGITS);
        digits
    }

    fn push(&mut self, place: &str, words: &str, is_section: bool) {
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if words.is_empty() {
            return;
        }
        let words: String = words.nfc().collect();
        let known = |passage: &&mut Passage| passage.place == place && passage.is_section == is_section;
        match self.passages.iter_mut().find(known) {
            Some(passage) => {
                passage.words.push(' ');
                passage.words.push_str(&words);
            }
            None => self.passages.push(Passage { place: place.to_owned(), words, is_section }),
        }
    }

    fn take_sections(&mut self, which: &NormativeSections, sections: &[SectionWords]) {
        let titles: Vec<&str> = match which {
            NormativeSections::All => Vec::new(),
            NormativeSections::Titled(titles) => titles.iter().map(String::as_str).collect(),
        };
        if titles.is_empty() {
            for section in sections {
                self.push(if section.title.is_empty() { BODY } else { &section.title }, &section.words, true);
            }
            return;
        }
        let mut found: Vec<(usize, String)> = Vec::new();
        // The title that is open, and the level of its heading.
        let mut open: Option<(usize, u8)> = None;
        for section in sections {
            let named = titles.iter().position(|title| same_title(title, &section.title));
            match (named, open) {
                (Some(title), _) => {
                    open = Some((title, section.level));
                    found.push((title, section.words.clone()));
                }
                (None, Some((title, level))) if section.level > level => {
                    found.push((title, format!("{} {}", section.title, section.words)));
                }
                (None, _) => open = None,
            }
        }
        // The order of sections in the body is form.
        for (at, title) in titles.iter().enumerate() {
            for (_, words) in found.iter().filter(|(of, _)| *of == at) {
                self.push(title, words, true);
            }
        }
    }
}

/// The place of words that stand above the first heading.
const BODY: &str = "text";

fn same_title(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.to_lowercase()
}

/// What a field says, or one part of each of its records: `key_results.target`.
fn field(kind: &Kind, artifact: &Artifact, name: &str) -> String {
    if name == kind.title_field || name == "title" {
        let has_title = artifact.title_span.is_some();
        return if has_title { artifact.title.to_string() } else { String::new() };
    }
    let (outer, inner) = name.split_once('.').map_or((name, None), |(outer, inner)| (outer, Some(inner)));
    let Some(field) = kind.field(outer) else { return String::new() };
    match (artifact.value(kind, outer), inner) {
        (Some(value), None) => value.value.to_line(),
        (Some(value), Some(inner)) => parts(field, &value.value, inner),
        (None, None) => field.default.clone().unwrap_or_default(),
        (None, Some(_)) => String::new(),
    }
}

/// One part of a record, or of each record in a list; between them what no value is.
fn parts(field: &Field, value: &Value, inner: &str) -> String {
    let at = field.fields.get_index_of(inner);
    let part = |value: &Value| match (value, at) {
        (Value::Map(entries), _) => {
            let entry = entries.iter().find(|(key, _)| **key == *inner);
            entry.map(|(_, item)| item.value.to_line()).unwrap_or_default()
        }
        (value, Some(at)) => value.subfield(at).map(|value| value.value.to_line()).unwrap_or_default(),
        (_, None) => String::new(),
    };
    let parts: Vec<String> = value.each().map(part).collect();
    if parts.iter().all(String::is_empty) { String::new() } else { parts.join(" | ") }
}

#[cfg(test)]
mod tests;
