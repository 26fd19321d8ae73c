//! One line per finding, for editors and for `grep`. Findings alone: no count, no older ones.

use crate::diagnostic::Diagnostic;
use crate::diagnostic::report::{Lines, Report};
use crate::diagnostic::reports::ReportFormat;
use crate::text::visible::{visible_line, visible_path};

pub(crate) const CONCISE: ReportFormat = ReportFormat { name: "concise", render };

fn render(report: &Report<'_>) -> String {
    let lines = Lines::new(report.sources);
    report.findings.iter().map(|finding| line(finding, &lines) + "\n").collect()
}

/// The finding on one line, without a line feed.
pub(crate) fn line(finding: &Diagnostic, lines: &Lines<'_>) -> String {
    let origin = origin(finding, lines);
    let level = finding.level.name();
    let rule = visible_line(&finding.rule);
    let message = visible_line(&finding.message);
    format!("{origin}: {level}[{rule}]: {message}")
}

/// `path:line:column`, or the path alone.
pub(crate) fn origin(finding: &Diagnostic, lines: &Lines<'_>) -> String {
    let path = finding.place.path.to_string();
    let path = visible_path(&path);
    match lines.of_finding(finding) {
        Some(region) => format!("{path}:{}:{}", region.start.line, region.start.column),
        None => path.into_owned(),
    }
}
