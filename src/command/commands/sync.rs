//! `pm sync`: the plan kept in step with the others, through git itself.
//!
//! Commits before it takes in what others did, for git merges commits alone. Never forces anything; where git stops,
//! everything stays as git leaves it.

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::{Group, Spec};
use crate::command::committing;
use crate::command::error::{CommandError, Exit};
use crate::command::judging::{Wish, judge};
use crate::command::remote_git::RemoteGit;
use crate::command::render;
use crate::command::session::Session;
use crate::command::writing::PATIENCE;
use crate::config::FILE_NAME;
use crate::diagnostic::Level;
use crate::history::commit_message;
use crate::plan::{Plan, folders, load, owner};
use crate::repo::Repository;
use crate::source::{FileChange, RelPath, Tree};
use crate::text::words::{list_of, plural};
use crate::view::View;
use crate::view::written::Synced;

/// How many files a line names before it counts the others.
const NAMED: usize = 8;

pub(super) static COMMAND: Spec = Spec {
    name: "sync",
    group: Group::Week,
    about: "Commit the plan, take in what others pushed, and push, through git; nothing is ever forced",
    arguments,
    run: |session, _, matches| run(session, matches),
};

fn arguments(command: Command) -> Command {
    command
        .arg(
            Arg::new("message")
                .long("message")
                .short('m')
                .value_name("MESSAGE")
                .help("Commit with this message [default: one that tells the change]"),
        )
        .arg(
            Arg::new("allow-findings")
                .long("allow-findings")
                .action(ArgAction::SetTrue)
                .help("Commit and push even where `pm check` finds an error that was not there before"),
        )
        .arg(
            Arg::new("dry-run")
                .long("dry-run")
                .action(ArgAction::SetTrue)
                .help("Commit nothing and ask no remote; say what would be committed and pushed"),
        )
        .arg(render::outcome_argument())
        .after_help("Examples:\n  pm sync\n  pm sync -m \"Move the release to January\"\n  pm sync --dry-run")
        .after_long_help(
            "Commits what is changed in pm.yaml and below the folders of the plan, and nothing else, once it is \
             checked; takes in what others pushed as git is set to (a merge unless git says otherwise); checks the \
             result; and pushes to the branch that this one follows. It uses the network, as git does, and git asks for \
             passwords where it has to.\n\nAn error that was not there before stops it before anything is committed, or \
             pushed. A conflict is left as git leaves it. Nothing is forced, put aside or thrown away.\n\nExamples:\n  pm \
             sync\n  pm sync -m \"Move the release to January\"\n  pm sync --dry-run",
        )
}

fn run(session: &mut Session<'_>, matches: &ArgMatches) -> Result<Exit, CommandError> {
    // What lies in the overlay is committed in its own repository.
    session.joins_overlay = false;
    let repository = session.repository()?;
    if !repository.has_git() {
        return Err(CommandError::environment(
            "this folder is in no git repository, so that there is nobody to be in step with",
        )
        .with_hint("begin one with `git init`, and name a remote: git remote add origin ADDRESS"));
    }
    let git = RemoteGit::at(repository.root());
    is_free(&git)?;
    let upstream = upstream(&git)?;
    let dry_run = matches.get_flag("dry-run");
    let mut waits = None;
    let lock = match dry_run {
        true => None,
        false => Some(repository.lock(PATIENCE, &mut |line| waits = Some(line.to_owned()))?),
    };
    if let Some(line) = waits {
        session.say(&line)?;
    }
    let changed = changed(session, &repository, &git)?;
    if dry_run {
        return foretell(session, matches, &git, &changed, &upstream);
    }
    let allows = matches.get_flag("allow-findings");
    if !changed.is_empty() {
        if !allows && is_worse(session, matches, "HEAD")? {
            session.say("nothing is committed: the errors above were not there before")?;
            session.say("hint: correct them, or commit all the same with --allow-findings")?;
            return Ok(Exit::Findings);
        }
        let message = match matches.get_one::<String>("message") {
            Some(message) => message.clone(),
            None => message(session, &repository, &changed)?,
        };
        committing::commit(session, repository.root(), &changed, &message)?;
    }
    drop(lock);
    let fetched = git.ask(&["fetch"])?;
    if !fetched.is_done {
        return Err(fetched.unreached().unwrap_or_else(|| fetched.refused("git could not ask the remote")));
    }
    let theirs = git.count("HEAD..@{upstream}")?;
    if theirs > 0 {
        take_in(&git)?;
        session.say(&format!("took in {} from {upstream}", plural(theirs, "commit")))?;
    }
    let ours = git.count("@{upstream}..HEAD")?;
    if ours > 0 {
        if !allows && is_worse(session, matches, &upstream)? {
            session.say(&format!("nothing is pushed: the errors above are not in {upstream}"))?;
            session.say(
                "hint: correct them and run `pm sync` again; `pm renumber` gives new ids where two artifacts have one",
            )?;
            return Ok(Exit::Findings);
        }
        let pushed = git.ask(&["push"])?;
        if !pushed.is_done {
            return Err(pushed.not_pushed());
        }
        session.say(&format!("pushed {} to {upstream}", plural(ours, "commit")))?;
    }
    if changed.is_empty() && theirs == 0 && ours == 0 {
        session.say(&format!("everything is in step with {upstream}"))?;
    }
    tell(session, matches, &Synced::of(&upstream, &changed, theirs, ours, false))
}

