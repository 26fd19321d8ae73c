//! All that is known of each finding, as JSON for programs. The form is `pm`'s own, versioned by
//! `schema_version`.

use serde::Serialize;

use crate::diagnostic::report::{Age, Lines, Region, Report};
use crate::diagnostic::reports::{ReportFormat, json_text};
use crate::diagnostic::summary::Summary;
use crate::diagnostic::{Diagnostic, Fix, FixStep, Place};
use crate::source::RelPath;
use crate::text::span::{Position, Span};

pub(crate) const JSON: ReportFormat = ReportFormat { name: "json", render };

#[derive(Serialize)]
struct Document<'a> {
    schema_version: u32,
    report: &'static str,
    summary: Counts,
    findings: Vec<Finding<'a>>,
    /// Only with `--since`: what was there before; not counted in the summary.
    #[serde(skip_serializing_if = "Option::is_none")]
    older: Option<OlderFindings<'a>>,
}

#[derive(Serialize)]
struct Counts {
    errors: usize,
    warnings: usize,
    notes: usize,
    fixable: usize,
    files_with_findings: usize,
    files: usize,
    artifacts: usize,
}

#[derive(Serialize)]
struct OlderFindings<'a> {
    since: &'a str,
    findings: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct Finding<'a> {
    rule: &'a str,
    level: &'static str,
    message: &'a str,
    subject: Option<&'a str>,
    #[serde(flatten)]
    location: Location<'a>,
    label: Option<&'a str>,
    related: Vec<Related<'a>>,
    help: &'a [String],
    fix: Option<Repair<'a>>,
    /// Stays the same while the lines around the finding change.
    fingerprint: String,
}

/// A path, and the span in it; `span` is null for a whole file.
#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    span: Option<Range>,
}

#[derive(Serialize)]
struct Range {
    start: Point,
    /// Behind the last character.
    end: Point,
}

/// Line and column from 1, the column in characters; both null where the file has no readable text.
/// `byte` counts from 0 at the beginning of the file.
#[derive(Serialize)]
struct Point {
    line: Option<usize>,
    column: Option<usize>,
    byte: usize,
}

#[derive(Serialize)]
struct Related<'a> {
    message: &'a str,
    #[serde(flatten)]
    location: Location<'a>,
}

#[derive(Serialize)]
struct Repair<'a> {
    title: &'a str,
    steps: Vec<Step<'a>>,
}

#[derive(Serialize)]
#[serde(tag = "step", rename_all = "lowercase")]
enum Step<'a> {
    Replace {
        #[serde(flatten)]
        location: Location<'a>,
        text: &'a str,
    },
    Rename {
        from: &'a str,
        to: &'a str,
    },
}

fn render(report: &Report<'_>) -> String {
    let lines = Lines::new(report.sources);
    let all = report.fingerprinted();
    let of_age = |age| {
        all.iter()
            .filter(|(_, of, _)| *of == age)
            .map(|(diagnostic, _, print)| finding(diagnostic, print, &lines))
            .collect()
    };
    let Summary { errors, warnings, notes, fixable, files: files_with_findings, .. } = report.summary();
    json_text(&Document {
        schema_version: 1,
        report: "check",
        summary: Counts {
            errors,
            warnings,
            notes,
            fixable,
            files_with_findings,
            files: report.files,
            artifacts: report.artifacts,
        },
        findings: of_age(Age::New),
        older: report.older.map(|older| OlderFindings { since: older.since, findings: of_age(Age::Older) }),
    })
}

fn finding<'a>(diagnostic: &'a Diagnostic, print: &str, lines: &Lines<'_>) -> Finding<'a> {
    let related = |(place, message): &'a (Place, String)| Related {
        message,
        location: location(&place.path, place.span, lines),
    };
    Finding {
        rule: &diagnostic.rule,
        level: diagnostic.level.name(),
        message: &diagnostic.message,
        subject: diagnostic.subject.as_deref(),
        location: own_location(diagnostic, lines),
        label: diagnostic.label.as_deref(),
        related: diagnostic.related.iter().map(related).collect(),
        help: &diagnostic.help,
        fix: diagnostic.fix.as_ref().map(|fix| repair(fix, lines)),
        fingerprint: print.to_owned(),
    }
}

fn own_location<'a>(diagnostic: &'a Diagnostic, lines: &Lines<'_>) -> Location<'a> {
    let place = &diagnostic.place;
    let span = place.span.map(|span| range(span, lines.of_finding(diagnostic)));
    Location { path: place.path.as_str(), span }
}

fn location<'a>(path: &'a RelPath, span: Option<Span>, lines: &Lines<'_>) -> Location<'a> {
    let span = span.map(|span| range(span, lines.of(path).map(|indexed| indexed.region(span))));
    Location { path: path.as_str(), span }
}

fn range(span: Span, region: Option<Region>) -> Range {
    let point = |byte, position: Option<Position>| Point {
        line: position.map(|position| position.line),
        column: position.map(|position| position.column),
        byte,
    };
    Range {
        start: point(span.start(), region.map(|region| region.start)),
        end: point(span.end(), region.map(|region| region.end)),
    }
}

fn repair<'a>(fix: &'a Fix, lines: &Lines<'_>) -> Repair<'a> {
    let step = |step: &'a FixStep| match step {
        FixStep::Replace { path, span, text } => {
            Step::Replace { location: location(path, Some(*span), lines), text }
        }
        FixStep::Rename { from, to } => Step::Rename { from: from.as_str(), to: to.as_str() },
    };
    Repair { title: &fix.title, steps: fix.steps.iter().map(step).collect() }
}
