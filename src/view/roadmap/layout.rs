//! A roadmap as a page: a board, tables in chapters, or bars.

mod bars;
mod card;
mod sheet;
mod table;
pub(super) mod words;

use super::{By, Column, Form, Roadmap};
use crate::page::{Block, Board, BoardColumn, Inline, Lane, Page, Text, Tone};
use crate::text::words::{list_of, plural};
use crate::view::View;
use crate::view::subject::Subject;

impl View for Roadmap {
    const NAME: &'static str = "roadmap";

    fn page(&self) -> Page {
        let mut blocks = Vec::new();
        if let Some(hint) = &self.hint {
            blocks.push(Block::Note { tone: Tone::Caution, text: hint.as_str().into() });
        }
        match Form::parse(self.form).unwrap_or_default() {
            Form::Columns if self.columns.is_empty() => {}
            Form::Columns if self.is_by_objective() => {
                blocks.push(Block::Board(self.board(card::under_objective)));
            }
            Form::Columns => blocks.push(Block::Board(self.board(card::full))),
            Form::Portfolio if self.columns.is_empty() => {}
            Form::Portfolio => blocks.push(Block::Board(self.portfolio())),
            Form::List => blocks.extend(self.columns.iter().flat_map(|column| self.chapter(column))),
            Form::Outcomes => blocks.extend(self.columns.iter().flat_map(|column| self.outcome(column))),
            Form::Timeline => blocks.extend(self.timeline.iter().flat_map(|bars| self.bars(bars))),
        }
        let title = match list_of(&self.products) {
            names if names.is_empty() || self.products.len() > 3 => "Roadmap".to_owned(),
            names => format!("Roadmap of {names}"),
        };
        Page { title: title.into(), summary: self.summary().into(), blocks }
    }

    fn sheet(&self) -> Page {
        let page = self.page();
        self.as_sheet(page.clone()).unwrap_or(page)
    }
}

/// A title that leads to what it is about.
fn titled(subject: Option<&Subject>, title: &str) -> Text {
    match subject {
        Some(subject) => Text::from(subject.reference()).and(Inline::Plain(format!(" {title}"))),
        None => title.into(),
    }
}

impl Roadmap {
    fn is_by_objective(&self) -> bool {
        [&self.by, &self.lanes_by].into_iter().flatten().any(|by| *by == By::Objective.name())
    }

    fn summary(&self) -> String {
        let day = crate::model::values::Date::parse(&self.today)
            .map_or_else(|_| self.today.clone(), crate::model::values::Date::for_people);
        let mut words = Vec::new();
        let form = Form::parse(self.form).unwrap_or_default();
        words.push(match (form, &self.by, &self.lanes_by) {
            (Form::Timeline, _, Some(lanes)) => format!("timeline by {lanes} on {day}"),
            (_, Some(by), Some(lanes)) => format!("{lanes} by {by} on {day}"),
            (Form::Columns | Form::List, Some(by), None) => format!("by {by} on {day}"),
            (form, ..) => format!("{} on {day}", form.name()),
        });
        if self.items > 0 {
            words.push(plural(self.items, "item"));
            if self.shown > self.items {
                words.push(plural(self.shown - self.items, "deliverable"));
            }
            if self.hidden > 0 {
                words.push(format!("{} done and left out", self.hidden));
            }
        }
        words.join(" · ")
    }

    /// The board, with cards made as `card` says.
    fn board(&self, card: impl Fn(&super::Item) -> crate::page::Card) -> Board {
        let cards = |items: &[super::Item]| items.iter().map(&card).collect::<Vec<_>>();
        let column = |column: &Column| {
            let mut note: Vec<String> = column.note.clone().into_iter().collect();
            if column.count == 0 {
                note.push("nothing planned".into());
            }
            BoardColumn {
                title: titled(column.subject.as_ref(), &column.title),
                note: note.join(" · ").into(),
                cards: cards(&column.items),
            }
        };
        let lane = |lane: &super::Lane| Lane {
            title: titled(lane.subject.as_ref(), &lane.title),
            note: lane.note.clone().unwrap_or_default().into(),
            cells: lane.cells.iter().map(|cell| cards(cell)).collect(),
        };
        Board {
            columns: self.columns.iter().map(column).collect(),
            lanes: self.lanes.iter().map(lane).collect(),
        }
    }

    /// The board of a portfolio: short cards, and how many there are of each.
    fn portfolio(&self) -> Board {
        let mut board = self.board(card::short);
        for (column, shown) in self.columns.iter().zip(&mut board.columns) {
            let mut note = vec![plural(column.count, "item")];
            note.extend(column.note.clone());
            shown.note = note.join(" · ").into();
        }
        for (lane, shown) in self.lanes.iter().zip(&mut board.lanes) {
            let items: usize = lane.cells.iter().map(Vec::len).sum();
            let deliverables: usize = lane.cells.iter().flatten().map(|item| item.deliverables.len()).sum();
            let mut note = lane.note.clone().into_iter().collect::<Vec<_>>();
            note.push(plural(items, "item"));
            if deliverables > 0 {
                note.push(plural(deliverables, "deliverable"));
            }
            shown.note = note.join(" · ").into();
        }
        board
    }
}