/// The outcome for programs, where it is asked for.
fn tell(session: &mut Session<'_>, matches: &ArgMatches, synced: &Synced) -> Result<Exit, CommandError> {
    if render::wants_json(matches) {
        render::print_json(session, &synced.json())?;
    }
    Ok(Exit::Fine)
}

/// Whether nothing of git's is half done.
fn is_free(git: &RemoteGit) -> Result<(), CommandError> {
    if let Some(conflict) = conflict(git)? {
        return Err(conflict);
    }
    for (head, doing, on) in [
        ("MERGE_HEAD", "merge", "git commit"),
        ("REBASE_HEAD", "rebase", "git rebase --continue"),
        ("CHERRY_PICK_HEAD", "cherry-pick", "git cherry-pick --continue"),
        ("REVERT_HEAD", "revert", "git revert --continue"),
    ] {
        if git.line(&["rev-parse", "--quiet", "--verify", head])?.is_some() {
            return Err(CommandError::environment(format!("a {doing} is not finished"))
                .with_hint(format!("finish it with `{on}`, then run `pm sync` again")));
        }
    }
    Ok(())
}

/// What to do where both sides changed the same words; nothing where they did not.
fn conflict(git: &RemoteGit) -> Result<Option<CommandError>, CommandError> {
    let paths = git.names(&["diff", "--name-only", "-z", "--relative", "--diff-filter=U"])?;
    let Some(first) = paths.first() else { return Ok(None) };
    let is_rebase = git.line(&["rev-parse", "--quiet", "--verify", "REBASE_HEAD"])?.is_some();
    let go_on = if is_rebase { "git rebase --continue" } else { "git commit" };
    let shown: Vec<&str> = paths.iter().take(NAMED).map(String::as_str).collect();
    let more = paths.len().saturating_sub(shown.len());
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let error = CommandError::environment(format!(
        "others changed the same words as you did, and git left both in {}{more}",
        list_of(&shown)
    ));
    Ok(Some(
        error
            .with_hint("in each file keep what is right of what stands between <<<<<<< and >>>>>>>, and take the marks out")
            .with_hint("run `pm check`")
            .with_hint(format!("tell git that it is settled: git add {first} && {go_on}"))
            .with_hint("run `pm sync` again"),
    ))
}

/// The branch that the checked-out one follows.
fn upstream(git: &RemoteGit) -> Result<String, CommandError> {
    let Some(branch) = git.line(&["symbolic-ref", "--quiet", "--short", "HEAD"])? else {
        return Err(CommandError::environment(
            "no branch is checked out, so that there is nothing to keep in step",
        )
        .with_hint("go back to your branch: git switch NAME"));
    };
    if let Some(upstream) = git.line(&["rev-parse", "--abbrev-ref", "--symbolic-full-name", "@{upstream}"])? {
        return Ok(upstream);
    }
    let remotes = git.ask(&["remote"])?.out;
    Err(match remotes.lines().next() {
        None => CommandError::environment(
            "this repository has no remote, so that there is nobody to be in step with",
        )
        .with_hint(format!("name one: git remote add origin ADDRESS && git push -u origin {branch}")),
        Some(remote) => {
            CommandError::environment(format!("the branch `{branch}` follows no branch of a remote"))
                .with_hint(format!("say once which one it follows: git push -u {remote} {branch}"))
        }
    })
}

