//! The words for what a card or a row says of an item.

use crate::page::{Inline, Text, Tone};
use crate::view::roadmap::item::{Item, Progress, Remark};
use crate::view::schedule::Origin;

/// Pieces with a dot between them.
pub(crate) fn separated(pieces: Vec<Inline>) -> Text {
    let mut text = Text::new();
    for piece in pieces {
        if !text.0.is_empty() {
            text = text.and(Inline::Plain(" · ".into()));
        }
        text = text.and(piece);
    }
    text
}

/// The target, and where it comes from where the artifact does not say it itself.
pub(crate) fn when(item: &Item) -> Option<String> {
    let when = item.target.as_ref()?;
    Some(match (when.from, &item.release_version) {
        (Origin::Own, _) => when.text.clone(),
        (Origin::Release, Some(version)) => format!("{} with {version}", when.text),
        (Origin::Release, None) => format!("{} with its release", when.text),
        (Origin::Deliverables, _) => format!("{} by its deliverables", when.text),
    })
}

pub(crate) fn remark(remark: &Remark) -> Inline {
    let tone = if remark.name == "delivered" { Tone::Caution } else { Tone::Bad };
    Inline::Toned(tone, remark.text.clone())
}

pub(crate) fn progress(progress: Progress) -> String {
    format!("{} of {} done", progress.done, progress.total)
}

pub(crate) fn people(item: &Item) -> Option<String> {
    match (&item.owner_name, &item.team_name) {
        (Some(owner), Some(team)) => Some(format!("{owner}, {team}")),
        (Some(one), None) | (None, Some(one)) => Some(one.clone()),
        (None, None) => None,
    }
}

/// What was asked for, as lines: texts that read by themselves, then the rest with its name.
pub(crate) fn facts(item: &Item) -> Option<Vec<Text>> {
    const PLAIN: [&str; 4] = ["status", "target", "progress", "owner"];
    const LINES: [&str; 2] = ["outcome", "remarks"];
    let facts = item.facts.as_ref()?;
    let mut lines = Vec::new();
    let mut line = Text::new();
    for fact in facts.0.iter().filter(|fact| !fact.text.is_empty()) {
        if LINES.contains(&fact.name.as_str()) {
            lines.push(std::mem::take(&mut line));
            lines.push(fact.text.clone());
            continue;
        }
        if !line.is_empty() {
            line = line.and(Inline::Plain(" · ".into()));
        }
        if !PLAIN.contains(&fact.name.as_str()) {
            line = line.and(Inline::Plain(format!("{}: ", fact.name.replace('_', " "))));
        }
        line = line.and_all(fact.text.clone());
    }
    lines.push(line);
    lines.retain(|line| !line.is_empty());
    Some(lines)
}
