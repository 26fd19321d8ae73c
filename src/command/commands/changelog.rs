//! `pm changelog`: what changed for customers, and CHANGELOG.md with the versions it lacks.

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::{Group, Spec};
use crate::command::error::{CommandError, Exit};
use crate::command::session::Session;
use crate::command::versions::Versions;
use crate::command::writing::{Writing, commit_argument};
use crate::command::{audience, diff, moment, one_product, render, templates};
use crate::model::values::Version;
use crate::source::{FileChange, Store, Tree};
use crate::text::words::{list_of, nearest};
use crate::view::changelog::{Changelog, updated};

pub(super) static COMMAND: Spec = Spec {
    name: "changelog",
    group: Group::Plan,
    about: "Tell customers what changed, from releases and what went out with them",
    arguments,
    run: |session, _, matches| match (matches.subcommand(), matches.get_one::<String>("update")) {
        (Some((_, matches)), _) => between(session, matches),
        (None, Some(path)) => update(session, matches, path),
        (None, None) => show(session, matches),
    },
};

fn arguments(command: Command) -> Command {
    audience::argument(moment::arguments(command))
        .arg(Arg::new("version").value_name("VERSION").help("Show this version alone"))
        .arg(
            Arg::new("unreleased")
                .long("unreleased")
                .action(ArgAction::SetTrue)
                .conflicts_with("version")
                .help("Show what is done and in no release that went out"),
        )
        .arg(one_product::argument())
        .arg(
            Arg::new("update")
                .long("update")
                .value_name("FILE")
                .conflicts_with_all(["version", "unreleased", "format", "at", "staged"])
                .help("Put the versions into this file that it lacks; change nothing else in it"),
        )
        .arg(
            Arg::new("dry-run")
                .long("dry-run")
                .action(ArgAction::SetTrue)
                .requires("update")
                .help("Write nothing; show the change as a diff"),
        )
        .arg(commit_argument().requires("update").conflicts_with("dry-run"))
        .arg(render::format_argument())
        .subcommand(diff_command())
        .args_conflicts_with_subcommands(true)
        .after_help(
            "Examples:\n  pm changelog\n  pm changelog diff 1.4..2.0\n  pm changelog 2.5.0 --format markdown\n  pm changelog --update CHANGELOG.md --dry-run",
        )
        .after_long_help(
            "Reads releases that went out (version, date, yanked) and the `changelog` of the done requirements in \
             them. The form is that of Keep a Changelog 2.0.\n\n--update writes one file and nothing else. A version \
             that the file has stays as it is, byte for byte, whatever the plan says; so does every word between. The \
             section Unreleased is left to people: `pm changelog --unreleased` tells what is done.\n\nExamples:\n  pm \
             changelog\n  pm changelog --unreleased\n  pm changelog 2.5.0 --format markdown\n  pm changelog --update \
             CHANGELOG.md --dry-run",
        )
}

fn diff_command() -> Command {
    moment::arguments(Command::new("diff").about("Tell what came between two versions"))
        .arg(
            Arg::new("versions")
                .value_name("A..B")
                .required(true)
                .help("Behind version A and up to B; without A from the first, without B up to the newest"),
        )
        .arg(one_product::argument())
        .arg(render::format_argument())
        .after_help("Examples:\n  pm changelog diff 1.4..2.0\n  pm changelog diff 1.4.. --format markdown")
        .after_long_help(
            "Puts the lines of all versions in between together, by type, each with the version it came with. What \
             came and was superseded on the way by other work of these versions, or was withdrawn with the last of \
             them, stands by itself at the end.\n\nExamples:\n  pm changelog diff 1.4..2.0\n  pm changelog diff 1.4.. \
             --format markdown",
        )
}

fn between(session: &mut Session<'_>, matches: &ArgMatches) -> Result<Exit, CommandError> {
    let loaded = session.load()?;
    let plan = &loaded.plan;
    let product = one_product::named(plan, matches, "a changelog is")?;
    let named = matches.get_one::<String>("versions").map_or("", String::as_str);
    let Some((from, to)) = named.split_once("..") else {
        return Err(CommandError::usage(format!("`{named}` names one version, and two are compared"))
            .with_hint(format!(
                "write `{named}..` for what came since, `pm changelog {named}` for the version itself"
            )));
    };
    let span = Versions::of(plan, product).between(from, to)?;
    let changelog = Changelog::of(plan, product);
    render::show(session, matches, &changelog.between(plan, span.from.as_ref(), span.to.as_ref()))?;
    render::name_unreadable(session, plan)
}

