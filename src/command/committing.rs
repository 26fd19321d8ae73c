//! Commits what a command wrote, by git itself: its hooks run, its signing is used, its author is meant.
//!
//! Exactly the files that were written are committed; whatever else is staged stays staged.

#![expect(clippy::disallowed_methods, reason = "the edge: here git is started")]

use std::path::Path;
use std::process::{Command, Output};

use super::error::CommandError;
use super::session::Session;
use crate::source::RelPath;

/// Commits the files at `paths`, below the root of the product, with a message.
pub(crate) fn commit(
    session: &mut Session<'_>,
    root: &Path,
    paths: &[RelPath],
    message: &str,
) -> Result<(), CommandError> {
    // Without a path git takes all there are.
    if paths.is_empty() {
        return Ok(());
    }
    let new = listed(root, "--others", paths)?;
    // A file that git never knew and that is gone again leaves nothing to commit.
    let paths = [listed(root, "--cached", paths)?, new.clone()].concat();
    if paths.is_empty() {
        return session.say("note: nothing to commit: git never knew what was changed");
    }
    if !new.is_empty() {
        // A path that git does not know cannot be committed; this makes it known and stages nothing.
        succeeded(&git(root, &["add", "--intent-to-add", "--"], &new)?)?;
    }
    let made = git(root, &["commit", "--quiet", "--only", "-m", message, "--"], &paths)?;
    if !made.status.success() && !new.is_empty() {
        git(root, &["rm", "--quiet", "--cached", "--"], &new)?;
    }
    succeeded(&made)?;
    let commit = git(root, &["rev-parse", "--short", "HEAD"], &[])?;
    let subject = message.lines().next().unwrap_or_default();
    session.say(&format!("committed {}: {subject}", String::from_utf8_lossy(&commit.stdout).trim()))
}

/// Those of the paths that git knows (`--cached`), or that are there and it does not know (`--others`).
fn listed(root: &Path, which: &str, paths: &[RelPath]) -> Result<Vec<RelPath>, CommandError> {
    let output = git(root, &["ls-files", "-z", which, "--"], paths)?;
    succeeded(&output)?;
    Ok(String::from_utf8_lossy(&output.stdout).split('\0').filter_map(named).collect())
}

fn named(path: &str) -> Option<RelPath> {
    RelPath::new(path).filter(|path| !path.is_root())
}

fn git(root: &Path, arguments: &[&str], paths: &[RelPath]) -> Result<Output, CommandError> {
    let mut command = Command::new("git");
    command.arg("-C").arg(root).arg("--literal-pathspecs").args(arguments);
    command.args(paths.iter().map(RelPath::as_str));
    command.output().map_err(|error| {
        CommandError::environment(format!("git cannot be started: {error}"))
            .with_hint("the change is written; commit it yourself, or install git")
    })
}

fn succeeded(output: &Output) -> Result<(), CommandError> {
    if output.status.success() {
        return Ok(());
    }
    let said =
        String::from_utf8_lossy(if output.stderr.is_empty() { &output.stdout } else { &output.stderr });
    Err(CommandError::environment(format!("git did not commit the change: {}", said.trim()))
        .with_hint("the change is written and not committed; commit it when git lets you"))
}
