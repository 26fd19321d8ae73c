use proptest::prelude::*;

use super::*;

/// The rows of the table under `Metadata`, each as `name = value`, with the links behind it.
#[track_caller]
fn check(body: &str, expect: &[&str]) {
    let table = table(body, 0, "metadata").expect("a table");
    let rows: Vec<String> = table
        .rows
        .iter()
        .map(|row| {
            let links = row.value.links.iter().map(|link| format!(" ({} -> {})", link.text, link.target));
            format!("{} = {}{}", row.name.text, row.value.text, links.collect::<String>())
        })
        .collect();
    assert_eq!(rows, expect);
}

/// What stands in the file under the span of each value.
#[track_caller]
fn check_places(body: &str, expect: &[&str]) {
    let table = table(body, 0, "Metadata").expect("a table");
    let places: Vec<&str> = table.rows.iter().map(|row| row.value.span.slice(body)).collect();
    assert_eq!(places, expect);
}

#[test]
fn rows_are_names_and_values() {
    check(
        "# Title\n\n| Metadata | |\n|:--|---|\n| Status | Accepted |\n| Point of contact | @ana |\n\nText",
        &["Status = Accepted", "Point of contact = @ana"],
    );
    check(
        "| METADATA | x |\n|--|--|\n| *Status* | **Not** `accepted`<br>yet |\n",
        &["Status = Not accepted yet"],
    );
}

#[test]
fn links_are_kept_beside_what_a_reader_sees() {
    check(
        "| Metadata | |\n|--|--|\n| Chat | [#general][chat] |\n| Issue | [o/r#12] |\n| See | the [page](p.md) |\n\n\
         [chat]: https://chat.example\n",
        &[
            "Chat = #general (#general -> https://chat.example)",
            "Issue = o/r#12 (o/r#12 -> )",
            "See = the page (page -> p.md)",
        ],
    );
    check(
        "| Metadata | |\n|--|--|\n| Issues | [a#1], [b#2] |\n| [types] champion | [x] is open |\n",
        &["Issues = a#1, b#2 (a#1 -> ) (b#2 -> )", "[types] champion = [x] is open (x -> )"],
    );
}

#[test]
fn a_definition_right_under_the_table_is_no_row() {
    check(
        "| Metadata | |\n|--|--|\n| Chat | [#general][Chat] |\n[chat]: https://chat.example\n## Summary\n",
        &["Chat = #general (#general -> https://chat.example)"],
    );
}

#[test]
fn places_are_those_of_the_cells() {
    check_places(
        "| Metadata | |\r\n|--|--|\r\n| A |  x y  |\r\n| B ||\r\n| C |   |\r\n|D|`a \\| b`|\r\n| E | é",
        &["x y", "", "", "`a \\| b`", "é"],
    );
    let body = "x\n\n| Metadata | |\n|--|--|\n| A | b |\n";
    let table = table(body, 100, "Metadata").expect("a table");
    assert_eq!(table.span, Span::new(103, 103 + body.len() - 4));
    assert_eq!(table.rows[0].value.span.start(), 100 + body.find("b |").expect("the value"));
}

#[test]
fn an_empty_cell_has_the_place_where_a_value_goes() {
    let body = "| Metadata | |\n|--|--|\n| A |   |\n";
    let table = table(body, 0, "Metadata").expect("a table");
    let at = table.rows[0].value.span;
    assert_eq!((at.len(), &body[..at.start()]), (0, "| Metadata | |\n|--|--|\n| A | "));
}

#[test]
fn another_table_is_passed_over() {
    let body = "| Task | Owner |\n|--|--|\n| a | b |\n\n| Metadata |\n|--|\n| a |\n\n| Metadata | |\n|--|--|\n| c | d |\n";
    check(body, &["c = d"]);
    assert_eq!(table("| Task | Owner |\n|--|--|\n", 0, "Metadata"), None);
    assert_eq!(table("```\n| Metadata | |\n|--|--|\n```\n", 0, "Metadata"), None);
}

proptest! {
    #[test]
    fn every_place_lies_in_its_row_and_fits_the_text(
        rows in prop::collection::vec("[ |a-c@é\\\\`*\\[\\]()!<>&;:-]{0,24}", 0..6),
        ending in prop::sample::select(vec!["\n", "\r\n"]),
    ) {
        let body = format!("| Metadata | |{ending}|--|--|{ending}{}", rows.join(ending));
        check_table(&body, "Metadata");
    }

    #[test]
    fn a_plain_value_reads_as_it_stands(value in "[a-z0-9@#][a-z0-9@# ]{0,20}[a-z0-9]") {
        let body = format!("| Metadata | |\n|--|--|\n| Name | {value} |\n");
        let table = table(&body, 0, "Metadata").expect("a table");
        prop_assert_eq!(&*table.rows[0].value.text, value.as_str());
        prop_assert_eq!(table.rows[0].value.span.slice(&body), value.as_str());
    }
}
