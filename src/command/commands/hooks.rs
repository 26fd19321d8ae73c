//! `pm hooks`: git asks `pm` before a commit is made, while documents are merged, and after a merge.

use std::collections::BTreeSet;
use std::path::Path;

use clap::{Arg, ArgMatches, Command};

use super::{Group, Spec};
use crate::command::error::{CommandError, Exit};
use crate::command::judging::{Wish, judge};
use crate::command::moment::Moment;
use crate::command::named::required;
use crate::command::session::Session;
use crate::config::{Config, TrailerMeaning};
use crate::history::groups;
use crate::model::values::Id;
use crate::plan::{ArtifactIndex, NotFound, Plan, folders};
use crate::repo::{GitFile, HookChange, Repository};
use crate::source::{RelPath, Tree};
use crate::text::words::list_of;

/// A line by which a hook is known as ours.
const MARK: &str = "# Written by `pm hooks install`";

/// The hooks of git that are installed.
const HOOKS: [&str; 3] = ["pre-commit", "commit-msg", "post-merge"];

/// The settings by which git knows how to merge a document. Where `pm` is not to be found or fails, git's own
/// merge of lines is taken, for the file still holds what it held.
const DRIVER: &str = r#"[merge "pm"]
	name = pm, which merges front matter by field
	driver = "if command -v pm >/dev/null; then pm merge-driver %O %A %B %L %P %S %X %Y; s=$?; test $s -le 1 && exit $s; else echo 'note: pm is not in the PATH; this is merged by line' >&2; fi; git merge-file -q --marker-size=%L -L %X -L %S -L %Y %A %O %B"
"#;

pub(super) static COMMAND: Spec = Spec {
    name: "hooks",
    group: Group::Setup,
    about: "Have git check what is staged and the ids in messages, and merge by field",
    arguments,
    run: |session, _, matches| match matches.subcommand() {
        Some(("install", _)) => install(session),
        Some(("remove", _)) => remove(session),
        Some(("status", _)) => status(session),
        Some(("run", matches)) => run(session, matches),
        _ => Err(CommandError::usage("`pm hooks` needs to be told what: install, status, remove or run")),
    },
};

fn arguments(command: Command) -> Command {
    let run = Command::new("run")
        .about("Do what a hook does; this is what the installed hooks call")
        .arg(Arg::new("hook").value_name("HOOK").required(true).value_parser(HOOKS))
        .arg(
            Arg::new("file")
                .value_name("FILE")
                .required_if_eq("hook", "commit-msg")
                .help("The file with the message of the commit; for post-merge what git gives it"),
        );
    command
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(
            Command::new("install").about("Write the hooks and the merge driver; those of others are left alone"),
        )
        .subcommand(Command::new("status").about("Tell what is installed"))
        .subcommand(Command::new("remove").about("Take away what was installed"))
        .subcommand(run)
        .after_help("Examples:\n  pm hooks install\n  pm hooks run pre-commit")
        .after_long_help(
            "`install` writes three hooks into the folder where git looks for them, and tells git to merge the \
             documents of the plan with `pm merge-driver`, by some lines in `.git/config` and in \
             `.git/info/attributes`; nothing in the working tree. Git starts hooks at the top of the repository: they \
             name the folder of a plan that lies below. Run it again when folders of kinds have \
             changed.\n\nBefore a commit, the staged plan is checked, and what the commit brings in decides; a commit message that names an id which \
             does not exist after `Implements:`, `Fixes:` or `Refs:` is refused, and one that names such an id \
             elsewhere is told. `git commit --no-verify` goes past both. After a merge that git made by itself, the plan is checked, and \
             what the merge brought in is told; git does not wait for an answer. Hosts such as GitHub run none of this.\n\nExamples:\n  pm hooks install\n  pm hooks \
             status\n  pm hooks run pre-commit\n  pm hooks remove",
        )
}

fn run(session: &mut Session<'_>, matches: &ArgMatches) -> Result<Exit, CommandError> {
    // Git counts the file from where it starts the hook, whatever `--folder` says.
    let file = matches.get_one::<String>("file").map(|file| session.start.join(file));
    match (required(matches, "hook")?, file) {
        ("pre-commit", _) => before_commit(session),
        ("commit-msg", Some(file)) => message(session, &file),
        _ => after_merge(session),
    }
}

/// What a hook runs, with the arguments that git gives it. Git starts hooks at the top of the working tree.
fn call(repository: &Repository, hook: &str) -> String {
    let folder = repository.folder_in_git();
    let folder = match folder.is_root() {
        true => String::new(),
        false => format!(" --folder {}", quoted(folder.as_str())),
    };
    format!("pm hooks run {hook}{folder} \"$@\"")
}

