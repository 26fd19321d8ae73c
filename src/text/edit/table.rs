//! Edits of Markdown that says fields: a row of names and values, in a table or in lines at the head of a text, and
//! the first heading.
//!
//! Only the bytes of the cell, the row or the heading change. The result is read again; what would
//! read differently from what was meant is refused.

use crate::text::edit::{Refusal, Splice, splice};
use crate::text::front_matter::LineEnding;
use crate::text::markdown::{Row, Table, first_heading, head, table};
use crate::text::span::Span;

/// Where rows of names and values stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum RowPlace<'a> {
    /// In the first table under this heading.
    Table(&'a str),
    /// In lines `Name: value` at the head of a text.
    Lines,
}

impl RowPlace<'_> {
    fn read(self, text: &str, body: Span) -> Option<Table> {
        match self {
            Self::Table(heading) => table(body.slice(text), body.start(), heading),
            Self::Lines => head(body.slice(text), body.start()),
        }
    }

    fn missing(self, body: Span) -> Refusal {
        let at = Span::at(body.start());
        match self {
            Self::Table(heading) => Refusal::new(format!("there is no table `{heading}`"), at)
                .with_hint(format!("begin one by hand: `| {heading} | |`, and under it `|---|---|`")),
            Self::Lines => Refusal::new("there are no lines of fields", at)
                .with_hint("begin them by hand below the title: `- Name: value`"),
        }
    }
}

/// What happens to a table of names and values. Rows are counted from 0.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum RowEdit<'a> {
    /// Writes the value of a row.
    Set { row: usize, value: &'a str },
    /// Adds a row at the end.
    Add { name: &'a str, value: &'a str },
    /// Takes the line of a row away.
    Remove { row: usize },
}

/// Edits the rows at `place` in `text`, the whole of a file whose body stands at `body`.
pub(crate) fn edit_row(
    text: &str,
    body: Span,
    place: RowPlace<'_>,
    edit: RowEdit<'_>,
) -> Result<String, Refusal> {
    let Some(before) = place.read(text, body) else { return Err(place.missing(body)) };
    let at = place;
    let place = match edit {
        RowEdit::Set { row, .. } | RowEdit::Remove { row } => before.rows.get(row).map(|row| row.span),
        RowEdit::Add { .. } => Some(before.span),
    };
    let place = place.ok_or_else(|| Refusal::new("there is no such row", before.span))?;
    if let RowEdit::Set { row, .. } | RowEdit::Remove { row } = edit
        && is_within_another(&before.rows, row)
    {
        return Err(Refusal::new("it stands within the value of another line", place)
            .with_hint("edit the file by hand"));
    }
    let mut wanted: Vec<(&str, &str)> = said(&before.rows);
    let written = match edit {
        RowEdit::Set { row, value } => {
            wanted[row].1 = value;
            value
        }
        RowEdit::Add { name, value } => {
            wanted.push((name, value));
            value
        }
        RowEdit::Remove { row } => {
            wanted.remove(row);
            ""
        }
    };
    refuse_several_lines(written, place)?;
    for value in spellings(written) {
        let change = match edit {
            RowEdit::Set { row, .. } if at == RowPlace::Lines => set_in_line(text, &before.rows[row], &value),
            RowEdit::Set { row, .. } => set(text, &before, &before.rows[row], &value),
            RowEdit::Add { name, .. } if at == RowPlace::Lines => add_line(text, &before, name, &value),
            RowEdit::Add { name, .. } => add(text, &before, name, &value),
            RowEdit::Remove { row } => remove(text, &before.rows[row]),
        };
        let new = splice(text, &[change]);
        let new_body = Span::new(body.start(), (body.end() + new.len()).saturating_sub(text.len()));
        let found = at.read(&new, new_body).map(|table| table.rows).unwrap_or_default();
        if said(&found) == wanted {
            return Ok(new);
        }
    }
    Err(would_differ(place))
}

/// Whether a row tells of a part of another one's value, as the link in `Superseded by [ADR-5](5.md)` does.
fn is_within_another(rows: &[Row], row: usize) -> bool {
    let Some(own) = rows.get(row) else { return false };
    let holds = |other: &Row| {
        other.value.span.start() <= own.value.span.start() && own.value.span.end() <= other.value.span.end()
    };
    !own.value.span.is_empty() && rows[..row].iter().any(holds)
}

