//! Amounts over time, one on top of the other: a cumulative flow, a stock by state.
//!
//! Holds the data alone; where no picture can be drawn it is a table.

use super::{Align, Column, Row, Table, Tone};

/// Amounts over time, stacked.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Chart {
    /// What is shown, also for those who do not see it.
    pub(crate) caption: String,
    /// What the points in time are called: `Day`.
    pub(crate) axis: String,
    /// The points in time, in their order.
    pub(crate) points: Vec<String>,
    /// From the bottom to the top.
    pub(crate) series: Vec<Series>,
}

/// One amount over time.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Series {
    pub(crate) name: String,
    pub(crate) tone: Option<Tone>,
    /// One for each point; what is missing is 0.
    pub(crate) values: Vec<usize>,
}

impl Series {
    pub(crate) fn at(&self, point: usize) -> usize {
        self.values.get(point).copied().unwrap_or(0)
    }

    /// The amount at the last point.
    pub(crate) fn last(&self, chart: &Chart) -> usize {
        chart.points.len().checked_sub(1).map_or(0, |point| self.at(point))
    }
}

impl Chart {
    /// All amounts together at a point.
    pub(crate) fn total(&self, point: usize) -> usize {
        self.series.iter().map(|series| series.at(point)).sum()
    }

    /// The largest amount of all together; at least 1.
    pub(crate) fn height(&self) -> usize {
        (0..self.points.len()).map(|point| self.total(point)).max().unwrap_or(0).max(1)
    }

    /// The data as a table: a row for each point, a column for each series.
    pub(crate) fn table(&self) -> Table {
        let column =
            |name: &str, align| Column { title: name.into(), name: name.into(), align, wraps: false };
        let mut columns = vec![column(&self.axis, Align::Left)];
        columns.extend(self.series.iter().map(|series| column(&series.name, Align::Right)));
        let rows = self.points.iter().enumerate().map(|(point, label)| {
            let amounts = self.series.iter().map(|series| series.at(point).to_string().into());
            Row { cells: std::iter::once(label.as_str().into()).chain(amounts).collect(), depth: 0 }
        });
        Table { columns, rows: rows.collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Text;

    #[test]
    fn what_is_missing_is_nothing() {
        let series =
            |name: &str, values: &[usize]| Series { name: name.into(), tone: None, values: values.to_vec() };
        let chart = Chart {
            caption: "Stock".into(),
            axis: "Day".into(),
            points: vec!["Monday".into(), "Tuesday".into()],
            series: vec![series("done", &[1]), series("open", &[2, 5, 9])],
        };
        assert_eq!((chart.total(0), chart.total(1), chart.height()), (3, 5, 5));
        assert_eq!(chart.series.iter().map(|series| series.last(&chart)).collect::<Vec<_>>(), [0, 5]);
        let rows: Vec<Vec<String>> =
            chart.table().rows.iter().map(|row| row.cells.iter().map(Text::to_plain).collect()).collect();
        assert_eq!(rows, [["Monday", "1", "2"], ["Tuesday", "0", "5"]]);
        assert_eq!(Chart::default().height(), 1);
    }
}
