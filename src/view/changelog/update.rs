//! An existing CHANGELOG.md with the versions it lacks: text is put in, never changed or taken out.
//!
//! A version that the file has stays as it is, whatever the plan says; so does everything above and
//! between. Links of new versions go among the link definitions at the end.

use super::markdown::HEADER;
use super::{Changelog, Released};
use crate::model::values::Version;

/// A changelog with what it lacked.
#[derive(Debug)]
pub(crate) struct Updated {
    pub(crate) text: String,
    /// The versions that were put in, the newest first.
    pub(crate) added: Vec<String>,
    /// What a person has to change, as nobody else may.
    pub(crate) notes: Vec<String>,
}

/// What a line of the file is to us, with the byte at which it begins.
struct Mark {
    start: usize,
    version: Option<Version>,
    line: String,
}

/// The file with the versions that it lacks; `text` is nothing where there is no file yet.
pub(crate) fn updated(changelog: &Changelog, text: Option<&str>) -> Updated {
    let fresh = format!("{HEADER}\n## Unreleased\n");
    let text = text.unwrap_or(&fresh);
    let (headings, definitions) = marks(text);
    let line_end = if text.find('\n').is_some_and(|at| text[..at].ends_with('\r')) { "\r\n" } else { "\n" };
    let has = |marks: &[Mark], version: &Version| {
        marks.iter().any(|mark| mark.version.as_ref().is_some_and(|known| known.same_as(version)))
    };
    let missing: Vec<&Released> =
        changelog.versions.iter().filter(|version| !has(&headings, &version.parsed)).collect();
    let end_of_sections = end_of_sections(text, &headings, &definitions);
    let mut insertions: Vec<(usize, String)> = Vec::new();
    for version in &missing {
        let link = link(changelog, version, &headings);
        let is_defined = has(&definitions, &version.parsed);
        let section = version.section(is_defined || link.is_some());
        insertions.push(match before(&headings, &version.parsed) {
            Some(at) => (at, format!("{section}\n")),
            None => (end_of_sections, format!("\n{section}")),
        });
    }
    for version in missing.iter().filter(|version| !has(&definitions, &version.parsed)) {
        let Some(link) = link(changelog, version, &headings) else { continue };
        let line = format!("[{}]: {link}\n", version.version);
        let known = definitions.iter().rfind(|mark| mark.version.is_some());
        insertions.push(match (before(&definitions, &version.parsed), known) {
            (Some(at), _) => (at, line),
            (None, Some(last)) => (next_line(text, last.start), line),
            (None, None) => (text.len(), line),
        });
    }
    let defines_at_end = !definitions.iter().any(|mark| mark.version.is_some());
    Updated {
        text: put_in(text, insertions, line_end, defines_at_end),
        added: missing.iter().map(|version| version.version.clone()).collect(),
        notes: notes(changelog, &headings),
    }
}

/// Headings of the second level, and definitions of links, outside of code.
fn marks(text: &str) -> (Vec<Mark>, Vec<Mark>) {
    match scan(text, text.len()) {
        Ok(marks) => marks,
        // A fence that is never closed would hide what is put in behind it.
        Err(open) => scan(text, open).unwrap_or_default(),
    }
}

/// As [`marks`], where fences count that begin before `fences_end`; else where the fence that is never
/// closed begins.
fn scan(text: &str, fences_end: usize) -> Result<(Vec<Mark>, Vec<Mark>), usize> {
    let (mut headings, mut definitions) = (Vec::new(), Vec::new());
    let mut fence: Option<(&str, usize)> = None;
    let mut start = 0;
    for whole in text.split_inclusive('\n') {
        let line = whole.trim_end_matches(['\n', '\r']);
        let bare = line.trim_start_matches('\u{feff}').trim_start();
        let opened = ["```", "~~~"].into_iter().find(|mark| start < fences_end && bare.starts_with(mark));
        match (fence, opened) {
            (None, Some(mark)) => fence = Some((mark, start)),
            (Some((open, _)), Some(mark)) if open == mark => fence = None,
            (Some(_), _) => {}
            (None, None) => {
                let mark =
                    |label: &str| Mark { start, version: Version::parse(label).ok(), line: line.to_owned() };
                if let Some(title) = line.strip_prefix("## ") {
                    headings.push(mark(label(title)));
                } else if let Some((label, _)) = line.strip_prefix('[').and_then(|rest| rest.split_once("]:"))
                {
                    definitions.push(mark(label));
                }
            }
        }
        start += whole.len();
    }
    match fence {
        Some((_, open)) => Err(open),
        None => Ok((headings, definitions)),
    }
}