/// The names and values of rows, each that stands for itself.
fn said(rows: &[Row]) -> Vec<(&str, &str)> {
    let own = rows.iter().enumerate().filter(|(at, _)| !is_within_another(rows, *at));
    own.map(|(_, row)| (&*row.name.text, &*row.value.text)).collect()
}

/// The value in its line.
fn set_in_line(text: &str, row: &Row, value: &str) -> Splice {
    let span = row.value.span;
    let before = if span.is_empty() && !text[..span.start()].ends_with(' ') { " " } else { "" };
    Splice { span, text: format!("{before}{value}") }
}

/// A new line behind the last one above the text, written like the last that says something.
fn add_line(text: &str, table: &Table, name: &str, value: &str) -> Splice {
    let ending = LineEnding::of(text).as_str();
    let is_at_head = |row: &&Row| {
        table.span.start() <= row.span.start()
            && row.span.end() <= table.span.end()
            && row.name.span.end() <= row.value.span.start()
    };
    let at = Span::at(
        table.rows.iter().filter(is_at_head).map(|row| row.span.end()).max().unwrap_or(table.span.end()),
    );
    let has_a_value = |row: &&Row| !row.value.span.is_empty() && !row.span.slice(text).contains('\n');
    let like = table.rows.iter().rev().filter(is_at_head).find(has_a_value);
    let (before, between, behind) = like.map_or(("- ", ": ", ""), |row| {
        (
            &text[row.span.start()..row.name.span.start()],
            &text[row.name.span.end()..row.value.span.start()],
            &text[row.value.span.end()..row.span.end()],
        )
    });
    // The value's own emphasis is its own; that which began before the name ends with it.
    let is_around =
        !between.contains(['*', '_']) && before.trim_end().ends_with(['*', '_']) && !before.ends_with(' ');
    let between = between.trim_end_matches(['*', '_']);
    let (between, behind) = match is_around {
        true => (between, behind),
        false if between.ends_with(' ') => (between, ""),
        false => (": ", ""),
    };
    Splice { span: at, text: format!("{ending}{before}{name}{between}{value}{behind}") }
}

/// Writes another text for the first heading of `text`, whose body stands at `body`.
pub(crate) fn edit_heading(text: &str, body: Span, title: &str) -> Result<String, Refusal> {
    let Some((before, place)) = first_heading(body.slice(text), body.start()) else {
        return Err(Refusal::new("there is no heading", Span::at(body.start()))
            .with_hint("begin the text by hand with a line `# …`"));
    };
    if *before == *title {
        return Ok(text.to_owned());
    }
    refuse_several_lines(title, place)?;
    for spelling in spellings(title) {
        let new = splice(text, &[Splice { span: place, text: spelling }]);
        let new_body = Span::new(body.start(), (body.end() + new.len()).saturating_sub(text.len()));
        if first_heading(new_body.slice(&new), new_body.start())
            .is_some_and(|(found, at)| *found == *title && at.start() == place.start())
        {
            return Ok(new);
        }
    }
    Err(would_differ(place))
}

/// The value in its cell. In a table whose bars stand under each other they stay there, as far as
/// there are blanks to take.
fn set(text: &str, table: &Table, row: &Row, value: &str) -> Splice {
    let span = row.value.span;
    if span.start() == row.span.end() {
        // The row ends before its second cell.
        let bar = if row.span.slice(text).trim_end().ends_with('|') { "" } else { " |" };
        return Splice { span, text: format!("{bar} {value} |") };
    }
    let width = |text: &str| text.chars().count();
    let behind = &text[span.end()..row.span.end()];
    let blanks = behind.len() - behind.trim_start_matches(' ').len();
    let heading = table.span.slice(text).lines().next().unwrap_or_default();
    if width(heading) == width(row.span.slice(text)) && behind[blanks..].starts_with('|') {
        let room = (width(span.slice(text)) + blanks).max(width(value) + 1);
        let whole = Span::new(span.start(), span.end() + blanks);
        return Splice { span: whole, text: format!("{value:room$}") };
    }
    let is_bar = |sign: Option<char>| span.is_empty() && sign == Some('|');
    let before = if is_bar(text[..span.start()].chars().next_back()) { " " } else { "" };
    let after = if is_bar(behind.chars().next()) { " " } else { "" };
    Splice { span, text: format!("{before}{value}{after}") }
}

