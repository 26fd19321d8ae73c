//! Histories in memory: what a reference of the last of them means.

use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::prelude::*;

use super::*;
use crate::plan::{Plan, load, mentions};
use crate::source::memory::MemoryTree;

/// A commit by its number: its parents, and the files that it holds.
type Step<'a> = (u8, &'a [u8], &'a [(&'a str, &'a str)]);

type Files = Vec<(RelPath, String)>;

#[derive(Default)]
struct History(BTreeMap<ObjectId, (Vec<ObjectId>, Files)>);

fn id(number: u8) -> ObjectId {
    ObjectId::of_bytes(&[number; 20]).expect("an id")
}

/// The files with a title for each number, such as `a`: the document `requirements/REQ-5-a.md`.
fn files(written: &[(&str, &str)]) -> Files {
    let file = |(name, text): &(&str, &str)| match name.strip_prefix("REQ-5-") {
        Some(title) => {
            let path = RelPath::root().join(&format!("requirements/{name}.md"));
            (path, format!("---\nid: REQ-5\ntitle: {title}\nstatus: draft\n---\n{text}\n"))
        }
        None => (RelPath::root().join(name), format!("{text}\n")),
    };
    written.iter().map(file).collect()
}

fn tree(files: &[(RelPath, String)]) -> MemoryTree {
    let tree = MemoryTree::default();
    files.iter().for_each(|(path, text)| tree.insert(path.clone(), text.clone().into_bytes()));
    tree
}

impl Commits for History {
    fn commit(&self, id: ObjectId) -> Result<Snapshot, SourceFault> {
        let (parents, files) = &self.0[&id];
        let here: Vec<ObjectId> =
            parents.iter().copied().filter(|parent| self.0.contains_key(parent)).collect();
        let is_boundary = here.len() < parents.len();
        let seconds = i64::from(id.as_bytes()[0]);
        Ok(Snapshot { tree: Box::new(tree(files)), parents: here, seconds, is_boundary })
    }

    fn holds(&self, tip: ObjectId, commit: ObjectId) -> Result<bool, SourceFault> {
        let mut work = vec![tip];
        while let Some(at) = work.pop() {
            if at == commit {
                return Ok(true);
            }
            work.extend(self.0.get(&at).into_iter().flat_map(|(parents, _)| parents.clone()));
        }
        Ok(false)
    }
}

fn plan(files: &[(RelPath, String)]) -> Plan {
    let config = Config::read(&RelPath::root().join("pm.yaml"), "format: 1\n").0;
    load(&tree(files), config, "format: 1\n".to_owned()).0
}

