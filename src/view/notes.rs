//! Release notes: what went out with a version, told to one group of readers.
//!
//! Each entry has the text that was written for those readers, else the line of the changelog. Reads the
//! plan it is given and nothing else: what readers may not see is not in it.

mod entry;
mod layout;
mod scope;

use serde::Serialize;

use self::entry::{Entry, Group, grouped};
pub(crate) use self::scope::Earlier;
use self::scope::Scope;
use crate::model::artifact::Artifact;
use crate::model::key::{ANNOUNCED, REASON, TARGET, VERSION};
use crate::model::kind::Kind;
use crate::model::value::Value;
use crate::model::values::Target;
use crate::model::workflow::Category;
use crate::plan::{ArtifactIndex, Plan};
use crate::text::markdown::Outline;
use crate::view::changelog::{DATE, YANKED, number, one_line};
use crate::view::subject::Subject;

/// The field with a text for each audience.
const NOTES: &str = "notes";
/// The field of work that names the release it goes out with.
const RELEASE: &str = "release";
/// The faults that a release goes out with.
const KNOWN_ISSUES: &str = "known_issues";
/// The section of a release that tells what it is for.
const GOAL: &str = "Goal";

/// Who reads the notes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reader<'a> {
    /// The key of the audience.
    pub(crate) audience: &'a str,
    /// Whether they are outside the company.
    pub(crate) is_outside: bool,
}

/// What is told, and to whom.
#[derive(Debug)]
pub(crate) struct Request<'a> {
    /// The place of the product.
    pub(crate) product: u16,
    /// Nothing for colleagues as such.
    pub(crate) reader: Option<Reader<'a>>,
    pub(crate) part: Part,
    /// The plan before, for readers who are told what became of it.
    pub(crate) earlier: Option<Earlier<'a>>,
}

/// Which work the notes are about.
#[derive(Clone, Debug)]
pub(crate) enum Part {
    /// The newest first.
    Releases(Vec<ArtifactIndex>),
    /// What is done and in no release that went out.
    Unreleased,
}

#[derive(Debug, Serialize)]
pub(crate) struct Notes {
    product: String,
    /// The key of the audience.
    audience: Option<String>,
    /// The newest first; what is unreleased has no version.
    releases: Vec<Release>,
    #[serde(skip)]
    for_colleagues: bool,
}

#[derive(Debug, Serialize)]
struct Release {
    version: Option<String>,
    id: Option<String>,
    title: String,
    /// The day it went out.
    date: Option<String>,
    /// When it should go out, where it has not: as written, then as people read it.
    planned: Option<Planned>,
    /// How much of it is done, where it has not gone out.
    progress: Option<Progress>,
    yanked: bool,
    /// Why it was withdrawn.
    reason: Option<String>,
    /// What it is about, as Markdown.
    summary: Option<String>,
    /// What the notes begin with; in no group.
    highlights: Vec<Entry>,
    /// What stops working for somebody who changes nothing; in no group.
    breaking: Vec<Entry>,
    groups: Vec<Group>,
    known_issues: Vec<Issue>,
    /// What became of the plan, for readers who are told.
    scope: Option<Scope>,
    /// Work that says nothing to these readers; told to colleagues alone.
    silent: Vec<Subject>,
    #[serde(skip)]
    day: Option<String>,
}

#[derive(Debug, Serialize)]
struct Planned {
    target: String,
    text: String,
}

#[derive(Debug, Serialize)]
struct Progress {
    done: usize,
    of: usize,
}

/// A fault that a release goes out with.
#[derive(Debug, Serialize)]
struct Issue {
    text: String,
    requirement: Subject,
}

impl Notes {
    pub(crate) fn of(plan: &Plan, request: &Request<'_>) -> Self {
        let releases = match &request.part {
            Part::Releases(releases) => {
                releases.iter().map(|index| Release::of(plan, *index, request)).collect()
            }
            Part::Unreleased => vec![Release::unreleased(plan, request)],
        };
        let products = &plan.config.products;
        let product = products.get_index(usize::from(request.product));
        Self {
            product: product.map(|(_, product)| product.name.clone()).unwrap_or_default(),
            audience: request.reader.map(|reader| reader.audience.to_owned()),
            releases,
            for_colleagues: !request.is_outside(),
        }
    }
}

impl Request<'_> {
    fn is_outside(&self) -> bool {
        self.reader.is_some_and(|reader| reader.is_outside)
    }

    /// What an artifact has to say to the readers and to nobody else.
    fn own_text(&self, artifact: &Artifact, kind: &Kind) -> Option<String> {
        let audience = self.reader?.audience;
        let Value::Map(entries) = &artifact.value(kind, NOTES)?.value else { return None };
        let (_, item) = entries.iter().find(|(key, _)| **key == *audience)?;
        Some(item.value.to_line().trim().to_owned()).filter(|text| !text.is_empty())
    }
}

