//! Feedback that something came of, or nothing will, and whose speaker has not been told.
//!
//! Follows what answers the feedback, through ideas to the work that answers them. Knows no words for it.

use std::collections::BTreeSet;

use crate::model::field::Meaning;
use crate::model::workflow::Category;
use crate::plan::due::RELEASE;
use crate::plan::{ArtifactIndex, Plan, parts};

/// The kind of feedback.
pub(crate) const FEEDBACK: &str = "feedback";

/// What there is to tell whoever said it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Outcome {
    /// This is with customers.
    Shipped(ArtifactIndex),
    /// Nothing of what would have answered it will be done; the first of it.
    Declined(ArtifactIndex),
}

/// What came of open feedback; nothing while something is still under way and nothing went out.
pub(crate) fn outcome(plan: &Plan, feedback: ArtifactIndex) -> Option<Outcome> {
    let artifact = plan.artifact(feedback);
    let kind = plan.kind(artifact);
    if kind.name != FEEDBACK || artifact.is_closed(kind) {
        return None;
    }
    let mut answers: Vec<ArtifactIndex> = plan.sources(feedback, Meaning::Answers).collect();
    let mut seen: BTreeSet<ArtifactIndex> = BTreeSet::new();
    let (mut declined, mut is_open) = (None, false);
    while let Some(answer) = answers.pop() {
        if !seen.insert(answer) {
            continue;
        }
        match plan.artifact(answer).category(plan.kind_of(answer)) {
            Some(Category::Done) if is_out(plan, answer) => return Some(Outcome::Shipped(answer)),
            Some(Category::Dropped) => {
                declined = declined.or(Some(answer));
                // One that says the same lives on.
                answers.extend(plan.targets(answer, Meaning::Duplicates));
            }
            _ => {
                is_open = true;
                answers.extend(plan.sources(answer, Meaning::Answers));
            }
        }
    }
    declined.filter(|_| !is_open).map(Outcome::Declined)
}

/// Whether what is done is with customers: not in a release that is still to go out.
fn is_out(plan: &Plan, index: ArtifactIndex) -> bool {
    let mut releases = parts::wholes(plan, index, RELEASE).peekable();
    releases.peek().is_none()
        || releases
            .any(|release| plan.artifact(release).category(plan.kind_of(release)) == Some(Category::Done))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::plan::load;
    use crate::source::RelPath;
    use crate::source::memory::MemoryTree;

    /// What is told to whoever gave FB-1, over documents of which the path and the front matter is given.
    #[track_caller]
    fn check(files: &[(&str, &str)], expect: &str) {
        let with_feedback = [("feedback/FB-1", "status: triaged")];
        let documents: Vec<(String, String)> = with_feedback
            .iter()
            .chain(files)
            .map(|(path, front)| {
                let id = path.rsplit('/').next().unwrap_or_default();
                (format!("{path}.md"), format!("---\nid: {id}\ntitle: About {id}\n{front}\n---\n"))
            })
            .collect();
        let documents: Vec<(&str, &str)> =
            documents.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let path = RelPath::new("pm.yaml").expect("a clean path");
        let plan = load(&MemoryTree::of(&documents), Config::read(&path, "").0, String::new()).0;
        let feedback =
            plan.indices().find(|index| plan.artifact(*index).label() == "FB-1").expect("feedback");
        let told = match outcome(&plan, feedback) {
            None => "nothing".to_owned(),
            Some(Outcome::Shipped(of)) => format!("shipped {}", plan.artifact(of).label()),
            Some(Outcome::Declined(of)) => format!("declined {}", plan.artifact(of).label()),
        };
        assert_eq!(told, expect);
    }

    const IDEA: (&str, &str) = ("ideas/IDEA-1", "status: planned\nanswers: [FB-1]");

    #[test]
    fn what_went_out_is_told_through_the_idea_that_it_answers() {
        check(&[], "nothing");
        check(&[IDEA], "nothing");
        check(&[IDEA, ("requirements/REQ-1", "status: building\nanswers: [IDEA-1]")], "nothing");
        check(&[IDEA, ("requirements/REQ-1", "status: done\nanswers: [IDEA-1]")], "shipped REQ-1");
    }

    #[test]
    fn what_is_done_and_waits_for_its_release_is_not_told_yet() {
        let done = ("requirements/REQ-1", "status: done\nanswers: [FB-1]\nrelease: REL-1");
        check(&[done, ("releases/REL-1", "status: building\nversion: 1.0.0")], "nothing");
        check(&[done, ("releases/REL-1", "status: released\nversion: 1.0.0")], "shipped REQ-1");
    }

    #[test]
    fn a_no_is_told_when_nothing_else_is_left() {
        let declined = ("ideas/IDEA-2", "status: declined\nanswers: [FB-1]");
        check(&[declined], "declined IDEA-2");
        check(&[declined, IDEA], "nothing");
    }

    #[test]
    fn a_duplicate_is_no_answer_while_the_other_lives_on() {
        let duplicate = ("ideas/IDEA-2", "status: duplicate\nanswers: [FB-1]\nduplicate_of: IDEA-3");
        check(&[duplicate, ("ideas/IDEA-3", "status: exploring")], "nothing");
        check(&[duplicate, ("ideas/IDEA-3", "status: shipped")], "shipped IDEA-3");
    }
}
