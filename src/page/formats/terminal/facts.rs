//! A name and what it is, one under the other, the values aligned.

use crate::page::formats::Surface;

use super::styled::{Line, LongWord, Styled};

/// A value needs this many columns beside its name, else it goes under it.
const NARROWEST: usize = 20;

/// The lines of one fact whose name takes `names` columns, all of them indented by `indent`.
pub(super) fn lines(
    name: &Styled,
    names: usize,
    value: &Styled,
    indent: usize,
    surface: &Surface,
) -> Vec<Line> {
    let before = spaces(indent);
    let start = indent + names + 2;
    if start + NARROWEST > surface.width {
        let named = name.lines(surface.width.saturating_sub(indent), LongWord::Keep, surface);
        let under = spaces(indent + 2);
        let values = value.lines(surface.width.saturating_sub(under.width), LongWord::Keep, surface);
        let named = named.into_iter().map(|line| line.after(&before));
        return named.chain(values.into_iter().map(|line| line.after(&under))).collect();
    }
    let head = name.line(surface);
    let gap = spaces(start - indent - head.width.min(names));
    let first = gap.after(&head).after(&before);
    let hanging = spaces(start);
    let values = value.lines(surface.width - start, LongWord::Keep, surface);
    values
        .into_iter()
        .enumerate()
        .map(|(at, line)| line.after(if at == 0 { &first } else { &hanging }))
        .collect()
}

pub(super) fn spaces(columns: usize) -> Line {
    Line { text: " ".repeat(columns), width: columns }
}
