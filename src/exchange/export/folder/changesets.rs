//! Changesets: a file for each change, whose front matter says which package it bumps how far.
//!
//! A package is named by a tag, with its bump or without. None is made up.

use indexmap::IndexMap;

use super::fragments::around;
use super::item::Item;
use super::{Folder, Sort, Written, is_file_name};
use crate::exchange::formats::folder::changesets::{self, BUMPS, parted};
use crate::text::edit::{self, Edit, Path, Value};
use crate::text::front_matter;

const PACKAGES: &str = "packages";
const SUMMARY: &str = "summary";
const TEXT: &str = "text";
const BUMP: &str = "bump";

pub(super) const SORT: Sort = Sort {
    tool: "changesets",
    noun: "changeset",
    read: changesets::read,
    texts: &[SUMMARY, TEXT],
    lists: &[PACKAGES],
    write,
};

/// The folder that changesets lie in.
const HOME: &str = ".changeset";

fn write(folder: &Folder<'_>, items: &[Item<'_>], written: &mut Written) {
    let home = home(folder);
    for item in items {
        match item.file.map(|at| &folder.files[at]) {
            Some(file) => {
                let before = file.text.as_deref().unwrap_or_default();
                let text = renewed(before, item, written).unwrap_or_else(|| before.to_owned());
                // The first line of the text is that of the changelog, and no news.
                let is_said = || own_words(item).is_some_and(|_| in_front(&text, item) == text);
                let has_newer = item.has_newer(&[TEXT]) || item.is_newer(TEXT) && !is_said();
                written.renew(file, text, has_newer);
            }
            None => create(folder, item, &home, written),
        }
    }
}

/// Where new changesets go: to those that are there, else beside the settings.
fn home(folder: &Folder<'_>) -> String {
    let is_settings = |file: &&crate::exchange::formats::folder::FolderFile| file.name() == "config.json";
    let inner = |path: &str| {
        let at = path.split('/').position(|part| part == HOME)?;
        Some(path.split('/').take(at + 1).map(|part| format!("{part}/")).collect::<String>())
    };
    if let Some(home) = folder.files.iter().find_map(|file| inner(file.folder())) {
        return home;
    }
    let has_settings = folder.files.iter().any(|file| is_settings(&file) && file.folder().is_empty());
    if has_settings || folder.named.1 == HOME || !folder.batch.records.is_empty() {
        return String::new();
    }
    format!("{HOME}/")
}

fn create(folder: &Folder<'_>, item: &Item<'_>, home: &str, written: &mut Written) {
    let packages = packages(folder, item);
    if packages.is_empty() {
        let reason = "no tag names a package with its bump, such as `@x/kit: minor`";
        written.leave_out("artifact", reason);
        return;
    }
    if let Some(field) = item.lacks_part(SUMMARY) {
        written.leave_out("artifact", format!("`{field}` says nothing"));
        return;
    }
    let name = item.source.clone().unwrap_or_else(|| item.label.clone());
    if !is_file_name(&name) {
        written.leave_out("artifact", format!("`{name}` can be no name of a file"));
        return;
    }
    let lines: String = packages.iter().map(|(package, bump)| line(package, bump)).collect();
    let text = format!("---\n{lines}---\n\n{}\n", words(item));
    written.create(folder, item, &name, format!("{home}{name}.md"), text);
}

/// A line of the front matter, as the tool writes it.
fn line(package: &str, bump: &str) -> String {
    let is_plain = !package.contains(|sign: char| sign.is_control() || "\"\\".contains(sign));
    match is_plain {
        true => format!("\"{package}\": {bump}\n"),
        false => edit::written(&[(package.to_owned(), Value::plain(bump))]),
    }
}

/// The packages that tags name, each with its bump. A tag that names a package of this folder alone takes the bump
/// that the mapping has for what the artifact says.
fn packages(folder: &Folder<'_>, item: &Item<'_>) -> IndexMap<String, String> {
    let known: Vec<&str> =
        folder.words(PACKAGES).into_iter().filter_map(|(text, _)| Some(text.rsplit_once(": ")?.0)).collect();
    let bump = || {
        let words = item.under(BUMP).rev().filter_map(|line| {
            let text = line.texts.first()?;
            line.from.words.iter().find(|(_, to)| *to == text).map(|(word, _)| word.clone())
        });
        words.into_iter().find(|word| BUMPS.contains(&word.as_str()))
    };
    let mut packages = IndexMap::new();
    for tag in item.under(PACKAGES).flat_map(|line| line.texts.iter()) {
        if let Some((package, bump)) = bumped(tag) {
            packages.insert(package.to_owned(), bump.to_owned());
        } else if known.contains(&tag.as_str())
            && let Some(bump) = bump()
        {
            packages.entry(tag.clone()).or_insert(bump);
        }
    }
    packages
}

/// A tag that names a package and its bump.
fn bumped(tag: &str) -> Option<(&str, &str)> {
    tag.rsplit_once(": ").filter(|(package, bump)| !package.is_empty() && BUMPS.contains(bump))
}

