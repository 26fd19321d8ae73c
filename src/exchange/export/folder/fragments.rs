//! News fragments: `ISSUE.SORT.rst`, or `+ID.SORT.rst` where no issue is known, with the sentence that customers read.
//!
//! The sort and the issue of a fragment are its name, which stays as it is.

use super::item::Item;
use super::{Folder, Sort, Written, is_file_name};
use crate::exchange::formats::folder::{FolderFile, fragments};
use crate::exchange::mapping::{ANY, look_up};
use crate::text::front_matter::LineEnding;
use crate::text::words::slug;

const TEXT: &str = "text";
const KIND: &str = "sort";

pub(super) const SORT: Sort = Sort {
    tool: "fragments",
    noun: "news fragment",
    read: fragments::read,
    texts: &[TEXT],
    lists: &[],
    write,
};

fn write(folder: &Folder<'_>, items: &[Item<'_>], written: &mut Written) {
    let ending = ending(folder);
    let home = home(folder);
    for item in items {
        if let Some(file) = item.file.map(|at| &folder.files[at]) {
            let before = file.text.as_deref().unwrap_or_default();
            let text = item.text(TEXT).filter(|text| !text.trim().is_empty());
            let text = text.map_or_else(|| before.to_owned(), |text| around(before, &text));
            written.renew(file, text, item.has_newer(&[]));
            continue;
        }
        if let Some(field) = item.lacks_part(TEXT) {
            written.leave_out("artifact", format!("`{field}` says nothing"));
            continue;
        }
        let Some(text) = item.text(TEXT) else { continue };
        let path = |name: &str| format!("{home}{name}{ending}");
        let name = match &item.source {
            Some(source) => source.clone(),
            None => {
                let is_free = |name: &str| {
                    let path = path(name);
                    !folder.has(&path) && !written.files.contains_key(&path)
                };
                free_name(&issue(item), &sort_of(folder, item), is_free)
            }
        };
        if !is_file_name(&name) {
            written.leave_out("artifact", format!("`{name}` can be no name of a file"));
            continue;
        }
        written.create(folder, item, &name, path(&name), format!("{}\n", text.trim()));
    }
}

/// The text of a file with other words, and the same blanks around them.
pub(super) fn around(before: &str, words: &str) -> String {
    let words = words.trim().replace("\r\n", "\n").replace('\n', LineEnding::of(before).as_str());
    let inner = before.trim();
    let start = before.len() - before.trim_start().len();
    format!("{}{words}{}", &before[..start], &before[start + inner.len()..])
}

/// The files of the folder that are fragments.
fn there<'f>(folder: &'f Folder<'_>) -> impl Iterator<Item = &'f FolderFile> {
    folder.batch.records.iter().map(|record| &folder.files[record.file])
}

/// What stands behind the names of most fragments. Those that came from a folder are taken for reStructuredText, as
/// towncrier does; what was written here is Markdown.
fn ending(folder: &Folder<'_>) -> String {
    let endings = there(folder).map(|file| match file.extension() {
        known @ ("rst" | "md" | "txt") => format!(".{known}"),
        _ => String::new(),
    });
    let usual = if folder.ledger.entries.is_empty() { ".md" } else { ".rst" };
    most(endings).unwrap_or_else(|| usual.to_owned())
}

/// The folder that most fragments lie in, with the sign that leads into it.
fn home(folder: &Folder<'_>) -> String {
    let into = |folder: &str| if folder.is_empty() { String::new() } else { format!("{folder}/") };
    most(there(folder).map(|file| into(file.folder()))).unwrap_or_default()
}

/// What is there most often, of several the first.
fn most(all: impl Iterator<Item = String>) -> Option<String> {
    let mut counts: indexmap::IndexMap<String, usize> = indexmap::IndexMap::new();
    for one in all {
        *counts.entry(one).or_default() += 1;
    }
    let highest = counts.values().copied().max()?;
    counts.into_iter().find(|(_, count)| *count == highest).map(|(one, _)| one)
}

/// The number of the issue that a tag names; of one without, its id behind the sign of those that have none.
fn issue(item: &Item<'_>) -> String {
    let texts = item.under(KIND).flat_map(|line| line.texts.iter());
    let mut numbers = texts.filter(|text| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()));
    numbers.next().cloned().unwrap_or_else(|| format!("+{}", item.label))
}

/// The name of a new fragment; a number tells it from others of one issue and sort.
fn free_name(issue: &str, sort: &str, is_free: impl Fn(&str) -> bool) -> String {
    let name = format!("{issue}.{sort}");
    if is_free(&name) {
        return name;
    }
    let numbered = (1..).map(|number| format!("{name}.{number}"));
    numbered.take(10_000).find(|name| is_free(name)).unwrap_or(name)
}

/// The sort of a new fragment: the one that a tag names, the one that the mapping has for what the artifact says,
/// else the one of this folder that is read as the same, else what it says.
fn sort_of(folder: &Folder<'_>, item: &Item<'_>) -> String {
    let there = folder.words(KIND);
    let is_known = |text: &str| {
        let named = |word: &String| word == text && word != ANY;
        there.iter().any(|(word, _)| *word == text)
            || item.under(KIND).any(|line| line.from.words.keys().any(named))
    };
    let is_list =
        |field: &str| folder.plan().kind_of(item.index).field(field).is_some_and(|it| it.ty.is_list());
    let tags = item.under(KIND).filter(|line| is_list(line.field)).flat_map(|line| line.texts.iter());
    if let Some(tag) = tags.into_iter().find(|tag| is_known(tag)) {
        return tag.clone();
    }
    let mut said = None;
    for line in item.under(KIND).rev().filter(|line| !is_list(line.field)) {
        let Some(text) = line.texts.first() else { continue };
        if let Some((word, _)) = line.from.words.iter().find(|(word, to)| *to == text && *word != ANY) {
            return word.clone();
        }
        if let Some((word, _)) = there.iter().find(|(word, _)| look_up(&line.from.words, word) == Some(text))
        {
            return (*word).to_owned();
        }
        said = said.or(Some(text));
    }
    said.map_or_else(|| "misc".to_owned(), |said| slug(said, 20).replace('-', "_"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_and_line_breaks_of_a_file_stay() {
        assert_eq!(around("\r\n a\r\n\r\n", "b\nc"), "\r\n b\r\nc\r\n\r\n");
        assert_eq!(around("a", " b "), "b");
        assert_eq!(around("", "b"), "b");
    }

    #[test]
    fn a_number_tells_fragments_of_one_issue_apart() {
        let taken = ["12.fix", "12.fix.1"];
        assert_eq!(free_name("12", "fix", |name| !taken.contains(&name)), "12.fix.2");
        assert_eq!(free_name("+REQ-1", "fix", |_| true), "+REQ-1.fix");
    }
}