/// The name in a heading: `2.0.0` of `[2.0.0] - 2026-06-07` and of `v2.0.0 (2026-06-07)`.
fn label(title: &str) -> &str {
    let title = title.trim();
    match title.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((label, _)) => label,
        None => title.split([' ', '\t']).next().unwrap_or_default().trim_end_matches(':'),
    }
}

/// Where the first lower version begins; the file has the newest first.
fn before(marks: &[Mark], version: &Version) -> Option<usize> {
    let lower = |mark: &&Mark| mark.version.as_ref().is_some_and(|known| known.precedence(version).is_lt());
    marks.iter().find(lower).map(|mark| mark.start)
}

/// The place behind the last section: before the definitions at the end, and the blank lines before them.
fn end_of_sections(text: &str, headings: &[Mark], definitions: &[Mark]) -> usize {
    let last = headings.last().map_or(0, |mark| mark.start);
    let mut end = text.len();
    for mark in definitions.iter().rev().filter(|mark| mark.start > last) {
        if !text[next_line(text, mark.start)..end].trim().is_empty() {
            break;
        }
        end = mark.start;
    }
    let kept = text[..end].trim_end_matches(['\n', '\r', ' ', '\t']).len();
    if kept == text.len() { kept } else { next_line(text, kept).min(text.len()) }
}

fn next_line(text: &str, from: usize) -> usize {
    text[from..].find('\n').map_or(text.len(), |at| from + at + 1)
}

/// The address that compares a version with the one before it, in the plan or in the file.
fn link(changelog: &Changelog, version: &Released, headings: &[Mark]) -> Option<String> {
    let links = &changelog.links;
    let planned = changelog.versions.iter().map(|known| (&known.parsed, known.tag.clone()));
    let written =
        headings.iter().filter_map(|mark| mark.version.as_ref()).map(|known| (known, links.tag(known)));
    let before = planned
        .chain(written)
        .filter(|(known, _)| known.precedence(&version.parsed).is_lt())
        .reduce(|one, other| if other.0.precedence(one.0).is_gt() { other } else { one });
    links.version(before.as_ref().map(|(_, tag)| tag.as_str()), &version.tag)
}

fn put_in(text: &str, mut insertions: Vec<(usize, String)>, line_end: &str, new_definitions: bool) -> String {
    // A stable sort: what goes to one place keeps its order.
    insertions.sort_by_key(|(at, _)| *at);
    let mut result = String::with_capacity(text.len());
    let mut done = 0;
    let mut begins_definitions = new_definitions;
    for (at, piece) in insertions {
        result.push_str(&text[done..at]);
        done = at;
        if !result.is_empty() && !result.ends_with('\n') {
            result.push_str(line_end);
        }
        if begins_definitions && piece.starts_with('[') {
            begins_definitions = false;
            let last = result.trim_end().lines().next_back().unwrap_or_default();
            let follows = last.starts_with('[') && last.contains("]:");
            if !follows && !result.ends_with(&line_end.repeat(2)) {
                result.push_str(line_end);
            }
        }
        result.push_str(&piece.replace('\n', line_end));
    }
    result.push_str(&text[done..]);
    result
}

/// What the file says otherwise than the plan, where only a person may change it.
fn notes(changelog: &Changelog, headings: &[Mark]) -> Vec<String> {
    changelog
        .versions
        .iter()
        .filter(|version| version.yanked)
        .filter(|version| {
            headings.iter().any(|mark| {
                mark.version.as_ref().is_some_and(|known| known.same_as(&version.parsed))
                    && !mark.line.contains("[YANKED]")
            })
        })
        .map(|version| {
            format!(
                "{} was yanked, and its heading does not say so: write [YANKED] behind it",
                version.version
            )
        })
        .collect()
}
