//! Changesets: a file for each change, whose front matter says which package it bumps how far.
//!
//! <https://github.com/changesets/changesets>

use super::{FolderFile, Gathered, Read, Sort};
use crate::exchange::batch::{Batch, Columns, Misfit, Record};
use crate::exchange::formats::yaml_cells::put;
use crate::text::front_matter;
use crate::text::span::Span;

pub(super) const SORT: Sort = Sort { fits, read };

/// From the least to the most that a change can do to those who use a package.
pub(in crate::exchange) const BUMPS: [&str; 4] = ["none", "patch", "minor", "major"];

/// A folder of changesets has their settings, is called as they are, or holds nothing else.
fn fits(files: &[FolderFile]) -> bool {
    let is_settings = |file: &FolderFile| {
        file.name() == "config.json" && (file.folder().is_empty() || file.folder().ends_with(".changeset"))
    };
    let documents = files.iter().filter(|file| is_document(file));
    let is_changeset = |file: &FolderFile| {
        let text = file.text.as_deref().unwrap_or_default();
        bumps(text).is_ok_and(|(bumps, _)| !bumps.is_empty())
    };
    let is_any = documents.clone().count() > 0;
    files.iter().any(is_settings) && is_any && documents.clone().take(20).any(is_changeset)
        || is_any && documents.clone().all(is_changeset)
        || files.iter().any(|file| file.folder().split('/').any(|part| part == ".changeset"))
}

fn is_document(file: &FolderFile) -> bool {
    file.extension() == "md" && !file.name().eq_ignore_ascii_case("readme.md")
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
    if !is_document(file) {
        return Read::Beside;
    }
    let (bumps, body) = match bumps(text) {
        Ok(read) => read,
        Err(misfit) => return Read::Misfit(misfit),
    };
    let words = body.slice(text).trim();
    let start = Span::at(0);
    let mut found = Vec::new();
    put("name", file.stem(), start, columns, &mut found);
    put("path", &file.path, start, columns, &mut found);
    for (package, bump, span) in &bumps {
        put("packages", &format!("{package}: {bump}"), *span, columns, &mut found);
    }
    let highest = bumps.iter().map(|(_, bump, _)| bump.as_str());
    if let Some(bump) = highest.max_by_key(|bump| BUMPS.iter().position(|known| known == bump)) {
        put("bump", bump, start, columns, &mut found);
    }
    let (sort, said) = parted(words);
    put("sort", sort, body, columns, &mut found);
    put("summary", said, body, columns, &mut found);
    put("text", words, body, columns, &mut found);
    Read::Record(Record { file: 0, span: start, cells: found, left_out: None })
}

/// The first line of a changeset in the convention of commit messages, `fix: …`, `feat: …`, `breaking: …`: its sort, if
/// it has one, and what it says.
pub(in crate::exchange) fn parted(words: &str) -> (&str, &str) {
    let first = words.lines().next().unwrap_or_default();
    let is_sort = |sort: &str| {
        sort.starts_with(|c: char| c.is_ascii_alphabetic())
            && sort.len() <= 20
            && sort.chars().all(|c| c.is_ascii_alphanumeric() || "()!-_/".contains(c))
    };
    first.split_once(": ").filter(|(sort, _)| is_sort(sort)).unwrap_or(("", first))
}

type Bumps = Vec<(String, String, Span)>;

/// The packages of a changeset with their bumps, and where its words stand.
fn bumps(text: &str) -> Result<(Bumps, Span), Misfit> {
    let refused = |span: Span, message: &str| Misfit::record(span, message.to_owned());
    let document =
        front_matter::split(text.as_bytes()).map_err(|fault| refused(fault.span, &fault.message))?;
    let Some(front) = document.front_matter else {
        return Err(refused(Span::at(0), "the file has no front matter, so it is no changeset"));
    };
    let parsed =
        front_matter::fields(text, front.content).map_err(|fault| refused(fault.span, &fault.message))?;
    let mut bumps = Vec::new();
    for entry in parsed.root.entries().unwrap_or_default() {
        let bump = entry.value.as_str().unwrap_or_default();
        if !BUMPS.contains(&bump) {
            return Err(refused(
                entry.value.span,
                &format!("`{bump}` is no bump: major, minor, patch or none"),
            ));
        }
        bumps.push((entry.key.text.to_string(), bump.to_owned(), entry.key.span));
    }
    Ok((bumps, document.body))
}
