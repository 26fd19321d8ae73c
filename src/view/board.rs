//! The work of one kind by status: what waits, what is under way, and where there is too much of it.
//!
//! Knows no kind: the columns are the statuses of the workflow in their order.

mod layout;

use serde::Serialize;

use crate::model::field::Meaning;
use crate::model::key::{PRIORITY, RANK};
use crate::model::workflow::Category;
use crate::plan::query::{Filter, Property, QueryFault, Scope};
use crate::plan::{ArtifactIndex, Plan, in_status, place_of_status};
use crate::view::list::{group_value, grouped, nothing, sorted, title, unreadable};
use crate::view::subject::Subject;
use crate::view::value::{Cell, cell};

/// What stands on a card where nobody asks for other fields.
const FIELDS: [&str; 3] = ["priority", "owner", "effort"];

/// How a board is to be laid out; every name in it is one of a property.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct BoardOptions {
    /// What makes the rows.
    pub(crate) lanes: Option<String>,
    /// Each with whether the last comes first; by hand, then by priority where there are none.
    pub(crate) sort: Vec<(String, bool)>,
    /// What stands on a card; priority, owner and effort where there are none.
    pub(crate) fields: Vec<String>,
    /// Whether what is done or dropped is shown too.
    pub(crate) closed: bool,
    /// Whether a status that holds nothing has no column.
    pub(crate) filled: bool,
}

/// The artifacts of one kind by status.
#[derive(Serialize)]
pub(crate) struct Board {
    kind: String,
    /// How many are shown.
    total: usize,
    /// How many are done or dropped and not shown.
    hidden: usize,
    unreadable: usize,
    /// The property that makes the lanes.
    lanes_by: Option<String>,
    columns: Vec<Column>,
    /// One where the board has no lanes.
    lanes: Vec<Lane>,
    /// The names of what stands on a card.
    #[serde(skip)]
    fields: Vec<String>,
    #[serde(skip)]
    title: String,
    #[serde(skip)]
    nothing: Option<String>,
}

#[derive(Serialize)]
struct Column {
    /// Nothing for what has no status, or none that the kind knows.
    status: Option<String>,
    category: Option<&'static str>,
    summary: Option<String>,
    /// How many cards it has.
    total: usize,
    /// How many artifacts are in the status, also those that no condition chose.
    in_status: usize,
    limit: Option<usize>,
    over_limit: bool,
}

#[derive(Serialize)]
struct Lane {
    #[serde(serialize_with = "group_value")]
    by: Option<Cell>,
    /// By column, in its order.
    cells: Vec<Vec<Card>>,
}

#[derive(Serialize)]
struct Card {
    #[serde(flatten)]
    subject: Subject,
    fields: Vec<CardField>,
    /// What it depends on that is still open.
    waits_for: Vec<Subject>,
}

#[derive(Serialize)]
struct CardField {
    name: String,
    #[serde(serialize_with = "crate::view::board::value")]
    value: Cell,
}

fn value<S: serde::Serializer>(cell: &Cell, serializer: S) -> Result<S::Ok, S::Error> {
    cell.json.serialize(serializer)
}

