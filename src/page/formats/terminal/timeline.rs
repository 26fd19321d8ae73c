//! Timelines as bars of blocks: names on the left, time to the right, today as a line through all rows.
//!
//! A bar's filling says its tone, and its remark says it again. Where the terminal is too narrow it is a table.

use crate::page::anchor::subject;
use crate::page::formats::Surface;
use crate::page::timeline::{Bar, Timeline};
use crate::page::{Text, Tone};

use super::facts::spaces;
use super::style::Role;
use super::styled::{Addresses, Line, LongWord, Styled};
use super::table;

/// The columns of time; with fewer there is no picture.
const NARROWEST: usize = 24;
const WIDEST: usize = 120;
/// Between the names and the time.
const GAP: usize = 2;

pub(super) fn lines(timeline: &Timeline, surface: &Surface) -> Vec<Line> {
    let bars: Vec<&Bar> = timeline.bars().collect();
    let widest =
        bars.iter().map(|bar| Styled::of(&bar.title, Role::Plain, Addresses::Hidden, surface).width()).max();
    let Some(widest) = widest else { return Vec::new() };
    let names = widest.clamp(12, (surface.width * 2 / 5).max(12));
    let plot = surface.width.saturating_sub(names + GAP).min(WIDEST);
    if plot < NARROWEST {
        return table::lines(&timeline.table(), surface);
    }
    let scale = Scale { first: timeline.first, last: timeline.last.max(timeline.first), plot };
    let ground = ground(timeline, &scale);
    let mut lines = vec![ticks(timeline, &scale, surface).after(&spaces(names + GAP))];
    let mut at = 0;
    for (index, lane) in timeline.lanes.iter().enumerate() {
        if !lane.title.is_empty() {
            if index > 0 {
                lines.push(row(&Line::default(), &ground, names, surface));
            }
            let title = Styled::of(&lane.title, Role::Heading, Addresses::Hidden, surface);
            let title = title.lines(names, LongWord::Cut, surface);
            lines.extend(title.iter().map(|line| row(line, &ground, names, surface)));
        }
        for bar in &lane.bars {
            let waits = timeline.arrows.iter().filter(|(_, waiting)| *waiting == at);
            let waits: Vec<String> =
                waits.filter_map(|(before, _)| bars.get(*before)).map(|bar| name(&bar.title)).collect();
            lines.extend(rows(bar, &waits, &ground, &scale, names, surface));
            at += 1;
        }
    }
    if let Some(today) = timeline.today.as_ref().filter(|today| scale.holds(today.day)) {
        let column = scale.column(today.day);
        let label = Styled::new(&format!("▲ {}", today.label), Role::Toned(Tone::Active));
        let label = label.lines(plot, LongWord::Cut, surface).into_iter().next().unwrap_or_default();
        let start = column.min(plot.saturating_sub(label.width));
        lines.push(label.after(&spaces(names + GAP + start)));
    }
    lines
}

/// Where days stand, in columns.
struct Scale {
    first: i64,
    last: i64,
    plot: usize,
}

impl Scale {
    fn holds(&self, day: i64) -> bool {
        (self.first..=self.last).contains(&day)
    }

    fn column(&self, day: i64) -> usize {
        let days = i128::from(self.last) - i128::from(self.first) + 1;
        let since = (i128::from(day) - i128::from(self.first)).clamp(0, days - 1);
        usize::try_from(since * self.plot as i128 / days).unwrap_or(0)
    }
}

/// One column of a row: what stands there.
type Cell = (char, Role);

/// The lines of the ticks and of today, on which bars stand.
fn ground(timeline: &Timeline, scale: &Scale) -> Vec<Cell> {
    let mut cells = vec![(' ', Role::Plain); scale.plot];
    for tick in timeline.ticks.iter().filter(|tick| scale.holds(tick.day)) {
        cells[scale.column(tick.day)] = ('┊', Role::Ornament);
    }
    if let Some(today) = timeline.today.as_ref().filter(|today| scale.holds(today.day)) {
        cells[scale.column(today.day)] = ('│', Role::Toned(Tone::Active));
    }
    cells
}

