//! `pm man`: the manual as pages for `man`.

use clap::{Arg, ArgMatches, Command};
use clap_mangen::Man;

use super::{Group, Spec};
use crate::command::cli::Cli;
use crate::command::error::{CommandError, Exit};
use crate::command::place::Place;
use crate::command::session::Session;

pub(super) static COMMAND: Spec = Spec {
    name: "man",
    group: Group::Setup,
    about: "Print the manual page, or write one for each command",
    arguments,
    run,
};

fn arguments(command: Command) -> Command {
    command
        .arg(
            Arg::new("out")
                .long("out")
                .value_name("FOLDER")
                .help("Write the pages of all commands into this folder, over those that are there"),
        )
        .after_help("Examples:\n  pm man | man -l -\n  pm man --out ~/.local/share/man/man1")
}

fn run(session: &mut Session<'_>, cli: &Cli, matches: &ArgMatches) -> Result<Exit, CommandError> {
    let mut whole = cli.whole();
    whole.build();
    let Some(folder) = matches.get_one::<String>("out") else {
        let page = page(whole)?;
        session.output.write_all(&page)?;
        return Ok(Exit::Fine);
    };
    let mut pages = Vec::new();
    collect(&whole, "pm", &mut pages)?;
    let place = Place::of(&session.folder.join(folder))?;
    let names: Vec<String> = pages.iter().map(|(name, _)| name.clone()).collect();
    place.renew(pages)?;
    session.say(&format!("{} pages are in {}", names.len(), place.path().display()))?;
    Ok(Exit::Fine)
}

/// The page of a command and of everything below it, by file name.
fn collect(command: &Command, name: &str, pages: &mut Vec<(String, Vec<u8>)>) -> Result<(), CommandError> {
    pages.push((format!("{name}.1"), page(command.clone().name(name.to_owned()))?));
    for inner in command.get_subcommands().filter(|inner| inner.get_name() != "help") {
        collect(inner, &format!("{name}-{}", inner.get_name()), pages)?;
    }
    Ok(())
}

fn page(command: Command) -> Result<Vec<u8>, CommandError> {
    let mut bytes = Vec::new();
    Man::new(command).render(&mut bytes)?;
    Ok(bytes)
}
