//! A quantity that is not known exactly: `3`, `2-5`, or low, likely and high.
//!
//! Knows no unit and no field; see `effort` for the amount of work.

use std::fmt;
use std::iter::Sum;

use crate::model::values::decimal::Decimal;
use crate::model::values::fault::ValueFault;

const WHAT: &str = "a range";
const FORMS: &str = "write a number (3), a range (2-5) or {low: 2, likely: 3, high: 8}";

/// Low and high, and in between the likely value where one is given; low ≤ likely ≤ high.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) struct Range {
    low: Decimal,
    likely: Option<Decimal>,
    high: Decimal,
}

impl Range {
    pub(crate) const ZERO: Self = Self::exact(Decimal::ZERO);

    /// A quantity known exactly.
    pub(crate) const fn exact(value: Decimal) -> Self {
        Self { low: value, likely: None, high: value }
    }

    /// From `low` to `high`; refused where they are swapped.
    pub(crate) fn new(low: Decimal, high: Decimal) -> Result<Self, ValueFault> {
        if low > high {
            return Err(ValueFault::new(format!("the low end {low} is above the high end {high}"))
                .with_spelling(Self { low: high, likely: None, high: low }));
        }
        Ok(Self { low, likely: None, high })
    }

    /// The three points of an estimate; refused where they are not in order.
    pub(crate) fn three_point(low: Decimal, likely: Decimal, high: Decimal) -> Result<Self, ValueFault> {
        let range = Self::new(low, high)?;
        if likely < low || likely > high {
            return Err(ValueFault::new(format!(
                "the likely value {likely} does not lie from {low} to {high}"
            ))
            .with_help("put low, likely and high in order"));
        }
        Ok(Self { likely: Some(likely), ..range })
    }

    /// Reads `3`, `2-5`, `2..5` or `{low: 2, likely: 3, high: 8}`.
    pub(crate) fn parse(text: &str) -> Result<Self, ValueFault> {
        let text = text.trim();
        if let Some(inner) = text.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
            return Self::parse_points(text, inner);
        }
        let number = |text: &str| Decimal::parse(text).map_err(|fault| Self::explain(text, fault));
        if let Some((low, high)) = text.split_once("..") {
            return Self::new(number(low)?, number(high)?);
        }
        if let Some(dash) = text.char_indices().skip(1).find(|(_, c)| *c == '-').map(|(at, _)| at) {
            if text.starts_with('-') || text[dash + 1..].trim_start().starts_with('-') {
                return Err(ValueFault::not_because(text, WHAT, "the hyphens could be signs")
                    .with_help("write two dots between the ends, such as -2..5"));
            }
            return Self::new(number(&text[..dash])?, number(&text[dash + 1..])?);
        }
        Decimal::parse(text).map(Self::exact).map_err(|fault| Self::explain(text, fault))
    }

    fn parse_points(text: &str, inner: &str) -> Result<Self, ValueFault> {
        let mut points = [None; 3];
        for entry in inner.split(',') {
            let named = entry.split_once(':').and_then(|(name, value)| {
                ["low", "likely", "high"].iter().position(|known| *known == name.trim()).map(|at| (at, value))
            });
            let Some((at, value)) = named.filter(|(at, _)| points[*at].is_none()) else {
                return Err(ValueFault::not(text, WHAT).with_help(FORMS));
            };
            points[at] = Some(Decimal::parse(value)?);
        }
        match points {
            [Some(low), Some(likely), Some(high)] => Self::three_point(low, likely, high),
            [Some(low), None, Some(high)] => Self::new(low, high),
            _ => Err(ValueFault::not(text, WHAT).with_help(FORMS)),
        }
    }

    fn explain(text: &str, fault: ValueFault) -> ValueFault {
        let fault = match fault.help {
            Some(help) if !help.contains("such as") => ValueFault::not(text, WHAT).with_help(help),
            Some(_) => ValueFault::not(text, WHAT).with_help(FORMS),
            None => fault,
        };
        let dashed = text.replace(" to ", "–");
        let ends = dashed.split(['–', '—', '~']).map(str::trim).collect::<Vec<_>>();
        match ends.as_slice() {
            [low, high] if Decimal::parse(low).is_ok() && Decimal::parse(high).is_ok() => {
                ValueFault::not(text, WHAT).with_spelling(format_args!("{low}-{high}"))
            }
            _ => fault,
        }
    }

    pub(crate) fn low(self) -> Decimal {
        self.low
    }

    pub(crate) fn high(self) -> Decimal {
        self.high
    }

    /// The likely value where one is written.
    pub(crate) fn likely(self) -> Option<Decimal> {
        self.likely
    }

    pub(crate) fn is_exact(self) -> bool {
        self.low == self.high
    }

    /// The expected value: (low + 4 likely + high) / 6 as in PERT; without a likely value the middle.
    pub(crate) fn mean(self) -> f64 {
        let (low, high) = (self.low.to_f64(), self.high.to_f64());
        match self.likely {
            Some(likely) => (low + 4.0 * likely.to_f64() + high) / 6.0,
            None => f64::midpoint(low, high),
        }
    }

    /// The sum of both, end by end.
    ///
    /// The ends add up, so the sum is wider than the sum of independent quantities is likely to be; its
    /// mean is the sum of the means.
    pub(crate) fn plus(self, other: Self) -> Self {
        let likely =
            (self.likely.is_some() || other.likely.is_some()).then(|| self.center() + other.center());
        Self { low: self.low + other.low, likely, high: self.high + other.high }
    }

    /// The likely value, or the middle.
    fn center(self) -> Decimal {
        self.likely.unwrap_or_else(|| (self.low + self.high).half())
    }
}

