//! Which places of a text stood in an earlier version of it already.
//!
//! Lines that are the same are the same; in lines that are not, words are held against words, so that a
//! list in one line that gained an item keeps its others. Knows no ids.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::text::span::Span;

/// For each of the new places the position of the old one that it was, if it was there.
///
/// Places are sorted and do not overlap; one that runs over the end of a line counts from where it begins.
pub(super) fn carried(old: &str, old_places: &[Span], new: &str, new_places: &[Span]) -> Vec<Option<usize>> {
    let mut found = vec![None; new_places.len()];
    let (old_lines, new_lines) = (lines(old), lines(new));
    let texts = |lines: &[Span], text: &str| -> Vec<String> {
        lines.iter().map(|line| line.slice(text).to_owned()).collect()
    };
    let (old_texts, new_texts) = (texts(&old_lines, old), texts(&new_lines, new));
    for operation in capture_diff_slices(Algorithm::Myers, &old_texts, &new_texts) {
        match operation {
            DiffOp::Equal { old_index, new_index, len } => {
                for at in 0..len {
                    let (old_line, new_line) = (old_lines[old_index + at], new_lines[new_index + at]);
                    for new_at in within(new_places, new_line) {
                        let offset = new_places[new_at].start() - new_line.start();
                        found[new_at] = within(old_places, old_line)
                            .find(|old_at| old_places[*old_at].start() - old_line.start() == offset);
                    }
                }
            }
            DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                let old_words = words(old, covering(&old_lines[old_index..old_index + old_len]), old_places);
                let new_words = words(new, covering(&new_lines[new_index..new_index + new_len]), new_places);
                for (old_at, new_at) in same_words(&old_words, &new_words) {
                    found[new_at] = Some(old_at);
                }
            }
            DiffOp::Delete { .. } | DiffOp::Insert { .. } => {}
        }
    }
    found
}

/// A word of a text, and which place it is.
#[derive(Clone, Copy, Debug)]
struct Word<'t> {
    text: &'t str,
    place: Option<usize>,
}

/// The places that are the same in both rows of words. Of places that read alike, and of which there are not as
/// many in one row as in the other, only one with a neighbour that is the same too.
fn same_words(old: &[Word<'_>], new: &[Word<'_>]) -> Vec<(usize, usize)> {
    let texts =
        |words: &[Word<'_>]| -> Vec<String> { words.iter().map(|word| word.text.to_owned()).collect() };
    let count = |words: &[Word<'_>], text: &str| {
        words.iter().filter(|word| word.place.is_some() && word.text == text).count()
    };
    let mut same = Vec::new();
    for operation in capture_diff_slices(Algorithm::Myers, &texts(old), &texts(new)) {
        let DiffOp::Equal { old_index, new_index, len } = operation else { continue };
        for at in 0..len {
            let (old_word, new_word) = (old[old_index + at], new[new_index + at]);
            let (Some(old_place), Some(new_place)) = (old_word.place, new_word.place) else { continue };
            if len > 1 || count(old, old_word.text) == count(new, new_word.text) {
                same.push((old_place, new_place));
            }
        }
    }
    same
}

fn lines(text: &str) -> Vec<Span> {
    let mut start = 0;
    text.split_inclusive('\n')
        .map(|line| {
            let span = Span::new(start, start + line.len());
            start += line.len();
            span
        })
        .collect()
}

fn covering(lines: &[Span]) -> Span {
    match (lines.first(), lines.last()) {
        (Some(first), Some(last)) => first.join(*last),
        _ => Span::default(),
    }
}

/// The positions of the places that begin within `span`.
fn within(places: &[Span], span: Span) -> impl Iterator<Item = usize> + use<'_> {
    let first = places.partition_point(|place| place.start() < span.start());
    (first..places.len()).take_while(move |at| places[*at].start() < span.end())
}

/// The words of a part of a text: each place whole, runs of letters and digits, and every other sign by itself.
fn words<'t>(text: &'t str, span: Span, places: &[Span]) -> Vec<Word<'t>> {
    let mut words = Vec::new();
    let mut at = span.start();
    for place in within(places, span) {
        let place_span = places[place];
        plain_words(Span::new(at, place_span.start()).slice(text), &mut words);
        words.push(Word { text: place_span.slice(text), place: Some(place) });
        at = place_span.end();
    }
    plain_words(Span::new(at, span.end().max(at)).slice(text), &mut words);
    words
}

fn plain_words<'t>(text: &'t str, words: &mut Vec<Word<'t>>) {
    let mut rest = text;
    while let Some(sign) = rest.chars().next() {
        let length = match sign.is_alphanumeric() {
            true => rest.find(|sign: char| !sign.is_alphanumeric()).unwrap_or(rest.len()),
            false => sign.len_utf8(),
        };
        let (word, behind) = rest.split_at(length);
        if !sign.is_whitespace() {
            words.push(Word { text: word, place: None });
        }
        rest = behind;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(text: &str) -> Vec<Span> {
        text.match_indices("R-5").map(|(at, _)| Span::new(at, at + 3)).collect()
    }

    /// Which of the places of `old` each place of `new` was; a dash for none.
    #[track_caller]
    fn check(old: &str, new: &str, expect: &str) {
        let found: Vec<String> = carried(old, &places(old), new, &places(new))
            .into_iter()
            .map(|place| place.map_or_else(|| "-".to_owned(), |place| place.to_string()))
            .collect();
        assert_eq!(found.join(" "), expect, "{old:?} to {new:?}");
    }

    #[test]
    fn a_line_that_stays_keeps_its_places() {
        check("a\nR-5 and R-5\nb\n", "new\na\nR-5 and R-5\nR-5\n", "0 1 -");
        check("R-5\n", "R-5\n", "0");
        check("", "R-5", "-");
    }

    #[test]
    fn a_list_in_one_line_that_gains_an_item_keeps_the_others() {
        check("on: [R-1, R-2]\n", "on: [R-1, R-2, R-5]\n", "-");
        check("on: [R-5, R-2]\n", "on: [R-5, R-2, R-5]\n", "0 -");
        check("on: [R-1, R-5]\n", "on: [R-5, R-1, R-5]\n", "- 0");
    }

    #[test]
    fn a_sentence_that_is_reworded_keeps_its_places() {
        check("It needs R-5 first.\n", "It waits for R-5, if it must.\n", "0");
        // Which of the two it was, nobody can tell.
        check("It needs R-5 first.\n", "It waits for R-5, and then R-5.\n", "- -");
    }
}
