//! The product that an answer about releases is about, where a repository holds several.

use clap::{Arg, ArgMatches};

use super::error::CommandError;
use crate::plan::Plan;
use crate::text::words::{list_of, nearest};

/// The argument `--product`.
pub(crate) fn argument() -> Arg {
    Arg::new("product")
        .long("product")
        .value_name("PRODUCT")
        .help("Of this product, where the repository holds several")
}

/// The place of the product that was named, or of the only one; `what` is about one product: `a changelog is`.
pub(crate) fn named(plan: &Plan, matches: &ArgMatches, what: &str) -> Result<u16, CommandError> {
    let products = &plan.config.products;
    match chosen(plan, matches)? {
        Some(at) => Ok(at),
        None if products.len() > 1 => {
            Err(CommandError::usage(format!("{what} about one product, and this repository holds several"))
                .with_hint(format!("name one with --product: {}", list_of(products.keys()))))
        }
        None => Ok(0),
    }
}

/// The place of the product that was named, for what can be about all of them.
pub(crate) fn chosen(plan: &Plan, matches: &ArgMatches) -> Result<Option<u16>, CommandError> {
    let products = &plan.config.products;
    let Some(name) = matches.get_one::<String>("product") else { return Ok(None) };
    let at = products.get_index_of(name.as_str()).ok_or_else(|| {
        let error = CommandError::usage(format!("there is no product `{name}`"));
        match nearest(name, products.keys().map(String::as_str)) {
            Some(near) => error.with_hint(format!("did you mean `{near}`?")),
            None => error.with_hint(format!("the products are {}", list_of(products.keys()))),
        }
    })?;
    u16::try_from(at).map(Some).map_err(|_| CommandError::usage("there are too many products"))
}
