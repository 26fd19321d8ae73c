//! Bars over time: a row for each, lanes one under the other, arrows from what is waited for.

use super::measure::{BODY, Font, Line, SMALL, lines, one, wide};
use super::pen::{Area, Pen, Side};
use super::{Links, Picture, ground};
use crate::page::timeline::{Bar, Timeline};
use crate::page::{Text, Tone};

const ROW: i64 = 32;
const BAR: i64 = 22;
const HEAD: i64 = 34;
/// Above and below the bars of a lane.
const PADDING: i64 = 8;
/// Between a bar and the words beside it, and between the words within a bar and its end.
const GAP: i64 = 8;
const LANE: Font = Font { size: 13, is_bold: true };

/// A picture of a timeline that is `width` wide.
pub(crate) fn timeline(timeline: &Timeline, width: i64, links: Links) -> Picture {
    let mut pen = Pen::new(links);
    let is_named = timeline.lanes.iter().any(|lane| !lane.title.is_empty());
    let left = if is_named { (width / 6).clamp(110, 200) } else { 0 };
    let scale = Scale::new(timeline, left, width);
    let mut rows: Vec<(&Bar, i64)> = Vec::new();
    let mut y = HEAD;
    for (at, lane) in timeline.lanes.iter().enumerate() {
        let title = lines(&lane.title, LANE, left - 2 * GAP, 4);
        let bars = lane.bars.len() as i64 * ROW;
        let words = if lane.title.is_empty() { 0 } else { title.len() as i64 * 17 + 6 };
        let height = bars.max(words).max(ROW) + 2 * PADDING;
        if at > 0 {
            pen.path("d-line", format_args!("M0,{y} H{width}"));
        }
        for (row, line) in title.iter().enumerate() {
            pen.words("d-text d-strong", (GAP, y + PADDING + 21 + 17 * row as i64), Side::Start, line);
        }
        let place = |row: usize| y + PADDING + ROW * row as i64 + ROW / 2;
        rows.extend(lane.bars.iter().enumerate().map(|(row, bar)| (bar, place(row))));
        y += height;
    }
    let bottom = y;
    ticks(&mut pen, timeline, &scale, bottom);
    for (before, waiting) in &timeline.arrows {
        if let (Some(before), Some(waiting)) = (rows.get(*before), rows.get(*waiting)) {
            arrow(&mut pen, (scale.end(before.0), before.1), (scale.start(waiting.0), waiting.1));
        }
    }
    let mut height = bottom + 1;
    if let Some(today) = timeline.today.as_ref().filter(|today| scale.holds(today.day)) {
        let x = scale.place(today.day);
        pen.path("d-today", format_args!("M{x},{} V{bottom}", HEAD - 6));
        let words = one(&today.label.as_str().into(), SMALL, scale.right - scale.left);
        let middle =
            x.clamp(words.width / 2 + GAP, (width - words.width / 2 - GAP).max(words.width / 2 + GAP));
        let chip =
            Area { x: middle - words.width / 2 - 7, y: bottom + 2, width: words.width + 14, height: 20 };
        pen.area("d-chip", chip, 10);
        pen.words("d-small d-onchip", (middle, bottom + 16), Side::Middle, &words);
        height = bottom + 24;
    }
    for (each, y) in &rows {
        bar(&mut pen, each, *y, &scale);
    }
    pen.done(width, height)
}

/// Where days stand.
struct Scale {
    first: i64,
    last: i64,
    left: i64,
    right: i64,
}

impl Scale {
    fn new(timeline: &Timeline, left: i64, right: i64) -> Self {
        Self { first: timeline.first, last: timeline.last.max(timeline.first), left, right }
    }

    fn holds(&self, day: i64) -> bool {
        (self.first..=self.last).contains(&day)
    }

    /// The left edge of a day; of the nearest one that is shown.
    fn place(&self, day: i64) -> i64 {
        let days = i128::from(self.last) - i128::from(self.first) + 1;
        let since = (i128::from(day) - i128::from(self.first)).clamp(0, days);
        let wide = i128::from(self.right - self.left);
        self.left + i64::try_from(since * wide / days).unwrap_or(0)
    }

    fn start(&self, bar: &Bar) -> i64 {
        if is_point(bar) { self.point(bar) - 9 } else { self.place(bar.first) }
    }

    fn end(&self, bar: &Bar) -> i64 {
        if is_point(bar) {
            self.point(bar) + 9
        } else {
            self.place(bar.last.saturating_add(1)).max(self.start(bar) + 6).min(self.right)
        }
    }

    fn point(&self, bar: &Bar) -> i64 {
        self.place(bar.first).clamp(self.left + 9, self.right - 9)
    }
}

fn is_point(bar: &Bar) -> bool {
    bar.first >= bar.last
}

