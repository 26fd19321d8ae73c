//! A roadmap as a page: a board where columns are times, else a chapter with a table for each column.

use super::item::{Item, Progress, Remark};
use super::{By, Column, KeyResult, Roadmap};
use crate::page::{
    Align, Block, Board, BoardColumn, Card, Column as TableColumn, Inline, Page, Row, Table, Text, Tone,
};
use crate::text::words::{list_of, plural};
use crate::view::View;
use crate::view::schedule::Origin;

impl View for Roadmap {
    const NAME: &'static str = "roadmap";

    fn page(&self) -> Page {
        let mut blocks = Vec::new();
        if let Some(hint) = &self.hint {
            blocks.push(Block::Note { tone: Tone::Caution, text: hint.as_str().into() });
        }
        if self.by == By::Horizon.name() || self.by == By::Quarter.name() {
            if !self.columns.is_empty() {
                blocks.push(Block::Board(Board {
                    columns: self.columns.iter().map(board_column).collect(),
                    lanes: Vec::new(),
                }));
            }
        } else {
            blocks.extend(self.columns.iter().flat_map(chapter));
        }
        let title = match list_of(&self.products) {
            names if names.is_empty() || self.products.len() > 3 => "Roadmap".to_owned(),
            names => format!("Roadmap of {names}"),
        };
        Page { title: title.into(), summary: self.summary().into(), blocks }
    }
}

impl Roadmap {
    fn summary(&self) -> String {
        let day = crate::model::values::Date::parse(&self.today)
            .map_or_else(|_| self.today.clone(), crate::model::values::Date::for_people);
        let items: usize = self.columns.iter().map(|column| column.items.len()).sum();
        let mut words = vec![format!("by {} on {day}", self.by)];
        if items > 0 && [By::Horizon, By::Quarter, By::Objective].iter().any(|by| by.name() == self.by) {
            words.push(plural(items, "item"));
            if self.shown > items {
                words.push(plural(self.shown - items, "deliverable"));
            }
        }
        if self.hidden > 0 && items > 0 {
            words.push(format!("{} done and left out", self.hidden));
        }
        words.join(" · ")
    }
}

fn board_column(column: &Column) -> BoardColumn {
    let mut note: Vec<String> = column.note.clone().into_iter().collect();
    if column.items.is_empty() {
        note.push("nothing planned".into());
    }
    BoardColumn {
        title: column.title.as_str().into(),
        note: note.join(" · ").into(),
        cards: column.items.iter().map(card).collect(),
    }
}

fn card(item: &Item) -> Card {
    let title = Text::from(item.subject.reference())
        .and(Inline::Plain(" ".into()))
        .and(Inline::Strong(item.subject.title.clone()));
    let mut lines: Vec<Text> = item.outcome.iter().map(|outcome| outcome.as_str().into()).collect();
    let mut facts: Vec<Inline> = item.subject.status_word().into_iter().collect();
    facts.extend(when(item).map(Inline::Plain));
    facts.extend(item.progress.map(|progress| Inline::Plain(progress_words(progress))));
    facts.extend(item.confidence.map(|percent| Inline::Plain(format!("{percent}% sure"))));
    facts.extend(people(item).map(Inline::Plain));
    lines.push(separated(facts));
    lines.extend(item.remarks.iter().map(|remark| Text::from(remark_words(remark))));
    if let Some(objective) = &item.objective {
        lines.push(
            Text::plain("for ")
                .and(objective.reference())
                .and(Inline::Plain(format!(" {}", objective.title))),
        );
    }
    lines.retain(|line| !line.is_empty());
    Card { title, lines, children: item.deliverables.iter().map(|each| deliverable(each, item)).collect() }
}

