//! Times whole commands of the release binary over generated repositories, beside a program that only
//! reads every file.
//!
//! `cargo bench` measures; `cargo bench -- --help` tells what can be chosen. Every figure is of a whole
//! process, started anew each time.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program of its own, which makes files, starts processes and prints figures"
)]

mod exchange;
mod measure;
mod past;
mod process;
mod reader;
mod report;
mod repository;
mod task;

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use clap::{Parser, Subcommand};

use crate::task::Task;

#[derive(Parser)]
#[command(about = "Times whole commands of pm over generated repositories")]
struct Arguments {
    /// How many artifacts the repositories hold
    #[arg(long, value_delimiter = ',', default_values_t = [1_000, 10_000, 20_000, 100_000])]
    sizes: Vec<usize>,
    /// How often each command is run
    #[arg(long, default_value_t = 9)]
    runs: usize,
    /// How many commits lie behind the first one
    #[arg(long, default_value_t = 0)]
    history: usize,
    /// Measure what reads history, too; always done where there are commits behind the first one
    #[arg(long)]
    past: bool,
    /// Measure views in every format and the site, too
    #[arg(long)]
    views: bool,
    /// Measure import and export of as many records instead
    #[arg(long)]
    exchange: bool,
    /// Measure reading commands in this repository instead of generated ones
    #[arg(long, value_name = "FOLDER")]
    at: Option<PathBuf>,
    /// Measure another binary than the one of this build
    #[arg(long, value_name = "PATH", default_value = env!("CARGO_BIN_EXE_pm"))]
    binary: PathBuf,
    /// What cargo adds; without it nothing is measured
    #[arg(long, hide = true)]
    bench: bool,
    #[command(subcommand)]
    part: Option<Part>,
}

/// The parts that run as processes of their own.
#[derive(Subcommand)]
enum Part {
    /// Write a repository into a new folder
    Generate { folder: PathBuf, artifacts: usize },
    /// Read every file below a folder: the yardstick
    Read { folder: PathBuf },
    /// Write every file below a folder anew: the yardstick for what is brought in
    Copy { folder: PathBuf },
    /// Read every content of every document through git: the yardstick for the past
    ReadPast { folder: PathBuf },
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    match &arguments.part {
        Some(Part::Generate { folder, artifacts }) => {
            repository::write(folder, *artifacts, arguments.history)
        }
        Some(Part::Read { folder }) => {
            println!("{}", reader::bytes_below(folder)?);
            Ok(())
        }
        Some(Part::Copy { folder }) => {
            println!("{}", exchange::copy(folder)?);
            Ok(())
        }
        Some(Part::ReadPast { folder }) => {
            println!("{}", past::bytes_of_contents(folder)?);
            Ok(())
        }
        // `cargo test --all-targets` starts benches too, and tests measure no time.
        None if !arguments.bench => {
            println!("nothing is measured; run `cargo bench`");
            Ok(())
        }
        None => measure_all(&arguments),
    }
}

fn measure_all(arguments: &Arguments) -> Result<()> {
    ensure!(arguments.runs > 0, "nothing can be measured in no runs");
    let mut samples = Vec::new();
    if let Some(folder) = &arguments.at {
        let past: &[Task] = if arguments.past { &task::OF_PAST } else { &[] };
        let tasks = [&task::READING, past].concat();
        samples.push(measure::measure(&arguments.binary, folder, &tasks, arguments.runs)?);
    } else {
        for size in &arguments.sizes {
            let place = tempfile::tempdir().context("a folder for the repository")?;
            if arguments.exchange {
                eprintln!("importing {size} records");
                let imported = exchange::write(&arguments.binary, place.path(), *size)?;
                samples.push(measure::measure(
                    &arguments.binary,
                    &imported,
                    &exchange::TASKS,
                    arguments.runs,
                )?);
                continue;
            }
            let folder = place.path().join("product");
            generate(&folder, *size, arguments.history)?;
            eprintln!("measuring {size} artifacts");
            let past = [&task::OF_PAST, &task::OF_GENERATED_PAST[..]].concat();
            let past = if arguments.past || arguments.history > 0 { past } else { Vec::new() };
            let views: &[Task] = if arguments.views { &task::OF_VIEWS } else { &[] };
            let tasks = [&task::ALL[..], &past, views].concat();
            samples.push(measure::measure(&arguments.binary, &folder, &tasks, arguments.runs)?);
        }
    }
    print!("{}", report::table(&samples));
    if samples.len() > 1 {
        print!("\n{}", report::growth(&samples));
    }
    Ok(())
}

/// In a process of its own: a process that starts another hands it its own peak of memory.
fn generate(folder: &Path, artifacts: usize, history: usize) -> Result<()> {
    eprintln!("writing a repository of {artifacts} artifacts");
    let status = Command::new(std::env::current_exe()?)
        .arg("--history")
        .arg(history.to_string())
        .arg("generate")
        .arg(folder)
        .arg(artifacts.to_string())
        .status()?;
    ensure!(status.success(), "the repository could not be written");
    Ok(())
}