/// The files of the plan that are not as the last commit left them, sorted.
fn changed(
    session: &Session<'_>,
    repository: &Repository,
    git: &RemoteGit,
) -> Result<Vec<RelPath>, CommandError> {
    let (config, ..) = session.config(&repository.working_tree())?;
    let folders: Vec<RelPath> = folders(&config).into_iter().filter(|folder| !folder.is_root()).collect();
    let is_of_plan = |path: &RelPath| {
        path.as_str() == FILE_NAME
            || config.baseline.as_ref() == Some(path)
            || owner(&config, path).is_some()
            || folders.iter().any(|folder| path.is_under(folder))
    };
    let mut names = git.names(&["diff", "--name-only", "-z", "--relative", "HEAD", "--"])?;
    names.extend(git.names(&["ls-files", "-z", "--others", "--exclude-standard"])?);
    let mut paths: Vec<RelPath> =
        names.iter().filter_map(|name| RelPath::new(name)).filter(is_of_plan).collect();
    paths.sort();
    paths.dedup();
    Ok(paths)
}

/// Whether the plan has errors that it did not have at another moment; they are told.
fn is_worse(session: &mut Session<'_>, matches: &ArgMatches, since: &str) -> Result<bool, CommandError> {
    let loaded = session.load()?;
    let wish = Wish {
        since: Some(since),
        fail_on: Some(Level::Error),
        format: Some(if render::wants_json(matches) { "json" } else { "human" }),
        only_findings: true,
        ..Wish::default()
    };
    Ok(judge(session, loaded, &wish)? == Exit::Findings)
}

/// A message that tells the change.
fn message(
    session: &mut Session<'_>,
    repository: &Repository,
    paths: &[RelPath],
) -> Result<String, CommandError> {
    let after = session.load()?.plan;
    let head = repository.revision("HEAD")?;
    let before: Plan = load(&head, after.config.clone(), after.config_text.clone()).0;
    let tree = repository.working_tree();
    let change = |path: &RelPath| match (head.read(path).ok(), tree.read(path).ok()) {
        (None, Some(after)) => Some(FileChange::Create { path: path.clone(), bytes: after }),
        (Some(before), Some(after)) => Some(FileChange::Replace { path: path.clone(), before, bytes: after }),
        (Some(before), None) => Some(FileChange::Remove { path: path.clone(), before }),
        (None, None) => None,
    };
    let changes: Vec<FileChange> = paths.iter().filter_map(change).collect();
    Ok(commit_message(&before, &after, &changes))
}

/// Takes in what others pushed, as git is set to: merged unless it says otherwise.
fn take_in(git: &RemoteGit) -> Result<(), CommandError> {
    let branch = git.line(&["symbolic-ref", "--quiet", "--short", "HEAD"])?.unwrap_or_default();
    let own = format!("branch.{branch}.rebase");
    let mut is_set = false;
    for key in ["pull.rebase", "pull.ff", own.as_str()] {
        is_set |= git.line(&["config", "--get", key])?.is_some();
    }
    let mut words = vec!["pull", "--no-edit"];
    if !is_set {
        words.push("--no-rebase");
    }
    let pulled = git.ask(&words)?;
    if pulled.is_done {
        return Ok(());
    }
    Err(conflict(git)?.unwrap_or_else(|| pulled.not_pulled()))
}

/// Says what would be done, without asking a remote.
fn foretell(
    session: &mut Session<'_>,
    matches: &ArgMatches,
    git: &RemoteGit,
    changed: &[RelPath],
    upstream: &str,
) -> Result<Exit, CommandError> {
    for path in changed {
        session.say(&format!("would commit {path}"))?;
    }
    let ours = git.count("@{upstream}..HEAD")? + usize::from(!changed.is_empty());
    let theirs = git.count("HEAD..@{upstream}")?;
    if theirs > 0 {
        session
            .say(&format!("would take in {} that are known here of {upstream}", plural(theirs, "commit")))?;
    }
    match ours {
        0 => {
            session.say(&format!("nothing to push to {upstream}; what others pushed since is not asked for"))
        }
        count => session.say(&format!("would push {} to {upstream}", plural(count, "commit"))),
    }?;
    tell(session, matches, &Synced::of(upstream, changed, theirs, ours, true))
}
