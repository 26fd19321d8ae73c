//! The values that fields hold, one file per type.
//!
//! Every type reads the text of one scalar (`parse`), prints its canonical written form (`Display`)
//! and explains what it refuses. A type knows its own spelling alone: not which field it stands in,
//! what the field allows, or where the text was found. The text as written stays with the document.

mod boolean;
mod currency;
mod date;
mod decimal;
mod effort;
mod fault;
mod fiscal;
mod horizon;
mod id;
mod moment;
mod money;
mod number;
mod part;
mod percent;
mod period;
mod person;
mod range;
mod rank;
mod spelling;
mod target;
mod url;
mod version;

pub(crate) use boolean::Boolean;
pub(crate) use currency::Currency;
pub(crate) use date::{Date, MONTHS};
pub(crate) use decimal::Decimal;
pub(crate) use effort::Effort;
pub(crate) use fault::ValueFault;
pub(crate) use fiscal::{Days, FiscalYear, NamedBy};
pub(crate) use horizon::{Horizon, HorizonRule};
pub(crate) use id::{Id, IdKey};
pub(crate) use moment::day_named;
pub(crate) use money::Money;
pub(crate) use number::{Integer, Number};
pub(crate) use part::PartName;
pub(crate) use percent::{Confidence, Percent};
pub(crate) use period::{Period, Resolution};
pub(crate) use person::Person;
pub(crate) use range::Range;
pub(crate) use rank::Rank;
pub(crate) use target::Target;
pub(crate) use url::Url;
pub(crate) use version::Version;

#[cfg(test)]
mod tests;
