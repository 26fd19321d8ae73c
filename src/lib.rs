//! `pm`, a compiler for product plans.
//!
//! The module list, read from top to bottom, is the map of the house: a module may use only what
//! stands above it in this list.

#![cfg_attr(
    test,
    allow(clippy::disallowed_methods, reason = "tests prepare files; the code is held to it without them")
)]

mod text;

mod expression;

mod source;

mod repo;

mod diagnostic;
mod page;

mod model;

mod template;

mod config;

mod plan;

mod derive;

mod change;

mod exchange;

mod history;

mod trace;

mod analysis;

mod check;
mod view;

mod site;

mod serve;

mod command;

pub use command::{Invocation, Terminal, run};

#[cfg(fuzzing)]
pub mod fuzz;
