//! `pm init`: makes a folder a product.

use std::path::Path;

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::{Group, Spec};
use crate::command::asking::ask;
use crate::command::cli::Cli;
use crate::command::error::{CommandError, Exit};
use crate::command::place::Place;
use crate::command::session::{Session, config_path};
use crate::command::writing::Writing;
use crate::command::{importing, named_view, render, starter};
use crate::config::{Config, FILE_NAME};
use crate::repo::Repository;
use crate::text::visible::visible;
use crate::text::words::plural;

pub(super) static COMMAND: Spec = Spec {
    name: "init",
    group: Group::Start,
    about: "Make a folder a product: write a small pm.yaml",
    arguments,
    run,
};

fn arguments(command: Command) -> Command {
    command
        .arg(Arg::new("into").value_name("FOLDER").help("The folder, new or not [default: this one]"))
        .arg(
            Arg::new("name")
                .long("name")
                .value_name("NAME")
                .help("What people call the product [default: the name of the folder]"),
        )
        .arg(
            Arg::new("example")
                .long("example")
                .action(ArgAction::SetTrue)
                .help("Write four small documents too: an objective, an idea, a requirement, a release"),
        )
        .arg(
            Arg::new("import")
                .long("import")
                .value_name("FILE")
                .conflicts_with("example")
                .help("Begin with what another tool exported, as `pm import` takes it; what is found in it is accepted"),
        )
        .args(importing::arguments())
        .after_help("Examples:\n  pm init\n  pm init tideline --name Tideline\n  pm init --example\n  pm init --import jira.csv")
        .after_long_help(
            "Writes pm.yaml, and nothing else without --example or --import; a file that exists is never written \
             over.\nOn a terminal it asks for the name where none is given.\n\nExamples:\n  pm init\n  pm init \
             tideline --name Tideline\n  pm init --example\n  pm init --import jira.csv",
        )
}

fn run(session: &mut Session<'_>, cli: &Cli, matches: &ArgMatches) -> Result<Exit, CommandError> {
    let named = matches.get_one::<String>("into");
    let folder = named.map_or_else(|| session.folder.clone(), |folder| session.folder.join(folder));
    let place = Place::of(&folder)?;
    refuse_a_product(&place)?;
    let standard = place
        .path()
        .file_name()
        .and_then(|name| name.to_str())
        .map_or_else(|| "My product".to_owned(), str::to_owned);
    let name = match matches.get_one::<String>("name") {
        Some(name) => name.trim().to_owned(),
        None if session.terminal.input => name_of(session, &standard)?,
        None => standard,
    };
    if name.is_empty() || name.chars().any(char::is_control) {
        return Err(CommandError::usage("the name of a product is one line of text")
            .with_hint("write it behind --name"));
    }
    if let Some(file) = matches.get_one::<String>("import") {
        return importing_into(session, cli, matches, &place, &name, file);
    }
    let mut files = vec![(FILE_NAME.to_owned(), starter::configuration(&name).into_bytes())];
    if matches.get_flag("example") {
        let documents = starter::DOCUMENTS.iter();
        files.extend(documents.map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())));
    }
    let paths: Vec<String> = files.iter().map(|(path, _)| path.clone()).collect();
    place.create(files)?;
    for path in paths {
        let path =
            named.map_or_else(|| path.clone(), |folder| Path::new(folder).join(&path).display().to_string());
        session.print(&format!("{}\n", visible(&path)))?;
    }
    tell_what_is_next(session, named.map(String::as_str), matches.get_flag("example"), place.has_git())?;
    Ok(Exit::Fine)
}

/// Makes the folder a product that begins with what another tool exported. What `check` finds in it is accepted, so
/// that only what comes from now on is judged.
fn importing_into(
    session: &mut Session<'_>,
    cli: &Cli,
    matches: &ArgMatches,
    place: &Place,
    name: &str,
    file: &str,
) -> Result<Exit, CommandError> {
    let text = |name: &str| matches.get_one::<String>(name).map(String::as_str);
    let export = importing::export(session, file, text("encoding"))?;
    let settings = format!("{}\nbaseline: accepted.json\n", starter::configuration(name).trim_end());
    let (config, _) = Config::read(&config_path(), &settings);
    importing::refuse_unreadable(&config, &export, text("as"))?;
    place.create(vec![(FILE_NAME.to_owned(), settings.into_bytes())])?;
    session.folder = place.path();
    let writing = Writing::begin(session, matches)?;
    let known = writing.whole().local();
    let reading = importing::reading(session, &writing, &export, text("as"), text("mapping"))?;
    let (imported, before) = importing::worked_out(session, &writing, &known, &export, &reading, 0)?;
    let changes = importing::changes(&writing, &imported, &reading, &before)?;
    let count = changes.len();
    let told = importing::told(&known, &export, &reading, &imported, false, matches.get_flag("all"));
    importing::store(session, &writing, &known, changes)?;
    drop(writing);
    render::tell(session, &told)?;
    session.say(&format!("wrote {FILE_NAME} and {}", plural(count, "file")))?;
    session.print("\n")?;
    named_view::run(session, cli, &["roadmap".to_owned(), "--no-pager".to_owned()])
}

/// A folder that is a product, or lies in one, stays as it is.
fn refuse_a_product(place: &Place) -> Result<(), CommandError> {
    if place.exists(FILE_NAME) {
        return Err(CommandError::usage(format!("there is a {FILE_NAME} in {}", place.path().display()))
            .with_hint(format!("edit {FILE_NAME}, which stays as it is"))
            .with_hint("run `pm check` to see whether it is right"));
    }
    let Some(above) = place.path().ancestors().find_map(|folder| Repository::open(folder).ok()) else {
        return Ok(());
    };
    Err(CommandError::usage(format!(
        "{} lies in the product at {}",
        place.path().display(),
        above.root().display()
    ))
    .with_hint(format!("name a second product under `products:` in its {FILE_NAME}")))
}

fn name_of(session: &mut Session<'_>, standard: &str) -> Result<String, CommandError> {
    let answer = ask(session, &format!("Name of the product [{standard}]: "))?.unwrap_or_default();
    Ok(if answer.is_empty() { standard.to_owned() } else { answer })
}

fn tell_what_is_next(
    session: &mut Session<'_>,
    folder: Option<&str>,
    example: bool,
    has_git: bool,
) -> Result<(), CommandError> {
    let inside =
        folder.filter(|folder| *folder != ".").map_or_else(String::new, |folder| format!(" -C {folder}"));
    let first = if example { "list" } else { "idea add \"What somebody asked for\"" };
    session.say("\nnext:")?;
    session.say(&format!("  pm{inside} {first}"))?;
    session.say(&format!("  pm{inside} check"))?;
    session.say(&format!("  pm{inside} explain"))?;
    if !has_git {
        session.say("hint: run `git init` too; the plan's history is read from git")?;
    }
    Ok(())
}
