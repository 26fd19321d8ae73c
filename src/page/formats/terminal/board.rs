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

pub(super) fn lines(board: &Board, surface: &Surface) -> Vec<Line> {
    let count = board.columns.len();
    if count == 0 {
        return Vec::new();
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
    let mut lines = written(&column.title, Role::Heading, long, surface);
    let rule = "─".repeat(surface.width.min(WIDEST));
    lines.push(Styled::new(&rule, Role::Ornament).line(surface));
    if !column.note.is_empty() {
        lines.extend(written(&column.note, Role::Toned(Tone::Muted), long, surface));
    }
    let airy = column.cards.iter().any(|card| !card.lines.is_empty() || !card.children.is_empty());
    for (index, each) in column.cards.iter().enumerate() {
        if index > 0 && airy || index == 0 && !column.note.is_empty() {
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
