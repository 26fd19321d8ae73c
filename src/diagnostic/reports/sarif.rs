//! SARIF 2.1.0 (OASIS), the common form of static analysis results: GitHub code scanning, Azure DevOps and
//! many editors read it.
//!
//! Paths are relative to the root of the git repository. No path of the machine is named, so that the
//! same commit gives the same bytes.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::diagnostic::report::{Age, Lines, Report};
use crate::diagnostic::reports::{ReportFormat, json_text};
use crate::diagnostic::rule::RuleCard;
use crate::diagnostic::{Diagnostic, Fix, FixStep, Level, Place};
use crate::source::RelPath;
use crate::text::span::Span;

pub(crate) const SARIF: ReportFormat = ReportFormat { name: "sarif", render };

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The name of the root of the repository, by GitHub's convention.
const ROOT: &str = "%SRCROOT%";

#[derive(Serialize)]
struct Log {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    tool: Tool,
    original_uri_base_ids: BTreeMap<&'static str, Base>,
    column_kind: &'static str,
    results: Vec<Outcome>,
}

#[derive(Serialize)]
struct Base {
    description: Text,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    full_name: &'static str,
    version: &'static str,
    semantic_version: &'static str,
    rules: Vec<Rule>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: String,
    short_description: Text,
    #[serde(skip_serializing_if = "Option::is_none")]
    full_description: Option<Text>,
    default_configuration: Configuration,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help_uri: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    properties: Option<Tags>,
}

