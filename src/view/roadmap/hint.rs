//! What a roadmap lacks, with the command that adds it.

use super::grouping::all;
use super::item::Item;
use super::work::Work;
use super::{By, Question};
use crate::plan::Plan;
use crate::text::words::one_of;

/// What is missing where there is nothing to show, or nothing that says when.
pub(super) fn for_items(
    question: &Question<'_>,
    kinds: &[usize],
    work: &Work<'_>,
    items: &[Item],
) -> Option<String> {
    if items.is_empty() {
        return Some(nothing(question, kinds, work));
    }
    if items.iter().all(|item| item.target.is_none()) && asks_when(question) {
        let has_target = |item: &&Item| {
            let kind = question.plan().kind_of(item.index);
            kind.field(crate::model::key::TARGET.name).is_some()
        };
        let first = &items.iter().find(has_target)?.subject.id;
        return Some(format!("nothing here says when; give it a time: pm set {first} target=next"));
    }
    None
}

/// Whether the answer is about time.
fn asks_when(question: &Question<'_>) -> bool {
    question.request.by.as_ref().is_none_or(By::is_time)
}

fn nothing(question: &Question<'_>, kinds: &[usize], work: &Work<'_>) -> String {
    let config = &question.plan().config;
    let hidden = work.hidden();
    if hidden > 0 && question.request.horizons.is_empty() {
        return format!("nothing is left to do: all {hidden} are done; `pm roadmap --done` shows them");
    }
    let plurals = one_of(kinds.iter().map(|at| config.kinds[*at].plural.as_str()));
    if question.request.chooses() && !work.is_empty() {
        return format!("no {plurals} fit; leave out a condition, or see all with `pm roadmap`");
    }
    match kinds.first().map(|at| &config.kinds[*at].name) {
        Some(kind) => format!("there are no {plurals} to show; write the first one: pm {kind} add \"…\""),
        None => {
            let names: Vec<&str> = config.kinds.iter().map(|kind| kind.name.as_str()).collect();
            format!(
                "no kind of this repository has a target; name those to show: pm roadmap --kind {} --by status",
                names.join(",")
            )
        }
    }
}

/// What is missing where everything stands in the last group.
pub(super) fn without_groups(question: &Question<'_>, by: &By, items: &[Item]) -> Option<String> {
    let (name, value) = match by {
        By::Horizon | By::Time(_) => ("target", "next"),
        By::Release => ("release", "…"),
        By::Objective => ("objective", "…"),
        By::Team => ("team", "…"),
        By::Product => return None,
        By::Field(name) => (name.as_str(), "…"),
    };
    let kind_has = |item: &&Item| question.plan().kind_of(item.index).field(name).is_some();
    let first = all(items).find(kind_has)?;
    Some(format!("nothing here has `{name}`; give it one: pm set {} {name}={value}", first.subject.id))
}

/// What a timeline lacks.
pub(super) fn without_dates(first: &str) -> String {
    format!("nothing here has a date; give it one: pm set {first} target=2026-Q4")
}

/// What outcomes lack.
pub(super) fn without_objectives(plan: &Plan) -> Option<String> {
    let kind = &plan.config.kinds[plan.config.kind_index("objective")?];
    Some(format!("there are no {} to show; write the first one: pm {} add \"…\"", kind.plural, kind.name))
}

/// Why the rows of a portfolio are no products.
pub(super) fn one_product(rows: &By) -> String {
    let rows = crate::text::words::plural_noun(&rows.name());
    format!("there is one product, so the rows are its {rows}; --lanes makes others")
}
