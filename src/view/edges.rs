//! All links of a plan as a table, or counted.

use serde::{Serialize, Serializer};

use crate::expression::Expect;
use crate::page::{Align, Block, Column, Page, Row, Table, Tone};
use crate::plan::query::{Datum, LinkFilter, QueryFault, Scope};
use crate::text::words::plural;
use crate::view::View;
use crate::view::count::{Counts, Tally};
use crate::view::list::{heading, kinds_asked, unreadable};
use crate::view::value::{Cell, cell};

/// The columns of an edge table where none were named.
const STANDARD: [&str; 5] = ["source", "field", "target", "target.title", "target.status"];

/// Links in the order of their sources' paths.
#[derive(Serialize)]
pub(crate) struct Edges {
    /// The kinds of the sources that were asked for; all where empty.
    kinds: Vec<String>,
    columns: Vec<String>,
    /// How many there are, also beyond the limit.
    total: usize,
    unreadable: usize,
    #[serde(serialize_with = "rows")]
    rows: Vec<Vec<(String, Cell)>>,
}

fn rows<S: Serializer>(rows: &[Vec<(String, Cell)>], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(rows.iter().map(|row| {
        let cells = row.iter().map(|(name, cell)| (name.clone(), cell.json.clone()));
        cells.collect::<serde_json::Map<_, _>>()
    }))
}

impl Edges {
    /// The links that pass `filter`; `names` are expressions over `source`, `target` and `link`.
    pub(crate) fn of(
        scope: &Scope<'_>,
        filter: &LinkFilter,
        names: &[String],
        limit: Option<usize>,
    ) -> Result<Self, QueryFault> {
        let found = filter.select(scope)?;
        let names: Vec<String> = match names {
            [] => STANDARD.map(str::to_owned).to_vec(),
            names => names.to_vec(),
        };
        let mut rows: Vec<Vec<(String, Cell)>> =
            found.iter().take(limit.unwrap_or(usize::MAX)).map(|_| Vec::new()).collect();
        for name in &names {
            for (row, value) in rows.iter_mut().zip(values(scope, name, &found)?) {
                row.push((name.clone(), value));
            }
        }
        Ok(Self {
            kinds: kinds_asked(scope),
            columns: names,
            total: found.len(),
            unreadable: unreadable(scope),
            rows,
        })
    }

    /// How many documents of the kinds asked for could not be read.
    pub(crate) fn unreadable(&self) -> usize {
        self.unreadable
    }
}

/// How many links there are of each value of the expressions `by`.
pub(crate) fn count_edges(
    scope: &Scope<'_>,
    filter: &LinkFilter,
    by: &[String],
) -> Result<Counts, QueryFault> {
    let found = filter.select(scope)?;
    let mut columns = Vec::with_capacity(by.len());
    for name in by {
        columns.push(values(scope, name, &found)?);
    }
    let mut tally = Tally::default();
    for at in 0..found.len() {
        let row: Vec<Vec<Cell>> =
            columns.iter().filter_map(|column| Some(vec![column.get(at)?.clone()])).collect();
        tally.add(&row);
    }
    let counts = Counts::from_tally("Links".into(), kinds_asked(scope), by.to_vec(), found.len(), tally);
    Ok(counts.with_unreadable(unreadable(scope)))
}

/// What an expression gives of each link. The target of a link that leads to no artifact is what is written.
fn values(scope: &Scope<'_>, name: &str, found: &[usize]) -> Result<Vec<Cell>, QueryFault> {
    let environment = scope.environment();
    let short = ["field", "written", "state", "meaning"];
    let source = if short.contains(&name) { format!("link.{name}") } else { name.to_owned() };
    let checked = scope.question(&source, Expect::Anything)?;
    let links = environment.plan().links();
    found
        .iter()
        .map(|at| {
            let datum = environment.link_datum(&checked, *at)?;
            Ok(match (name, &datum, links.get(*at)) {
                ("target", Datum::Missing, Some(link)) => cell(environment, &Datum::Unlinked(&link.written)),
                _ => cell(environment, &datum),
            })
        })
        .collect()
}

impl View for Edges {
    const NAME: &'static str = "edges";

    fn page(&self) -> Page {
        let columns = self.columns.iter().map(|name| Column {
            title: heading(name.strip_prefix("target.").unwrap_or(name)),
            name: name.clone(),
            align: Align::Left,
            wraps: name.ends_with("title"),
        });
        let rows = self
            .rows
            .iter()
            .map(|row| Row { cells: row.iter().map(|(_, cell)| cell.text.clone()).collect(), depth: 0 });
        let block = if self.rows.is_empty() {
            Block::Note { tone: Tone::Muted, text: "No link fits.".into() }
        } else {
            Block::Table(Table { columns: columns.collect(), rows: rows.collect() })
        };
        let summary = match self.rows.len() {
            shown if shown < self.total => format!("{shown} of {}", plural(self.total, "link")),
            _ => plural(self.total, "link"),
        };
        Page { title: "Links".into(), summary: summary.into(), blocks: vec![block] }
    }
}
