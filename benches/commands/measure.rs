//! Runs the tasks in turn, again and again, so that what slows the machine down slows all of them.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result};

use crate::process::{Run, run};
use crate::reader;
use crate::task::{Program, Task};

/// What was measured in one repository.
pub(crate) struct Sample {
    pub(crate) documents: usize,
    /// The bytes of all documents.
    pub(crate) bytes: u64,
    pub(crate) figures: Vec<Figure>,
}

/// What was measured of one task.
pub(crate) struct Figure {
    pub(crate) task: &'static str,
    /// The task that it is held against.
    pub(crate) beside: &'static str,
    pub(crate) median: Duration,
    pub(crate) least: Duration,
    /// The median of the CPU time.
    pub(crate) cpu: Duration,
    /// The highest peak of all runs, in bytes.
    pub(crate) memory: u64,
}

/// Measures the tasks in the repository at `folder`, after one round that warms the caches.
pub(crate) fn measure(binary: &Path, folder: &Path, tasks: &[Task], runs: usize) -> Result<Sample> {
    let mut times: Vec<Vec<Duration>> = vec![Vec::new(); tasks.len()];
    let mut cpus: Vec<Vec<Duration>> = vec![Vec::new(); tasks.len()];
    let mut memory = vec![0; tasks.len()];
    for round in 0..=runs {
        for (at, task) in tasks.iter().enumerate() {
            let Run { time, cpu, memory: peak, output } = perform(binary, folder, task, round)?;
            (task.undo)(folder, &output)?;
            if round > 0 {
                times[at].push(time);
                cpus[at].push(cpu);
                memory[at] = peak.max(memory[at]);
            }
        }
    }
    let figures = tasks.iter().zip(times.iter_mut().zip(cpus.iter_mut())).zip(memory);
    let figures = figures.map(|((task, (times, cpus)), memory)| {
        times.sort_unstable();
        cpus.sort_unstable();
        let middle = runs / 2;
        Figure {
            task: task.name,
            beside: task.beside,
            median: times[middle],
            least: times[0],
            cpu: cpus[middle],
            memory,
        }
    });
    let (documents, bytes) = reader::size(folder)?;
    Ok(Sample { documents, bytes, figures: figures.collect() })
}

fn perform(binary: &Path, folder: &Path, task: &Task, round: usize) -> Result<Run> {
    match task.run {
        Program::Pm(arguments) => run(binary, &arguments(round), folder),
        Program::Yardstick(part) => {
            let reader = std::env::current_exe()?;
            let place = folder.to_str().context("the folder's name is not UTF-8")?;
            run(&reader, &[part, place], folder)
        }
    }
}
