//! Names for the places of a page that a link can lead to.
//!
//! A heading is named by its words, an artifact by its id where the page first tells of it.

use std::collections::BTreeMap;

use crate::page::{Inline, Text, Tone};

/// The names given on one page so far; each is given once.
#[derive(Default, Debug)]
pub(crate) struct Anchors {
    given: BTreeMap<String, usize>,
}

impl Anchors {
    /// A name for a heading: its slug, with a number when an earlier place has it.
    pub(crate) fn heading(&mut self, text: &str) -> String {
        let slug = slug(text);
        let base = if slug.is_empty() { "section".to_owned() } else { slug };
        let mut name = base.clone();
        while self.given.contains_key(&name) {
            let number = self.given.get(&base).copied().unwrap_or_default() + 1;
            self.given.insert(base.clone(), number);
            name = format!("{base}-{number}");
        }
        self.given.insert(name.clone(), 0);
        name
    }

    /// The name of the artifact that `text` begins with, if the page has not told of it before.
    pub(crate) fn subject(&mut self, text: &Text) -> Option<String> {
        let name = slug(subject(text)?);
        if name.is_empty() || self.given.contains_key(&name) {
            return None;
        }
        self.given.insert(name.clone(), 0);
        Some(name)
    }
}

/// The id that a heading, a cell or the title of a card begins with.
pub(crate) fn subject(text: &Text) -> Option<&str> {
    match text.0.first()? {
        Inline::Reference { id, .. } | Inline::Toned(Tone::Id, id) => Some(id),
        _ => None,
    }
}

/// Words as a name in an address, the way code forges name headings: lower case, hyphens for spaces.
pub(crate) fn slug(text: &str) -> String {
    let kept = text.trim().chars().filter_map(|each| match each {
        ' ' => Some('-'),
        '-' | '_' => Some(each),
        _ if each.is_alphanumeric() => Some(each),
        _ => None,
    });
    kept.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_given_once() {
        let mut anchors = Anchors::default();
        assert_eq!(anchors.heading("What's next?"), "whats-next");
        assert_eq!(anchors.heading("What's next?"), "whats-next-1");
        assert_eq!(anchors.heading("What's next? 1"), "whats-next-1-1");
        assert_eq!(anchors.heading("What's next?"), "whats-next-2");
        assert_eq!(anchors.heading("!!"), "section");
    }

    #[test]
    fn an_artifact_is_named_where_it_is_first_told() {
        let mut anchors = Anchors::default();
        let text = Text::from(Inline::Toned(Tone::Id, "REQ-4".into())).and(Inline::Plain(" Export".into()));
        assert_eq!(anchors.subject(&text).as_deref(), Some("req-4"));
        assert_eq!(anchors.subject(&text), None);
        assert_eq!(anchors.subject(&"REQ-5".into()), None);
    }
}
