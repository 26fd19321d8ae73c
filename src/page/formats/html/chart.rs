//! Charts as pictures in the page itself, each with its data as a table for those who do not see it.

use std::fmt::Write;

use crate::page::chart::{Chart, Series};

use super::inline::escape;

/// The picture's own units.
const WIDE: usize = 720;
const HIGH: usize = 240;

/// The picture and its legend; `data` is the table that says the same.
pub(super) fn figure(chart: &Chart, data: &str) -> String {
    let caption = escape(&chart.caption);
    let (first, last) = (chart.points.first(), chart.points.last());
    let ends = [first, last].map(|label| label.map_or_else(String::new, |label| escape(label)));
    let mut areas = String::new();
    for at in 0..chart.series.len() {
        let _ = writeln!(areas, "<polygon class=\"area-{}\" points=\"{}\"/>", at % 6, outline(chart, at));
    }
    let legend = chart
        .series
        .iter()
        .enumerate()
        .rev()
        .fold(String::new(), |legend, (at, series)| legend + &entry(chart, series, at % 6));
    format!(
        "<figure class=\"chart\">\n<figcaption>{caption}</figcaption>\n\
         <svg viewBox=\"0 0 {WIDE} {HIGH}\" role=\"img\" aria-label=\"{caption}\" preserveAspectRatio=\"none\">\n{areas}</svg>\n\
         <p class=\"ends\" aria-hidden=\"true\"><span>{}</span><span>at most {}</span><span>{}</span></p>\n\
         <ul class=\"legend\">\n{legend}</ul>\n<details>\n<summary>The numbers</summary>\n{data}\n</details>\n</figure>",
        ends[0],
        chart.height(),
        ends[1]
    )
}

fn entry(chart: &Chart, series: &Series, place: usize) -> String {
    format!(
        "<li><span class=\"swatch area-{place}\" aria-hidden=\"true\"></span>{} {}</li>\n",
        escape(&series.name),
        series.last(chart)
    )
}

/// The corners of one area: along its upper edge, and back along its lower one.
fn outline(chart: &Chart, at: usize) -> String {
    let edge = |upto: usize, point: usize| -> usize {
        let sum: usize = chart.series[..upto].iter().map(|series| series.at(point)).sum();
        HIGH - sum * HIGH / chart.height()
    };
    let last = chart.points.len().saturating_sub(1).max(1);
    let corner = |upto: usize, point: usize| format!("{},{}", point * WIDE / last, edge(upto, point));
    let upper = (0..chart.points.len()).map(|point| corner(at + 1, point));
    let lower = (0..chart.points.len()).rev().map(|point| corner(at, point));
    upper.chain(lower).collect::<Vec<_>>().join(" ")
}
