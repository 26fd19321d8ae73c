//! `code:`: which files are code and which of them are tests, and what the trailers of commits mean.
//!
//! Patterns are checked here and kept as they are written; whoever looks through files makes them ready.

use indexmap::IndexMap;

use super::node::{entries, get, texts, words};
use crate::diagnostic::{Diagnostic, Level, Place};
use crate::model::kind::PathPattern;
use crate::source::RelPath;
use crate::text::yaml::Node;

/// Where tests lie unless `pm.yaml` says otherwise.
const USUAL_TESTS: [&str; 10] = [
    "**/tests/**",
    "**/test/**",
    "**/__tests__/**",
    "**/spec/**",
    "**/test_*",
    "**/*_test.*",
    "**/*_tests.*",
    "**/*_spec.*",
    "**/*.test.*",
    "**/*.spec.*",
];

/// The trailers that are understood unless `pm.yaml` says otherwise.
const USUAL_TRAILERS: [(&str, TrailerMeaning); 8] = [
    ("Implements", TrailerMeaning::Implements),
    ("Fixes", TrailerMeaning::Fixes),
    ("Closes", TrailerMeaning::Fixes),
    ("Refs", TrailerMeaning::RelatesTo),
    ("Relates-to", TrailerMeaning::RelatesTo),
    ("See-also", TrailerMeaning::RelatesTo),
    ("Reason", TrailerMeaning::Reason),
    ("Decision", TrailerMeaning::Decision),
];

/// What a trailer of a commit says, by its word in `pm.yaml`; `off` is for those that say nothing.
pub(crate) const TRAILER_MEANINGS: [&str; 6] =
    ["implements", "fixes", "relates to", "reason", "decision", "off"];

/// What a trailer of a commit says.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum TrailerMeaning {
    /// The commit is work on what it names.
    Implements,
    /// The commit repairs what it names.
    Fixes,
    RelatesTo,
    /// Why something that was agreed has changed.
    Reason,
    /// The decision by which something that was agreed has changed.
    Decision,
}

impl TrailerMeaning {
    fn of(word: &str) -> Option<Self> {
        Some(match word {
            "implements" => Self::Implements,
            "fixes" => Self::Fixes,
            "relates to" => Self::RelatesTo,
            "reason" => Self::Reason,
            "decision" => Self::Decision,
            _ => return None,
        })
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Implements => "implements",
            Self::Fixes => "fixes",
            Self::RelatesTo => "relates to",
            Self::Reason => "reason",
            Self::Decision => "decision",
        }
    }

    /// Whether the value is one id or several; a reason is told in words.
    pub(crate) fn names_artifacts(self) -> bool {
        self != Self::Reason
    }

    /// Whether what is named is worked on.
    pub(crate) fn is_work(self) -> bool {
        matches!(self, Self::Implements | Self::Fixes)
    }
}

/// What `pm.yaml` says of the code.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Code {
    /// Patterns for the files that are searched, from the root of the git repository; all where empty.
    pub(crate) paths: Vec<String>,
    /// Patterns for the files that are tests.
    pub(crate) tests: Vec<String>,
    /// Patterns for files that are not searched.
    pub(crate) ignore: Vec<String>,
    /// By name; the names are those that git takes for the same, letter case aside.
    trailers: IndexMap<String, Option<TrailerMeaning>>,
}

impl Default for Code {
    fn default() -> Self {
        let trailers = USUAL_TRAILERS.map(|(name, meaning)| (name.to_owned(), Some(meaning)));
        Self {
            paths: Vec::new(),
            tests: USUAL_TESTS.map(str::to_owned).to_vec(),
            ignore: Vec::new(),
            trailers: IndexMap::from(trailers),
        }
    }
}

impl Code {
    /// What the trailer of this name says; nothing for one that says nothing to the plan.
    pub(crate) fn meaning_of(&self, trailer: &str) -> Option<TrailerMeaning> {
        self.trailers
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(trailer))
            .and_then(|(_, meaning)| *meaning)
    }

    /// The trailers that mean something.
    pub(crate) fn trailers(&self) -> impl Iterator<Item = (&str, TrailerMeaning)> {
        self.trailers.iter().filter_map(|(name, meaning)| Some((name.as_str(), (*meaning)?)))
    }

    /// The name of the first trailer with this meaning, for what is told to do.
    pub(crate) fn trailer_for(&self, meaning: TrailerMeaning) -> Option<&str> {
        self.trailers.iter().find(|(_, known)| **known == Some(meaning)).map(|(name, _)| name.as_str())
    }
}

pub(super) fn read(path: &RelPath, root: &Node, findings: &mut Vec<Diagnostic>) -> Code {
    let mut code = Code::default();
    let Some(node) = get(root, "code") else { return code };
    for key in ["paths", "tests", "ignore"] {
        for (text, span) in texts(node, key) {
            if let Err(reason) = PathPattern::parse(&text) {
                let message = format!("`{text}` is no pattern for paths: {reason}");
                findings.push(Diagnostic::new(
                    "invalid-config",
                    Level::Error,
                    Place::at(path, span),
                    message,
                ));
            }
        }
    }
    let patterns =
        |key| words(node, key).into_iter().filter(|text| PathPattern::parse(text).is_ok()).collect();
    code.paths = patterns("paths");
    code.ignore = patterns("ignore");
    if get(node, "tests").is_some() {
        code.tests = patterns("tests");
    }
    for entry in entries(node, "trailers") {
        let meaning = entry.value.as_str().and_then(TrailerMeaning::of);
        let name = entry.key.text.to_string();
        match code.trailers.iter_mut().find(|(known, _)| known.eq_ignore_ascii_case(&name)) {
            Some((_, known)) => *known = meaning,
            None => {
                code.trailers.insert(name, meaning);
            }
        }
    }
    code
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    fn code(text: &str) -> (Code, Vec<String>) {
        let (config, findings) = Config::read(&RelPath::root().join("pm.yaml"), text);
        (config.code, findings.into_iter().map(|finding| finding.message).collect())
    }

    #[test]
    fn a_trailer_of_the_repository_stands_beside_the_usual_ones() {
        let (code, findings) = code("code:\n  trailers: {Task: implements, fixes: off}\n");
        assert_eq!(findings, Vec::<String>::new());
        assert_eq!(code.meaning_of("task"), Some(TrailerMeaning::Implements));
        assert_eq!(code.meaning_of("Implements"), Some(TrailerMeaning::Implements));
        assert_eq!(code.meaning_of("Fixes"), None);
        assert_eq!(code.meaning_of("Signed-off-by"), None);
    }

    #[test]
    fn a_pattern_that_cannot_be_read_is_a_finding_and_left_out() {
        let (code, findings) = code("code:\n  tests: ['it/**', 'a{b']\n");
        assert_eq!(findings, ["`a{b` is no pattern for paths: a `{` is never closed"]);
        assert_eq!(code.tests, ["it/**"]);
    }
}
