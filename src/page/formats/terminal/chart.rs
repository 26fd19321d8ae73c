//! Charts drawn with blocks. Each amount has a filling of its own, so that colour is not needed.

use crate::page::chart::{Chart, Series};
use crate::page::formats::Surface;

use super::facts::spaces;
use super::style::Role;
use super::styled::{Line, LongWord, Styled};

/// How many lines the picture has.
const HEIGHT: usize = 12;

/// How many columns it has at most.
const WIDEST: usize = 80;

/// Between two entries of the legend.
const GAP: usize = 3;

/// From the bottom to the top; further ones begin again.
const FILLINGS: [char; 6] = ['█', '▒', '░', '▓', '▚', '·'];

pub(super) fn lines(chart: &Chart, surface: &Surface) -> Vec<Line> {
    if chart.points.is_empty() || chart.series.is_empty() {
        return Vec::new();
    }
    let top = chart.height();
    let labels = top.to_string().len().max(2);
    let wide = surface.width.saturating_sub(labels + 3).clamp(1, WIDEST);
    let mut lines = Vec::new();
    for row in 0..HEIGHT {
        let label = match row {
            0 => top.to_string(),
            _ if row == HEIGHT / 2 => top.div_ceil(2).to_string(),
            _ => String::new(),
        };
        lines.push(line(chart, row, wide, surface).after(&axis(&label, labels, "┤", "│", surface)));
    }
    let rule = Styled::new(&"─".repeat(wide), Role::Ornament).line(surface);
    lines.push(rule.after(&axis("0", labels, "└", "└", surface)));
    lines.push(ends(chart, wide, surface).after(&spaces(labels + 2)));
    lines.extend(legend(chart, surface));
    lines
}

fn axis(label: &str, wide: usize, marked: &str, plain: &str, surface: &Surface) -> Line {
    let mark = Styled::new(if label.is_empty() { plain } else { marked }, Role::Ornament).line(surface);
    let label = Styled::new(label, Role::Ornament).line(surface);
    let indent = spaces(wide.saturating_sub(label.width));
    mark.after(&spaces(1).after(&label.after(&indent)))
}

/// One line of the picture, 0 being the top one.
fn line(chart: &Chart, row: usize, wide: usize, surface: &Surface) -> Line {
    let found: Vec<Option<usize>> =
        (0..wide).map(|column| filled(chart, row, point(column, wide, chart.points.len()))).collect();
    found.chunk_by(|one, next| one == next).fold(Line::default(), |line, run| {
        let piece = match run.first().copied().flatten() {
            Some(series) => {
                let filling = FILLINGS[series % FILLINGS.len()].to_string().repeat(run.len());
                Styled::new(&filling, role(&chart.series[series])).line(surface)
            }
            None => spaces(run.len()),
        };
        piece.after(&line)
    })
}

fn role(series: &Series) -> Role {
    series.tone.map_or(Role::Plain, Role::Toned)
}

/// The point in time that a column shows: the first and the last ones at the ends.
fn point(column: usize, wide: usize, points: usize) -> usize {
    (column * (points - 1) + (wide - 1) / 2) / (wide - 1).max(1)
}

/// The series that covers the middle of a line at a point.
fn filled(chart: &Chart, row: usize, point: usize) -> Option<usize> {
    let (top, above) = (chart.height(), 2 * (HEIGHT - row) - 1);
    let mut sum = 0;
    chart.series.iter().position(|series| {
        sum += series.at(point);
        // The middle of the line, in amounts: `above / (2 * HEIGHT) * top`.
        sum * 2 * HEIGHT > above * top
    })
}

/// The first point at the left end and the last one at the right.
fn ends(chart: &Chart, wide: usize, surface: &Surface) -> Line {
    let label = |label: &str| {
        let lines = Styled::new(label, Role::Ornament).lines(wide, LongWord::Cut, surface);
        lines.into_iter().next().unwrap_or_default()
    };
    let (first, last) = (label(&chart.points[0]), label(&chart.points[chart.points.len() - 1]));
    match wide.checked_sub(first.width + last.width) {
        Some(gap) if gap > 0 => last.after(&spaces(gap).after(&first)),
        _ => last,
    }
}

/// What each filling stands for, with its last amount, the uppermost first.
fn legend(chart: &Chart, surface: &Surface) -> Vec<Line> {
    let mut lines = vec![Line::default()];
    for (at, series) in chart.series.iter().enumerate().rev() {
        let mark = Styled::new(&FILLINGS[at % FILLINGS.len()].to_string(), role(series)).line(surface);
        let mark = spaces(1).after(&mark);
        let words = Styled::new(&format!("{} {}", series.name, series.last(chart)), Role::Plain);
        let words = words.lines(surface.width - mark.width, LongWord::Keep, surface);
        let hanging = spaces(mark.width);
        for (row, words) in words.into_iter().enumerate() {
            let entry = words.after(if row == 0 { &mark } else { &hanging });
            match lines.last_mut() {
                Some(line) if line.width == 0 => *line = entry,
                Some(line) if row == 0 && line.width + GAP + entry.width <= surface.width => {
                    *line = entry.after(&spaces(GAP).after(line));
                }
                _ => lines.push(entry),
            }
        }
    }
    lines
}
