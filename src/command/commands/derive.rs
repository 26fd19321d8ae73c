//! `pm derive`: proposes the settings for documents that nobody has described.

use std::collections::BTreeSet;

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::view::shell;
use super::{COMMANDS, Group, Spec};
use crate::check::{FilesOfTree, Request, check};
use crate::command::cli::Cli;
use crate::command::error::{CommandError, Exit};
use crate::command::place::Place;
use crate::command::render;
use crate::command::session::{Session, config_path};
use crate::command::verbs::VERBS;
use crate::command::writing::{Writing, commit_argument};
use crate::config::{Config, FILE_NAME};
use crate::derive::{File, Proposal, Situation, looks_like_a_document, propose};
use crate::diagnostic::{Diagnostic, Level};
use crate::plan;
use crate::repo::{Repository, WorkingTree};
use crate::source::{FileChange, RelPath, Store, Tree};
use crate::text::edit::{Edit, Path, edits};
use crate::text::front_matter;
use crate::view::derived::{Asked, Derived};

/// A document is read up to so many bytes.
const LARGEST: u64 = 4 << 20;

pub(super) static COMMAND: Spec = Spec {
    name: "derive",
    group: Group::Start,
    about: "Propose kinds, fields and statuses for documents that pm has never seen",
    arguments,
    run,
};

fn arguments(command: Command) -> Command {
    command
        .arg(
            Arg::new("folders")
                .value_name("FOLDER")
                .action(ArgAction::Append)
                .help("The folders to look at [default: all that are not hidden]"),
        )
        .arg(
            Arg::new("write")
                .long("write")
                .action(ArgAction::SetTrue)
                .help("Write it: a new pm.yaml, or the new kinds into the one that is there"),
        )
        .arg(
            Arg::new("yaml")
                .long("yaml")
                .action(ArgAction::SetTrue)
                .conflicts_with_all(["format", "write"])
                .help("Print the settings alone"),
        )
        .arg(
            Arg::new("name")
                .long("name")
                .value_name("NAME")
                .help("What people call the product [default: the name of the folder]"),
        )
        .arg(commit_argument().requires("write"))
        .arg(render::format_argument())
        .after_help("Examples:\n  pm derive\n  pm derive docs/adr --yaml\n  pm derive --write")
        .after_long_help(
            "Reads every Markdown and YAML file and tells what pm would make of them: which files are documents of one \
             kind, what identifies them, which words are statuses and in which category, and what their fields hold. \
             A hidden folder is read where it is named. Every file is in a kind, left out with a reason, or cannot be \
             read.\n\nWhere there is no pm.yaml, the proposal is a whole one. Where there is one, it is for the files \
             that no kind has yet. Nothing is written without --write, and the documents never are.\n\nA guess is \
             called one: look at those lines first. `pm explain KIND` then tells a kind in words.\n\nExamples:\n  \
             pm derive\n  pm derive backlog decisions\n  pm derive .changeset --yaml > pm.yaml\n  pm derive --write \
             --name \"Rust project goals\"",
        )
}

/// The repository as it is, and as it would be with the proposal.
struct Outcome {
    proposal: Proposal,
    /// The whole text of `pm.yaml` as it would be.
    text: String,
    findings: Vec<Diagnostic>,
}

