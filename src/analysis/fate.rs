//! What became of something that was asked for: words of somebody, a problem or an idea, and the work that answers it.
//!
//! A judgement on the plan as it is. Knows neither who asked nor since when it is so.

use std::collections::BTreeSet;

use crate::model::field::Meaning;
use crate::model::key::Key;
use crate::model::values::Period;
use crate::model::workflow::Category;
use crate::plan::due::{self, RELEASE};
use crate::plan::graph::reachable;
use crate::plan::{ArtifactIndex, Plan, parts};

/// The kind of what somebody said.
pub(crate) const FEEDBACK: &str = "feedback";
/// When a thing that was put off is looked at again.
pub(crate) const UNTIL: Key<Period> = Key::new("until");
/// The field that names what shows that a problem is real.
pub(crate) const EVIDENCE: &str = "evidence";
/// The field of what says the same as another, which lives on.
const DUPLICATE_OF: &str = "duplicate_of";
/// The status of what waits for another time.
const PARKED: &str = "parked";
/// The status of a release that was withdrawn.
const YANKED: &str = "yanked";

/// Where it is, in one word. The order is that of good news.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum State {
    /// With whoever asked.
    Shipped,
    /// Somebody works on it, or is about to.
    OnTheWay,
    /// Somebody looks into it.
    Considered,
    /// Turned down, given up or put off.
    NotPlanned,
    /// Nobody has said anything.
    Unheard,
}

impl State {
    pub(crate) const ALL: [Self; 5] =
        [Self::Shipped, Self::OnTheWay, Self::Considered, Self::NotPlanned, Self::Unheard];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Shipped => "shipped",
            Self::OnTheWay => "on_the_way",
            Self::Considered => "considered",
            Self::NotPlanned => "not_planned",
            Self::Unheard => "no_answer",
        }
    }
}

impl State {
    /// Whether there is something to tell whoever asked, and nothing more to wait for.
    pub(crate) fn is_settled(self) -> bool {
        matches!(self, Self::Shipped | Self::NotPlanned)
    }
}

/// What became of it.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Fate {
    pub(crate) state: State,
    /// The work that answers it, nearest first: the pieces that are still meant to be done, or are.
    pub(crate) work: Vec<ArtifactIndex>,
    /// The ideas and problems between it and the work, nearest first.
    pub(crate) ways: Vec<ArtifactIndex>,
    /// What it is a copy of, and lives on in.
    pub(crate) lives_on: Option<ArtifactIndex>,
    /// What says why nothing is planned, or until when.
    pub(crate) because: Option<ArtifactIndex>,
    /// Whether some of the work is out and some is not.
    pub(crate) is_partly_out: bool,
}

/// How far a piece of work is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Stage {
    Out,
    /// Done, and the release that it goes out with is not.
    Ready,
    UnderWay,
    Open,
    /// It was out, and its release was withdrawn.
    Withdrawn,
    Dropped,
}

/// What became of an artifact.
pub(crate) fn fate(plan: &Plan, asked: ArtifactIndex) -> Fate {
    let lives_on = living(plan, asked);
    let start = lives_on.unwrap_or(asked);
    let reached = std::iter::once(start)
        .chain(reachable(start, |index| answers(plan, index)).into_iter().map(|(index, _)| index));
    let asked_for = asked_for(plan);
    let (ways, mut work): (Vec<_>, Vec<_>) =
        reached.partition(|index| asked_for.contains(plan.kind_of(*index).name.as_str()));
    let all_work: BTreeSet<ArtifactIndex> = work.iter().copied().collect();
    work.retain(|index| stage(plan, *index) != Stage::Dropped);
    let is_whole = |index: ArtifactIndex| parts::parts(plan, index).any(|part| work.contains(&part));
    let wholes: Vec<ArtifactIndex> = work.iter().copied().filter(|index| is_whole(*index)).collect();
    work.retain(|index| !wholes.contains(index));
    let stages: Vec<Stage> = work.iter().map(|index| stage(plan, *index)).collect();
    let is_out = stages.contains(&Stage::Out);
    let is_active =
        |index: &ArtifactIndex| category(plan, *index) == Some(Category::Active) && !is_words(plan, *index);
    let is_under_way = stages.iter().any(|stage| matches!(stage, Stage::Ready | Stage::UnderWay));
    let is_meant = stages.iter().any(|stage| *stage != Stage::Withdrawn);
    let dropped = ways.first().copied().filter(|index| category(plan, *index) == Some(Category::Dropped));
    let put_off =
        |index: &ArtifactIndex| category(plan, *index) == Some(Category::Dropped) || is_parked(plan, *index);
    let (state, because) = if dropped.is_some() {
        (State::NotPlanned, dropped)
    } else if !stages.is_empty() && stages.iter().all(|stage| *stage == Stage::Out) {
        (State::Shipped, None)
    } else if is_under_way || (is_meant && ways.iter().chain(&wholes).any(is_active)) {
        (State::OnTheWay, None)
    } else if is_out {
        (State::Shipped, None)
    } else if !stages.is_empty() {
        (State::Considered, None)
    } else {
        without_work(plan, &ways, &all_work, put_off)
    };
    Fate {
        state,
        because,
        lives_on,
        is_partly_out: is_out && stages.iter().any(|stage| *stage != Stage::Out),
        ways: ways.into_iter().filter(|index| *index != start).collect(),
        work,
    }
}

