//! An item as a card of a board.

use super::words::{facts, people, progress, remark, separated, when};
use crate::page::{Card, Inline, Text};
use crate::text::words::plural;
use crate::view::roadmap::item::Item;

/// Everything that is known of an item, with its deliverables under it.
pub(super) fn full(item: &Item) -> Card {
    let mut card = under_objective(item);
    if let Some(objective) = item.objective.as_ref().filter(|_| item.facts.is_none()) {
        card.lines.push(
            Text::plain("for ")
                .and(objective.reference())
                .and(Inline::Plain(format!(" {}", objective.title))),
        );
    }
    card
}

/// An item where the objective that it is for stands over it.
pub(super) fn under_objective(item: &Item) -> Card {
    let lines = facts(item).unwrap_or_else(|| usual(item));
    Card {
        title: title(item),
        lines,
        children: item.deliverables.iter().map(|each| part(each, item)).collect(),
    }
}

/// An item in a line: where it stands, and what is wrong with it.
pub(super) fn short(item: &Item) -> Card {
    let lines = facts(item).unwrap_or_else(|| {
        let mut pieces: Vec<Inline> = item.subject.status_word().into_iter().collect();
        pieces.extend(item.progress.map(|it| Inline::Plain(progress(it))));
        if item.progress.is_none() && !item.deliverables.is_empty() {
            pieces.push(Inline::Plain(plural(item.deliverables.len(), "deliverable")));
        }
        pieces.extend(item.remarks.iter().map(remark));
        vec![separated(pieces)]
    });
    Card { title: title(item), lines, children: Vec::new() }
}

fn title(item: &Item) -> Text {
    Text::from(item.subject.reference())
        .and(Inline::Plain(" ".into()))
        .and(Inline::Strong(item.subject.title.clone()))
}

fn usual(item: &Item) -> Vec<Text> {
    let mut lines: Vec<Text> = item.outcome.iter().map(|outcome| outcome.as_str().into()).collect();
    let mut pieces: Vec<Inline> = item.subject.status_word().into_iter().collect();
    pieces.extend(when(item).map(Inline::Plain));
    pieces.extend(item.progress.map(|it| Inline::Plain(progress(it))));
    pieces.extend(item.confidence.map(|percent| Inline::Plain(format!("{percent}% sure"))));
    pieces.extend(people(item).map(Inline::Plain));
    lines.push(separated(pieces));
    lines.extend(item.remarks.iter().map(|each| Text::from(remark(each))));
    lines.retain(|line| !line.is_empty());
    lines
}

/// A deliverable says only what its bet has not said already.
fn part(item: &Item, above: &Item) -> Card {
    let lines = facts(item).unwrap_or_else(|| {
        let mut pieces: Vec<Inline> = item.subject.status_word().into_iter().collect();
        let same = |one: &Item| one.target.as_ref().map(|when| when.target);
        if same(item) != same(above) || item.release_version.is_some() {
            pieces.extend(when(item).map(Inline::Plain));
        }
        let mut lines = vec![separated(pieces)];
        lines.extend(item.remarks.iter().map(|each| Text::from(remark(each))));
        lines.retain(|line: &Text| !line.is_empty());
        lines
    });
    Card { title: item.subject.named(), lines, children: Vec::new() }
}
