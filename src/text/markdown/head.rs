//! What a text says of itself at its head: lines `Name: value`, in a list or not, and a section `Status`.
//!
//! Gives the same rows as a table of names and values, with the place of each. What a name means is not known here,
//! but for the one section that many texts keep their status in.

use super::Row;
use super::table::{Cell, Table, cell};
use crate::text::span::Span;

/// The head of a text ends before so many lines.
const MOST_LINES: usize = 60;

/// So many lines that are no fields may stand between the title and the first field: a note, links to other pages.
const LINES_BEFORE: usize = 3;

const LONGEST_NAME: usize = 40;

/// More words than this are a sentence that has a colon.
const MOST_WORDS: usize = 5;

/// A longer first line of a section is a sentence, of which the words before its first sign are the status.
const LONGEST_STATUS: usize = 60;

/// The section that says how far a text has come, and what its row is called.
const STATUS: &str = "Status";

/// How a status tells of the text that took the place of this one.
const SUPERSEDED: [&str; 4] = ["superseded by", "superceded by", "replaced by", "obsoleted by"];

/// The rows at the head of `body`, which stands at `base` in its file; nothing where there are none.
pub(crate) fn head(body: &str, base: usize) -> Option<Table> {
    let mut rows = lines_of_fields(body);
    if !rows.iter().any(|row| is_status(&row.name.text)) {
        rows.extend(status_section(body));
    }
    let replaced = rows.iter().find(|row| is_status(&row.name.text)).and_then(successor);
    rows.extend(replaced);
    let first = rows.first()?.span;
    let together = rows.iter().filter(|row| row.span.start() >= first.start());
    let mut span = first;
    for row in together {
        // A section further down is no part of the lines above it.
        let between = body[span.end()..row.span.start().max(span.end())].trim();
        if between.is_empty() {
            span = span.join(row.span);
        }
    }
    for row in &mut rows {
        row.span = row.span.shift(base);
        for cell in [&mut row.name, &mut row.value] {
            cell.shift(base);
        }
    }
    Some(Table { span: span.shift(base), rows })
}

/// Where the first link in a line of text leads.
pub(crate) fn link_within(text: &str) -> Option<String> {
    let links = cell(text, Span::new(0, text.len())).links;
    links.into_iter().map(|link| link.target.into_string()).find(|target| !target.is_empty())
}

fn is_status(name: &str) -> bool {
    name.eq_ignore_ascii_case(STATUS)
}

/// A line with its place, without its line break.
#[derive(Clone, Copy)]
struct Line<'b> {
    start: usize,
    text: &'b str,
}

impl Line<'_> {
    fn end(self) -> usize {
        self.start + self.text.len()
    }

    /// The level of the heading that it is.
    fn heading(self) -> Option<usize> {
        let level = self.text.len() - self.text.trim_start_matches('#').len();
        ((1..=6).contains(&level) && self.text[level..].starts_with([' ', '\t'])).then_some(level)
    }

    fn is_underline(self) -> bool {
        let text = self.text.trim();
        text.len() > 1 && text.bytes().all(|sign| sign == b'=')
    }
}

fn lines(body: &str) -> impl Iterator<Item = Line<'_>> {
    let mut start = 0;
    body.split_inclusive('\n').map(move |whole| {
        let line = Line { start, text: whole.trim_end_matches(['\n', '\r']) };
        start += whole.len();
        line
    })
}

/// The lines `Name: value` between the title and the text.
fn lines_of_fields(body: &str) -> Vec<Row> {
    let mut places: Vec<(Span, Span, Span)> = Vec::new();
    let (mut passed, mut has_title, mut in_comment, mut goes_on) = (0, false, false, false);
    let mut all = lines(body).take(MOST_LINES).peekable();
    while let Some(line) = all.next() {
        let text = line.text.trim();
        if in_comment || text.starts_with("<!--") {
            in_comment = !text.contains("-->");
            continue;
        }
        if text.is_empty() {
            goes_on = false;
            continue;
        }
        let is_title = line.heading() == Some(1) || all.peek().is_some_and(|next| next.is_underline());
        if is_title && !has_title && places.is_empty() {
            has_title = true;
            all.next_if(|next| next.is_underline());
            continue;
        }
        let is_indented = line.text.starts_with(['\t', ' ']);
        if let (true, true, Some((_, value, span))) = (goes_on, is_indented, places.last_mut()) {
            *value = Span::new(value.start(), line.start + line.text.trim_end().len());
            *span = Span::new(span.start(), line.end());
            continue;
        }
        match field(line) {
            Some(field) if field.is_marked || passed == 0 => {
                places.push((field.name, field.value, Span::new(line.start, line.end())));
                goes_on = true;
            }
            _ if !places.is_empty() || passed == LINES_BEFORE || begins_a_block(line) => break,
            _ => passed += 1,
        }
    }
    places.into_iter().map(|(name, value, span)| row(body, name, value, span)).collect()
}

