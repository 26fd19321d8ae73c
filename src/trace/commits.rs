//! The commits that name an artifact: in a trailer, or in their subject.
//!
//! Commits of merged branches count as those of the main one. What a trailer means is said in one place, the
//! settings of the repository.

use std::collections::BTreeMap;

use memchr::memmem::Finder;

use super::mentions::is_document;
use super::naming::{Named, Naming};
use super::trailers::trailers;
use crate::config::{Code, Config, FILE_NAME, TrailerMeaning};
use crate::model::values::{Id, PartName};
use crate::plan::{ArtifactIndex, LinkState, Plan};
use crate::source::log::{Commit, Extent, Log, Message, MessageQuestion, Messages, ObjectId, Tag};
use crate::source::{CommitTime, RelPath, SourceFault};

/// A commit that names artifacts.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct NamingCommit {
    pub(crate) id: ObjectId,
    pub(crate) time: CommitTime,
    pub(crate) author: Box<str>,
    pub(crate) subject: Box<str>,
    /// The first of the tags that hold it, by its place.
    pub(crate) tag: Option<usize>,
    pub(crate) names: Vec<CommitName>,
}

/// One id that a commit names.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct CommitName {
    /// As written.
    pub(crate) id: Box<str>,
    pub(crate) part: Option<PartName>,
    /// What the trailer says; nothing for an id in the subject.
    pub(crate) meaning: Option<TrailerMeaning>,
}

impl CommitName {
    /// Whether the commit is work on what it names.
    pub(crate) fn is_work(&self) -> bool {
        self.meaning.is_some_and(TrailerMeaning::is_work)
    }
}

/// The commits that name artifacts, oldest first.
#[derive(Debug, Default)]
pub(crate) struct Commits {
    pub(crate) all: Vec<NamingCommit>,
    /// For each tag whether the last commit comes from it or is it.
    pub(crate) reached: Vec<bool>,
    pub(crate) extent: Extent,
}

/// The commits that name one artifact, each with how it does.
pub(crate) type NamedIn<'a> = Vec<(&'a NamingCommit, &'a CommitName)>;

impl Commits {
    /// Reads the commits up to `until`, and which of the tags hold them. A commit that changed nothing but the
    /// plan, which lies in `folder`, says in its subject what it did to the plan and is no code.
    pub(crate) fn read(
        log: &dyn Log,
        config: &Config,
        folder: &RelPath,
        until: &str,
        tags: &[Tag],
    ) -> Result<Self, SourceFault> {
        let naming = Naming::of(config);
        let trailers = names_of_trailers(&config.code, |_| true);
        let is_wanted = |message: &[u8]| {
            trailers.iter().any(|trailer| trailer.find(message).is_some())
                || naming.find(message).next().is_some()
        };
        let question = MessageQuestion { until, since: None, tags, is_wanted: &is_wanted, with_paths: true };
        let mut messages = log.messages(&question)?;
        let is_of_plan = |path: &RelPath| {
            path.file_name() == FILE_NAME && path.parent() == *folder || is_document(config, folder, path)
        };
        messages.commits.retain(|message| {
            let is_code = message.paths.is_empty() || !message.paths.iter().all(is_of_plan);
            is_code || !trailers_of(&message.commit, &config.code).is_empty()
        });
        Ok(Self::of(messages, config, &naming))
    }

    /// The same of those alone whose trailers say that they are work on something.
    pub(crate) fn read_work(
        log: &dyn Log,
        config: &Config,
        until: &str,
        tags: &[Tag],
    ) -> Result<Self, SourceFault> {
        let trailers = names_of_trailers(&config.code, TrailerMeaning::is_work);
        let is_wanted = |message: &[u8]| trailers.iter().any(|trailer| trailer.find(message).is_some());
        let question = MessageQuestion { until, since: None, tags, is_wanted: &is_wanted, with_paths: false };
        Ok(Self::of(log.messages(&question)?, config, &Naming::of(config)))
    }

    pub(crate) fn of(messages: Messages, config: &Config, naming: &Naming) -> Self {
        let commits = messages.commits.into_iter().filter_map(|Message { commit, tag, .. }| {
            let names = names(&commit, config, naming);
            (!names.is_empty()).then(|| NamingCommit {
                id: commit.id,
                time: commit.time,
                author: commit.author.name.clone(),
                subject: commit.subject().into(),
                tag,
                names,
            })
        });
        Self { all: commits.collect(), reached: messages.reached, extent: messages.extent }
    }

