//! The rules that loading itself reports: what can be wrong with a file before any check runs.
//!
//! Names and documentation only; the loader finds them. A file that one of these rules stops gives
//! that one finding and no other.

mod configuration;
mod fields;
mod files;
mod front_matter;
mod identity;
mod table;

pub(crate) use configuration::{INVALID_CONFIG, UNKNOWN_SETTING};
pub(crate) use fields::{
    IMPOSSIBLE_DATE, INVALID_CHOICE, MISREAD_VALUE, MISSING_STATUS, MISSING_TITLE, OUT_OF_RANGE,
    PATTERN_MISMATCH, UNKNOWN_FIELD, UNKNOWN_STATUS, WRONG_TYPE,
};
pub(crate) use files::{INTERRUPTED_CHANGE, NOT_UTF8, NUL_BYTE, OVERSIZED_FILE, UNREADABLE_FILE};
pub(crate) use front_matter::{
    BLANK_BEFORE_FRONT_MATTER, DUPLICATE_KEY, EXTRA_YAML_DOCUMENT, FRONT_MATTER_NOT_A_MAP, INVALID_TOML,
    INVALID_YAML, MISSING_FRONT_MATTER, UNCLOSED_FRONT_MATTER, UNFINISHED_MERGE, YAML_ANCHOR, YAML_TAG,
};
pub(crate) use identity::{MALFORMED_ID, MISPLACED_FILE, MISSING_ID};
pub(crate) use table::MISSING_TABLE;

use crate::diagnostic::rule::RuleText;

/// All rules that loading reports, by name.
pub(crate) static LOADING_RULES: [RuleText; 32] = [
    BLANK_BEFORE_FRONT_MATTER,
    DUPLICATE_KEY,
    EXTRA_YAML_DOCUMENT,
    FRONT_MATTER_NOT_A_MAP,
    IMPOSSIBLE_DATE,
    INTERRUPTED_CHANGE,
    INVALID_CHOICE,
    INVALID_CONFIG,
    INVALID_TOML,
    INVALID_YAML,
    MALFORMED_ID,
    MISPLACED_FILE,
    MISREAD_VALUE,
    MISSING_FRONT_MATTER,
    MISSING_ID,
    MISSING_STATUS,
    MISSING_TABLE,
    MISSING_TITLE,
    NOT_UTF8,
    NUL_BYTE,
    OUT_OF_RANGE,
    OVERSIZED_FILE,
    PATTERN_MISMATCH,
    UNCLOSED_FRONT_MATTER,
    UNFINISHED_MERGE,
    UNKNOWN_FIELD,
    UNKNOWN_SETTING,
    UNKNOWN_STATUS,
    UNREADABLE_FILE,
    WRONG_TYPE,
    YAML_ANCHOR,
    YAML_TAG,
];

/// The rule of a name that loading reports.
pub(crate) fn loading_rule(name: &str) -> Option<&'static RuleText> {
    LOADING_RULES.iter().find(|rule| rule.name == name)
}

/// Whether a rule of loading looks at a file as text alone, whatever the kind of its document.
pub(crate) fn is_of_text(rule: &str) -> bool {
    const OF_TEXT: [&RuleText; 17] = [
        &BLANK_BEFORE_FRONT_MATTER,
        &DUPLICATE_KEY,
        &EXTRA_YAML_DOCUMENT,
        &FRONT_MATTER_NOT_A_MAP,
        &INTERRUPTED_CHANGE,
        &INVALID_CONFIG,
        &INVALID_TOML,
        &INVALID_YAML,
        &NOT_UTF8,
        &NUL_BYTE,
        &OVERSIZED_FILE,
        &UNCLOSED_FRONT_MATTER,
        &UNFINISHED_MERGE,
        &UNKNOWN_SETTING,
        &UNREADABLE_FILE,
        &YAML_ANCHOR,
        &YAML_TAG,
    ];
    OF_TEXT.iter().any(|text| text.name == rule)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::rule::{defects, samples};

    #[test]
    fn every_rule_is_documented_sorted_and_unique() {
        assert_eq!(defects(&LOADING_RULES), Vec::<String>::new());
    }

    #[test]
    fn every_example_of_a_file_has_its_counterpart() {
        for rule in &LOADING_RULES {
            let paths = |text| samples(text).iter().map(|sample| sample.path).collect::<Vec<_>>();
            assert_eq!(paths(rule.example), paths(rule.instead), "{}", rule.name);
        }
    }

    #[test]
    fn a_rule_is_found_by_its_name() {
        assert_eq!(loading_rule("yaml-tag").map(|rule| rule.name), Some("yaml-tag"));
        assert_eq!(loading_rule("dangling-link"), None);
    }
}
