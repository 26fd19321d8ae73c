//! Points in a square by two amounts. A name stands beside its point where it covers nothing; the others have a
//! number and stand below.

use super::measure::{BODY, Font, Line, SMALL, one};
use super::pen::{Area, Pen, Side};
use super::{Links, Picture};
use crate::page::matrix::{Axis, Matrix, Point, amount};

/// The height of the square and what stands around it.
const HIGH: i64 = 460;
const LEFT: i64 = 52;
const BELOW: i64 = 44;
const DOT: i64 = 6;
/// A dot with a number in it.
const NUMBERED: i64 = 10;
const WIDEST_NAME: i64 = 190;
const NAME: Font = Font { size: 13, is_bold: true };

/// The side of a cell of the grid that remembers what is covered.
const CELL: i64 = 4;

/// A line of words and where it begins.
type Placed = (Line, (i64, i64));

/// A picture of a matrix that is `width` wide.
pub(crate) fn matrix(matrix: &Matrix, width: i64, links: Links) -> Picture {
    let mut pen = Pen::new(links);
    let plot = Area { x: LEFT, y: 1, width: width - LEFT - 1, height: HIGH };
    let mut cover = Cover::new(width, HIGH + BELOW);
    ground(&mut pen, matrix, plot, &mut cover);
    let spots = spots(matrix, plot);
    for spot in &spots {
        let radius = if spot.points.len() > 1 { NUMBERED } else { DOT };
        cover.take(around(spot.at, radius));
    }
    let mut keyed: Vec<&Spot<'_>> = Vec::new();
    let mut marks: Vec<(&Spot<'_>, Option<Placed>)> = Vec::new();
    for spot in &spots {
        let place = match spot.points.as_slice() {
            [only] => beside(only, spot.at, plot, &mut cover),
            _ => None,
        };
        marks.push((spot, place));
    }
    for (spot, place) in marks {
        let told = spot.points.iter().map(|point| name(point)).collect::<Vec<_>>().join("; ");
        pen.open(&told);
        match place {
            Some((line, at)) => {
                pen.dot("d-dot", spot.at, DOT);
                pen.words("d-text d-halo", at, Side::Start, &line);
            }
            None => {
                keyed.push(spot);
                let number = one(&keyed.len().to_string().as_str().into(), SMALL, 40);
                pen.dot("d-dot", spot.at, NUMBERED);
                pen.words("d-tiny d-onchip", (spot.at.0, spot.at.1 + 4), Side::Middle, &number);
            }
        }
        pen.close();
    }
    let height = key(&mut pen, &keyed, width, HIGH + BELOW);
    pen.done(width, height)
}

/// Points that stand at the same place, as far as an eye can tell.
struct Spot<'a> {
    at: (i64, i64),
    points: Vec<&'a Point>,
}

fn spots(matrix: &Matrix, plot: Area) -> Vec<Spot<'_>> {
    let inner = |share: f64, room: i64| 14 + (share * (room - 28) as f64).round() as i64;
    let mut spots: indexmap::IndexMap<(i64, i64), Spot<'_>> = indexmap::IndexMap::new();
    for point in &matrix.points {
        let across = inner(matrix.across.share(point.across), plot.width);
        let up = inner(matrix.up.share(point.up), plot.height);
        let at = (plot.x + across, plot.y + plot.height - up);
        let spot = spots.entry((at.0 / 14, at.1 / 14)).or_insert_with(|| Spot { at, points: Vec::new() });
        spot.points.push(point);
    }
    spots.into_values().collect()
}

/// The quarters with their names, and what the amounts are called.
fn ground(pen: &mut Pen, matrix: &Matrix, plot: Area, cover: &mut Cover) {
    let split = |axis: &Axis, room: i64| {
        let share = axis.share(axis.middle);
        14 + (share * (room - 28) as f64).round() as i64
    };
    let (across, up) =
        (plot.x + split(&matrix.across, plot.width), plot.y + plot.height - split(&matrix.up, plot.height));
    let (right, bottom) = (plot.x + plot.width, plot.y + plot.height);
    pen.area("d-box", plot, 8);
    let best = Area { x: plot.x, y: plot.y, width: across - plot.x, height: up - plot.y };
    pen.area("d-sunken", best, 8);
    pen.path("d-line d-dashed", format_args!("M{across},{} V{bottom} M{},{up} H{right}", plot.y, plot.x));
    let corners = [
        (plot.x + 12, bottom - 12, Side::Start, across - plot.x),
        (right - 12, bottom - 12, Side::End, right - across),
        (plot.x + 12, plot.y + 22, Side::Start, across - plot.x),
        (right - 12, plot.y + 22, Side::End, right - across),
    ];
    for (name, (x, y, side, room)) in matrix.quadrants.iter().zip(corners) {
        let line = one(&name.as_str().into(), NAME, (room - 20).max(0));
        if room < 40 || name.is_empty() {
            continue;
        }
        pen.words("d-text d-strong d-muted", (x, y), side, &line);
        let left = if side == Side::End { x - line.width } else { x };
        cover.take(Area { x: left, y: y - 12, width: line.width, height: 16 });
    }
    let middle = (plot.x + plot.width / 2, plot.y + plot.height / 2);
    let title = |axis: &Axis, room: i64| one(&format!("{} →", axis.title).as_str().into(), NAME, room);
    pen.words(
        "d-text d-strong",
        (middle.0, bottom + 34),
        Side::Middle,
        &title(&matrix.across, plot.width - 160),
    );
    let number = |value: f64| one(&amount(value).as_str().into(), SMALL, 70);
    pen.words("d-small d-muted", (plot.x, bottom + 18), Side::Start, &number(matrix.across.low));
    pen.words("d-small d-muted", (right, bottom + 18), Side::End, &number(matrix.across.high));
    let up_title = title(&matrix.up, plot.height - 80);
    pen.turned("d-text d-strong", (16, middle.1), &up_title);
    pen.words(
        "d-small d-muted",
        (plot.x - 6, bottom - 2),
        Side::End,
        &one(&amount(matrix.up.low).as_str().into(), SMALL, 44),
    );
    pen.words(
        "d-small d-muted",
        (plot.x - 6, plot.y + 12),
        Side::End,
        &one(&amount(matrix.up.high).as_str().into(), SMALL, 44),
    );
}