/// A new last row, its name as wide as that of the row above.
fn add(text: &str, table: &Table, name: &str, value: &str) -> Splice {
    let ending = LineEnding::of(text).as_str();
    let last = table.rows.last();
    let at = match last {
        Some(row) => row.span.end(),
        None => table.span.start() + two_lines(table.span.slice(text)),
    };
    let width = last
        .and_then(|row| text[row.name.span.start()..row.span.end()].split('|').next())
        .map_or(0, |cell| cell.trim_end_matches(' ').chars().count().max(cell.chars().count() - 1));
    let line_start = text[..table.span.start()].rfind('\n').map_or(0, |at| at + 1);
    let indent = &text[line_start..table.span.start()];
    let indent = if indent.trim().is_empty() { indent } else { "" };
    Splice { span: Span::at(at), text: format!("{ending}{indent}| {name:width$} | {value} |") }
}

fn remove(text: &str, row: &Row) -> Splice {
    let line_start = text[..row.span.start()].rfind('\n').map_or(0, |at| at + 1);
    let span = match text[row.span.end()..].find('\n') {
        Some(found) => Span::new(line_start, row.span.end() + found + 1),
        None => {
            let before = text[..line_start].trim_end_matches(['\n', '\r']).len();
            Span::new(before, text.len())
        }
    };
    Splice { span, text: String::new() }
}

/// The length of the first two lines: the heading of a table and the line under it.
fn two_lines(table: &str) -> usize {
    let mut lines = table.split_inclusive('\n');
    let both = lines.next().map_or(0, str::len) + lines.next().map_or(0, str::len);
    table[..both].trim_end_matches(['\n', '\r']).len()
}

/// How a text may be written so that Markdown shows it: as it is, as far as bars allow; else with a
/// backslash before every sign that could mean something.
fn spellings(text: &str) -> [String; 2] {
    let with_backslashes = |is_special: fn(char) -> bool| {
        let mut escaped = String::with_capacity(text.len());
        for sign in text.chars() {
            if is_special(sign) {
                escaped.push('\\');
            }
            escaped.push(sign);
        }
        escaped
    };
    [with_backslashes(|sign| sign == '|'), with_backslashes(|sign| sign.is_ascii_punctuation())]
}

fn refuse_several_lines(text: &str, span: Span) -> Result<(), Refusal> {
    if text.chars().any(char::is_control) {
        return Err(Refusal::new("the new text has to be one line", span));
    }
    Ok(())
}

