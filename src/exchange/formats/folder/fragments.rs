//! News fragments: a file for each change, named by its issue and its sort: `1234.bugfix.rst`.
//!
//! <https://towncrier.readthedocs.io>

use super::{FolderFile, Gathered, Read, Sort};
use crate::exchange::batch::{Batch, Columns, Misfit, Record};
use crate::exchange::formats::yaml_cells::put;
use crate::text::span::Span;

pub(super) const SORT: Sort = Sort { fits, read };

/// How many files of ten must be named as fragments are.
const MOST: usize = 8;

const ENDINGS: [&str; 3] = ["rst", "md", "txt"];

/// What the name of a fragment says.
struct Name<'a> {
    issue: &'a str,
    sort: &'a str,
    /// Which one it is of those with one issue and sort.
    number: &'a str,
}

fn fits(files: &[FolderFile]) -> bool {
    let documents: Vec<&FolderFile> = files.iter().filter(|file| !is_beside(file)).collect();
    let named = documents.iter().filter(|file| name(file.name()).is_some()).count();
    !documents.is_empty() && named * 10 >= documents.len() * MOST
}

/// Settings and templates stand beside the fragments.
fn is_beside(file: &FolderFile) -> bool {
    let name = file.name().to_lowercase();
    name.starts_with(['.', '_']) || name.starts_with("readme") || name.contains("template")
}

/// Reads `1234.bugfix.rst`, `1234.bugfix.2.md`, `+orphan.feature`.
fn name(file: &str) -> Option<Name<'_>> {
    let mut parts: Vec<&str> = file.split('.').collect();
    if parts.last().is_some_and(|last| ENDINGS.contains(last)) {
        parts.pop();
    }
    let (issue, sort, number) = match parts.as_slice() {
        [issue, sort] => (*issue, *sort, ""),
        [issue, sort, number] if number.bytes().all(|byte| byte.is_ascii_digit()) => (*issue, *sort, *number),
        _ => return None,
    };
    let is_sort = !sort.is_empty() && sort.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    let is_issue =
        issue.starts_with('+') || (!issue.is_empty() && issue.bytes().all(|byte| byte.is_ascii_digit()));
    (is_sort && is_issue).then_some(Name { issue, sort, number })
}

pub(in crate::exchange) fn read(files: &[FolderFile], _: (&str, &str)) -> (Batch, Vec<Misfit>) {
    let mut columns = Columns::default();
    Gathered::of(files, |_, file| match file.text() {
        Ok(text) => read_one(file, text, &mut columns),
        Err(misfit) => Read::Misfit(misfit),
    })
    .finish(columns)
}

fn read_one(file: &FolderFile, text: &str, columns: &mut Columns) -> Read {
    if is_beside(file) {
        return Read::Beside;
    }
    let Some(name) = name(file.name()) else {
        return Read::Misfit(
            Misfit::record(Span::at(0), "the name is not that of a news fragment")
                .with_hint("name it by its issue and its sort, such as 1234.bugfix.rst"),
        );
    };
    let all = Span::new(0, text.len());
    let start = Span::at(0);
    let words = text.trim();
    if words.is_empty() {
        return Read::Misfit(Misfit::record(start, "the fragment is empty"));
    }
    let mut found = Vec::new();
    let id = [name.issue, name.sort, name.number]
        .iter()
        .filter(|part| !part.is_empty())
        .copied()
        .collect::<Vec<_>>();
    put("fragment", &id.join("."), start, columns, &mut found);
    put("issue", name.issue.trim_start_matches('+'), start, columns, &mut found);
    put("sort", name.sort, start, columns, &mut found);
    put("text", words, all, columns, &mut found);
    Read::Record(Record { file: 0, span: start, cells: found, left_out: None })
}