fn row(body: &str, name: Span, value: Span, span: Span) -> Row {
    let words = name.slice(body).trim().into();
    let name = Cell { text: words, span: name, ..Cell::default() };
    Row { name, value: cell(body, without_emphasis(body, value)), span }
}

/// What stands within the signs around all of a value: the words of `**Final**`.
fn without_emphasis(body: &str, value: Span) -> Span {
    for sign in ["**", "__", "*", "_"] {
        let text = value.slice(body);
        let inner = text.strip_prefix(sign).and_then(|text| text.strip_suffix(sign));
        if let Some(inner) = inner.filter(|inner| !inner.is_empty() && !inner.contains(sign)) {
            let start = value.start() + sign.len();
            return Span::new(start, start + inner.len());
        }
    }
    value
}

/// Whether a line begins something that is no note above the fields.
fn begins_a_block(line: Line<'_>) -> bool {
    let text = line.text.trim_start();
    line.heading().is_some() || text.starts_with(['|', '`', '~', '-', '+']) || text.starts_with("* ")
}

/// The name and the value of a line.
struct Field {
    name: Span,
    value: Span,
    /// Whether it is an item of a list, or its name stands out.
    is_marked: bool,
}

fn field(line: Line<'_>) -> Option<Field> {
    let mut at = line.text.len() - line.text.trim_start().len();
    let strip = |wanted: &[char], at: &mut usize| {
        let rest = &line.text[*at..];
        let behind = rest.strip_prefix(wanted).filter(|rest| rest.starts_with([' ', '\t']))?;
        *at = line.text.len() - behind.trim_start().len();
        Some(())
    };
    strip(&['>'], &mut at);
    let is_item = strip(&['-', '*', '+'], &mut at).is_some();
    let rest = &line.text[at..];
    let signs = rest.len() - rest.trim_start_matches(['*', '_']).len();
    let signs = signs.min(3);
    let (name, value, end) = if signs == 0 {
        let (name, _) = rest.split_once(':')?;
        (name, name.len() + 1, rest.len())
    } else {
        emphasised(rest, signs)?
    };
    let is_marked = is_item || signs > 0;
    if !is_name(name) || !is_marked && name.split_whitespace().count() > MOST_WORDS - 2 {
        return None;
    }
    let written = &rest[value..end];
    if !written.is_empty() && !written.starts_with([' ', '\t']) {
        return None;
    }
    let start = line.start + at;
    let name_start = name.as_ptr().addr() - rest.as_ptr().addr();
    let trimmed = written.trim();
    if !is_marked && trimmed.ends_with(['.', '!', '?']) && trimmed.split(' ').count() > 2 {
        return None;
    }
    let value_start = value + written.len() - written.trim_start().len();
    let value = match trimmed.is_empty() {
        true => Span::at(start + value),
        false => Span::new(start + value_start, start + value_start + trimmed.len()),
    };
    Some(Field { name: Span::new(start + name_start, start + name_start + name.len()), value, is_marked })
}

/// The name in `**Name:** value`, `**Name**: value` or `**Name: value**`, and where its value stands.
fn emphasised(rest: &str, signs: usize) -> Option<(&str, usize, usize)> {
    let closing = rest[signs..].find(&rest[..signs])? + signs;
    let inner = &rest[signs..closing];
    let behind = closing + signs;
    if let Some(name) = inner.strip_suffix(':') {
        return Some((name, behind, rest.len()));
    }
    if rest[behind..].starts_with(':') {
        return Some((inner, behind + 1, rest.len()));
    }
    let (name, _) = inner.split_once(':').filter(|_| rest[behind..].trim().is_empty())?;
    Some((name, signs + name.len() + 1, closing))
}

