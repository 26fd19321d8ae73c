//! A ranking as a page: a table for each method, and what to know about it.

use super::{Priorities, Ranked, Ranking, State};
use crate::page::{Block, Column, Inline, Page, Row, Table, Target, Text, Tone};
use crate::text::words::{capitalised, list_of};
use crate::view::View;

impl View for Priorities {
    const NAME: &'static str = "priorities";

    fn page(&self) -> Page {
        let alone = self.rankings.len() == 1;
        let mut blocks = Vec::new();
        for ranking in &self.rankings {
            if !alone {
                let text = heading(ranking);
                blocks.push(Block::Heading { level: 1, text: text.into() });
            }
            blocks.extend(body(ranking, alone));
        }
        let (title, summary) = match self.rankings.as_slice() {
            [only] => (heading(only), summary(only)),
            _ => ("Priorities".to_owned(), "scores of different methods cannot be compared".to_owned()),
        };
        Page { title: title.into(), summary: summary.into(), blocks }
    }
}

/// `Ideas by RICE`, `Ideas by weighted scoring`.
fn heading(ranking: &Ranking) -> String {
    let mut letters = ranking.title.chars();
    let first = letters.next();
    // Names such as RICE and MoSCoW keep their capitals.
    let title = match first.filter(|_| !letters.clone().any(char::is_uppercase)) {
        Some(first) => first.to_lowercase().chain(letters).collect(),
        None => ranking.title.clone(),
    };
    format!("{} by {title}", capitalised(&ranking.nouns))
}

/// `12 scored, 3 unscored; reach × impact × confidence / effort`.
fn summary(ranking: &Ranking) -> String {
    let count = |state| ranking.items.iter().filter(|item| item.state == state).count();
    let mut pieces = vec![format!("{} scored", count(State::Scored))];
    for (state, word) in [(State::Unscored, "unscored"), (State::Invalid, "invalid")] {
        match count(state) {
            0 => {}
            count => pieces.push(format!("{count} {word}")),
        }
    }
    format!("{}; {}", pieces.join(", "), ranking.formula)
}

fn body(ranking: &Ranking, alone: bool) -> Vec<Block> {
    if ranking.items.is_empty() {
        return vec![nothing(ranking)];
    }
    let mut blocks = Vec::new();
    if !alone {
        blocks.push(Block::Paragraph(summary(ranking).into()));
    }
    blocks.push(Block::Table(table(ranking)));
    for (remark, ids) in remarks(&ranking.items) {
        let text = format!("{}: {remark}", list_of(ids));
        blocks.push(Block::Note { tone: Tone::Muted, text: text.into() });
    }
    for remark in &ranking.remarks {
        blocks.push(Block::Note { tone: Tone::Caution, text: remark.as_str().into() });
    }
    if let Some((what, command)) = &ranking.next {
        let text = Text::plain(what).and(Inline::Code(command.clone()));
        blocks.push(Block::Note { tone: Tone::Active, text });
    }
    blocks
}

fn nothing(ranking: &Ranking) -> Block {
    let kind = ranking.kinds.first().map_or("idea", String::as_str);
    let text = Text::plain(format!("there are no open {} to rank; write one down with ", ranking.nouns))
        .and(Inline::Code(format!("pm {kind} add \"…\"")))
        .and(Inline::Plain(", or look at finished ones with ".into()))
        .and(Inline::Code("--all".into()));
    Block::Note { tone: Tone::Active, text }
}

/// Each remark once, with the items it is about, in the order of the ranking.
fn remarks(items: &[Ranked]) -> Vec<(&str, Vec<&str>)> {
    let mut grouped: Vec<(&str, Vec<&str>)> = Vec::new();
    for item in items {
        for remark in &item.remarks {
            match grouped.iter_mut().find(|(known, _)| known == remark) {
                Some((_, ids)) => ids.push(&item.id),
                None => grouped.push((remark, vec![&item.id])),
            }
        }
    }
    grouped
}

fn table(ranking: &Ranking) -> Table {
    let mut columns = vec![
        Column::number("rank", "#"),
        Column::text("id", "Id", false),
        Column::text("title", "Title", true),
        Column::text("status", "Status", false),
    ];
    columns.extend(ranking.inputs.iter().map(|name| {
        let shown = name.rsplit('.').next().unwrap_or(name).replace('_', " ");
        Column::number(name, &capitalised(&shown))
    }));
    columns.push(Column::text("score", "Score", true));
    Table { columns, rows: ranking.items.iter().map(row).collect() }
}

fn row(item: &Ranked) -> Row {
    let target = Target::File { path: item.path.clone(), anchor: None };
    let mut cells: Vec<Text> = vec![
        item.rank.map_or_else(Text::new, |rank| rank.to_string().into()),
        Inline::Reference { id: item.id.clone(), target }.into(),
        item.title.as_str().into(),
        item.status.as_deref().unwrap_or("").into(),
    ];
    cells.extend(item.inputs.iter().map(|input| input.written.as_deref().unwrap_or("").into()));
    cells.push(match item.state {
        State::Scored => Inline::Strong(item.shown.clone()).into(),
        State::Unscored => Inline::Toned(Tone::Muted, item.shown.clone()).into(),
        State::Invalid => Inline::Toned(Tone::Bad, item.shown.clone()).into(),
    });
    Row { cells, depth: 0 }
}
