//! A board as a page: cards in columns, and as a sheet: one row for each card.

use super::{Board, Card, Column};
use crate::page::{self, Align, Block, BoardColumn, Inline, Page, Row, Table, Text, Tone};
use crate::text::words::{list_of, plural_of};
use crate::view::View;
use crate::view::list::heading;

impl View for Board {
    const NAME: &'static str = "board";

    fn page(&self) -> Page {
        let mut blocks = Vec::new();
        match &self.nothing {
            Some(nothing) => blocks.push(Block::Note { tone: Tone::Muted, text: nothing.as_str().into() }),
            None => blocks.push(Block::Board(self.board())),
        }
        Page { title: self.title.as_str().into(), summary: self.summary().into(), blocks }
    }

    fn sheet(&self) -> Page {
        let mut columns: Vec<page::Column> = Vec::new();
        let mut column = |name: &str| {
            columns.push(page::Column {
                title: heading(name),
                name: name.to_owned(),
                align: Align::Left,
                wraps: name == "title",
            });
        };
        if let Some(by) = &self.lanes_by {
            column(by);
        }
        for name in ["status", "id", "title"] {
            column(name);
        }
        for field in &self.fields {
            column(field);
        }
        column("waits_for");
        let mut rows = Vec::new();
        for lane in &self.lanes {
            for (status, cell) in self.columns.iter().zip(&lane.cells) {
                for card in cell {
                    let mut cells: Vec<Text> = Vec::new();
                    if self.lanes_by.is_some() {
                        cells.push(lane.by.as_ref().map(|by| by.text.clone()).unwrap_or_default());
                    }
                    cells.push(status.status.as_deref().unwrap_or_default().into());
                    cells.push(card.subject.reference().into());
                    cells.push(card.subject.title.as_str().into());
                    cells.extend(card.fields.iter().map(|field| field.value.text.clone()));
                    cells.push(list_of(card.waits_for.iter().map(|it| it.id.as_str())).into());
                    rows.push(Row { cells, depth: 0 });
                }
            }
        }
        let table = Table { columns, rows };
        Page { title: self.title.as_str().into(), summary: Text::new(), blocks: vec![Block::Table(table)] }
    }
}

impl Board {
    fn summary(&self) -> String {
        let mut pieces = vec![plural_of(self.total, "card", "cards")];
        if self.hidden > 0 {
            pieces.push(format!("{} done or dropped not shown", self.hidden));
        }
        let waiting = self
            .lanes
            .iter()
            .flat_map(|lane| lane.cells.iter().flatten())
            .filter(|card| !card.waits_for.is_empty())
            .map(|card| card.subject.path.as_str())
            .collect::<std::collections::BTreeSet<_>>()
            .len();
        if waiting > 0 {
            pieces.push(format!("{waiting} waiting for something else"));
        }
        let over: Vec<&str> = self
            .columns
            .iter()
            .filter(|column| column.over_limit)
            .filter_map(|column| column.status.as_deref())
            .collect();
        if !over.is_empty() {
            pieces.push(format!("over the limit: {}", list_of(over)));
        }
        pieces.join(" · ")
    }

    fn board(&self) -> page::Board {
        let has_lanes = self.lanes_by.is_some();
        let cards = |cell: &Vec<Card>| cell.iter().map(card).collect::<Vec<_>>();
        let columns = self.columns.iter().enumerate().map(|(at, column)| BoardColumn {
            title: match &column.status {
                Some(status) => status.as_str().into(),
                None => Inline::Toned(Tone::Caution, "no known status".into()).into(),
            },
            note: note(column),
            cards: match self.lanes.first().and_then(|lane| lane.cells.get(at)) {
                Some(cell) if !has_lanes => cards(cell),
                _ => Vec::new(),
            },
        });
        let lanes = self.lanes.iter().filter(|_| has_lanes).map(|lane| {
            let count = lane.cells.iter().map(Vec::len).sum::<usize>();
            let by = self.lanes_by.as_deref().unwrap_or_default();
            page::Lane {
                title: lane
                    .by
                    .as_ref()
                    .map(|by_cell| by_cell.text_or(&format!("no {by}")))
                    .unwrap_or_default(),
                note: plural_of(count, "card", "cards").into(),
                cells: lane.cells.iter().map(cards).collect(),
            }
        });
        page::Board { columns: columns.collect(), lanes: lanes.collect() }
    }
}

/// `3`, `2 of 3`, `5 of 3: over the limit`; where a condition hides some, how many are shown before it.
fn note(column: &Column) -> Text {
    let Some(limit) = column.limit else { return column.total.to_string().into() };
    let standing = format!("{} of {limit}", column.in_status);
    let shown = if column.total == column.in_status {
        Text::new()
    } else {
        Text::plain(format!("{} shown, ", column.total))
    };
    if column.over_limit {
        return shown.and(Inline::Toned(Tone::Caution, format!("{standing}: over the limit")));
    }
    shown.and(Inline::Plain(standing))
}

fn card(card: &Card) -> page::Card {
    let mut lines = Vec::new();
    let mut line = Text::new();
    for field in card.fields.iter().filter(|field| !field.value.text.is_empty()) {
        if !line.is_empty() {
            line = line.and(Inline::Plain(" · ".into()));
        }
        line = line.and_all(field.value.text.clone());
    }
    if !line.is_empty() {
        lines.push(line);
    }
    if !card.waits_for.is_empty() {
        let mut waits = Text::from(Inline::Toned(Tone::Caution, "waits for".into()));
        for (at, subject) in card.waits_for.iter().enumerate() {
            waits = waits
                .and(Inline::Plain(if at == 0 { " ".into() } else { ", ".into() }))
                .and(subject.reference());
            if let Some(status) = &subject.status {
                waits = waits.and(Inline::Plain(format!(" ({status})")));
            }
        }
        lines.push(waits);
    }
    page::Card { title: card.subject.named(), lines, children: Vec::new() }
}
