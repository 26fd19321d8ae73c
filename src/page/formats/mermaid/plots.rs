//! A matrix as a quadrant chart, and amounts over time as lines.

use crate::page::chart::Chart;
use crate::page::matrix::{Axis, Matrix, amount};
use crate::page::{Block, Page};

use super::label::{label, words};

pub(super) fn lines(page: &Page, blocks: &[&Block]) -> Vec<String> {
    match blocks.first() {
        Some(Block::Matrix(matrix)) => quadrants(page, matrix),
        Some(Block::Chart(chart)) => amounts(chart),
        _ => Vec::new(),
    }
}

fn quadrants(page: &Page, matrix: &Matrix) -> Vec<String> {
    let title = if matrix.caption.trim().is_empty() { label(&page.title) } else { words(&matrix.caption) };
    let axis = |axis: &Axis| {
        format!(
            "\"{} {}\" --> \"{}\"",
            words(&axis.title),
            words(&amount(axis.low)),
            words(&amount(axis.high))
        )
    };
    let mut lines = vec![
        "quadrantChart".to_owned(),
        format!("  title {title}"),
        format!("  x-axis {}", axis(&matrix.across)),
        format!("  y-axis {}", axis(&matrix.up)),
    ];
    // Mermaid counts from the upper right one against the clock.
    for (number, at) in [(1, 3), (2, 2), (3, 0), (4, 1)] {
        if !matrix.quadrants[at].trim().is_empty() {
            lines.push(format!("  quadrant-{number} \"{}\"", words(&matrix.quadrants[at])));
        }
    }
    lines.extend(matrix.points.iter().map(|point| {
        let (across, up) = (share(&matrix.across, point.across), share(&matrix.up, point.up));
        format!("  \"{}\": [{across}, {up}]", label(&point.title))
    }));
    lines
}

/// Where an amount stands between 0 and 1 when the middle is at a half, as that grammar spells it.
fn share(axis: &Axis, value: f64) -> String {
    let (low, high) = (Axis { high: axis.middle, ..axis.clone() }, Axis { low: axis.middle, ..axis.clone() });
    let share = if value >= axis.middle { 0.5 + high.share(value) / 2.0 } else { low.share(value) / 2.0 };
    let hundredths = if share.is_finite() { (share * 100.0).round().clamp(0.0, 100.0) as u8 } else { 50 };
    if hundredths == 100 { "1".to_owned() } else { format!("0.{hundredths:02}") }
}

fn amounts(chart: &Chart) -> Vec<String> {
    let points: Vec<String> = chart.points.iter().map(|point| format!("\"{}\"", words(point))).collect();
    // The chart has no legend, so its title names the lines in their order.
    let names: Vec<String> = chart.series.iter().map(|series| words(&series.name)).collect();
    let caption = if chart.caption.trim().is_empty() {
        String::new()
    } else {
        format!("{} · ", words(&chart.caption))
    };
    let most = chart.series.iter().flat_map(|series| series.values.iter().copied()).max().unwrap_or(0).max(1);
    let mut lines = vec![
        "xychart-beta".to_owned(),
        format!("  title \"{caption}{}\"", names.join(", ")),
        format!("  x-axis \"{}\" [{}]", words(&chart.axis), points.join(", ")),
        format!("  y-axis 0 --> {most}"),
    ];
    lines.extend(chart.series.iter().map(|series| {
        let values: Vec<String> = (0..chart.points.len()).map(|point| series.at(point).to_string()).collect();
        format!("  line [{}]", values.join(", "))
    }));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_of_an_axis_is_a_half() {
        let axis = Axis { title: "Value".into(), low: 0.0, high: 100.0, middle: 10.0 };
        let shares = [0.0, 5.0, 10.0, 55.0, 100.0, 900.0, f64::NAN].map(|value| share(&axis, value));
        assert_eq!(shares, ["0.00", "0.25", "0.50", "0.75", "1", "1", "0.50"]);
    }
}
