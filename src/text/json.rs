//! JSON that can be looked at: what would steer a terminal is written as an escape, which means the same.
//!
//! Knows nothing of what the JSON says.

use crate::text::visible::is_obeyed;

/// `json` with every character that a terminal may obey, or that turns the direction of text, escaped. Such
/// a character can stand only in a string; those below a space are escaped in any JSON.
pub(crate) fn inert(json: String) -> String {
    if !json.contains(is_left) {
        return json;
    }
    let mut inert = String::with_capacity(json.len() + 64);
    for c in json.chars() {
        if is_left(c) {
            inert.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            inert.push(c);
        }
    }
    inert
}

/// Whether a character is escaped that JSON itself leaves as it is.
fn is_left(c: char) -> bool {
    c >= '\u{7f}' && is_obeyed(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_obeys_is_escaped_and_means_the_same() {
        let value = serde_json::json!({"é": "\u{9b}2J\u{7f}\u{202e}x\u{1b}\u{1f680}"});
        let json = inert(value.to_string());
        assert_eq!(json, "{\"é\":\"\\u009b2J\\u007f\\u202ex\\u001b\u{1f680}\"}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&json).expect("JSON"), value);
    }
}
