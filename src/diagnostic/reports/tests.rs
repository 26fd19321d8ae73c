//! Sample findings of every shape, rendered in every format.

use std::collections::BTreeMap;

use crate::diagnostic::report::{Older, Report, Style, sort};
use crate::diagnostic::reports::{REPORTS, report_format};
use crate::diagnostic::rule::{RuleGroup, RuleText};
use crate::diagnostic::{Diagnostic, Fix, FixStep, Level, Place};
use crate::source::RelPath;
use crate::text::span::Span;

mod machines;
mod people;
mod validity;

/// Files and findings, as a test puts them together.
#[derive(Debug, Default)]
struct Case {
    files: BTreeMap<RelPath, String>,
    findings: Vec<Diagnostic>,
    older: Vec<Diagnostic>,
    rules: &'static [RuleText],
    folder: Option<RelPath>,
    style: Style,
}

fn path(text: &str) -> RelPath {
    RelPath::new(text).unwrap()
}

impl Case {
    fn file(mut self, name: &str, text: &str) -> Self {
        self.files.insert(path(name), text.to_owned());
        self
    }

    fn found(mut self, finding: Diagnostic) -> Self {
        self.findings.push(finding);
        self
    }

    /// The `nth` place (from 0) where `found` stands in a file of the case.
    fn at(&self, name: &str, found: &str, nth: usize) -> Place {
        let path = path(name);
        let (start, _) = self.files[&path].match_indices(found).nth(nth).unwrap();
        Place::at(&path, Span::new(start, start + found.len()))
    }

    fn render(&self, format: &str) -> String {
        let mut findings = self.findings.clone();
        sort(&mut findings);
        let report = Report {
            findings: &findings,
            older: (!self.older.is_empty()).then_some(Older { since: "main~1", findings: &self.older }),
            sources: &self.files,
            rules: &self.rules,
            files: 41,
            artifacts: 40,
            fail_on: Level::Error,
            folder: self.folder.clone().unwrap_or_else(RelPath::root),
            style: self.style,
        };
        (report_format(format).unwrap().render)(&report)
    }
}

const REQ_1: &str = "---\nid: REQ-1\ntitle: Export: the roadmap\nanswers: [IDEA-7, IDEA-99]\n---\n\nBody.\n";
const REQ_2: &str = "---\r\nid: REQ-1\r\ntitle: Größer 日本 x\r\n---\r\n";

static RULES: [RuleText; 1] = [RuleText {
    name: "dangling-link",
    group: RuleGroup::Links,
    level: Level::Error,
    since: "0.1.0",
    summary: "a link leads to no artifact",
    what: "Reports links.",
    why: "Because.",
    example: "One.",
    instead: "Another.",
}];

/// One finding of each shape: a label, a related place in the same and in another file, help, a fix, a
/// place without a span, one at the end of a file.
fn sample() -> Case {
    let case = Case::default()
        .file("requirements/REQ-1-export.md", REQ_1)
        .file("requirements/REQ-2 größer.md", REQ_2);
    let first = "requirements/REQ-1-export.md";
    let second = "requirements/REQ-2 größer.md";
    let title = case.at(first, "Export: the roadmap", 0);
    let Some(span) = title.span else { panic!("a span") };
    let quote = |at| FixStep::Replace { path: path(first), span: Span::at(at), text: "\"".to_owned() };
    let quoted =
        Fix { title: "quote the title".to_owned(), steps: vec![quote(span.start()), quote(span.end())] };
    let dangling = Diagnostic::new(
        "dangling-link",
        Level::Error,
        case.at(first, "IDEA-99", 0),
        "no artifact has the id IDEA-99",
    )
    .with_label("not found")
    .with_related(case.at(first, "REQ-1", 0), "in this requirement")
    .with_help("create it with pm idea add")
    .with_help("or take it out of answers")
    .with_subject("REQ-1");
    let yaml = Diagnostic::new(
        "invalid-yaml",
        Level::Error,
        title,
        "a colon followed by a space inside an unquoted text",
    )
    .with_fix(quoted);
    let twice = Diagnostic::new(
        "duplicate-id",
        Level::Error,
        case.at(second, "REQ-1", 0),
        "two artifacts have the id REQ-1",
    )
    .with_related(case.at(first, "REQ-1", 0), "also here")
    .with_subject("REQ-1");
    let wide =
        Diagnostic::new("misread-value", Level::Note, case.at(second, "x", 0), "wide characters before it");
    let end = Diagnostic::new(
        "missing-section",
        Level::Warning,
        Place::at(&path(first), Span::at(REQ_1.len())),
        "the section Problem is missing",
    );
    let renamed = Diagnostic::new(
        "misnamed-file",
        Level::Warning,
        Place::file(&path(second)),
        "the file is not named after its id",
    )
    .with_related(Place::file(&path("requirements")), "all others here are")
    .with_fix(Fix {
        title: "rename the file".to_owned(),
        steps: vec![FixStep::Rename { from: path(second), to: path("requirements/REQ-1-groesser.md") }],
    });
    let case = Case { rules: &RULES, ..case };
    case.found(dangling).found(yaml).found(twice).found(wide).found(end).found(renamed)
}

#[test]
fn the_registry_is_the_folder() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/diagnostic/reports");
    let mut files: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter_map(|name| name.strip_suffix(".rs").map(str::to_owned))
        .filter(|name| name != "mod" && name != "tests")
        .collect();
    files.sort();
    let mut names: Vec<&str> = REPORTS.iter().map(|format| format.name).collect();
    names.sort_unstable();
    assert_eq!(files, names);
}
