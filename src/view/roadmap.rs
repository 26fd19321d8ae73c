//! What is planned for when: initiatives with their outcome, and what is delivered for them.
//!
//! Work that was dropped never appears, finished work where it is asked for. A date that stands nowhere
//! is not guessed: such work is unscheduled. Knows neither how things are put side by side (`grouping`) nor
//! where a date comes from (`work`), and no format.

mod bars;
mod by;
mod facts;
mod grouping;
mod hint;
mod item;
mod layout;
mod outcomes;
mod subjects;
mod times;
mod values;
mod work;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::values::{Date, Horizon};
use crate::plan::query::{Environment, QueryFault, Request as Filter, Scope};
use crate::plan::{ArtifactIndex, Plan};
use crate::view::list::sorted;
use crate::view::subject::Subject;

use bars::Bars;
pub(crate) use by::By;
use grouping::{Group, Grouping};
pub(crate) use item::{Item, Remark, named};
pub(crate) use layout::words::{remark, separated};
use outcomes::KeyResult;
pub(crate) use outcomes::progress;
use work::Work;
pub(crate) use work::deliverables;

/// What a roadmap looks like.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) enum Form {
    /// Side by side, in lanes where they are asked for.
    #[default]
    Columns,
    /// One table, or one for each column.
    List,
    /// Bars along the days.
    Timeline,
    /// Objectives and key results before what serves them.
    Outcomes,
    /// Products by time, with counts.
    Portfolio,
}

impl Form {
    pub(crate) const ALL: [Self; 5] =
        [Self::Columns, Self::List, Self::Timeline, Self::Outcomes, Self::Portfolio];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Columns => "columns",
            Self::List => "list",
            Self::Timeline => "timeline",
            Self::Outcomes => "outcomes",
            Self::Portfolio => "portfolio",
        }
    }

    pub(crate) fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.name() == name)
    }
}

/// Which roadmap is asked for.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) today: Date,
    /// The form; where nobody named one, the one that suits the columns.
    pub(crate) form: Option<Form>,
    pub(crate) by: Option<By>,
    pub(crate) lanes: Option<By>,
    /// Whether finished work is shown too.
    pub(crate) done: bool,
    /// Positions of the kinds that are shown; bets and deliverables where empty.
    pub(crate) kinds: Vec<usize>,
    pub(crate) filter: Filter,
    /// The horizons that are shown; all where empty.
    pub(crate) horizons: Vec<Horizon>,
    /// What orders the items, each with whether the last comes first.
    pub(crate) sort: Vec<(String, bool)>,
    /// What is shown of each item; the usual where empty.
    pub(crate) fields: Vec<String>,
}

impl Request {
    /// The usual roadmap of one day.
    pub(crate) fn on(today: Date) -> Self {
        Self {
            today,
            form: None,
            by: None,
            lanes: None,
            done: false,
            kinds: Vec::new(),
            filter: Filter::default(),
            horizons: Vec::new(),
            sort: Vec::new(),
            fields: Vec::new(),
        }
    }

    /// Whether something may be left out by choice.
    fn chooses(&self) -> bool {
        !self.filter.is_empty() || !self.horizons.is_empty()
    }
}

/// A request with what it is put to.
struct Question<'a> {
    environment: &'a Environment<'a>,
    scope: Scope<'a>,
    request: &'a Request,
}

impl<'a> Question<'a> {
    fn plan(&self) -> &'a Plan {
        self.environment.plan()
    }

    /// Whether one of the kinds shown has a field.
    fn has_field(&self, name: &str) -> bool {
        let kinds = &self.plan().config.kinds;
        self.scope.kinds().iter().any(|kind| kinds[*kind].field(name).is_some())
    }
}

/// A roadmap.
#[derive(Serialize, Debug)]
pub(crate) struct Roadmap {
    /// The names of the products, in the order of `pm.yaml`.
    products: Vec<String>,
    today: String,
    /// columns, list, timeline, outcomes or portfolio.
    form: &'static str,
    /// What makes the columns; nothing where there are none.
    by: Option<String>,
    /// What makes the lanes; nothing where there are none.
    lanes_by: Option<String>,
    with_done: bool,
    /// How many finished artifacts are left out.
    hidden: usize,
    /// How many artifacts are shown, deliverables counted.
    shown: usize,
    /// How many of them are items, which stand on their own.
    items: usize,
    /// What is missing and what to type.
    hint: Option<String>,
    /// The columns; where there are lanes, the items are in these.
    columns: Vec<Column>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    lanes: Vec<Lane>,
    #[serde(skip_serializing_if = "Option::is_none")]
    timeline: Option<Bars>,
    /// The names of the fields that were asked for.
    #[serde(skip)]
    fields: Vec<String>,
}

