//! What waits as a page: one after another, with what is similar in a table.

use super::{Triage, Waiting};
use crate::page::{Block, Column, Page, Row, Table, Text, Tone};
use crate::text::words::plural_of;
use crate::view::View;

impl View for Triage {
    const NAME: &'static str = "triage";

    fn page(&self) -> Page {
        let count = self.waiting.len();
        let mut blocks: Vec<Block> = self.waiting.iter().flat_map(Waiting::blocks).collect();
        if blocks.is_empty() {
            let text = "Everything was read.";
            blocks.push(Block::Note { tone: Tone::Good, text: text.into() });
        }
        let summary = plural_of(count, "waits", "wait");
        Page { title: "Triage".into(), summary: summary.into(), blocks }
    }

    fn sheet(&self) -> Page {
        let names = ["id", "kind", "title", "why", "customer", "role", "channel", "date", "similar"];
        let rows = self.waiting.iter().map(|waiting| {
            let similar: Vec<&str> =
                waiting.similar.iter().map(|beside| beside.similar.subject.id.as_str()).collect();
            let word = |word: &Option<String>| word.clone().unwrap_or_default();
            let cells: [Text; 9] = [
                waiting.subject.reference().into(),
                waiting.subject.kind.as_str().into(),
                waiting.subject.title.as_str().into(),
                waiting.why.as_str().into(),
                word(&waiting.customer).into(),
                word(&waiting.role).into(),
                word(&waiting.channel).into(),
                word(&waiting.date).into(),
                similar.join(", ").into(),
            ];
            Row { cells: cells.into(), depth: 0 }
        });
        let columns = names.iter().map(|name| Column::text(name, name, false)).collect();
        let table = Block::Table(Table { columns, rows: rows.collect() });
        Page { title: "Triage".into(), summary: "".into(), blocks: vec![table] }
    }
}

impl Waiting {
    /// One artifact as it is read.
    pub(crate) fn blocks(&self) -> Vec<Block> {
        let facts = [
            Some(&self.why),
            self.customer.as_ref(),
            self.role.as_ref(),
            self.channel.as_ref(),
            self.date.as_ref(),
        ];
        let facts: Vec<&str> = facts.into_iter().flatten().map(String::as_str).collect();
        let mut blocks = vec![
            Block::Heading { level: 1, text: self.subject.named() },
            Block::Paragraph(facts.join(" · ").into()),
        ];
        if !self.text.is_empty() {
            blocks.extend(self.text.lines().map(|line| Block::Paragraph(line.into())));
        }
        match self.similar.is_empty() {
            true => blocks.push(Block::Note { tone: Tone::Muted, text: "Nothing says the same.".into() }),
            false => blocks.push(Block::Table(self.table())),
        }
        blocks
    }

    fn table(&self) -> Table {
        let rows = self.similar.iter().map(|beside| Row {
            cells: vec![
                beside.similar.subject.reference().into(),
                beside.similar.subject.title.as_str().into(),
                beside.similar.subject.status_word().map(Text::from).unwrap_or_default(),
                beside.demand.as_deref().unwrap_or_default().into(),
                beside.similar.shown().into(),
            ],
            depth: 0,
        });
        Table {
            columns: vec![
                Column::text("similar", "Similar", false),
                Column::text("title", "Title", true),
                Column::text("status", "Status", false),
                Column::text("demand", "Asked for by", true),
                Column::number("similarity", "Similarity"),
            ],
            rows: rows.collect(),
        }
        .without_empty_columns()
    }
}
