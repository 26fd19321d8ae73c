//! `pm docs`: writes the reference pages of this project. Hidden: of use to those who work on `pm`.

use clap::{Arg, ArgMatches, Command};

use super::{Group, Spec};
use crate::analysis::scores::SCORES;
use crate::check::all_rules;
use crate::command::cli::Cli;
use crate::command::error::{CommandError, Exit};
use crate::command::place::Place;
use crate::command::reference;
use crate::command::session::Session;
use crate::text::words::plural;
use crate::view::reference as pages;

pub(super) static COMMAND: Spec = Spec {
    name: "docs",
    group: Group::Setup,
    about: "Write the reference pages of pm",
    arguments,
    run: |session, _, matches| run(session, matches),
};

fn arguments(command: Command) -> Command {
    command.hide(true).arg(
        Arg::new("out")
            .long("out")
            .value_name("FOLDER")
            .required(true)
            .help("Write the pages into this folder, over those that are there"),
    )
}

fn run(session: &mut Session<'_>, matches: &ArgMatches) -> Result<Exit, CommandError> {
    let Some(folder) = matches.get_one::<String>("out") else { return Ok(Exit::Fine) };
    // What is shipped, whatever the repository around changes.
    let cli = Cli::shipped();
    let files = [
        ("cli.md", reference::command_line(&cli)),
        ("config.md", pages::config()),
        ("kinds.md", pages::kinds(&cli.config().kinds)),
        ("rules.md", pages::rules(&all_rules())),
        ("scores.md", pages::scores(SCORES)),
    ];
    let files = files.into_iter().map(|(name, text)| (name.to_owned(), text.into_bytes())).collect();
    let place = Place::of(&session.folder.join(folder))?;
    let count = place.renew(files)?;
    session.say(&format!("{} changed in {}", plural(count, "page"), place.path().display()))?;
    Ok(Exit::Fine)
}
