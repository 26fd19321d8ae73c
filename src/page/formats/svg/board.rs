//! Boards: columns of cards, and rows across them where there are lanes.

use crate::page::drawing::{Area, BODY, Font, Picture, SMALL};
use crate::page::{Board, Card};

use super::WIDE;
use super::sheet::{Sheet, leading};

const GAP: i64 = 16;
const PADDING: i64 = 12;
const NARROWEST: i64 = 190;
const WIDEST: i64 = 360;
const LANE: i64 = 150;
const NAME: Font = Font { size: 13, is_bold: true };
const HEAD: Font = Font { size: 15, is_bold: true };

pub(super) fn board(board: &Board) -> Picture {
    let count = board.columns.len() as i64;
    if count == 0 {
        return Sheet::new().done();
    }
    let left = if board.lanes.is_empty() { 0 } else { LANE + GAP };
    let wide = ((WIDE - left - GAP * (count - 1)) / count).clamp(NARROWEST, WIDEST);
    let starts: Vec<i64> = (0..count).map(|at| left + at * (wide + GAP)).collect();
    let mut sheet = Sheet::new();
    let heads = board.columns.iter().map(|column| {
        let mut head = Sheet::new();
        head.text(&column.title, HEAD, "p-h3", 0, wide - 2 * PADDING);
        if !column.note.is_empty() {
            head.text(&column.note, SMALL, "d-small d-muted", 0, wide - 2 * PADDING);
        }
        head.done()
    });
    let heads: Vec<Picture> = heads.collect();
    let tall = heads.iter().map(|head| head.height).max().unwrap_or(0);
    if board.lanes.is_empty() {
        let cells: Vec<Picture> =
            board.columns.iter().map(|column| cards(&column.cards, wide - 2 * PADDING)).collect();
        let most = cells.iter().map(|cell| cell.height).max().unwrap_or(0);
        let height = tall + most + 3 * PADDING;
        for ((start, head), cell) in starts.iter().zip(&heads).zip(&cells) {
            sheet.area("d-sunken", Area { x: *start, y: 0, width: wide, height }, 9);
            sheet.place(head, start + PADDING, PADDING);
            sheet.place(cell, start + PADDING, tall + 2 * PADDING);
        }
        return sheet.done();
    }
    let right = starts.last().map_or(0, |start| start + wide);
    for (start, head) in starts.iter().zip(&heads) {
        sheet.place(head, start + PADDING, 0);
    }
    sheet.skip(tall + PADDING);
    for lane in &board.lanes {
        let mut name = Sheet::new();
        name.text(&lane.title, NAME, "d-text d-strong", 0, LANE);
        if !lane.note.is_empty() {
            name.text(&lane.note, SMALL, "d-small d-muted", 0, LANE);
        }
        let name = name.done();
        let cells: Vec<Picture> = lane.cells.iter().map(|cell| cards(cell, wide - 2 * PADDING)).collect();
        let most = cells.iter().map(|cell| cell.height).chain([name.height]).max().unwrap_or(0);
        let (y, height) = (sheet.y(), most + 2 * PADDING);
        sheet.area("d-sunken", Area { x: 0, y, width: right, height }, 9);
        sheet.place(&name, PADDING, y + PADDING);
        for (start, cell) in starts.iter().zip(&cells) {
            sheet.place(cell, start + PADDING, y + PADDING);
        }
        sheet.skip(height + GAP / 2);
    }
    sheet.done()
}

fn cards(cards: &[Card], wide: i64) -> Picture {
    let mut sheet = Sheet::new();
    for (at, card) in cards.iter().enumerate() {
        if at > 0 {
            sheet.skip(8);
        }
        let mut inner = Sheet::new();
        face(&mut inner, card, 0, wide - 2 * PADDING);
        sheet.boxed(&inner.done(), "d-card", wide, (PADDING, 9));
    }
    sheet.done()
}

fn face(sheet: &mut Sheet, card: &Card, x: i64, room: i64) {
    let (font, class) = if x == 0 { (NAME, "d-text d-strong") } else { (BODY, "d-text") };
    sheet.text(&card.title, font, class, x, room - x);
    for line in card.lines.iter().filter(|line| !line.is_empty()) {
        sheet.text(line, SMALL, "d-small d-muted", x, room - x);
    }
    for child in &card.children {
        sheet.skip(leading(SMALL) / 3);
        // However deep the cards are, their words keep some room.
        face(sheet, child, (x + 12).min(room / 2), room);
    }
}
