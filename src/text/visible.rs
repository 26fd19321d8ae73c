//! Text from files, made harmless and visible: no terminal escape, no direction override and no line break
//! gets out of what is for eyes.
//!
//! Says once which characters are obeyed instead of shown. There are two ways to show them: one character
//! for one, so that columns stay true, and spelt out, so that a reader can tell which it was. Knows no markup.

use std::borrow::Cow;

/// Whether a terminal or a reader obeys a character instead of showing it.
///
/// Controls, of which some begin escape sequences; line and paragraph separators; direction overrides and
/// isolates; and the byte-order mark, which is invisible. Tab and line feed are among them.
pub(crate) fn is_obeyed(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// The character to show in the place of `c`. Always exactly one, so that columns stay true.
/// Tab and line feed are themselves.
pub(crate) fn visible_char(c: char) -> char {
    match c {
        '\t' | '\n' => c,
        c if is_obeyed(c) => picture(c).unwrap_or('\u{fffd}'),
        c => c,
    }
}

/// The picture that Unicode has for a control character: `␛` for ESC.
fn picture(c: char) -> Option<char> {
    match c {
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)),
        '\u{7f}' => Some('\u{2421}'),
        _ => None,
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

/// `text` with every character that is obeyed shown as a picture, or by its number where it has none: ESC
/// is `␛`, U+202E is `⟨U+202E⟩`.
///
/// Keeps line feeds and tabs; a carriage return before a line feed goes.
pub(crate) fn spelt_out(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|each| is_obeyed(each) && each != '\n' && each != '\t') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    let mut rest = text.chars().peekable();
    while let Some(each) = rest.next() {
        match each {
            '\n' | '\t' => out.push(each),
            '\r' if rest.peek() == Some(&'\n') => {}
            each if !is_obeyed(each) => out.push(each),
            each => match picture(each) {
                Some(picture) => out.push(picture),
                None => out.push_str(&format!("⟨U+{:04X}⟩", u32::from(each))),
            },
        }
    }
    Cow::Owned(out)
}

/// The text spelt out on one line: white space and line breaks become single spaces, none at the ends.
pub(crate) fn one_line(text: &str) -> Cow<'_, str> {
    let plain = !text.starts_with(' ')
        && !text.ends_with(' ')
        && !text.contains("  ")
        && !text.chars().any(|each| is_obeyed(each) || (each != ' ' && is_gap(each)));
    if plain {
        return Cow::Borrowed(text);
    }
    let spaced: String = text.chars().map(|each| if is_gap(each) { ' ' } else { each }).collect();
    let joined = spaced.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    Cow::Owned(spelt_out(&joined).into_owned())
}

/// Whether a character separates words; a no-break space does not.
pub(crate) fn is_gap(each: char) -> bool {
    each.is_whitespace() && !matches!(each, '\u{a0}' | '\u{202f}' | '\u{2007}')
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

    #[test]
    fn escapes_become_spelt_out() {
        assert_eq!(spelt_out("a\u{1b}[31mred\u{7}\u{7f}\u{9b}0m"), "a␛[31mred␇␡⟨U+009B⟩0m");
        assert_eq!(spelt_out("user\u{202e}gpj.exe\u{2066}"), "user⟨U+202E⟩gpj.exe⟨U+2066⟩");
    }

    #[test]
    fn lines_and_tabs_stay_where_lines_are_allowed() {
        assert_eq!(spelt_out("a\r\nb\tc\rd"), "a\nb\tc␍d");
    }

    #[test]
    fn white_space_becomes_single_spaces_on_one_line() {
        assert_eq!(one_line("  a \r\n\t b\u{2028}c\u{3000}d "), "a b c d");
        assert_eq!(one_line("a\u{a0}b"), "a\u{a0}b");
        assert!(matches!(one_line("plain words"), Cow::Borrowed(_)));
    }

    proptest! {
        #[test]
        fn no_control_character_is_left(text in any::<String>()) {
            prop_assert!(!visible_line(&text).chars().any(char::is_control));
            prop_assert!(!visible_path(&text).chars().any(char::is_control));
            prop_assert!(!one_line(&text).chars().any(is_obeyed));
            prop_assert!(!spelt_out(&text).chars().any(|c| is_obeyed(c) && !matches!(c, '\n' | '\t')));
            prop_assert_eq!(visible(&text).chars().count(), text.chars().count());
        }
    }
}
