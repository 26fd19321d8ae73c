//! Makes the characters visible that would command a terminal or hide what a text says.
//!
//! Every format passes the text of a page through here, whatever its own escapes are. Knows no markup.

use std::borrow::Cow;

/// Replaces control characters and bidirectional overrides by something a reader sees.
///
/// Keeps line feeds and tabs; a carriage return before a line feed goes. ESC becomes `␛`, U+202E `⟨U+202E⟩`.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|each| is_dangerous(each) && each != '\n' && each != '\t') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    let mut rest = text.chars().peekable();
    while let Some(each) = rest.next() {
        match each {
            '\n' | '\t' => out.push(each),
            '\r' if rest.peek() == Some(&'\n') => {}
            '\0'..='\x1f' => out.push(picture(0x2400 + u32::from(each))),
            '\x7f' => out.push('␡'),
            _ if is_dangerous(each) => out.push_str(&format!("⟨U+{:04X}⟩", u32::from(each))),
            _ => out.push(each),
        }
    }
    Cow::Owned(out)
}

/// The visible text on one line: white space and line breaks become single spaces, none at the ends.
pub(crate) fn one_line(text: &str) -> Cow<'_, str> {
    let plain = !text.starts_with(' ')
        && !text.ends_with(' ')
        && !text.contains("  ")
        && !text.chars().any(|each| is_dangerous(each) || (each != ' ' && is_gap(each)));
    if plain {
        return Cow::Borrowed(text);
    }
    let spaced: String = text.chars().map(|each| if is_gap(each) { ' ' } else { each }).collect();
    let joined = spaced.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    Cow::Owned(visible(&joined).into_owned())
}

/// Whether a character separates words; a no-break space does not.
pub(crate) fn is_gap(each: char) -> bool {
    each.is_whitespace() && !matches!(each, '\u{a0}' | '\u{202f}' | '\u{2007}')
}

fn is_dangerous(each: char) -> bool {
    each.is_control() || matches!(each, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The picture Unicode has for a control character.
fn picture(code: u32) -> char {
    char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_become_visible() {
        assert_eq!(visible("a\u{1b}[31mred\u{7}\u{7f}\u{9b}0m"), "a␛[31mred␇␡⟨U+009B⟩0m");
        assert_eq!(visible("user\u{202e}gpj.exe\u{2066}"), "user⟨U+202E⟩gpj.exe⟨U+2066⟩");
    }

    #[test]
    fn lines_and_tabs_stay_where_lines_are_allowed() {
        assert_eq!(visible("a\r\nb\tc\rd"), "a\nb\tc␍d");
    }

    #[test]
    fn white_space_becomes_single_spaces_on_one_line() {
        assert_eq!(one_line("  a \r\n\t b\u{2028}c\u{3000}d "), "a b c d");
        assert_eq!(one_line("a\u{a0}b"), "a\u{a0}b");
        assert!(matches!(one_line("plain words"), Cow::Borrowed(_)));
    }
}
