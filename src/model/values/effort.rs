//! The amount of work, as a number or a range in the one unit that the configuration names.

use std::fmt;
use std::iter::Sum;

use crate::model::values::fault::{ValueFault, quoted};
use crate::model::values::range::Range;

/// An amount of work, never negative. Its unit (person-weeks, points …) is set once for a repository.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) struct Effort(Range);

impl Effort {
    /// An effort of this range; refused where it goes below zero.
    pub(crate) fn new(range: Range) -> Result<Self, ValueFault> {
        if range.low().is_negative() {
            return Err(
                ValueFault::new(format!("an effort of {range} is below zero")).with_help("write 0 or more")
            );
        }
        Ok(Self(range))
    }

    /// Reads `3`, `2-5`, `2..5` or `{low: 2, likely: 3, high: 8}`; a unit behind it is refused.
    pub(crate) fn parse(text: &str) -> Result<Self, ValueFault> {
        let text = text.trim();
        let number = text.trim_end_matches(|c: char| c.is_alphabetic() || matches!(c, ' ' | '-'));
        if number.len() < text.len()
            && number.starts_with(|c: char| c.is_ascii_digit() || c == '.')
            && Range::parse(number).is_ok()
        {
            let unit = text[number.len()..].trim_start();
            return Err(ValueFault::not_because(
                text,
                "an effort",
                format_args!("{} is a unit", quoted(unit)),
            )
            .with_help(format!("write {number} if it counts the unit that pm.yaml sets for all efforts")));
        }
        let range = Range::parse(text).map_err(|fault| ValueFault {
            message: fault.message.replace("is not a range", "is not an effort"),
            help: fault.help,
        })?;
        Self::new(range)
    }

    pub(crate) fn range(self) -> Range {
        self.0
    }
}

impl Sum for Effort {
    fn sum<I: Iterator<Item = Self>>(efforts: I) -> Self {
        Self(efforts.map(Self::range).sum())
    }
}

impl fmt::Display for Effort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn refused(text: &str, message: &str, help: &str) {
        let fault = Effort::parse(text).unwrap_err();
        assert_eq!((fault.message.as_str(), fault.help.as_deref().unwrap_or("")), (message, help));
    }

    #[test]
    fn an_effort_is_a_range() {
        assert_eq!(Effort::parse("2-5").map(|effort| effort.range().mean()), Ok(3.5));
        assert_eq!(Effort::parse("0").map(|effort| effort.range().mean()), Ok(0.0));
        let sum: Effort = ["2-5", "1"].iter().filter_map(|text| Effort::parse(text).ok()).sum();
        assert_eq!(sum.to_string(), "3-6");
    }

    #[test]
    fn the_unit_is_set_elsewhere() {
        let help = "write 3 if it counts the unit that pm.yaml sets for all efforts";
        refused("3w", "`3w` is not an effort: `w` is a unit", help);
        refused("3 person-weeks", "`3 person-weeks` is not an effort: `person-weeks` is a unit", help);
    }

    #[test]
    fn no_effort_is_below_zero() {
        refused("-1", "an effort of -1 is below zero", "write 0 or more");
        refused(
            "large",
            "`large` is not an effort",
            "write a number (3), a range (2-5) or {low: 2, likely: 3, high: 8}",
        );
    }
}