    /// The commits by the artifact that they name, and those whose id names none.
    pub(crate) fn by_artifact(&self, plan: &Plan) -> (BTreeMap<ArtifactIndex, NamedIn<'_>>, NamedIn<'_>) {
        let mut known: BTreeMap<ArtifactIndex, NamedIn<'_>> = BTreeMap::new();
        let mut unknown = Vec::new();
        for commit in &self.all {
            for name in &commit.names {
                match plan.named(&name.id, None) {
                    LinkState::Resolved(target) => {
                        known.entry(target.artifact).or_default().push((commit, name));
                    }
                    LinkState::Dangling => unknown.push((commit, name)),
                    LinkState::Unread
                    | LinkState::Elsewhere
                    | LinkState::Ambiguous(_)
                    | LinkState::Url
                    | LinkState::Nothing => {}
                }
            }
        }
        (known, unknown)
    }
}

/// What finds the name of each trailer that means something, as it is written or in small letters.
fn names_of_trailers(code: &Code, counts: impl Fn(TrailerMeaning) -> bool) -> Vec<Finder<'static>> {
    let names = code.trailers().filter(|(_, meaning)| counts(*meaning));
    let names = names.flat_map(|(name, _)| [name.to_owned(), name.to_lowercase()]);
    names.map(|name| Finder::new(&name).into_owned()).collect()
}

/// The trailers of a commit that mean something, each with its value.
pub(crate) fn trailers_of(commit: &Commit, code: &Code) -> Vec<(TrailerMeaning, String)> {
    let trailers = trailers(&commit.message, |name| code.meaning_of(name).is_some()).into_iter();
    trailers.filter_map(|trailer| Some((code.meaning_of(trailer.name)?, trailer.value))).collect()
}

/// The ids that a commit names, each once for each meaning: those of its trailers, then those of its subject.
fn names(commit: &Commit, config: &Config, naming: &Naming) -> Vec<CommitName> {
    let mut names: Vec<CommitName> = Vec::new();
    let mut add = |name: CommitName| {
        let is_known = |known: &CommitName| {
            known.id == name.id
                && known.part == name.part
                && (known.meaning == name.meaning || name.meaning.is_none())
        };
        if !names.iter().any(is_known) {
            names.push(name);
        }
    };
    for (meaning, value) in trailers_of(commit, &config.code) {
        if !meaning.names_artifacts() {
            continue;
        }
        for (id, part) in ids(&value, config) {
            add(CommitName { id: id.into(), part, meaning: Some(meaning) });
        }
    }
    for Named { id, part, .. } in naming.find(commit.subject().as_bytes()) {
        add(CommitName { id: id.into(), part, meaning: None });
    }
    names
}

/// The ids in the value of a trailer, between commas or spaces, in any spelling.
pub(crate) fn ids<'text>(value: &'text str, config: &Config) -> Vec<(&'text str, Option<PartName>)> {
    let words =
        value.split([',', ';', ' ', '\t']).map(|word| word.trim_matches(['(', ')', '[', ']', '.', '#']));
    let id = |word: &'text str| {
        let (id, part) = match PartName::split(word) {
            Some((id, part)) => (id, Some(part)),
            None => (word, None),
        };
        let prefix = Id::parse(id).ok()?.prefix().to_owned();
        config.kinds.iter().any(|kind| kind.identity.has_prefix(&prefix)).then_some((id, part))
    };
    words.filter_map(id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::log::Signature;

    #[track_caller]
    fn check(message: &str, expect: &[&str]) {
        let (config, _) = Config::read(&RelPath::root().join("pm.yaml"), "");
        let commit = Commit {
            id: ObjectId::of_bytes(&[7; 20]).expect("an id"),
            time: CommitTime { seconds: 0, offset_minutes: 0 },
            author: Signature { name: "Ana".into(), mail: "".into() },
            message: message.into(),
            is_boundary: false,
            changes: Vec::new(),
        };
        let found: Vec<String> = names(&commit, &config, &Naming::of(&config))
            .into_iter()
            .map(|name| {
                let part = name.part.map(|part| format!(".{part}")).unwrap_or_default();
                format!("{}{part} {}", name.id, name.meaning.map_or("subject", TrailerMeaning::name))
            })
            .collect();
        assert_eq!(found, expect, "{message}");
    }

    #[test]
    fn trailers_name_artifacts_between_commas_or_spaces() {
        check(
            "a\n\nImplements: REQ-4, REQ-5 req-6.ac2",
            &["REQ-4 implements", "REQ-5 implements", "req-6.AC2 implements"],
        );
        check("a\n\nFixes: #12, REQ-4\nRefs: IDEA-7.", &["REQ-4 fixes", "IDEA-7 relates to"]);
        check("a\n\nFixes: 1a2b3c4d (\"REQ-x\")\nSigned-off-by: A <REQ-4@example.com>", &[]);
        check("a\n\nDecision: DEC-4\nReason: REQ-5 was too large", &["DEC-4 decision"]);
    }

    #[test]
    fn a_subject_names_what_no_trailer_has_named() {
        check(
            "REQ-4: write a file (REQ-5)\n\nREQ-6 is mentioned.\n\nImplements: REQ-4",
            &["REQ-4 implements", "REQ-5 subject"],
        );
    }
}
