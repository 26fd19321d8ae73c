//! Writing a sheet: CSV as RFC 4180 has it, with cells that a spreadsheet would run made harmless.

/// Rows of one length as CSV.
pub(crate) fn write(sheet: Vec<Vec<String>>) -> String {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    for row in sheet {
        let cells = row.into_iter().map(guard);
        writer.write_record(cells).expect("rows of one length, written to memory");
    }
    let bytes = writer.into_inner().expect("memory takes every byte");
    String::from_utf8(bytes).expect("CSV of texts is text")
}

/// Puts an apostrophe before a cell that a spreadsheet would run as a formula.
fn guard(cell: String) -> String {
    if is_formula(cell.trim_start_matches('\'')) { format!("'{cell}") } else { cell }
}

/// What a cell said before it was guarded: `'=A1` said `=A1`, `'tis` says `'tis`.
pub(crate) fn unguard(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if is_formula(rest.trim_start_matches('\'')) => rest,
        _ => cell,
    }
}

/// Whether a spreadsheet would take a cell for a formula. A signed number is a number.
fn is_formula(cell: &str) -> bool {
    match cell.chars().next() {
        Some('+' | '-') => !is_number(&cell[1..]),
        Some('=' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠') => true,
        _ => false,
    }
}

fn is_number(text: &str) -> bool {
    let text = text.strip_suffix('%').unwrap_or(text);
    text.starts_with(|first: char| first.is_ascii_digit() || first == '.')
        && text.chars().all(|each| each.is_ascii_digit() || each == '.')
        && text.parse::<f64>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_is_guarded_and_a_number_is_not() {
        for (cell, guarded) in [
            ("=cmd()", "'=cmd()"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("-2+3", "'-2+3"),
            ("-5", "-5"),
            ("+0.5%", "+0.5%"),
            ("--5", "'--5"),
            ("'=x", "''=x"),
            ("'tis", "'tis"),
            ("-", "'-"),
            ("-inf", "'-inf"),
        ] {
            assert_eq!(guard(cell.to_owned()), guarded);
            assert_eq!(unguard(guarded), cell);
        }
    }
}
