//! Whole and decimal numbers, recognised by their pattern before they are computed with: `inf`,
//! `nan`, `1_000` and `0x1f` are no numbers here.

use std::cmp::Ordering;
use std::fmt;

use crate::model::values::fault::ValueFault;

/// A whole number that fits 64 bits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) struct Integer(pub(crate) i64);

impl Integer {
    /// Reads `42` or `-3`.
    pub(crate) fn parse(text: &str) -> Result<Self, ValueFault> {
        const WHAT: &str = "a whole number";
        let text = text.trim();
        let shape = Shape::of(text).ok_or_else(|| explain(text, WHAT))?;
        if shape.fraction.is_some() || shape.exponent.is_some() {
            return Err(match text.parse::<f64>() {
                Ok(value) if value.fract() == 0.0 && value.abs() < 1e15 => {
                    ValueFault::not(text, WHAT).with_spelling(value)
                }
                _ => ValueFault::not(text, WHAT).with_help("write it without decimals"),
            });
        }
        match text.parse() {
            Ok(value) => Ok(Self(value)),
            Err(_) => Err(ValueFault::not_because(text, "a number that pm can hold", "it is too large")),
        }
    }
}

impl fmt::Display for Integer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A finite number in double precision.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Number(f64);

impl Number {
    /// A finite value; nothing for an infinite one or no number.
    pub(crate) fn new(value: f64) -> Option<Self> {
        // Adding zero turns the negative zero into the plain one, so that equal numbers print alike.
        value.is_finite().then_some(Self(value + 0.0))
    }

    /// Reads `3`, `-0.25`, `.5` or `1.5e6`.
    pub(crate) fn parse(text: &str) -> Result<Self, ValueFault> {
        const WHAT: &str = "a number";
        let text = text.trim();
        if Shape::of(text).is_none() {
            return Err(explain(text, WHAT));
        }
        text.parse()
            .ok()
            .and_then(Self::new)
            .ok_or_else(|| ValueFault::not_because(text, "a number that pm can hold", "it is too large"))
    }

    pub(crate) fn value(self) -> f64 {
        self.0
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Number {}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The pieces of a decimal number as it is written.
pub(crate) struct Shape<'text> {
    pub(crate) negative: bool,
    pub(crate) whole: &'text str,
    /// The digits behind the point; never empty.
    pub(crate) fraction: Option<&'text str>,
    /// The digits behind `e`, with their sign.
    pub(crate) exponent: Option<&'text str>,
}

impl<'text> Shape<'text> {
    /// The pieces of `-12.5e3`; nothing where the text is written otherwise, also with leading zeros.
    pub(crate) fn of(text: &'text str) -> Option<Self> {
        let (negative, rest) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (mantissa, exponent) = match rest.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, Some(exponent)),
            None => (rest, None),
        };
        let (whole, fraction) = match mantissa.split_once('.') {
            Some((whole, fraction)) => (whole, Some(fraction)),
            None => (mantissa, None),
        };
        let leading_zero = whole.len() > 1 && whole.starts_with('0');
        let fits = !leading_zero
            && (is_digits(whole) || (whole.is_empty() && fraction.is_some()))
            && fraction.is_none_or(is_digits)
            && exponent
                .is_none_or(|exponent| is_digits(exponent.strip_prefix(['+', '-']).unwrap_or(exponent)));
        fits.then_some(Self { negative, whole, fraction, exponent })
    }
}

/// Whether the text is one or more ASCII digits and nothing else.
pub(crate) fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Says why a text of no number's shape is refused.
pub(crate) fn explain(text: &str, what: &str) -> ValueFault {
    let fault = ValueFault::not(text, what);
    let sign = if text.starts_with('-') { "-" } else { "" };
    let unsigned = text.trim_start_matches(['+', '-']);
    let plain: String =
        unsigned.chars().filter(|c| !matches!(c, ',' | '_' | '\'' | ' ' | '\u{a0}')).collect();
    let groups = plain.len() < unsigned.len();
    let stripped = plain.trim_start_matches('0');
    let stripped =
        if stripped.is_empty() || stripped.starts_with('.') { "0" } else { "" }.to_owned() + stripped;
    let stripped = stripped.strip_suffix('.').unwrap_or(&stripped);
    if Shape::of(stripped).is_none() || !plain.contains(|c: char| c.is_ascii_digit()) {
        return fault.with_help("write digits, with a point before the decimals, such as 12.5");
    }
    if groups && unsigned.matches(',').count() == 1 && !has_thousands(unsigned) {
        return fault.with_spelling(format!("{sign}{}", unsigned.replace(',', ".")));
    }
    if groups {
        return fault.with_help(format!("write {sign}{stripped}, without separators between the thousands"));
    }
    fault.with_spelling(format!("{sign}{stripped}"))
}

/// Whether the commas in the text stand where thousands end: `12,000`, not `12,5`.
fn has_thousands(text: &str) -> bool {
    text.split('.').next().unwrap_or(text).split(',').skip(1).all(|group| group.len() == 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(text: &str, shown: &str) {
        assert_eq!(Number::parse(text).map(|number| number.to_string()), Ok(shown.to_owned()));
    }

    #[track_caller]
    fn refused(text: &str, help: &str) {
        assert_eq!(Number::parse(text).unwrap_err().help.unwrap_or_default(), help, "{text}");
    }

    #[test]
    fn numbers_are_read_by_their_pattern() {
        reads("3", "3");
        reads("-0.25", "-0.25");
        reads(".5", "0.5");
        reads("1.5e3", "1500");
        reads("-0", "0");
    }

    #[test]
    fn words_that_rust_takes_for_numbers_are_none() {
        for text in ["inf", "nan", "infinity", "-inf", "0x1f", "1_000", "1e999", "", ".", "-", "1e", "--3"] {
            assert!(Number::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn other_spellings_are_told_the_right_one() {
        refused("12,000", "write 12000, without separators between the thousands");
        refused("1_000", "write 1000, without separators between the thousands");
        refused("12,5", "write 12.5");
        refused("007", "write 7");
        refused("+5", "write 5");
        refused("5.", "write 5");
        refused("00.5", "write 0.5");
        refused("many", "write digits, with a point before the decimals, such as 12.5");
    }

    #[test]
    fn an_integer_has_no_decimals() {
        assert_eq!(Integer::parse("-42"), Ok(Integer(-42)));
        assert_eq!(Integer::parse("4.0").unwrap_err().help.as_deref(), Some("write 4"));
        assert_eq!(Integer::parse("4.5").unwrap_err().help.as_deref(), Some("write it without decimals"));
        assert_eq!(
            Integer::parse("99999999999999999999").unwrap_err().message,
            "`99999999999999999999` is not a number that pm can hold: it is too large"
        );
    }
}