/// A deliverable says only what its bet has not said already.
fn deliverable(item: &Item, above: &Item) -> Card {
    let mut facts: Vec<Inline> = item.subject.status_word().into_iter().collect();
    let same = |one: &Item| one.target.as_ref().map(|when| when.target);
    if same(item) != same(above) || item.release_version.is_some() {
        facts.extend(when(item).map(Inline::Plain));
    }
    let mut lines = vec![separated(facts)];
    lines.extend(item.remarks.iter().map(|remark| Text::from(remark_words(remark))));
    lines.retain(|line: &Text| !line.is_empty());
    Card { title: item.subject.named(), lines, children: Vec::new() }
}

fn separated(pieces: Vec<Inline>) -> Text {
    let mut text = Text::new();
    for piece in pieces {
        if !text.0.is_empty() {
            text = text.and(Inline::Plain(" · ".into()));
        }
        text = text.and(piece);
    }
    text
}

/// The target, and where it comes from where the artifact does not say it itself.
fn when(item: &Item) -> Option<String> {
    let when = item.target.as_ref()?;
    Some(match (when.from, &item.release_version) {
        (Origin::Own, _) => when.text.clone(),
        (Origin::Release, Some(version)) => format!("{} with {version}", when.text),
        (Origin::Release, None) => format!("{} with its release", when.text),
        (Origin::Deliverables, _) => format!("{} by its deliverables", when.text),
    })
}

fn remark_words(remark: &Remark) -> Inline {
    let tone = if remark.name == "delivered" { Tone::Caution } else { Tone::Bad };
    Inline::Toned(tone, remark.text.clone())
}

fn progress_words(progress: Progress) -> String {
    format!("{} of {} done", progress.done, progress.total)
}

fn people(item: &Item) -> Option<String> {
    match (&item.owner_name, &item.team_name) {
        (Some(owner), Some(team)) => Some(format!("{owner}, {team}")),
        (Some(one), None) | (None, Some(one)) => Some(one.clone()),
        (None, None) => None,
    }
}

/// A column as a chapter: what it is about, its key results, and a table of what is in it.
fn chapter(column: &Column) -> Vec<Block> {
    let title = match &column.subject {
        Some(subject) => Text::from(subject.reference()).and(Inline::Plain(format!(" {}", column.title))),
        None => column.title.as_str().into(),
    };
    let mut blocks = vec![Block::Heading { level: 1, text: title }];
    blocks.extend(column.note.as_ref().map(|note| Block::Paragraph(note.as_str().into())));
    if !column.key_results.is_empty() {
        blocks.push(Block::Facts(column.key_results.iter().map(key_result).collect()));
    }
    let rows = column.items.iter().flat_map(|item| {
        let below = item.deliverables.iter().map(|each| row(each, 1));
        std::iter::once(row(item, 0)).chain(below).collect::<Vec<_>>()
    });
    let column = |name: &str, title: &str, wraps| TableColumn {
        title: title.into(),
        name: name.into(),
        align: Align::Left,
        wraps,
    };
    let columns = vec![
        column("id", "Id", false),
        column("title", "What", true),
        column("status", "Status", false),
        column("target", "When", false),
        column("owner", "Owner", true),
        column("progress", "Progress", true),
    ];
    blocks.push(Block::Table(Table { columns, rows: rows.collect() }));
    blocks
}

fn row(item: &Item, depth: u8) -> Row {
    let mut progress: Vec<Inline> =
        item.progress.map(|progress| Inline::Plain(progress_words(progress))).into_iter().collect();
    progress.extend(item.remarks.iter().map(remark_words));
    Row {
        cells: vec![
            item.subject.reference().into(),
            item.subject.title.as_str().into(),
            item.subject.status_word().map(Text::from).unwrap_or_default(),
            item.target.as_ref().map(|when| when.text.clone()).unwrap_or_default().into(),
            item.owner_name.clone().unwrap_or_default().into(),
            separated(progress),
        ],
        depth,
    }
}

/// `6 → 8.8 → 20`: from where, where now, where to.
fn key_result(key_result: &KeyResult) -> (String, Text) {
    let number = |value: Option<f64>| value.map_or_else(|| "?".to_owned(), |value| value.to_string());
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