fn is_name(name: &str) -> bool {
    let name = name.trim();
    let is_sign = |sign: char| sign.is_alphanumeric() || " -_/()&.'’".contains(sign);
    name.starts_with(char::is_alphabetic)
        && name.chars().count() <= LONGEST_NAME
        && name.split_whitespace().count() <= MOST_WORDS
        && name.chars().all(is_sign)
}

/// What a section `Status` says: its first line, and below it lines such as `Supersedes [3. Queues](0003-queues.md)`.
fn status_section(body: &str) -> Vec<Row> {
    let mut in_section = false;
    let mut in_code = false;
    let mut rows: Vec<Row> = Vec::new();
    let mut all = lines(body).peekable();
    let mut in_comment = false;
    while let Some(line) = all.next() {
        let text = line.text.trim();
        if text.starts_with("```") || text.starts_with("~~~") {
            in_code = !in_code;
        }
        let is_underlined = |next: &Line<'_>| {
            next.is_underline() || next.text.len() > 2 && next.text.trim_end().bytes().all(|b| b == b'-')
        };
        let is_heading = !in_code
            && (line.heading().is_some() || !text.is_empty() && all.peek().is_some_and(is_underlined));
        if is_heading {
            if in_section {
                break;
            }
            in_section = text.trim_matches(['#', ' ', ':']).eq_ignore_ascii_case(STATUS);
            all.next_if(is_underlined);
            if in_section {
                rows.push(row(
                    body,
                    name_span(line),
                    Span::at(line.end()),
                    Span::new(line.start, line.end()),
                ));
            }
            continue;
        }
        if !in_section || text.is_empty() {
            continue;
        }
        if in_comment || text.starts_with("<!--") {
            in_comment = !text.contains("-->");
            continue;
        }
        let start = line.start + line.text.len() - line.text.trim_start().len();
        let bullet = text.starts_with("- ") || text.starts_with("* ");
        let start = if bullet { start + 2 } else { start };
        let span = Span::new(start, line.start + line.text.trim_end().len());
        match rows.as_mut_slice() {
            [only] if only.value.text.is_empty() && only.value.span.is_empty() => {
                *only = row(body, only.name.span, status_phrase(body, span), span);
            }
            _ => rows.extend(relation(body, span)),
        }
    }
    rows.retain(|row| !row.value.text.is_empty());
    rows
}

/// Where the words of a heading stand.
fn name_span(line: Line<'_>) -> Span {
    let words = line.text.trim_start_matches(['#', ' ']);
    let start = line.end() - words.len();
    Span::new(start, start + words.trim_end_matches(['#', ' ', ':']).len())
}

/// The words that are the status: all of a short line, of a sentence those before its first sign.
fn status_phrase(body: &str, line: Span) -> Span {
    let text = line.slice(body);
    if text.chars().count() <= LONGEST_STATUS
        || text.contains('[') && text.find('[') < text.find(['.', ',', ';'])
    {
        return line;
    }
    let end = text.find(['.', ',', ';', '(', '—', '–', ':']).unwrap_or(text.len());
    Span::new(line.start(), line.start() + text[..end].trim_end().len())
}

/// A line such as `Supersedes [3. Queues](0003-queues.md)`: a few words, then where they lead.
fn relation(body: &str, line: Span) -> Option<Row> {
    let text = line.slice(body);
    let words = text[..text.find('[')?].trim_end_matches([' ', ':']);
    is_name(words)
        .then(|| {
            let name = Span::new(line.start(), line.start() + words.len());
            let value = cell(body, Span::new(line.start() + text.find('[').unwrap_or(0), line.end()));
            Row { name: Cell { text: words.into(), span: name, ..Cell::default() }, value, span: line }
        })
        .filter(|row| row.value.is_links)
}

