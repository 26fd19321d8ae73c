//! An amount of money in one currency, exact.
//!
//! Knows no exchange rates: amounts of two currencies are never added.

use std::fmt;

use crate::model::values::currency::Currency;
use crate::model::values::decimal::Decimal;
use crate::model::values::fault::{ValueFault, quoted};

const WHAT: &str = "an amount of money";
const EXAMPLE: &str = "write amount and currency, such as 12000 EUR";

/// Amount and currency. Ordered by currency, then by amount.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) struct Money {
    currency: Currency,
    amount: Decimal,
}

impl Money {
    /// Reads `12000 EUR`, `EUR 12,000.50`, `€12k` or `1.2M USD`.
    ///
    /// Commas stand between thousands, a point before the decimals; `k`, `M` and `bn` are thousands,
    /// millions and billions (10⁹).
    pub(crate) fn parse(text: &str) -> Result<Self, ValueFault> {
        let text = text.trim();
        if let Some((amount, _)) = text.split_once(" per ").or_else(|| text.split_once('/'))
            && let Ok(amount) = Self::parse(amount)
        {
            return Err(ValueFault::not_because(text, WHAT, "it is an amount per something")
                .with_help(format!("write {amount}: the field says what it is per")));
        }
        let (negative, rest) = match text.strip_prefix('-') {
            Some(rest) => (true, rest.trim_start()),
            None => (false, text),
        };
        let (currency, amount) = split_currency(text, rest)?;
        let (negative, amount) = match amount.strip_prefix('-') {
            Some(amount) if !negative => (true, amount),
            _ => (negative, amount),
        };
        let (digits, factor) = split_factor(amount);
        let plain = without_thousands(digits).ok_or_else(|| explain(text, digits))?;
        let value = Decimal::parse(&plain).map_err(|fault| match fault.help {
            None => fault,
            Some(_) => explain(text, digits),
        })?;
        let largest = Decimal::from(1_000_000_000_000_000);
        let amount = value
            .times(factor)
            .filter(|amount| *amount <= largest)
            .ok_or_else(|| ValueFault::not_because(text, "an amount that pm can hold", "it is too large"))?;
        Ok(Self { currency, amount: if negative { -amount } else { amount } })
    }

    pub(crate) fn new(amount: Decimal, currency: Currency) -> Self {
        Self { currency, amount }
    }

    pub(crate) fn amount(self) -> Decimal {
        self.amount
    }

    /// Another amount of the same currency.
    pub(crate) fn with_amount(self, amount: Decimal) -> Self {
        Self { amount, ..self }
    }

    pub(crate) fn currency(self) -> Currency {
        self.currency
    }

    /// The amount as people read it, with commas between thousands: `12,000.50 EUR`.
    pub(crate) fn for_people(self) -> String {
        let (whole, fraction) = self.digits();
        let mut grouped = String::new();
        for (at, digit) in whole.chars().enumerate() {
            if at > 0 && (whole.len() - at).is_multiple_of(3) {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        format!("{}{grouped}{fraction} {}", self.sign(), self.currency)
    }

    fn sign(self) -> &'static str {
        if self.amount.is_negative() { "-" } else { "" }
    }

    /// The digits before the point, and the point with at least two digits where there are decimals.
    fn digits(self) -> (String, String) {
        let (whole, fraction) = self.amount.digits();
        let fraction = if fraction.is_empty() { fraction } else { format!(".{fraction:0<2}") };
        (whole, fraction)
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, fraction) = self.digits();
        write!(f, "{}{whole}{fraction} {}", self.sign(), self.currency)
    }
}

/// The currency at either end, and the amount that is left.
fn split_currency<'text>(text: &str, rest: &'text str) -> Result<(Currency, &'text str), ValueFault> {
    let is_letter = |c: char| c.is_ascii_alphabetic();
    let symbol = rest.chars().next().and_then(Currency::of_symbol);
    if let (Some(currency), Some(symbol)) = (symbol, rest.chars().next()) {
        return Ok((currency, rest[symbol.len_utf8()..].trim_start()));
    }
    if let Some(symbol) = rest.chars().next_back()
        && let Some(currency) = Currency::of_symbol(symbol)
    {
        return Ok((currency, rest[..rest.len() - symbol.len_utf8()].trim_end()));
    }
    let word_end = rest.find(|c| !is_letter(c)).unwrap_or(rest.len());
    if word_end > 0 {
        return Ok((currency_named(text, &rest[..word_end])?, rest[word_end..].trim_start()));
    }
    let word_start = rest
        .rfind(|c| !is_letter(c))
        .map_or(0, |at| at + rest[at..].chars().next().map_or(0, char::len_utf8));
    let (amount, word) = rest.split_at(word_start);
    // `12k` ends in a factor, not in a currency.
    if word.is_empty() || (split_factor(rest).1 > 1 && word.len() < 3) {
        if !rest.contains(|c: char| c.is_ascii_digit()) {
            return Err(ValueFault::not(text, WHAT).with_help(EXAMPLE));
        }
        return Err(ValueFault::new(format!("{} has no currency", quoted(text)))
            .with_help(format!("write the currency behind it, such as {rest} EUR")));
    }
    Ok((currency_named(text, word)?, amount.trim_end()))
}