/// Where something is that no work answers: the best that its ideas say.
fn without_work(
    plan: &Plan,
    ways: &[ArtifactIndex],
    dropped_work: &BTreeSet<ArtifactIndex>,
    put_off: impl Fn(&ArtifactIndex) -> bool,
) -> (State, Option<ArtifactIndex>) {
    let ideas: Vec<ArtifactIndex> = ways.iter().copied().filter(|index| !is_words(plan, *index)).collect();
    let standing = |wanted: Category| {
        ideas.iter().any(|index| !put_off(index) && category(plan, *index) == Some(wanted))
    };
    if standing(Category::Done) {
        return (State::Shipped, None);
    }
    if standing(Category::Active) {
        return (State::OnTheWay, None);
    }
    // What nobody has looked at is no answer.
    let is_looked_at = |index: &ArtifactIndex| {
        let kind = plan.kind_of(*index);
        let status = plan.artifact(*index).status(kind);
        status.is_some_and(|status| Some(&status.name) != kind.workflow.default.as_ref())
    };
    if ideas.iter().any(|index| !put_off(index) && is_looked_at(index)) {
        return (State::Considered, None);
    }
    if let Some(because) = ideas.iter().find(|index| put_off(index)).or_else(|| dropped_work.first()) {
        return (State::NotPlanned, Some(*because));
    }
    let told = ways.first().filter(|index| category(plan, **index) == Some(Category::Done));
    (if told.is_some() { State::NotPlanned } else { State::Unheard }, told.copied())
}

/// What became of feedback that waits for an answer which could be given: what it asks for is shipped, or is not going
/// to be, and nobody has said so. Nothing for everything else.
pub(crate) fn unanswered(plan: &Plan, index: ArtifactIndex) -> Option<Fate> {
    is_open_feedback(plan, index).then(|| fate(plan, index)).filter(|fate| fate.state.is_settled())
}

/// Whether an artifact is feedback that nobody has answered or dismissed.
pub(crate) fn is_open_feedback(plan: &Plan, index: ArtifactIndex) -> bool {
    is_words(plan, index) && !category(plan, index).is_some_and(Category::is_closed)
}

/// How far a piece of work is: with customers only when its release is.
pub(crate) fn stage(plan: &Plan, work: ArtifactIndex) -> Stage {
    let (artifact, kind) = (plan.artifact(work), plan.kind_of(work));
    let category = artifact.category(kind);
    if category == Some(Category::Dropped) {
        return Stage::Dropped;
    }
    if !due::is_met(artifact, kind) {
        return if category == Some(Category::Active) { Stage::UnderWay } else { Stage::Open };
    }
    match release_of(plan, work) {
        None => Stage::Out,
        Some(release) if plan.artifact(release).status_name() == Some(YANKED) => Stage::Withdrawn,
        Some(release) if self::category(plan, release) == Some(Category::Done) => Stage::Out,
        Some(_) => Stage::Ready,
    }
}

