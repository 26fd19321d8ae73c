//! Many moved promises: in numbers, by group, and as strips of targets.

use std::cmp::Reverse;

use super::amounts::{amount, days, minors, notice, times};
use super::item::Item;
use super::totals::Totals;
use super::{Group, Slips};
use crate::page::{Block, Column, Inline, Page, Row, Table, Text, Tone};
use crate::text::words::{capitalised, list_of, plural};
use crate::view::history::limits;

/// The heading of a section, and which items belong to it.
type Section = (&'static str, fn(&Item) -> bool);

/// By the way that the items moved.
const SECTIONS: [Section; 3] = [
    ("Moved later", |item| item.slips > 0),
    ("Pulled in", |item| item.slips == 0 && item.pulls > 0),
    ("Changed otherwise", Item::is_only_changed),
];

/// The answer on many artifacts.
pub(super) fn page(slips: &Slips) -> Page {
    let mut blocks = Vec::new();
    if slips.totals.dated > 0 {
        blocks.push(Block::Facts(facts(&slips.totals)));
    }
    let prefix = common_prefix(slips.groups.iter().flat_map(|group| &group.items));
    match &slips.by {
        None => {
            for group in &slips.groups {
                blocks.extend(sections(&group.items, 1, &prefix));
            }
        }
        Some(by) => {
            blocks.push(Block::Table(comparison(by, &slips.groups)));
            for group in slips.groups.iter().filter(|group| group.items.iter().any(Item::is_moved)) {
                let text = group.name.clone().unwrap_or_default().into();
                blocks.push(Block::Heading { level: 1, text });
                blocks.extend(sections(&group.items, 2, &prefix));
            }
        }
    }
    if !slips.groups.iter().any(|group| group.items.iter().any(Item::is_moved)) {
        let (tone, text) = match slips.totals.dated {
            0 => (Tone::Muted, "No commit ever promised a date."),
            _ => (Tone::Good, "Nothing that was promised moved."),
        };
        blocks.push(Block::Note { tone, text: text.into() });
    }
    blocks.extend(notes(slips));
    Page { title: "Slips".into(), summary: slips.definition.as_str().into(), blocks }
}

/// What happened, as facts.
fn facts(totals: &Totals) -> Vec<(String, Text)> {
    let times_each = match totals.slips {
        slips if slips == totals.slipped => "once each".to_owned(),
        slips => format!("{} in all", times(slips)),
    };
    let slipped = match totals.slipped {
        0 => format!("none of {}", plural(totals.dated, "target")),
        slipped => format!(
            "{slipped} of {}, in {} of {}, {times_each}",
            plural(totals.dated, "target"),
            totals.slipped_artifacts,
            plural(totals.dated_artifacts, "artifact"),
        ),
    };
    let mut facts = vec![("Moved later".to_owned(), slipped)];
    let medians = [totals.median_days.map(days), totals.median_minors.map(minors)];
    let medians: Vec<String> = medians.into_iter().flatten().collect();
    if !medians.is_empty() {
        facts.push((
            "Median slip".to_owned(),
            format!("{}, from the first target to the last", list_of(medians)),
        ));
    }
    if let Some(notice) = totals.median_notice {
        let median = match notice {
            0.. => format!("{} before the target was due", days(notice)),
            _ => format!("{} after the target was due", days(notice)),
        };
        let late = match totals.after_the_day {
            0 => "none after it".to_owned(),
            count => format!("{count} of {} after it", totals.with_notice),
        };
        facts.push(("Median notice".to_owned(), format!("{median}; {late}")));
    }
    if totals.pulled_in > 0 {
        facts.push((
            "Pulled in".to_owned(),
            format!("{}, {}", plural(totals.pulled_in, "target"), times(totals.pulls)),
        ));
    }
    facts.into_iter().map(|(name, text)| (name, text.into())).collect()
}

/// How the groups compare.
fn comparison(by: &str, groups: &[Group]) -> Table {
    let columns = vec![
        Column::text(by, &capitalised(by), true),
        Column::number("dated", "Targets"),
        Column::number("slipped", "Slipped"),
        Column::number("slips", "Slips"),
        Column::number("median", "Median slip"),
        Column::number("median_notice", "Notice"),
        Column::number("after_the_day", "Told late"),
        Column::number("pulled_in", "Pulled in"),
    ];
    let count = |count: usize| Text::from(if count == 0 { String::new() } else { count.to_string() });
    let rows = groups.iter().map(|group| {
        let totals = &group.totals;
        let cells = vec![
            group.name.clone().unwrap_or_default().into(),
            totals.dated.to_string().into(),
            count(totals.slipped),
            count(totals.slips),
            amount(totals.median_days, totals.median_minors),
            notice(totals.median_notice),
            count(totals.after_the_day),
            count(totals.pulled_in),
        ];
        Row { cells, depth: 0 }
    });
    Table { columns, rows: rows.collect() }.without_empty_columns()
}

/// A table for each way that items moved, with headings where there are several.
fn sections(items: &[Item], level: u8, prefix: &str) -> Vec<Block> {
    let filled = SECTIONS.iter().filter(|(_, belongs)| items.iter().any(belongs)).count();
    let mut blocks = Vec::new();
    for (title, belongs) in SECTIONS {
        let items: Vec<&Item> = items.iter().filter(|item| belongs(item)).collect();
        if items.is_empty() {
            continue;
        }
        if filled > 1 || title != SECTIONS[0].0 {
            blocks.push(Block::Heading { level, text: title.into() });
        }
        blocks.push(Block::Table(strips(&items, prefix)));
    }
    blocks
}

fn strips(items: &[&Item], prefix: &str) -> Table {
    let is_earlier = items.iter().all(|item| item.slips == 0);
    let columns = vec![
        Column::text("id", "Item", true),
        Column::text("targets", "Targets", true),
        Column::number("slips", "Slips"),
        Column::number("days", if is_earlier { "Earlier by" } else { "Later by" }),
        Column::number("notice", "Notice"),
        Column::text("reason", "Reason", true),
    ];
    let sign = if is_earlier { -1 } else { 1 };
    let is_plain = items.iter().all(|item| item.field == "target");
    let rows = items.iter().map(|item| {
        let field = item.field.strip_prefix(prefix).unwrap_or(&item.field);
        let named = item.subject.named();
        let named = match is_plain {
            true => named,
            false => named.and(Inline::Toned(Tone::Muted, format!(", {field}"))),
        };
        let cells = vec![
            named,
            strip(item),
            moves_text(item),
            amount(item.days.map(|days| sign * days), item.minors.map(|minors| sign * minors)),
            notice(item.notice),
            item.reason.clone().unwrap_or_default().into(),
        ];
        Row { cells, depth: 0 }
    });
    Table { columns, rows: rows.collect() }.without_empty_columns()
}

/// `2026-Q1 → Q2 → Q4`, and what is written there now where that is no promise.
fn strip(item: &Item) -> Text {
    let mut text = Text::new();
    for (at, value) in item.strip.iter().enumerate() {
        if at > 0 {
            text = text.and(Inline::Plain(" \u{2192} ".into()));
        }
        text = text.and(Inline::Plain(value.clone()));
    }
    match &item.instead {
        None => text,
        Some(word) if word.is_empty() => text.and(Inline::Toned(Tone::Muted, " \u{2192} taken out".into())),
        Some(word) => text.and(Inline::Toned(Tone::Caution, format!(" \u{2192} {word}"))),
    }
}

/// `3`, or `3, 1 back`.
fn moves_text(item: &Item) -> Text {
    match (item.slips, item.pulls) {
        (0, _) => "".into(),
        (slips, 0) => slips.to_string().into(),
        (slips, pulls) => format!("{slips}, {pulls} back").into(),
    }
}

/// What all fields begin with: `milestone.`; nothing where they differ.
fn common_prefix<'a>(mut items: impl Iterator<Item = &'a Item>) -> String {
    let prefix = |item: &Item| item.field.rsplit_once('.').map(|(prefix, _)| format!("{prefix}."));
    let Some(first) = items.next().and_then(prefix) else { return String::new() };
    if items.all(|item| item.field.starts_with(&first)) { first } else { String::new() }
}

pub(super) fn notes(slips: &Slips) -> Vec<Block> {
    let mut blocks = Vec::new();
    let unclear: usize = slips.unclear.values().sum();
    if unclear > 0 {
        let mut words: Vec<(&String, &usize)> = slips.unclear.iter().collect();
        words.sort_by_key(|(_, count)| Reverse(**count));
        let such_as = if words.len() > 3 { "such as " } else { "" };
        let values = plural(unclear, "value");
        let mut text = Text::plain(format!("Passed over, for they promise nothing: {values}, {such_as}"));
        for (at, (word, _)) in words.iter().take(3).enumerate() {
            let gap = if at > 0 { ", " } else { "" };
            text = text.and(Inline::Plain(gap.into())).and(Inline::Code((*word).clone()));
        }
        blocks.push(Block::Note { tone: Tone::Caution, text: text.and(Inline::Plain(".".into())) });
    }
    blocks.extend(limits(slips.unreadable, slips.absent, slips.shallow));
    blocks
}
