//! The forms in which findings leave `pm`: one file per format.
//!
//! A format is given a [`Report`] and gives text. It knows no rule and no kind.

mod concise;
mod github;
mod gitlab;
pub(crate) mod human;
mod json;
mod junit;
mod sarif;

pub(crate) use concise::line as concise_line;

use crate::diagnostic::report::Report;
use crate::text::json::inert;

/// One report format.
pub(crate) struct ReportFormat {
    /// What `--report` calls it.
    pub(crate) name: &'static str,
    /// The whole report. It ends with a line feed unless it is empty.
    pub(crate) render: fn(&Report<'_>) -> String,
}

/// All report formats, the one for people first.
pub(crate) static REPORTS: [&ReportFormat; 7] = [
    &human::HUMAN,
    &concise::CONCISE,
    &json::JSON,
    &sarif::SARIF,
    &github::GITHUB,
    &gitlab::GITLAB,
    &junit::JUNIT,
];

/// The format of a name.
pub(crate) fn report_format(name: &str) -> Option<&'static ReportFormat> {
    REPORTS.iter().copied().find(|format| format.name == name)
}

/// A value of ours as indented JSON with a final line feed.
fn json_text(value: &impl serde::Serialize) -> String {
    let text = serde_json::to_string_pretty(value)
        .expect("the structs of reports have only string keys and no maps that could fail");
    inert(text) + "\n"
}

#[cfg(test)]
mod tests;
