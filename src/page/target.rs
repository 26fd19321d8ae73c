//! Where a link may lead: what is allowed, and how it is written as an address.
//!
//! Web addresses, mail addresses and places in the repository; nothing that would run code.

use crate::page::Target;
use crate::page::anchor::slug;

impl Target {
    /// The address to write after `href=`, or nothing if it is not one a reader may safely follow.
    /// Contains printable ASCII only, without quotes, angle brackets, spaces, backslashes and parentheses.
    pub(crate) fn address(&self) -> Option<String> {
        match self {
            Self::File { path, anchor: None } => Some(file_address(path)),
            Self::File { path, anchor: Some(anchor) } => {
                Some(format!("{}#{}", file_address(path), encoded(anchor, false)))
            }
            Self::Url(url) => safe_address(url),
            Self::Anchor(words) => Some(format!("#{}", encoded(&slug(words), false))),
            Self::Nowhere => None,
        }
    }
}

/// A web, mail or relative address made safe to write, or nothing for any other scheme.
pub(crate) fn safe_address(address: &str) -> Option<String> {
    let address = address.trim();
    if address.is_empty() || address.starts_with("//") || address.contains(['\n', '\r', '\t', '\0']) {
        return None;
    }
    let scheme_end = address.find(':').filter(|at| !address[..*at].contains(['/', '?', '#']));
    match scheme_end {
        Some(at) if !is_allowed(&address[..at]) => None,
        _ => Some(encoded(address, true)),
    }
}

/// Whether an address leads out to the web or to a mailbox, and so means the same anywhere.
pub(crate) fn is_absolute(address: &str) -> bool {
    address.split_once(':').is_some_and(|(scheme, _)| is_allowed(scheme))
}

fn is_allowed(scheme: &str) -> bool {
    ["http", "https", "mailto"].iter().any(|allowed| scheme.eq_ignore_ascii_case(allowed))
}

/// A path as a relative address; a colon in its first part would be taken for a scheme.
fn file_address(path: &str) -> String {
    let path = encoded(path, false);
    let first = path.split('/').next().unwrap_or_default();
    if first.contains(':') || path.starts_with('/') { format!("./{path}") } else { path }
}

/// Percent-encodes what has no place in an address. In a whole address, marks such as `?` and `%` have
/// their meaning and stay; in a path or an anchor they are letters like others.
fn encoded(text: &str, whole: bool) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        let keeps = match byte {
            b'?' | b'#' | b'%' | b'&' | b';' | b'=' | b'[' | b']' => whole,
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' => true,
            b'-' | b'.' | b'_' | b'~' | b'/' | b':' | b'@' | b'!' | b'$' | b'*' | b'+' | b',' => true,
            _ => false,
        };
        if keeps { out.push(char::from(byte)) } else { out.push_str(&format!("%{byte:02X}")) }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_harmless_schemes_are_followed() {
        assert_eq!(safe_address("https://e.org/a?b=c&d#e").as_deref(), Some("https://e.org/a?b=c&d#e"));
        assert_eq!(safe_address("mailto:ana@e.org").as_deref(), Some("mailto:ana@e.org"));
        assert_eq!(safe_address("../REQ-1.md#done").as_deref(), Some("../REQ-1.md#done"));
        for bad in
            ["javascript:alert(1)", " JavaScript:x", "data:text/html,x", "java\tscript:x", "//e.org", ""]
        {
            assert_eq!(safe_address(bad), None, "{bad}");
        }
    }

    #[test]
    fn what_would_end_an_attribute_is_encoded() {
        assert_eq!(safe_address("a\"><b>(c) 'ü'").as_deref(), Some("a%22%3E%3Cb%3E%28c%29%20%27%C3%BC%27"));
    }

    #[test]
    fn a_path_stays_a_path() {
        let file = |path: &str| Target::File { path: path.into(), anchor: Some("a b".into()) }.address();
        assert_eq!(file("plans/what now?.md").as_deref(), Some("plans/what%20now%3F.md#a%20b"));
        assert_eq!(file("a:b.md").as_deref(), Some("./a:b.md#a%20b"));
        assert_eq!(file("//e.org").as_deref(), Some(".///e.org#a%20b"));
    }
}
