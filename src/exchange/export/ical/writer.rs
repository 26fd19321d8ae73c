//! Lines of a calendar as RFC 5545 wants them: escaped, folded, each with its line end.
//!
//! Knows the form of a line and no property.

use crate::text::visible::spelt_out;

/// The most bytes of a line, its end not counted.
const WIDEST: usize = 75;

/// What is written so far.
#[derive(Debug, Default)]
pub(super) struct Calendar {
    text: String,
}

impl Calendar {
    /// A property whose value stands as it is.
    pub(super) fn line(&mut self, name: &str, value: &str) {
        self.folded(&format!("{name}:{value}"));
    }

    /// A property whose value is a text: any text at all.
    pub(super) fn text(&mut self, name: &str, value: &str) {
        self.folded(&format!("{name}:{}", escaped(value)));
    }

    pub(super) fn finish(self) -> String {
        self.text
    }

    /// One line, broken before the character that would make it too wide; what follows begins with a space.
    fn folded(&mut self, line: &str) {
        let mut width = 0;
        for each in line.chars() {
            if width + each.len_utf8() > WIDEST {
                self.text.push_str("\r\n ");
                width = 1;
            }
            self.text.push(each);
            width += each.len_utf8();
        }
        self.text.push_str("\r\n");
    }
}

/// A text with what would end it, or would be obeyed, written as something else.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for each in spelt_out(text).chars() {
        match each {
            '\\' | ';' | ',' => {
                out.push('\\');
                out.push(each);
            }
            '\n' => out.push_str("\\n"),
            _ => out.push(each),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn written(value: &str) -> String {
        let mut calendar = Calendar::default();
        calendar.text("SUMMARY", value);
        calendar.finish()
    }

    /// The value as a calendar program reads it.
    fn read(written: &str) -> String {
        let unfolded = written.replace("\r\n ", "");
        let value = unfolded.strip_prefix("SUMMARY:").and_then(|rest| rest.strip_suffix("\r\n")).unwrap();
        let mut out = String::new();
        let mut rest = value.chars();
        while let Some(each) = rest.next() {
            match each {
                '\\' => match rest.next().unwrap() {
                    'n' | 'N' => out.push('\n'),
                    escaped => out.push(escaped),
                },
                plain => {
                    assert!(!matches!(plain, ',' | ';' | '\n' | '\r'), "{value:?}");
                    out.push(plain);
                }
            }
        }
        out
    }

    #[test]
    fn what_would_end_a_text_is_escaped() {
        assert_eq!(written("a, b; c\\d\r\ne"), "SUMMARY:a\\, b\\; c\\\\d\\ne\r\n");
        assert_eq!(written("\u{1b}[31m\u{202e}"), "SUMMARY:␛[31m⟨U+202E⟩\r\n");
    }

    #[test]
    fn a_long_line_is_folded_between_characters() {
        let long = "€".repeat(40);
        let lines: Vec<usize> = written(&long).split("\r\n").map(str::len).collect();
        assert_eq!(lines, [74, 55, 0]);
        assert_eq!(read(&written(&long)), long);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_text_comes_back_from_lines_that_are_not_too_wide(text in any::<String>(), many in 1usize..40) {
            let text = text.repeat(many);
            let written = written(&text);
            prop_assert_eq!(read(&written), spelt_out(&text).into_owned());
            for line in written.split("\r\n") {
                prop_assert!(line.len() <= WIDEST, "{line:?}");
                prop_assert!(!line.contains(['\n', '\r']));
            }
        }
    }
}
