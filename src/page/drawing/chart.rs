//! Amounts over time, stacked as areas, with what each area stands for.

use std::fmt::Write;

use super::measure::{SMALL, one};
use super::pen::{Area, Pen, Side};
use super::{Links, Picture};
use crate::page::chart::Chart;

const HIGH: i64 = 240;
/// Beside the picture, for the amounts.
const LEFT: i64 = 44;

/// The areas of a chart as polygons, without words.
pub(crate) fn areas(chart: &Chart, width: i64, height: i64) -> String {
    let mut areas = String::new();
    for at in 0..chart.series.len() {
        let outline = outline(chart, at, width, height);
        let _ = writeln!(areas, "<polygon class=\"area-{}\" points=\"{outline}\"/>", at % 6);
    }
    areas
}

/// The corners of one area: along its upper edge, and back along its lower one.
fn outline(chart: &Chart, at: usize, width: i64, height: i64) -> String {
    let edge = |upto: usize, point: usize| -> i64 {
        let sum: usize = chart.series[..upto].iter().map(|series| series.at(point)).sum();
        height - (sum as i64).saturating_mul(height) / chart.height() as i64
    };
    let last = chart.points.len().saturating_sub(1).max(1) as i64;
    let corner = |upto: usize, point: usize| format!("{},{}", point as i64 * width / last, edge(upto, point));
    let upper = (0..chart.points.len()).map(|point| corner(at + 1, point));
    let lower = (0..chart.points.len()).rev().map(|point| corner(at, point));
    upper.chain(lower).collect::<Vec<_>>().join(" ")
}

/// A picture of a chart with its amounts and a legend, `width` wide.
pub(crate) fn chart(chart: &Chart, width: i64, links: Links) -> Picture {
    let mut pen = Pen::new(links);
    let wide = width - LEFT;
    let half = chart.height() / 2;
    for (amount, y) in [(chart.height(), 0), (half, HIGH / 2), (0, HIGH)] {
        if amount > 0 || y == HIGH {
            let words = one(&amount.to_string().as_str().into(), SMALL, LEFT - 8);
            pen.words("d-small d-muted", (LEFT - 8, y + 14), Side::End, &words);
        }
        pen.path("d-line", format_args!("M{LEFT},{} H{width}", y + 10));
    }
    pen.place(&Picture { width: wide, height: HIGH, marks: areas(chart, wide, HIGH) }, (LEFT, 10));
    let ends = [(chart.points.first(), LEFT, Side::Start), (chart.points.last(), width, Side::End)];
    for (label, x, side) in ends.into_iter().skip(usize::from(chart.points.len() < 2)) {
        let words = one(&label.map_or("", String::as_str).into(), SMALL, wide / 2 - 8);
        pen.words("d-small d-muted", (x, HIGH + 28), side, &words);
    }
    let (mut x, mut y) = (LEFT, HIGH + 54);
    for (at, series) in chart.series.iter().enumerate().rev() {
        let words = one(&format!("{} {}", series.name, series.last(chart)).as_str().into(), SMALL, wide - 20);
        if x > LEFT && x + 18 + words.width > width {
            (x, y) = (LEFT, y + 22);
        }
        pen.area(&format!("area-{}", at % 6), Area { x, y: y - 10, width: 11, height: 11 }, 2);
        pen.words("d-small d-text", (x + 18, y), Side::Start, &words);
        x += words.width + 18 + 22;
    }
    pen.done(width, y + 10)
}
