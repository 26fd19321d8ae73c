//! Replacing spans of a text, and following several such replacements back to the first text.

use crate::text::span::Span;

/// A replacement of one span of a text; an empty span is an insertion.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Splice {
    pub(crate) span: Span,
    pub(crate) text: String,
}

impl Splice {
    pub(crate) fn new(start: usize, end: usize, text: impl Into<String>) -> Self {
        Self { span: Span::new(start, end), text: text.into() }
    }

    pub(crate) fn insert(at: usize, text: impl Into<String>) -> Self {
        Self::new(at, at, text)
    }

    pub(crate) fn delete(start: usize, end: usize) -> Self {
        Self::new(start, end, "")
    }
}

/// The text after all `splices`, which may come in any order but do not overlap.
///
/// Insertions at one place keep their order. A splice that does not fit the text, or that overlaps
/// an earlier one, is left out: a caller that checks its result sees the difference.
pub(crate) fn splice(text: &str, splices: &[Splice]) -> String {
    let mut pieces = Pieces::new(text);
    pieces.apply(splices);
    pieces.text()
}

/// A text as a row of pieces, each from the first text or new, so that edits made one after another
/// can be told as one set of splices on the first text.
pub(crate) struct Pieces<'text> {
    first: &'text str,
    pieces: Vec<Piece>,
}

#[derive(Clone, Debug)]
enum Piece {
    First(Span),
    New(String),
}

impl Piece {
    fn len(&self) -> usize {
        match self {
            Self::First(span) => span.len(),
            Self::New(text) => text.len(),
        }
    }

    /// The piece before and the piece from byte `at` of this one.
    fn cut(self, at: usize) -> (Self, Self) {
        match self {
            Self::First(span) => {
                let middle = span.start() + at;
                (Self::First(Span::new(span.start(), middle)), Self::First(Span::new(middle, span.end())))
            }
            Self::New(mut text) => {
                let rest = text.split_off(at);
                (Self::New(text), Self::New(rest))
            }
        }
    }
}

impl<'text> Pieces<'text> {
    pub(crate) fn new(first: &'text str) -> Self {
        Self { first, pieces: vec![Piece::First(Span::new(0, first.len()))] }
    }

    /// Applies splices whose spans count in the present text, all of them in the same one.
    pub(crate) fn apply(&mut self, splices: &[Splice]) {
        let present = self.text();
        let mut ordered: Vec<&Splice> = splices.iter().collect();
        ordered.sort_by_key(|splice| splice.span);
        let mut rest = std::mem::take(&mut self.pieces).into_iter();
        let mut pending: Option<Piece> = None;
        let mut at = 0;
        for splice in ordered {
            let fits = present.get(splice.span.range()).is_some() && splice.span.start() >= at;
            if !fits {
                continue;
            }
            take(&mut rest, &mut pending, splice.span.start() - at, |piece| self.pieces.push(piece));
            take(&mut rest, &mut pending, splice.span.len(), drop);
            if !splice.text.is_empty() {
                self.pieces.push(Piece::New(splice.text.clone()));
            }
            at = splice.span.end();
        }
        self.pieces.extend(pending);
        self.pieces.extend(rest);
    }

    pub(crate) fn text(&self) -> String {
        self.pieces
            .iter()
            .map(|piece| match piece {
                Piece::First(span) => span.slice(self.first),
                Piece::New(text) => text,
            })
            .collect()
    }

    /// The splices that lead from the first text to the present one, in order.
    pub(crate) fn splices(&self) -> Vec<Splice> {
        let mut splices = Vec::new();
        let mut at = 0;
        let mut new = String::new();
        let end = Piece::First(Span::at(self.first.len()));
        for piece in self.pieces.iter().chain([&end]) {
            match piece {
                Piece::New(text) => new.push_str(text),
                Piece::First(span) => {
                    if span.start() > at || !new.is_empty() {
                        splices.push(Splice::new(at, span.start(), std::mem::take(&mut new)));
                    }
                    at = span.end();
                }
            }
        }
        splices
    }
}

/// Moves the next `length` bytes of pieces on to `receive`, cutting the last one where needed.
fn take(
    rest: &mut impl Iterator<Item = Piece>,
    pending: &mut Option<Piece>,
    mut length: usize,
    mut receive: impl FnMut(Piece),
) {
    while length > 0 {
        let Some(piece) = pending.take().or_else(|| rest.next()) else { return };
        if piece.len() <= length {
            length -= piece.len();
            receive(piece);
        } else {
            let (before, after) = piece.cut(length);
            receive(before);
            *pending = Some(after);
            length = 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn splices_apply_in_any_order() {
        let splices = [Splice::new(4, 5, "E"), Splice::insert(0, "<"), Splice::delete(1, 2)];
        assert_eq!(splice("abcdef", &splices), "<acdEf");
    }

    #[test]
    fn insertions_at_one_place_keep_their_order() {
        assert_eq!(splice("ab", &[Splice::insert(1, "1"), Splice::insert(1, "2")]), "a12b");
    }

    #[test]
    fn a_splice_that_does_not_fit_is_left_out() {
        let cases = [Splice::new(1, 9, "x"), Splice::new(1, 2, "x")];
        assert_eq!(splice("ä", &cases), "ä");
        assert_eq!(splice("abcd", &[Splice::new(0, 2, "x"), Splice::new(1, 3, "y")]), "xcd");
    }

    #[test]
    fn edits_in_a_row_are_told_on_the_first_text() {
        let mut pieces = Pieces::new("one two three");
        pieces.apply(&[Splice::new(4, 7, "2")]);
        pieces.apply(&[Splice::new(4, 5, "II"), Splice::insert(0, "> ")]);
        pieces.apply(&[Splice::delete(2, 6)]);
        assert_eq!(pieces.text(), "> II three");
        assert_eq!(splice("one two three", &pieces.splices()), "> II three");
        assert_eq!(pieces.splices(), [Splice::new(0, 7, "> II")]);
    }

    proptest! {
        #[test]
        fn told_splices_give_the_same_text(
            text in "[a-cä]{0,12}",
            rounds in prop::collection::vec((0usize..14, 0usize..6, "[x-z]{0,3}"), 0..6),
        ) {
            let mut pieces = Pieces::new(&text);
            for (start, length, new) in rounds {
                pieces.apply(&[Splice::new(start, start + length, new)]);
            }
            prop_assert_eq!(splice(&text, &pieces.splices()), pieces.text());
        }
    }
}
