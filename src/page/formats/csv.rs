//! CSV as RFC 4180 describes it: one sheet with the data of a page, for spreadsheets and for `pm apply`.
//!
//! The first block that holds data decides what the sheet shows; every other block of its kind joins it, so
//! that nothing is left out of a roadmap of several tables. Prose has no place in a sheet.

use std::borrow::Cow;

use indexmap::IndexSet;

use crate::page::anchor::subject;
use crate::page::formats::{Format, Surface};
use crate::page::{Block, Board, Card, Item, List, Page, Table, Text};
use crate::text::sheet;
use crate::text::visible::{one_line, spelt_out};

pub(crate) const FORMAT: Format = Format { name: "csv", render: |page, surface| Some(render(page, surface)) };

fn render(page: &Page, _: &Surface) -> String {
    let page = &page.unfolded();
    let page = &pictures_as_tables(page);
    let sheet = page.blocks.iter().find_map(|block| match block {
        Block::Table(_) => Some(tables(page)),
        Block::Board(_) => Some(boards(page)),
        Block::Facts(_) => Some(facts(page)),
        Block::List(_) => Some(lists(page)),
        _ => None,
    });
    sheet.map_or_else(String::new, sheet::write)
}

/// The page with what each picture shows in its place.
fn pictures_as_tables(page: &Page) -> Cow<'_, Page> {
    let table = |block: &Block| match block {
        Block::Chart(chart) => Some(chart.table()),
        Block::Timeline(timeline) => Some(timeline.sheet()),
        Block::Graph(graph) => Some(graph.table()),
        Block::Matrix(matrix) => Some(matrix.table()),
        _ => None,
    };
    if page.blocks.iter().all(|block| table(block).is_none()) {
        return Cow::Borrowed(page);
    }
    let mut page = page.clone();
    for block in &mut page.blocks {
        if let Some(table) = table(block) {
            *block = Block::Table(table);
        }
    }
    Cow::Owned(page)
}

