//! A changelog as a page: the versions as headings, the changes as lists; a table for a sheet.

use super::{Change, Changelog, Released, TYPES};
use crate::page::{Align, Block, Column, Inline, Item, List, Page, Row, Table, Text, Tone};
use crate::view::View;

impl View for Changelog {
    const NAME: &'static str = "changelog";

    fn page(&self) -> Page {
        let mut blocks = Vec::new();
        if let Some(unreleased) = &self.unreleased {
            blocks.push(Block::Heading { level: 1, text: "Unreleased".into() });
            if unreleased.is_empty() {
                blocks.push(Block::Paragraph("Nothing is done that customers have not got.".into()));
            }
            blocks.extend(lists(unreleased));
        }
        for version in &self.versions {
            blocks.push(Block::Heading { level: 1, text: version.heading(false).into() });
            if let Some(reason) = &version.reason {
                blocks.push(Block::Paragraph(reason.as_str().into()));
            }
            blocks.extend(lists(&version.changes));
        }
        if self.is_empty() {
            let text = Text::plain("a line comes from a requirement that is done; give it one with ")
                .and(Inline::Code("pm set REQ-1 changelog.type=added changelog.text=\"…\"".into()));
            blocks.push(Block::Note { tone: Tone::Active, text });
        }
        for note in self.notes() {
            blocks.push(Block::Note { tone: Tone::Caution, text: note.into() });
        }
        let title = if self.product.is_empty() {
            "Changelog".to_owned()
        } else {
            format!("{}: changelog", self.product)
        };
        Page { title: title.into(), summary: Text::new(), blocks }
    }

    /// One row for each change.
    fn sheet(&self) -> Page {
        let column = |name: &str| Column {
            title: name.into(),
            name: name.into(),
            align: Align::Left,
            wraps: name == "text",
        };
        let names = ["version", "date", "yanked", "type", "breaking", "text", "removal", "requirement"];
        let unreleased = self.unreleased.iter().flatten().map(|change| row(None, change));
        let released = self
            .versions
            .iter()
            .flat_map(|version| version.changes.iter().map(move |change| row(Some(version), change)));
        let rows = unreleased.chain(released).collect();
        let table = Table { columns: names.map(column).to_vec(), rows };
        Page { blocks: vec![Block::Table(table)], ..Page::default() }
    }
}

impl Changelog {
    fn is_empty(&self) -> bool {
        self.versions.is_empty() && self.unreleased.as_ref().is_none_or(Vec::is_empty)
    }
}

fn row(version: Option<&Released>, change: &Change) -> Row {
    let cells = [
        version.map_or("unreleased", |version| &version.version),
        version.and_then(|version| version.date.as_deref()).unwrap_or(""),
        if version.is_some_and(|version| version.yanked) { "true" } else { "false" },
        change.r#type,
        if change.breaking { "true" } else { "false" },
        &change.text,
        change.removal.as_deref().unwrap_or(""),
        &change.requirement,
    ];
    Row { cells: cells.into_iter().map(Text::from).collect(), depth: 0 }
}

fn lists(changes: &[Change]) -> Vec<Block> {
    let mut blocks = Vec::new();
    for (word, title) in TYPES {
        let items: Vec<Item> = changes
            .iter()
            .filter(|change| change.r#type == word)
            .map(|change| {
                let mut text = Text::new();
                if change.breaking {
                    text = text.and(Inline::Strong("Breaking:".into())).and(Inline::Plain(" ".into()));
                }
                Item { text: text.and(Inline::Plain(change.sentence())), ..Item::default() }
            })
            .collect();
        if !items.is_empty() {
            blocks.push(Block::Heading { level: 2, text: title.into() });
            blocks.push(Block::List(List { ordered: false, items }));
        }
    }
    blocks
}