#[derive(Serialize)]
struct Tags {
    tags: Vec<String>,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct Text {
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    markdown: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome {
    rule_id: String,
    rule_index: usize,
    level: &'static str,
    message: Text,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    partial_fingerprints: BTreeMap<&'static str, String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline_state: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<Repair>,
    #[serde(skip_serializing_if = "Option::is_none")]
    properties: Option<Subject>,
}

#[derive(Serialize)]
struct Subject {
    subject: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: Physical,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Text>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    region: Region,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Artifact {
    uri: String,
    uri_base_id: &'static str,
}

/// Lines and columns count from 1, the end column is behind the last character.
#[derive(Serialize, Default)]
#[serde(rename_all = "camelCase")]
struct Region {
    #[serde(skip_serializing_if = "Option::is_none")]
    start_line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_column: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_column: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    byte_offset: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    byte_length: Option<usize>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Repair {
    description: Text,
    artifact_changes: Vec<Change>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Change {
    artifact_location: Artifact,
    replacements: Vec<Replacement>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement {
    deleted_region: Region,
    inserted_content: Text,
}

fn render(report: &Report<'_>) -> String {
    let lines = Lines::new(report.sources);
    let found = report.fingerprinted();
    let mut worst: BTreeMap<&str, Level> = BTreeMap::new();
    for (finding, ..) in &found {
        let level = worst.entry(&finding.rule).or_insert(finding.level);
        *level = finding.level.max(*level);
    }
    let names: Vec<&str> = worst.keys().copied().collect();
    let results = found
        .iter()
        .map(|(finding, age, print)| {
            let index = names.partition_point(|name| *name < finding.rule.as_ref());
            Outcome {
                rule_index: index,
                baseline_state: report.older.map(|_| match age {
                    Age::New => "new",
                    Age::Older => "unchanged",
                }),
                partial_fingerprints: BTreeMap::from([("pmFinding/v1", print.clone())]),
                ..outcome(report, finding, &lines)
            }
        })
        .collect();
    let root = Base { description: plain("The root of the git repository.") };
    json_text(&Log {
        schema: SCHEMA,
        version: "2.1.0",
        runs: [Run {
            tool: Tool {
                driver: Driver {
                    name: "pm",
                    full_name: "pm, a compiler for product plans",
                    version: env!("CARGO_PKG_VERSION"),
                    semantic_version: env!("CARGO_PKG_VERSION"),
                    rules: worst
                        .iter()
                        .map(|(name, level)| rule(name, *level, report.rules.card(name)))
                        .collect(),
                },
            },
            original_uri_base_ids: BTreeMap::from([(ROOT, root)]),
            column_kind: "unicodeCodePoints",
            results,
        }],
    })
}

/// A rule by its card; one without a card has its name and the worst level found.
fn rule(name: &str, worst: Level, card: Option<RuleCard<'_>>) -> Rule {
    let level = card.as_ref().map_or(worst, |card| card.level);
    Rule {
        id: name.to_owned(),
        short_description: plain(card.as_ref().map_or(name, |card| &card.summary)),
        full_description: card.as_ref().and_then(|card| card.what.as_deref()).map(plain),
        default_configuration: Configuration { level: level.name() },
        help: card
            .as_ref()
            .and_then(|card| card.documentation.clone())
            .map(|markdown| Text { text: markdown.clone(), markdown: Some(markdown) }),
        help_uri: card.as_ref().and_then(|card| card.url.clone()),
        properties: card.and_then(|card| card.group).map(|group| Tags { tags: vec![group.to_owned()] }),
    }
}

fn outcome(report: &Report<'_>, finding: &Diagnostic, lines: &Lines<'_>) -> Outcome {
    let mut message = finding.message.clone();
    for help in &finding.help {
        message.push_str("\nhelp: ");
        message.push_str(help);
    }
    let related = finding.related.iter().enumerate().map(|(n, (place, shows))| Location {
        id: Some(n + 1),
        message: Some(message_text(shows)),
        ..location(report, place, lines)
    });
    let mut own = location(report, &finding.place, lines);
    if let Some(position) = finding.position.filter(|_| lines.region(&finding.place).is_none()) {
        let region = &mut own.physical_location.region;
        region.start_line = Some(position.line);
        region.start_column = Some(position.column);
    }
    own.message = finding.label.as_deref().map(message_text);
    Outcome {
        rule_id: finding.rule.to_string(),
        rule_index: 0,
        level: finding.level.name(),
        message: message_text(&message),
        locations: [own],
        related_locations: related.collect(),
        partial_fingerprints: BTreeMap::new(),
        baseline_state: None,
        fixes: finding.fix.iter().filter_map(|fix| repair(report, fix, lines)).collect(),
        properties: finding.subject.clone().map(|subject| Subject { subject }),
    }
}

fn location(report: &Report<'_>, place: &Place, lines: &Lines<'_>) -> Location {
    let region = match place.span {
        Some(span) => region(&place.path, span, lines),
        // Code scanning wants a line of every location; the first stands for the whole file.
        None => Region { start_line: Some(1), ..Region::default() },
    };
    let artifact_location = artifact(report, &place.path);
    Location { id: None, physical_location: Physical { artifact_location, region }, message: None }
}

fn region(path: &RelPath, span: Span, lines: &Lines<'_>) -> Region {
    let shown = lines.of(path).map(|indexed| indexed.region(span));
    Region {
        start_line: shown.map(|shown| shown.start.line),
        start_column: shown.map(|shown| shown.start.column),
        end_line: shown.map(|shown| shown.end.line),
        end_column: shown.map(|shown| shown.end.column),
        byte_offset: Some(span.start()),
        byte_length: Some(span.len()),
    }
}

/// The fix in SARIF's terms, which know changes of text alone: none for a fix that moves files.
fn repair(report: &Report<'_>, fix: &Fix, lines: &Lines<'_>) -> Option<Repair> {
    let mut changes: BTreeMap<&RelPath, Vec<Replacement>> = BTreeMap::new();
    for step in &fix.steps {
        let FixStep::Replace { path, span, text } = step else { return None };
        let deleted_region = region(path, *span, lines);
        changes.entry(path).or_default().push(Replacement { deleted_region, inserted_content: plain(text) });
    }
    if changes.is_empty() {
        return None;
    }
    let artifact_changes = changes
        .into_iter()
        .map(|(path, replacements)| Change { artifact_location: artifact(report, path), replacements })
        .collect();
    Some(Repair { description: message_text(&fix.title), artifact_changes })
}

fn artifact(report: &Report<'_>, path: &RelPath) -> Artifact {
    Artifact { uri: uri(&report.path_in_git(path)), uri_base_id: ROOT }
}

/// A relative reference (RFC 3986): everything but unreserved characters and slashes is percent-encoded.
fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(char::from(byte));
            }
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

fn plain(text: &str) -> Text {
    Text { text: text.to_owned(), markdown: None }
}

/// Text of a message. SARIF reads `{0}` in it as a placeholder and `[x](1)` as a link.
fn message_text(text: &str) -> Text {
    plain(&text.replace('{', "{{").replace('}', "}}").replace("](", "\\]("))
}
