//! What a product is made of: kinds, fields, artifacts and the values in them. Pure: knows no
//! storage, no clock and no command.

pub(crate) mod values;
