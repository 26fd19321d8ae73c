//! Text from files, made harmless and visible: no terminal escape, no direction override and no line
//! break gets out of a report that is for eyes.

use std::borrow::Cow;

/// The character to show in the place of `c`. Always exactly one, so that columns stay true.
/// Tab and line feed are themselves.
pub(crate) fn visible_char(c: char) -> char {
    match c {
        '\t' | '\n' => c,
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        // C1 controls (one of them begins escape sequences), line and paragraph separators, direction
        // overrides and isolates, and the byte-order mark, which is invisible.
        '\u{80}'..='\u{9f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => '\u{fffd}',
        c => c,
    }
}

/// `text` with every harmful character shown as another; line feeds and tabs stay.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| visible_char(c) == c) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(visible_char).collect())
}

/// `text` on one line: a run of line breaks, tabs and the spaces around it is one space.
pub(crate) fn visible_line(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| visible_char(c) == c && !matches!(c, '\n' | '\t')) {
        return Cow::Borrowed(text);
    }
    let words: Vec<&str> =
        text.split(['\n', '\r', '\t']).map(str::trim).filter(|line| !line.is_empty()).collect();
    Cow::Owned(words.join(" ").chars().map(visible_char).collect())
}

/// A path on one line: a line break or a tab in a file name is shown as a sign of its own.
pub(crate) fn visible_path(path: &str) -> Cow<'_, str> {
    let sign = |c| match c {
        '\n' => '\u{240a}',
        '\t' => '\u{2409}',
        c => visible_char(c),
    };
    if path.chars().all(|c| sign(c) == c) {
        return Cow::Borrowed(path);
    }
    Cow::Owned(path.chars().map(sign).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn escapes_and_overrides_are_shown_not_obeyed() {
        assert_eq!(visible("\u{1b}[31mred\u{9b}0m\u{202e}x\0"), "␛[31mred\u{fffd}0m\u{fffd}x␀");
        assert_eq!(visible_line("two\r\n  lines\tand more"), "two lines and more");
        assert_eq!(visible_path("a\nb\tc\u{7f}.md"), "a␊b␉c␡.md");
        assert!(matches!(visible("größer 日本"), Cow::Borrowed(_)));
    }

    proptest! {
        #[test]
        fn no_control_character_is_left(text in any::<String>()) {
            prop_assert!(!visible_line(&text).chars().any(char::is_control));
            prop_assert!(!visible_path(&text).chars().any(char::is_control));
            prop_assert_eq!(visible(&text).chars().count(), text.chars().count());
        }
    }
}
