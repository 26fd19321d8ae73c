//! A merged text before its conflicts are marked: what both sides agree on, and what they do not.

use crate::text::three_way::{Marks, Side, Sides};

/// A part of a merged text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Piece {
    Text(String),
    /// Whole lines, of which one side has to be chosen.
    Conflict {
        /// What both sides changed, as people call it.
        what: String,
        lines: Sides<String>,
    },
}

/// The text with one side taken everywhere.
pub(super) fn resolved(pieces: &[Piece], side: Side) -> String {
    let text = |piece: &Piece| match piece {
        Piece::Text(text) => text.clone(),
        Piece::Conflict { lines, .. } => lines.clone().of(side),
    };
    pieces.iter().map(text).collect()
}

/// The text with its conflicts marked.
pub(super) fn marked(pieces: &[Piece], marks: &Marks, line_break: &str) -> String {
    let mut text = String::new();
    for piece in pieces {
        let lines = match piece {
            Piece::Text(words) => {
                text.push_str(words);
                continue;
            }
            Piece::Conflict { lines, .. } => lines,
        };
        let mut marker = |sign: &str, label: &str, lines: &str| {
            let blank = if label.is_empty() { "" } else { " " };
            text.push_str(&format!("{}{blank}{label}{line_break}{lines}", sign.repeat(marks.size)));
        };
        marker("<", &marks.labels.ours, &lines.ours);
        if marks.shows_base {
            marker("|", &marks.labels.base, &lines.base);
        }
        marker("=", "", &lines.theirs);
        marker(">", &marks.labels.theirs, "");
    }
    text
}
