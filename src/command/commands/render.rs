//! `pm render`: the files that `pm.yaml` wants answers in, written or held against the plan.

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::{Group, Spec};
use crate::command::cli::Cli;
use crate::command::diff;
use crate::command::error::{CommandError, Exit};
use crate::command::rendering::{day, expected};
use crate::command::session::Session;
use crate::command::writing::{Writing, commit_argument};
use crate::config::Output;
use crate::source::{FileChange, RelPath, Store, Tree};
use crate::text::words::{list_of, plural};

pub(super) static COMMAND: Spec = Spec {
    name: "render",
    group: Group::Share,
    about: "Write the files that pm.yaml wants answers in, or check that they are fresh",
    arguments,
    run,
};

fn arguments(command: Command) -> Command {
    command
        .arg(
            Arg::new("paths")
                .value_name("PATH")
                .action(ArgAction::Append)
                .help("These files alone [default: all under `outputs` of pm.yaml]"),
        )
        .arg(
            Arg::new("check")
                .long("check")
                .action(ArgAction::SetTrue)
                .conflicts_with_all(["dry-run", "commit"])
                .help("Write nothing; name each file that is not what the plan says, with the difference, and fail"),
        )
        .arg(
            Arg::new("dry-run")
                .long("dry-run")
                .action(ArgAction::SetTrue)
                .help("Write nothing, show what would be written as a diff"),
        )
        .arg(commit_argument())
        .after_help("Examples:\n  pm render\n  pm render ROADMAP.md\n  pm render --check")
        .after_long_help(
            "Each entry under `outputs` is a view, or a command with its flags, and a file:\n\n  outputs:\n    - {view: \
             exec-quarterly, path: docs/ROADMAP.md}\n    - {view: roadmap, audience: customers, path: README.md, between: \
             roadmap}\n\nThe second stands between <!-- pm:begin roadmap --> and <!-- pm:end roadmap --> in a file that a \
             person writes; nothing else of it is touched. A file says on which day it was written, and --check asks \
             what the plan would have said on that day: what is told of dates does not go stale by itself.\n\nReads what \
             the views read; writes these files alone.\n\nExamples:\n  pm render\n  pm render ROADMAP.md\n  pm render \
             --check\n  pm render --commit",
        )
}

fn run(session: &mut Session<'_>, cli: &Cli, matches: &ArgMatches) -> Result<Exit, CommandError> {
    let wanted = wanted(session, cli, matches)?;
    if matches.get_flag("check") {
        return check(session, cli, &wanted);
    }
    let writing = Writing::begin(session, matches)?;
    let mut changes: Vec<FileChange> = Vec::new();
    for output in &wanted {
        let before = written(&changes, &writing.tree, &output.path)?;
        let text = expected(session, cli, output, before.as_deref(), None)?;
        put(&mut changes, &writing.tree, &output.path, text)?;
    }
    if writing.is_dry_run() {
        session.print(&diff::unified(&changes, session.color))?;
        session.say(&format!("{} would be written", plural(changes.len(), "file")))?;
        return Ok(Exit::Fine);
    }
    writing.tree.write(&changes)?;
    let names: Vec<&str> = changes.iter().map(|change| change.path().as_str()).collect();
    if !changes.is_empty() {
        writing.commit(session, &changes, || format!("Write {} anew", list_of(names.iter().copied())))?;
    }
    for name in &names {
        session.print(&format!("{name}\n"))?;
    }
    let same = wanted.len() - names.len().min(wanted.len());
    session.say(&format!("wrote {}, {same} unchanged", plural(names.len(), "file")))?;
    Ok(Exit::Fine)
}

/// The outputs that were asked for.
fn wanted(session: &Session<'_>, cli: &Cli, matches: &ArgMatches) -> Result<Vec<Output>, CommandError> {
    let outputs = &cli.config().outputs;
    if outputs.is_empty() {
        return Err(CommandError::usage("pm.yaml names no outputs")
            .with_hint("name one: `outputs: [{view: roadmap, path: ROADMAP.md}]`"));
    }
    let root = session.repository()?;
    let mut wanted: Vec<Output> = Vec::new();
    for path in matches.get_many::<String>("paths").into_iter().flatten() {
        let relative = session.relative(root.root(), path);
        let named: Vec<&Output> =
            outputs.iter().filter(|output| Some(&output.path) == relative.as_ref()).collect();
        if named.is_empty() {
            let known = list_of(outputs.iter().map(|output| output.path.as_str()));
            return Err(CommandError::usage(format!("`{path}` is no output of pm.yaml"))
                .with_hint(format!("outputs are {known}")));
        }
        wanted.extend(named.into_iter().cloned());
    }
    Ok(if wanted.is_empty() { outputs.clone() } else { wanted })
}

/// What a file holds after the changes so far; nothing where there is none.
fn written(changes: &[FileChange], tree: &dyn Tree, path: &RelPath) -> Result<Option<String>, CommandError> {
    let changed = changes.iter().find_map(|change| match change {
        FileChange::Create { path: to, bytes } | FileChange::Replace { path: to, bytes, .. }
            if to == path =>
        {
            Some(bytes.clone())
        }
        _ => None,
    });
    let bytes = match changed {
        Some(bytes) => bytes,
        None if tree.exists(path) => tree.read(path)?,
        None => return Ok(None),
    };
    String::from_utf8(bytes)
        .map(Some)
        .map_err(|_| CommandError::environment(format!("{path} is not UTF-8")).with_hint("save it as UTF-8"))
}

/// Adds the change that gives a file this text, if it is another one.
fn put(
    changes: &mut Vec<FileChange>,
    tree: &dyn Tree,
    path: &RelPath,
    text: String,
) -> Result<(), CommandError> {
    changes.retain(|change| change.path() != path);
    let bytes = text.into_bytes();
    if !tree.exists(path) {
        changes.push(FileChange::Create { path: path.clone(), bytes });
        return Ok(());
    }
    let before = tree.read(path)?;
    if before != bytes {
        changes.push(FileChange::Replace { path: path.clone(), before, bytes });
    }
    Ok(())
}

/// Names every file that is not what the plan says.
fn check(session: &mut Session<'_>, cli: &Cli, wanted: &[Output]) -> Result<Exit, CommandError> {
    let tree = session.repository()?.working_tree();
    let mut stale: Vec<FileChange> = Vec::new();
    for output in wanted {
        let before = written(&stale, &tree, &output.path)?;
        let on = before.as_deref().and_then(|text| day(text, output));
        let text = expected(session, cli, output, before.as_deref(), on)?;
        put(&mut stale, &tree, &output.path, text)?;
    }
    if stale.is_empty() {
        session.say(&format!("{} fresh", plural(wanted.len(), "file")))?;
        return Ok(Exit::Fine);
    }
    let color = session.color;
    session.print(&diff::unified(&stale, color))?;
    for change in &stale {
        session.say(&format!("error: {} is not what the plan says", change.path()))?;
    }
    session.say("hint: run `pm render` and commit what it writes")?;
    Ok(Exit::Findings)
}
