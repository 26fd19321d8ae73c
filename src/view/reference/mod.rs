//! The reference pages under `docs/reference`, as Markdown, from the data that the program runs on.
//!
//! Knows no argument and no rule: the texts of rules are given, and the page of the command line is
//! `command`'s, which alone knows it.

mod config;
mod kinds;
mod rules;
mod scores;

pub(crate) use config::config;
pub(crate) use kinds::kinds;
pub(crate) use rules::rules;
pub(crate) use scores::scores;

/// The line that stands under the title of each page.
pub(crate) const RENEW: &str =
    "<!-- Made by `cargo run -- docs --out docs/reference`; change the code, not this page. -->";

/// The head of a page: its title, how it is renewed, and what it is.
pub(crate) fn head(title: &str, summary: &str) -> String {
    format!("# {title}\n\n{RENEW}\n\n{summary}\n")
}

/// A table in Markdown; a line break or a bar in a cell does not break it.
fn table(head: &[&str], rows: &[Vec<String>]) -> String {
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let mut text = line(head.iter().map(|cell| (*cell).to_owned()).collect());
    text.push_str(&line(head.iter().map(|_| "---".to_owned()).collect()));
    for row in rows {
        let cells = row.iter().map(|cell| cell.trim().replace('|', "\\|").replace('\n', " "));
        text.push_str(&line(cells.collect()));
    }
    text
}

fn code(text: &str) -> String {
    format!("`{text}`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_and_a_line_break_stay_in_their_cell() {
        assert_eq!(table(&["A"], &[vec!["x | y\nz".to_owned()]]), "| A |\n| --- |\n| x \\| y z |\n");
    }
}
