//! Git is asked for what a rule judges, and not before one has something to judge.

use std::cell::Cell;
use std::rc::Rc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::{TODAY, loaded};
use crate::check::{FilesOfTree, Memory, Request, Shipped, check};
use crate::history::Life;
use crate::model::values::Date;
use crate::plan::Plan;
use crate::source::log::{Commit, Extent, Log, MessageQuestion, Messages, ObjectId, Question, Tag};
use crate::source::memory::MemoryTree;
use crate::source::memory_log::MemoryLog;
use crate::source::{RelPath, SourceFault};
use crate::trace::GitFacts;

/// A log that counts how often its commits are read, and its tags.
struct Counting {
    log: MemoryLog,
    commits: AtomicUsize,
    tags: AtomicUsize,
}

impl Log for Counting {
    fn read(&self, question: &Question<'_>, see: &mut dyn FnMut(Vec<Commit>)) -> Result<Extent, SourceFault> {
        self.commits.fetch_add(1, Ordering::Relaxed);
        self.log.read(question, see)
    }

    fn content(&self, path: &RelPath, id: ObjectId) -> Result<Vec<u8>, SourceFault> {
        self.log.content(path, id)
    }

    fn tags(&self) -> Result<Vec<Tag>, SourceFault> {
        self.tags.fetch_add(1, Ordering::Relaxed);
        self.log.tags()
    }

    fn messages(&self, question: &MessageQuestion<'_>) -> Result<Messages, SourceFault> {
        self.commits.fetch_add(1, Ordering::Relaxed);
        self.log.messages(question)
    }
}

struct Versions<'a> {
    log: &'a Counting,
    plan: &'a Plan,
}

impl Shipped for Versions<'_> {
    fn read(&self) -> Option<GitFacts> {
        GitFacts::read_shipped(self.log, self.plan, "HEAD").ok()
    }
}

#[derive(Default)]
struct Asked(Cell<usize>);

impl Memory for Asked {
    fn life(&self, _: &RelPath) -> Result<Rc<Life>, String> {
        self.0.set(self.0.get() + 1);
        Ok(Rc::default())
    }

    fn pass_over(&self, _: String, _: &str) {}
}

/// How often tags, commits and lives of documents are read to check a plan.
#[track_caller]
fn check_asks(settings: &str, documents: &[(&str, &str)], log: &str, expect: (usize, usize, usize)) {
    let tree = MemoryTree::of(documents);
    let (plan, loading) = loaded(&tree, settings);
    let log = Counting {
        log: MemoryLog::parse(log),
        commits: AtomicUsize::default(),
        tags: AtomicUsize::default(),
    };
    let (git, memory) = (Versions { log: &log, plan: &plan }, Asked::default());
    let _ = check(Request {
        plan: &plan,
        loading,
        today: Date::parse(TODAY).expect("a date"),
        files: &FilesOfTree(&tree),
        only: None,
        before: None,
        git: Some(&git),
        memory: Some(&memory),
        audience: None,
    });
    let count = |counter: &AtomicUsize| counter.load(Ordering::Relaxed);
    assert_eq!((count(&log.tags), count(&log.commits), memory.0.get()), expect);
}

const OPEN: (&str, &str) =
    ("requirements/REQ-1-csv.md", "---\nid: REQ-1\ntitle: CSV\nstatus: building\nowner: ana\n---\n");
const CLOSED: (&str, &str) = ("requirements/REQ-1-csv.md", "---\nid: REQ-1\ntitle: CSV\nstatus: done\n---\n");
const RELEASE: (&str, &str) =
    ("releases/REL-1-a.md", "---\nid: REL-1\ntitle: A\nstatus: released\nversion: 1.2.0\n---\n");
const APPROVED: (&str, &str) = (
    "requirements/REQ-2-pdf.md",
    "---\nid: REQ-2\ntitle: PDF\nstatus: approved\napprovals: [{by: ana, role: product, date: 2026-11-01}]\n---\n",
);
const COMMITS: &str = "commit 2\n    Work\n\n    Implements: REQ-1\n\ncommit 1\n    Begin\n";
const TAGGED: &str = "commit 2 (tag: v1.2.0)\n    Work\n\n    Implements: REQ-1\n\ncommit 1\n    Begin\n";

#[test]
fn without_tags_and_approvals_no_commit_is_read() {
    check_asks("", &[OPEN, RELEASE], COMMITS, (1, 0, 0));
}

#[test]
fn where_everything_is_closed_not_even_tags_are_read() {
    check_asks("", &[CLOSED, RELEASE], TAGGED, (0, 0, 0));
}

#[test]
fn a_tagged_version_beside_open_work_is_looked_for_once() {
    check_asks("", &[OPEN, RELEASE], TAGGED, (1, 1, 0));
}

#[test]
fn rules_that_are_off_ask_nothing() {
    let off = "levels: {planned-for-tagged-version: off, shipped-but-planned: off}\n";
    check_asks(off, &[OPEN, RELEASE], TAGGED, (0, 0, 0));
}

#[test]
fn a_plan_without_versions_asks_for_no_tags() {
    check_asks("", &[OPEN], TAGGED, (0, 0, 0));
}

#[test]
fn the_life_of_an_approved_document_alone_is_read() {
    let settings =
        "people: {ana: {roles: product}}\nkinds: {requirement: {approvals: {approved: [product]}}}\n";
    check_asks(settings, &[CLOSED, APPROVED], COMMITS, (0, 0, 1));
}
