//! Finds the entries of a folder that a new name would be the twin of.
//!
//! What makes two names twins is said in [`crate::source::spelling`].

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use crate::source::spelling::{are_twins, folded};

/// For each of the names, the entries of the folder that are its twins. A folder that does not exist
/// has none.
pub(super) fn twins_in(folder: &Path, names: &[&str]) -> io::Result<BTreeMap<String, Vec<String>>> {
    let wanted: BTreeMap<String, &str> = names.iter().map(|name| (folded(name), *name)).collect();
    let mut twins: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(twins),
        Err(error) => return Err(error),
    };
    for entry in entries {
        let name = entry?.file_name();
        let Some(name) = name.to_str().filter(|name| may_be_twin(name, names)) else { continue };
        if wanted.contains_key(&folded(name)) {
            for wanted in names.iter().filter(|wanted| are_twins(wanted, name)) {
                twins.entry((*wanted).to_owned()).or_default().push(name.to_owned());
            }
        }
    }
    Ok(twins)
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
}