fn run(session: &mut Session<'_>, _: &Cli, matches: &ArgMatches) -> Result<Exit, CommandError> {
    let writes = matches.get_flag("write");
    let outcome = match Repository::open(&session.folder) {
        Ok(repository) if writes => {
            let writing = Writing::begin(session, matches)?;
            let before = read_settings(session, &writing.tree)?.1;
            let outcome =
                outcome(session, matches, &repository, Some((writing.config.clone(), before.clone())))?;
            refuse_nothing(&outcome)?;
            let bytes = outcome.text.clone().into_bytes();
            let change = FileChange::Replace { path: config_path(), before: before.into_bytes(), bytes };
            writing.tree.write(std::slice::from_ref(&change))?;
            writing.commit(session, &[change], || message(&outcome.proposal))?;
            (outcome, false)
        }
        Ok(repository) => {
            let settings = read_settings(session, &repository.working_tree())?;
            (outcome(session, matches, &repository, Some(settings))?, false)
        }
        Err(_) => {
            let repository = Repository::at(&session.folder)?;
            let outcome = outcome(session, matches, &repository, None)?;
            if writes {
                refuse_nothing(&outcome)?;
                let place = Place::of(&session.folder)?;
                place.create(vec![(FILE_NAME.to_owned(), outcome.text.clone().into_bytes())])?;
                commit_new(session, matches, &outcome.proposal)?;
            }
            (outcome, true)
        }
    };
    let (outcome, is_new) = outcome;
    if matches.get_flag("yaml") {
        session.print(&outcome.proposal.text)?;
        return Ok(Exit::Fine);
    }
    let asked = Asked { is_new, writes, command: command_to_write(matches) };
    let view = Derived::of(&outcome.proposal, &outcome.findings, asked);
    render::show(session, matches, &view)?;
    Ok(Exit::Fine)
}

/// What to type to write what was shown.
fn command_to_write(matches: &ArgMatches) -> String {
    let mut words: Vec<String> = vec!["pm".into(), "derive".into()];
    words.extend(matches.get_many::<String>("folders").into_iter().flatten().cloned());
    if let Some(name) = matches.get_one::<String>("name") {
        words.extend(["--name".into(), name.clone()]);
    }
    words.push("--write".into());
    shell(&words)
}

/// Commits a `pm.yaml` that was not there before, where that was asked for.
fn commit_new(
    session: &mut Session<'_>,
    matches: &ArgMatches,
    proposal: &Proposal,
) -> Result<(), CommandError> {
    if !matches.contains_id("commit") {
        return Ok(());
    }
    let writing = Writing::begin(session, matches)?;
    let change = FileChange::Create { path: config_path(), bytes: Vec::new() };
    writing.commit(session, &[change], || message(proposal))
}

fn message(proposal: &Proposal) -> String {
    let names: Vec<&str> = proposal.kinds.iter().map(|kind| kind.name.as_str()).collect();
    format!("Describe the documents of {} to pm", crate::text::words::list_of(names))
}

fn refuse_nothing(outcome: &Outcome) -> Result<(), CommandError> {
    if outcome.proposal.kinds.is_empty() {
        return Err(CommandError::usage("there is nothing to write: no documents of one kind were found")
            .with_hint("run `pm derive` without --write to see why"));
    }
    Ok(())
}

/// `pm.yaml` and its text; what is wrong with it must be right before anything can be added.
fn read_settings(session: &Session<'_>, tree: &WorkingTree) -> Result<(Config, String), CommandError> {
    let (config, text, findings) = session.config(tree)?;
    match findings.iter().find(|finding| finding.level == Level::Error) {
        None => Ok((config, text)),
        Some(fault) => Err(CommandError::environment(format!(
            "{FILE_NAME} has an error, and nothing can be added to it: {}",
            fault.message
        ))
        .with_hint("run `pm check` to see where")),
    }
}

fn outcome(
    session: &mut Session<'_>,
    matches: &ArgMatches,
    repository: &Repository,
    settings: Option<(Config, String)>,
) -> Result<Outcome, CommandError> {
    let tree = repository.working_tree();
    let files = files(session, matches, repository, &tree)?;
    let product = match matches.get_one::<String>("name") {
        Some(name) => name.trim().to_owned(),
        None => {
            repository.root().file_name().and_then(|name| name.to_str()).unwrap_or("My product").to_owned()
        }
    };
    if product.is_empty() || product.chars().any(char::is_control) {
        return Err(CommandError::usage("the name of a product is one line of text")
            .with_hint("write it behind --name"));
    }
    let is_reserved = |name: &str| {
        COMMANDS.iter().any(|command| command.name == name)
            || VERBS.iter().any(|verb| verb.name == name)
            || name == "help"
    };
    let config = settings.as_ref().map(|(config, _)| config);
    let proposal = propose(&files, &Situation { product: &product, config, is_reserved: &is_reserved });
    let text = match settings {
        None => proposal.text.clone(),
        Some((_, text)) => with_kinds(&text, &proposal)?,
    };
    let findings = match proposal.kinds.is_empty() {
        true => Vec::new(),
        false => findings(session, &tree, &text, &proposal),
    };
    Ok(Outcome { proposal, text, findings })
}

