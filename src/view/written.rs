//! What a writing command did: the artifacts with their documents.

use serde::Serialize;

use super::View;
use crate::page::{Block, Column, Inline, Page, Row, Table, Text, Tone};
use crate::source::RelPath;

/// A new artifact.
#[derive(Serialize)]
pub(crate) struct AddedArtifact {
    pub(crate) id: String,
    pub(crate) path: String,
    /// Whether it was only tried.
    pub(crate) dry_run: bool,
}

impl View for AddedArtifact {
    const NAME: &'static str = "added";

    fn page(&self) -> Page {
        page("Added", std::iter::once((self.id.as_str(), self.path.as_str(), "added")))
    }
}

/// Artifacts that a command changed.
#[derive(Serialize)]
pub(crate) struct ChangedArtifacts {
    pub(crate) changed: Vec<ChangedArtifact>,
    /// How many artifacts said already what they were to say.
    pub(crate) unchanged: usize,
    /// Whether it was only tried.
    pub(crate) dry_run: bool,
}

/// What was committed and exchanged with a remote.
#[derive(Serialize)]
pub(crate) struct Synced {
    /// The branch of the remote: `origin/main`.
    upstream: String,
    /// The files that were committed.
    committed: Vec<String>,
    /// How many commits were taken in, and how many were pushed.
    took_in: usize,
    pushed: usize,
    /// Whether it was only tried.
    dry_run: bool,
}

impl Synced {
    pub(crate) fn of(
        upstream: &str,
        committed: &[RelPath],
        took_in: usize,
        pushed: usize,
        dry_run: bool,
    ) -> Self {
        let committed = committed.iter().map(ToString::to_string).collect();
        Self { upstream: upstream.to_owned(), committed, took_in, pushed, dry_run }
    }
}

impl View for Synced {
    const NAME: &'static str = "synced";

    fn page(&self) -> Page {
        page("Synced", self.committed.iter().map(|path| ("", path.as_str(), "committed")))
    }
}

/// What the rows of a sheet changed.
#[derive(Serialize)]
pub(crate) struct AppliedRows {
    /// The sheet, as the caller named it.
    pub(crate) sheet: String,
    pub(crate) changed: Vec<ChangedRow>,
    /// How many rows said what their artifacts said already.
    pub(crate) unchanged: usize,
    /// Whether it was only tried.
    pub(crate) dry_run: bool,
}

/// One artifact that a row changed.
#[derive(Serialize)]
pub(crate) struct ChangedRow {
    pub(crate) id: String,
    pub(crate) path: String,
    pub(crate) fields: Vec<ChangedCell>,
}

/// What a list shows of one field, before and afterwards; empty where it says nothing.
#[derive(Serialize)]
pub(crate) struct ChangedCell {
    pub(crate) field: String,
    pub(crate) from: String,
    pub(crate) to: String,
}

impl View for AppliedRows {
    const NAME: &'static str = "applied";

    fn page(&self) -> Page {
        let rows = self.changed.iter().flat_map(|row| {
            row.fields.iter().map(|cell| Row {
                cells: vec![
                    Text::from(Inline::Toned(Tone::Id, row.id.clone())),
                    cell.field.as_str().into(),
                    cell.from.as_str().into(),
                    cell.to.as_str().into(),
                ],
                depth: 0,
            })
        });
        let columns = vec![
            Column::text("id", "Id", false),
            Column::text("field", "Field", false),
            Column::text("from", "From", true),
            Column::text("to", "To", true),
        ];
        let table = Block::Table(Table { columns, rows: rows.collect() });
        Page { title: "Applied".into(), summary: self.sheet.as_str().into(), blocks: vec![table] }
    }
}

/// One artifact that was changed.
#[derive(Serialize)]
pub(crate) struct ChangedArtifact {
    pub(crate) id: String,
    /// Where its document is afterwards.
    pub(crate) path: String,
    /// changed, renamed or removed.
    pub(crate) change: &'static str,
    /// The lines that went and came, each with `-` or `+` before it.
    pub(crate) lines: Vec<String>,
}

impl View for ChangedArtifacts {
    const NAME: &'static str = "changed";

    fn page(&self) -> Page {
        let rows = self.changed.iter().map(|each| (each.id.as_str(), each.path.as_str(), each.change));
        page("Changed", rows)
    }
}

fn page<'a>(title: &str, artifacts: impl Iterator<Item = (&'a str, &'a str, &'a str)>) -> Page {
    let rows = artifacts
        .map(|(id, path, change)| Row {
            cells: vec![Text::from(Inline::Toned(Tone::Id, id.into())), path.into(), change.into()],
            depth: 0,
        })
        .collect();
    let columns = vec![
        Column::text("id", "Id", false),
        Column::text("path", "Path", false),
        Column::text("change", "Change", false),
    ];
    Page { title: title.into(), summary: "".into(), blocks: vec![Block::Table(Table { columns, rows })] }
}
