//! One file per format; each renders every block of a page.
//!
//! A format knows markup, widths and what is dangerous in its medium. It knows no kind and no view. JSON is
//! not among them: it is the view's own struct.

mod csv;
pub(crate) mod html;
mod mail;
mod markdown;
mod marp;
mod mermaid;
mod svg;
mod terminal;

use crate::page::Page;

/// A way to write a page down.
#[derive(Debug)]
pub(crate) struct Format {
    /// The name after `--format`.
    pub(crate) name: &'static str,
    /// The whole page, ending with a line feed unless it is empty; nothing where the format has no way to say
    /// any of it. Only the terminal looks at the surface.
    pub(crate) render: fn(&Page, &Surface) -> Option<String>,
}

/// What the terminal can show.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Surface {
    /// In columns; a line is no longer unless one word is.
    pub(crate) width: usize,
    pub(crate) color: bool,
    pub(crate) hyperlinks: bool,
}

impl Default for Surface {
    fn default() -> Self {
        Self { width: 100, color: false, hyperlinks: false }
    }
}

/// All formats, by name.
pub(crate) const FORMATS: &[&Format] = &[
    &csv::FORMAT,
    &html::FORMAT,
    &mail::FORMAT,
    &markdown::FORMAT,
    &marp::FORMAT,
    &mermaid::FORMAT,
    &svg::FORMAT,
    &terminal::FORMAT,
];

pub(crate) fn named(name: &str) -> Option<&'static Format> {
    FORMATS.iter().copied().find(|format| format.name == name)
}

#[cfg(test)]
pub(in crate::page) mod tests;