impl Release {
    fn of(plan: &Plan, index: ArtifactIndex, request: &Request<'_>) -> Self {
        let (artifact, kind) = (plan.artifact(index), plan.kind_of(index));
        let is_out = artifact.category(kind) == Some(Category::Done);
        let yanked = artifact.status_name() == Some(YANKED);
        let work: Vec<ArtifactIndex> = work_of(plan, index, is_out).collect();
        let done = |at: &&ArtifactIndex| is_done(plan, **at);
        let date = artifact.get(kind, DATE).filter(|_| is_out);
        Self {
            version: artifact.get(kind, VERSION).map(|version| version.without_v().to_owned()),
            id: Some(artifact.label()),
            date: date.map(|date| date.to_string()),
            day: date.map(|date| date.for_people()),
            planned: planned(artifact, kind, request.is_outside())
                .filter(|_| !is_out)
                .map(|target| Planned { target: target.to_string(), text: target.for_people() }),
            progress: (!is_out).then(|| Progress { done: work.iter().filter(done).count(), of: work.len() }),
            yanked,
            reason: artifact.get(kind, REASON).filter(|_| yanked).map(one_line),
            summary: request.own_text(artifact, kind).or_else(|| goal(artifact)),
            known_issues: issues(plan, index, request),
            scope: request.earlier.as_ref().and_then(|earlier| Scope::of(earlier, plan, index)),
            ..Self::telling(plan, artifact.title.to_string(), &work, request)
        }
    }

    fn unreleased(plan: &Plan, request: &Request<'_>) -> Self {
        let work: Vec<ArtifactIndex> = unreleased(plan, request.product).collect();
        Self::telling(plan, "Unreleased".to_owned(), &work, request)
    }

    /// The entries of some work, under a title.
    fn telling(plan: &Plan, title: String, work: &[ArtifactIndex], request: &Request<'_>) -> Self {
        let mut entries = Vec::new();
        let mut silent = Vec::new();
        for index in work {
            match Entry::of(plan, *index, request) {
                Some(entry) => entries.push(entry),
                None => silent.push(Subject::of(plan, *index)),
            }
        }
        let (breaking, entries): (Vec<Entry>, Vec<Entry>) =
            entries.into_iter().partition(|entry| entry.breaking);
        let (highlights, entries) = entries.into_iter().partition(|entry| entry.highlight);
        Self {
            version: None,
            id: None,
            title,
            date: None,
            planned: None,
            progress: None,
            yanked: false,
            reason: None,
            summary: None,
            highlights,
            breaking,
            groups: grouped(entries),
            known_issues: Vec::new(),
            scope: None,
            silent: if request.is_outside() { Vec::new() } else { silent },
            day: None,
        }
    }

    fn is_empty(&self) -> bool {
        self.highlights.is_empty() && self.breaking.is_empty() && self.groups.is_empty()
    }
}

/// The work that names a release, in the order of ids: all that is done; of a release that is not out, also
/// what is still to be done.
fn work_of(plan: &Plan, release: ArtifactIndex, is_out: bool) -> impl Iterator<Item = ArtifactIndex> + '_ {
    let names_it =
        move |index: &ArtifactIndex| plan.targets_of_field(*index, RELEASE).any(|at| at == release);
    let counts = move |index: &ArtifactIndex| {
        let category = plan.artifact(*index).category(plan.kind_of(*index));
        if is_out { category == Some(Category::Done) } else { category != Some(Category::Dropped) }
    };
    in_order(plan, plan.links_to(release).map(|link| link.source).filter(names_it).filter(counts))
}

/// The work of a product that is done and in no release that went out, in the order of ids.
fn unreleased(plan: &Plan, product: u16) -> impl Iterator<Item = ArtifactIndex> + '_ {
    let is_out = |release: ArtifactIndex| is_done(plan, release);
    let tells = plan.indices().filter(move |index| {
        let (artifact, kind) = (plan.artifact(*index), plan.kind_of(*index));
        artifact.product == product
            && kind.field("changelog").is_some()
            && is_done(plan, *index)
            && !plan.targets_of_field(*index, RELEASE).any(is_out)
    });
    in_order(plan, tells)
}

fn in_order<'p>(
    plan: &'p Plan,
    these: impl Iterator<Item = ArtifactIndex>,
) -> impl Iterator<Item = ArtifactIndex> + 'p {
    let mut these: Vec<ArtifactIndex> = these.collect();
    these.sort_by_cached_key(|index| {
        let artifact = plan.artifact(*index);
        (artifact.kind, number(&artifact.label()), artifact.path.clone())
    });
    these.dedup();
    these.into_iter()
}

fn is_done(plan: &Plan, index: ArtifactIndex) -> bool {
    plan.artifact(index).category(plan.kind_of(index)) == Some(Category::Done)
}

/// When it should go out; outside it is what was promised there.
fn planned(artifact: &Artifact, kind: &Kind, is_outside: bool) -> Option<Target> {
    let (target, announced) = (artifact.get(kind, TARGET), artifact.get(kind, ANNOUNCED));
    if is_outside { announced.or(target) } else { target.or(announced) }
}

/// What the release is for, as its document says.
fn goal(artifact: &Artifact) -> Option<String> {
    let outline = Outline::of(artifact.body_text(), artifact.body.start());
    let section = outline.section(GOAL).filter(|section| !section.is_empty)?;
    Some(section.section.slice(&artifact.text).trim().to_owned())
}

/// The faults that a release goes out with and that have not been repaired.
fn issues(plan: &Plan, release: ArtifactIndex, request: &Request<'_>) -> Vec<Issue> {
    plan.targets_of_field(release, KNOWN_ISSUES)
        .filter(|index| !plan.artifact(*index).is_closed(plan.kind_of(*index)))
        .map(|index| {
            let artifact = plan.artifact(index);
            let own = request.own_text(artifact, plan.kind_of(index)).map(|text| one_line(&text));
            Issue {
                text: own.unwrap_or_else(|| artifact.title.to_string()),
                requirement: Subject::of(plan, index),
            }
        })
        .collect()
}
