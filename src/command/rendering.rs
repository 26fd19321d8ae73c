//! What a file under `outputs` should hold: an answer, with the day it was given on, alone or between markers.

use std::path::Path;

use super::cli::Cli;
use super::error::CommandError;
use super::named_view::answer;
use super::render::json_text;
use super::session::Session;
use crate::config::Output;
use crate::model::values::Date;
use crate::page::formats::{Surface, named};
use crate::page::{Page, Target, Text};

/// How wide a text for the terminal is where it goes to a file.
const WIDTH: usize = 100;

/// What begins the line that tells the day.
const WRITTEN: &str = "Written by pm on ";

/// What the file of an output should hold, where it holds `before` now; as of today, or of another day.
pub(crate) fn expected(
    session: &mut Session<'_>,
    cli: &Cli,
    output: &Output,
    before: Option<&str>,
    on: Option<Date>,
) -> Result<String, CommandError> {
    let format = format(output)?;
    let (today, audience, moment) = (session.today, session.audience.clone(), session.moment.clone());
    session.today = on.unwrap_or(today);
    let day = session.today;
    let given: Vec<String> =
        output.audience.iter().map(|audience| format!("--audience={audience}")).collect();
    // What lies beside this repository is in no file of it.
    let joins_overlay = std::mem::replace(&mut session.joins_overlay, false);
    let answered = answer(session, cli, &output.view, &given);
    (session.today, session.audience, session.moment) = (today, audience, moment);
    session.joins_overlay = joins_overlay;
    let answered = answered.map_err(|error| CommandError {
        message: format!("{} cannot be written: {}", output.path, error.message),
        ..error
    })?;
    let mut answered = answered;
    if output.between.is_some() {
        // What stands around it has its own heading.
        answered.page.title = Text::new();
    }
    let body = match format {
        "json" => json_text(&answered.json)?,
        "csv" => written("csv", &answered.sheet, output)?,
        other => written(other, &seen_from(answered.page, output), output)?,
    };
    match &output.between {
        None => Ok(format!("{body}{}", signature(format, day))),
        Some(name) => between(before, name, &body, day, output),
    }
}

/// The day on which what a file holds was written; nothing where it does not say.
pub(crate) fn day(text: &str, output: &Output) -> Option<Date> {
    let part = match &output.between {
        None => text,
        Some(name) => &text[markers(text, name)?.0..],
    };
    let at = match output.between {
        None => part.rfind(WRITTEN)? + WRITTEN.len(),
        // The marker itself tells it.
        Some(_) => part.find(" -->").filter(|end| *end >= 10)? - 10,
    };
    Date::parse(part.get(at..at + 10)?).ok()
}

fn format(output: &Output) -> Result<&str, CommandError> {
    if let Some(format) = &output.format {
        return Ok(format);
    }
    let ending = Path::new(output.path.as_str()).extension().and_then(|ending| ending.to_str());
    Ok(match ending {
        Some("md" | "markdown") => "markdown",
        Some("html" | "htm") => "html",
        Some("csv") => "csv",
        Some("json") => "json",
        Some("svg") => "svg",
        Some("eml") => "mail",
        Some("mmd" | "mermaid") => "mermaid",
        Some("txt") => "terminal",
        _ => {
            return Err(CommandError::usage(format!(
                "nobody says in which format {} is written",
                output.path
            ))
            .with_hint("say so under `outputs` of pm.yaml: `format: markdown`"));
        }
    })
}

/// The page with its links as they lead from where the file lies.
fn seen_from(mut page: Page, output: &Output) -> Page {
    let up = "../".repeat(output.path.as_str().matches('/').count());
    page.retarget(&|target| match target {
        Target::File { path, anchor } => Target::File { path: format!("{up}{path}"), anchor: anchor.clone() },
        other => other.clone(),
    });
    page
}

fn written(format: &str, page: &Page, output: &Output) -> Result<String, CommandError> {
    let surface = Surface { width: WIDTH, color: false, hyperlinks: false };
    named(format).and_then(|format| (format.render)(page, &surface)).ok_or_else(|| {
        CommandError::usage(format!(
            "{} cannot be written: the view holds nothing that {format} can draw",
            output.path
        ))
        .with_hint("use `format: svg` for a picture of any view")
    })
}

/// The line that tells the day, as a comment of the format; nothing for a format without comments.
fn signature(format: &str, day: Date) -> String {
    match format {
        "markdown" | "marp" => format!("\n<!-- {WRITTEN}{day} -->\n"),
        "html" | "svg" => format!("<!-- {WRITTEN}{day} -->\n"),
        "mermaid" => format!("%% {WRITTEN}{day}\n"),
        _ => String::new(),
    }
}

/// Where the text between two markers begins and ends, with the begin of the first and the end of the second.
fn markers(text: &str, name: &str) -> Option<(usize, usize, usize)> {
    let begin = format!("<!-- pm:begin {name}");
    let start = text
        .match_indices(&begin)
        .map(|(at, _)| at)
        .find(|at| text[at + begin.len()..].starts_with(|sign: char| sign.is_whitespace()))?;
    let inner = start + text[start..].find("-->")? + 3;
    let end = inner + text[inner..].find(&format!("<!-- pm:end {name} -->"))?;
    Some((start, inner, end))
}

fn between(
    before: Option<&str>,
    name: &str,
    body: &str,
    day: Date,
    output: &Output,
) -> Result<String, CommandError> {
    let Some(text) = before.and_then(|text| between_markers(text, name, body, day)) else {
        return Err(CommandError::usage(format!("{} has no markers `{name}`", output.path)).with_hint(
            format!(
                "write where the view goes: `<!-- pm:begin {name} -->` and below it `<!-- pm:end {name} -->`"
            ),
        ));
    };
    Ok(text)
}

/// A text with `body` between the markers of a name, and the day in the first of them; nothing where it has no such
/// markers. Nothing else of it is touched.
pub(crate) fn between_markers(text: &str, name: &str, body: &str, day: Date) -> Option<String> {
    let (start, _, end) = markers(text, name)?;
    let line_break = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let body = body.trim_end().replace('\n', line_break);
    let marker = format!("<!-- pm:begin {name} {day} -->");
    Some(format!(
        "{}{marker}{line_break}{line_break}{body}{line_break}{line_break}{}",
        &text[..start],
        &text[end..]
    ))
}
