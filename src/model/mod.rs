//! What a product is made of: kinds, fields, values, artifacts. Pure data and rules of meaning.
//!
//! Knows no file layout beyond a kind's own pattern, no `pm.yaml` and no other artifact: how kinds
//! are read is `config`'s business, how artifacts meet is `plan`'s.

pub(crate) mod approval;
pub(crate) mod artifact;
pub(crate) mod field;
pub(crate) mod key;
pub(crate) mod kind;
pub(crate) mod kinds;
pub(crate) mod normative;
pub(crate) mod table;
pub(crate) mod value;
pub(crate) mod values;
pub(crate) mod workflow;
