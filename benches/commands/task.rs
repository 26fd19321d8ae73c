//! What is measured: the reader and the commands, with how the repository is put back after a write.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

/// One thing to measure.
pub(crate) struct Task {
    pub(crate) name: &'static str,
    /// The arguments of `pm`, for the run of this number; nothing for the reader.
    pub(crate) arguments: Option<fn(usize) -> Vec<&'static str>>,
    /// Puts the repository back to what it was, from what the command printed.
    pub(crate) undo: fn(&Path, &str) -> Result<()>,
}

/// The name of the yardstick.
pub(crate) const READER: &str = "(only read)";

const READ: Task = Task { name: READER, arguments: None, undo: nothing };
const CHECK: Task = Task { name: "pm check", arguments: Some(|_| vec!["check"]), undo: nothing };
const COUNT: Task = Task {
    name: "pm list --count-by status",
    arguments: Some(|_| vec!["list", "--count-by", "status"]),
    undo: nothing,
};
const SHOW: Task = Task { name: "pm show REQ-7", arguments: Some(|_| vec!["show", "REQ-7"]), undo: nothing };
const ROADMAP: Task = Task { name: "pm roadmap", arguments: Some(|_| vec!["roadmap"]), undo: nothing };
const ADD: Task = Task {
    name: "pm idea add TITLE",
    arguments: Some(|_| vec!["idea", "add", "Export the roadmap as a table", "--tag", "export"]),
    undo: remove,
};
/// Written back and forth, so that each run changes the file.
const SET: Task = Task {
    name: "pm set REQ-7 priority=…",
    arguments: Some(|run| {
        vec!["set", "REQ-7", if run % 2 == 0 { "priority=should" } else { "priority=could" }]
    }),
    undo: nothing,
};

/// Everything, for a repository of the generator.
pub(crate) const ALL: [Task; 7] = [READ, CHECK, COUNT, SHOW, ROADMAP, ADD, SET];

/// What writes nothing and names no artifact, for a repository of somebody else's.
pub(crate) const READING: [Task; 3] = [READ, CHECK, COUNT];

fn nothing(_: &Path, _: &str) -> Result<()> {
    Ok(())
}

/// Removes the file that `add` printed behind the id.
fn remove(folder: &Path, output: &str) -> Result<()> {
    let (_, path) = output.trim().split_once(' ').context("`add` printed no path")?;
    Ok(fs::remove_file(folder.join(path))?)
}