/// A column, or a chapter, of a roadmap.
#[derive(Clone, Default, Serialize, Debug)]
struct Column {
    title: String,
    /// The artifact that the column is about: a release, an objective.
    subject: Option<Subject>,
    /// One line under the title.
    note: Option<String>,
    key_results: Vec<KeyResult>,
    /// How many items stand in it, in all lanes.
    count: usize,
    items: Vec<Item>,
    #[serde(skip)]
    stays: bool,
}

impl Column {
    fn of(group: Group) -> Self {
        let Group { title, subject, note, key_results, stays } = group;
        Self { title, subject, note, key_results, count: 0, items: Vec::new(), stays }
    }
}

/// A row across the columns of a roadmap.
#[derive(Serialize, Debug)]
struct Lane {
    title: String,
    /// The artifact that the lane is about.
    subject: Option<Subject>,
    /// One line under the title.
    note: Option<String>,
    /// What stands in it, by column.
    cells: Vec<Vec<Item>>,
}

impl Lane {
    fn of(group: Group, columns: usize) -> Self {
        let Group { title, subject, note, .. } = group;
        Self { title, subject, note, cells: vec![Vec::new(); columns] }
    }
}

impl Roadmap {
    /// # Errors
    /// A name, a condition or an order that the kinds shown do not know.
    pub(crate) fn of(environment: &Environment<'_>, request: &Request) -> Result<Self, QueryFault> {
        let plan = environment.plan();
        let kinds = work::kinds(plan, request);
        let question = Question { environment, scope: Scope::artifacts(environment, &kinds), request };
        let work = Work::asked(&question, kinds.clone())?;
        let mut items = work.items();
        within(&request.horizons, &mut items);
        facts::tell(&question, &mut items)?;
        let mut roadmap = Self::without_items(&question, work.hidden());
        roadmap.items = items.len();
        roadmap.shown = grouping::all(&items).count();
        roadmap.hint = hint::for_items(&question, &kinds, &work, &items);
        if items.is_empty() && roadmap.form != Form::Outcomes.name() {
            // A name that is none is said, also where there is nothing to put under it.
            for by in request.by.iter().chain(&request.lanes) {
                Grouping::of(&question, by, &items)?;
            }
            return Ok(roadmap);
        }
        roadmap.fill(&question, items)?;
        Ok(roadmap)
    }

    fn without_items(question: &Question<'_>, hidden: usize) -> Self {
        let request = question.request;
        let products = &question.plan().config.products;
        let form = form(request);
        let by = match (form, &request.by) {
            (Form::Timeline | Form::Outcomes, _) | (Form::List, None) => None,
            (_, by) => Some(columns_by(request, by.as_ref())),
        };
        let lanes = match form {
            Form::Portfolio => Some(rows_by(question)),
            Form::List | Form::Outcomes => None,
            Form::Columns | Form::Timeline => request.lanes.clone(),
        };
        Self {
            products: products
                .values()
                .map(|product| product.name.clone())
                .filter(|name| !name.is_empty())
                .collect(),
            today: request.today.to_string(),
            form: form.name(),
            by: by.map(|by| by.name().into_owned()),
            lanes_by: lanes.map(|by| by.name().into_owned()),
            with_done: request.done,
            hidden,
            shown: 0,
            items: 0,
            hint: None,
            columns: Vec::new(),
            lanes: Vec::new(),
            timeline: None,
            fields: request.fields.clone(),
        }
    }

    /// The groups of items, and a hint where they all stand in none.
    fn grouping(&mut self, question: &Question<'_>, by: &By, items: &[Item]) -> Result<Grouping, QueryFault> {
        let grouping = Grouping::of(question, by, items)?;
        if self.hint.is_none() && !grouping.tells_apart() {
            self.hint = hint::without_groups(question, by, items);
        }
        Ok(grouping)
    }

