//! GitLab's Code Quality report: a JSON array that a merge request compares with that of its target.
//!
//! The form is described in "Code Quality report format". GitLab finds out itself what is new, by
//! fingerprint, so older findings are among the others.

use serde::Serialize;

use crate::diagnostic::Level;
use crate::diagnostic::report::{Lines, Report};
use crate::diagnostic::reports::{ReportFormat, json_text};

pub(crate) const GITLAB: ReportFormat = ReportFormat { name: "gitlab", render };

#[derive(Serialize)]
struct Issue<'a> {
    description: &'a str,
    check_name: &'a str,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Begin,
}

#[derive(Serialize)]
struct Begin {
    begin: usize,
}

fn render(report: &Report<'_>) -> String {
    let lines = Lines::new(report.sources);
    let issues: Vec<Issue<'_>> = report
        .fingerprinted()
        .into_iter()
        .map(|(finding, _, fingerprint)| Issue {
            description: &finding.message,
            check_name: &finding.rule,
            fingerprint,
            severity: match finding.level {
                Level::Error => "major",
                Level::Warning => "minor",
                Level::Note => "info",
            },
            location: Location {
                path: report.path_in_git(&finding.place.path),
                // A finding about a whole file needs a line too.
                lines: Begin { begin: lines.of_finding(finding).map_or(1, |region| region.start.line) },
            },
        })
        .collect();
    json_text(&issues)
}