/// The tables under one header: columns of the same name are one column. With several tables, the column
/// `section` names the heading a row stands under.
fn tables(page: &Page) -> Vec<Vec<String>> {
    let tables: Vec<(String, &Table)> = under_headings(page, |block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    let names: IndexSet<&str> = tables
        .iter()
        .flat_map(|(_, table)| table.columns.iter().map(|column| column.name.as_str()))
        .collect();
    let several = tables.len() > 1;
    let section = several.then(|| "section".to_owned());
    let mut sheet: Vec<Vec<String>> =
        vec![section.into_iter().chain(names.iter().map(|name| one_line(name).into_owned())).collect()];
    for (heading, table) in &tables {
        let places: Vec<_> =
            names.iter().map(|name| table.columns.iter().position(|column| column.name == *name)).collect();
        sheet.extend(table.rows.iter().map(|row| {
            let cells =
                places.iter().map(|at| at.and_then(|at| row.cells.get(at)).map_or_else(String::new, cell));
            several.then(|| heading.clone()).into_iter().chain(cells).collect()
        }));
    }
    sheet
}

/// The cards of all boards; with several boards, `section` names the heading a board stands under, and where
/// a board has lanes, `lane` the lane.
fn boards(page: &Page) -> Vec<Vec<String>> {
    let boards: Vec<(String, &Board)> = under_headings(page, |block| match block {
        Block::Board(board) => Some(board),
        _ => None,
    });
    let several = boards.len() > 1;
    let laned = boards.iter().any(|(_, board)| !board.lanes.is_empty());
    let head = ["section", "lane", "column", "id", "title", "details", "parent"].map(str::to_owned);
    let mut sheet = vec![head.to_vec()];
    for (heading, board) in boards {
        let place = |lane: &Text, column: &Text| Place {
            section: heading.clone(),
            lane: cell(lane),
            column: cell(column),
        };
        for column in &board.columns {
            cards(&column.cards, &place(&Text::new(), &column.title), "", &mut sheet);
        }
        for lane in &board.lanes {
            for (column, held) in board.columns.iter().zip(&lane.cells) {
                cards(held, &place(&lane.title, &column.title), "", &mut sheet);
            }
        }
    }
    if !laned {
        sheet.iter_mut().for_each(|row| drop(row.remove(1)));
    }
    if !several {
        sheet.iter_mut().for_each(|row| drop(row.remove(0)));
    }
    sheet
}

/// Where on a page of boards a card stands.
struct Place {
    section: String,
    lane: String,
    column: String,
}

fn cards(cards: &[Card], place: &Place, parent: &str, sheet: &mut Vec<Vec<String>>) {
    for card in cards {
        let id = subject(&card.title).map_or_else(String::new, |id| spelt_out(id).into_owned());
        let words = if id.is_empty() { card.title.clone() } else { Text(card.title.0[1..].to_vec()) };
        let title = one_line(&words.to_plain()).into_owned();
        let details = card.lines.iter().map(cell).collect::<Vec<_>>().join("; ");
        let name = if id.is_empty() { title.clone() } else { id.clone() };
        let (section, lane, column) = (place.section.clone(), place.lane.clone(), place.column.clone());
        sheet.push(vec![section, lane, column, id, title, details, parent.to_owned()]);
        self::cards(&card.children, place, &name, sheet);
    }
}

fn facts(page: &Page) -> Vec<Vec<String>> {
    let mut sheet = vec![vec!["name".to_owned(), "value".to_owned()]];
    for block in &page.blocks {
        if let Block::Facts(facts) = block {
            sheet.extend(facts.iter().map(|(name, value)| vec![spelt_out(name).into_owned(), cell(value)]));
        }
    }
    sheet
}

fn lists(page: &Page) -> Vec<Vec<String>> {
    let mut sheet = vec![["section", "text", "checked", "parent"].map(str::to_owned).to_vec()];
    let lists: Vec<(String, &List)> = under_headings(page, |block| match block {
        Block::List(list) => Some(list),
        _ => None,
    });
    for (heading, list) in lists {
        items(&list.items, &heading, "", &mut sheet);
    }
    sheet
}

fn items(items: &[Item], section: &str, parent: &str, sheet: &mut Vec<Vec<String>>) {
    for item in items {
        let checked = item.checked.map_or_else(String::new, |checked| checked.to_string());
        let text = cell(&item.text);
        sheet.push(vec![section.to_owned(), text.clone(), checked, parent.to_owned()]);
        self::items(&item.children, section, &text, sheet);
    }
}

/// The blocks that `pick` takes, each with the headings it stands under, outermost first.
fn under_headings<'a, T>(page: &'a Page, pick: impl Fn(&'a Block) -> Option<&'a T>) -> Vec<(String, &'a T)> {
    let mut path: Vec<(u8, String)> = Vec::new();
    let mut found = Vec::new();
    for block in &page.blocks {
        if let Block::Heading { level, text } = block {
            path.retain(|(above, _)| above < level);
            path.push((*level, cell(text)));
        } else if let Some(taken) = pick(block) {
            let names: Vec<&str> = path.iter().map(|(_, name)| name.as_str()).collect();
            found.push((names.join(" / "), taken));
        }
    }
    found
}

fn cell(text: &Text) -> String {
    spelt_out(&text.to_plain()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_tables_are_one_sheet() {
        let table = |names: &[&str], cells: &[&str]| {
            let columns = names.iter().map(|name| crate::page::Column {
                title: (*name).to_owned(),
                name: (*name).to_owned(),
                align: crate::page::Align::Left,
                wraps: false,
            });
            let cells = cells.iter().map(|cell| Text::from(*cell)).collect();
            Block::Table(Table {
                columns: columns.collect(),
                rows: vec![crate::page::Row { cells, depth: 0 }],
            })
        };
        let blocks = vec![
            Block::Heading { level: 1, text: "Now".into() },
            table(&["id", "title"], &["REQ-1", "Export"]),
            Block::Heading { level: 1, text: "Later".into() },
            table(&["id", "effort"], &["REQ-2", "3"]),
        ];
        let page = Page { blocks, ..Page::default() };
        let sheet = render(&page, &Surface::default());
        assert_eq!(sheet, "section,id,title,effort\r\nNow,REQ-1,Export,\r\nLater,REQ-2,,3\r\n");
    }
}
