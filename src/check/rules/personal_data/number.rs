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
    let mut numbers = Vec::new();
    for run in runs(text) {
        let found = forms.find_iter(run.slice(text));
        let spans = found.map(|found| Span::new(found.start(), found.end()).shift(run.start()));
        numbers.extend(spans.filter(|span| is_alone(text, *span) && is_number(span.slice(text))));
    }
    numbers
}

/// The longest stretches of digits and of what may stand between the digits of a number, where they hold
/// enough digits for one. Most text holds none, and is passed over a block at a time.
fn runs(text: &str) -> impl Iterator<Item = Span> {
    let bytes = text.as_bytes();
    let is_part = |byte: &u8| byte.is_ascii_digit() || b" -./()+".contains(byte);
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let digit = at + next_digit(&bytes[at..])?;
            let start = digit - bytes[at..digit].iter().rev().take_while(|byte| is_part(byte)).count();
            let end = digit + bytes[digit..].iter().take_while(|byte| is_part(byte)).count();
            at = end;
            let digits = bytes[start..end].iter().filter(|byte| byte.is_ascii_digit()).count();
            if digits >= *DIGITS.start() {
                return Some(Span::new(start, end));
            }
        }
    })
}

fn next_digit(bytes: &[u8]) -> Option<usize> {
    const BLOCK: usize = 32;
    let holds_digit = |block: &[u8]| block.iter().fold(false, |any, byte| any | byte.is_ascii_digit());
    let blocks = bytes.chunks(BLOCK).take_while(|block| !holds_digit(block)).count();
    let from = (blocks * BLOCK).min(bytes.len());
    Some(from + bytes[from..].iter().position(u8::is_ascii_digit)?)
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
    use super::{FORMS, is_alone, is_number, numbers};
    use crate::text::span::Span;

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

    proptest::proptest! {
        #[test]
        fn looking_at_stretches_of_digits_alone_finds_what_looking_at_everything_finds(
            text in "([0-9 ()+./-]|[0-9]{3,8}|[a-zé\n,:])*"
        ) {
            let forms = FORMS.as_ref().expect("a regular expression");
            let all: Vec<Span> = forms
                .find_iter(&text)
                .map(|found| Span::new(found.start(), found.end()))
                .filter(|span| is_alone(&text, *span) && is_number(span.slice(&text)))
                .collect();
            proptest::prop_assert_eq!(numbers(&text), all);
        }
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
