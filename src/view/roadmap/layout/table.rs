//! Items as tables: a chapter for each column, with the key results of what it is about.

use super::titled;
use super::words::{progress, remark, separated};
use crate::page::{Block, Column as TableColumn, Inline, Row, Table, Text, Tone};
use crate::view::list::heading;
use crate::view::roadmap::item::Item;
use crate::view::roadmap::outcomes::KeyResult;
use crate::view::roadmap::{Column, Roadmap};

impl Roadmap {
    /// A column as a chapter: what it is about, its key results, and a table of what is in it.
    pub(super) fn chapter(&self, chapter: &Column) -> Vec<Block> {
        let mut blocks = head(chapter);
        if !chapter.key_results.is_empty() {
            blocks.push(Block::Facts(chapter.key_results.iter().map(key_result).collect()));
        }
        blocks.push(Block::Table(self.table(&chapter.items)));
        blocks
    }

    /// An objective: how far its key results are, then what serves it.
    pub(super) fn outcome(&self, chapter: &Column) -> Vec<Block> {
        let mut blocks = head(chapter);
        if !chapter.key_results.is_empty() {
            blocks.push(Block::Table(key_results(&chapter.key_results)));
        } else if let Some(subject) = &chapter.subject {
            let text = format!("no key result says when this is reached; write one: pm edit {}", subject.id);
            blocks.push(Block::Note { tone: Tone::Caution, text: text.into() });
        }
        match &chapter.subject {
            _ if !chapter.items.is_empty() => blocks.push(Block::Table(self.table(&chapter.items))),
            Some(subject) => {
                let text =
                    format!("nothing serves it yet; say what does: pm set INIT-… objective={}", subject.id);
                blocks.push(Block::Note { tone: Tone::Caution, text: text.into() });
            }
            None => {}
        }
        blocks
    }

    /// Items, each followed by its deliverables.
    pub(super) fn table(&self, items: &[Item]) -> Table {
        let rows = items.iter().flat_map(|item| {
            std::iter::once(self.row(item, 0)).chain(item.deliverables.iter().map(|each| self.row(each, 1)))
        });
        let rows = rows.collect();
        let mut columns =
            vec![TableColumn::text("id", "Id", false), TableColumn::text("title", "What", true)];
        if self.fields.is_empty() {
            columns.extend([
                TableColumn::text("status", "Status", false),
                TableColumn::text("target", "When", false),
                TableColumn::text("owner", "Owner", true),
                TableColumn::text("progress", "Progress", true),
            ]);
        } else {
            columns.extend(self.fields.iter().map(|name| TableColumn::text(name, &heading(name), true)));
        }
        Table { columns, rows }
    }

    fn row(&self, item: &Item, depth: u8) -> Row {
        let mut cells: Vec<Text> = vec![item.subject.reference().into(), item.subject.title.as_str().into()];
        match &item.facts {
            Some(facts) => cells.extend(facts.0.iter().map(|fact| fact.text.clone())),
            None => {
                let mut standing: Vec<Inline> =
                    item.progress.map(|it| Inline::Plain(progress(it))).into_iter().collect();
                standing.extend(item.remarks.iter().map(remark));
                cells.extend([
                    item.subject.status_word().map(Text::from).unwrap_or_default(),
                    item.target.as_ref().map(|when| when.text.clone()).unwrap_or_default().into(),
                    item.owner_name.clone().unwrap_or_default().into(),
                    separated(standing),
                ]);
            }
        }
        Row { cells, depth }
    }
}

fn head(chapter: &Column) -> Vec<Block> {
    let mut blocks = Vec::new();
    if !chapter.title.is_empty() {
        let text = titled(chapter.subject.as_ref(), &chapter.title);
        blocks.push(Block::Heading { level: 1, text });
    }
    blocks.extend(chapter.note.as_ref().map(|note| Block::Paragraph(note.as_str().into())));
    blocks
}

fn number(value: Option<f64>) -> String {
    value.map_or_else(|| "?".to_owned(), |value| value.to_string())
}

/// `6 → 8.8 → 20`: from where, where now, where to.
fn key_result(key_result: &KeyResult) -> (String, Text) {
    let mut words = format!(
        "{}: {} → {} → {}",
        key_result.text,
        number(key_result.baseline),
        number(key_result.now),
        number(key_result.target)
    );
    if let Some(confidence) = key_result.confidence {
        words.push_str(&format!(" ({confidence}% sure)"));
    }
    (key_result.id.clone(), words.into())
}

/// Where each key result began, where it is, where it is to be, and how much of the way that is.
fn key_results(key_results: &[KeyResult]) -> Table {
    let columns = vec![
        TableColumn::text("key_result", "KR", false),
        TableColumn::text("text", "Key result", true),
        TableColumn::text("unit", "Unit", false),
        TableColumn::number("baseline", "Baseline"),
        TableColumn::number("now", "Now"),
        TableColumn::number("target", "Target"),
        TableColumn::number("reached", "Reached"),
        TableColumn::number("confidence", "Sure"),
    ];
    let percent = |value: Option<f64>| value.map(|value| format!("{value}%")).unwrap_or_default();
    let rows = key_results.iter().map(|each| Row {
        cells: vec![
            each.id.as_str().into(),
            each.text.as_str().into(),
            each.unit.clone().unwrap_or_default().into(),
            number(each.baseline).into(),
            number(each.now).into(),
            number(each.target).into(),
            match each.progress {
                Some(progress) if progress < 0.0 => Inline::Toned(Tone::Bad, percent(Some(progress))).into(),
                Some(progress) if progress >= 100.0 => {
                    Inline::Toned(Tone::Good, percent(Some(progress))).into()
                }
                other => percent(other).into(),
            },
            percent(each.confidence).into(),
        ],
        depth: 0,
    });
    Table { columns, rows: rows.collect() }.without_empty_columns()
}
