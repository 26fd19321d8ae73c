//! A matrix as a small plot of numbers, and the names below by quarter.

use crate::page::formats::Surface;
use crate::page::matrix::{Axis, Matrix, Point, amount};
use crate::page::{Inline, Text, Tone};

use super::facts::spaces;
use super::style::Role;
use super::styled::{Addresses, Line, LongWord, Styled};

const HEIGHT: usize = 15;
const WIDEST: usize = 72;
const NARROWEST: usize = 40;
/// With more points than two digits can number there is no plot.
const MOST: usize = 99;

pub(super) fn lines(matrix: &Matrix, surface: &Surface) -> Vec<Line> {
    if matrix.points.is_empty() {
        return Vec::new();
    }
    let mut lines = Vec::new();
    let wide = (surface.width.saturating_sub(4)).min(WIDEST);
    if wide >= NARROWEST && matrix.points.len() <= MOST {
        lines.extend(plot(matrix, wide, surface));
    }
    lines.extend(legend(matrix, surface));
    lines
}

fn plot(matrix: &Matrix, wide: usize, surface: &Surface) -> Vec<Line> {
    let place =
        |axis: &Axis, amount: f64, room: usize| (axis.share(amount) * (room - 1) as f64).round() as usize;
    let (middle, level) =
        (place(&matrix.across, matrix.across.middle, wide), place(&matrix.up, matrix.up.middle, HEIGHT));
    let mut cells = vec![vec![' '; wide]; HEIGHT];
    for row in &mut cells {
        row[middle] = '┊';
    }
    cells[HEIGHT - 1 - level].fill('┈');
    cells[HEIGHT - 1 - level][middle] = '┼';
    for (at, point) in matrix.points.iter().enumerate() {
        let number = (at + 1).to_string();
        let across = place(&matrix.across, point.across, wide).min(wide - number.len());
        let row = &mut cells[HEIGHT - 1 - place(&matrix.up, point.up, HEIGHT)];
        let is_free =
            row[across..across + number.len()].iter().all(|cell| !cell.is_ascii_digit() && *cell != '*');
        for (cell, digit) in row[across..].iter_mut().zip(number.chars()) {
            // The legend tells who shares the place.
            *cell = if is_free { digit } else { '*' };
        }
    }
    let ornament = |text: &str| Styled::new(text, Role::Ornament).line(surface);
    let title = |axis: &Axis| format!("{} ({} to {})", axis.title, amount(axis.low), amount(axis.high));
    let mut lines = Styled::new(&format!("↑ {}", title(&matrix.up)), Role::Label).lines(
        surface.width,
        LongWord::Keep,
        surface,
    );
    for row in &cells {
        let row = &row[..row.iter().rposition(|cell| *cell != ' ').map_or(0, |last| last + 1)];
        let line =
            row.chunk_by(|one, next| is_mark(*one) == is_mark(*next)).fold(ornament("│"), |line, run| {
                let text: String = run.iter().collect();
                let role = if is_mark(run[0]) { Role::Strong } else { Role::Ornament };
                let style = if surface.color && !text.trim().is_empty() {
                    super::style::style(role)
                } else {
                    anstyle::Style::new()
                };
                Line { text: format!("{style}{text}{style:#}"), width: run.len() }.after(&line)
            });
        lines.push(line);
    }
    lines.push(ornament(&format!("└{}", "─".repeat(wide))));
    let across = Styled::new(&format!("→ {}", title(&matrix.across)), Role::Label);
    lines.extend(across.lines(surface.width, LongWord::Keep, surface));
    lines.push(Line::default());
    lines
}

fn is_mark(cell: char) -> bool {
    cell.is_ascii_digit() || cell == '*'
}

/// The points under the names of their quarters, the upper ones first.
fn legend(matrix: &Matrix, surface: &Surface) -> Vec<Line> {
    let digits = matrix.points.len().to_string().len();
    let mut lines: Vec<Line> = Vec::new();
    for quarter in [2, 3, 0, 1] {
        let here = |(_, point): &(usize, &Point)| matrix.quarter(point) == quarter;
        let points: Vec<(usize, &Point)> = matrix.points.iter().enumerate().filter(here).collect();
        if points.is_empty() {
            continue;
        }
        if !lines.is_empty() {
            lines.push(Line::default());
        }
        let name = Styled::new(&matrix.quadrants[quarter], Role::Heading);
        if !name.is_empty() {
            lines.extend(name.lines(surface.width, LongWord::Keep, surface));
        }
        for (at, point) in points {
            let number = Styled::new(&(at + 1).to_string(), Role::Strong).line(surface);
            let indent = spaces(digits + 1 - number.width);
            let mark = spaces(2).after(&number.after(&indent));
            let amounts = format!("  {} × {}", amount(point.across), amount(point.up));
            let mut told = point.title.clone().and(Inline::Toned(Tone::Muted, amounts));
            if !point.note.is_empty() {
                told = told.and_all(Text::from(" · ")).and_all(point.note.clone());
            }
            let words = Styled::of(&told, Role::Plain, Addresses::Hidden, surface);
            let hanging = spaces(mark.width);
            let words = words.lines(surface.width.saturating_sub(mark.width), LongWord::Keep, surface);
            lines.extend(
                words
                    .into_iter()
                    .enumerate()
                    .map(|(at, line)| line.after(if at == 0 { &mark } else { &hanging })),
            );
        }
    }
    lines
}
