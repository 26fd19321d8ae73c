//! Charts as pictures in the page itself, each with its data as a table for those who do not see it.

use crate::page::chart::{Chart, Series};
use crate::page::drawing::{Picture, areas};
use crate::page::markup::escape;

/// The picture's own units.
const WIDE: i64 = 720;
const HIGH: i64 = 240;

/// The picture and its legend; `data` is the table that says the same.
pub(super) fn figure(chart: &Chart, data: &str) -> String {
    let caption = escape(&chart.caption);
    let (first, last) = (chart.points.first(), chart.points.last());
    let ends = [first, last].map(|label| label.map_or_else(String::new, |label| escape(label)));
    let areas = areas(chart, WIDE, HIGH);
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

/// A picture in its own measure, which scrolls where it is wider than the page; `data` says the same.
pub(super) fn drawn(picture: &Picture, caption: &str, id: &str, kind: &str, data: &str) -> String {
    let Picture { width, height, marks } = picture;
    let (caption, id) = (escape(caption), escape(id));
    let name = if caption.trim().is_empty() { escape(kind) } else { caption.clone() };
    let caption = if caption.trim().is_empty() {
        String::new()
    } else {
        format!("<figcaption>{caption}</figcaption>\n")
    };
    format!(
        "<figure class=\"picture\">\n{caption}\
         <div class=\"wide\" role=\"region\" aria-label=\"{name}\" tabindex=\"0\">\n\
         <svg class=\"drawing\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"{id} {id}-words\">\n\
         <title id=\"{id}\">{name}</title>\n<desc id=\"{id}-words\">{kind}; the table below says the same</desc>\n{marks}</svg>\n</div>\n\
         <details>\n<summary>As a table</summary>\n{data}\n</details>\n</figure>"
    )
}
