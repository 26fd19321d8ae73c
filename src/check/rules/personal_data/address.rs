//! E-mail addresses in a text, without those that belong to nobody.

use crate::text::span::Span;

/// Domains that exist in documentation alone.
const RESERVED: [&str; 7] =
    ["example.com", "example.org", "example.net", "example", "test", "invalid", "localhost"];

/// Who writes and reads no mail, before the `@`.
const NOBODY: [&str; 4] = ["noreply", "no-reply", "donotreply", "git"];

/// Endings of file names that look like a domain: `icon@2x.png`.
const FILES: [&str; 12] =
    ["png", "jpg", "jpeg", "gif", "svg", "webp", "pdf", "html", "css", "json", "yaml", "yml"];

/// The addresses in `text`, in order.
pub(super) fn addresses(text: &str) -> Vec<Span> {
    text.match_indices('@').filter_map(|(at, _)| address_around(text, at)).collect()
}

fn address_around(text: &str, at: usize) -> Option<Span> {
    let bytes = text.as_bytes();
    let is_local = |byte: &u8| byte.is_ascii_alphanumeric() || b"._%+-".contains(byte);
    let start = at - bytes[..at].iter().rev().take_while(|byte| is_local(byte)).count();
    let is_domain = |byte: &u8| byte.is_ascii_alphanumeric() || b".-".contains(byte);
    let reach = at + 1 + bytes[at + 1..].iter().take_while(|byte| is_domain(byte)).count();
    let end = at + 1 + text[at + 1..reach].trim_end_matches(['.', '-']).len();
    let local = text[start..at].trim_start_matches(['.', '-', '_', '%', '+']);
    let domain = &text[at + 1..end];
    let is_path =
        bytes.get(end) == Some(&b':') && bytes.get(end + 1).is_some_and(|byte| !byte.is_ascii_whitespace());
    let is_real = !local.is_empty()
        && is_host(domain)
        && !is_reserved(domain)
        && !NOBODY.iter().any(|nobody| nobody.eq_ignore_ascii_case(local))
        && !is_path
        && !is_in_url(text, start);
    is_real.then(|| Span::new(at - local.len(), end))
}

/// Whether a text is a domain with a name at its end: `mail.gasag.de`, not `1.2.3`, `2x.png` or `latest`.
fn is_host(domain: &str) -> bool {
    let Some((host, last)) = domain.rsplit_once('.') else { return false };
    let is_name = last.len() >= 2 && last.bytes().all(|byte| byte.is_ascii_alphabetic());
    is_name
        && host.split('.').all(|label| !label.is_empty() && !label.starts_with('-') && !label.ends_with('-'))
        && !FILES.iter().any(|file| file.eq_ignore_ascii_case(last))
}

fn is_reserved(domain: &str) -> bool {
    let domain = domain.to_ascii_lowercase();
    RESERVED.iter().any(|reserved| {
        domain.strip_suffix(reserved).is_some_and(|before| before.is_empty() || before.ends_with('.'))
    })
}

/// Whether what stands before is an address of the web, where `user@host` is a login.
fn is_in_url(text: &str, start: usize) -> bool {
    let word = text[..start].rsplit(|c: char| c.is_whitespace() || "<>()[]\"'".contains(c)).next();
    word.is_some_and(|word| word.contains("://"))
}

#[cfg(test)]
mod tests {
    use super::addresses;

    #[track_caller]
    fn check(text: &str, expect: &[&str]) {
        let found: Vec<&str> = addresses(text).into_iter().map(|span| span.slice(text)).collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn an_address_is_found_with_what_belongs_to_it() {
        check("Mail ana.b+x@mail.gasag.de.", &["ana.b+x@mail.gasag.de"]);
        check("<ana@gasag.de>, (ben@gasag.de)", &["ana@gasag.de", "ben@gasag.de"]);
        check("mailto:ana@gasag.de", &["ana@gasag.de"]);
        check("größe@gasag.de", &["e@gasag.de"]);
    }

    #[test]
    fn what_only_looks_like_an_address_is_none() {
        check("@ana and @team.de", &[]);
        check("a@example.com b@mail.example.org c@x.test noreply@gasag.de", &[]);
        check("react@18.2.0 img/icon@2x.png pkg@latest a@b", &[]);
        check("git@code.gasag.de:team/x.git https://bot@code.gasag.de/x", &[]);
        check("deploy@code.gasag.de:team/x.git", &[]);
    }
}
