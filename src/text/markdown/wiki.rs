//! Links in double brackets, as wikis and notebooks write them: `[[Name]]`, `[[Name#Section|words]]`, `![[picture.png]]`.
//!
//! Reads places and names; which document has a name is not known here. They are no part of an outline: on a forge
//! they are plain text.

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag};

use crate::text::markdown::reader::OPTIONS;
use crate::text::span::Span;

/// What stands between double brackets.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct WikiName<'t> {
    /// The name, or the path, of what is meant; empty for a section of the document itself.
    pub(crate) name: &'t str,
    /// Behind `#`: a heading, the innermost where several are written.
    pub(crate) section: Option<&'t str>,
    /// Behind `|`: what a reader sees.
    pub(crate) words: Option<&'t str>,
}

/// A link in double brackets in a body.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct WikiLink<'t> {
    pub(crate) name: WikiName<'t>,
    /// With the brackets, and with the `!` of one that shows its target in place.
    pub(crate) span: Span,
    pub(crate) is_embedded: bool,
}

impl<'t> WikiName<'t> {
    /// Reads a text that is `[[…]]` and nothing else.
    pub(crate) fn parse(text: &'t str) -> Option<Self> {
        let inside = text.trim().strip_prefix("[[")?.strip_suffix("]]")?;
        if inside.is_empty() || inside.contains("]]") || inside.contains("[[") || inside.contains('\n') {
            return None;
        }
        // In a cell of a table the line stands behind a backslash.
        let (target, words) = match inside.split_once('|') {
            Some((target, words)) => (target.strip_suffix('\\').unwrap_or(target), Some(words.trim())),
            None => (inside, None),
        };
        let (name, section) = match target.split_once('#') {
            Some((name, sections)) => (name, sections.rsplit('#').next()),
            None => (target, None),
        };
        let section = section.map(str::trim).filter(|section| !section.is_empty());
        let is_something = !name.trim().is_empty() || section.is_some();
        is_something.then(|| Self {
            name: name.trim(),
            section,
            words: words.filter(|words| !words.is_empty()),
        })
    }
}

/// The links in double brackets of `body`, which stands at `base` in its file, in the order of the text. What stands
/// in code is none, and neither is a Markdown link whose words are in brackets.
pub(crate) fn wiki_links(body: &str, base: usize) -> Vec<WikiLink<'_>> {
    if !body.contains("[[") {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (event, range) in Parser::new_ext(body, OPTIONS.union(Options::ENABLE_WIKILINKS)).into_offset_iter() {
        let is_embedded = match event {
            Event::Start(Tag::Link { link_type: LinkType::WikiLink { .. }, .. }) => false,
            Event::Start(Tag::Image { link_type: LinkType::WikiLink { .. }, .. }) => true,
            _ => continue,
        };
        let span = Span::new(range.start, range.end);
        let raw = span.slice(body);
        if body[span.end()..].starts_with(['(', ':']) {
            continue;
        }
        if let Some(name) = WikiName::parse(raw.strip_prefix('!').unwrap_or(raw)) {
            found.push(WikiLink { name, span: span.shift(base), is_embedded });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(body: &str, expect: &[&str]) {
        let found: Vec<String> = wiki_links(body, 0)
            .iter()
            .map(|link| {
                assert!(link.span.slice(body).ends_with("]]"), "{link:?}");
                let WikiName { name, section, words } = link.name;
                let mark = if link.is_embedded { "!" } else { "" };
                format!("{mark}{name} # {} | {}", section.unwrap_or("-"), words.unwrap_or("-"))
            })
            .collect();
        assert_eq!(found, expect, "{body}");
    }

    #[test]
    fn a_name_may_have_a_section_and_words() {
        check(
            "See [[Tides]] and [[a/Tides#At sea|the tides]].",
            &["Tides # - | -", "a/Tides # At sea | the tides"],
        );
        check("![[chart.png|300]] [[#Below]]", &["!chart.png # - | 300", " # Below | -"]);
        check("[[Tides#A#B]]", &["Tides # B | -"]);
    }

    #[test]
    fn a_cell_of_a_table_escapes_the_line() {
        check(
            "| a | b |\n|---|---|\n| [[Tides\\|them]] | [[Berths]] |\n",
            &["Tides # - | them", "Berths # - | -"],
        );
    }

    #[test]
    fn code_and_other_links_are_none() {
        check("`[[a]]`\n\n    [[b]]\n\n```\n[[c]]\n```\n", &[]);
        check("[[1]](https://x.example) [a](b.md) [[]] [[ ]]", &[]);
    }

    #[test]
    fn front_matter_holds_one_and_nothing_else() {
        assert!(WikiName::parse("[[a]] and [[b]]").is_none());
        assert!(WikiName::parse("a").is_none());
    }

    proptest! {
        #[test]
        fn a_link_stands_where_it_is_said_to(body in "[\\[\\]!|#()a b\\\\`\\n]{0,40}") {
            for link in wiki_links(&body, 0) {
                let raw = link.span.slice(&body);
                prop_assert_eq!(raw.starts_with('!'), link.is_embedded);
                prop_assert_eq!(WikiName::parse(raw.trim_start_matches('!')), Some(link.name));
            }
        }
    }
}
