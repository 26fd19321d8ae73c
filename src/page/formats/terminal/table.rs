//! Tables without boxes: columns two spaces apart, that fold when the terminal is too narrow.
//!
//! First the columns that may wrap do, at words; when even that leaves too little, each row becomes a block of
//! named lines. Ids, numbers and dates are never broken.

use comfy_table::{Cell, CellAlignment, ColumnConstraint, ContentArrangement, Width, presets};

use crate::page::formats::Surface;
use crate::page::{Align, Table};

use super::facts;
use super::style::Role;
use super::styled::{Addresses, Line, LongWord, Styled};

const GAP: usize = 2;

/// A column that wraps is not made narrower than this.
const NARROWEST: usize = 14;

/// A table of styled cells.
pub(super) struct Grid {
    pub(super) columns: Vec<GridColumn>,
    pub(super) rows: Vec<GridRow>,
}

pub(super) struct GridColumn {
    pub(super) title: Styled,
    pub(super) align: Align,
    pub(super) wraps: bool,
}

/// A row with as many cells as there are columns; the first is indented by `indent` columns.
pub(super) struct GridRow {
    pub(super) indent: usize,
    pub(super) cells: Vec<Styled>,
}

pub(super) fn lines(table: &Table, surface: &Surface) -> Vec<Line> {
    let columns = table.columns.iter().map(|column| GridColumn {
        title: Styled::new(&column.title, Role::Label),
        align: column.align,
        wraps: column.wraps,
    });
    let rows = table.rows.iter().enumerate().map(|(at, row)| {
        let name = if table.is_parent(at) { Role::Strong } else { Role::Plain };
        let roles = [name, name].into_iter().chain(std::iter::repeat(Role::Plain));
        let cells = row.cells.iter().zip(roles);
        let cells = cells.map(|(cell, role)| Styled::of(cell, role, Addresses::Hidden, surface));
        let mut cells: Vec<_> = cells.take(table.columns.len()).collect();
        cells.resize_with(table.columns.len(), Styled::default);
        GridRow { indent: usize::from(row.depth) * 2, cells }
    });
    grid_lines(&Grid { columns: columns.collect(), rows: rows.collect() }, surface)
}

pub(super) fn grid_lines(grid: &Grid, surface: &Surface) -> Vec<Line> {
    if grid.columns.is_empty() {
        return Vec::new();
    }
    match widths(grid, surface.width) {
        Some(widths) => beside(grid, &widths, surface),
        None => folded(grid, surface),
    }
}

/// The widths of the columns, or nothing if they do not fit side by side.
fn widths(grid: &Grid, total: usize) -> Option<Vec<usize>> {
    let cells: Vec<usize> = (0..grid.columns.len())
        .map(|at| {
            grid.rows.iter().map(|row| row.cells[at].width() + indent(row, at)).max().unwrap_or_default()
        })
        .collect();
    let heads: Vec<Styled> = grid.columns.iter().map(|column| column.title.uppercase()).collect();
    let mut widths: Vec<usize> =
        cells.iter().zip(&heads).map(|(cells, head)| head.width().max(*cells)).collect();
    let room = total.checked_sub(GAP * (widths.len() - 1))?;
    if widths.iter().sum::<usize>() <= room {
        return Some(widths);
    }
    for at in (0..heads.len()).filter(|at| !grid.columns[*at].wraps) {
        widths[at] = cells[at].max(heads[at].longest_word());
    }
    if widths.iter().sum::<usize>() <= room {
        return Some(widths);
    }
    let fixed: usize =
        grid.columns.iter().zip(&widths).filter(|(column, _)| !column.wraps).map(|(_, wide)| wide).sum();
    let mut wrapping: Vec<usize> = (0..widths.len()).filter(|at| grid.columns[*at].wraps).collect();
    let mut left = room.checked_sub(fixed)?;
    if wrapping.is_empty() || wrapping.iter().map(|at| widths[*at].min(NARROWEST)).sum::<usize>() > left {
        return None;
    }
    // The narrow ones first: what they do not need is shared among the wider.
    wrapping.sort_by_key(|at| widths[*at]);
    let count = wrapping.len();
    for (index, at) in wrapping.into_iter().enumerate() {
        widths[at] = widths[at].min(left / (count - index));
        left -= widths[at];
    }
    Some(widths)
}

fn beside(grid: &Grid, widths: &[usize], surface: &Surface) -> Vec<Line> {
    let mut table = comfy_table::Table::new();
    table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Disabled).force_no_tty();
    table.set_header(
        grid.columns
            .iter()
            .zip(widths)
            .map(|(column, wide)| cell(&column.title.uppercase(), 0, *wide, surface)),
    );
    for row in &grid.rows {
        let cells = row.cells.iter().zip(widths).enumerate();
        table.add_row(cells.map(|(at, (text, wide))| cell(text, indent(row, at), *wide, surface)));
    }
    let last = widths.len() - 1;
    for (at, (column, wide)) in table.column_iter_mut().zip(widths).enumerate() {
        let gap = if at == last { 0 } else { GAP };
        column.set_padding((0, small(gap)));
        column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(small(wide + gap))));
        column.set_cell_alignment(match grid.columns[at].align {
            Align::Left => CellAlignment::Left,
            Align::Right => CellAlignment::Right,
        });
    }
    let total = widths.iter().sum::<usize>() + GAP * last;
    table.lines().map(|line| Line { text: line.trim_end_matches(' ').to_owned(), width: total }).collect()
}

/// A cell of lines that are no wider than the column, so that the table breaks none.
fn cell(text: &Styled, indent: usize, wide: usize, surface: &Surface) -> Cell {
    let room = wide.saturating_sub(indent);
    let lines = text.lines(room, LongWord::Cut, surface);
    let indent = " ".repeat(indent);
    let lines: Vec<String> = lines.into_iter().map(|line| format!("{indent}{}", line.text)).collect();
    Cell::new_owned(lines.join("\n"))
}

fn indent(row: &GridRow, column: usize) -> usize {
    if column == 0 { row.indent } else { 0 }
}

fn small(columns: usize) -> u16 {
    u16::try_from(columns).unwrap_or(u16::MAX)
}

/// Each row as a block: its first cell, and under it the others by name.
fn folded(grid: &Grid, surface: &Surface) -> Vec<Line> {
    let names = grid.columns.iter().map(|column| column.title.width()).max().unwrap_or_default();
    let mut lines = Vec::new();
    for row in &grid.rows {
        if !lines.is_empty() {
            lines.push(Line::default());
        }
        let before = Line { text: " ".repeat(row.indent), width: row.indent };
        let room = Surface { width: surface.width.saturating_sub(row.indent), ..*surface };
        let first = row.cells[0].lines(room.width, LongWord::Keep, surface);
        lines.extend(first.into_iter().map(|line| line.after(&before)));
        let rest = grid.columns.iter().zip(&row.cells).skip(1).filter(|(_, cell)| !cell.is_empty());
        for (column, cell) in rest {
            let fact = facts::lines(&column.title, names, cell, 2, &room);
            lines.extend(fact.into_iter().map(|line| line.after(&before)));
        }
    }
    lines
}