impl Board {
    /// The artifacts of the one kind in `scope` that pass `filter`.
    pub(crate) fn of(
        scope: &Scope<'_>,
        filter: &Filter<'_>,
        options: &BoardOptions,
    ) -> Result<Self, QueryFault> {
        let plan = scope.environment().plan();
        let at = scope.kinds().first().copied().unwrap_or_default();
        let kind = &plan.config.kinds[at];
        let found = filter.select()?;
        let is_closed = |index: &ArtifactIndex| plan.artifact(*index).is_closed(kind);
        let all = found.len();
        let shown: Vec<ArtifactIndex> =
            found.into_iter().filter(|index| options.closed || !is_closed(index)).collect();
        let total = shown.len();
        let mut columns = Self::columns(plan, at, &shown);
        let keeps = |column: &Column, closed: bool| column.total > 0 || !(closed || options.filled);
        let kept: Vec<usize> = (0..columns.len())
            .filter(|place| {
                let status = kind.workflow.statuses.get(*place);
                keeps(&columns[*place], status.is_none_or(|status| status.category.is_closed()))
            })
            .collect();
        let shown = sorted(scope, shown, &order(scope, &options.sort))?;
        let groups = match &options.lanes {
            None => vec![(None, shown)],
            Some(name) => grouped(scope.environment(), &Property::named(scope, name)?, &shown)?,
        };
        let fields = fields(scope, &options.fields)?;
        let mut lanes = Vec::with_capacity(groups.len());
        for (by, members) in groups {
            let mut cells: Vec<Vec<Card>> = kept.iter().map(|_| Vec::new()).collect();
            for index in members {
                let place = place_of_status(plan, index);
                if let Ok(column) = kept.binary_search(&place) {
                    cells[column].push(Card::of(scope, &fields, index)?);
                }
            }
            lanes.push(Lane { by, cells });
        }
        let mut place = 0;
        columns.retain(|_| {
            place += 1;
            kept.binary_search(&(place - 1)).is_ok()
        });
        let kinds = [kind.name.clone()];
        Ok(Self {
            nothing: (total == 0).then(|| match all {
                0 => nothing(scope, &kinds),
                _ => format!("All {} are done or dropped. Show them with `--all`.", kind.plural),
            }),
            title: format!("{} by status", title(scope, &kinds)),
            kind: kind.name.clone(),
            total,
            hidden: all - total,
            unreadable: unreadable(scope),
            lanes_by: options.lanes.clone(),
            columns,
            lanes,
            fields: fields.iter().map(|field| field.name().to_owned()).collect(),
        })
    }

    /// A column for each status of the kind and, behind them, one for what has none of them.
    fn columns(plan: &Plan, kind: usize, shown: &[ArtifactIndex]) -> Vec<Column> {
        let statuses = &plan.config.kinds[kind].workflow.statuses;
        let mut totals = vec![0; statuses.len() + 1];
        for index in shown {
            totals[place_of_status(plan, *index)] += 1;
        }
        let standing: Vec<usize> = in_status(plan, kind).iter().map(Vec::len).collect();
        let column = |at: usize| {
            let status = statuses.get(at);
            Column {
                status: status.map(|status| status.name.clone()),
                category: status.map(|status| status.category.name()),
                summary: status.map(|status| status.summary.clone()).filter(|summary| !summary.is_empty()),
                total: totals[at],
                in_status: standing[at],
                limit: status.and_then(|status| status.limit),
                over_limit: status.is_some_and(|status| status.is_over_limit(standing[at])),
            }
        };
        (0..totals.len()).map(column).filter(|column| column.status.is_some() || column.total > 0).collect()
    }

    /// How many documents of the kind could not be read.
    pub(crate) fn unreadable(&self) -> usize {
        self.unreadable
    }
}

impl Card {
    fn of(scope: &Scope<'_>, fields: &[Property], index: ArtifactIndex) -> Result<Self, QueryFault> {
        let environment = scope.environment();
        let plan = environment.plan();
        let mut values = Vec::with_capacity(fields.len());
        for property in fields {
            let value = cell(environment, &property.datum(environment, index)?);
            values.push(CardField { name: property.name().to_owned(), value });
        }
        let waits_for = if is_closed(plan, index) {
            Vec::new()
        } else {
            let open = plan.targets(index, Meaning::DependsOn).filter(|target| !is_closed(plan, *target));
            open.map(|target| Subject::of(plan, target)).collect()
        };
        Ok(Self { subject: Subject::of(plan, index), fields: values, waits_for })
    }
}

fn is_closed(plan: &Plan, index: ArtifactIndex) -> bool {
    plan.artifact(index).category(plan.kind_of(index)).is_some_and(Category::is_closed)
}

fn order(scope: &Scope<'_>, asked: &[(String, bool)]) -> Vec<(String, bool)> {
    if !asked.is_empty() {
        return asked.to_vec();
    }
    let known = |name: &&str| Property::named(scope, name).is_ok();
    [RANK.name, PRIORITY.name].into_iter().filter(known).map(|name| (name.to_owned(), false)).collect()
}

fn fields(scope: &Scope<'_>, asked: &[String]) -> Result<Vec<Property>, QueryFault> {
    match asked {
        [] => Ok(FIELDS.iter().filter_map(|name| Property::named(scope, name).ok()).collect()),
        names => names.iter().map(|name| Property::named(scope, name)).collect(),
    }
}
