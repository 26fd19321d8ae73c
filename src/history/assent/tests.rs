//! Lives in a few words, and what becomes of their last approval.

use super::*;
use crate::history::life::State;
use crate::history::lineage::Disclosure;
use crate::history::{CommitFacts, PassedOver};
use crate::model::normative::{NormativeText, Passage};
use crate::model::values::{Date, Person};
use crate::source::{CommitTime, RelPath};
use crate::text::span::Span;

const PM_YAML: &str = "people:\n  ana: {roles: [product, engineering], accounts: ana@example.com}\n  \
    ben: {roles: engineering, accounts: ben@example.com}\n  cleo: {roles: engineering}\n";

/// One commit: who made it, the text afterwards, and the approvals afterwards as `handle role`.
type Commit<'a> = (&'a str, &'a str, &'a [&'a str]);

fn state(text: &str, approved: &[&str]) -> State {
    let passage = Passage { place: "title".into(), words: text.into(), is_section: false };
    let text = NormativeText { passages: vec![passage] };
    let approvals = approved.iter().enumerate().map(|(index, approval)| {
        let (by, role) = approval.split_once(' ').expect("a person and a role");
        Approval {
            index,
            by: Person::parse(by).expect("a person"),
            role: role.into(),
            date: Date::parse("2026-11-24").ok(),
            fingerprint: None,
            note: None,
            span: Span::at(0),
        }
    });
    State { fingerprint: text.fingerprint(), approvals: approvals.collect(), text }
}

fn life(commits: &[Commit<'_>], is_shallow: bool) -> Life {
    let mut before = None;
    let moments = commits.iter().enumerate().map(|(at, (people, text, approved))| {
        let (author, others) = people.split_once('+').unwrap_or((people, ""));
        let trailers: Vec<String> = others
            .split('+')
            .filter(|it| !it.is_empty())
            .map(|it| format!("Co-authored-by: {it} <>"))
            .collect();
        let after = Some(state(text, approved));
        let commit = CommitFacts {
            id: ObjectId::of_bytes(&[u8::try_from(at).expect("few commits"); 20]).expect("an id"),
            time: CommitTime { seconds: 0, offset_minutes: 0 },
            author: Signature { name: author.into(), mail: "".into() },
            message: format!("Subject\n\n{}\n", trailers.join("\n")).into(),
            subject: "Subject".into(),
            is_boundary: is_shallow && at == 0,
            disclosure: Disclosure::Whole,
        };
        Moment { commit, before: std::mem::replace(&mut before, after.clone()), after }
    });
    Life { moments: moments.collect(), passed_over: PassedOver::default() }
}

/// What becomes of the last approval of the last commit.
#[track_caller]
fn check_in(commits: &[Commit<'_>], is_shallow: bool, expect: &str) {
    let (config, _) = Config::read(&RelPath::new("pm.yaml").expect("a path"), PM_YAML);
    let life = life(commits, is_shallow);
    let last = life.moments.last().and_then(|moment| moment.after.as_ref()).expect("a commit");
    let said = match judge(&config, &life, last.approvals.last().expect("an approval")) {
        Judgement::Improper(Improper::ByOthers { commit, people }) => {
            format!("{} by {people}", place(commit))
        }
        Judgement::Improper(Improper::OwnText { commit }) => format!("wrote {}", place(commit)),
        Judgement::Improper(Improper::Alone { commit }) => format!("alone in {}", place(commit)),
        other => format!("{other:?}"),
    };
    assert_eq!(said, expect);
}

fn place(commit: ObjectId) -> u8 {
    commit.as_bytes()[0]
}

#[track_caller]
fn check(commits: &[Commit<'_>], expect: &str) {
    check_in(commits, false, expect);
}

#[test]
fn whoever_did_not_write_the_text_may_approve_it() {
    check(&[("ana", "a", &[]), ("ben", "a", &["ben engineering"])], "Proper");
    check(&[("ana", "a", &[]), ("ana", "a", &["ben engineering"])], "1 by ana");
    check(&[("ana", "a", &[]), ("Zoe", "a", &["ben engineering"])], "1 by Zoe");
}

#[test]
fn whoever_wrote_some_of_the_text_may_not() {
    check(&[("ana", "a", &[]), ("ana", "a", &["ana product"])], "wrote 0");
    check(&[("ana", "a", &[]), ("ben", "b", &[]), ("ben", "b", &["ben engineering"])], "wrote 1");
    check(&[("ben", "a", &["ben engineering"])], "alone in 0");
}

#[test]
fn what_was_approved_before_belongs_to_nobody() {
    let first: Commit<'_> = ("cleo", "a", &["cleo engineering"]);
    check(&[("ben", "a", &[]), first, ("ana", "b", &[]), ("ben", "b", &["ben engineering"])], "Proper");
    let improper: Commit<'_> = ("ben", "a", &["ben engineering"]);
    check(&[("ben", "a", &[]), improper, ("ana", "b", &[]), ("ben", "b", &["ben engineering"])], "wrote 0");
    let other_role: Commit<'_> = ("ana", "a", &["ana product"]);
    check(&[("ben", "a", &[]), other_role, ("ben", "a", &["ben engineering"])], "wrote 0");
}

#[test]
fn a_squashed_commit_needs_somebody_beside_the_approver() {
    check(&[("ana+ben", "a", &["ben engineering"])], "Proper");
    check(&[("ben+ana", "a", &["ben engineering"])], "Proper");
    check(&[("ana+cleo", "a", &["ben engineering"])], "0 by ana and cleo");
    check(&[("ana+ben", "a", &["ana product", "ben engineering"])], "Proper");
    check(
        &[("ana+ben", "a", &["ben engineering"]), ("ben", "b", &[]), ("cleo", "b", &["cleo engineering"])],
        "Proper",
    );
}

#[test]
fn what_the_clone_does_not_hold_is_not_judged() {
    check_in(&[("ben", "a", &["ben engineering"])], true, "CutOff");
    check_in(&[("ben", "a", &[]), ("ben", "a", &["ben engineering"])], true, "CutOff");
    check_in(&[("ana", "a", &[]), ("ana", "a", &["ben engineering"])], true, "1 by ana");
}
