//! One process: how long it took, how much memory it had at most, and what it printed.

use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use wait4::Wait4;

/// The day that every command takes for today.
const TODAY: &str = "2026-06-01";

/// One run of one process.
pub(crate) struct Run {
    pub(crate) time: Duration,
    /// CPU time of all its threads, of user and system together.
    pub(crate) cpu: Duration,
    /// Peak resident memory, in bytes.
    pub(crate) memory: u64,
    pub(crate) output: String,
}

/// Runs `program` to its end. Findings, exit code 1, are no failure.
pub(crate) fn run(program: &Path, arguments: &[&str], folder: &Path) -> Result<Run> {
    let start = Instant::now();
    let mut child = Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .env("PM_TODAY", TODAY)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("{} cannot be started", program.display()))?;
    let mut output = String::new();
    if let Some(mut stream) = child.stdout.take() {
        stream.read_to_string(&mut output)?;
    }
    let mut errors = String::new();
    if let Some(mut stream) = child.stderr.take() {
        stream.read_to_string(&mut errors)?;
    }
    let used = child.wait4()?;
    let time = start.elapsed();
    let words = arguments.join(" ");
    ensure!(matches!(used.status.code(), Some(0 | 1)), "`{words}` failed: {errors}");
    Ok(Run { time, cpu: used.rusage.utime + used.rusage.stime, memory: used.rusage.maxrss, output })
}
