//! From a view to the output a person asked for.

use clap::{Arg, ArgMatches};

use super::audience;
use super::error::{CommandError, Exit};
use super::named_view::Answer;
use super::session::Session;
use super::templates;
use crate::page::formats::{FORMATS, named};
use crate::page::{Page, Target};
use crate::plan::Plan;
use crate::source::RelPath;
use crate::source::mounted::in_overlay;
use crate::text::json::inert;
use crate::text::visible::visible;
use crate::text::words::plural;
use crate::view::View;
use crate::view::count::Counts;

/// The argument `--format` of a command that shows a view.
pub(crate) fn format_argument() -> Arg {
    let names: Vec<&str> = FORMATS.iter().map(|format| format.name).chain(["json"]).collect();
    Arg::new("format")
        .long("format")
        .short('f')
        .value_name("FORMAT")
        .value_parser(clap::builder::PossibleValuesParser::new(names))
        .default_value("terminal")
        .help("Write the answer in this format")
}

/// Prints what a writing command tells, for a reader at a terminal.
pub(crate) fn tell<V: View>(session: &mut Session<'_>, view: &V) -> Result<(), CommandError> {
    let Some(format) = named("terminal") else { return Ok(()) };
    match (format.render)(&view.page(), &session.surface()) {
        Some(text) => session.print(&text),
        None => Ok(()),
    }
}

/// Prints `view` in the format that was asked for.
pub(crate) fn show<V: View>(
    session: &mut Session<'_>,
    matches: &ArgMatches,
    view: &V,
) -> Result<(), CommandError> {
    if session.capture.is_some() {
        session.capture = Some(Some(captured(session, view)));
        return Ok(());
    }
    if let Some(name) = templates::named(matches) {
        let text = templates::filled(session, name, view)?;
        return session.show(&visible(&text.replace("\r\n", "\n")));
    }
    let format = matches.get_one::<String>("format").map_or("terminal", String::as_str);
    let reader = session.reader.as_ref();
    let Some(format) = named(format) else {
        let json = audience::addressed_json(reader, view.json());
        return show_json(session, &json);
    };
    let page = if format.name == "csv" { view.sheet() } else { view.page() };
    let page = audience::addressed(reader, headed(session, page));
    match (format.render)(&page, &session.surface()) {
        Some(text) => session.show(&text),
        None => Err(CommandError::usage(format!("this answer holds nothing that {} can draw", format.name))
            .with_hint(
                "use `--format svg` for a picture of any answer, or `--format markdown` for its text",
            )),
    }
}

/// The answer as its reader gets it, in every form.
fn captured<V: View>(session: &Session<'_>, view: &V) -> Answer {
    let reader = session.reader.as_ref();
    Answer {
        page: audience::addressed(reader, headed(session, view.page())),
        sheet: audience::addressed(reader, view.sheet()),
        json: audience::addressed_json(reader, view.json()),
    }
}

/// The page with the title that `pm.yaml` gives it, and with ways into the overlay that lead there.
fn headed(session: &Session<'_>, mut page: Page) -> Page {
    if let Some(overlay) = &session.overlay {
        page.retarget(&|target| match target {
            Target::File { path, anchor } => {
                let below = RelPath::new(path).and_then(|path| in_overlay(&path).map(str::to_owned));
                let path = below.map_or_else(|| path.clone(), |below| format!("{overlay}/{below}"));
                Target::File { path, anchor: anchor.clone() }
            }
            other => other.clone(),
        });
    }
    match &session.heading {
        Some(title) => Page { title: title.as_str().into(), ..page },
        None => page,
    }
}

/// Says which documents an answer leaves out because they cannot be read; leaving out any is a finding.
pub(crate) fn name_unreadable(session: &mut Session<'_>, plan: &Plan) -> Result<Exit, CommandError> {
    let told = name_unread_settings(session, plan)?;
    if session.reader.is_some() && session.unread > 0 {
        // The name of a document may say what the audience may not know.
        let documents = plural(session.unread, "document");
        session.say(&format!("warning: left out, for it cannot be read: {documents}"))?;
        session.say("hint: run `pm check` to see which and why")?;
        return Ok(Exit::Findings);
    }
    if plan.unreadable.is_empty() {
        return Ok(told);
    }
    for document in &plan.unreadable {
        session.say(&format!("warning: {} cannot be read and is left out", document.path))?;
    }
    session.say("hint: run `pm check` to see why")?;
    Ok(Exit::Findings)
}

/// Says that an answer knows nothing of `pm.yaml` because that cannot be read; this is a finding.
pub(crate) fn name_unread_settings(session: &mut Session<'_>, plan: &Plan) -> Result<Exit, CommandError> {
    if plan.config.is_read {
        return Ok(Exit::Fine);
    }
    session.say("warning: pm.yaml cannot be read, and the answer is given as if it were empty")?;
    session.say("hint: run `pm check pm.yaml` to see why")?;
    Ok(Exit::Findings)
}

/// Prints counts; a number that is the whole answer stands alone on a terminal.
pub(crate) fn show_counts(
    session: &mut Session<'_>,
    matches: &ArgMatches,
    counts: &Counts,
) -> Result<(), CommandError> {
    let for_people = matches.get_one::<String>("format").is_none_or(|format| format == "terminal")
        && templates::named(matches).is_none()
        && session.capture.is_none();
    if counts.is_number() && for_people {
        return session.print(&format!("{}\n", counts.total()));
    }
    show(session, matches, counts)
}

/// Shows the JSON that was asked for.
pub(crate) fn show_json(session: &mut Session<'_>, json: &serde_json::Value) -> Result<(), CommandError> {
    session.show(&json_text(json)?)
}

/// Prints what a command that writes has to tell.
pub(crate) fn print_json(session: &mut Session<'_>, json: &serde_json::Value) -> Result<(), CommandError> {
    session.print(&json_text(json)?)
}

pub(crate) fn json_text(json: &serde_json::Value) -> Result<String, CommandError> {
    let mut text =
        serde_json::to_string_pretty(json).map_err(|error| CommandError::environment(error.to_string()))?;
    text = inert(text);
    text.push('\n');
    Ok(text)
}

/// The argument `--format` of a command that writes.
pub(crate) fn outcome_argument() -> Arg {
    Arg::new("format")
        .long("format")
        .short('f')
        .value_name("FORMAT")
        .value_parser(["text", "json"])
        .default_value("text")
        .help("Tell what was written in this format")
}

/// Whether a command that writes is to tell so in JSON.
pub(crate) fn wants_json(matches: &ArgMatches) -> bool {
    matches.try_get_one::<String>("format").ok().flatten().is_some_and(|format| format == "json")
}
