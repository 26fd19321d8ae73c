//! Questions with a name: the command that a view of `pm.yaml` stands for, and its answer.
//!
//! One place for all commands that show a view: a flag of the command is a key of the view.

use clap::{ArgMatches, Command};
use serde_json::Value;

use super::cli::Cli;
use super::dispatch;
use super::error::{CommandError, Exit};
use super::session::{Session, config_path};
use crate::config::{Config, NamedView, ViewFlag};
use crate::diagnostic::{Diagnostic, Level, Place};
use crate::page::Page;
use crate::source::RelPath;
use crate::text::span::{LineIndex, Span};
use crate::text::words::{list_of, nearest};

/// An answer that is not printed.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) page: Page,
    pub(crate) sheet: Page,
    pub(crate) json: Value,
}

/// The arguments that a view stands for, with those that a person gives besides: theirs win.
pub(crate) fn words(view: &NamedView, given: &[String]) -> Vec<String> {
    let is_given = |flag: &ViewFlag| {
        let long = format!("--{}", flag.name);
        given.iter().any(|word| *word == long || word.starts_with(&format!("{long}=")))
    };
    let mut words: Vec<String> = view.command.clone();
    for flag in view.flags.iter().filter(|flag| !is_given(flag)) {
        match flag.values.as_slice() {
            [] => words.push(format!("--{}", flag.name)),
            values => words.extend(values.iter().map(|value| format!("--{}={value}", flag.name))),
        }
    }
    words.extend(given.iter().cloned());
    words
}

/// Runs a command line as if a person had typed it.
pub(crate) fn run(session: &mut Session<'_>, cli: &Cli, words: &[String]) -> Result<Exit, CommandError> {
    let matches = parsed(cli, words)?;
    dispatch(session, cli, &matches)
}

fn parsed(cli: &Cli, words: &[String]) -> Result<ArgMatches, CommandError> {
    let command = cli.command_for(words.first().map_or("", String::as_str));
    let all = std::iter::once("pm").chain(words.iter().map(String::as_str));
    command.try_get_matches_from(all).map_err(|error| {
        let text = error.render().to_string();
        let text = text.trim_start_matches("error: ");
        let message = text.split("\n\n").next().unwrap_or(text).replace('\n', " ");
        CommandError::usage(message).with_hint(format!("`pm {}` is what was run", words.join(" ")))
    })
}

/// The answer of a view, or of a command with its flags, for an audience where one is named.
pub(crate) fn answer(
    session: &mut Session<'_>,
    cli: &Cli,
    name: &str,
    given: &[String],
) -> Result<Answer, CommandError> {
    let view = cli.config().views.get(name).cloned();
    let words = match &view {
        Some(view) => words(view, given),
        None => name.split_whitespace().map(str::to_owned).chain(given.iter().cloned()).collect(),
    };
    session.heading = view.and_then(|view| view.title);
    session.capture = Some(None);
    let ran = run(session, cli, &words);
    let answer = session.capture.take().flatten();
    session.heading = None;
    ran?;
    answer.ok_or_else(|| CommandError::usage(format!("`pm {}` shows no view", words.join(" "))))
}