fn currency_named(text: &str, code: &str) -> Result<Currency, ValueFault> {
    Currency::parse(code).map_err(|fault| {
        let help = match Currency::meant_by(code) {
            Some(meant) => format!("write the currency as {meant}"),
            None => EXAMPLE.to_owned(),
        };
        if text.contains(|c: char| c.is_ascii_digit()) {
            ValueFault::not_because(text, WHAT, fault.message).with_help(help)
        } else {
            ValueFault::not(text, WHAT).with_help(EXAMPLE)
        }
    })
}

/// The digits before a `k`, `M` or `bn`, and what these multiply by.
fn split_factor(amount: &str) -> (&str, i64) {
    let factors = [("k", 1_000), ("K", 1_000), ("M", 1_000_000), ("m", 1_000_000), ("bn", 1_000_000_000)];
    for (suffix, factor) in factors {
        if let Some(digits) = amount.strip_suffix(suffix) {
            return (digits.trim_end(), factor);
        }
    }
    (amount, 1)
}

/// The number without the commas between its thousands; nothing where a comma stands elsewhere.
fn without_thousands(digits: &str) -> Option<String> {
    let (whole, fraction) = match digits.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (digits, None),
    };
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let fits =
        (!whole.contains(',') || (1..=3).contains(&first.len())) && groups.all(|group| group.len() == 3);
    let fraction = fraction.map_or_else(String::new, |fraction| format!(".{fraction}"));
    fits.then(|| format!("{}{fraction}", whole.replace(',', "")))
}

fn explain(text: &str, digits: &str) -> ValueFault {
    let fault = ValueFault::not(text, WHAT);
    if digits.contains(',') {
        return fault.with_help(
            "write commas between thousands and a point before the decimals, such as 12,000.50 EUR",
        );
    }
    if digits.contains([' ', '\u{a0}', '\'', '_']) {
        return fault.with_help("write the number without spaces, such as 12000 EUR or 12,000 EUR");
    }
    fault.with_help(EXAMPLE)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn money(text: &str) -> Money {
        Money::parse(text).unwrap()
    }

    #[track_caller]
    fn check(text: &str, shown: &str, people: &str) {
        assert_eq!((money(text).to_string().as_str(), money(text).for_people().as_str()), (shown, people));
    }

    #[track_caller]
    fn refused(text: &str, message: &str, help: &str) {
        let fault = Money::parse(text).unwrap_err();
        assert_eq!((fault.message.as_str(), fault.help.as_deref().unwrap_or("")), (message, help));
    }

    #[test]
    fn every_form_is_printed_in_one_way() {
        check("12000 EUR", "12000 EUR", "12,000 EUR");
        check("EUR 12,000.50", "12000.50 EUR", "12,000.50 EUR");
        check("€12k", "12000 EUR", "12,000 EUR");
        check("12 €", "12 EUR", "12 EUR");
        check("1.2M USD", "1200000 USD", "1,200,000 USD");
        check("$2bn", "2000000000 USD", "2,000,000,000 USD");
        check("-500 GBP", "-500 GBP", "-500 GBP");
        check("-$0.5", "-0.50 USD", "-0.50 USD");
        check("12 MAD", "12 MAD", "12 MAD");
    }

    #[test]
    fn a_missing_currency_is_said() {
        refused("12000", "`12000` has no currency", "write the currency behind it, such as 12000 EUR");
        refused("12k", "`12k` has no currency", "write the currency behind it, such as 12k EUR");
        refused("much", "`much` is not an amount of money", EXAMPLE);
        refused("", "an empty text is not an amount of money", EXAMPLE);
    }

    #[test]
    fn other_spellings_are_told_the_right_one() {
        let commas = "write commas between thousands and a point before the decimals, such as 12,000.50 EUR";
        refused("12.000,50 EUR", "`12.000,50 EUR` is not an amount of money", commas);
        refused("12,5 EUR", "`12,5 EUR` is not an amount of money", commas);
        refused(
            "12 000 EUR",
            "`12 000 EUR` is not an amount of money",
            "write the number without spaces, such as 12000 EUR or 12,000 EUR",
        );
        refused(
            "12 eur",
            "`12 eur` is not an amount of money: `eur` is not a currency",
            "write the currency as EUR",
        );
        refused(
            "12 Euros",
            "`12 Euros` is not an amount of money: `Euros` is not a currency",
            "write the currency as EUR",
        );
        refused(
            "12 USD per week",
            "`12 USD per week` is not an amount of money: it is an amount per something",
            "write 12 USD: the field says what it is per",
        );
        refused("12 MRR", "`12 MRR` is not an amount of money: `MRR` is not a currency", EXAMPLE);
        assert!(Money::parse("1e9bn EUR").is_err());
        assert!(Money::parse("999999999999999999 EUR").is_err());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]

        #[test]
        fn both_printed_forms_read_back(cents in -100_000_000_000_i64..100_000_000_000) {
            let text = format!("{}{}.{:02} EUR", if cents < 0 { "-" } else { "" }, cents.abs() / 100, cents.abs() % 100);
            let money = Money::parse(&text).unwrap();
            prop_assert_eq!(Money::parse(&money.to_string()), Ok(money));
            prop_assert_eq!(Money::parse(&money.for_people()), Ok(money));
        }
    }
}