fn around((x, y): (i64, i64), radius: i64) -> Area {
    Area { x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius }
}

/// The name of a point where it covers nothing: right of it, left, above, below.
fn beside(point: &Point, at: (i64, i64), plot: Area, cover: &mut Cover) -> Option<(Line, (i64, i64))> {
    let line = one(&point.title, BODY, WIDEST_NAME);
    if line.spans.is_empty() {
        return Some((line, at));
    }
    let (x, y) = at;
    let gap = DOT + 5;
    let tries = [
        (x + gap, y + 5),
        (x - gap - line.width, y + 5),
        (x - line.width / 2, y - gap - 1),
        (x - line.width / 2, y + gap + 11),
        (x + gap - 4, y - gap + 3),
        (x + gap - 4, y + gap + 8),
        (x - gap + 4 - line.width, y - gap + 3),
        (x - gap + 4 - line.width, y + gap + 8),
    ];
    for place in tries {
        let area = Area { x: place.0, y: place.1 - 12, width: line.width, height: 16 };
        let inside = area.x > plot.x + 4
            && area.x + area.width < plot.x + plot.width - 4
            && area.y > plot.y + 2
            && area.y + area.height < plot.y + plot.height - 2;
        if inside && cover.is_free(area) {
            cover.take(area);
            return Some((line, place));
        }
    }
    None
}

fn name(point: &Point) -> String {
    let told = [point.title.to_plain(), point.note.to_plain()];
    told.into_iter().filter(|word| !word.trim().is_empty()).collect::<Vec<_>>().join(" · ")
}

/// The names of numbered dots, in columns below the square; tells where it ends.
fn key(pen: &mut Pen, keyed: &[&Spot<'_>], width: i64, top: i64) -> i64 {
    let rows: Vec<(usize, &Point)> = keyed
        .iter()
        .enumerate()
        .flat_map(|(at, spot)| spot.points.iter().map(move |point| (at + 1, *point)))
        .collect();
    let columns = (width / 320).clamp(1, 3);
    let (step, depth) = (width / columns, rows.len().div_ceil(columns as usize).max(1));
    for (at, (number, point)) in rows.iter().enumerate() {
        let (x, y) = ((at / depth) as i64 * step, top + 22 + (at % depth) as i64 * 20);
        let number = number.to_string();
        pen.words(
            "d-small d-strong d-muted",
            (x + 24, y),
            Side::End,
            &one(&number.as_str().into(), SMALL, 60),
        );
        pen.words("d-text", (x + 34, y), Side::Start, &one(&point.title, BODY, step - 34 - 16));
    }
    if rows.is_empty() { top } else { top + 22 + depth as i64 * 20 }
}

/// What is covered, in cells.
struct Cover {
    columns: i64,
    rows: i64,
    taken: Vec<bool>,
}

impl Cover {
    fn new(width: i64, height: i64) -> Self {
        let (columns, rows) = (width / CELL + 1, height / CELL + 1);
        Self { columns, rows, taken: vec![false; (columns * rows) as usize] }
    }

    fn cells(&self, area: Area) -> impl Iterator<Item = usize> + use<> {
        let (columns, rows) = (self.columns, self.rows);
        let from = |at: i64| at.div_euclid(CELL).max(0);
        let across = from(area.x)..((area.x + area.width).div_euclid(CELL) + 1).min(columns);
        let down = from(area.y)..((area.y + area.height).div_euclid(CELL) + 1).min(rows);
        down.flat_map(move |row| across.clone().map(move |column| (row * columns + column) as usize))
    }

    fn take(&mut self, area: Area) {
        for cell in self.cells(area) {
            self.taken[cell] = true;
        }
    }

    fn is_free(&self, area: Area) -> bool {
        self.cells(area).all(|cell| !self.taken[cell])
    }
}
