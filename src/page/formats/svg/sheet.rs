//! A sheet that is written from the top to the bottom.

use crate::page::Text;
use crate::page::drawing::{Area, BODY, Font, Line, Links, Pen, Picture, SMALL, Side, lines, one};
use crate::page::width::{fitting, width};

pub(super) const TITLE: Font = Font { size: 28, is_bold: true };
pub(super) const SUMMARY: Font = Font { size: 15, is_bold: false };
pub(super) const TEXT: Font = Font { size: 14, is_bold: false };
pub(super) const HEADS: [Font; 4] = [
    Font { size: 20, is_bold: true },
    Font { size: 17, is_bold: true },
    Font { size: 15, is_bold: true },
    Font { size: 14, is_bold: true },
];

/// A text longer than this many lines ends in an ellipsis.
const MOST: usize = 400;

/// What stands so far, and where the next line goes.
pub(super) struct Sheet {
    pen: Pen,
    width: i64,
    y: i64,
    /// The lowest that anything reaches.
    bottom: i64,
}

impl Sheet {
    pub(super) fn new() -> Self {
        Self { pen: Pen::new(Links::Followed), width: 0, y: 0, bottom: 0 }
    }

    pub(super) fn done(self) -> Picture {
        self.pen.done(self.width, self.bottom.max(self.y))
    }

    pub(super) fn y(&self) -> i64 {
        self.y
    }

    pub(super) fn skip(&mut self, by: i64) {
        self.y += by;
    }

    pub(super) fn back_to(&mut self, y: i64) {
        self.bottom = self.bottom.max(self.y);
        self.y = y;
    }

    pub(super) fn skip_to(&mut self, y: i64) {
        self.y = self.y.max(y);
    }

    /// Wrapped words from `x` on, `room` wide.
    pub(super) fn text(&mut self, text: &Text, font: Font, class: &str, x: i64, room: i64) {
        for line in lines(text, font, room, MOST) {
            self.line(&line, font, class, x);
        }
    }

    /// Words wrapped before.
    pub(super) fn line(&mut self, line: &Line, font: Font, class: &str, x: i64) {
        self.width = self.width.max(x + line.width);
        self.pen.words(class, (x, self.y + font.size), Side::Start, line);
        self.y += leading(font);
    }

    /// A mark at the height of the line that comes next.
    pub(super) fn beside(&mut self, mark: &Text, font: Font, class: &str, x: i64) {
        self.pen.words(class, (x, self.y + font.size), Side::Start, &one(mark, font, 100));
    }

    /// Words that end at `right`, at the height of the line that comes next.
    pub(super) fn ending(&mut self, line: &Line, font: Font, class: &str, right: i64) {
        self.width = self.width.max(right);
        self.pen.words(class, (right, self.y + font.size), Side::End, line);
        self.y += leading(font);
    }

    /// One line of code in fixed-width type; what is too long goes on below.
    pub(super) fn code(&mut self, line: &str, room: i64) {
        // One column is 0.605 em of 13 pixels.
        let columns = (room * 1000 / (605 * 13)).max(1) as usize;
        let mut rest = line.trim_end();
        loop {
            let cut = if width(rest) <= columns { rest.len() } else { fitting(rest, columns) };
            let words = plain(&rest[..cut]);
            self.pen.words("p-code", (0, self.y + BODY.size), Side::Start, &words);
            self.width = self.width.max(room);
            self.y += leading(SMALL) + 1;
            rest = &rest[cut..];
            if rest.is_empty() {
                break;
            }
        }
    }

    pub(super) fn rule(&mut self, width: i64) {
        self.width = self.width.max(width);
        self.pen.path("d-line", format_args!("M0,{} H{width}", self.y));
    }

    pub(super) fn area(&mut self, class: &str, area: Area, radius: i64) {
        self.width = self.width.max(area.x + area.width);
        self.bottom = self.bottom.max(area.y + area.height);
        self.pen.area(class, area, radius);
    }

    pub(super) fn place(&mut self, picture: &Picture, x: i64, y: i64) {
        self.width = self.width.max(x + picture.width);
        self.bottom = self.bottom.max(y + picture.height);
        self.pen.place(picture, (x, y));
    }

    /// A picture on an area of its own, with room around it.
    pub(super) fn boxed(&mut self, picture: &Picture, class: &str, width: i64, (across, down): (i64, i64)) {
        let height = picture.height + 2 * down;
        let width = width.max(picture.width + 2 * across);
        self.area(class, Area { x: 0, y: self.y, width, height }, 7);
        self.place(picture, across, self.y + down);
        self.y += height;
    }

    /// A picture on a plain sheet that is at least so wide.
    pub(super) fn framed(&mut self, picture: &Picture, width: i64) {
        self.boxed(picture, "d-card", width, (16, 14));
    }
}

/// From one line to the next.
pub(super) fn leading(font: Font) -> i64 {
    font.size * 14 / 10
}

/// A stretch of code as one line, its spaces kept.
fn plain(text: &str) -> Line {
    let kept = text.replace(' ', "\u{a0}");
    one(&kept.into(), BODY, i64::MAX / 4)
}
