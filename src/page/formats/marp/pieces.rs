//! Blocks taken apart where a slide is full.

use super::height::{self, Height};
use crate::page::{Block, Inline, Item, List, Table, Text};

/// What a block becomes on slides: texts in parts, and no alerts, which slides do not know.
pub(super) fn of(block: &Block) -> Vec<Block> {
    match block {
        Block::Note { tone, text } => {
            let mark = Text::from(Inline::Plain(format!("{} ", tone.mark())));
            vec![Block::Paragraph(mark.and_all(text.clone()))]
        }
        Block::Prose(text) => paragraphs(text).into_iter().map(Block::Prose).collect(),
        other => vec![other.clone()],
    }
}

/// The parts of a text between empty lines; a fenced text stays whole.
fn paragraphs(text: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut is_fenced = false;
    for line in text.lines() {
        let mark = line.trim_start();
        if mark.starts_with("```") || mark.starts_with("~~~") {
            is_fenced = !is_fenced;
        }
        match parts.last_mut() {
            Some(last) if !line.trim().is_empty() || is_fenced => {
                last.push_str(line);
                last.push('\n');
            }
            _ => parts.push(String::new()),
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// As much of a block as fits into `room`, and the rest. Where it `must` go on here, what cannot be parted fits whatever
/// it takes.
pub(super) fn split(block: Block, room: Height, must: bool) -> (Option<Block>, Option<Block>) {
    if height::of(&block) <= room {
        return (Some(block), None);
    }
    match block {
        Block::List(List { ordered, items }) => {
            let (mut fits, mut rest) = split_items(items, room.saturating_sub(height::GAP));
            if fits.is_empty() && must {
                fits.extend(rest.drain(..1));
            }
            let list = |items: Vec<Item>| (!items.is_empty()).then_some(Block::List(List { ordered, items }));
            (list(fits), list(rest))
        }
        Block::Table(Table { columns, mut rows }) => {
            let table = Table { columns, rows: Vec::new() };
            let widths = height::widths(&Table { rows: rows.clone(), ..table.clone() });
            let mut left = room.saturating_sub(height::head(&table, &widths) + height::GAP);
            let fit = rows.iter().take_while(|row| takes(&mut left, height::of_row(row, &widths))).count();
            let rest = rows.split_off(fit.max(usize::from(must)).min(rows.len()));
            let some =
                |rows: Vec<_>| (!rows.is_empty()).then(|| Block::Table(Table { rows, ..table.clone() }));
            (some(rows), some(rest))
        }
        other if must => (Some(other), None),
        other => (None, Some(other)),
    }
}

/// Items that fit. One that is taller than what is left, and than half a slide, is parted itself and named again.
fn split_items(items: Vec<Item>, room: Height) -> (Vec<Item>, Vec<Item>) {
    let mut left = room;
    let mut items = items.into_iter();
    let (mut fits, mut rest) = (Vec::new(), Vec::new());
    for item in items.by_ref() {
        let tall = height::of_item(&item);
        if takes(&mut left, tall) {
            fits.push(item);
            continue;
        }
        if tall > height::SLIDE / 2 && !item.children.is_empty() {
            let Item { text, checked, children } = item;
            let alone = Item { text, checked, children: Vec::new() };
            let (here, there) = split_items(children, left.saturating_sub(height::of_item(&alone)));
            let with = |children: Vec<Item>| Item { children, ..alone.clone() };
            if !here.is_empty() {
                fits.push(with(here));
            }
            if !there.is_empty() {
                rest.push(with(there));
            }
        } else {
            rest.push(item);
        }
        break;
    }
    rest.extend(items);
    (fits, rest)
}

fn takes(left: &mut Height, tall: Height) -> bool {
    let fits = tall <= *left;
    if fits {
        *left -= tall;
    }
    fits
}
