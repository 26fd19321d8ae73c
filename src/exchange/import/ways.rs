//! The ways in which documents name each other: by path, by the name of a file, in brackets, behind an address.
//!
//! Knows no document; gives what a text may mean, the likeliest first.

use crate::text::markdown::link_within;

/// Files that stand for the folder that holds them.
const OF_FOLDERS: [&str; 3] = ["readme", "index", "_index"];

/// What a text may mean beside itself.
pub(super) fn ways(text: &str) -> Vec<String> {
    let text = text.trim();
    let mut ways = Vec::new();
    let wiki = text.strip_prefix("[[").and_then(|text| text.strip_suffix("]]"));
    if let Some(wiki) = wiki {
        let name = wiki.split(['|', '#']).next().unwrap_or(wiki).trim();
        ways.push(name.to_owned());
        by_path(name, &mut ways);
        return ways;
    }
    match link_within(text) {
        Some(target) if text.contains("](") => {
            by_path(&target, &mut ways);
            let words = text.split(['[', ']']).nth(1).unwrap_or_default().trim();
            ways.push(words.to_owned());
        }
        _ => by_path(text.trim_matches(['<', '>']), &mut ways),
    }
    ways.retain(|way| !way.is_empty());
    ways
}

fn by_path(text: &str, ways: &mut Vec<String>) {
    let is_address = text.contains("://");
    let path = text.split(['#', '?']).next().unwrap_or(text).trim_end_matches('/');
    let has_ending = |name: &str| {
        name.rsplit_once('.').is_some_and(|(_, ending)| {
            (1..=8).contains(&ending.len()) && ending.starts_with(|sign: char| sign.is_ascii_alphabetic())
        })
    };
    let mut parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let Some(last) = parts.pop() else { return };
    if parts.is_empty() && !has_ending(last) {
        return;
    }
    let stem = if has_ending(last) { last.rsplit_once('.').map_or(last, |(stem, _)| stem) } else { last };
    // The number at the end of an address is that of an issue as likely as not.
    let is_name = |name: &str| !is_address || name.contains(|sign: char| sign.is_alphabetic());
    if is_name(stem) && !OF_FOLDERS.contains(&stem.to_lowercase().as_str()) {
        ways.push(stem.to_owned());
    }
    if has_ending(last)
        && let Some(folder) = parts.last().filter(|folder| is_name(folder))
    {
        ways.push((*folder).to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &[&str]) {
        assert_eq!(ways(text), expect, "{text}");
    }

    #[test]
    fn documents_are_named_by_path_by_link_and_in_brackets() {
        check("/keps/sig-x/0042-labels/README.md", &["0042-labels"]);
        check("../0042-labels/kep.yaml", &["kep", "0042-labels"]);
        check("/keps/sig-x/0042-labels/", &["0042-labels"]);
        check("0005-queues.md", &["0005-queues"]);
        check("[ADR-5](0005-queues.md#status)", &["0005-queues", "ADR-5"]);
        check("[[Notes on tides|tides]]", &["Notes on tides"]);
        check("https://x.example/tree/main/keps/0042-labels", &["0042-labels"]);
        check("https://x.example/issues/12", &[]);
        check("v1.30", &[]);
        check("A title", &[]);
    }
}
