//! `pm view`: the questions that `pm.yaml` has a name for.

use clap::parser::ValueSource;
use clap::{Arg, ArgAction, ArgMatches, Command};

use super::{Group, Spec};
use crate::command::cli::Cli;
use crate::command::error::{CommandError, Exit};
use crate::command::named_view::{check, run as run_words, words};
use crate::command::render;
use crate::command::session::Session;
use crate::source::Tree;
use crate::text::words::{list_of, nearest};
use crate::view::named_views::NamedViews;

pub(super) static COMMAND: Spec = Spec {
    name: "view",
    group: Group::Plan,
    about: "Show a view that pm.yaml has a name for",
    arguments,
    run,
};

fn arguments(command: Command) -> Command {
    command
        .arg(Arg::new("name").value_name("NAME").help("The name under `views` of pm.yaml; a list of them without one"))
        .arg(
            Arg::new("flags")
                .value_name("FLAGS")
                .action(ArgAction::Append)
                .trailing_var_arg(true)
                .allow_hyphen_values(true)
                .help("Flags of the view's command, in the place of those that the view says"),
        )
        .arg(render::format_argument())
        .after_help("Examples:\n  pm view\n  pm view exec-quarterly\n  pm view exec-quarterly --format html > plan.html")
        .after_long_help(
            "A view is a command with its flags, under a name:\n\n  views:\n    exec-quarterly:\n      view: roadmap\n      \
             by: quarter\n      lanes: objective\n      audience: executives\n\nReads what the command reads; writes \
             nothing.\n\nExamples:\n  pm view\n  pm view exec-quarterly\n  pm view exec-quarterly --format html > \
             plan.html\n  pm view exec-quarterly --at \"3 months ago\"",
        )
}

fn run(session: &mut Session<'_>, cli: &Cli, matches: &ArgMatches) -> Result<Exit, CommandError> {
    let views = &cli.config().views;
    let Some(name) = matches.get_one::<String>("name") else {
        let all = views.iter().map(|(name, view)| {
            let audience = view.flag("audience").and_then(|flag| flag.values.first());
            (name.as_str(), format!("pm {}", shell(&words(view, &[]))), audience.map(String::as_str), view)
        });
        let all = all.map(|(name, command, audience, view)| {
            NamedViews::entry(name, command, audience, view.title.as_deref(), view.summary.as_deref())
        });
        render::show(session, matches, &NamedViews::of(all.collect()))?;
        return Ok(Exit::Fine);
    };
    let Some(view) = views.get(name.as_str()) else {
        let error = CommandError::usage(format!("there is no view `{name}`"));
        return Err(match nearest(name, views.keys().map(String::as_str)) {
            Some(near) => error.with_hint(format!("did you mean `{near}`?")),
            None if views.is_empty() => error.with_hint("name it under `views:` in pm.yaml"),
            None => error.with_hint(format!("the views of pm.yaml: {}", list_of(views.keys()))),
        });
    };
    let text = session.repository()?.working_tree().read(&crate::command::session::config_path())?;
    check(cli, name, &String::from_utf8_lossy(&text))?;
    let mut given: Vec<String> = matches.get_many::<String>("flags").into_iter().flatten().cloned().collect();
    // Flags that this command has too may stand before or behind the name.
    for flag in ["format", "template"] {
        if matches.value_source(flag) == Some(ValueSource::CommandLine)
            && let Some(value) = matches.get_one::<String>(flag)
        {
            given.push(format!("--{flag}={value}"));
        }
    }
    session.heading.clone_from(&view.title);
    run_words(session, cli, &words(view, &given))
}

/// Words as a person would type them.
pub(super) fn shell(words: &[String]) -> String {
    let is_plain = |word: &str| word.chars().all(|sign| sign.is_alphanumeric() || "-_=.,:/+@".contains(sign));
    let quoted = words.iter().map(|word| match is_plain(word) {
        true => word.clone(),
        false => format!("'{}'", word.replace('\'', "'\\''")),
    });
    quoted.collect::<Vec<_>>().join(" ")
}
