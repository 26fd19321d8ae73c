//! Characters that are named: `&amp;`, `&#8211;`, `&#x2013;`.

use std::borrow::Cow;

use pulldown_cmark::{Event, Parser};

/// Names that browsers read without their semicolon too.
const BARE: [(&str, &str); 7] = [
    ("&nbsp", "\u{a0}"),
    ("&amp", "&"),
    ("&lt", "<"),
    ("&gt", ">"),
    ("&quot", "\""),
    ("&copy", "©"),
    ("&reg", "®"),
];

/// What the numbers 128 to 159 mean to browsers: the characters of Windows; a space where there is none.
const WINDOWS: &str = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

/// A text with all that is named in it.
pub(super) fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        match decode(rest) {
            Some((decoded, length)) => {
                out.push_str(&decoded);
                rest = &rest[length..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The characters named at the start of a text that begins with `&`, and how long their name is.
pub(in crate::exchange::markup) fn decode(text: &str) -> Option<(String, usize)> {
    const LONGEST: usize = 34;
    let end =
        text.bytes().take(LONGEST).skip(1).position(|byte| !(byte.is_ascii_alphanumeric() || byte == b'#'));
    let named = end.map(|end| end + 1).filter(|end| text.as_bytes()[*end] == b';').map(|end| &text[..=end]);
    if let Some(named) = named {
        if let Some(number) = named.strip_prefix("&#") {
            return numbered(number.trim_end_matches(';')).map(|each| (each.to_string(), named.len()));
        }
        if let Some((_, meant)) = BARE.iter().find(|(bare, _)| named.strip_suffix(';') == Some(bare)) {
            return Some(((*meant).to_owned(), named.len()));
        }
        // The table of names is Markdown's too.
        if let Some(decoded) = by_name(named) {
            return Some((decoded, named.len()));
        }
    }
    let is_word = |rest: &str| rest.starts_with(|next: char| next.is_ascii_alphanumeric() || next == '=');
    let (bare, meant) =
        BARE.iter().find(|(bare, _)| text.strip_prefix(bare).is_some_and(|rest| !is_word(rest)))?;
    Some(((*meant).to_owned(), bare.len()))
}

fn by_name(named: &str) -> Option<String> {
    let text: String = Parser::new(named)
        .filter_map(|event| match event {
            Event::Text(text) => Some(text.into_string()),
            _ => None,
        })
        .collect();
    (text != named && !text.is_empty()).then_some(text)
}

fn numbered(number: &str) -> Option<char> {
    let code = match number.strip_prefix(['x', 'X']) {
        Some(number) => u32::from_str_radix(number, 16).ok()?,
        None => number.parse().ok()?,
    };
    match code {
        0x80..=0x9f => WINDOWS.chars().nth(code as usize - 0x80),
        0 => None,
        _ => char::from_u32(code),
    }
}