fn show(session: &mut Session<'_>, matches: &ArgMatches) -> Result<Exit, CommandError> {
    let loaded = session.load()?;
    let mut changelog =
        Changelog::of(&loaded.plan, one_product::named(&loaded.plan, matches, "a changelog is")?);
    if matches.get_flag("unreleased") {
        changelog = changelog.only_unreleased();
    } else if let Some(wanted) = matches.get_one::<String>("version") {
        changelog = version(changelog, wanted)?;
    }
    let format = matches.get_one::<String>("format").map_or("terminal", String::as_str);
    if format == "markdown" && templates::named(matches).is_none() {
        session.show(&changelog.markdown())?;
        for note in changelog.notes() {
            session.say(&format!("note: {note}"))?;
        }
    } else {
        render::show(session, matches, &changelog)?;
    }
    render::name_unreadable(session, &loaded.plan)
}

fn version(changelog: Changelog, wanted: &str) -> Result<Changelog, CommandError> {
    let known: Vec<String> = changelog.versions().map(str::to_owned).collect();
    if let Some(only) = Version::parse(wanted).ok().and_then(|version| changelog.only(&version)) {
        return Ok(only);
    }
    let error = CommandError::usage(format!("no version `{wanted}` has gone out"));
    Err(match nearest(wanted, known.iter().map(String::as_str)) {
        Some(near) => error.with_hint(format!("did you mean `{near}`?")),
        None if known.is_empty() => error.with_hint("run `pm changelog --unreleased` for what is done"),
        None => error.with_hint(format!("the versions are {}", list_of(&known))),
    })
}

fn update(session: &mut Session<'_>, matches: &ArgMatches, path: &str) -> Result<Exit, CommandError> {
    let writing = Writing::begin(session, matches)?;
    let relative = session
        .relative(writing.repository.root(), path)
        .ok_or_else(|| CommandError::usage(format!("`{path}` lies outside of the repository")))?;
    let plan = writing.whole().plan;
    let changelog = Changelog::of(&plan, one_product::named(&plan, matches, "a changelog is")?);
    let before = if writing.tree.exists(&relative) { Some(writing.tree.read(&relative)?) } else { None };
    let text = match &before {
        None => None,
        Some(bytes) => Some(std::str::from_utf8(bytes).map_err(|_| {
            CommandError::environment(format!("{relative} is not UTF-8")).with_hint("save it as UTF-8")
        })?),
    };
    let updated = updated(&changelog, text);
    let is_changed = text != Some(updated.text.as_str());
    if is_changed {
        let bytes = updated.text.into_bytes();
        let change = match before {
            None => FileChange::Create { path: relative.clone(), bytes },
            Some(before) => FileChange::Replace { path: relative.clone(), before, bytes },
        };
        if writing.is_dry_run() {
            session.print(&diff::unified(&[change], session.color))?;
        } else {
            let changes = [change];
            writing.tree.write(&changes)?;
            let message = || match updated.added.as_slice() {
                [] => format!("Bring {relative} up to date"),
                added => format!("Put {} into {relative}", list_of(added)),
            };
            writing.commit(session, &changes, message)?;
            session.print(&format!("{relative}\n"))?;
        }
    }
    let has_versions = changelog.versions().next().is_some();
    let told = match updated.added.as_slice() {
        [] if has_versions => format!("{relative} has every version already"),
        [] if !is_changed => format!("no version has gone out yet: {relative} stays as it is"),
        [] if writing.is_dry_run() => {
            format!("no version has gone out yet: {relative} would begin with an empty section Unreleased")
        }
        [] => format!("no version has gone out yet: {relative} begins with an empty section Unreleased"),
        added if writing.is_dry_run() => format!("{relative} would get {}", list_of(added)),
        added => format!("put {} into {relative}", list_of(added)),
    };
    session.say(&told)?;
    for note in updated.notes.iter().chain(&changelog.notes()) {
        session.say(&format!("note: {note}"))?;
    }
    Ok(Exit::Fine)
}