/// The words of a new changeset: the text where it is one of a changeset, else the line of the changelog alone.
fn words(item: &Item<'_>) -> String {
    let summary = item.says_text(SUMMARY).unwrap_or_else(|| item.title.clone());
    match own_words(item) {
        Some(words) => with_summary(&words, &summary),
        None => with_summary("", &summary),
    }
}

/// The text of an artifact where it begins with what its title or its line of the changelog says, for then it came from
/// a changeset; nothing where it tells those who build it what to build.
fn own_words(item: &Item<'_>) -> Option<String> {
    let text = item.says_text(TEXT)?;
    // A title that was cut has left its whole text in front.
    let text = match text.split_once("\n\n") {
        Some((first, rest)) if parted(rest.trim_start()).1.trim() == first.trim() => rest.trim_start(),
        _ => &text,
    };
    let said = parted(text).1.trim();
    let summary = item.says_text(SUMMARY);
    let is_own = summary.is_some_and(|summary| in_one_line(&summary) == said)
        || said.starts_with(item.title.trim_end_matches('…'));
    (is_own && !said.is_empty()).then(|| text.to_owned())
}

fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Words whose first line says something else behind its sort. A summary that would be read as one with a sort gets one
/// before it.
fn with_summary(words: &str, summary: &str) -> String {
    let words = words.trim();
    let (_, said) = parted(words);
    let end = words.find('\n').unwrap_or(words.len());
    let start = words.lines().next().unwrap_or_default().len() - said.len();
    let rest = if words[..end].ends_with('\r') { &words[end - 1..] } else { &words[end..] };
    let summary = in_one_line(summary);
    let sort = match &words[..start] {
        "" if !parted(&summary).0.is_empty() => "change: ",
        sort => sort,
    };
    format!("{sort}{summary}{rest}")
}

/// A whole changeset with the words that its artifact has.
fn in_front(text: &str, item: &Item<'_>) -> String {
    let body = front_matter::split(text.as_bytes()).map_or(0, |document| document.body.start());
    format!("{}{}", &text[..body], around(&text[body..], &words(item)))
}

/// A changeset with what its artifact says anew; nothing where it cannot be written.
fn renewed(before: &str, item: &Item<'_>, written: &mut Written) -> Option<String> {
    let document = front_matter::split(before.as_bytes()).ok()?;
    let front = document.front_matter?.content;
    let body = document.body.slice(before);
    let mut words = None;
    if item.text(TEXT).is_some() {
        words = own_words(item);
        if words.is_none() && body.trim().lines().count() > 1 {
            written
                .leave_out("change", "a changeset has no place for a text that begins with something else");
        }
    }
    if words.is_some() || item.text(SUMMARY).is_some() {
        let there = parted(body.trim()).1.to_owned();
        let summary = item.says_text(SUMMARY).filter(|_| !item.is_newer(SUMMARY)).unwrap_or(there);
        words = Some(with_summary(words.as_deref().unwrap_or(body), &summary));
    }
    let body = words.map_or_else(|| body.to_owned(), |words| around(body, &words));
    let text = format!("{}{body}{}", &before[..document.body.start()], &before[document.body.end()..]);
    let Some(tags) = item.texts(&[PACKAGES]) else { return Some(text) };
    let mut packages: IndexMap<&str, &str> = IndexMap::new();
    for tag in &tags {
        match bumped(tag) {
            Some((package, bump)) => drop(packages.insert(package, bump)),
            None => written.leave_out("tag", "a changeset has a place for packages alone"),
        }
    }
    if packages.is_empty() {
        written.leave_out("change", "a changeset without a package says nothing");
        return Some(text);
    }
    let root = front_matter::fields(&text, front).ok()?.root;
    let there = root.entries().unwrap_or_default().iter().map(|entry| entry.key.text.to_string());
    let gone = there.filter(|package| !packages.contains_key(package.as_str()));
    let edits: Vec<Edit> = packages
        .iter()
        .map(|(package, bump)| Edit::set(Path::key(*package), Value::plain(*bump)))
        .chain(gone.map(|package| Edit::remove(Path::key(package))))
        .collect();
    match edit::edits(&text, front, &edits) {
        Ok(edited) => Some(edited.text),
        Err(refusal) => {
            written.leave_out("change", format!("its front matter cannot be edited: {}", refusal.reason));
            Some(text)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_says_something_else_behind_its_sort() {
        assert_eq!(with_summary("feat: old\n\nMore.\n", "new"), "feat: new\n\nMore.");
        assert_eq!(with_summary("old\r\nMore.", "new"), "new\r\nMore.");
        assert_eq!(with_summary("", "new"), "new");
        assert_eq!(with_summary("", "Note: keep it"), "change: Note: keep it");
        assert_eq!(with_summary("fix: old", "Note: keep it"), "fix: Note: keep it");
    }

    #[test]
    fn a_package_stands_as_the_tool_writes_it() {
        assert_eq!(line("@x/kit", "minor"), "\"@x/kit\": minor\n");
        assert_eq!(line("a\"b", "minor"), "a\"b: minor\n");
        assert_eq!(bumped("@x/kit: minor"), Some(("@x/kit", "minor")));
        assert_eq!((bumped("kit"), bumped("kit: huge")), (None, None));
    }
}