    fn fill(&mut self, question: &Question<'_>, items: Vec<Item>) -> Result<(), QueryFault> {
        let request = question.request;
        match form(request) {
            Form::Columns => {
                let by = columns_by(request, request.by.as_ref());
                self.columns = self.grouping(question, &by, &items)?.columns(&items);
                if let Some(lanes) = &request.lanes {
                    self.lanes = self.grouping(question, lanes, &items)?.lanes(&mut self.columns);
                }
            }
            Form::List => match &request.by {
                Some(by) => self.columns = self.grouping(question, by, &items)?.columns(&items),
                None => {
                    let items = in_a_row(question, items)?;
                    self.columns = vec![Column { count: items.len(), items, ..Column::default() }];
                }
            },
            Form::Timeline => {
                let first = items.first().map(|item| item.subject.id.clone());
                self.timeline = Bars::of(question, items)?;
                if self.timeline.is_none() {
                    self.hint = first.map(|id| hint::without_dates(&id));
                }
            }
            Form::Outcomes => {
                self.columns = outcomes::chapters(question, &items)?;
                if let Some(rest) = self.columns.iter_mut().find(|column| column.subject.is_none()) {
                    rest.title = "Serves no objective".into();
                }
                if self.columns.iter().all(|column| column.subject.is_none()) && !request.chooses() {
                    self.hint = hint::without_objectives(question.plan()).or(self.hint.take());
                }
            }
            Form::Portfolio => {
                let by = columns_by(request, request.by.as_ref());
                let rows = rows_by(question);
                self.columns = self.grouping(question, &by, &items)?.columns(&items);
                self.lanes = self.grouping(question, &rows, &items)?.lanes(&mut self.columns);
                if question.plan().config.products.len() < 2 && request.lanes.is_none() {
                    self.hint = self.hint.take().or_else(|| Some(hint::one_product(&rows)));
                }
            }
        }
        Ok(())
    }
}

/// The form that was asked for; else lanes and what has an order stand side by side, and the rest is told in
/// tables.
fn form(request: &Request) -> Form {
    let suits = match &request.by {
        Some(by) if !by.is_time() && request.lanes.is_none() => Form::List,
        _ => Form::Columns,
    };
    request.form.unwrap_or(suits)
}

fn columns_by(request: &Request, by: Option<&By>) -> By {
    let usual = match request.form {
        Some(Form::Portfolio) => By::Time(crate::model::values::Resolution::Quarter),
        _ => By::Horizon,
    };
    by.cloned().unwrap_or(usual)
}

/// What makes the rows of a portfolio: products, or where there is one the teams, else the objectives.
fn rows_by(question: &Question<'_>) -> By {
    let config = &question.plan().config;
    question.request.lanes.clone().unwrap_or(match (config.products.len(), config.teams.len()) {
        (2.., _) => By::Product,
        (_, 2..) => By::Team,
        _ => By::Objective,
    })
}

/// Keeps what falls into these horizons: items as a whole, of others the deliverables that do.
fn within(horizons: &[Horizon], items: &mut Vec<Item>) {
    if horizons.is_empty() {
        return;
    }
    let fits = |item: &Item| horizons.iter().any(|horizon| item.horizon == Some(horizon.name()));
    for item in items.iter_mut().filter(|item| !fits(item)) {
        item.deliverables.retain(fits);
    }
    items.retain(|item| fits(item) || !item.deliverables.is_empty());
}

/// Items and deliverables one after another, in the order asked for, else in that of time.
fn in_a_row(question: &Question<'_>, items: Vec<Item>) -> Result<Vec<Item>, QueryFault> {
    let fiscal = &question.plan().config.fiscal_year;
    let mut row = Vec::new();
    for mut item in items {
        let below = std::mem::take(&mut item.deliverables);
        row.push(item);
        row.extend(below);
    }
    if question.request.sort.is_empty() {
        let target = |item: &Item| item.target.as_ref().map(|when| when.target);
        row.sort_by(|one, other| match (target(one), target(other)) {
            (Some(one), Some(other)) => one.compare(other, fiscal),
            (one, other) => one.is_none().cmp(&other.is_none()),
        });
    } else {
        let indices = row.iter().map(|item| item.index).collect();
        let order = sorted(&question.scope, indices, &question.request.sort)?;
        let order: BTreeMap<ArtifactIndex, usize> = order.into_iter().zip(0..).collect();
        row.sort_by_key(|item| order.get(&item.index).copied());
    }
    Ok(row)
}

#[cfg(test)]
mod tests;
