//! Filters that templates about plans need: dates and numbers as people read them, and text that is safe where
//! it goes.

use minijinja::value::Value;
use minijinja::{Environment, Error, ErrorKind};

use crate::model::values::{Date, MONTHS};
use crate::page::formats::{Surface, named};
use crate::page::{Align, Block, Column, Page, Row, Table};
use crate::text::json::inert;
use crate::text::words::{plural_noun, plural_of};

/// The widest that a text is wrapped to.
const WIDEST: usize = 1000;

pub(super) fn add(environment: &mut Environment<'_>) {
    environment.add_filter("csv", csv);
    environment.add_filter("date", date);
    environment.add_filter("json", json);
    environment.add_filter("md", md);
    environment.add_filter("plural", plural);
    environment.add_filter("wrap", wrap);
}

/// A cell of a sheet: quoted where it must be, and no formula.
fn csv(text: String) -> String {
    let column = Column { title: "cell".into(), name: "cell".into(), align: Align::Left, wraps: false };
    let row = Row { cells: vec![text.into()], depth: 0 };
    let sheet = written("csv", Block::Table(Table { columns: vec![column], rows: vec![row] }));
    sheet.split_once('\n').map_or("", |(_, cell)| cell).trim_end_matches(['\r', '\n']).to_owned()
}

/// Text as one line of Markdown that means itself.
fn md(text: String) -> String {
    written("markdown", Block::Paragraph(text.into())).trim().to_owned()
}

/// A block as one of the formats of every view writes it.
fn written(format: &str, block: Block) -> String {
    let page = Page { blocks: vec![block], ..Page::default() };
    named(format).and_then(|format| (format.render)(&page, &Surface::default())).unwrap_or_default()
}

/// A day as `29 September 2026`; with `short` as `29 Sep 2026`, with `month` as `September 2026`, with `iso` as it
/// is written.
fn date(day: &str, style: Option<&str>) -> Result<String, Error> {
    let date = Date::parse(day).map_err(|_| {
        Error::new(ErrorKind::InvalidOperation, format!("`{day}` is no day such as 2026-09-29"))
    })?;
    let month = MONTHS[usize::from(date.month()) - 1];
    match style {
        None | Some("long") => Ok(format!("{} {month} {}", date.day(), date.year())),
        Some("short") => Ok(date.for_people()),
        Some("month") => Ok(format!("{month} {}", date.year())),
        Some("iso") => Ok(date.to_string()),
        Some(other) => Err(Error::new(
            ErrorKind::InvalidOperation,
            format!("there is no style of dates `{other}`; take long, short, month or iso"),
        )),
    }
}

/// A value as JSON that may stand in a script too.
fn json(value: &Value) -> Result<Value, Error> {
    let text = serde_json::to_string_pretty(value)
        .map_err(|error| Error::new(ErrorKind::BadSerialization, error.to_string()))?;
    let text = inert(text).replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026");
    Ok(Value::from_safe_string(text))
}

/// A number with its noun: `3 ideas`, with the second noun where the plural is not made with an s.
fn plural(count: &Value, one: &str, many: Option<String>) -> Result<String, Error> {
    let number = count.as_usize().or_else(|| count.len());
    let number = number.ok_or_else(|| {
        Error::new(ErrorKind::InvalidOperation, "`plural` needs a number or a list".to_owned())
    })?;
    let many = many.unwrap_or_else(|| plural_noun(one));
    Ok(plural_of(number, one, &many))
}

/// Text in lines of at most `width` characters, all but the first behind `indent`.
fn wrap(text: &str, width: Option<usize>, indent: Option<&str>) -> String {
    let width = width.unwrap_or(72).clamp(10, WIDEST);
    let indent = indent.unwrap_or_default();
    let mut out = String::new();
    let mut taken = 0;
    for word in text.split_whitespace() {
        let long = word.chars().count();
        if taken > 0 && taken + 1 + long > width {
            out.push('\n');
            out.push_str(indent);
            taken = indent.chars().count();
        } else if taken > 0 {
            out.push(' ');
            taken += 1;
        }
        out.push_str(word);
        taken += long;
    }
    out
}
