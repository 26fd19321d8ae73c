//! Pictures of blocks as SVG: where each mark stands and how its words are broken.
//!
//! Shared by every format that shows pictures. Lengths are in the picture's own units, a pixel on a plain screen;
//! widths of words are estimated. Knows no page, no document around the picture and no script.

mod chart;
mod graph;
mod layers;
mod matrix;
mod measure;
mod pen;
mod timeline;

pub(crate) use chart::{areas, chart};
pub(crate) use graph::graph;
pub(crate) use matrix::matrix;
pub(crate) use measure::{BODY, Font, Line, SMALL, lines, one};
pub(crate) use pen::{Area, Pen, Side};
pub(crate) use timeline::timeline;

use crate::page::Tone;

/// The colours of a page in both schemes, as custom properties.
pub(crate) const COLORS: &str = include_str!("colors.css");

/// How marks and words of a picture look; takes its colours from [`COLORS`].
pub(crate) const STYLE: &str = include_str!("drawing.css");

/// Marks and words, from the upper left corner.
#[derive(Debug)]
pub(crate) struct Picture {
    pub(crate) width: i64,
    pub(crate) height: i64,
    /// SVG elements without a root.
    pub(crate) marks: String,
}

/// Whether words lead where they lead on a page; a picture that is read as one image holds no links.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Links {
    Followed,
    Plain,
}

/// The class of an area with a tone; plain where there is none.
pub(crate) fn ground(tone: Option<Tone>) -> &'static str {
    match tone {
        None | Some(Tone::Id | Tone::Muted) => "d-box",
        Some(Tone::Good) => "d-box d-good",
        Some(Tone::Active) => "d-box d-active",
        Some(Tone::Caution) => "d-box d-caution",
        Some(Tone::Bad) => "d-box d-bad",
    }
}
