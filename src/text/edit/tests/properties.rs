//! What holds for every document and every edit.

use proptest::prelude::*;

use super::generate::{self, Choices};
use super::judge::judge;
use crate::text::edit::invariants::check_bytes;
use crate::text::edit::{Edit, Path, Value, edit, edits, splice};
use crate::text::span::Span;
use crate::text::yaml;

fn check(bytes: Vec<u8>, as_front_matter: bool) -> Result<(), TestCaseError> {
    let mut choices = Choices::new(bytes);
    let yaml_text = generate::document(&mut choices);
    let is_whole = !as_front_matter || yaml_text.starts_with('\u{feff}') || !yaml_text.ends_with('\n');
    let (before, front) = match is_whole {
        true => (yaml_text.clone(), Span::new(0, yaml_text.len())),
        false => (format!("---\n{yaml_text}---\n# Body\n"), Span::new(4, 4 + yaml_text.len())),
    };
    let Ok(parsed) = yaml::parse(front.slice(&before), front.start()) else {
        return Err(TestCaseError::reject("the generator wrote no YAML"));
    };
    let change = generate::edit(&mut choices, &parsed.root);
    judge(&before, front, &parsed.root, &change).map_err(TestCaseError::fail)?;
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_edit_changes_what_it_concerns_and_nothing_else(
        bytes in prop::collection::vec(any::<u8>(), 0..80),
        as_front_matter in any::<bool>(),
    ) {
        check(bytes, as_front_matter)?;
    }

    #[test]
    fn edits_in_a_row_are_the_same_as_one_after_another(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
        let mut choices = Choices::new(bytes);
        let first = generate::document(&mut choices);
        let whole = |text: &str| Span::new(0, text.len());
        let Ok(parsed) = yaml::parse(&first, 0) else { return Ok(()) };
        let one = generate::edit(&mut choices, &parsed.root);
        let Ok(after_one) = edit(&first, whole(&first), &one) else { return Ok(()) };
        let two = generate::edit(&mut choices, &yaml::parse(&after_one.text, 0).unwrap().root);
        let Ok(after_two) = edit(&after_one.text, after_one.front, &two) else { return Ok(()) };
        let at_once = edits(&first, whole(&first), &[one, two]).unwrap();
        prop_assert_eq!(&at_once.text, &after_two.text);
        prop_assert_eq!(splice(&first, &at_once.splices), at_once.text);
    }

    #[test]
    fn any_text_is_edited_or_refused(
        document in "([-a-c:#?'\"\\[\\]{},&*!|> \n\t]|\r\n|ä|\u{feff}){0,40}",
        start in 0usize..6,
        value in "\\PC{0,8}|([-:#'\"\\[\\]{},&*!|> \n\t\r]){0,8}",
        key in "[a-c:# ]{1,2}",
        bytes in prop::collection::vec(any::<u8>(), 0..12),
    ) {
        let front = Span::new(start, document.len().max(start));
        let value = Value::Text(value);
        for change in [Edit::set(Path::key(&key), value.clone()), Edit::append(Path::key(&key), value), Edit::remove(Path::key(&key))] {
            if let Ok(edited) = edit(&document, front, &change) {
                prop_assert_eq!(splice(&document, &edited.splices), edited.text);
            }
        }
        if let Ok(parsed) = yaml::parse(front.slice(&document), front.start()) {
            let change = generate::edit(&mut Choices::new(bytes), &parsed.root);
            let _ = edit(&document, front, &change);
        }
    }

    #[test]
    fn any_bytes_keep_what_edits_promise(
        numbers in any::<[u8; 3]>(),
        rest in "([-a-c:#?'\"\\[\\]{},*!|>x \n]|a: |- |\r\n|ä|## |- \\[ \\] |```){0,40}",
    ) {
        check_bytes(&[&numbers, rest.as_bytes()].concat());
    }
}
