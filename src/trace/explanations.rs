//! What commits say of why something that was agreed has changed.

use super::commits::{ids, trailers_of};
use super::trailers::trailers;
use crate::config::{Config, TrailerMeaning};
use crate::plan::folders;
use crate::source::log::{Commit, Log, Question, Walk};
use crate::source::{RelPath, SourceFault};

/// A commit that says why, and the documents that it changed.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Explanation {
    /// With the places from which documents were moved.
    pub(crate) paths: Vec<RelPath>,
    /// Whether it gives a reason in its own words.
    pub(crate) has_reason: bool,
    /// The decisions that it points at, as written.
    pub(crate) decisions: Vec<String>,
}

/// The commits up to `until` that say why and that `since` does not know, those of merged branches included.
pub(crate) fn explanations(
    log: &dyn Log,
    config: &Config,
    since: Option<&str>,
    until: &str,
) -> Result<Vec<Explanation>, SourceFault> {
    let folders = folders(config);
    let question = Question { until, since, folders: &folders, walk: Walk::Whole };
    let mut found = Vec::new();
    log.read(&question, &mut |commits| {
        found.extend(commits.iter().filter_map(|commit| explanation(config, commit)));
    })?;
    Ok(found)
}

/// Why something changed, as the trailers of a message say: the reason in the words of its author, else the
/// decisions that it points at.
pub(crate) fn reason_in(message: &str, config: &Config) -> Option<String> {
    let code = &config.code;
    let given = trailers(message, |name| code.meaning_of(name).is_some());
    let of = |wanted: TrailerMeaning| {
        let given = given.iter().filter(move |trailer| code.meaning_of(trailer.name) == Some(wanted));
        given.map(|trailer| trailer.value.as_str()).filter(|value| !value.is_empty())
    };
    let reason = of(TrailerMeaning::Reason).next().map(str::to_owned);
    reason.or_else(|| of(TrailerMeaning::Decision).next().map(|decision| format!("decided in {decision}")))
}

fn explanation(config: &Config, commit: &Commit) -> Option<Explanation> {
    let (mut has_reason, mut decisions) = (false, Vec::new());
    for (meaning, value) in trailers_of(commit, &config.code) {
        match meaning {
            TrailerMeaning::Reason => has_reason |= !value.is_empty(),
            TrailerMeaning::Decision => {
                decisions.extend(ids(&value, config).into_iter().map(|(id, _)| id.to_owned()));
            }
            TrailerMeaning::Implements | TrailerMeaning::Fixes | TrailerMeaning::RelatesTo => {}
        }
    }
    let paths = commit.changes.iter().flat_map(|change| [Some(&change.path), change.from.as_ref()]);
    (has_reason || !decisions.is_empty()).then(|| Explanation {
        paths: paths.flatten().cloned().collect(),
        has_reason,
        decisions,
    })
}
