//! JUnit's XML, which most build servers can show: a test suite per file, a test case per finding.
//!
//! A finding that fails the run is a failed test; one below that level is a passed test with the
//! finding as its output; an older one is skipped. A clean run is one passed test, because
//! several servers take a report without tests for a broken one.

use std::fmt::Write;

use crate::diagnostic::Diagnostic;
use crate::diagnostic::report::{Age, Lines, Report};
use crate::diagnostic::reports::{ReportFormat, concise};
use crate::text::visible::visible_char;

pub(crate) const JUNIT: ReportFormat = ReportFormat { name: "junit", render };

/// One test case with its outcome.
struct Case {
    suite: String,
    name: String,
    outcome: Outcome,
}

enum Outcome {
    Passed { output: Option<String> },
    Failed { kind: String, message: String, text: String },
    Skipped { message: String },
}

fn render(report: &Report<'_>) -> String {
    let cases = cases(report);
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    element(&mut out, 0, "testsuites", &counted("pm check", &cases), ">");
    for suite in cases.chunk_by(|a, b| a.suite == b.suite) {
        element(&mut out, 1, "testsuite", &counted(&suite[0].suite, suite), ">");
        for case in suite {
            test_case(&mut out, case);
        }
        out.push_str("  </testsuite>\n");
    }
    out.push_str("</testsuites>\n");
    out
}

fn cases(report: &Report<'_>) -> Vec<Case> {
    let lines = Lines::new(report.sources);
    let mut cases: Vec<Case> = report
        .fingerprinted()
        .into_iter()
        .map(|(finding, age, _)| {
            let line = concise::line(finding, &lines);
            let outcome = match age {
                Age::Older => Outcome::Skipped {
                    message: format!("already there at {}", report.older.map_or("", |older| older.since)),
                },
                Age::New if finding.level >= report.fail_on => Outcome::Failed {
                    kind: finding.level.name().to_owned(),
                    message: finding.message.clone(),
                    text: details(line, finding),
                },
                Age::New => Outcome::Passed { output: Some(details(line, finding)) },
            };
            let place = lines.of_finding(finding).map_or_else(String::new, |region| {
                format!(" at {}:{}", region.start.line, region.start.column)
            });
            Case {
                suite: report.path_in_git(&finding.place.path),
                name: format!("{}{place}", finding.rule),
                outcome,
            }
        })
        .collect();
    if cases.is_empty() {
        let name = report.summary().closing_line(report.artifacts, report.files);
        cases.push(Case { suite: "pm check".to_owned(), name, outcome: Outcome::Passed { output: None } });
    }
    cases
}

fn details(line: String, finding: &Diagnostic) -> String {
    finding.help.iter().fold(line, |text, help| format!("{text}\nhelp: {help}"))
}

fn counted(name: &str, cases: &[Case]) -> [(&'static str, String); 5] {
    let count = |is: fn(&Outcome) -> bool| cases.iter().filter(|case| is(&case.outcome)).count().to_string();
    [
        ("name", name.to_owned()),
        ("tests", cases.len().to_string()),
        ("failures", count(|outcome| matches!(outcome, Outcome::Failed { .. }))),
        ("errors", "0".to_owned()),
        ("skipped", count(|outcome| matches!(outcome, Outcome::Skipped { .. }))),
    ]
}

fn test_case(out: &mut String, case: &Case) {
    let attributes = [("name", case.name.clone()), ("classname", case.suite.clone())];
    match &case.outcome {
        Outcome::Passed { output: None } => element(out, 2, "testcase", &attributes, "/>"),
        Outcome::Passed { output: Some(output) } => {
            element(out, 2, "testcase", &attributes, ">");
            let _ = writeln!(out, "      <system-out>{}</system-out>", escaped(output, false));
            out.push_str("    </testcase>\n");
        }
        Outcome::Failed { kind, message, text } => {
            element(out, 2, "testcase", &attributes, ">");
            let (kind, message) = (escaped(kind, true), escaped(message, true));
            let text = escaped(text, false);
            let _ = writeln!(out, "      <failure type=\"{kind}\" message=\"{message}\">{text}</failure>");
            out.push_str("    </testcase>\n");
        }
        Outcome::Skipped { message } => {
            element(out, 2, "testcase", &attributes, ">");
            element(out, 3, "skipped", &[("message", message.clone())], "/>");
            out.push_str("    </testcase>\n");
        }
    }
}

/// Writes an opening or an empty tag on a line of its own.
fn element(out: &mut String, depth: usize, name: &str, attributes: &[(&str, String)], end: &str) {
    out.push_str(&"  ".repeat(depth));
    out.push('<');
    out.push_str(name);
    for (key, value) in attributes {
        let _ = write!(out, " {key}=\"{}\"", escaped(value, true));
    }
    out.push_str(end);
    out.push('\n');
}

/// Text that is safe in XML. Characters that XML does not allow, even as references, are shown as others.
fn escaped(text: &str, attribute: bool) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' if attribute => out.push_str("&quot;"),
            // A line break or a tab in an attribute would be read as a space.
            '\n' if attribute => out.push_str("&#10;"),
            '\t' if attribute => out.push_str("&#9;"),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(visible_char(c)),
        }
    }
    out
}