impl Sum for Range {
    fn sum<I: Iterator<Item = Self>>(ranges: I) -> Self {
        ranges.fold(Self::ZERO, Self::plus)
    }
}

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { low, likely, high } = self;
        match likely {
            Some(likely) => write!(f, "{{low: {low}, likely: {likely}, high: {high}}}"),
            None if low == high => low.fmt(f),
            None if low.is_negative() || high.is_negative() => write!(f, "{low}..{high}"),
            None => write!(f, "{low}-{high}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn range(text: &str) -> Range {
        Range::parse(text).unwrap()
    }

    #[track_caller]
    fn check(text: &str, shown: &str, mean: f64) {
        assert_eq!((range(text).to_string().as_str(), range(text).mean()), (shown, mean));
    }

    #[track_caller]
    fn refused(text: &str, message: &str, help: &str) {
        let fault = Range::parse(text).unwrap_err();
        assert_eq!((fault.message.as_str(), fault.help.as_deref().unwrap_or("")), (message, help));
    }

    #[test]
    fn every_form_has_a_mean() {
        check("3", "3", 3.0);
        check("2-5", "2-5", 3.5);
        check("2 - 5", "2-5", 3.5);
        check("0.5..1", "0.5-1", 0.75);
        check("-2..5", "-2..5", 1.5);
        check("-3", "-3", -3.0);
        check("{low: 2, likely: 4, high: 12}", "{low: 2, likely: 4, high: 12}", 5.0);
        check("{high: 5, low: 2}", "2-5", 3.5);
    }

    #[test]
    fn ends_out_of_order_are_refused() {
        refused("5-2", "the low end 5 is above the high end 2", "write 2-5");
        refused(
            "{low: 2, likely: 9, high: 8}",
            "the likely value 9 does not lie from 2 to 8",
            "put low, likely and high in order",
        );
    }

    #[test]
    fn other_spellings_are_told_the_right_one() {
        refused("2–5", "`2–5` is not a range", "write 2-5");
        refused(
            "-2-5",
            "`-2-5` is not a range: the hyphens could be signs",
            "write two dots between the ends, such as -2..5",
        );
        refused("some", "`some` is not a range", FORMS);
        refused("{low: 2}", "`{low: 2}` is not a range", FORMS);
        refused("{low: 2, low: 3, high: 4}", "`{low: 2, low: 3, high: 4}` is not a range", FORMS);
        refused("", "an empty text is not a range", FORMS);
    }

    #[test]
    fn ranges_add_up() {
        let sum: Range = ["3", "2-5", "0.1-0.2"].into_iter().map(range).sum();
        assert_eq!(sum.to_string(), "5.1-8.2");
        let sum: Range = ["2-5", "{low: 1, likely: 2, high: 6}"].into_iter().map(range).sum();
        assert_eq!(sum.to_string(), "{low: 3, likely: 5.5, high: 11}");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]

        #[test]
        fn the_mean_of_a_sum_is_the_sum_of_the_means(
            points in prop::collection::vec((any::<[i16; 3]>(), any::<bool>()), 0..6)
        ) {
            let ranges: Vec<Range> = points.iter().map(|(points, three)| {
                let mut points = points.map(|point| Decimal::from(i64::from(point)));
                points.sort();
                let [low, likely, high] = points;
                if *three { Range::three_point(low, likely, high) } else { Range::new(low, high) }.unwrap()
            }).collect();
            let sum: Range = ranges.iter().copied().sum();
            let means: f64 = ranges.iter().map(|range| range.mean()).sum();
            prop_assert!((sum.mean() - means).abs() < 1e-6);
            prop_assert!(sum.low() <= sum.high());
            prop_assert_eq!(Range::parse(&sum.to_string()), Ok(sum));
        }
    }
}
