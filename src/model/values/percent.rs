//! Shares in percent, and confidence as a share or one of three words.

use std::fmt;

use crate::model::values::decimal::Decimal;
use crate::model::values::fault::{ValueFault, quoted};

const WHAT: &str = "a percentage";

/// A share or a change in percent, held exactly. What range makes sense is the field's to say.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) struct Percent(Decimal);

impl Percent {
    /// Reads `80 %`, `80%` or a number from 1 to 100 (or 0) as percent.
    ///
    /// Without the sign, `0.8` is refused, for it could be meant as 80 %; so is anything beyond 100.
    pub(crate) fn parse(text: &str) -> Result<Self, ValueFault> {
        let text = text.trim();
        if let Some(number) = text.strip_suffix('%') {
            return read(number, text).map(Self);
        }
        let number = read(text, text)?;
        let (one, hundred) = (Decimal::from(1), Decimal::from(100));
        if Decimal::ZERO < number && number < one {
            let percent = number.times(100).unwrap_or(number);
            return Err(ValueFault::new(format!("{} could be {percent} % or {number} %", quoted(text)))
                .with_help(format!("write {percent} % or {number} %")));
        }
        if number < Decimal::ZERO || number > hundred {
            return Err(ValueFault::not_because(
                text,
                "a percentage",
                "without a % sign it lies from 0 to 100",
            )
            .with_help(format!("write {number} % if that is meant")));
        }
        Ok(Self(number))
    }

    /// The number of percent: 80 for 80 %.
    pub(crate) fn percent(self) -> Decimal {
        self.0
    }

    /// The share as a fraction: 0.8 for 80 %.
    pub(crate) fn fraction(self) -> f64 {
        self.0.to_f64() / 100.0
    }
}

fn read(number: &str, text: &str) -> Result<Decimal, ValueFault> {
    Decimal::parse(number).map_err(|fault| {
        let fault = ValueFault { message: ValueFault::not(text, WHAT).message, ..fault };
        let words = ["percent", "per cent", "pct"];
        if let Some(number) = words.iter().find_map(|word| text.strip_suffix(word))
            && let Ok(number) = Decimal::parse(number)
        {
            return fault.with_spelling(Percent(number));
        }
        match &fault.help {
            Some(help) if !help.contains("such as") && text.ends_with('%') && number.len() < text.len() => {
                let help = format!("{help} %");
                fault.with_help(help)
            }
            Some(help) if !help.contains("such as") => fault,
            _ => fault.with_help("write a number and a % sign, such as 80 %"),
        }
    })
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} %", self.0)
    }
}

/// How sure somebody is, from 0 % to 100 %.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) struct Confidence(Percent);

/// The words of RICE and their percentages (Sean McBride, Intercom).
const WORDS: [(&str, i64); 3] = [("high", 100), ("medium", 80), ("low", 50)];

impl Confidence {
    /// Reads a percentage from 0 to 100, or `high` (100 %), `medium` (80 %) or `low` (50 %).
    pub(crate) fn parse(text: &str) -> Result<Self, ValueFault> {
        let text = text.trim();
        if let Some((_, percent)) = WORDS.iter().find(|(word, _)| *word == text) {
            return Ok(Self(Percent(Decimal::from(*percent))));
        }
        if let Some((word, _)) = WORDS.iter().find(|(word, _)| word.eq_ignore_ascii_case(text)) {
            return Err(ValueFault::not(text, "a confidence").with_spelling(word));
        }
        if text.starts_with(|first: char| first.is_alphabetic()) || text.is_empty() {
            return Err(ValueFault::not(text, "a confidence")
                .with_help("write high, medium, low or a percentage such as 80 %"));
        }
        let number = Decimal::parse(text.strip_suffix('%').unwrap_or(text));
        if number.is_ok_and(|number| number < Decimal::ZERO || number > Decimal::from(100)) {
            return Err(ValueFault::not_because(text, "a confidence", "it does not lie from 0 % to 100 %"));
        }
        Percent::parse(text).map(Self)
    }

    pub(crate) fn percent(self) -> Percent {
        self.0
    }
}

impl fmt::Display for Confidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(text: &str, shown: &str) {
        assert_eq!(Percent::parse(text).map(|percent| percent.to_string()), Ok(shown.to_owned()));
    }

    #[track_caller]
    fn refused(text: &str, message: &str, help: &str) {
        let fault = Percent::parse(text).unwrap_err();
        assert_eq!((fault.message.as_str(), fault.help.as_deref().unwrap_or("")), (message, help));
    }

    #[test]
    fn the_sign_and_the_space_are_free() {
        reads("80 %", "80 %");
        reads("80%", "80 %");
        reads("80", "80 %");
        reads("0", "0 %");
        reads("0.8 %", "0.8 %");
        reads("-5 %", "-5 %");
        reads("120 %", "120 %");
    }

    #[test]
    fn a_fraction_without_a_sign_is_ambiguous() {
        refused("0.8", "`0.8` could be 80 % or 0.8 %", "write 80 % or 0.8 %");
    }

    #[test]
    fn beyond_a_hundred_the_sign_is_needed() {
        refused(
            "120",
            "`120` is not a percentage: without a % sign it lies from 0 to 100",
            "write 120 % if that is meant",
        );
    }

    #[test]
    fn what_is_no_number_is_no_percentage() {
        refused("most", "`most` is not a percentage", "write a number and a % sign, such as 80 %");
        refused("1,5 %", "`1,5 %` is not a percentage", "write 1.5 %");
        refused("80 percent", "`80 percent` is not a percentage", "write 80 %");
        refused("%", "`%` is not a percentage", "write a number and a % sign, such as 80 %");
    }

    #[test]
    fn confidence_has_words() {
        let fraction = |text| Confidence::parse(text).map(|confidence| confidence.percent().fraction());
        assert_eq!(fraction("high"), Ok(1.0));
        assert_eq!(fraction("medium"), Ok(0.8));
        assert_eq!(fraction("low"), Ok(0.5));
        assert_eq!(fraction("65 %"), Ok(0.65));
        assert_eq!(Confidence::parse("High").unwrap_err().help.as_deref(), Some("write high"));
        assert_eq!(
            Confidence::parse("101").unwrap_err().message,
            "`101` is not a confidence: it does not lie from 0 % to 100 %"
        );
        assert!(Confidence::parse("120 %").is_err());
        assert!(Confidence::parse("sure").is_err());
    }
}
