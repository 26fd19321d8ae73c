//! The questions that `pm.yaml` has a name for.

use serde::Serialize;

use crate::page::{Block, Column, Inline, Page, Row, Table, Tone};
use crate::text::words::plural;
use crate::view::View;

#[derive(Debug, Serialize)]
pub(crate) struct NamedViews {
    views: Vec<Entry>,
}

/// One of them.
#[derive(Debug, Serialize)]
pub(crate) struct Entry {
    name: String,
    title: Option<String>,
    summary: Option<String>,
    /// The command that it stands for.
    command: String,
    audience: Option<String>,
}

impl NamedViews {
    pub(crate) fn of(views: Vec<Entry>) -> Self {
        Self { views }
    }

    pub(crate) fn entry(
        name: &str,
        command: String,
        audience: Option<&str>,
        title: Option<&str>,
        summary: Option<&str>,
    ) -> Entry {
        Entry {
            name: name.to_owned(),
            title: title.map(str::to_owned),
            summary: summary.map(str::to_owned),
            command,
            audience: audience.map(str::to_owned),
        }
    }
}

impl View for NamedViews {
    const NAME: &'static str = "views";

    fn page(&self) -> Page {
        let title = "Views".into();
        if self.views.is_empty() {
            let text = "pm.yaml names no views yet; name one: `views: {next: {view: roadmap, by: quarter}}`, then pm view \
                        next";
            let blocks = vec![Block::Note { tone: Tone::Caution, text: text.into() }];
            return Page { title, blocks, ..Page::default() };
        }
        let columns = vec![
            Column::text("name", "Name", false),
            Column::text("title", "What it shows", true),
            Column::text("audience", "Audience", false),
            Column::text("command", "Command", true),
        ];
        let rows = self.views.iter().map(|view| {
            let says = [view.title.as_deref(), view.summary.as_deref()];
            let says: Vec<&str> = says.into_iter().flatten().collect();
            let cells = vec![
                Inline::Strong(view.name.clone()).into(),
                says.join(": ").into(),
                view.audience.clone().unwrap_or_default().into(),
                Inline::Code(view.command.clone()).into(),
            ];
            Row { cells, depth: 0 }
        });
        let table = Table { columns, rows: rows.collect() }.without_empty_columns();
        let summary = plural(self.views.len(), "view").into();
        Page { title, summary, blocks: vec![Block::Table(table)] }
    }
}
