//! Boards: columns side by side where each has room, else one under the other.

use crate::page::formats::Surface;
use crate::page::{Board, BoardColumn, Card, Text, Tone};

use super::facts::spaces;
use super::style::Role;
use super::styled::{Addresses, Line, LongWord, Styled};

const GAP: usize = 3;

/// A column beside others has at least this width and at most that one.
const NARROWEST: usize = 28;
const WIDEST: usize = 60;

/// In a lane, where cards are short beside each other, a column may be narrower.
const NARROWEST_IN_A_LANE: usize = 22;

pub(super) fn lines(board: &Board, surface: &Surface) -> Vec<Line> {
    let count = board.columns.len();
    if count == 0 {
        return Vec::new();
    }
    if !board.lanes.is_empty() {
        return lanes(board, surface);
    }
    let wide = (surface.width.saturating_sub(GAP * (count - 1)) / count).min(WIDEST);
    if count > 1 && wide >= NARROWEST {
        let room = Surface { width: wide, ..*surface };
        let columns: Vec<_> = board.columns.iter().map(|each| column(each, LongWord::Cut, &room)).collect();
        beside(&columns, wide)
    } else {
        let columns = board.columns.iter().map(|each| column(each, LongWord::Keep, surface));
        columns.collect::<Vec<_>>().join(&Line::default())
    }
}

/// The heads of the columns once, and a row for each lane; one under the other where columns have no room.
fn lanes(board: &Board, surface: &Surface) -> Vec<Line> {
    let count = board.columns.len();
    let wide = (surface.width.saturating_sub(GAP * (count - 1)) / count).min(WIDEST);
    let are_beside = wide >= NARROWEST_IN_A_LANE;
    let room = Surface { width: if are_beside { wide } else { surface.width }, ..*surface };
    let mut lines = Vec::new();
    if are_beside {
        let heads = board.columns.iter().map(|column| head(column, LongWord::Cut, &room));
        lines.extend(beside(&heads.collect::<Vec<_>>(), wide));
    }
    for (at, lane) in board.lanes.iter().enumerate() {
        if are_beside || at > 0 {
            lines.push(Line::default());
        }
        let mark = spaces(1).after(&Styled::new("▌", Role::Ornament).line(surface));
        let inner = Surface { width: surface.width.saturating_sub(2), ..*surface };
        let mut title = written(&lane.title, Role::Heading, LongWord::Keep, &inner);
        if !lane.note.is_empty() {
            title.extend(written(&lane.note, Role::Toned(Tone::Muted), LongWord::Keep, &inner));
        }
        lines.extend(title.into_iter().map(|line| line.after(&mark)));
        if are_beside {
            let cells = lane.cells.iter().take(count).map(|cell| cards(cell, LongWord::Cut, &room));
            lines.extend(beside(&cells.collect::<Vec<_>>(), wide));
            continue;
        }
        for (column, cell) in board.columns.iter().zip(&lane.cells).filter(|(_, cell)| !cell.is_empty()) {
            lines.extend(written(&column.title, Role::Label, LongWord::Keep, surface));
            lines.extend(cards(cell, LongWord::Keep, surface));
        }
    }
    lines
}

fn beside(columns: &[Vec<Line>], wide: usize) -> Vec<Line> {
    let height = columns.iter().map(Vec::len).max().unwrap_or_default();
    let rows = (0..height).map(|at| {
        let mut row = Line::default();
        for (index, column) in columns.iter().enumerate() {
            if let Some(line) = column.get(at).filter(|line| line.width > 0) {
                let start = index * (wide + GAP);
                let gap = spaces(start.saturating_sub(row.width));
                row = line.clone().after(&gap.after(&row));
            }
        }
        row
    });
    rows.collect()
}

fn column(column: &BoardColumn, long: LongWord, surface: &Surface) -> Vec<Line> {
    let mut lines = head(column, long, surface);
    if !column.note.is_empty() && !column.cards.is_empty() {
        lines.push(Line::default());
    }
    lines.extend(cards(&column.cards, long, surface));
    lines
}

fn head(column: &BoardColumn, long: LongWord, surface: &Surface) -> Vec<Line> {
    let mut lines = written(&column.title, Role::Heading, long, surface);
    let rule = "─".repeat(surface.width.min(WIDEST));
    lines.push(Styled::new(&rule, Role::Ornament).line(surface));
    if !column.note.is_empty() {
        lines.extend(written(&column.note, Role::Toned(Tone::Muted), long, surface));
    }
    lines
}

fn cards(cards: &[Card], long: LongWord, surface: &Surface) -> Vec<Line> {
    let mut lines = Vec::new();
    let airy = cards.iter().any(|card| !card.lines.is_empty() || !card.children.is_empty());
    for (index, each) in cards.iter().enumerate() {
        if index > 0 && airy {
            lines.push(Line::default());
        }
        lines.extend(card(each, "•", long, surface));
    }
    lines
}

fn card(each: &Card, bullet: &str, long: LongWord, surface: &Surface) -> Vec<Line> {
    let hanging = spaces(2);
    let bullet = spaces(1).after(&Styled::new(bullet, Role::Ornament).line(surface));
    let room = Surface { width: surface.width.saturating_sub(2), ..*surface };
    let mut inner = written(&each.title, Role::Plain, long, &room);
    for line in &each.lines {
        inner.extend(written(line, Role::Toned(Tone::Muted), long, &room));
    }
    for child in &each.children {
        inner.extend(card(child, "◦", long, &room));
    }
    inner
        .into_iter()
        .enumerate()
        .map(|(at, line)| line.after(if at == 0 { &bullet } else { &hanging }))
        .collect()
}

fn written(text: &Text, role: Role, long: LongWord, surface: &Surface) -> Vec<Line> {
    Styled::of(text, role, Addresses::Hidden, surface).lines(surface.width, long, surface)
}
