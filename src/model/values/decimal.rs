//! Exact decimal numbers for what people add up: money, effort, percentages.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Neg, Sub};

use crate::model::values::fault::ValueFault;
use crate::model::values::number::{Shape, explain};

/// How many decimals a [`Decimal`] holds.
const DECIMALS: usize = 9;
const ONE: i128 = 1_000_000_000;

/// How many digits may stand before the point, so that sums of any plan stay far from overflow.
const WHOLE_DIGITS: usize = 18;

/// A decimal number with up to nine decimals and eighteen digits before the point, held exactly.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub(crate) struct Decimal(i128);

impl Decimal {
    pub(crate) const ZERO: Self = Self(0);

    /// Reads `3`, `-0.25` or `.5`; an exponent is refused.
    pub(crate) fn parse(text: &str) -> Result<Self, ValueFault> {
        const WHAT: &str = "a number";
        let text = text.trim();
        let Some(shape) = Shape::of(text) else {
            return Err(explain(text, WHAT));
        };
        if shape.exponent.is_some() {
            let fault = ValueFault::not_because(text, "a plain number", "it has an exponent");
            return Err(match text.parse::<f64>() {
                Ok(value) if value.abs() < 1e15 && (value == 0.0 || value.abs() >= 1e-9) => {
                    fault.with_spelling(value)
                }
                _ => fault,
            });
        }
        let fraction = shape.fraction.unwrap_or("").trim_end_matches('0');
        if shape.whole.len() > WHOLE_DIGITS {
            return Err(ValueFault::not_because(text, "a number that pm can hold", "it is too large"));
        }
        if fraction.len() > DECIMALS {
            return Err(ValueFault::not_because(
                text,
                "a number that pm can hold",
                format_args!("it has more than {DECIMALS} decimals"),
            ));
        }
        let mut units: i128 = 0;
        for digit in shape.whole.bytes().chain(fraction.bytes()) {
            units = units * 10 + i128::from(digit - b'0');
        }
        for _ in fraction.len()..DECIMALS {
            units *= 10;
        }
        Ok(Self(if shape.negative { -units } else { units }))
    }

    pub(crate) fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// The nearest double, for ratios and means.
    pub(crate) fn to_f64(self) -> f64 {
        // Dividing whole and rest apart keeps the digits that one division of a large number would lose.
        (self.0 / ONE) as f64 + (self.0 % ONE) as f64 / ONE as f64
    }

    /// This number times a whole one; nothing where the result is too large.
    pub(crate) fn times(self, factor: i64) -> Option<Self> {
        self.0.checked_mul(i128::from(factor)).map(Self)
    }

    /// Half of it, towards zero at the ninth decimal.
    pub(crate) fn half(self) -> Self {
        Self(self.0 / 2)
    }

    /// The digits before the point without a sign, and those behind it without trailing zeros.
    pub(crate) fn digits(self) -> (String, String) {
        let units = self.0.unsigned_abs();
        let one = ONE.unsigned_abs();
        let fraction = format!("{:0width$}", units % one, width = DECIMALS);
        ((units / one).to_string(), fraction.trim_end_matches('0').to_owned())
    }
}

impl From<i64> for Decimal {
    fn from(value: i64) -> Self {
        Self(i128::from(value) * ONE)
    }
}

impl Add for Decimal {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for Decimal {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Neg for Decimal {
    type Output = Self;

    fn neg(self) -> Self {
        Self(self.0.saturating_neg())
    }
}

impl Sum for Decimal {
    fn sum<I: Iterator<Item = Self>>(numbers: I) -> Self {
        numbers.fold(Self::ZERO, Self::add)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, fraction) = self.digits();
        let sign = if self.is_negative() { "-" } else { "" };
        if fraction.is_empty() { write!(f, "{sign}{whole}") } else { write!(f, "{sign}{whole}.{fraction}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(text: &str, shown: &str) {
        assert_eq!(Decimal::parse(text).map(|number| number.to_string()), Ok(shown.to_owned()));
    }

    #[test]
    fn decimals_are_exact() {
        reads("0.10", "0.1");
        reads("-0.25", "-0.25");
        reads("12000", "12000");
        reads("-0", "0");
        let sum: Decimal = ["0.1", "0.2"].iter().filter_map(|text| Decimal::parse(text).ok()).sum();
        assert_eq!(sum.to_string(), "0.3");
    }

    #[test]
    fn what_does_not_fit_is_refused_with_the_reason() {
        let message = |text| Decimal::parse(text).unwrap_err().message;
        assert_eq!(
            message("0.0000000001"),
            "`0.0000000001` is not a number that pm can hold: it has more than 9 decimals"
        );
        assert_eq!(message("1e3"), "`1e3` is not a plain number: it has an exponent");
        assert!(message("1234567890123456789").ends_with("it is too large"));
    }

    #[test]
    fn a_decimal_becomes_the_nearest_double() {
        assert_eq!(Decimal::parse("0.1").map(Decimal::to_f64), Ok(0.1));
        assert_eq!(Decimal::parse("-2.5").map(Decimal::to_f64), Ok(-2.5));
    }
}
