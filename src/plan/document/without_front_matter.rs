//! Documents whose fields stand in a table of their text, or that have none, and titles that are headings.

use std::sync::Arc;

use super::{Document, Reading, level};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Place};
use crate::model::kind::{FieldSource, Kind};
use crate::model::table;
use crate::text::front_matter::text_behind;
use crate::text::markdown::{self};
use crate::text::span::Span;
use crate::text::yaml::{Content, Node, Scalar, ScalarStyle};

impl Document {
    /// Reads a document by its text alone. All of the text is its body, the table too.
    pub(super) fn read_text(
        &self,
        config: &Config,
        bytes: Vec<u8>,
        findings: &mut Vec<Diagnostic>,
    ) -> Reading {
        let kind = &config.kinds[usize::from(self.kind)];
        let body = match text_behind(&bytes) {
            Ok(body) => body,
            Err(fault) => {
                findings.push(self.split_finding(&fault));
                return Reading::Unreadable(self.unreadable(config, std::str::from_utf8(&bytes).ok()));
            }
        };
        let Ok(text) = String::from_utf8(bytes) else {
            return Reading::Unreadable(self.unreadable(config, None));
        };
        let table = kind.source.rows(body.slice(&text), body.start());
        let (root, front) = match (table, &kind.source) {
            (Some(table), _) => {
                let root = table::tree(kind, &table);
                self.report_rows_written_twice(&root, &text, findings);
                (root, table.span)
            }
            (None, FieldSource::Table { heading, optional: false }) => {
                findings.push(self.missing_table(kind, heading));
                return Reading::Unreadable(self.unreadable(config, Some(&text)));
            }
            (None, _) => (nothing(body.start()), Span::at(body.start())),
        };
        Reading::Artifact(Arc::new(self.artifact(config, &root, front, body, text, findings)))
    }

    fn missing_table(&self, kind: &Kind, heading: &str) -> Diagnostic {
        let rule = "missing-table";
        let message = format!("this file lies where every {} lies, but has no table `{heading}`", kind.name);
        Diagnostic::new(rule, level(rule), Place::file(&self.path), message).with_help(format!(
            "add a table with the heading `| {heading} | |`, or name the file under `exclude:` of {} in pm.yaml",
            kind.name
        ))
    }

    fn report_rows_written_twice(&self, root: &Node, text: &str, findings: &mut Vec<Diagnostic>) {
        let entries = root.entries().unwrap_or_default();
        for (at, entry) in entries.iter().enumerate() {
            let key = &entry.key;
            let Some(first) = entries[..at].iter().find(|earlier| earlier.key.text == key.text) else {
                continue;
            };
            let message = format!("the row `{}` is written twice", key.span.slice(text));
            let finding = self
                .finding("duplicate-key", key.span, message)
                .with_help("remove one of the two")
                .with_related(
                    Place::at(&self.path, first.key.span),
                    "the first one, which counts".to_owned(),
                );
            findings.push(finding);
        }
    }

    /// The title that the first heading gives; the file's name where there is none.
    pub(super) fn heading(
        &self,
        kind: &Kind,
        body: Span,
        text: &str,
        findings: &mut Vec<Diagnostic>,
    ) -> (Box<str>, Option<Span>) {
        if let Some((title, span)) = markdown::first_heading(body.slice(text), body.start()) {
            return (title, Some(span));
        }
        let message = format!("this {} has no heading, which would be its title", kind.name);
        let finding = self.finding("missing-title", Span::at(body.start()), message);
        findings.push(finding.with_help("begin the text with a line `# …`"));
        (Box::from(self.path.stem()), None)
    }
}

fn nothing(at: usize) -> Node {
    let content = Content::Scalar(Scalar { text: "".into(), style: ScalarStyle::Plain });
    Node { span: Span::at(at), content, decoration: None }
}
