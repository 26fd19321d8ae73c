//! What holds for every `pm.yaml` and every document, for property tests and the fuzz targets.

use super::{Cards, FilesOfTree, Request, check};
use crate::config::{Config, FILE_NAME};
use crate::diagnostic::report::{Report, Sources, Style};
use crate::diagnostic::reports::REPORTS;
use crate::diagnostic::{Diagnostic, Place};
use crate::model::values::Date;
use crate::plan::{Plan, load};
use crate::source::RelPath;
use crate::source::memory::MemoryTree;

/// The documents that an arbitrary `pm.yaml` is put over, and the neighbours of an arbitrary document.
const NEIGHBOURS: [(&str, &str); 4] = [
    (
        "ideas/IDEA-1-a.md",
        "---\nid: IDEA-1\ntitle: A\nstatus: new\nreach: 9\neffort: 2-5\n---\n## Problem\nSlow.\n",
    ),
    (
        "releases/REL-1-a.md",
        "---\nid: REL-1\ntitle: A\nstatus: planned\nversion: 1.10\ntarget: 2026-Q4\n---\n",
    ),
    (
        "requirements/REQ-1-a.md",
        "---\nid: REQ-1\ntitle: A\nstatus: approved\nanswers: [IDEA-1]\nrelease: REL-1\ndepends_on: REQ-2\n---\n\
         ## Acceptance criteria\n- [ ] AC1: it works\n",
    ),
    ("objectives/OBJ-1-a.md", "---\nid: OBJ-1\ntitle: A\nstatus: active\ntarget: 2026-Q4\n---\n"),
];

/// Panics unless any text as `pm.yaml` can be checked and reported, over documents that know nothing of it.
pub(crate) fn check_configuration(text: &str) {
    check_repository(text, &MemoryTree::of(&NEIGHBOURS));
}

/// Panics unless any bytes as a document can be checked and reported, among others that refer to it.
pub(crate) fn check_document(bytes: &[u8]) {
    let tree = MemoryTree::of(&NEIGHBOURS);
    tree.insert(RelPath::root().join("requirements").join("REQ-2-b.md"), bytes.to_vec());
    check_repository("format: 1\n", &tree);
}

fn check_repository(pm_yaml: &str, tree: &MemoryTree) {
    let Ok(today) = Date::parse("2026-11-24") else { return };
    let (config, mut loading) = Config::read(&RelPath::root().join(FILE_NAME), pm_yaml);
    let (plan, found) = load(tree, config, pm_yaml.to_owned());
    loading.extend(found);
    let files = FilesOfTree(tree);
    let request = |loading, audience| Request {
        plan: &plan,
        loading,
        today,
        files: &files,
        only: None,
        before: None,
        git: None,
        memory: None,
        audience,
    };
    let mut findings = check(request(loading, None));
    for audience in plan.config.audiences.keys() {
        findings.extend(check(request(Vec::new(), Some(audience))));
    }
    findings.iter().for_each(|finding| check_finding(&plan, finding));
    for format in REPORTS {
        let text = (format.render)(&Report {
            findings: &findings,
            older: None,
            sources: &plan,
            rules: &Cards(&plan.config),
            files: plan.file_count,
            artifacts: plan.artifacts.len(),
            fail_on: plan.config.fail_on,
            folder: RelPath::root(),
            style: Style::default(),
        });
        let obeyed = text.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\t'));
        assert_eq!(obeyed, None, "{}: {pm_yaml:?} {text:?}", format.name);
    }
}

/// Panics unless a finding says something and its places fit the files they stand in.
fn check_finding(plan: &Plan, finding: &Diagnostic) {
    assert!(!finding.message.is_empty(), "{finding:?}");
    let places = std::iter::once(&finding.place).chain(finding.related.iter().map(|(place, _)| place));
    for Place { path, span } in places {
        let (Some(span), Some(text)) = (span, plan.text(path)) else { continue };
        assert!(text.get(span.start()..span.end()).is_some(), "{finding:?} does not fit {text:?}");
    }
}
