//! The file of accepted findings: where it lies, and reading and writing it for `pm check`.

use std::path::Path;
use std::time::Duration;

use super::error::CommandError;
use super::session::Session;
use crate::check::baseline::Baseline;
use crate::diagnostic::Diagnostic;
use crate::plan::Plan;
use crate::repo::Repository;
use crate::source::{FileChange, RelPath, Store, Tree};

/// How long an update waits for another command that writes.
const PATIENCE: Duration = Duration::from_secs(10);

/// Where the baseline lies: at the path on the command line, else at that of `pm.yaml`. An update needs one.
pub(super) fn path(
    session: &Session<'_>,
    root: &Path,
    plan: &Plan,
    named: Option<&str>,
    updates: bool,
) -> Result<Option<RelPath>, CommandError> {
    match named {
        Some(named) => session
            .relative(root, named)
            .map(Some)
            .ok_or_else(|| CommandError::usage(format!("`{named}` lies outside of the repository"))),
        None if plan.config.baseline.is_none() && updates => Err(CommandError::usage(
            "there is no baseline to update",
        )
        .with_hint("name its file in pm.yaml, such as `baseline: accepted.json`, or with --baseline FILE")),
        None => Ok(plan.config.baseline.clone()),
    }
}

/// Which findings are held against which baseline.
pub(super) struct Held<'a> {
    /// Where the baseline lies.
    pub(super) path: &'a RelPath,
    /// The audience whose answer was judged; nothing where the plan itself was.
    pub(super) audience: Option<&'a str>,
    /// Whether what no longer occurs is taken out.
    pub(super) updates: bool,
}

/// Takes accepted findings out, and in an update writes the file: without what no longer occurs, or with
/// all findings where there is no file yet.
pub(super) fn hold(
    session: &mut Session<'_>,
    repository: &Repository,
    tree: &dyn Tree,
    plan: &Plan,
    held: &Held<'_>,
    findings: Vec<Diagnostic>,
) -> Result<Vec<Diagnostic>, CommandError> {
    let &Held { path, audience, updates } = held;
    let _lock = match updates {
        true => Some(repository.lock(PATIENCE, &mut |_| {})?),
        false => None,
    };
    if !tree.exists(path) {
        if !updates {
            return Err(CommandError::environment(format!("the baseline {path} does not exist"))
                .with_hint("run `pm check --baseline-update` to accept what is found today"));
        }
        let baseline = Baseline::of(plan, audience, &findings);
        repository
            .working_tree()
            .write(&[FileChange::Create { path: path.clone(), bytes: baseline.to_text().into_bytes() }])?;
        session.say(&format!("note: {path} accepts what was found: {}", count(baseline.len())))?;
        return Ok(baseline.hold(plan, path, audience, findings).findings);
    }
    let before = tree.read(path)?;
    let read =
        std::str::from_utf8(&before).map_err(|_| "it is not UTF-8".to_owned()).and_then(Baseline::read);
    let baseline = read.map_err(|reason| {
        CommandError::environment(format!("the baseline {path} cannot be read: {reason}"))
            .with_hint("restore it from the history of the repository")
    })?;
    let mut held = baseline.hold(plan, path, audience, findings);
    let gone = baseline.len() - held.shrunk.len();
    if updates && gone > 0 {
        let bytes = held.shrunk.to_text().into_bytes();
        repository.working_tree().write(&[FileChange::Replace { path: path.clone(), before, bytes }])?;
        session.say(&format!("note: {} less in {path}, {} left", count(gone), held.shrunk.len()))?;
        held.findings.retain(|finding| finding.place.path != *path);
    }
    Ok(held.findings)
}

fn count(findings: usize) -> String {
    match findings {
        1 => "1 finding".to_owned(),
        several => format!("{several} findings"),
    }
}
