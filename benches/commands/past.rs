//! The yardstick for what reads history: git itself tells every change of a document, and gives every
//! content that a document ever had.

use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

/// How many bytes all contents of all documents hold: `git log --first-parent --raw`, and
/// `git cat-file --batch` over what it names.
pub(crate) fn bytes_of_contents(folder: &Path) -> Result<u64> {
    let log = Command::new("git")
        .current_dir(folder)
        .args(["log", "--first-parent", "--raw", "--no-abbrev", "--format="])
        .stderr(Stdio::inherit())
        .output()
        .context("git cannot be started")?;
    ensure!(log.status.success(), "`git log` failed");
    let log = String::from_utf8_lossy(&log.stdout);
    let contents: BTreeSet<&str> = log.lines().filter_map(content).collect();
    let mut child = Command::new("git")
        .current_dir(folder)
        .args(["cat-file", "--batch", "--buffer"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut input = child.stdin.take().context("a pipe")?;
    let mut output = child.stdout.take().context("a pipe")?;
    let bytes = std::thread::scope(|scope| -> Result<u64> {
        scope.spawn(move || contents.iter().try_for_each(|id| writeln!(input, "{id}")));
        let mut bytes = 0;
        let mut buffer = vec![0; 1 << 16];
        loop {
            match output.read(&mut buffer)? {
                0 => return Ok(bytes),
                read => bytes += read as u64,
            }
        }
    })?;
    ensure!(child.wait()?.success(), "`git cat-file` failed");
    Ok(bytes)
}

/// The new content in a line such as `:100644 100644 OLD NEW M\tideas/IDEA-1-a.md`.
fn content(line: &str) -> Option<&str> {
    let (facts, path) = line.strip_prefix(':')?.split_once('\t')?;
    let is_document =
        Path::new(path).extension().is_some_and(|extension| extension == "md" || extension == "yaml");
    let id = facts.split(' ').nth(3)?;
    (is_document && id.bytes().any(|digit| digit != b'0')).then_some(id)
}
