//! From an artifact to the code and back: why it is there, what came of it, and what names it.
//!
//! What names what is found by `trace`; here it is put in order for a reader. Which revision was looked at is
//! told by the caller.

mod gaps;
mod layout;
mod matrix;

use serde::Serialize;

pub(crate) use self::gaps::TraceGaps;
pub(crate) use self::matrix::TraceMatrix;
use super::changelog::line_of;
use super::subject::Subject;
use crate::config::TrailerMeaning;
use crate::model::key::VERSION;
use crate::model::values::Date;
use crate::plan::{ArtifactIndex, Plan};
use crate::trace::{
    CommitName, Evidence, Gap, Mention, NamingCommit, Step, VersionTag, delivered_kinds, gaps_of, releases,
    why, work,
};

/// What a commit says that names an artifact in its subject alone.
const SUBJECT: &str = "subject";

/// What is known of code and git beside the answer itself.
#[derive(Serialize, Clone, Debug)]
pub(crate) struct Known {
    /// Whether there are commits to look at.
    git: bool,
    /// How many commits name artifacts, and how many places in tests and code.
    commits: usize,
    mentions: usize,
    /// How many files were searched, and how many were not, being no text, too large or unreadable.
    files: usize,
    binary: usize,
    large: usize,
    unreadable: usize,
    /// Whether the clone begins later than the repository.
    shallow: bool,
}

impl Known {
    fn of(evidence: &Evidence<'_>) -> Self {
        let mentions = evidence.mentions;
        Self {
            git: evidence.git.is_some(),
            commits: evidence.git.map_or(0, |git| git.commits.all.len()),
            mentions: mentions.all.len(),
            files: mentions.files,
            binary: mentions.passed_over.binary,
            large: mentions.passed_over.large,
            unreadable: mentions.passed_over.unreadable,
            shallow: evidence.git.is_some_and(|git| git.commits.extent.is_shallow),
        }
    }
}

/// The traces of artifacts that were named.
#[derive(Serialize, Debug)]
pub(crate) struct Traces {
    traces: Vec<Trace>,
    #[serde(flatten)]
    known: Known,
}

#[derive(Serialize, Debug)]
struct Trace {
    #[serde(flatten)]
    subject: Subject,
    /// What it is for and what it answers.
    why: Vec<Node>,
    releases: Vec<Release>,
    /// What serves it, answers it or is part of it.
    work: Vec<Node>,
    /// Oldest first.
    commits: Vec<CommitLine>,
    tests: Vec<Place>,
    code: Vec<Place>,
    changelog: Option<ChangelogLine>,
    /// Where plan and code do not meet, by the name of the gap.
    gaps: Vec<&'static str>,
}

/// An artifact on the way, with those behind it.
#[derive(Serialize, Debug)]
struct Node {
    #[serde(flatten)]
    subject: Subject,
    /// What the link says: `serves`, `answers`, `part of` …
    meaning: &'static str,
    commits: usize,
    tests: usize,
    code: usize,
    behind: Vec<Node>,
}

/// A release with the tags of its version.
#[derive(Serialize, Debug)]
struct Release {
    #[serde(flatten)]
    subject: Subject,
    version: Option<String>,
    tags: Vec<TagLine>,
}

#[derive(Serialize, Debug)]
struct TagLine {
    name: String,
    /// Of the commit that it leads to.
    day: String,
    commit: String,
}

#[derive(Serialize, Debug)]
struct CommitLine {
    commit: String,
    day: String,
    author: String,
    subject: String,
    /// What its trailers say, or that its subject names the artifact.
    says: Vec<&'static str>,
    parts: Vec<String>,
    /// The first tag of a version that holds it.
    tag: Option<String>,
}

/// The lines of one file.
#[derive(Serialize, Debug)]
pub(super) struct Place {
    pub(super) path: String,
    pub(super) lines: Vec<u32>,
    pub(super) parts: Vec<String>,
}

#[derive(Serialize, Debug)]
struct ChangelogLine {
    r#type: &'static str,
    text: String,
}

