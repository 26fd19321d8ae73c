//! The registry of functions: its examples are true, and the language page lists it.

use crate::expression::functions::FUNCTIONS;
use crate::expression::parse::{MAX_DEPTH, MAX_LENGTH};
use crate::expression::tests::small_world::outcome;

#[test]
fn every_example_gives_what_it_says() {
    for function in FUNCTIONS {
        let (source, expect) = function.example;
        assert_eq!(outcome(source), expect, "{}: {source}", function.written);
    }
}

#[test]
fn the_language_page_lists_every_function() {
    let page = include_str!("../../../docs/reference/expressions.md");
    for function in FUNCTIONS {
        let row = format!(
            "| `{}` | {} | `{}` is `{}` |",
            function.written,
            function.documentation,
            function.example.0.replace('|', "\\|"),
            function.example.1
        );
        assert!(page.contains(&row), "docs/reference/expressions.md lacks the line\n{row}");
    }
}

#[test]
fn the_language_page_states_the_limits() {
    let page = include_str!("../../../docs/reference/expressions.md");
    assert!(page.contains(&format!("at most {MAX_LENGTH} bytes")));
    assert!(page.contains(&format!("at most {MAX_DEPTH} levels")));
}