/// The files to look at, in the order of their paths.
fn files(
    session: &mut Session<'_>,
    matches: &ArgMatches,
    repository: &Repository,
    tree: &WorkingTree,
) -> Result<Vec<File>, CommandError> {
    let mut folders = Vec::new();
    for named in matches.get_many::<String>("folders").into_iter().flatten() {
        let folder = session
            .relative(repository.root(), named)
            .ok_or_else(|| CommandError::usage(format!("`{named}` lies outside of the repository")))?;
        if !tree.exists(&folder) {
            return Err(CommandError::usage(format!("there is no folder `{named}`"))
                .with_hint("name folders as seen from here, or none for all that are not hidden"));
        }
        folders.push(folder);
    }
    if folders.iter().any(RelPath::is_root) {
        folders.clear();
    }
    let listing = tree.list(&folders);
    for fault in &listing.faults {
        session.say(&format!("warning: left out: {fault}"))?;
    }
    let read = |path: &RelPath| match looks_like_a_document(path) {
        false => Ok(Vec::new()),
        true => match tree.read_up_to(path, LARGEST) {
            Ok(Some(bytes)) => Ok(bytes),
            Ok(None) => Err(format!("the file is larger than {} MiB", LARGEST >> 20)),
            Err(fault) => Err(fault.reason),
        },
    };
    Ok(listing.files.into_iter().map(|path| File { bytes: read(&path), path }).collect())
}

/// The text of `pm.yaml` with the new kinds; every other byte stays.
fn with_kinds(text: &str, proposal: &Proposal) -> Result<String, CommandError> {
    let changes: Vec<Edit> = proposal
        .values
        .iter()
        .map(|(keys, value)| {
            let path = keys.iter().fold(Path::default(), |path, key| path.join_key(key.clone()));
            Edit::set(path, value.clone())
        })
        .collect();
    let whole = front_matter::whole(text.as_bytes()).map(|(_, whole)| whole);
    let edited = whole.ok().map(|whole| edits(text, whole, &changes));
    match edited {
        Some(Ok(edited)) => Ok(edited.text),
        Some(Err(refusal)) => {
            Err(CommandError::usage(format!("nothing can be added to {FILE_NAME}: {refusal}"))
                .with_hint("print the lines with `pm derive --yaml`, and add them by hand"))
        }
        None => Err(CommandError::environment(format!("{FILE_NAME} cannot be read"))),
    }
}

/// What `pm check` would find in the documents of the new kinds.
fn findings(session: &Session<'_>, tree: &WorkingTree, text: &str, proposal: &Proposal) -> Vec<Diagnostic> {
    let unreadable = proposal.unreadable.iter().map(|file| &file.path);
    let new: BTreeSet<&RelPath> =
        proposal.kinds.iter().flat_map(|kind| &kind.documents).chain(unreadable).collect();
    let (config, mut loading) = Config::read(&config_path(), text);
    let (plan, found) = plan::load(tree, config, text.to_owned());
    loading.extend(found);
    let mut findings = check(Request {
        plan: &plan,
        loading,
        today: session.today,
        files: &FilesOfTree(tree),
        only: None,
        before: None,
        git: None,
        memory: None,
        audience: None,
    });
    findings.retain(|finding| new.contains(&finding.place.path));
    findings
}
