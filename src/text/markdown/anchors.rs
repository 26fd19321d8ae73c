//! The anchors that GitHub gives headings, and those that HTML tags name.

use std::collections::HashMap;

use unicode_normalization::char::is_combining_mark;

/// The anchor of a heading's text: lower case, blanks as `-`, signs dropped. Two blanks give two
/// dashes, as on GitHub.
pub(crate) fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for character in text.trim().chars() {
        match character {
            ' ' => slug.push('-'),
            '-' | '_' => slug.push(character),
            _ if character.is_alphanumeric() || is_combining_mark(character) => {
                slug.extend(character.to_lowercase());
            }
            _ => {}
        }
    }
    slug
}

/// Gives each heading of one body its own anchor.
#[derive(Default)]
pub(crate) struct Numbered {
    /// How often each anchor has been wanted.
    seen: HashMap<String, usize>,
}

impl Numbered {
    /// The anchor itself for the first, then `anchor-1`, `anchor-2`.
    pub(crate) fn next(&mut self, slug: String) -> String {
        let Some(count) = self.seen.get(&slug) else {
            self.seen.insert(slug.clone(), 0);
            return slug;
        };
        let mut count = *count;
        let numbered = loop {
            count += 1;
            let numbered = format!("{slug}-{count}");
            if !self.seen.contains_key(&numbered) {
                break numbered;
            }
        };
        self.seen.insert(slug, count);
        self.seen.insert(numbered.clone(), 0);
        numbered
    }
}

/// The names that `id="…"` and `name="…"` give in a piece of HTML, each with its offset there.
pub(crate) fn named_in(html: &str) -> Vec<(&str, usize)> {
    let mut names = Vec::new();
    let mut at = 0;
    while let Some(open) = html[at..].find('<').map(|found| at + found) {
        let (end, is_tag) = match html[open..].strip_prefix("<!--") {
            Some(comment) => (comment.find("-->").map(|found| open + 4 + found + 3), false),
            None => (html[open..].find('>').map(|found| open + found + 1), true),
        };
        let Some(end) = end else { break };
        if is_tag {
            let tag = &html[open..end];
            let mut found: Vec<_> =
                ["id=", "name="].into_iter().filter_map(|name| attribute(tag, name)).collect();
            found.sort_by_key(|(_, at)| *at);
            names.extend(found.into_iter().map(|(name, at)| (name, open + at)));
        }
        at = end;
    }
    names
}

/// The quoted value of the first `attribute` of a tag, and its offset there.
fn attribute<'tag>(tag: &'tag str, attribute: &str) -> Option<(&'tag str, usize)> {
    let follows_blank = |at: &usize| tag[..*at].ends_with(|before: char| before.is_ascii_whitespace());
    let at = tag.match_indices(attribute).map(|(at, _)| at).find(follows_blank)? + attribute.len();
    let quote = tag[at..].chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    let (name, _) = tag[at + 1..].split_once(quote)?;
    (!name.is_empty()).then_some((name, at + 1))
}

/// A piece of HTML without its comments.
pub(crate) fn without_comments(html: &str) -> String {
    let mut rest = html;
    let mut kept = String::new();
    while let Some((before, comment)) = rest.split_once("<!--") {
        kept.push_str(before);
        rest = comment.split_once("-->").map_or("", |(_, after)| after);
    }
    kept + rest
}
