//! Addresses as the schema of ReqIF takes them, which is stricter than those that follow links.

use crate::page::target::is_absolute;

/// The address of a link that leads somewhere from anywhere, as RFC 3986 writes it; nothing for another one.
pub(super) fn uri(address: &str) -> Option<String> {
    if !is_absolute(address) {
        return None;
    }
    let (scheme, rest) = address.split_once(':')?;
    let (host, path) = match rest.strip_prefix("//") {
        Some(rest) => {
            let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
            (Some(&rest[..end]), &rest[end..])
        }
        None => (None, rest),
    };
    match host {
        Some(host) if is_host(host) => Some(format!("{scheme}://{host}{}", encoded(path))),
        // `https:page` leads nowhere; a mailbox has no host.
        None if scheme.eq_ignore_ascii_case("mailto") => Some(format!("{scheme}:{}", encoded(path))),
        _ => None,
    }
}

fn is_host(text: &str) -> bool {
    let (name, port) = text.split_once(':').unwrap_or((text, "1"));
    let is_sign = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b'~');
    !name.is_empty() && name.bytes().all(is_sign) && port.bytes().all(|byte| byte.is_ascii_digit())
}

/// What stands behind the host, with what has no place there as its number.
fn encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    let mut has_fragment = false;
    for (at, byte) in path.bytes().enumerate() {
        let keeps = match byte {
            b'%' => {
                path.as_bytes().get(at + 1..at + 3).is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit))
            }
            b'#' => !std::mem::replace(&mut has_fragment, true),
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' => true,
            _ => b"-._~!$&'()*+,;=:@/?".contains(&byte),
        };
        if keeps { out.push(char::from(byte)) } else { out.push_str(&format!("%{byte:02X}")) }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_one_that_a_strict_reader_takes() {
        let check =
            |address: &str, expect: Option<&str>| assert_eq!(uri(address).as_deref(), expect, "{address}");
        check("https://e.org:80/a?b=c&d#e", Some("https://e.org:80/a?b=c&d#e"));
        check("https://e.org", Some("https://e.org"));
        check("https://e.org/%zz/%2f/[a]#b#c%", Some("https://e.org/%25zz/%2f/%5Ba%5D#b%23c%25"));
        check("mailto:ana@e.org", Some("mailto:ana@e.org"));
        check("https://[::1]/", None);
        check("https://e.org:a/", None);
        check("https:a", None);
        check("../a.md", None);
    }
}
