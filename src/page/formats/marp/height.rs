//! How much of a slide a block takes, in the pixels of Marp's default theme at the size of letters that is set here.
//!
//! An estimate from the count of letters, on the safe side: nobody knows the font that a slide is shown in.

use crate::page::width::width;
use crate::page::{Block, Item, Row, Table, Text};

pub(super) type Height = usize;

/// What a slide of 1280 by 720 holds between its margins.
pub(super) const SLIDE: Height = 560;
/// The title of a slide, of one line.
pub(super) const TITLE: Height = 70;
const LINE: Height = 33;
const HEADING: Height = 54;
/// Between two blocks.
pub(super) const GAP: Height = 18;
/// What the cells of a table have above and below their text.
const CELL: Height = 12;
/// How many letters fit in a line.
const LETTERS: usize = 114;
/// How many letters the marks of a level of a list take.
const INDENT: usize = 5;
/// How many letters the borders of a column take.
const BORDER: usize = 3;
/// A column no wider than this is not narrowed for others.
const NARROW: usize = 12;

pub(super) fn of(block: &Block) -> Height {
    match block {
        Block::Heading { text, .. } => HEADING + LINE * (lines(text, LETTERS - 16) - 1),
        Block::Paragraph(text) => of_text(text),
        Block::List(list) => list.items.iter().map(of_item).sum::<Height>() + GAP,
        Block::Table(table) => {
            let widths = widths(table);
            head(table, &widths) + table.rows.iter().map(|row| of_row(row, &widths)).sum::<Height>() + GAP
        }
        Block::Facts(facts) => facts.len() * LINE + GAP,
        Block::Prose(text) | Block::Code { text, .. } => {
            text.lines().map(|line| LINE * in_width(width(line), LETTERS)).sum::<Height>() + GAP
        }
        _ => SLIDE,
    }
}

pub(super) fn of_text(text: &Text) -> Height {
    LINE * lines(text, LETTERS) + GAP
}

pub(super) fn of_item(item: &Item) -> Height {
    item_at(item, 1)
}

fn item_at(item: &Item, level: usize) -> Height {
    let letters = LETTERS.saturating_sub(INDENT * level).max(NARROW);
    let children = item.children.iter().map(|child| item_at(child, level + 1)).sum::<Height>();
    LINE * lines(&item.text, letters) + LINE / 4 + children
}

/// The head of a table, with what stands around the table.
pub(super) fn head(table: &Table, widths: &[usize]) -> Height {
    let titles = table.columns.iter().zip(widths);
    CELL + LINE * titles.map(|(column, wide)| in_width(width(&column.title), *wide)).max().unwrap_or(1)
}

pub(super) fn of_row(row: &Row, widths: &[usize]) -> Height {
    CELL + LINE * row.cells.iter().zip(widths).map(|(cell, wide)| lines(cell, *wide)).max().unwrap_or(1)
}

/// How many letters the columns of a table have: the narrow ones what they need, the others their share of the rest.
pub(super) fn widths(table: &Table) -> Vec<usize> {
    let needed = |at: usize| {
        let cells = table.rows.iter().filter_map(|row| row.cells.get(at));
        let cells = cells.map(|cell| width(&cell.to_plain())).max().unwrap_or_default();
        cells.max(table.columns.get(at).map_or(0, |column| width(&column.title)))
    };
    let needed: Vec<usize> = (0..table.columns.len()).map(needed).collect();
    let all = LETTERS.saturating_sub(BORDER * needed.len());
    let narrow: usize = needed.iter().filter(|needed| **needed <= NARROW).sum();
    let wide: usize = needed.iter().filter(|needed| **needed > NARROW).sum();
    let left = all.saturating_sub(narrow);
    let share = |needed: usize| (needed * left / wide.max(1)).clamp(NARROW, needed);
    needed.into_iter().map(|needed| if needed <= NARROW { needed } else { share(needed) }).collect()
}

fn lines(text: &Text, letters: usize) -> usize {
    in_width(width(&text.to_plain()), letters)
}

/// Lines are not filled to the end, as words are not broken: a tenth is lost where there are several.
fn in_width(taken: usize, letters: usize) -> usize {
    let letters = letters.max(1);
    if taken <= letters { 1 } else { (taken * 10).div_ceil(letters * 9) }
}
