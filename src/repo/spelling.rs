//! Finds the entries of a folder that a new name would be the twin of.
//!
//! What makes two names twins is said in [`crate::source::spelling`].

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::Path;

use crate::source::RelPath;
use crate::source::spelling::folded;

/// The names that a listing found, so that a large folder need not be read a second time.
pub(super) struct Listed {
    folders: Vec<RelPath>,
    /// Sorted.
    files: Vec<RelPath>,
}

impl Listed {
    pub(super) fn new(folders: &[RelPath], files: &[RelPath]) -> Self {
        Self { folders: folders.to_vec(), files: files.to_vec() }
    }

    /// The names of the files right in the folder; nothing where the listing did not look there.
    pub(super) fn names_in<'a>(&'a self, folder: &'a RelPath) -> Option<impl Iterator<Item = &'a str>> {
        if !self.folders.is_empty() && !self.folders.iter().any(|listed| folder.is_under(listed)) {
            return None;
        }
        let prefix = if folder.is_root() { String::new() } else { format!("{folder}/") };
        let start = self.files.partition_point(|file| file.as_str() < prefix.as_str());
        let below = self.files[start..].iter().map_while(move |file| file.as_str().strip_prefix(&prefix));
        Some(below.filter(|name| !name.contains('/')))
    }
}

/// For each of the wanted names, the entries of the folder that are its twins. A folder that does not
/// exist has none.
pub(super) fn twins_in(folder: &Path, wanted: &[&str]) -> io::Result<BTreeMap<String, Vec<String>>> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(BTreeMap::new()),
        Err(error) => return Err(error),
    };
    let names: Vec<OsString> =
        entries.map(|entry| entry.map(|entry| entry.file_name())).collect::<io::Result<_>>()?;
    Ok(twins_among(names.iter().filter_map(|name| name.to_str()), wanted))
}

/// For each of the wanted names, its twins among the given ones.
pub(super) fn twins_among<'a>(
    names: impl Iterator<Item = &'a str>,
    wanted: &[&str],
) -> BTreeMap<String, Vec<String>> {
    let mut by_fold: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for name in wanted {
        by_fold.entry(folded(name)).or_default().push(name);
    }
    let mut twins: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for name in names.filter(|name| may_be_twin(name, wanted)) {
        for wanted in by_fold.get(&folded(name)).into_iter().flatten().filter(|wanted| **wanted != name) {
            twins.entry((*wanted).to_owned()).or_default().push(name.to_owned());
        }
    }
    twins
}

/// A cheap test that spares most entries of a large folder the folding.
fn may_be_twin(name: &str, wanted: &[&str]) -> bool {
    wanted.len() > 4
        || wanted.iter().any(|wanted| {
            name != *wanted && (name.eq_ignore_ascii_case(wanted) || !(name.is_ascii() && wanted.is_ascii()))
        })
}

/// The twin that stands in the way of a new name, as the folder spells it.
pub(super) fn twin_in(folder: &Path, name: &str) -> io::Result<Option<String>> {
    Ok(twins_in(folder, &[name])?.remove(name).and_then(|twins| twins.into_iter().next()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_twins_in_a_folder_are_found_under_the_wanted_name() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for name in ["A.md", "b.md", "É.md"] {
            fs::write(folder.path().join(name), "").expect("a file");
        }
        let twins = twins_in(folder.path(), &["a.md", "b.md", "é.md", "x"]).expect("a folder");
        let expect = [("a.md", "A.md"), ("é.md", "É.md")];
        assert_eq!(twins, expect.map(|(name, twin)| (name.to_owned(), vec![twin.to_owned()])).into());
        assert!(twins_in(&folder.path().join("none"), &["a"]).expect("no folder").is_empty());
    }

    #[test]
    fn a_listing_knows_the_names_right_in_a_folder() {
        let path = |text: &str| RelPath::new(text).expect("a clean path");
        let files = ["a.md", "x-y/b.md", "x.md", "x/a.md", "x/c/d.md", "x/z.md", "y/a.md"].map(path);
        let names = |listed: &Listed, folder: &str| {
            listed.names_in(&path(folder)).map(|names| names.map(str::to_owned).collect::<Vec<_>>())
        };
        let listed = Listed::new(&[path("x")], &files);
        assert_eq!(names(&listed, "x"), Some(vec!["a.md".into(), "z.md".into()]));
        assert_eq!(names(&listed, "x/c"), Some(vec!["d.md".into()]));
        assert_eq!(names(&listed, "y"), None);
        assert_eq!(names(&Listed::new(&[], &files), ""), Some(vec!["a.md".into(), "x.md".into()]));
    }
}
