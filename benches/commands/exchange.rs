//! What another tool exports, and plans to import it into: a sheet of issues as Jira writes it.
//!
//! `plan` is empty and stays so; `imported` holds what was imported once, to import again and to export. The same
//! number of rows gives the same bytes.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use rayon::prelude::*;

use crate::process::run;
use crate::reader;
use crate::repository::chance::Chance;
use crate::repository::prose::sentence;
use crate::task::{Program, Task};

const PLAN: &str = "plan";
const COPIED: &str = "(only copied)";
const SETTINGS: &str = "format: 1\nproduct: {name: Ledger}\nbaseline: accepted.json\n";
const HEAD: &str = "Summary,Issue key,Issue id,Issue Type,Status,Priority,Assignee,Reporter,Created,Updated,\
                    Fix Version/s,Fix Version/s,Component/s,Due date,Votes,Labels,Labels,Description,\
                    Outward issue link (Blocks),Custom field (Epic Link),Custom field (Story Points),Comment\n";

/// Held against a program that reads the files of the imported plan and writes each anew.
pub(crate) const TASKS: [Task; 5] = [
    Task { name: COPIED, beside: COPIED, run: Program::Yardstick("copy"), undo: nothing },
    Task {
        name: "pm import export.csv --dry-run",
        beside: COPIED,
        run: Program::Pm(|_| vec!["-C", "../plan", "import", "../export.csv", "--dry-run"]),
        undo: nothing,
    },
    Task {
        name: "pm import export.csv --yes",
        beside: COPIED,
        run: Program::Pm(|_| vec!["-C", "../plan", "import", "../export.csv", "--yes"]),
        undo: put_plan_aside,
    },
    Task {
        name: "pm import export.csv --yes, again",
        beside: COPIED,
        run: Program::Pm(|_| vec!["import", "../export.csv", "--yes"]),
        undo: nothing,
    },
    Task { name: "pm export", beside: COPIED, run: Program::Pm(|_| vec!["export"]), undo: nothing },
];

/// Writes the export of `rows` issues and both plans below `place`; the folder of the imported one.
pub(crate) fn write(binary: &Path, place: &Path, rows: usize) -> Result<PathBuf> {
    fs::write(place.join("export.csv"), export(rows))?;
    let imported = place.join("imported");
    for folder in [&imported, &place.join(PLAN)] {
        empty(folder)?;
    }
    run(binary, &["import", "../export.csv", "--yes"], &imported)?;
    Ok(imported)
}

/// Reads every file below `folder` and writes it below a new one beside it; how many bytes they hold.
pub(crate) fn copy(folder: &Path) -> Result<u64> {
    let target = free(folder)?;
    let files = reader::files_below(folder)?;
    let copies: Vec<u64> = files
        .par_iter()
        .map(|file| {
            let to = target.join(file.strip_prefix(folder)?);
            if let Some(parent) = to.parent() {
                fs::create_dir_all(parent)?;
            }
            let bytes = fs::read(file)?;
            fs::write(to, &bytes)?;
            Ok(bytes.len() as u64)
        })
        .collect::<Result<_>>()?;
    Ok(copies.iter().sum())
}

fn nothing(_: &Path, _: &str) -> Result<()> {
    Ok(())
}

/// Puts the plan aside and makes it anew. It is not removed: the disk would still be at that while the next command
/// runs.
fn put_plan_aside(imported: &Path, _: &str) -> Result<()> {
    let plan = imported.with_file_name(PLAN);
    fs::rename(&plan, free(&plan)?)?;
    empty(&plan)
}

fn empty(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder)?;
    Ok(fs::write(folder.join("pm.yaml"), SETTINGS)?)
}

/// The first free name beside `folder`.
fn free(folder: &Path) -> Result<PathBuf> {
    let name = folder.file_name().and_then(|name| name.to_str()).context("a name in UTF-8")?;
    let free = (1..).map(|at| folder.with_file_name(format!("{name}-{at}"))).find(|path| !path.exists());
    free.context("a free name")
}

fn export(rows: usize) -> String {
    let mut text = HEAD.to_owned();
    for row in 1..=rows {
        let mut chance = Chance::of(row as u64);
        let is_epic = row % 20 == 0;
        let epic = (row / 20 + 1) * 20;
        let epic = if is_epic || epic > rows { String::new() } else { format!("LED-{epic}") };
        let kind = if is_epic { "Epic" } else { ["Story", "Task", "Bug"][row % 3] };
        let status = ["To Do", "In Progress", "Done", "Backlog"][row % 4];
        let blocked = if row % 5 == 0 && row < rows { format!("LED-{}", row + 1) } else { String::new() };
        let (title, why, comment) = (sentence(&mut chance), sentence(&mut chance), sentence(&mut chance));
        let body: Vec<String> = (0..8).map(|_| sentence(&mut chance)).collect();
        let body = body.join(" ");
        // Writing to a text does not fail.
        _ = writeln!(
            text,
            "\"{title}\",LED-{row},{},{kind},{status},{},Person {},Person {},21/May/24 03:26 PM,22/May/24 03:26 PM,\
             {}.{},,{},30/Sep/26 12:00 AM,{},{},{},\"h2. Why\n\n{body}\n\n* {why}\n* *{comment}*\",{blocked},{epic},{},\
             \"21/May/24;ben;{comment}\"",
            10_000 + row,
            ["High", "Medium", "Low"][row % 3],
            row % 30,
            row % 7,
            row % 40 / 10,
            row % 10,
            ["App", "Web"][row % 2],
            row % 9,
            ["audit", "speed", "mail"][row % 3],
            ["first", "later"][row % 2],
            [1, 2, 3, 5, 8][row % 5],
        );
    }
    text
}
