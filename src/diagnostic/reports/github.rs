//! GitHub's workflow commands: printed in a step of an action, each becomes an annotation on the changed
//! lines of a pull request. GitHub shows ten of each level per step; all are in the log.
//!
//! The form is described in "Workflow commands for GitHub Actions".

use crate::diagnostic::report::{Lines, Report};
use crate::diagnostic::reports::{ReportFormat, concise};
use crate::diagnostic::{Diagnostic, Level};
use crate::text::visible::visible;

pub(crate) const GITHUB: ReportFormat = ReportFormat { name: "github", render };

fn render(report: &Report<'_>) -> String {
    let lines = Lines::new(report.sources);
    let mut out: String = report.findings.iter().map(|finding| command(report, finding, &lines)).collect();
    // Any other line is plain text to GitHub; it tells the reader of the log that something was checked.
    out.push_str(&report.summary().closing_line(report.artifacts, report.files));
    out.push('\n');
    out
}

fn command(report: &Report<'_>, finding: &Diagnostic, lines: &Lines<'_>) -> String {
    let command = match finding.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "notice",
    };
    let mut properties = vec![("file", report.path_in_git(&finding.place.path))];
    if let Some(region) = lines.of_finding(finding) {
        properties.push(("line", region.start.line.to_string()));
        properties.push(("endLine", region.end.line.to_string()));
        // Columns are refused for an annotation that spans lines.
        if region.start.line == region.end.line {
            properties.push(("col", region.start.column.to_string()));
            properties.push(("endColumn", region.end.column.to_string()));
        }
    }
    properties.push(("title", finding.rule.to_string()));
    let properties: Vec<String> =
        properties.iter().map(|(name, value)| format!("{name}={}", property(value))).collect();
    // The log shows only the text, so it repeats the place.
    let mut text = format!("{}: {}", concise::origin(finding, lines), finding.message);
    for help in &finding.help {
        text.push_str("\nhelp: ");
        text.push_str(help);
    }
    if let Some(fix) = &finding.fix {
        text.push_str(&format!("\nhelp: {} (pm check --fix)", fix.title));
    }
    format!("::{command} {}::{}\n", properties.join(","), data(&text))
}

/// Escapes the text after the second `::`.
fn data(text: &str) -> String {
    let breaks = text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    visible(&breaks).into_owned()
}

/// Escapes the value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
