//! Telephone numbers in a text: forms that hardly anything else has.

use std::sync::LazyLock;

use regex::Regex;

use crate::text::span::Span;

/// With a country: `+49 30 901820`. In North America: `(212) 664-7665`, `212-664-7665`. With the zero before an
/// area: `030 901820`, `0171/1234567`.
static FORMS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let country = r"\+[1-9][0-9]{0,2}(?:[ \-./]?(?:\([0-9]{1,5}\)|[0-9]{1,5})){2,7}";
    let america = r"(?:\([2-9][0-9]{2}\) ?|[2-9][0-9]{2}[-.])[2-9][0-9]{2}[-.][0-9]{4}";
    let area = r"\(?0[1-9][0-9]{1,3}\)?[ /\-][0-9]{3,4}[ \-]?[0-9]{3,5}";
    Regex::new(&format!("{country}|{america}|{area}")).ok()
});

/// The digits of the shortest and longest numbers, the country's included.
const DIGITS: std::ops::RangeInclusive<usize> = 8..=15;

/// The telephone numbers in `text`, in order.
pub(super) fn numbers(text: &str) -> Vec<Span> {
    let Some(forms) = FORMS.as_ref() else { return Vec::new() };
    let spans = forms.find_iter(text).map(|found| Span::new(found.start(), found.end()));
    spans.filter(|span| is_alone(text, *span) && is_number(span.slice(text))).collect()
}

/// Whether nothing around makes it a part of something longer: a version, an id, an address, a formula.
fn is_alone(text: &str, span: Span) -> bool {
    let before = text[..span.start()].chars().next_back();
    let begins = before.is_none_or(|c| !c.is_alphanumeric() && !"._-/=#@%&?+$€".contains(c));
    let mut after = text[span.end()..].chars();
    let next = after.next();
    let ends = match next {
        Some('.' | '-' | '/' | ',' | ':') => !after.next().is_some_and(char::is_alphanumeric),
        Some(c) => !c.is_alphanumeric() && !"_=%@€$".contains(c),
        None => true,
    };
    begins && ends
}

fn is_number(text: &str) -> bool {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    DIGITS.contains(&digits.len()) && !is_fictional(&digits)
}

/// Whether it is one of those that films and documentation use: 555-01 and two digits more.
fn is_fictional(digits: &str) -> bool {
    digits.len() >= 10 && digits[digits.len() - 7..].starts_with("55501")
}

#[cfg(test)]
mod tests {
    use super::numbers;

    #[track_caller]
    fn check(text: &str, expect: &[&str]) {
        let found: Vec<&str> = numbers(text).into_iter().map(|span| span.slice(text)).collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn numbers_are_found_in_the_forms_that_people_write() {
        check("Call +49 30 901820.", &["+49 30 901820"]);
        check("+1 (212) 664-7665, or tel:+442079460018", &["+1 (212) 664-7665", "+442079460018"]);
        check("(212) 664-7665 or 212-664-7665", &["(212) 664-7665", "212-664-7665"]);
        check("phone: 030 901820, 0171/1234567", &["030 901820", "0171/1234567"]);
    }

    #[test]
    fn dates_versions_ids_amounts_and_addresses_are_no_numbers() {
        check("2026-11-24, 2026-11-24T07:35:00+01:00, 24.11.2026, 07:35", &[]);
        check("1.10.0, v2026.11.24, 192.168.100.1000, REQ-0123 4567", &[]);
        check("+20 percent, +1.5, +1, 1+20 30 40", &[]);
        check("EUR 1 200 000, 20 000 000, 1,250,000.00", &[]);
        check("https://x.example/030-901820 and ?t=030-901820", &[]);
        check("212-555-0147, +1 212 555 0147", &[]);
        check("ISBN 978-3-16-148410-0, RFC 2119, 0x0123456789", &[]);
    }
}