/// The release that work goes out with; of several the first that is out.
pub(crate) fn release_of(plan: &Plan, work: ArtifactIndex) -> Option<ArtifactIndex> {
    if plan.kind_of(work).name == RELEASE {
        return Some(work);
    }
    let releases: Vec<ArtifactIndex> = parts::wholes(plan, work, RELEASE).collect();
    let is_out = |index: &&ArtifactIndex| category(plan, **index) == Some(Category::Done);
    releases.iter().find(is_out).or(releases.first()).copied()
}

/// What takes up an artifact: what answers it, what it is evidence for, and what it is a copy of.
fn answers(plan: &Plan, index: ArtifactIndex) -> Vec<ArtifactIndex> {
    let evidence_for =
        plan.links_to(index).filter(|link| plan.link_name(link) == EVIDENCE).map(|link| link.source);
    plan.sources(index, Meaning::Answers)
        .chain(evidence_for)
        .chain(plan.targets_of_field(index, DUPLICATE_OF))
        .collect()
}

/// What the copies of an artifact live on in; nothing for what is no copy.
fn living(plan: &Plan, index: ArtifactIndex) -> Option<ArtifactIndex> {
    let mut seen = BTreeSet::from([index]);
    let mut at = index;
    while let Some(next) = plan.targets_of_field(at, DUPLICATE_OF).next().filter(|next| seen.insert(*next)) {
        at = next;
    }
    (at != index).then_some(at)
}

/// Whether an artifact is something that work can answer.
pub(crate) fn is_asked_for(plan: &Plan, index: ArtifactIndex) -> bool {
    asked_for(plan).contains(plan.kind_of(index).name.as_str())
}

/// The kinds of what work can answer.
fn asked_for(plan: &Plan) -> BTreeSet<&str> {
    let fields = plan.config.kinds.iter().flat_map(|kind| kind.fields.values());
    let rules =
        fields.filter_map(|field| field.link.as_ref()).filter(|rule| rule.meaning == Meaning::Answers);
    rules.flat_map(|rule| &rule.to).map(String::as_str).collect()
}

/// Whether an artifact is what somebody said, which says nothing of what is done about it.
fn is_words(plan: &Plan, index: ArtifactIndex) -> bool {
    plan.kind_of(index).name == FEEDBACK
}

fn is_parked(plan: &Plan, index: ArtifactIndex) -> bool {
    let artifact = plan.artifact(index);
    artifact.status_name() == Some(PARKED) && artifact.category(plan.kind(artifact)) == Some(Category::Open)
}

