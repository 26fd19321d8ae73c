//! What a column may be by what stands under it, where its name says nothing.
//!
//! A guess that people see before anything is written.

use std::cmp::Reverse;

use crate::exchange::batch::Batch;

/// The column of the open question of a survey: where people wrote most, in sentences rather than in words.
pub(super) fn open_question(batch: &Batch, taken: &[usize]) -> Option<usize> {
    /// The fewest letters of an answer in words of one's own, on average.
    const FEWEST: usize = 15;
    let free = free(batch, taken).map(|at| (at, Cells::of(batch, at)));
    free.filter(|(_, cells)| cells.most_words > 2 && cells.letters() >= FEWEST)
        .max_by_key(|(at, cells)| (cells.letters(), Reverse(*at)))
        .map(|(at, _)| at)
}

/// The column that names each record: nearly every one has a cell there that no other has, of a few words at best.
pub(super) fn title(batch: &Batch, taken: &[usize]) -> Option<usize> {
    /// The letters of a name, on average.
    const LETTERS: std::ops::RangeInclusive<usize> = 3..=120;
    let names = |cells: &Cells| {
        cells.count * 10 >= batch.records.len() * 9
            && cells.distinct * 10 >= cells.count * 8
            && cells.in_words * 10 >= cells.count * 9
            && LETTERS.contains(&cells.letters())
    };
    let free = free(batch, taken).map(|at| (at, Cells::of(batch, at)));
    free.filter(|(_, cells)| names(cells))
        .max_by_key(|(at, cells)| (cells.words >= cells.count * 2, Reverse(*at)))
        .map(|(at, _)| at)
}

fn free(batch: &Batch, taken: &[usize]) -> impl Iterator<Item = usize> {
    (0..batch.columns.len()).filter(|at| !taken.contains(at))
}

/// What stands under a column, counted.
#[derive(Default)]
struct Cells {
    count: usize,
    distinct: usize,
    all_letters: usize,
    words: usize,
    /// Of the cell with the most.
    most_words: usize,
    /// Cells that are written in words: no figure, day, or address.
    in_words: usize,
}

impl Cells {
    fn of(batch: &Batch, column: usize) -> Self {
        let mut cells = Self::default();
        for (text, count) in batch.words(column) {
            let words = text.split_whitespace().count();
            cells.count += count;
            cells.distinct += 1;
            cells.all_letters += text.chars().count() * count;
            cells.words += words * count;
            cells.most_words = cells.most_words.max(words);
            cells.in_words += if is_in_words(text) { count } else { 0 };
        }
        cells
    }

    /// On average.
    fn letters(&self) -> usize {
        self.all_letters / self.count.max(1)
    }
}

fn is_in_words(text: &str) -> bool {
    let letters = text.chars().filter(|sign| sign.is_alphabetic()).count();
    let is_address = !text.contains(' ') && text.contains(['@', '/']);
    letters * 2 > text.chars().filter(|sign| !sign.is_whitespace()).count() && !is_address
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::read_batch;

    #[track_caller]
    fn check(sheet: &str, expect: Option<&str>) {
        let (batch, misfits) = read_batch(sheet);
        assert_eq!(misfits, []);
        assert_eq!(title(&batch, &[]).map(|at| batch.columns[at].name.as_str()), expect);
    }

    #[test]
    fn a_title_tells_records_apart_in_words() {
        check(
            "Nr,Who,What,Link\n1,ana,Pay by card,https://x.example/1\n2,ben,Print a bill,https://x.example/2\n3,ana,Ship,https://x.example/3\n",
            Some("What"),
        );
        // Of two the one in several words.
        check("Code,What\nalpha,Pay by card\nbeta,Print a bill\n", Some("What"));
        check("Code,Owner\nalpha,ana\nbeta,ana\n", Some("Code"));
    }

    #[test]
    fn figures_days_addresses_and_words_that_come_again_are_none() {
        check("A,B,C,D\n1,2026-11-24,a@x.example,open\n2,24 Nov 2026,b@x.example,open\n", None);
        check("A,B\n1,\n2,\n3,Only one\n", None);
    }
}
