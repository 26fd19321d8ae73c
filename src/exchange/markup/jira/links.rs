//! Links, people and pictures of Jira.

use std::rc::Rc;

use crate::exchange::markup::tree::leads;

/// What stands in brackets or between exclamation marks.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Reference<'t> {
    Link {
        text: &'t str,
        target: Rc<str>,
    },
    /// A file at the record, which has no place in the plan: its name.
    File(&'t str),
    Picture {
        name: &'t str,
        target: Rc<str>,
    },
    Person(&'t str),
    /// A place in this very text, or nothing that leads anywhere.
    Words(&'t str),
    /// Words that lead where only Jira knows.
    Elsewhere {
        text: &'t str,
        target: &'t str,
    },
}

/// What a text that begins with `[` refers to, and how long it is; nothing where Jira shows the brackets.
pub(super) fn bracket(rest: &str) -> Option<(Reference<'_>, usize)> {
    const LONGEST: usize = 4000;
    let found =
        rest.char_indices().skip(1).take(LONGEST).find(|(_, each)| matches!(each, ']' | '[' | '\n'))?;
    if found.1 != ']' || found.0 == 1 {
        return None;
    }
    let inside = &rest[1..found.0];
    reference(inside).map(|reference| (reference, found.0 + 1))
}

fn reference(inside: &str) -> Option<Reference<'_>> {
    if let Some(name) = inside.strip_prefix('~') {
        let name = name.strip_prefix("accountid:").unwrap_or(name).trim();
        return (!name.is_empty()).then_some(Reference::Person(name));
    }
    if let Some(name) = inside.strip_prefix('^') {
        return (!name.trim().is_empty()).then_some(Reference::File(name.trim()));
    }
    let mut parts = inside.split('|');
    let first = parts.next().unwrap_or_default().trim();
    let Some(second) = parts.next().map(str::trim) else {
        return match (first.strip_prefix('#'), address(first)) {
            (_, Some(target)) => {
                Some(Reference::Link { text: first.strip_prefix("mailto:").unwrap_or(first), target })
            }
            (Some(anchor), None) if anchor.starts_with(char::is_alphabetic) && !anchor.contains(' ') => {
                Some(Reference::Words(anchor))
            }
            _ => None,
        };
    };
    if second.starts_with("smart-") || second.is_empty() {
        return address(first).map(|target| Reference::Link { text: first, target });
    }
    match address(second) {
        Some(target) if first.is_empty() => Some(Reference::Link { text: second, target }),
        Some(target) => Some(Reference::Link { text: first, target }),
        None if first.is_empty() => None,
        None if second.starts_with('#') => Some(Reference::Words(first)),
        None if second.starts_with('~') => Some(Reference::Words(first)),
        None => Some(Reference::Elsewhere { text: first, target: second.trim_start_matches('^') }),
    }
}

/// An address that leads somewhere, as Jira understands it.
fn address(text: &str) -> Option<Rc<str>> {
    if text.contains(char::is_whitespace) && !text.starts_with("http") {
        return None;
    }
    if leads(text) {
        return Some(text.into());
    }
    (text.starts_with("www.") && text.len() > 4).then(|| format!("http://{text}").into())
}

/// The picture at the start of a text that begins with `!`, and how long it is.
pub(super) fn image(rest: &str) -> Option<(Reference<'_>, usize)> {
    const LONGEST: usize = 400;
    const FILES: [&str; 18] = [
        "png", "jpg", "jpeg", "gif", "svg", "bmp", "webp", "tif", "tiff", "heic", "ico", "mp4", "mov",
        "webm", "avi", "pdf", "mpg", "wmv",
    ];
    let found = rest.char_indices().skip(1).take(LONGEST).find(|(_, each)| matches!(each, '!' | '\n'))?;
    if found.1 != '!' {
        return None;
    }
    let inside = &rest[1..found.0];
    let name = inside.split('|').next().unwrap_or_default();
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    let is_file = ending.is_some_and(|ending| FILES.contains(&ending.as_str()));
    let is_there = leads(name) && !name.contains(' ');
    if name.trim() != name || !(is_file || is_there) {
        return None;
    }
    let reference = match is_there {
        true => Reference::Picture { name: name.rsplit('/').next().unwrap_or(name), target: name.into() },
        false => Reference::File(name.rsplit(['/', '^']).next().unwrap_or(name)),
    };
    Some((reference, found.0 + 1))
}

/// The length of the address at the start of a text, without the marks that end a sentence.
pub(super) fn bare(rest: &str) -> Option<usize> {
    const SCHEMES: [&str; 3] = ["https://", "http://", "ftp://"];
    let scheme = SCHEMES.iter().find(|scheme| rest.starts_with(**scheme))?;
    let ends = |each: char| each.is_whitespace() || each.is_control() || "|[]<>{}\"\\^`".contains(each);
    let mut address = &rest[..rest.find(ends).unwrap_or(rest.len())];
    loop {
        let trimmed = address.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_', '+', '-', '~']);
        let trimmed = match trimmed.strip_suffix(')') {
            Some(inner) if !inner.contains('(') => inner,
            _ => trimmed,
        };
        if trimmed.len() == address.len() {
            break;
        }
        address = trimmed;
    }
    (address.len() > scheme.len()).then_some(address.len())
}
