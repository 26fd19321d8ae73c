//! What is wanted by whom: ideas and opportunities with their voices, customers, revenue and customer-weighted score.
//!
//! What nobody asked for is counted and not listed; what cannot be weighed says what it needs, and is never 0.

mod of_one;
mod sheet;
mod wanted;

use std::collections::BTreeSet;

use serde::Serialize;

pub(crate) use of_one::DemandOfOne;
pub(crate) use wanted::Wanted;

use crate::model::values::Date;
use crate::page::{Block, Column, Page, Row, Table, Tone};
use crate::plan::demand::{Demands, WANTED};
use crate::plan::query::{Environment, Filter, QueryFault, Request, Scope};
use crate::plan::{ArtifactIndex, Plan};
use crate::text::words::{list_of, plural};
use crate::view::View;

/// The kinds that demand is told of where nobody names one: those that a plan has.
pub(crate) fn usual_kinds(plan: &Plan) -> Vec<usize> {
    WANTED.iter().filter_map(|name| plan.config.kind_index(name)).collect()
}

/// What is wanted, the most first.
#[derive(Serialize, Debug)]
pub(crate) struct DemandList {
    kinds: Vec<String>,
    /// The highest score first, within a currency; then what cannot be weighed, by customers and voices.
    wanted: Vec<Wanted>,
    /// How many nobody asked for.
    unwanted: usize,
    /// What to know about the figures as a whole.
    remarks: Vec<String>,
    #[serde(skip)]
    plurals: String,
}

impl DemandList {
    /// The artifacts of `kinds` that pass the conditions; those that are open and active where there are none.
    ///
    /// # Errors
    /// A condition with a name that the kinds do not know.
    pub(crate) fn of(
        environment: &Environment<'_>,
        kinds: &[usize],
        conditions: &Request,
        all: bool,
    ) -> Result<Self, QueryFault> {
        let plan = environment.plan();
        let scope = Scope::artifacts(environment, kinds);
        let mut chosen = Filter::of(&scope, conditions)?.select()?;
        let is_asked = all || !conditions.is_empty();
        chosen.retain(|index| is_asked || !plan.artifact(*index).is_closed(plan.kind_of(*index)));
        let mut wanted: Vec<(ArtifactIndex, Wanted)> = Vec::new();
        let mut unwanted = 0;
        for kind in kinds {
            let demands = Demands::of(plan, *kind, environment.today());
            let of_kind = chosen.iter().filter(|index| usize::from(plan.artifact(**index).kind) == *kind);
            for index in of_kind {
                let demand = demands.for_artifact(*index);
                match demand.is_wanted() {
                    true => wanted.push((*index, Wanted::of(plan, *index, &demand))),
                    false => unwanted += 1,
                }
            }
        }
        wanted.sort_by(|(one, first), (other, second)| {
            first
                .order(second)
                .then_with(|| environment.id_key(*one).cmp(&environment.id_key(*other)))
                .then_with(|| one.cmp(other))
        });
        let wanted: Vec<Wanted> = wanted.into_iter().map(|(_, wanted)| wanted).collect();
        Ok(Self {
            kinds: kinds.iter().map(|kind| plan.config.kinds[*kind].name.clone()).collect(),
            remarks: remarks(&wanted),
            wanted,
            unwanted,
            plurals: list_of(kinds.iter().map(|kind| plan.config.kinds[*kind].plural.as_str())),
        })
    }
}

fn remarks(wanted: &[Wanted]) -> Vec<String> {
    let currencies: BTreeSet<&str> = wanted.iter().filter_map(|each| each.currency.as_deref()).collect();
    let mut remarks = Vec::new();
    if currencies.len() > 1 {
        remarks.push(format!("scores in {} cannot be compared", list_of(currencies)));
    }
    remarks
}

impl View for DemandList {
    const NAME: &'static str = "demand";

    fn page(&self) -> Page {
        let mut blocks = Vec::new();
        if self.wanted.is_empty() {
            let text = "Nobody is known to want any. Link the feedback that an idea answers: pm link IDEA-1 answers FB-1";
            blocks.push(Block::Note { tone: Tone::Muted, text: text.into() });
        } else {
            blocks.push(Block::Table(self.table()));
        }
        let notes =
            self.remarks.iter().map(|text| Block::Note { tone: Tone::Caution, text: text.as_str().into() });
        blocks.extend(notes);
        let summary = match (self.wanted.len(), self.unwanted) {
            (0, 0) => format!("no {}", self.plurals),
            (wanted, 0) => format!("{wanted} asked for"),
            (wanted, unwanted) => format!("{wanted} asked for · {unwanted} not"),
        };
        Page { title: "Demand".into(), summary: summary.into(), blocks }
    }

    fn sheet(&self) -> Page {
        let blocks = vec![Block::Table(sheet::table(&self.wanted))];
        Page { title: "Demand".into(), summary: "".into(), blocks }
    }
}

impl DemandList {
    fn table(&self) -> Table {
        let several = !self.remarks.is_empty();
        let rows = self.wanted.iter().map(|each| Row {
            cells: vec![
                each.subject.reference().into(),
                each.subject.title.as_str().into(),
                each.voices.to_string().into(),
                each.customers.to_string().into(),
                each.revenue_shown().into(),
                each.score_shown(several),
                each.per_effort.map_or_else(String::new, wanted::whole).into(),
            ],
            depth: 0,
        });
        Table {
            columns: vec![
                Column::text("id", "Id", false),
                Column::text("title", "Title", true),
                Column::number("voices", "Voices"),
                Column::number("customers", "Customers"),
                Column::text("revenue", "Revenue a year", true),
                Column::text("score", "Score", true),
                Column::number("score_per_effort", "Per effort"),
            ],
            rows: rows.collect(),
        }
        .without_empty_columns()
    }
}

/// What is said of the demand for an artifact in one line; nothing where nobody is known to want it.
pub(crate) fn in_one_line(plan: &Plan, index: ArtifactIndex, today: Date) -> Option<String> {
    let kind = usize::from(plan.artifact(index).kind);
    if !WANTED.contains(&plan.config.kinds[kind].name.as_str()) {
        return None;
    }
    let demand = Demands::of(plan, kind, today).for_artifact(index);
    if !demand.is_wanted() {
        return None;
    }
    let wanted = Wanted::of(plan, index, &demand);
    let mut words = Vec::new();
    if wanted.voices > 0 {
        words.push(plural(wanted.voices, "voice"));
    }
    if wanted.customers > 0 {
        words.push(plural(wanted.customers, "customer"));
    }
    if !wanted.revenue.is_empty() {
        words.push(format!("{} a year", wanted.revenue_shown()));
    }
    if wanted.customers == 0 && !wanted.segments.is_empty() {
        words.push(list_of(&wanted.segments));
    }
    words.extend(wanted.score.map(|score| format!("customer-weighted score {}", wanted::whole(score))));
    Some(words.join(" · "))
}
