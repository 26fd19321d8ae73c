//! How wide text is in columns of fixed-width type: wide characters, emoji and combining marks included.
//!
//! Knows no colour: what is measured here carries no escapes.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The columns a line of visible text takes.
pub(crate) fn width(text: &str) -> usize {
    text.width()
}

/// The text followed by spaces up to `columns`; as it is when it is as wide or wider.
pub(crate) fn pad(text: &str, columns: usize) -> String {
    let mut out = text.to_owned();
    out.extend(std::iter::repeat_n(' ', columns.saturating_sub(width(text))));
    out
}

/// The length in bytes of the longest beginning that fits into `columns`, never within a character
/// as people see it; at least one such character, so that a loop over it ends.
pub(crate) fn fitting(text: &str, columns: usize) -> usize {
    let mut end = 0;
    for (start, character) in text.grapheme_indices(true) {
        let next = start + character.len();
        if end > 0 && width(&text[..next]) > columns {
            break;
        }
        end = next;
    }
    end
}

/// The places, in bytes, where a word may be broken because its script has no spaces: after a wide character.
pub(crate) fn soft_breaks(word: &str) -> impl Iterator<Item = usize> {
    let characters = word.grapheme_indices(true).zip(word.graphemes(true).skip(1));
    characters
        .filter(|((_, one), next)| (width(one) > 1 || width(next) > 1) && !hangs(next))
        .map(|((start, one), _)| start + one.len())
}

/// Whether a character must not begin a line: closing brackets, full stops, small kana, marks of length.
fn hangs(character: &str) -> bool {
    const HANGING: &str =
        ".,;:!?)]}»”’…、。，．：；？！）」』】〕〉》ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョ々";
    character.chars().next().is_none_or(|first| HANGING.contains(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_and_combined_characters_are_measured() {
        assert_eq!(width("計画"), 4);
        assert_eq!(width("👩‍👩‍👧"), 2);
        assert_eq!(width("e\u{301}"), 1);
    }

    #[test]
    fn a_cut_never_splits_a_character() {
        assert_eq!(fitting("計画表", 5), "計画".len());
        assert_eq!(fitting("👩‍👩‍👧x", 1), "👩‍👩‍👧".len());
        assert_eq!(fitting("", 5), 0);
    }

    #[test]
    fn words_without_spaces_break_between_wide_characters() {
        let word = "計画。表";
        let breaks: Vec<_> = soft_breaks(word).map(|at| &word[..at]).collect();
        assert_eq!(breaks, ["計", "計画。"]);
        assert_eq!(soft_breaks("REQ-42").count(), 0);
    }

    #[test]
    fn padding_counts_columns() {
        assert_eq!(pad("計", 4), "計  ");
        assert_eq!(pad("long", 2), "long");
    }
}