fn category(plan: &Plan, index: ArtifactIndex) -> Option<Category> {
    plan.artifact(index).category(plan.kind_of(index))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::plan::load;
    use crate::source::RelPath;
    use crate::source::memory::MemoryTree;

    /// `REQ-1 building, answers: [FB-1]`, one a line; the fate of the first.
    #[track_caller]
    fn check(lines: &[&str], expect: &str) {
        let folder = |id: &str| match id.split('-').next() {
            Some("FB") => "feedback",
            Some("IDEA") => "ideas",
            Some("OPP") => "opportunities",
            Some("INIT") => "initiatives",
            Some("REL") => "releases",
            _ => "requirements",
        };
        let files: Vec<(String, String)> = lines
            .iter()
            .map(|line| {
                let mut words = line.splitn(3, ' ');
                let (id, status) = (words.next().unwrap(), words.next().unwrap().trim_end_matches(','));
                let fields = words.next().unwrap_or_default().replace("; ", "\n");
                (
                    format!("{}/{id}-x.md", folder(id)),
                    format!("---\nid: {id}\ntitle: T\nstatus: {status}\n{fields}\n---\n"),
                )
            })
            .collect();
        let tree: Vec<(&str, &str)> =
            files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let (config, _) = Config::read(&RelPath::new("pm.yaml").unwrap(), "format: 1\n");
        let (plan, findings) = load(&MemoryTree::of(&tree), config, String::new());
        assert_eq!(findings, []);
        let first = plan.at_path(&RelPath::new(&files[0].0).unwrap()).unwrap();
        let fate = fate(&plan, first);
        let ids = |these: &[ArtifactIndex]| {
            these.iter().map(|index| plan.artifact(*index).label()).collect::<Vec<_>>().join(" ")
        };
        let because = fate
            .because
            .map(|index| format!(" because {}", plan.artifact(index).label()))
            .unwrap_or_default();
        let partly = if fate.is_partly_out { " partly" } else { "" };
        assert_eq!(format!("{}{partly}{because}: {}", fate.state.name(), ids(&fate.work)), expect);
    }

    #[test]
    fn work_is_with_customers_when_its_release_is() {
        let release = |status: &'static str| {
            [
                "FB-1 triaged",
                "IDEA-1 planned answers: FB-1",
                "REQ-1 done, answers: IDEA-1; release: REL-1",
                status,
            ]
        };
        check(&release("REL-1 released"), "shipped: REQ-1");
        check(&release("REL-1 building"), "on_the_way: REQ-1");
        check(&release("REL-1 yanked"), "considered: REQ-1");
        check(&["IDEA-1 planned", "REQ-1 done answers: IDEA-1"], "shipped: REQ-1");
        check(&["IDEA-1 planned", "INIT-1 measuring answers: IDEA-1"], "shipped: INIT-1");
    }

    #[test]
    fn what_is_agreed_to_is_on_the_way_and_what_is_looked_into_is_not() {
        check(&["IDEA-1 exploring", "REQ-1 draft answers: IDEA-1"], "considered: REQ-1");
        check(&["IDEA-1 planned", "REQ-1 draft answers: IDEA-1"], "on_the_way: REQ-1");
        check(
            &["IDEA-1 planned", "REQ-1 done answers: IDEA-1", "REQ-2 building answers: IDEA-1"],
            "on_the_way partly: REQ-1 REQ-2",
        );
        check(
            &["IDEA-1 exploring", "REQ-1 done answers: IDEA-1", "REQ-2 draft answers: IDEA-1"],
            "shipped partly: REQ-1 REQ-2",
        );
        check(&["REQ-1 building"], "on_the_way: REQ-1");
    }

    #[test]
    fn a_bet_counts_through_the_work_that_answers_the_same() {
        check(
            &[
                "IDEA-1 planned",
                "INIT-1 committed answers: IDEA-1",
                "REQ-1 draft, answers: IDEA-1; initiative: INIT-1",
            ],
            "on_the_way: REQ-1",
        );
    }

    #[test]
    fn a_no_says_whose_it_is() {
        check(&["IDEA-1 declined reason: No."], "not_planned because IDEA-1: ");
        check(&["FB-1 dismissed reason: No.", "IDEA-1 planned answers: FB-1"], "not_planned because FB-1: ");
        check(
            &["FB-1 triaged", "IDEA-1 declined, answers: FB-1; reason: No."],
            "not_planned because IDEA-1: ",
        );
        check(&["FB-1 triaged", "IDEA-1 parked, answers: FB-1; until: 2027"], "not_planned because IDEA-1: ");
        check(&["FB-1 triaged", "REQ-1 dropped, answers: FB-1; reason: No."], "not_planned because REQ-1: ");
        check(&["REQ-1 dropped reason: No."], "not_planned because REQ-1: ");
        check(&["FB-1 answered response: No."], "not_planned because FB-1: ");
    }

    #[test]
    fn what_nobody_looked_at_has_no_answer() {
        check(&["FB-1 new"], "no_answer: ");
        check(&["FB-1 triaged"], "no_answer: ");
        check(&["IDEA-1 new"], "no_answer: ");
        check(&["FB-1 triaged", "IDEA-1 new answers: FB-1"], "no_answer: ");
        check(&["FB-1 triaged", "IDEA-1 exploring answers: FB-1"], "considered: ");
    }

    #[test]
    fn a_copy_is_where_the_one_is_that_lives_on() {
        check(
            &["IDEA-1 duplicate duplicate_of: IDEA-2", "IDEA-2 planned", "REQ-1 building answers: IDEA-2"],
            "on_the_way: REQ-1",
        );
        check(
            &["FB-1 triaged", "IDEA-1 duplicate, answers: FB-1; duplicate_of: IDEA-2", "IDEA-2 planned"],
            "on_the_way: ",
        );
        check(
            &["IDEA-1 duplicate duplicate_of: IDEA-2", "IDEA-2 duplicate duplicate_of: IDEA-1"],
            "not_planned because IDEA-2: ",
        );
    }
}
