//! An absolute address on the web, or of a mailbox.
//!
//! Checks what a person gets wrong (no scheme, a path, a space), not the whole of RFC 3986; whether
//! anything answers there is not asked.

use std::fmt;

use crate::model::values::fault::ValueFault;

const WHAT: &str = "a URL";
const EXAMPLE: &str = "write the whole address, such as https://example.com/page";

/// An `http`, `https` or `mailto` address, as written.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) struct Url(Box<str>);

impl Url {
    /// Reads `https://host/…`, `http://host/…` or `mailto:name@host`.
    pub(crate) fn parse(text: &str) -> Result<Self, ValueFault> {
        let text = text.trim();
        let because = |reason: &str| ValueFault::not_because(text, WHAT, reason);
        if text.contains(|c: char| c.is_whitespace() || c.is_control()) {
            return Err(
                because("it has a space in it").with_help("write %20 for a space, and one address only")
            );
        }
        if text.contains(['<', '>', '"', '`', '|', '\\', '^', '{', '}']) {
            return Err(because("it holds a character that no URL has").with_help("write the address alone"));
        }
        let Some((scheme, rest)) = split_scheme(text) else {
            return Err(without_scheme(text));
        };
        match scheme.to_ascii_lowercase().as_str() {
            "http" | "https" => {
                let Some(rest) = rest.strip_prefix("//") else {
                    return Err(because("`//` is missing after the scheme").with_help(EXAMPLE));
                };
                check_authority(text, rest.split(['/', '?', '#']).next().unwrap_or(rest))?;
            }
            "mailto" => {
                let mailbox = rest.split('?').next().unwrap_or(rest);
                let complete =
                    mailbox.split_once('@').is_some_and(|(name, host)| !name.is_empty() && is_host(host));
                if !complete {
                    return Err(because("the e-mail address is not complete")
                        .with_help("write mailto:name@example.com"));
                }
            }
            _ => {
                return Err(
                    because("only http, https and mailto addresses are links here").with_help(EXAMPLE)
                );
            }
        }
        Ok(Self(text.into()))
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The scheme before the first colon and what follows it.
fn split_scheme(text: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = text.split_once(':')?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    // `example.com:8080/page` has a port, not a scheme.
    let is_port = scheme.contains('.') && rest.starts_with(|c: char| c.is_ascii_digit());
    (is_scheme && !is_port).then_some((scheme, rest))
}

fn without_scheme(text: &str) -> ValueFault {
    let fault = ValueFault::not(text, WHAT);
    let host = text.trim_start_matches('/').split(['/', '?', '#', ':']).next().unwrap_or("");
    let is_page = text.starts_with("www.") || (text.contains('/') && host.contains('.') && is_host(host));
    if is_page && !text.starts_with(['/', '.']) {
        return fault.with_spelling(format_args!("https://{text}"));
    }
    if text.contains('@') && !text.contains(['/', ':']) {
        return fault.with_spelling(format_args!("mailto:{text}"));
    }
    if text.contains('/') || text.ends_with(".md") {
        return ValueFault::not_because(text, WHAT, "it is a path")
            .with_help("write the whole address, or link to the file in the body");
    }
    fault.with_help(EXAMPLE)
}

fn check_authority(text: &str, authority: &str) -> Result<(), ValueFault> {
    let host = match authority.rsplit_once('@') {
        Some((user, _)) if user.contains(':') => {
            return Err(ValueFault::new("a URL with a password in it is no link to keep in a repository")
                .with_help("leave out the user and the password, and change the password"));
        }
        Some((_, host)) => host,
        None => authority,
    };
    let (host, port) = match host.strip_prefix('[') {
        Some(rest) => match rest.split_once(']') {
            Some((address, port)) => {
                let is_address = address.contains(':')
                    && address.chars().all(|c| c.is_ascii_hexdigit() || matches!(c, ':' | '.'));
                (if is_address { "v6" } else { "" }, port.strip_prefix(':'))
            }
            None => ("", None),
        },
        None => match host.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (host, None),
        },
    };
    if host.is_empty() {
        return Err(ValueFault::not_because(text, WHAT, "the host is missing").with_help(EXAMPLE));
    }
    if !is_host(host) || port.is_some_and(|port| port.parse::<u16>().is_err()) {
        return Err(ValueFault::not_because(text, WHAT, "the host is not well formed").with_help(EXAMPLE));
    }
    Ok(())
}

fn is_host(host: &str) -> bool {
    host.split('.').all(|label| {
        !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(text: &str) {
        assert_eq!(Url::parse(text).unwrap().as_str(), text);
    }

    #[track_caller]
    fn refused(text: &str, message: &str, help: &str) {
        let fault = Url::parse(text).unwrap_err();
        assert_eq!((fault.message.as_str(), fault.help.as_deref().unwrap_or("")), (message, help));
    }

    #[test]
    fn web_and_mail_addresses_are_read() {
        reads("https://example.com");
        reads("HTTP://user@Example.com:8080/a?b=c#d");
        reads("http://localhost:3000");
        reads("https://[::1]:80/");
        reads("https://bücher.example/ä");
        reads("mailto:ana@example.com?subject=x");
    }

    #[test]
    fn a_missing_scheme_is_told() {
        refused("www.example.com", "`www.example.com` is not a URL", "write https://www.example.com");
        refused("github.com/a/b", "`github.com/a/b` is not a URL", "write https://github.com/a/b");
        refused("ana@example.com", "`ana@example.com` is not a URL", "write mailto:ana@example.com");
        refused("none", "`none` is not a URL", EXAMPLE);
    }

    #[test]
    fn a_path_is_no_url() {
        refused(
            "../docs/design.md",
            "`../docs/design.md` is not a URL: it is a path",
            "write the whole address, or link to the file in the body",
        );
    }

    #[test]
    fn what_is_no_page_or_mailbox_is_refused() {
        for text in [
            "",
            "https://",
            "https:example.com",
            "https://a b.c",
            "javascript:alert(1)",
            "file:///etc/passwd",
            "https://exa mple.com",
            "https://ex..com",
            "mailto:ana",
            "https://a:b:c/",
            "https://[::1",
            "https://[x]/",
        ] {
            assert!(Url::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_password_in_a_url_is_not_repeated() {
        let fault = Url::parse("https://ana:secret@example.com/").unwrap_err();
        assert!(!fault.message.contains("secret"));
    }
}
