//! Every rule is documented, sorted, in its own file, and does on its example what its text says.

mod asked;
mod cascades;
mod links;
mod planning;
mod reasons;

use std::collections::BTreeSet;

use super::RULES;
use crate::check::{Before, FilesOfTree, Request, Shipped, check};
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::rule::{RuleText, Sample, defects, samples};
use crate::model::values::Date;
use crate::plan::{Plan, load};
use crate::source::RelPath;
use crate::source::memory::MemoryTree;
use crate::source::memory_log::MemoryLog;
use crate::trace::{GitFacts, explanations};

/// The day on which examples are checked.
const TODAY: &str = "2026-11-24";

/// Where an example says what git remembers.
const GIT_LOG: &str = "git/log";

/// The plan of a repository of the given files, and the findings on it; `pm.yaml` may be among them.
///
/// Where there are files below `after/`, those are the repository, the files below `before/` are what it
/// was before a change, and those below `former/` what was removed before that. `git/log` is what git remembers.
/// What each audience of `pm.yaml` gets is judged too.
pub(in crate::check) fn run(files: &[(&str, &str)]) -> (Plan, Vec<Diagnostic>) {
    let below = |folder: &str| -> Vec<(&str, &str)> {
        files.iter().filter_map(|(path, text)| Some((path.strip_prefix(folder)?, *text))).collect()
    };
    let after = below("after/");
    let log = files.iter().find(|(path, _)| *path == GIT_LOG).map(|(_, text)| MemoryLog::parse(text));
    if after.is_empty() {
        return checked(files, None, log.as_ref());
    }
    let (before, _) = loaded(&MemoryTree::of(&below("before/")), "");
    let (former, _) = loaded(&MemoryTree::of(&below("former/")), "");
    let former = former
        .artifacts()
        .filter_map(|artifact| Some((artifact.id.as_ref()?.key().clone(), artifact.path.clone())))
        .collect();
    let explanations = log
        .as_ref()
        .map_or_else(Vec::new, |log| explanations(log, &before.config, None, "HEAD").expect("a history"));
    checked(&after, Some(&Before { plan: &before, former, explanations }), log.as_ref())
}

struct Versions<'a>(&'a MemoryLog, &'a Plan);

impl Shipped for Versions<'_> {
    fn read(&self) -> Option<GitFacts> {
        GitFacts::read_shipped(self.0, self.1, "HEAD").ok()
    }
}

fn checked(
    files: &[(&str, &str)],
    before: Option<&Before<'_>>,
    log: Option<&MemoryLog>,
) -> (Plan, Vec<Diagnostic>) {
    let tree = MemoryTree::of(files);
    let text = files.iter().find(|(name, _)| *name == "pm.yaml").map_or("", |(_, text)| text);
    let (plan, loading) = loaded(&tree, text);
    let today = Date::parse(TODAY).expect("a date");
    let git = log.map(|log| Versions(log, &plan));
    let files = FilesOfTree(&tree);
    let request = |loading, audience| Request {
        plan: &plan,
        loading,
        today,
        files: &files,
        only: None,
        before,
        git: git.as_ref().map(|git| git as &dyn Shipped),
        memory: None,
        audience,
    };
    let mut findings = check(request(loading, None));
    for audience in plan.config.audiences.keys() {
        findings.extend(check(request(Vec::new(), Some(audience))));
    }
    (plan, findings)
}

fn loaded(tree: &MemoryTree, config_text: &str) -> (Plan, Vec<Diagnostic>) {
    let (config, mut loading) = Config::read(&RelPath::root().join("pm.yaml"), config_text);
    let (plan, found) = load(tree, config, config_text.to_owned());
    loading.extend(found);
    (plan, loading)
}

fn findings(files: &[(&str, &str)]) -> Vec<Diagnostic> {
    run(files).1
}

/// The files in a piece of documentation.
pub(in crate::check) fn sample_files(documentation: &str) -> Vec<Sample<'_>> {
    samples(documentation)
}

/// Checks the messages that one rule has on a repository of the given files, in order of place.
#[track_caller]
fn check_rule(rule: &str, files: &[(&str, &str)], expect: &[&str]) {
    let found: Vec<String> = findings(files)
        .into_iter()
        .filter(|finding| finding.rule == rule)
        .map(|finding| finding.message)
        .collect();
    assert_eq!(found, expect, "{rule}");
}

/// The messages of the findings that a rule has on a piece of its documentation.
fn found_by(text: &RuleText, example: &str) -> Vec<String> {
    let samples = samples(example);
    let files: Vec<(&str, &str)> = samples.iter().map(|sample| (sample.path, &*sample.text)).collect();
    let found = findings(&files);
    found.into_iter().filter(|finding| finding.rule == text.name).map(|finding| finding.message).collect()
}

#[test]
fn every_rule_is_documented_sorted_and_unique() {
    let texts: Vec<RuleText> = RULES.iter().map(|rule| rule.text).collect();
    assert_eq!(defects(&texts), Vec::<String>::new());
}

#[test]
fn every_example_gives_its_finding_and_the_counterpart_does_not() {
    for rule in RULES {
        let name = rule.text.name;
        let found = found_by(&rule.text, rule.text.example);
        assert_ne!(found, Vec::<String>::new(), "the example of {name} gives no finding");
        let found = found_by(&rule.text, rule.text.instead);
        assert_eq!(found, Vec::<String>::new(), "what {name} wants instead gives a finding");
    }
}

#[test]
fn every_file_of_the_folder_is_a_rule() {
    let listed: BTreeSet<String> = RULES.iter().map(|rule| rule.text.name.replace('-', "_")).collect();
    let modules: BTreeSet<String> = include_str!("mod.rs")
        .lines()
        .filter_map(|line| line.strip_prefix("mod ")?.strip_suffix(';'))
        .filter(|name| *name != "tests")
        .map(str::to_owned)
        .collect();
    assert_eq!(listed, modules);
}
