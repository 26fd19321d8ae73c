//! The values that fields hold, one file per type.
//!
//! Every type reads the text of one scalar (`parse`), prints its canonical written form (`Display`)
//! and explains what it refuses. A type knows its own spelling alone: not which field it stands in,
//! what the field allows, or where the text was found. The text as written stays with the document.

mod boolean;
mod date;
mod decimal;
mod fault;
mod fiscal;
mod number;
mod percent;
mod period;
mod person;
mod spelling;
mod url;

pub(crate) use boolean::Boolean;
pub(crate) use date::Date;
pub(crate) use decimal::Decimal;
pub(crate) use fault::ValueFault;
pub(crate) use fiscal::{Days, FiscalYear, NamedBy};
pub(crate) use number::{Integer, Number};
pub(crate) use percent::{Confidence, Percent};
pub(crate) use period::{Calendar, Period, Resolution};
pub(crate) use person::{Person, PersonKey};
pub(crate) use url::Url;

#[cfg(test)]
mod tests;