fn would_differ(span: Span) -> Refusal {
    Refusal::new("this cannot be edited safely: the result would read differently", span)
        .with_hint("edit the file by hand")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TEXT: &str = "# Faster *builds*\n\n| Metadata | |\n|---|---|\n| Status  | Proposed   |\n| Chat    | [#a][a] |\n| Notes   |  |\n| Last |\n[a]: https://a.example\n\nText\n";

    const METADATA: RowPlace<'_> = RowPlace::Table("Metadata");

    const HEAD: &str = "# T\n\n* **Status:** Accepted, 2026-01-02\n* **Date**: 2026-01-02\n* **Owner:**\n\n## Text\n\nWords\n";

    #[test]
    fn lines_at_the_head_are_edited_as_they_are_written() {
        let edited = |text: &str, edit| edit_row(text, Span::new(0, text.len()), RowPlace::Lines, edit);
        let set = |row, value| edited(HEAD, RowEdit::Set { row, value }).expect("a row");
        assert_eq!(set(0, "Done"), HEAD.replace("Accepted, 2026-01-02", "Done"));
        assert_eq!(set(2, "ana"), HEAD.replace("Owner:**", "Owner:** ana"));
        let added = edited(HEAD, RowEdit::Add { name: "Area", value: "x" }).expect("a row");
        assert_eq!(added, HEAD.replace("Owner:**\n", "Owner:**\n* **Area**: x\n"));
        let removed = edited(HEAD, RowEdit::Remove { row: 1 }).expect("a row");
        assert_eq!(removed, HEAD.replace("* **Date**: 2026-01-02\n", ""));
        let section = "# T\n\n## Status\n\nSuperseded by [ADR-5](5.md)\n\n## Context\n";
        let replaced = edited(section, RowEdit::Set { row: 0, value: "Accepted" }).expect("a row");
        assert_eq!(replaced, section.replace("Superseded by [ADR-5](5.md)", "Accepted"));
        let within = edited(section, RowEdit::Set { row: 1, value: "x" }).expect_err("no row of its own");
        assert_eq!(within.reason, "it stands within the value of another line");
        let none = edited("Words\n", RowEdit::Add { name: "A", value: "b" }).expect_err("no lines");
        assert_eq!(none.reason, "there are no lines of fields");
    }

    /// The lines that an edit takes away and adds, or why it is refused.
    #[track_caller]
    fn check(edit: RowEdit<'_>, expect: &str) {
        let found = match edit_row(TEXT, Span::new(0, TEXT.len()), METADATA, edit) {
            Err(refusal) => refusal.reason,
            Ok(new) => similar::TextDiff::from_lines(TEXT, &new)
                .iter_all_changes()
                .filter(|change| change.tag() != similar::ChangeTag::Equal)
                .map(|change| format!("{}{}", change.tag(), change.value()))
                .collect(),
        };
        assert_eq!(found.trim_end(), expect);
    }

    #[test]
    fn only_the_cell_changes() {
        check(
            RowEdit::Set { row: 0, value: "Accepted" },
            "-| Status  | Proposed   |\n+| Status  | Accepted   |",
        );
        check(RowEdit::Set { row: 2, value: "a | b" }, "-| Notes   |  |\n+| Notes   | a \\| b |");
        check(RowEdit::Set { row: 2, value: "*x*" }, "-| Notes   |  |\n+| Notes   | \\*x\\* |");
        check(RowEdit::Set { row: 3, value: "x" }, "-| Last |\n+| Last | x |");
    }

    #[test]
    fn bars_under_each_other_stay_there() {
        let text = "| Metadata |      |\n|---|---|\n| Status   | open |\n| Owner    |      |\n";
        let set = |row, value| {
            edit_row(text, Span::new(0, text.len()), METADATA, RowEdit::Set { row, value }).expect("a row")
        };
        assert_eq!(set(0, "no"), text.replace("open", "no  "));
        assert_eq!(set(0, "accepted"), text.replace("open", "accepted"));
        assert_eq!(set(1, "@ana"), text.replace("Owner    |      |", "Owner    | @ana |"));
    }

    #[test]
    fn a_row_is_added_at_the_end_and_taken_away_with_its_line() {
        check(RowEdit::Add { name: "Owner", value: "@ana" }, "+| Owner | @ana |");
        check(RowEdit::Remove { row: 1 }, "-| Chat    | [#a][a] |");
        let text = "| Metadata | |\r\n|---|---|";
        let body = Span::new(0, text.len());
        let added = edit_row(text, body, RowPlace::Table("metadata"), RowEdit::Add { name: "A", value: "b" })
            .expect("a row");
        assert_eq!(added, "| Metadata | |\r\n|---|---|\r\n| A | b |");
        let body = Span::new(0, added.len());
        assert_eq!(
            edit_row(&added, body, RowPlace::Table("metadata"), RowEdit::Remove { row: 0 }).expect("none"),
            text
        );
    }

    #[test]
    fn what_a_cell_cannot_hold_is_refused() {
        check(RowEdit::Set { row: 0, value: "a\nb" }, "the new text has to be one line");
        let refusal = edit_row("x", Span::new(0, 1), METADATA, RowEdit::Remove { row: 0 });
        assert_eq!(refusal.expect_err("no table").reason, "there is no table `Metadata`");
    }

    #[test]
    fn a_heading_keeps_its_signs() {
        let edited = |text: &str, title: &str| edit_heading(text, Span::new(0, text.len()), title);
        assert_eq!(edited("a\n\n## Old *one* ##\n", "New").expect("a title"), "a\n\n## New ##\n");
        assert_eq!(edited("Old\n===\n", "A *b*").expect("a title"), "A \\*b\\*\n===\n");
        assert_eq!(edited("text\n", "New").expect_err("no heading").reason, "there is no heading");
    }

    proptest! {
        #[test]
        fn any_value_reads_back_or_is_refused_and_no_other_line_changes(
            row in 0usize..4,
            value in "[ -~é]{0,20}",
        ) {
            let value = value.trim();
            if let Ok(new) = edit_row(TEXT, Span::new(0, TEXT.len()), METADATA, RowEdit::Set { row, value }) {
                let found = table(&new, 0, "Metadata").expect("a table");
                prop_assert_eq!(&*found.rows[row].value.text, value);
                let changed = TEXT.lines().zip(new.lines()).filter(|(old, new)| old != new).count();
                prop_assert!(changed <= 1);
                prop_assert_eq!(TEXT.lines().count(), new.lines().count());
            }
        }
    }
}