/// What is wrong with the views and outputs of `pm.yaml`: commands and flags that there are not.
pub(crate) fn findings(cli: &Cli) -> Vec<Diagnostic> {
    let config = cli.config();
    let mut findings = Vec::new();
    let path = config_path();
    for (name, view) in &config.views {
        let Some(command) = named_command(cli, view) else {
            let word = view.command.join(" ");
            let known = answering(&cli.command());
            let message = format!("the view `{name}` asks `pm {word}`, which shows no view");
            let near =
                nearest(view.command.first().map_or("", String::as_str), known.iter().map(String::as_str));
            let help = near.map_or_else(
                || format!("use one of {}", list_of(&known)),
                |near| format!("did you mean `{near}`?"),
            );
            findings.push(finding(&path, view.span, message, help));
            continue;
        };
        let longs: Vec<&str> = command.get_arguments().filter_map(|argument| argument.get_long()).collect();
        for flag in view.flags.iter().filter(|flag| !longs.contains(&flag.name.as_str())) {
            let message = format!("`pm {}` has no flag `--{}`", view.command.join(" "), flag.name);
            let near = nearest(&flag.name, longs.iter().copied());
            let help = near.map_or_else(
                || format!("its flags are {}", list_of(&longs)),
                |near| format!("did you mean `{near}`?"),
            );
            findings.push(finding(&path, flag.span, message, help));
        }
        if let Some(audience) = view.flag("audience") {
            check_audience(config, audience.values.first(), audience.span, &mut findings);
        }
    }
    for output in &config.outputs {
        let first = output.view.split_whitespace().next().unwrap_or("");
        let known = answering(&cli.command());
        if !config.views.contains_key(&output.view) && !known.iter().any(|name| name == first) {
            let message = format!("there is no view `{}`", output.view);
            let names = config.views.keys().map(String::as_str).chain(known.iter().map(String::as_str));
            let help = nearest(&output.view, names)
                .map_or_else(|| "name it under `views`".to_owned(), |near| format!("did you mean `{near}`?"));
            findings.push(finding(&path, output.span, message, help));
        }
        check_audience(config, output.audience.as_ref(), output.span, &mut findings);
    }
    findings
}

fn check_audience(config: &Config, name: Option<&String>, span: Span, findings: &mut Vec<Diagnostic>) {
    let Some(name) = name.filter(|name| !config.audiences.contains_key(*name)) else { return };
    let known = config.audiences.keys().map(String::as_str);
    let help = nearest(name, known)
        .map_or_else(|| "name it under `audiences`".to_owned(), |near| format!("did you mean `{near}`?"));
    findings.push(finding(&config_path(), span, format!("there is no audience `{name}`"), help));
}

fn finding(path: &RelPath, span: Span, message: String, help: String) -> Diagnostic {
    Diagnostic::new("invalid-config", Level::Error, Place::at(path, span), message).with_help(help)
}

/// Says what is wrong with one view before it is asked, with its place in `pm.yaml`.
pub(crate) fn check(cli: &Cli, name: &str, text: &str) -> Result<(), CommandError> {
    let Some(view) = cli.config().views.get(name) else { return Ok(()) };
    let spans: Vec<Span> = view.flags.iter().map(|flag| flag.span).chain([view.span]).collect();
    let Some(found) =
        findings(cli).into_iter().find(|it| it.place.span.is_some_and(|span| spans.contains(&span)))
    else {
        return Ok(());
    };
    let place = found.place.span.map_or_else(String::new, |span| {
        let position = LineIndex::new(text).position(span.start());
        format!(":{}:{}", position.line, position.column)
    });
    let error = CommandError::usage(format!("{}{place}: {}", found.place.path, found.message));
    Err(error.with_hints(found.help))
}

/// The command that a view asks, where it is one that shows a view.
fn named_command(cli: &Cli, view: &NamedView) -> Option<Command> {
    let first = view.command.first()?;
    let whole = cli.command_for(first);
    let command = whole.find_subcommand(first)?;
    let inner = view.command.get(1).and_then(|second| command.find_subcommand(second));
    let command = inner.unwrap_or(command);
    shows_a_view(command).then(|| command.clone())
}

/// The commands that show a view.
fn answering(command: &Command) -> Vec<String> {
    let shown = command.get_subcommands().filter(|command| shows_a_view(command));
    shown.map(|command| command.get_name().to_owned()).collect()
}

/// Whether a command shows a view: its answers come in every format.
pub(crate) fn shows_a_view(command: &Command) -> bool {
    command.get_arguments().any(|argument| {
        argument.get_id() == "format"
            && argument.get_default_values().iter().any(|format| *format == "terminal")
    })
}
