//! Artifacts that were named: each promise of them move by move.

use indexmap::IndexMap;

use super::Slips;
use super::amounts::{days, later, times};
use super::item::{Item, Moved, Source};
use super::layout::notes;
use crate::page::{Block, Inline, Item as ListItem, List, Page, Text, Tone};

/// The answer on artifacts that were named: every move.
pub(super) fn page(slips: &Slips) -> Page {
    let items: Vec<&Item> = slips.groups.iter().flat_map(|group| &group.items).collect();
    let mut artifacts: IndexMap<&str, Vec<&Item>> = IndexMap::new();
    for item in items {
        artifacts.entry(&item.subject.path).or_default().push(item);
    }
    let name = |items: &[&Item]| items.first().map(|item| item.subject.named()).unwrap_or_default();
    let only = artifacts.first().filter(|_| artifacts.len() == 1);
    let level = if only.is_some() { 1 } else { 2 };
    let mut blocks = Vec::new();
    for items in artifacts.values() {
        if only.is_none() {
            blocks.push(Block::Heading { level: 1, text: name(items) });
        }
        for item in items {
            blocks.push(Block::Heading { level, text: headline(item).into() });
            blocks.push(Block::Paragraph(story(item).into()));
            blocks.push(Block::List(List { ordered: false, items: entries(item) }));
        }
    }
    if artifacts.is_empty() {
        let text = "No commit ever promised a date there.";
        blocks.push(Block::Note { tone: Tone::Muted, text: text.into() });
    }
    blocks.extend(notes(slips));
    let title = only.map_or_else(|| "Slips".into(), |(_, items)| name(items));
    Page { title, summary: slips.definition.as_str().into(), blocks }
}

/// `target: 2026-Q1 → 2026-Q4`
fn headline(item: &Item) -> String {
    let now = match &item.instead {
        None => item.now.clone(),
        Some(word) if word.is_empty() => format!("{}, taken out since", item.now),
        Some(word) => format!("{}, now {word}", item.now),
    };
    match item.is_moved() {
        true => format!("{}: {} \u{2192} {now}", item.field, item.original),
        false => format!("{}: {now}", item.field),
    }
}

fn story(item: &Item) -> String {
    let first = item.targets.first();
    let since = match first.and_then(|first| first.by.as_ref()) {
        Some(by) => format!("Promised first on {}", by.day),
        None => "Promised before the history that was read".to_owned(),
    };
    if !item.is_moved() {
        let never =
            if first.is_some_and(|first| first.by.is_some()) { "never moved" } else { "not moved since" };
        return format!("{since}, and {never}.");
    }
    let mut moved = Vec::new();
    if item.slips > 0 {
        moved.push(format!("moved later {}", times(item.slips)));
    }
    if item.pulls > 0 {
        moved.push(format!("pulled in {}", times(item.pulls)));
    }
    if item.other_changes > 0 {
        moved.push(format!("changed otherwise {}", times(item.other_changes)));
    }
    let net = match (item.days, item.minors) {
        (Some(0), _) | (_, Some(0)) => "; as it was at first".to_owned(),
        (days, minors) => later(days, minors).map(|net| format!("; {net} than at first")).unwrap_or_default(),
    };
    format!("{since}, {}{net}.", moved.join(", "))
}

/// The first promise and every move, each with who did it and why.
fn entries(item: &Item) -> Vec<ListItem> {
    let entry = |text: Text, by: Option<&Source>| ListItem {
        text: match by {
            Some(by) => Text::from(Inline::Strong(format!("{} ", by.day))).and_all(text),
            None => Text::from(Inline::Strong("earlier ".into())).and_all(text),
        },
        checked: None,
        children: by.and_then(because).into_iter().collect(),
    };
    let first = item.targets.first().map(|first| {
        let which =
            if first.by.is_some() { ", the first promise" } else { ", the first promise that is known" };
        let text = Text::plain(first.value.as_str()).and(Inline::Toned(Tone::Muted, which.into()));
        entry(text, first.by.as_ref())
    });
    first.into_iter().chain(item.moves.iter().map(|each| entry(move_text(each), Some(&each.by)))).collect()
}

/// Who moved it and why, as far as it may be told.
fn because(by: &Source) -> Option<ListItem> {
    if by.author.is_empty() && by.commit.is_empty() {
        return None;
    }
    let text = Text::plain(by.author.clone());
    let text = match by.commit.as_str() {
        "" => text,
        commit => text
            .and(Inline::Plain(format!(": {} ", by.reason)))
            .and(Inline::Toned(Tone::Muted, format!("({commit})"))),
    };
    Some(ListItem { text, checked: None, children: Vec::new() })
}

/// `2026-Q1 → 2026-Q2, 91 days later, 12 days before it was due`
fn move_text(each: &Moved) -> Text {
    let text = Text::plain(format!("{} \u{2192} {}", each.from, each.to));
    let way = later(each.days, each.minors)
        .or_else(|| (each.is_later() || each.is_earlier()).then(|| each.shift.to_owned()));
    let text = match way {
        Some(way) => text.and(Inline::Plain(format!(", {way}"))),
        None => text,
    };
    match each.notice.filter(|_| each.is_later()) {
        None => text,
        Some(notice @ 0..) => text.and(Inline::Plain(format!(", {} before it was due", days(notice)))),
        Some(notice) => {
            text.and(Inline::Toned(Tone::Caution, format!(", {} after it was due", days(notice))))
        }
    }
}
