//! Points by two amounts: value against effort, likelihood against impact.
//!
//! Holds the amounts alone; where no picture can be drawn it is a table.

use super::{Column, Row, Table, Text};

/// Points by two amounts.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Matrix {
    /// What is shown, also for those who do not see it.
    pub(crate) caption: String,
    pub(crate) across: Axis,
    pub(crate) up: Axis,
    /// The names of the quarters: low and low, high and low, low and high, high and high, across before up.
    pub(crate) quadrants: [String; 4],
    pub(crate) points: Vec<Point>,
}

/// One of the two amounts.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Axis {
    pub(crate) title: String,
    /// The smallest amount shown and the largest.
    pub(crate) low: f64,
    pub(crate) high: f64,
    /// Where low ends and high begins.
    pub(crate) middle: f64,
}

#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Point {
    pub(crate) title: Text,
    pub(crate) note: Text,
    pub(crate) across: f64,
    pub(crate) up: f64,
}

impl Axis {
    /// Where an amount lies between the smallest and the largest, from 0 to 1.
    pub(crate) fn share(&self, amount: f64) -> f64 {
        let span = self.high - self.low;
        if span > 0.0 { ((amount - self.low) / span).clamp(0.0, 1.0) } else { 0.5 }
    }
}

impl Matrix {
    /// The place among the quarters that a point lies in.
    pub(crate) fn quarter(&self, point: &Point) -> usize {
        usize::from(point.across >= self.across.middle) + 2 * usize::from(point.up >= self.up.middle)
    }

    /// The name of the quarter that a point lies in.
    pub(crate) fn quadrant(&self, point: &Point) -> &str {
        &self.quadrants[self.quarter(point)]
    }

    /// The points as a table: what, both amounts, and the quarter it lies in.
    pub(crate) fn table(&self) -> Table {
        let columns = vec![
            Column::text("what", "What", true),
            Column::number("across", &self.across.title),
            Column::number("up", &self.up.title),
            Column::text("quadrant", "Quadrant", false),
            Column::text("note", "Note", true),
        ];
        let row = |point: &Point| Row {
            cells: vec![
                point.title.clone(),
                amount(point.across).into(),
                amount(point.up).into(),
                self.quadrant(point).into(),
                point.note.clone(),
            ],
            depth: 0,
        };
        Table { columns, rows: self.points.iter().map(row).collect() }.without_empty_columns()
    }
}

/// An amount as a person writes it: to two decimals, without zeros behind.
pub(crate) fn amount(amount: f64) -> String {
    let rounded = (amount * 100.0).round() / 100.0;
    if rounded.is_finite() { rounded.to_string() } else { amount.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_has_two_decimals_at_most() {
        assert_eq!([2.0, 8.5, 10.0 / 3.0, -0.125].map(amount), ["2", "8.5", "3.33", "-0.13"]);
        assert_eq!(amount(f64::MAX), f64::MAX.to_string());
    }

    #[test]
    fn a_point_lies_in_the_quarter_that_its_amounts_reach() {
        let axis = |title: &str| Axis { title: title.into(), low: 0.0, high: 10.0, middle: 5.0 };
        let matrix = Matrix {
            across: axis("Effort"),
            up: axis("Value"),
            quadrants: ["fill in", "think twice", "quick win", "big bet"].map(Into::into),
            ..Matrix::default()
        };
        let point = |across, up| Point { across, up, ..Point::default() };
        let of = |across, up| matrix.quadrant(&point(across, up)).to_owned();
        assert_eq!(
            [of(1.0, 9.0), of(5.0, 5.0), of(9.0, 0.0), of(0.0, 0.0)],
            ["quick win", "big bet", "think twice", "fill in"]
        );
        assert!((matrix.up.share(2.5) - 0.25).abs() < f64::EPSILON);
        assert!((Axis::default().share(3.0) - 0.5).abs() < f64::EPSILON);
    }
}
