//! The report for people: each finding with its source, as compilers show it, and counts at the end.

use annotate_snippets::{Group, Level as Shown, Renderer};

use crate::diagnostic::report::{Lines, Report, Sources, Style};
use crate::diagnostic::reports::{ReportFormat, concise};
use crate::diagnostic::snippet;
use crate::diagnostic::summary::{Summary, counted};
use crate::diagnostic::{Diagnostic, FixStep, Level, Place};
use crate::text::visible::{visible_line, visible_path};

pub(crate) const HUMAN: ReportFormat = ReportFormat { name: "human", render };

/// More findings than this are hard to survey, so a table of rules follows them.
const SURVEYED: usize = 20;

/// Narrower snippets show nothing.
const MIN_WIDTH: usize = 40;

fn render(report: &Report<'_>) -> String {
    let lines = Lines::new(report.sources);
    let shown = report.style.limit.unwrap_or(usize::MAX).min(report.findings.len());
    let mut out = drawn(&report.findings[..shown], &lines, report.style);
    if shown < report.findings.len() {
        let more = counted(report.findings.len() - shown, "more finding");
        out.push_str(&format!("… and {more}, not shown\n\n"));
    }
    out.push_str(&older(report, &lines));
    out.push_str(&closing(report));
    out
}

/// The findings alone, without counts: for commands that find something on their way.
pub(crate) fn pictures(findings: &[Diagnostic], sources: &dyn Sources, style: Style) -> String {
    drawn(findings, &Lines::new(sources), style)
}

fn drawn(findings: &[Diagnostic], lines: &Lines<'_>, style: Style) -> String {
    let renderer = if style.color { Renderer::styled() } else { Renderer::plain() }
        .term_width(style.width.max(MIN_WIDTH));
    let mut out = String::new();
    for finding in findings {
        for line in renderer.render(&groups(finding, lines)).lines() {
            out.push_str(line.trim_end());
            out.push('\n');
        }
        out.push('\n');
    }
    out
}

/// A finding as the parts of its picture.
fn groups<'a>(finding: &'a Diagnostic, lines: &Lines<'_>) -> Vec<Group<'a>> {
    let level = match finding.level {
        Level::Error => Shown::ERROR,
        Level::Warning => Shown::WARNING,
        Level::Note => Shown::NOTE,
    };
    let title = level.clone().primary_title(visible_line(&finding.message)).id(visible_line(&finding.rule));
    let mut groups = snippet::of(finding, level, title, lines);
    if let Some(last) = groups.pop() {
        let notes = elsewhere(finding, lines).into_iter().map(|note| Shown::NOTE.message(note));
        let help = finding.help.iter().map(|help| Shown::HELP.message(visible_line(help)));
        groups.push(last.elements(notes).elements(help));
    }
    groups.extend(fix(finding, lines));
    groups
}

/// What is said of places that have no lines to show.
fn elsewhere(finding: &Diagnostic, lines: &Lines<'_>) -> Vec<String> {
    let undrawn = |place: &Place| lines.region(place).is_none();
    let label = finding
        .label
        .iter()
        .filter(|_| undrawn(&finding.place))
        .map(|label| visible_line(label).into_owned());
    let related =
        finding.related.iter().filter(|(place, _)| undrawn(place)).map(|(place, shows)| {
            format!("{}: {}", visible_path(&place.path.to_string()), visible_line(shows))
        });
    label.chain(related).collect()
}

/// The fix as it would change the text.
fn fix(finding: &Diagnostic, lines: &Lines<'_>) -> Option<Group<'static>> {
    let fix = finding.fix.as_ref()?;
    let mut title = format!("{} (pm check --fix)", visible_line(&fix.title));
    for step in &fix.steps {
        if let FixStep::Rename { from, to } = step {
            let (from, to) = (from.to_string(), to.to_string());
            title.push_str(&format!("\n{} -> {}", visible_path(&from), visible_path(&to)));
        }
    }
    Some(Group::with_title(Shown::HELP.secondary_title(title)).elements(snippet::patches(fix, lines)))
}

fn older(report: &Report<'_>, lines: &Lines<'_>) -> String {
    let Some(older) = report.older.filter(|older| !older.findings.is_empty()) else { return String::new() };
    let mut out = format!("Already there at {}, not counted:\n", visible_line(older.since));
    for finding in older.findings {
        out.push_str(&format!("  {}\n", concise::line(finding, lines)));
    }
    out.push('\n');
    out
}

fn closing(report: &Report<'_>) -> String {
    let summary = report.summary();
    let table = if summary.findings() > SURVEYED { table(&summary) + "\n" } else { String::new() };
    let line = summary.closing_line(report.artifacts, report.files);
    let bold = if report.style.color { anstyle::Style::new().bold() } else { anstyle::Style::new() };
    format!("{table}{bold}{line}{bold:#}\n")
}

/// How many findings each rule has, the most frequent first.
fn table(summary: &Summary) -> String {
    let rules = summary.rules_by_count();
    let digits = rules.first().map_or(1, |(_, _, count)| count.to_string().len());
    let rows = rules.iter().map(|(rule, level, count)| {
        format!("  {count:>digits$}  {:<7}  {}\n", level.name(), visible_line(rule))
    });
    "Findings by rule:\n".to_owned() + &rows.collect::<String>()
}
