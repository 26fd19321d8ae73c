//! How many artifacts or links there are of each value.

use indexmap::IndexMap;
use serde::Serialize;
use serde_json::{Map, Value as Json};

use crate::page::{Align, Block, Column, Page, Row, Table, Text, Tone};
use crate::plan::query::{Datum, Filter, QueryFault, Scope};
use crate::view::View;
use crate::view::list::{heading, kinds_asked, named, nothing, title, unreadable};
use crate::view::value::{Cell, cell};

/// How many there are of each value, or of each combination of several.
#[derive(Serialize)]
pub(crate) struct Counts {
    kinds: Vec<String>,
    /// What is counted by, in the order of the columns.
    by: Vec<String>,
    /// How many there are in all; what has several values is counted once here and once for each below.
    total: usize,
    unreadable: usize,
    rows: Vec<Map<String, Json>>,
    #[serde(skip)]
    cells: Vec<(Vec<Cell>, usize)>,
    #[serde(skip)]
    nothing: Option<String>,
    #[serde(skip)]
    title: String,
}

/// The key of the number in a row of JSON.
const COUNT: &str = "count";

impl Counts {
    /// The artifacts that pass `filter`, by the properties called `by`.
    pub(crate) fn of(scope: &Scope<'_>, filter: &Filter<'_>, by: &[String]) -> Result<Self, QueryFault> {
        let environment = scope.environment();
        let found = filter.select()?;
        let properties = named(scope, by)?;
        let mut tally = Tally::default();
        for index in &found {
            let mut values = Vec::with_capacity(properties.len());
            for property in &properties {
                let pieces = property.datum(environment, *index)?.pieces();
                let mut cells: Vec<Cell> = pieces.iter().map(|piece| cell(environment, piece)).collect();
                if cells.is_empty() {
                    cells.push(cell(environment, &Datum::Missing));
                }
                values.push(cells);
            }
            tally.add(&values);
        }
        let kinds = kinds_asked(scope);
        let names = properties.iter().map(|property| property.name().to_owned()).collect();
        Ok(Self {
            nothing: found.is_empty().then(|| nothing(scope, &kinds)),
            unreadable: unreadable(scope),
            ..Self::from_tally(title(scope, &kinds), kinds, names, found.len(), tally)
        })
    }

    /// Counts that were made elsewhere.
    pub(super) fn from_tally(
        title: String,
        kinds: Vec<String>,
        by: Vec<String>,
        total: usize,
        tally: Tally,
    ) -> Self {
        let cells = tally.sorted();
        let rows = cells
            .iter()
            .map(|(cells, count)| {
                let values = by.iter().cloned().zip(cells.iter().map(|cell| cell.json.clone()));
                values.chain([(COUNT.to_owned(), Json::from(*count))]).collect()
            })
            .collect();
        Self { kinds, by, total, unreadable: 0, rows, cells, nothing: None, title }
    }

    pub(super) fn with_unreadable(self, unreadable: usize) -> Self {
        Self { unreadable, ..self }
    }

    /// Whether nothing is counted by, so that a number is the whole answer.
    pub(crate) fn is_number(&self) -> bool {
        self.by.is_empty()
    }

    /// How many there are in all.
    pub(crate) fn total(&self) -> usize {
        self.total
    }

    /// How many documents of the kinds asked for could not be read.
    pub(crate) fn unreadable(&self) -> usize {
        self.unreadable
    }
}

/// Combinations of values and how often each came.
#[derive(Default)]
pub(super) struct Tally(IndexMap<Vec<String>, (Vec<Cell>, usize)>);

impl Tally {
    /// Counts one thing under every combination of its values; `values` are those of each column.
    pub(super) fn add(&mut self, values: &[Vec<Cell>]) {
        let mut combinations: Vec<Vec<&Cell>> = vec![Vec::new()];
        for cells in values {
            combinations = combinations
                .iter()
                .flat_map(|start| cells.iter().map(move |cell| start.iter().copied().chain([cell]).collect()))
                .collect();
        }
        for combination in combinations {
            let key = combination.iter().map(|cell| cell.text.to_plain()).collect();
            let cells = || (combination.into_iter().cloned().collect(), 0);
            self.0.entry(key).or_insert_with(cells).1 += 1;
        }
    }

    /// The most frequent first; among equals by value.
    fn sorted(mut self) -> Vec<(Vec<Cell>, usize)> {
        self.0.sort_by(|one, (_, one_count), other, (_, other_count)| {
            other_count.cmp(one_count).then_with(|| one.cmp(other))
        });
        self.0.into_values().collect()
    }
}

impl View for Counts {
    const NAME: &'static str = "counts";

    fn page(&self) -> Page {
        let mut blocks = Vec::new();
        match &self.nothing {
            Some(text) => blocks.push(Block::Note { tone: Tone::Muted, text: text.as_str().into() }),
            None if self.by.is_empty() => {}
            None => blocks.push(Block::Table(self.table())),
        }
        Page { title: self.title.as_str().into(), summary: self.total.to_string().into(), blocks }
    }
}

impl Counts {
    fn table(&self) -> Table {
        let mut columns: Vec<Column> = self
            .by
            .iter()
            .map(|name| Column { title: heading(name), name: name.clone(), align: Align::Left, wraps: true })
            .collect();
        columns.push(Column { title: "Count".into(), name: COUNT.into(), align: Align::Right, wraps: false });
        let rows = self
            .cells
            .iter()
            .map(|(cells, count)| {
                let mut cells: Vec<Text> = cells.iter().map(|cell| cell.text_or("none")).collect();
                cells.push(count.to_string().into());
                Row { cells, depth: 0 }
            })
            .collect();
        Table { columns, rows }
    }
}
