use proptest::prelude::*;

use super::invariants::{check_text, written};
use super::*;

/// The cells row by row, `|` between them; faults behind them, each at its place.
fn shown(text: &str) -> String {
    let (sheet, faults) = read(text);
    let rows = std::iter::once(&sheet.head).chain(&sheet.rows);
    let line = |row: &Vec<SheetCell>| row.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join("|");
    let rows: Vec<String> = rows.map(line).collect();
    let faults = faults.iter().map(|fault| format!("{}: {}", fault.span.start(), fault.message));
    rows.into_iter().chain(faults).collect::<Vec<_>>().join("\n")
}

#[track_caller]
fn check(text: &str, expect: &str) {
    assert_eq!(shown(text), expect, "{text:?}");
    check_text(text);
}

#[test]
fn cells_are_read_as_spreadsheets_write_them() {
    check("id,title\r\nREQ-1,A\r\n", "id|title\nREQ-1|A");
    check("id,title\nREQ-1,\"A, \"\"B\"\"\nand C\"", "id|title\nREQ-1|A, \"B\"\nand C");
    check("\u{feff}id;title\r\nREQ-1;1,5\r\n", "id|title\nREQ-1|1,5");
    check("id\ttitle\nREQ-1\tA;B,C\n", "id|title\nREQ-1|A;B,C");
    check("id,title\rREQ-1,A\r", "id|title\nREQ-1|A");
    check("id\nREQ-1\n", "id\nREQ-1");
    check("id,title\nREQ-1,5\" disk\n", "id|title\nREQ-1|5\" disk");
}

#[test]
fn the_first_line_may_say_the_separator() {
    check("sep=;\r\nid;a,b,c\r\nREQ-1;x\r\n", "id|a,b,c\nREQ-1|x");
    check("sep=,\nid,a\nREQ-1,x\n", "id|a\nREQ-1|x");
}

#[test]
fn an_expression_in_the_head_does_not_name_the_separator() {
    check("id;\"f(a, b, c)\";title\nREQ-1;2;A\n", "id|f(a, b, c)|title\nREQ-1|2|A");
}

#[test]
fn lines_without_words_are_no_rows() {
    check("\r\nid,title\r\n\r\n,\r\nREQ-1,A\r\n , \r\n", "id|title\nREQ-1|A");
}

#[test]
fn a_row_of_another_width_is_told_and_the_others_are_read() {
    check(
        "id,title\nREQ-1\nREQ-2,B\nREQ-3,C,D\n",
        "id|title\nREQ-2|B\n9: the row has 1 cell, and the head has 2\n23: the row has 3 cells, and the head has 2",
    );
}

#[test]
fn a_quote_that_is_not_closed_is_told_where_it_begins() {
    check("id,title\nREQ-1,\"A\nREQ-2,B\n", "id|title\n15: the quote that begins this cell is never closed");
    check(
        "id,title\nREQ-1,\"A\"B\nREQ-2,B\n",
        "id|title\nREQ-2|B\n18: a cell goes on behind its closing quote",
    );
}

#[test]
fn an_empty_sheet_is_a_fault() {
    for text in ["", "\u{feff}", "\n\n", ",,\n"] {
        check(text, &format!("\n{}: the sheet is empty", if text.starts_with('\u{feff}') { 3 } else { 0 }));
    }
}

fn cells() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => "[a-z]{1,5}",
        1 => any::<char>().prop_map(String::from),
        2 => prop::sample::select(vec!["\"", "\"\"", ",", ";", "\t", "\n", "\r\n", "\r", " ", "'", "=", "sep=;"])
            .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

#[test]
fn more_cells_than_are_wanted_are_not_read_to_the_end() {
    let text = format!("a,b\n1,2\n{}\n3,4\n", ",".repeat(1 << 20));
    let (sheet, faults) = read_ragged(&text, 6);
    assert_eq!(sheet.rows.len(), 1);
    let faults: Vec<_> = faults.into_iter().map(|fault| (fault.message, fault.span.start())).collect();
    assert_eq!(faults, [("the sheet has more than 6 cells".to_owned(), 8)]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_gives_cells_that_fit_or_faults(text in cells()) {
        check_text(&text);
    }

    #[test]
    fn what_the_writer_of_csv_wrote_reads_back(
        rows in (1_usize..4).prop_flat_map(|width| {
            prop::collection::vec(prop::collection::vec(cells(), width), 0..4)
        }),
        separator in prop::sample::select(vec![',', ';', '\t']),
    ) {
        let width = rows.first().map_or(2, Vec::len);
        let head: Vec<String> = (0..width).map(|at| format!("c{at}")).collect();
        let mut writer = csv::WriterBuilder::new()
            .delimiter(separator as u8)
            .terminator(csv::Terminator::CRLF)
            .from_writer(Vec::new());
        for row in std::iter::once(&head).chain(&rows) {
            writer.write_record(row).expect("memory");
        }
        let text = String::from_utf8(writer.into_inner().expect("memory")).expect("text");
        for text in [text, written(&std::iter::once(head.clone()).chain(rows.clone()).collect::<Vec<_>>(), separator)] {
            let (sheet, faults) = read(&text);
            prop_assert_eq!(faults, []);
            let found: Vec<Vec<String>> =
                sheet.rows.into_iter().map(|row| row.into_iter().map(|cell| cell.text).collect()).collect();
            let expect: Vec<Vec<String>> =
                rows.iter().filter(|row| row.iter().any(|cell| !cell.trim().is_empty())).cloned().collect();
            prop_assert_eq!(found, expect);
        }
    }
}
