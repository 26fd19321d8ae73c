//! What is planned for when: initiatives with their outcome, and what is delivered for them.
//!
//! Work that was dropped never appears, finished work where it is asked for. A date that stands nowhere
//! is not guessed: such work is unscheduled. Knows neither how its columns are filled (`columns`) nor
//! where a date comes from (`work`), and no format.

mod columns;
mod item;
mod layout;
mod work;

use serde::Serialize;

use crate::config::Config;
use crate::model::values::Date;
use crate::plan::Plan;
use crate::text::words::one_of;
use crate::view::subject::Subject;

use item::Item;
use work::Work;
pub(crate) use work::deliverables;

/// What makes the columns of a roadmap.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum By {
    Horizon,
    Quarter,
    Release,
    Objective,
    Team,
    Product,
}

impl By {
    pub(crate) const ALL: [Self; 6] =
        [Self::Horizon, Self::Quarter, Self::Release, Self::Objective, Self::Team, Self::Product];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Horizon => "horizon",
            Self::Quarter => "quarter",
            Self::Release => "release",
            Self::Objective => "objective",
            Self::Team => "team",
            Self::Product => "product",
        }
    }

    pub(crate) fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|by| by.name() == name)
    }
}

/// Which roadmap is asked for.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) today: Date,
    pub(crate) by: By,
    /// Whether finished work is shown too.
    pub(crate) done: bool,
    /// Positions of the kinds that are shown; bets and deliverables where empty.
    pub(crate) kinds: Vec<usize>,
}

/// A roadmap.
#[derive(Serialize, Debug)]
pub(crate) struct Roadmap {
    /// The names of the products, in the order of `pm.yaml`.
    products: Vec<String>,
    today: String,
    by: &'static str,
    with_done: bool,
    /// How many finished artifacts are left out.
    hidden: usize,
    /// How many artifacts are shown, deliverables counted.
    shown: usize,
    /// What is missing and what to type.
    hint: Option<String>,
    columns: Vec<Column>,
}

/// A column, or a chapter, of a roadmap.
#[derive(Serialize, Debug)]
pub(crate) struct Column {
    title: String,
    /// The release or the objective that the column is about.
    subject: Option<Subject>,
    /// One line under the title.
    note: Option<String>,
    key_results: Vec<KeyResult>,
    items: Vec<Item>,
}

/// A key result of the objective that a column is about.
#[derive(Serialize, Debug)]
pub(crate) struct KeyResult {
    id: String,
    text: String,
    baseline: Option<f64>,
    now: Option<f64>,
    target: Option<f64>,
    /// In percent.
    confidence: Option<f64>,
}

impl Roadmap {
    pub(crate) fn of(plan: &Plan, request: &Request) -> Self {
        let work = Work::of(plan, request);
        let items = work.items();
        let shown: usize = items.iter().map(|item| 1 + item.deliverables.len()).sum();
        let hidden = work.hidden();
        let hint = hint(&plan.config, &work, &items, hidden);
        let columns = if items.is_empty() { Vec::new() } else { columns::columns(plan, request, items) };
        Self {
            products: plan
                .config
                .products
                .values()
                .map(|product| product.name.clone())
                .filter(|name| !name.is_empty())
                .collect(),
            today: request.today.to_string(),
            by: request.by.name(),
            with_done: request.done,
            hidden,
            shown,
            hint,
            columns,
        }
    }
}

/// What a roadmap lacks, with the command that adds it.
fn hint(config: &Config, work: &Work<'_>, items: &[Item], hidden: usize) -> Option<String> {
    if items.is_empty() {
        if hidden > 0 {
            return Some(format!(
                "nothing is left to do: all {hidden} are done; `pm roadmap --done` shows them"
            ));
        }
        let plurals = work.kinds.iter().map(|at| config.kinds[*at].plural.as_str());
        let add = work.kinds.first().map(|at| &config.kinds[*at].name);
        let add = add.map(|kind| format!("; write the first one: pm {kind} add \"…\"")).unwrap_or_default();
        return Some(format!("there are no {} to show{add}", one_of(plurals)));
    }
    if items.iter().all(|item| item.target.is_none()) {
        let first = &items[0].subject.id;
        return Some(format!("nothing here says when; give it a time: pm set {first} target=next"));
    }
    None
}
