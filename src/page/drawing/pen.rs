//! Writes the elements of a picture: the one place where words become SVG.

use std::fmt::{Display, Write};

use super::measure::Line;
use super::{Links, Picture};
use crate::page::markup::escape;

/// A rectangle by its upper left corner and its size.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Area {
    pub(crate) x: i64,
    pub(crate) y: i64,
    pub(crate) width: i64,
    pub(crate) height: i64,
}

/// Which end of a line of words stands at its place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Side {
    Start,
    Middle,
    End,
}

#[derive(Debug)]
pub(crate) struct Pen {
    marks: String,
    links: Links,
}

impl Pen {
    pub(crate) fn new(links: Links) -> Self {
        Self { marks: String::new(), links }
    }

    pub(crate) fn done(self, width: i64, height: i64) -> Picture {
        Picture { width, height, marks: self.marks }
    }

    pub(crate) fn marks(self) -> String {
        self.marks
    }

    pub(crate) fn area(&mut self, class: &str, area: Area, radius: i64) {
        let Area { x, y, width, height } = area;
        let (width, height) = (width.max(0), height.max(0));
        let _ = write!(
            self.marks,
            "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\""
        );
        self.marks.push_str(&if radius > 0 { format!(" rx=\"{radius}\"/>\n") } else { "/>\n".to_owned() });
    }

    pub(crate) fn dot(&mut self, class: &str, (x, y): (i64, i64), radius: i64) {
        let _ = writeln!(self.marks, "<circle class=\"{class}\" cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"/>");
    }

    /// A path by its description in SVG's own language, which holds nothing that a person wrote.
    pub(crate) fn path(&mut self, class: &str, path: impl Display) {
        let _ = writeln!(self.marks, "<path class=\"{class}\" d=\"{path}\"/>");
    }

    /// A head of an arrow that points right, or left where `back`.
    pub(crate) fn head(&mut self, class: &str, (x, y): (i64, i64), back: bool) {
        let tail = if back { x + 7 } else { x - 7 };
        self.path(class, format_args!("M{tail},{} L{x},{y} L{tail},{} Z", y - 4, y + 4));
    }

    /// Words whose baseline is at a place.
    pub(crate) fn words(&mut self, class: &str, (x, y): (i64, i64), side: Side, line: &Line) {
        if line.spans.is_empty() {
            return;
        }
        let anchor = match side {
            Side::Start => "",
            Side::Middle => " text-anchor=\"middle\"",
            Side::End => " text-anchor=\"end\"",
        };
        let _ = write!(self.marks, "<text class=\"{class}\" x=\"{x}\" y=\"{y}\"{anchor}>");
        for span in &line.spans {
            let words = escape(&span.text);
            let words = if span.class.is_empty() {
                words
            } else {
                format!("<tspan class=\"{}\">{words}</tspan>", span.class)
            };
            match span.address.as_deref().filter(|_| self.links == Links::Followed) {
                Some(address) => {
                    let _ = write!(self.marks, "<a href=\"{}\">{words}</a>", escape(address));
                }
                None => self.marks.push_str(&words),
            }
        }
        self.marks.push_str("</text>\n");
    }

    /// Words that read upwards, around a middle.
    pub(crate) fn turned(&mut self, class: &str, (x, y): (i64, i64), line: &Line) {
        let _ = write!(self.marks, "<g transform=\"translate({x} {y}) rotate(-90)\">");
        self.words(class, (0, 0), Side::Middle, line);
        self.marks.push_str("</g>\n");
    }

    /// Begins a group that a pointer names in full.
    pub(crate) fn open(&mut self, name: &str) {
        let _ = writeln!(self.marks, "<g><title>{}</title>", escape(name));
    }

    pub(crate) fn close(&mut self) {
        self.marks.push_str("</g>\n");
    }

    /// Another picture, moved.
    pub(crate) fn place(&mut self, picture: &Picture, (x, y): (i64, i64)) {
        let _ = write!(self.marks, "<g transform=\"translate({x} {y})\">\n{}</g>\n", picture.marks);
    }
}