impl Traces {
    pub(crate) fn of(plan: &Plan, evidence: &Evidence<'_>, indices: &[ArtifactIndex]) -> Self {
        let delivered = delivered_kinds(plan);
        let trace = |index: &ArtifactIndex| {
            let artifact = plan.artifact(*index);
            let is_delivered = delivered.contains(&usize::from(artifact.kind));
            let mut own: Vec<ArtifactIndex> = releases(plan, *index);
            if crate::trace::is_versioned(plan.kind(artifact)) {
                own.insert(0, *index);
            }
            let line = line_of(artifact, plan.kind(artifact));
            Trace {
                subject: Subject::of(plan, *index),
                why: nodes(plan, evidence, &why(plan, *index)),
                releases: own.iter().map(|release| self::release(plan, evidence, *release)).collect(),
                work: nodes(plan, evidence, &work(plan, *index)),
                commits: commits(evidence, *index),
                tests: places(evidence.tests(*index)),
                code: places(evidence.code(*index)),
                changelog: line.map(|(r#type, text)| ChangelogLine { r#type, text }),
                gaps: gaps_of(plan, evidence, *index, is_delivered).iter().map(Gap::name).collect(),
            }
        };
        Self { traces: indices.iter().map(trace).collect(), known: Known::of(evidence) }
    }
}

fn nodes(plan: &Plan, evidence: &Evidence<'_>, steps: &[Step]) -> Vec<Node> {
    let node = |step: &Step| Node {
        subject: Subject::of(plan, step.index),
        meaning: step.meaning.name(),
        commits: evidence.commits(step.index).len(),
        tests: evidence.tests(step.index).count(),
        code: evidence.code(step.index).count(),
        behind: nodes(plan, evidence, &step.behind),
    };
    steps.iter().map(node).collect()
}

fn release(plan: &Plan, evidence: &Evidence<'_>, index: ArtifactIndex) -> Release {
    let artifact = plan.artifact(index);
    Release {
        subject: Subject::of(plan, index),
        version: artifact.get(plan.kind(artifact), VERSION).map(ToString::to_string),
        tags: evidence.tags(index).map(tag_line).collect(),
    }
}

fn tag_line(version: &VersionTag) -> TagLine {
    TagLine {
        name: version.tag.name.to_string(),
        day: Date::of_epoch_day(version.tag.time.epoch_day()).to_string(),
        commit: version.tag.commit.short(),
    }
}

fn commits(evidence: &Evidence<'_>, index: ArtifactIndex) -> Vec<CommitLine> {
    let line = |(commit, names): (&NamingCommit, Vec<&CommitName>)| {
        let mut parts: Vec<String> =
            names.iter().filter_map(|name| name.part.as_ref().map(ToString::to_string)).collect();
        parts.dedup();
        let mut says: Vec<&'static str> =
            names.iter().map(|name| name.meaning.map_or(SUBJECT, TrailerMeaning::name)).collect();
        says.dedup();
        let tag = evidence.git.and_then(|git| git.tag_of(commit));
        CommitLine {
            commit: commit.id.short(),
            day: Date::of_epoch_day(commit.time.epoch_day()).to_string(),
            author: commit.author.to_string(),
            subject: commit.subject.to_string(),
            says,
            parts,
            tag: tag.map(|tag| tag.name.to_string()),
        }
    };
    evidence.commits(index).into_iter().map(line).collect()
}

/// The mentions of each file together.
pub(super) fn places<'a>(mentions: impl Iterator<Item = &'a Mention>) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    for mention in mentions {
        if places.last().is_none_or(|last| last.path != mention.path.as_str()) {
            places.push(Place { path: mention.path.to_string(), lines: Vec::new(), parts: Vec::new() });
        }
        let Some(place) = places.last_mut() else { continue };
        if place.lines.last() != Some(&mention.line) {
            place.lines.push(mention.line);
        }
        let part = mention.part.as_ref().map(ToString::to_string);
        place.parts.extend(part.filter(|part| !place.parts.contains(part)));
    }
    places
}
