use proptest::prelude::*;

use super::*;

fn id(text: &str) -> Id {
    Id::parse(text).unwrap()
}

#[track_caller]
fn check(text: &str, key: &str) {
    let id = id(text);
    assert_eq!((id.as_str(), id.key().to_string().as_str()), (text, key));
}

#[track_caller]
fn refused(text: &str, message: &str, help: &str) {
    let fault = Id::parse(text).unwrap_err();
    assert_eq!((fault.message.as_str(), fault.help.as_deref().unwrap_or("")), (message, help));
}

#[test]
fn every_form_has_its_key() {
    check("REQ-42", "req-42");
    check("TASK-007", "task-7");
    check("task-354.02", "task-354.2");
    check("REQ-k3F9", "req-k3f9");
    check("payments/REQ-4", "payments/req-4");
    check("MY-TEAM-4", "my-team-4");
}

#[test]
fn letter_case_and_zero_padding_make_no_other_id() {
    assert_eq!(id("task-7").key(), id("TASK-007").key());
    assert_ne!(id("task-7"), id("TASK-007"));
    assert_ne!(id("task-354.2").key(), id("task-354.20").key());
    assert_ne!(id("REQ-4").key(), id("payments/REQ-4").key());
}

#[test]
fn ids_are_ordered_by_number() {
    let mut ids = ["REQ-10", "REQ-2", "IDEA-3", "REQ-2.1", "REQ-k3f9"].map(id);
    ids.sort();
    assert_eq!(ids.map(|id| id.to_string()).join(" "), "IDEA-3 REQ-2 REQ-2.1 REQ-10 REQ-k3f9");
}

#[test]
fn the_pieces_are_as_written() {
    let id = id("Payments/My-Req-042");
    assert_eq!((id.product(), id.prefix(), id.number()), (Some("Payments"), "My-Req", Some(42)));
    assert_eq!(id.without_product().to_string(), "My-Req-042");
}

#[test]
fn a_kind_with_numbers_alone_gives_them_its_prefix() {
    let read = |prefix: &str, text: &str| Id::parse_of(prefix, text).unwrap().to_string();
    for text in ["4750", "eip4750", "EIP 4750", "#4750", "eip_4750"] {
        assert_eq!(read("EIP", text), "EIP-4750");
    }
    assert_eq!(read("EIP", "eip-4750"), "eip-4750");
    assert_eq!(read("KEP", "0000"), "KEP-0000");
    assert_eq!(read("task", "TASK-354.02"), "TASK-354.02");
    assert_eq!(read("REQ", "REQ-k3f9"), "REQ-k3f9");
    assert_eq!(read("EIP", "ERC-20"), "ERC-20");
    let help = Id::parse_of("EIP", "none").unwrap_err().help;
    assert_eq!(help.as_deref(), Some("write EIP-n, with the number in place of n"));
}

#[test]
fn a_file_name_begins_with_the_id() {
    let found = |name: &str, prefix: &str| Id::at_start_of(name, prefix).map(|id| id.to_string());
    assert_eq!(found("REQ-42-export-csv", "REQ").as_deref(), Some("REQ-42"));
    assert_eq!(found("task-354.02 - Title", "task").as_deref(), Some("task-354.02"));
    assert_eq!(found("eip-4750.md", "EIP").as_deref(), Some("eip-4750"));
    assert_eq!(found("REQ-k3f9tz-export.md", "REQ").as_deref(), Some("REQ-k3f9tz"));
    assert_eq!(found("REQ-k3f9tz.md", "REQ").as_deref(), Some("REQ-k3f9tz"));
    assert_eq!(found("REQUIREMENTS", "REQ"), None);
    assert_eq!(found("REQ-about.md", "REQ"), None);
    assert_eq!(found("é", "RE"), None);
}

#[test]
fn a_text_that_is_no_id_says_why() {
    refused("REQ42", "`REQ42` is not an id", "write REQ-42");
    refused("REQ_42", "`REQ_42` is not an id", "write REQ-42");
    refused("req 42", "`req 42` is not an id", "write req-42");
    refused("42", "`42` has no prefix", "write a prefix and a hyphen before it, such as REQ-42");
    refused("REQ-", "`REQ-` is not an id: the number is missing", EXAMPLE);
    refused("well-known", "`well-known` is not an id: `known` is no number", EXAMPLE);
    refused("../REQ-4", "`../REQ-4` is not an id: what stands before `/` names no product", EXAMPLE);
    refused(
        "REQ-42.AC3",
        "`REQ-42.AC3` is not an id: it names a part of an artifact",
        "write REQ-42 for the artifact itself",
    );
    refused(
        "REQ-99999999999999999999",
        "`REQ-99999999999999999999` is not an id that pm can hold: the number is too large",
        "",
    );
    refused("", "an empty text is not an id", EXAMPLE);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn a_random_id_reads_back_as_one(entropy in any::<u64>()) {
        let made = Id::random("REQ", entropy);
        prop_assert_eq!(Id::parse(made.as_str()), Ok(made.clone()));
        prop_assert_eq!(made.number(), None);
        let name = format!("{made}-a-title");
        prop_assert_eq!(Id::at_start_of(&name, "REQ"), Some(made));
    }

    #[test]
    fn a_new_id_reads_back(number in any::<u64>(), prefix in "[A-Z][A-Z0-9]{0,5}") {
        let made = Id::new(&prefix, number);
        prop_assert_eq!(Id::parse(made.as_str()), Ok(made.clone()));
        prop_assert_eq!(Id::parse_of(&prefix, &number.to_string()), Ok(made.clone()));
        prop_assert_eq!(made.prefix(), prefix);
    }

    #[test]
    fn padding_and_case_keep_the_key(number in any::<u32>(), sub in proptest::option::of(0_u32..100)) {
        let tail = |width: usize| match sub {
            Some(sub) => format!("{number:0width$}.{sub:0width$}"),
            None => format!("{number:0width$}"),
        };
        let plain = id(&format!("task-{}", tail(1)));
        let padded = id(&format!("TASK-{}", tail(12)));
        prop_assert_eq!(plain.key(), padded.key());
        let reread = id(&plain.key().to_string());
        prop_assert_eq!(reread.key(), plain.key());
    }

    #[test]
    fn the_quick_looks_at_a_name_say_what_the_long_one_says(name in "(REQ|req|FB)-0{0,2}[0-9a-z]{0,4}[-. _a0-9]{0,3}") {
        let found = Id::at_start_of(&name, "REQ");
        prop_assert_eq!(Id::number_at_start_of(&name, "REQ"), found.as_ref().and_then(Id::number));
        for wanted in ["REQ-1", "req-07", "REQ-0", "REQ-12.3", "REQ-k3f9"].map(id) {
            let is_called = found.as_ref().is_some_and(|found| found.key() == wanted.key());
            prop_assert!(!is_called || wanted.may_begin()(&name));
        }
    }

    #[test]
    fn no_text_makes_the_readers_panic(text in "\\PC{0,12}", prefix in "\\PC{0,4}") {
        let _ = Id::parse_of(&prefix, &text);
        let _ = Id::at_start_of(&text, &prefix);
    }
}