/// A word as a shell reads it.
fn quoted(word: &str) -> String {
    let is_plain = |sign: char| sign.is_alphanumeric() || "-_./".contains(sign);
    if word.chars().all(is_plain) && !word.starts_with('-') {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

fn install(session: &mut Session<'_>) -> Result<Exit, CommandError> {
    let repository = session.repository()?;
    let mut exit = Exit::Fine;
    for hook in HOOKS {
        let call = call(&repository, hook);
        let text = format!("#!/bin/sh\n{MARK}; renewed by running it again.\nexec {call}\n");
        match repository.write_hook(hook, &text, MARK)? {
            HookChange::Written(path) => {
                session.print(&format!("{hook} is installed: {}\n", path.display()))?;
            }
            HookChange::Foreign(path) => {
                session.say(&format!(
                    "error: {} is another program's hook and was left alone",
                    path.display()
                ))?;
                session.say(&format!("hint: add this line to it: {call} || exit 1"))?;
                exit = Exit::Findings;
            }
            _ => session.print(&format!("{hook} was installed already\n"))?,
        }
    }
    let (config, ..) = session.config(&repository.working_tree())?;
    let changes = [
        repository.write_lines(GitFile::Config, DRIVER)?,
        repository.write_lines(GitFile::Attributes, &attributes(&repository, &config))?,
    ];
    let written: Vec<String> = changes
        .iter()
        .filter_map(|change| match change {
            HookChange::Written(path) => Some(path.display().to_string()),
            _ => None,
        })
        .collect();
    match written.as_slice() {
        [] => session.print("the merge driver was installed already\n")?,
        written => session.print(&format!("the merge driver is installed: {}\n", written.join(", ")))?,
    }
    Ok(exit)
}

/// The lines that tell git which files are documents of the plan.
fn attributes(repository: &Repository, config: &Config) -> String {
    let prefix = repository.folder_in_git();
    let mut folders = folders(config);
    if folders.is_empty() {
        folders.push(RelPath::root());
    }
    let mut lines = String::new();
    for folder in folders {
        let place = prefix.join(folder.as_str());
        // Where documents may lie anywhere, other YAML lies there too.
        let endings: &[&str] = if folder.is_root() { &["md"] } else { &["md", "yaml", "yml"] };
        let below = if place.is_root() { String::new() } else { format!("{place}/") };
        for ending in endings {
            lines.push_str(&format!("{} merge=pm\n", pattern(&format!("/{below}**/*.{ending}"))));
        }
    }
    lines
}

/// A pattern as git reads it: in quotes where it holds a blank, as C writes them.
fn pattern(text: &str) -> String {
    let plain = |letter: char| letter.is_ascii_graphic() && !matches!(letter, '"' | '\\');
    if text.chars().all(|letter| plain(letter) || !letter.is_ascii()) {
        text.to_owned()
    } else {
        format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
    }
}

fn status(session: &mut Session<'_>) -> Result<Exit, CommandError> {
    let repository = session.repository()?;
    let mut is_whole = true;
    let mut told = Vec::new();
    for hook in HOOKS {
        told.push((hook, repository.has_hook(hook, MARK)?));
    }
    let driver = repository.has_lines(GitFile::Config)? && repository.has_lines(GitFile::Attributes)?;
    told.push(("the merge driver", driver));
    for (what, is_there) in told {
        let word = if is_there { "is" } else { "is not" };
        session.print(&format!("{what} {word} installed\n"))?;
        is_whole &= is_there;
    }
    if !is_whole {
        session.say("hint: run `pm hooks install`")?;
    }
    Ok(Exit::Fine)
}

fn remove(session: &mut Session<'_>) -> Result<Exit, CommandError> {
    let repository = session.repository()?;
    for hook in HOOKS {
        match repository.remove_hook(hook, MARK)? {
            HookChange::Removed(_) => session.print(&format!("{hook} is removed\n"))?,
            HookChange::Foreign(path) => {
                session
                    .say(&format!("note: {} is another program's hook and was left alone", path.display()))?;
            }
            _ => session.print(&format!("{hook} was not installed\n"))?,
        }
    }
    let changes = [repository.remove_lines(GitFile::Config)?, repository.remove_lines(GitFile::Attributes)?];
    let was_there = changes.iter().any(|change| matches!(change, HookChange::Removed(_)));
    let words = if was_there { "is removed" } else { "was not installed" };
    session.print(&format!("the merge driver {words}\n"))?;
    Ok(Exit::Fine)
}

/// Checks what is staged; what was wrong before the commit does not stop it.
fn before_commit(session: &mut Session<'_>) -> Result<Exit, CommandError> {
    session.moment = Moment::Staged;
    let loaded = session.load()?;
    if loaded.plan.file_count == 0 && loaded.plan.config.is_read {
        return Ok(Exit::Fine);
    }
    let since = loaded.repository.revision("HEAD").is_ok().then_some("HEAD");
    judge(session, loaded, &Wish { since, format: Some("human"), ..Wish::default() })
}

/// Checks the plan after git has merged by itself, and tells what the merge brought in. Where nothing is to be
/// told, nothing is.
fn after_merge(session: &mut Session<'_>) -> Result<Exit, CommandError> {
    /// Where git keeps what was there before the merge.
    const BEFORE: &str = "ORIG_HEAD";
    let loaded = session.load()?;
    let is_empty = loaded.plan.file_count == 0 && loaded.plan.config.is_read;
    let Ok(before) = loaded.repository.revision(BEFORE) else { return Ok(Exit::Fine) };
    if is_empty {
        return Ok(Exit::Fine);
    }
    let collisions = collisions(&loaded.plan, &before);
    let wish = Wish { since: Some(BEFORE), format: Some("human"), only_findings: true, ..Wish::default() };
    let exit = judge(session, loaded, &wish)?;
    if exit == Exit::Findings {
        session.say("note: the merge is made, and brought in what is above")?;
        session.say(&match collisions.as_slice() {
            [] => "hint: mend it and commit that".to_owned(),
            [id] => format!(
                "hint: several artifacts have the id {id} now: `pm renumber {id} --commit` tells them apart"
            ),
            ids => format!(
                "hint: several artifacts each have the ids {} now: `pm renumber --commit` tells them apart",
                list_of(ids)
            ),
        })?;
    }
    Ok(exit)
}

/// The ids that several artifacts have of which `before` did not hold all.
fn collisions(plan: &Plan, before: &dyn Tree) -> Vec<String> {
    let is_new = |index: &ArtifactIndex| !before.exists(&plan.artifact(*index).path);
    let brought = groups(plan).into_iter().filter(|group| group.members.iter().any(is_new));
    brought.filter_map(|group| Some(plan.name_of(plan.artifact(*group.members.first()?)))).collect()
}

/// Looks up the ids that a commit message names.
fn message(session: &mut Session<'_>, file: &Path) -> Result<Exit, CommandError> {
    let text = session.read_file(&file.to_string_lossy())?;
    session.moment = Moment::Staged;
    let loaded = session.load()?;
    let (mut refused, mut told) = (BTreeSet::new(), BTreeSet::new());
    // Git takes the lines away that begin with `#`, and everything behind the scissors.
    let lines = text.lines().take_while(|line| !line.starts_with("# ------------------------ >8"));
    for line in lines.filter(|line| !line.starts_with('#')) {
        let trailer = line.split_once(':').map(|(name, _)| name.trim());
        let meaning = trailer.and_then(|name| loaded.plan.config.code.meaning_of(name));
        let is_trailer = meaning.is_some_and(TrailerMeaning::names_artifacts);
        let unknown = unknown_ids(&loaded.plan, line);
        if is_trailer { refused.extend(unknown) } else { told.extend(unknown) }
    }
    for id in told.difference(&refused) {
        session.say(&format!("note: the message names {id}, which is not in the plan"))?;
    }
    for id in &refused {
        session.say(&format!("error: a trailer of the message names {id}, which is not in the plan"))?;
    }
    if refused.is_empty() {
        return Ok(Exit::Fine);
    }
    let it = if refused.len() == 1 { "it" } else { "them" };
    session.say(&format!("hint: write {it} down and stage {it} first, or name another id"))?;
    Ok(Exit::Findings)
}

/// The words of a line that are ids of a kind of the plan and lead to nothing in it.
fn unknown_ids(plan: &Plan, line: &str) -> Vec<String> {
    let is_of_id = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '/' | '_');
    line.split(|letter: char| !is_of_id(letter))
        .filter(|word| {
            let Ok(id) = Id::parse(word) else { return false };
            let is_ours = plan.config.kinds.iter().any(|kind| kind.identity.prefix == id.prefix());
            is_ours && matches!(plan.find(word), Err(NotFound::Unknown { .. }))
        })
        .map(str::to_owned)
        .collect()
}