fn ticks(pen: &mut Pen, timeline: &Timeline, scale: &Scale, bottom: i64) {
    pen.path("d-line", format_args!("M0,{} H{}", HEAD - 1, scale.right));
    pen.path("d-line", format_args!("M0,{bottom} H{}", scale.right));
    let mut free = scale.left;
    for (at, tick) in timeline.ticks.iter().enumerate().filter(|(_, tick)| scale.holds(tick.day)) {
        let x = scale.place(tick.day);
        let next = timeline.ticks.get(at + 1).map_or(scale.right, |next| scale.place(next.day));
        let label = tick.label.as_str();
        let room = wide(label, SMALL);
        // A name that has no room of its own goes; its line stays.
        if x + 6 >= free && x + 6 + room <= next.max(x + 6 + room.min(60)).min(scale.right) {
            pen.words("d-small d-muted", (x + 6, 20), Side::Start, &one(&label.into(), SMALL, room));
            free = x + 6 + room + 4;
        }
        pen.path("d-tick", format_args!("M{x},8 V{bottom}"));
    }
}

fn arrow(pen: &mut Pen, (x1, y1): (i64, i64), (x2, y2): (i64, i64)) {
    let (down, r) = (if y2 >= y1 { 1 } else { -1 }, 5);
    if x2 > x1 + 4 && y1 != y2 {
        // Out of the lower edge, so that the words beside the bar stay free.
        let x = x1 - 6;
        pen.path(
            "d-arrow",
            format_args!(
                "M{x},{} V{} Q{x},{y2} {},{y2} H{}",
                y1 + down * (BAR / 2),
                y2 - down * r,
                x + r,
                x2 - 1
            ),
        );
    } else {
        let (out, back) = (x1 - 6, x2 - 10);
        let middle = y2 - down * ROW / 2;
        pen.path(
            "d-arrow",
            format_args!("M{out},{} V{middle} H{back} V{y2} H{}", y1 + down * (BAR / 2), x2 - 1),
        );
    }
    pen.head("d-arrowhead", (x2, y2), false);
}

fn bar(pen: &mut Pen, bar: &Bar, y: i64, scale: &Scale) {
    let (start, end) = (scale.start(bar), scale.end(bar));
    let note = bar.note.to_plain();
    let told = [bar.title.to_plain(), bar.when.clone(), note.clone()];
    pen.open(&told.into_iter().filter(|word| !word.trim().is_empty()).collect::<Vec<_>>().join(" · "));
    let class = match bar.tone {
        None | Some(Tone::Id | Tone::Muted) => "d-box d-quiet",
        tone => ground(tone),
    };
    if is_point(bar) {
        let x = scale.point(bar);
        pen.path(class, format_args!("M{x},{} L{},{y} L{x},{} L{},{y} Z", y - 9, x + 9, y + 9, x - 9));
    } else {
        let area = Area { x: start, y: y - BAR / 2, width: end - start, height: BAR };
        pen.area(class, area, 5.min((end - start) / 2));
    }
    let inside = if is_point(bar) { 0 } else { end - start - 2 * GAP };
    let (after, before) = (scale.right - end - GAP, start - GAP - scale.left);
    let natural = one(&bar.title, BODY, i64::MAX / 4).width;
    let base = y + 5;
    if natural <= inside {
        pen.words("d-text", (start + GAP, base), Side::Start, &one(&bar.title, BODY, inside));
        let remark = remark(bar, &note, after);
        pen.words("d-small d-muted d-halo", (end + GAP, base), Side::Start, &remark);
    } else if natural <= after || (after >= before && after >= inside) {
        let title = one(&bar.title, BODY, after);
        let used = title.width + GAP;
        pen.words("d-text d-halo", (end + GAP, base), Side::Start, &title);
        let remark = remark(bar, &note, after - used);
        pen.words("d-small d-muted d-halo", (end + GAP + used, base), Side::Start, &remark);
    } else if natural <= before || before >= inside {
        pen.words("d-text d-halo", (start - GAP, base), Side::End, &one(&bar.title, BODY, before));
    } else {
        pen.words("d-text", (start + GAP, base), Side::Start, &one(&bar.title, BODY, inside));
    }
    pen.close();
}

/// As much of the remark and the time as there is room for.
fn remark(bar: &Bar, note: &str, room: i64) -> Line {
    let note = note.trim();
    let all = if note.is_empty() || bar.when.is_empty() {
        format!("{note}{}", bar.when)
    } else {
        format!("{note} · {}", bar.when)
    };
    for said in [all.as_str(), note] {
        let said: Text = said.into();
        let line = one(&said, SMALL, i64::MAX / 4);
        if line.width <= room {
            return line;
        }
    }
    Line::default()
}
