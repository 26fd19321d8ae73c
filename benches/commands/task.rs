//! What is measured: the reader and the commands, with how the repository is put back after a write.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

/// One thing to measure.
#[derive(Clone, Copy)]
pub(crate) struct Task {
    pub(crate) name: &'static str,
    /// The task that this one is held against.
    pub(crate) beside: &'static str,
    pub(crate) run: Program,
    /// Puts the repository back to what it was, from what the command printed.
    pub(crate) undo: fn(&Path, &str) -> Result<()>,
}

/// What is started.
#[derive(Clone, Copy)]
pub(crate) enum Program {
    /// `pm` with these arguments, for the run of this number.
    Pm(fn(usize) -> Vec<&'static str>),
    /// This part of the bench, with the folder of the repository.
    Yardstick(&'static str),
}

const READER: &str = "(only read)";
const READER_OF_PAST: &str = "(git log and git cat-file)";
const COUNTED: &str = "pm list --count-by status";
const CHECKED: &str = "pm check";

const READ: Task = Task { name: READER, beside: READER, run: Program::Yardstick("read"), undo: nothing };
const CHECK: Task = reading(CHECKED, READER, |_| vec!["check"]);
const COUNT: Task = reading(COUNTED, READER, |_| vec!["list", "--count-by", "status"]);
const SHOW: Task = reading("pm show REQ-7", READER, |_| vec!["show", "REQ-7"]);
const ROADMAP: Task = reading("pm roadmap", READER, |_| vec!["roadmap"]);
/// Every text against one: what is above `list` is reading the texts as words and finding the nearest.
const SIMILAR: Task = reading("pm similar REQ-7", COUNTED, |_| vec!["similar", "REQ-7"]);
/// The same for one kind, as triage looks for what is like an idea: a quarter of the artifacts are ideas.
const SIMILAR_IDEAS: Task =
    reading("pm similar IDEA-7 --kind idea", COUNTED, |_| vec!["similar", "IDEA-7", "--kind", "idea"]);
const ADD: Task = Task {
    name: "pm idea add TITLE",
    beside: READER,
    run: Program::Pm(|_| vec!["idea", "add", "Export the roadmap as a table", "--tag", "export"]),
    undo: remove,
};
/// Written back and forth, so that each run changes the file.
const SET: Task = Task {
    name: "pm set REQ-7 priority=…",
    beside: READER,
    run: Program::Pm(|run| {
        vec!["set", "REQ-7", if run % 2 == 0 { "priority=should" } else { "priority=could" }]
    }),
    undo: nothing,
};

/// Everything, for a repository of the generator.
pub(crate) const ALL: [Task; 9] = [READ, CHECK, COUNT, SHOW, ROADMAP, SIMILAR, SIMILAR_IDEAS, ADD, SET];

/// What reads history, of any repository.
pub(crate) const OF_PAST: [Task; 7] = [
    Task {
        name: READER_OF_PAST,
        beside: READER_OF_PAST,
        run: Program::Yardstick("read-past"),
        undo: nothing,
    },
    reading("pm timeline --format json", READER_OF_PAST, |_| vec!["timeline", "--format", "json"]),
    reading("pm flow --format json", READER_OF_PAST, |_| vec!["flow", "--format", "json"]),
    reading("pm log --format json", READER_OF_PAST, |_| vec!["log", "--format", "json"]),
    reading("pm list --at HEAD --count-by status", COUNTED, |_| {
        vec!["list", "--at", "HEAD", "--count-by", "status"]
    }),
    reading("pm diff HEAD~1..HEAD --brief", CHECKED, |_| vec!["diff", "HEAD~1..HEAD", "--brief"]),
    reading("pm diff HEAD~1..HEAD", CHECKED, |_| vec!["diff", "HEAD~1..HEAD"]),
];

/// What asks for fields and artifacts of the generator.
pub(crate) const OF_GENERATED_PAST: [Task; 3] = [
    reading("pm slips --format json", READER_OF_PAST, |_| vec!["slips", "--format", "json"]),
    reading("pm report --since \"1 year ago\"", READER_OF_PAST, |_| {
        vec!["report", "--since", "1 year ago", "--format", "json"]
    }),
    reading("pm history REQ-7", READER_OF_PAST, |_| vec!["history", "REQ-7"]),
];

/// Views in every format, held against loading, and the site of everything.
pub(crate) const OF_VIEWS: [Task; 10] = [
    reading("pm roadmap (terminal)", COUNTED, |_| vec!["roadmap"]),
    reading("pm roadmap (markdown)", COUNTED, |_| vec!["roadmap", "--format", "markdown"]),
    reading("pm roadmap (html)", COUNTED, |_| vec!["roadmap", "--format", "html"]),
    reading("pm roadmap (csv)", COUNTED, |_| vec!["roadmap", "--format", "csv"]),
    reading("pm roadmap (json)", COUNTED, |_| vec!["roadmap", "--format", "json"]),
    reading("pm roadmap (mermaid)", COUNTED, |_| vec!["roadmap", "--format", "mermaid"]),
    reading("pm roadmap (svg)", COUNTED, |_| vec!["roadmap", "--format", "svg"]),
    reading("pm roadmap --as timeline (svg)", COUNTED, |_| {
        vec!["roadmap", "--as", "timeline", "--format", "svg"]
    }),
    Task {
        name: "pm site",
        beside: COUNTED,
        run: Program::Pm(|_| vec!["site", "--out", "site"]),
        undo: put_site_aside,
    },
    Task {
        name: "pm site --audience company",
        beside: COUNTED,
        run: Program::Pm(|_| vec!["site", "--audience", "company", "--out", "site"]),
        undo: put_site_aside,
    },
];

/// What writes nothing and names no artifact, for a repository of somebody else's.
pub(crate) const READING: [Task; 3] = [READ, CHECK, COUNT];

/// A command that writes nothing.
const fn reading(
    name: &'static str,
    beside: &'static str,
    arguments: fn(usize) -> Vec<&'static str>,
) -> Task {
    Task { name, beside, run: Program::Pm(arguments), undo: nothing }
}

fn nothing(_: &Path, _: &str) -> Result<()> {
    Ok(())
}

/// Puts the folder of the site aside, so that each run writes all of it. It is not removed here: the disk would
/// still be at that while the next command runs.
fn put_site_aside(folder: &Path, _: &str) -> Result<()> {
    let free = (1..).map(|at| folder.with_file_name(format!("site-{at}"))).find(|aside| !aside.exists());
    Ok(fs::rename(folder.join("site"), free.context("a free name")?)?)
}

/// Removes the file that `add` printed behind the id.
fn remove(folder: &Path, output: &str) -> Result<()> {
    let (_, path) = output.trim().split_once(' ').context("`add` printed no path")?;
    Ok(fs::remove_file(folder.join(path))?)
}
