//! Personal data found and taken out of a text that is not in the plan yet.

use crate::check::rules::personal_data_in;

/// A text with each address and each number that is not allowed replaced by a word for it, and how many there were.
pub(crate) fn without(text: &str, allowed: &[String]) -> (String, usize) {
    let found = personal_data_in(text, allowed);
    let mut cleared = String::new();
    let mut at = 0;
    for (span, word) in &found {
        if span.start() < at {
            continue;
        }
        cleared.push_str(&text[at..span.start()]);
        cleared.push_str(word);
        at = span.end();
    }
    cleared.push_str(&text[at..]);
    (cleared, found.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_numbers_are_replaced_and_counted() {
        let allowed = ["help@tideline.eu".to_owned()];
        let text = "Call +47 12 34 56 78 or ana@port-ellery.eu, not help@tideline.eu.";
        let (cleared, count) = without(text, &allowed);
        assert_eq!(cleared, "Call [number] or [address], not help@tideline.eu.");
        assert_eq!(count, 2);
    }
}