/// The row that a status is besides which names what took the place of the text.
fn successor(status: &Row) -> Option<Row> {
    let words = status.value.text.to_lowercase();
    let is_replaced = SUPERSEDED
        .iter()
        .any(|start| words.trim_start_matches(|c: char| !c.is_alphabetic()).starts_with(start));
    let link = status.value.links.first().filter(|_| is_replaced)?;
    let value = Cell { text: link.text.clone(), span: link.span, links: vec![link.clone()], is_links: true };
    let name = Cell { text: "Superseded by".into(), span: status.value.span, ..Cell::default() };
    Some(Row { name, value, span: status.span })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(body: &str, expect: &[(&str, &str)]) {
        let rows = head(body, 7).map(|table| table.rows).unwrap_or_default();
        let found: Vec<(&str, &str)> = rows.iter().map(|row| (&*row.name.text, &*row.value.text)).collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn items_of_a_list_are_fields() {
        check(
            "- Feature Name: `borrowed`\n- Start Date: 2024-03-01\n- RFC PR: [x/y#2](https://e.example/2)\n\n# Summary\n\nText: no\n",
            &[("Feature Name", "borrowed"), ("Start Date", "2024-03-01"), ("RFC PR", "x/y#2")],
        );
        check(
            "# A title\n\n* Proposal: [SE-0001](0001-x.md)\n* Authors: [A B](https://a.example), [C](https://c.example)\n* Status: **Implemented (2.2)**\n* Review: ([one](https://e.example/1))\n  ([two](https://e.example/2))\n\n## Introduction\n",
            &[
                ("Proposal", "SE-0001"),
                ("Authors", "A B, C"),
                ("Status", "Implemented (2.2)"),
                ("Review", "(one) (two)"),
            ],
        );
    }

    #[test]
    fn lines_of_their_own_are_fields() {
        check(
            "PEP: 8\nTitle: Style\nAuthor: A B <a@b.example>,\n        C D\nPost-History: 05-Jul-2001, 01-Aug-2013\n\nIntroduction\n============\n\nNote: no\n",
            &[
                ("PEP", "8"),
                ("Title", "Style"),
                ("Author", "A B <a@b.example>, C D"),
                ("Post-History", "05-Jul-2001, 01-Aug-2013"),
            ],
        );
        check(
            "Title\n=====\n\n**Status:** Accepted\n**Date**: 2026-01-02\n**Owner: ana**\n_Area_: x\n\nText\n",
            &[("Status", "Accepted"), ("Date", "2026-01-02"), ("Owner", "ana"), ("Area", "x")],
        );
        check("# T\n\n_[back](../x.md)_\n\n> **Status:** Draft\n", &[("Status", "Draft")]);
    }

    #[test]
    fn a_section_may_hold_the_status() {
        check(
            "# 5. Queues\n\nDate: 2020-01-01\n\n## Status\n\nAccepted\n\nSupersedes [3. Files](0003-files.md)\n\n## Context\n\nText\n",
            &[("Date", "2020-01-01"), ("Status", "Accepted"), ("Supersedes", "3. Files")],
        );
        check(
            "# 5\n\n## Status\n\n<!-- one of -->\nSuperseded by [ADR-8](0008-x.md)\n",
            &[("Status", "Superseded by ADR-8"), ("Superseded by", "ADR-8")],
        );
        check("Status\n------\n\n* proposed\n\nContext\n-------\n", &[("Status", "proposed")]);
        check(
            "## Status\n\nAccepted. What stands in the other documents about this is out of date since then.\n",
            &[("Status", "Accepted")],
        );
    }

    #[test]
    fn prose_is_no_field() {
        check("# T\n\nWe do this: it is good.\n\nNote: this is none either.\n", &[]);
        check("# T\n\n- `code`: words\n- https://a.example\n", &[]);
        check("# T\n\nhttps://a.example/x\n", &[]);
        check("```\n# Status\nx\n```\n", &[]);
        check("# T\n\nText\n\n## Status\n\n## Context\n", &[]);
    }

    proptest! {
        #[test]
        fn places_lie_in_the_text(body in "([-*#>] ?|Status|Date|:|\\*\\*|\n|\n\n|é|\\[a\\]\\(b\\)|<!--|-->|===|  |x y){0,40}") {
            if let Some(table) = head(&body, 0) {
                prop_assert!(body.get(table.span.range()).is_some());
                for row in &table.rows {
                    prop_assert!(body.get(row.span.range()).is_some());
                    for cell in [&row.name, &row.value] {
                        prop_assert!(body.get(cell.span.range()).is_some());
                        prop_assert!(row.span.start() <= cell.span.start() || cell.span.end() <= row.span.end());
                    }
                }
            }
        }
    }
}
