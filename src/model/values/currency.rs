//! Currencies by their code of ISO 4217, and the symbols that stand for one of them.

use std::fmt;

use crate::model::values::fault::ValueFault;

/// A currency in use, such as EUR. Ordered by code.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) struct Currency([u8; 3]);

/// The codes of the currencies in use (ISO 4217, without funds, metals and test codes), sorted.
const CODES: &str = "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN \
BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP \
GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK \
LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB \
PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB \
TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG";

/// Symbols and the currency each is read as.
const SYMBOLS: [(char, &str); 6] =
    [('€', "EUR"), ('$', "USD"), ('£', "GBP"), ('¥', "JPY"), ('₹', "INR"), ('₩', "KRW")];

impl Currency {
    /// Reads a code in capital letters: `EUR`.
    pub(crate) fn parse(text: &str) -> Result<Self, ValueFault> {
        let text = text.trim();
        if let Some(currency) = Self::known(text) {
            return Ok(currency);
        }
        let fault = ValueFault::not(text, "a currency");
        Err(match Self::meant_by(text) {
            Some(meant) => fault.with_spelling(meant),
            None => fault.with_help("write the code of ISO 4217, such as EUR or USD"),
        })
    }

    /// The currency of a symbol: EUR for `€`; `$` is read as USD.
    pub(crate) fn of_symbol(symbol: char) -> Option<Self> {
        let (_, code) = SYMBOLS.iter().find(|(known, _)| *known == symbol)?;
        Self::known(code)
    }

    /// The currency that an English word most likely means: EUR for `euros`. For help only.
    pub(crate) fn meant_by(word: &str) -> Option<Self> {
        let word = word.to_ascii_lowercase();
        let code = match word.trim_end_matches('s') {
            "euro" => "EUR",
            "dollar" => "USD",
            "pound" => "GBP",
            "yen" => "JPY",
            "franc" => "CHF",
            "rupee" => "INR",
            _ => return Self::known(&word.to_ascii_uppercase()),
        };
        Self::known(code)
    }

    pub(crate) fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("")
    }

    fn known(code: &str) -> Option<Self> {
        let code: [u8; 3] = code.as_bytes().try_into().ok()?;
        CODES.split(' ').any(|known| known.as_bytes() == code).then_some(Self(code))
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_sorted_and_unique() {
        let codes: Vec<&str> = CODES.split(' ').collect();
        assert!(codes.is_sorted_by(|one, other| one < other));
        assert!(
            codes.iter().all(|code| Currency::parse(code).is_ok_and(|currency| currency.code() == *code))
        );
    }

    #[test]
    fn every_symbol_stands_for_a_known_code() {
        for (symbol, code) in SYMBOLS {
            assert_eq!(
                Currency::of_symbol(symbol).map(|currency| currency.to_string()).as_deref(),
                Some(code)
            );
        }
        assert_eq!(Currency::of_symbol('x'), None);
    }

    #[test]
    fn an_unknown_code_is_refused() {
        assert_eq!(Currency::parse("eur").unwrap_err().help.as_deref(), Some("write EUR"));
        assert_eq!(Currency::parse("EUO").unwrap_err().message, "`EUO` is not a currency");
    }
}