/// The names of the ticks; one that has no room goes.
fn ticks(timeline: &Timeline, scale: &Scale, surface: &Surface) -> Line {
    let mut line = Line::default();
    for tick in timeline.ticks.iter().filter(|tick| scale.holds(tick.day)) {
        let start = scale.column(tick.day);
        let label = Styled::new(&tick.label, Role::Label).line(surface);
        let is_free = line.width == 0 || start > line.width;
        if is_free && start + label.width <= scale.plot {
            line = label.after(&spaces(start - line.width).after(&line));
        }
    }
    line
}

/// A name and what stands beside it.
fn row(name: &Line, cells: &[Cell], names: usize, surface: &Surface) -> Line {
    let start = spaces((names + GAP).saturating_sub(name.width)).after(name);
    cells.chunk_by(|one, next| one.1 == next.1).fold(start, |line, run| {
        let text: String = run.iter().map(|(letter, _)| *letter).collect();
        let style = if surface.color { super::style::style(run[0].1) } else { anstyle::Style::new() };
        let painted = if text.trim().is_empty() { text } else { format!("{style}{text}{style:#}") };
        Line { text: painted, width: run.len() }.after(&line)
    })
}

fn rows(
    bar: &Bar,
    waits: &[String],
    ground: &[Cell],
    scale: &Scale,
    names: usize,
    surface: &Surface,
) -> Vec<Line> {
    let mut cells = ground.to_vec();
    let (start, end) = (scale.column(bar.first), scale.column(bar.last));
    let role = bar.tone.map_or(Role::Plain, Role::Toned);
    if bar.first >= bar.last {
        cells[start] = ('◆', role);
    } else {
        cells[start..=end].fill((filling(bar.tone), role));
    }
    let waits = if waits.is_empty() { String::new() } else { format!("waits for {}", waits.join(", ")) };
    let mut remark = Text::new();
    for part in [Text::from(bar.when.as_str()), bar.note.clone(), Text::from(waits)] {
        if !part.is_empty() && !remark.is_empty() {
            remark = remark.and_all(" · ".into());
        }
        remark = remark.and_all(part);
    }
    let remark = Styled::of(&remark, Role::Toned(Tone::Muted), Addresses::Hidden, surface);
    let title = Styled::of(&bar.title, Role::Plain, Addresses::Hidden, surface);
    let mut left = title.lines(names, LongWord::Cut, surface);
    let words = remark.line(surface);
    let place = if remark.is_empty() {
        None
    } else if end + 2 + words.width <= scale.plot {
        Some(end + 2)
    } else {
        start.checked_sub(words.width + 1)
    };
    let first = left.first().cloned().unwrap_or_default();
    let first = match place {
        Some(at) => {
            let before = row(&first, &cells[..at], names, surface);
            let rest = Line {
                text: row(&Line::default(), &cells[at + words.width..], 0, surface).text.split_off(GAP),
                width: scale.plot - at - words.width,
            };
            rest.after(&words.after(&before))
        }
        None => row(&first, &cells, names, surface),
    };
    if place.is_none() && !remark.is_empty() {
        let room = Surface { width: names, ..*surface };
        left.extend(remark.lines(room.width, LongWord::Cut, surface));
    }
    let rest = left.iter().skip(1).map(|line| row(line, ground, names, surface));
    std::iter::once(first).chain(rest).collect()
}

fn filling(tone: Option<Tone>) -> char {
    match tone {
        Some(Tone::Good) => '█',
        Some(Tone::Active) => '▓',
        Some(Tone::Caution | Tone::Bad) => '▒',
        None | Some(Tone::Id | Tone::Muted) => '░',
    }
}

/// What a bar is called where another waits for it.
fn name(title: &Text) -> String {
    subject(title).map_or_else(|| title.to_plain(), str::to_owned)
}
