//! Faulty expressions, each with what is said about it: one file per sort of fault.

mod names;
mod syntax;
mod types;

use crate::expression::Expect;
use crate::expression::tests::small_world::{checked, rendered};

/// Each block of `expect` is the rendering of the faults of the expression in its second line.
#[track_caller]
fn check(expect_type: Expect, expect: &str) {
    for block in expect.trim_matches('\n').split("\n\n") {
        let source = block.lines().nth(1).and_then(|line| line.strip_prefix("  ")).unwrap();
        let faults = checked(source, expect_type).expect_err(source);
        assert_eq!(rendered(source, &faults).trim_end(), block.trim_end(), "\n{source}");
    }
}