/// What each mention of REQ-5 in `notes.txt` means after the last of the steps: the title of an artifact, or
/// why nobody can tell.
#[track_caller]
fn check(steps: &[Step<'_>], base: Option<u8>, expect: &[&str]) {
    let commits = steps.iter().map(|(number, parents, written)| {
        (id(*number), (parents.iter().map(|parent| id(*parent)).collect(), files(written)))
    });
    let history = History(commits.collect());
    let (last, _, written) = steps.last().expect("a commit");
    let written = files(written);
    let present = tree(&written);
    let plan = plan(&written);
    let claimants: Vec<&Artifact> = plan.artifacts().collect();
    let kind = plan.kind(claimants[0]);
    let key = claimants[0].id.as_ref().expect("an id").key();
    let dispute = Dispute {
        config: &plan.config,
        key,
        has_absent_rival: claimants.len() == 1,
        claimants,
        tree: &present,
        parents: &[id(*last)],
        base: base.map(id),
        commits: &history,
    };
    let find = |_: &RelPath, text: &str| mentions(kind, key, text).into_iter().map(|one| one.span).collect();
    let path = RelPath::root().join("notes.txt");
    let text =
        written.iter().find(|(other, _)| *other == path).map(|(_, text)| text.as_str()).expect("notes");
    let file = NamingFile { path: &path, text, places: find(&path, text), find: &find };
    let told: Vec<String> = Authorship::of(&dispute)
        .file(&file)
        .expect("meanings")
        .into_iter()
        .map(|meaning| match meaning {
            Meaning::Claimant(at) => dispute.claimants[at].title.to_string(),
            Meaning::Absent => "absent".to_owned(),
            Meaning::Undecided(doubt) => format!("{doubt:?}"),
        })
        .collect();
    assert_eq!(told, expect);
}

const A: (&str, &str) = ("REQ-5-a", "");
const B: (&str, &str) = ("REQ-5-b", "");

#[test]
fn a_reference_means_the_one_that_its_side_of_a_merge_had() {
    let steps: &[Step<'_>] = &[
        (1, &[], &[("notes.txt", "one\ntwo\nthree\n")]),
        (2, &[1], &[A, ("notes.txt", "REQ-5 one\none\ntwo\nthree\n")]),
        (3, &[1], &[B, ("notes.txt", "one\ntwo\nthree\nREQ-5\n")]),
        (4, &[2, 3], &[A, B, ("notes.txt", "REQ-5 one\none\ntwo\nthree\nREQ-5\n")]),
    ];
    check(steps, None, &["a", "b"]);
    let later: &[Step<'_>] =
        &[(5, &[4], &[A, B, ("notes.txt", "REQ-5 one\none\nREQ-5\ntwo\nthree\nREQ-5\n")])];
    check(&[steps, later].concat(), None, &["a", "AmongSeveral", "b"]);
}

#[test]
fn what_both_sides_wrote_alike_means_neither() {
    check(
        &[
            (1, &[], &[("notes.txt", "one\n")]),
            (2, &[1], &[A, ("notes.txt", "one\nREQ-5\n")]),
            (3, &[1], &[B, ("notes.txt", "one\nREQ-5\n")]),
            (4, &[2, 3], &[A, B, ("notes.txt", "one\nREQ-5\n")]),
        ],
        None,
        &["OnSeveralSides"],
    );
}

#[test]
fn on_a_rebased_branch_what_its_commits_wrote_means_its_own() {
    let steps: &[Step<'_>] = &[
        (1, &[], &[("notes.txt", "one\n")]),
        (2, &[1], &[A, ("notes.txt", "REQ-5\none\n")]),
        (3, &[2], &[A, B, ("notes.txt", "REQ-5\none\nREQ-5 with it\n")]),
        (4, &[3], &[A, B, ("notes.txt", "REQ-5\none\nREQ-5 with it\nREQ-5 later\n")]),
    ];
    check(steps, Some(2), &["a", "b", "b"]);
    // Where the base has both, whoever wrote later may have seen both.
    check(steps, None, &["a", "b", "AmongSeveral"]);
}

#[test]
fn before_a_merge_everything_written_on_the_branch_means_its_own() {
    check(
        &[
            (1, &[], &[("notes.txt", "REQ-5 some day\n")]),
            (2, &[1], &[A, ("notes.txt", "REQ-5 some day\n")]),
            (3, &[1], &[("notes.txt", "REQ-5 some day\nREQ-5 comes\n")]),
            (4, &[3], &[B, ("notes.txt", "REQ-5 some day\nREQ-5 comes\nREQ-5\n")]),
        ],
        Some(2),
        &["absent", "b", "b"],
    );
}

#[test]
fn what_is_older_than_the_artifact_means_the_one_before_it() {
    check(
        &[
            (1, &[], &[A, ("notes.txt", "REQ-5\n")]),
            (2, &[1], &[("notes.txt", "REQ-5\n")]),
            (3, &[2], &[B, ("notes.txt", "REQ-5\nREQ-5 anew\n")]),
        ],
        None,
        &["absent", "b"],
    );
}

#[test]
fn a_renamed_document_is_the_same_artifact() {
    check(
        &[
            (1, &[], &[A, ("notes.txt", "REQ-5\n")]),
            (2, &[], &[("REQ-5-old", "Much of the same text.\nAnd more of it.\n"), ("notes.txt", "none\n")]),
            (
                3,
                &[1, 2],
                &[A, ("REQ-5-old", "Much of the same text.\nAnd more of it.\n"), ("notes.txt", "REQ-5\n")],
            ),
            (
                4,
                &[3],
                &[A, ("REQ-5-b", "Much of the same text.\nAnd more of it.\n"), ("notes.txt", "REQ-5\n")],
            ),
        ],
        None,
        &["a"],
    );
}

#[test]
fn a_shallow_clone_does_not_know_what_was_written_before_it_begins() {
    check(&[(2, &[1], &[A, B, ("notes.txt", "REQ-5\n")])], None, &["BeyondClone"]);
}

/// A text of five lines with what two sides put before each of them, and after the last.
fn with_lines(sides: &[(&str, &[usize])]) -> String {
    let mut text = String::new();
    for gap in 0..=5 {
        for (side, gaps) in sides {
            for (at, _) in gaps.iter().enumerate().filter(|(_, own)| **own == gap) {
                text.push_str(&format!("{side}{at} needs REQ-5\n"));
            }
        }
        text.push_str(&format!("line {gap}\n"));
    }
    text
}

proptest! {
    #[test]
    fn wherever_two_sides_wrote_each_line_means_that_of_its_side(
        ours in vec(0_usize..=5, 1..6),
        theirs in vec(0_usize..=5, 1..6),
        ours_first in any::<bool>(),
    ) {
        let mut sides = [("a", ours.as_slice()), ("b", theirs.as_slice())];
        let [a, b] = sides.map(|side| with_lines(&[side]));
        if !ours_first {
            sides.reverse();
        }
        let (base, merged) = (with_lines(&[]), with_lines(&sides));
        let expect: Vec<&str> = merged
            .lines()
            .filter(|line| line.contains("REQ-5"))
            .map(|line| if line.starts_with('a') { "a" } else { "b" })
            .collect();
        let steps: &[Step<'_>] = &[
            (1, &[], &[("notes.txt", &base)]),
            (2, &[1], &[A, ("notes.txt", &a)]),
            (3, &[1], &[B, ("notes.txt", &b)]),
            (4, &[2, 3], &[A, B, ("notes.txt", &merged)]),
        ];
        check(steps, None, &expect);
        // The same as a rebase leaves it.
        let rebased: &[Step<'_>] = &[steps[0], steps[1], (3, &[2], &[A, B, ("notes.txt", &a)]), (4, &[3], steps[3].2)];
        check(rebased, Some(2), &expect);
    }
}
