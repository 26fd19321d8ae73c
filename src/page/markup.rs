//! Text that stays text in HTML and XML.

use crate::text::visible::spelt_out;

/// Text that is safe between tags and within a quoted attribute. No character is left that XML forbids
/// even as a reference: controls are spelt out, and the two that are none are shown as U+FFFD.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for each in spelt_out(text).chars() {
        match each {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ => out.push(each),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_forbids_is_shown_as_something_else() {
        assert_eq!(escape("<a b=\"c\">d & 'e'"), "&lt;a b=&quot;c&quot;&gt;d &amp; &#39;e&#39;");
        assert_eq!(escape("a\0b\u{b}c\u{fffe}d\u{ffff}e"), "a␀b␋c\u{fffd}d\u{fffd}e");
        assert_eq!(escape("a\tb\r\nc"), "a\tb\nc");
    }
}
