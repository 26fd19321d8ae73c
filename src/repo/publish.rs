//! A folder of generated files that is brought up to date: what changed is written, what is no longer made is
//! removed, and nothing else is touched.
//!
//! A list of what was written lies in the folder. A folder with other files and without such a list is refused,
//! so that a slip of the pen overwrites nobody's work.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use indexmap::IndexMap;

use crate::repo::fault;
use crate::source::{RelPath, SourceFault, SourceFaultKind};

/// The file that names what was written, one path a line.
const LIST: &str = ".pm-site";

/// What was done.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Published {
    pub(crate) written: usize,
    pub(crate) unchanged: usize,
    pub(crate) removed: usize,
}

/// Writes `files` by their paths below `folder`, and removes those that an earlier call wrote and that are no
/// longer among them.
pub(crate) fn publish(folder: &Path, files: &IndexMap<String, String>) -> Result<Published, SourceFault> {
    let earlier = earlier(folder)?;
    let mut published = Published::default();
    fs::create_dir_all(folder).map_err(|error| failed(folder, "made", &error))?;
    // What is interrupted is known to the next call as its own.
    let all: BTreeSet<&str> = files.keys().chain(&earlier).map(String::as_str).collect();
    replace(&folder.join(LIST), &listed(all))?;
    for (path, text) in files {
        // One after another: who makes files in one folder at the same time waits for the others.
        match brought_up_to_date(&folder.join(path), text)? {
            true => published.written += 1,
            false => published.unchanged += 1,
        }
    }
    for path in earlier.iter().filter(|path| !files.contains_key(path.as_str())) {
        // Only what lies in the folder, whatever the list says.
        let Some(path) = RelPath::new(path) else { continue };
        let gone = folder.join(path.as_str());
        if fs::remove_file(&gone).is_ok() {
            published.removed += 1;
            if let Some(parent) = gone.parent().filter(|parent| *parent != folder) {
                // A folder that holds something else stays.
                let _ = fs::remove_dir(parent);
            }
        }
    }
    replace(&folder.join(LIST), &listed(files.keys().map(String::as_str)))?;
    Ok(published)
}

/// Refuses a folder that [`publish`] would refuse.
pub(crate) fn may_publish(folder: &Path) -> Result<(), SourceFault> {
    earlier(folder).map(|_| ())
}

/// Gives a file this text; whether it had another one, or none.
fn brought_up_to_date(to: &Path, text: &str) -> Result<bool, SourceFault> {
    match fs::read(to) {
        Ok(bytes) if bytes == text.as_bytes() => return Ok(false),
        Ok(_) => replace(to, text)?,
        Err(_) => {
            if let Some(parent) = to.parent() {
                fs::create_dir_all(parent).map_err(|error| failed(parent, "made", &error))?;
            }
            fs::write(to, text).map_err(|error| failed(to, "written", &error))?;
        }
    }
    Ok(true)
}

fn listed<'p>(paths: impl IntoIterator<Item = &'p str>) -> String {
    paths.into_iter().fold(String::new(), |list, path| list + path + "\n")
}

/// What an earlier call wrote into the folder.
fn earlier(folder: &Path) -> Result<BTreeSet<String>, SourceFault> {
    match fs::read_to_string(folder.join(LIST)) {
        Ok(list) => return Ok(list.lines().map(str::to_owned).collect()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
        Err(error) => return Err(failed(&folder.join(LIST), "read", &error)),
    }
    match fs::read_dir(folder) {
        Ok(mut entries) => match entries.next() {
            None => Ok(BTreeSet::new()),
            Some(_) => {
                let reason = format!("{} holds files that pm has not written", folder.display());
                Err(fault::general(SourceFaultKind::Unavailable, reason))
            }
        },
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(BTreeSet::new()),
        Err(error) => Err(failed(folder, "read", &error)),
    }
}

/// Replaces a file as a whole: who reads it meanwhile gets the old text or the new one.
fn replace(to: &Path, text: &str) -> Result<(), SourceFault> {
    let temporary = to.with_extension("pm-new");
    fs::write(&temporary, text).map_err(|error| failed(&temporary, "written", &error))?;
    fs::rename(&temporary, to).map_err(|error| {
        let _ = fs::remove_file(&temporary);
        failed(to, "written", &error)
    })
}

fn failed(path: &Path, done: &str, error: &std::io::Error) -> SourceFault {
    let reason = format!("{} cannot be {done}: {}", path.display(), fault::reason(error));
    fault::general(SourceFaultKind::Unavailable, reason)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(list: &[(&str, &str)]) -> IndexMap<String, String> {
        list.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn what_changed_is_written_and_what_is_no_longer_made_is_removed() {
        let folder = tempfile::tempdir().expect("a folder");
        let out = folder.path().join("out");
        let first = publish(&out, &files(&[("a.html", "1"), ("x/b.html", "2")])).expect("published");
        assert_eq!(first, Published { written: 2, ..Published::default() });
        fs::write(out.join("mine.txt"), "mine").expect("a file of one's own");
        let second = publish(&out, &files(&[("a.html", "1"), ("c.html", "3")])).expect("published");
        assert_eq!(second, Published { written: 1, unchanged: 1, removed: 1 });
        assert!(!out.join("x").exists());
        assert_eq!(fs::read_to_string(out.join("mine.txt")).expect("it is there"), "mine");
    }

    #[test]
    fn what_was_interrupted_is_gone_on_with() {
        let folder = tempfile::tempdir().expect("a folder");
        let out = folder.path().join("out");
        // A folder where a file is to be ends the first call in the middle.
        fs::create_dir_all(out.join("b.html/x")).expect("a folder");
        fs::write(out.join(LIST), "").expect("a list");
        publish(&out, &files(&[("a.html", "1"), ("b.html", "2"), ("c.html", "3")])).expect_err("stopped");
        fs::remove_dir_all(out.join("b.html")).expect("it is gone");
        let second = publish(&out, &files(&[("b.html", "2")])).expect("published");
        assert_eq!(second, Published { written: 1, unchanged: 0, removed: 1 });
        assert!(!out.join("a.html").exists());
    }

    #[test]
    fn a_folder_of_somebody_elses_files_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("thesis.txt"), "").expect("a file");
        let fault = publish(folder.path(), &files(&[("a.html", "1")])).expect_err("refused");
        assert!(fault.reason.contains("holds files that pm has not written"), "{}", fault.reason);
        assert!(!folder.path().join("a.html").exists());
    }

    #[test]
    fn a_list_that_leads_out_of_the_folder_removes_nothing_there() {
        let folder = tempfile::tempdir().expect("a folder");
        let out = folder.path().join("out");
        fs::create_dir(&out).expect("a folder");
        fs::write(folder.path().join("keep.txt"), "").expect("a file");
        fs::write(out.join(LIST), "../keep.txt\n").expect("a list");
        let _ = publish(&out, &files(&[]));
        assert!(folder.path().join("keep.txt").exists());
    }
}
