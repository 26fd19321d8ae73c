//! Git itself at work with a remote: what it is asked, and what its refusals mean in plain words.
//!
//! Nothing here is ever forced, and nothing is thrown away: whatever stops, the commits stay.

#![expect(clippy::disallowed_methods, reason = "the edge: here git is started")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use super::error::CommandError;

/// The git program in one folder.
pub(crate) struct RemoteGit {
    root: PathBuf,
}

/// What git said, and whether it did what it was asked.
pub(crate) struct Answer {
    pub(crate) is_done: bool,
    pub(crate) out: String,
    errors: String,
}

impl RemoteGit {
    pub(crate) fn at(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    pub(crate) fn ask(&self, arguments: &[&str]) -> Result<Answer, CommandError> {
        let mut command = Command::new("git");
        // What git says is looked into, so it has to speak one language.
        command.arg("-C").arg(&self.root).args(arguments).env("LANGUAGE", "en");
        let output: Output = command.output().map_err(|error| {
            CommandError::environment(format!("git cannot be started: {error}")).with_hint("install git")
        })?;
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim_end().to_owned();
        Ok(Answer {
            is_done: output.status.success(),
            out: text(&output.stdout),
            errors: text(&output.stderr),
        })
    }

    /// One line that git prints; nothing where it refuses.
    pub(crate) fn line(&self, arguments: &[&str]) -> Result<Option<String>, CommandError> {
        let answer = self.ask(arguments)?;
        Ok(answer.is_done.then(|| answer.out.trim().to_owned()).filter(|line| !line.is_empty()))
    }

    /// Names between zeros that git prints; none where it refuses.
    pub(crate) fn names(&self, arguments: &[&str]) -> Result<Vec<String>, CommandError> {
        let answer = self.ask(arguments)?;
        let names = answer.out.split('\0').filter(|name| !name.is_empty() && answer.is_done);
        Ok(names.map(str::to_owned).collect())
    }

    /// How many commits a range holds.
    pub(crate) fn count(&self, range: &str) -> Result<usize, CommandError> {
        let line = self.line(&["rev-list", "--count", range])?;
        Ok(line.and_then(|line| line.parse().ok()).unwrap_or_default())
    }
}

impl Answer {
    /// All that git said.
    fn said(&self) -> String {
        [self.errors.as_str(), self.out.as_str()].join("\n")
    }

    fn says(&self, words: &[&str]) -> bool {
        let said = self.said();
        words.iter().any(|word| said.contains(word))
    }

    /// A refusal: what it means, and below it what git itself said.
    pub(crate) fn refused(&self, meaning: &str) -> CommandError {
        let said = if self.errors.trim().is_empty() { &self.out } else { &self.errors };
        let lines =
            said.lines().map(str::trim_end).filter(|line| !line.is_empty() && !line.starts_with("hint:"));
        let quoted: String = lines.map(|line| format!("\n  git: {line}")).collect();
        CommandError::environment(format!("{meaning}{quoted}"))
    }

    /// Why the remote was not reached; nothing where that is not the matter.
    pub(crate) fn unreached(&self) -> Option<CommandError> {
        const AWAY: [&str; 7] = [
            "Could not resolve host",
            "Connection refused",
            "Connection timed out",
            "Network is unreachable",
            "unable to access",
            "does not appear to be a git repository",
            "Could not read from remote repository",
        ];
        const LOCKED: [&str; 4] = [
            "Authentication failed",
            "Permission denied",
            "could not read Username",
            "terminal prompts disabled",
        ];
        if self.says(&LOCKED) {
            let error = self.refused("the remote does not let you in");
            return Some(error.with_hint("sign in as you do for `git fetch`, then run `pm sync` again"));
        }
        self.says(&AWAY).then(|| {
            self.refused("the remote cannot be reached")
                .with_hint("what is committed is safe here; run `pm sync` again when you are online")
        })
    }

    /// Why commits of others could not be taken in.
    pub(crate) fn not_pulled(&self) -> CommandError {
        if let Some(error) = self.unreached() {
            return error;
        }
        if self.says(&[
            "would be overwritten",
            "Please commit your changes or stash them",
            "have unstaged changes",
        ]) {
            return self
                .refused("files outside of the plan are changed, and commits of others change them too")
                .with_hint(
                    "commit these files, or put them aside with `git stash`, then run `pm sync` again",
                );
        }
        if self.says(&["Not possible to fast-forward", "refusing to merge unrelated histories"]) {
            return self
                .refused("git is set to take in nothing that has to be merged")
                .with_hint("merge it yourself with `git merge`, then run `pm sync` again");
        }
        self.refused("git could not take in the commits of others")
    }

    /// Why commits could not be handed out.
    pub(crate) fn not_pushed(&self) -> CommandError {
        if let Some(error) = self.unreached() {
            return error;
        }
        if self.says(&["fetch first", "non-fast-forward", "cannot lock ref"]) {
            return self
                .refused("others were faster and pushed in the meantime")
                .with_hint("run `pm sync` again; nothing is lost");
        }
        if self.says(&["remote rejected", "hook declined", "protected branch"]) {
            return self.refused("the remote refused the commits, which are safe here").with_hint(
                "where the branch is protected, push to another one and ask for a merge: git push origin HEAD:NAME",
            );
        }
        self.refused("a hook of git, or git itself, refused to push; the commits are safe here")
            .with_hint("see to what it says, then run `pm sync` again")
    }
}
