//! A disk that breaks at a step of its own choice.

use std::cell::Cell;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::repo::disk::{Disk, RealDisk};

/// A disk that fails once at one step, or is gone from that step on as if the process had been killed.
pub(super) struct BrokenDisk {
    at: usize,
    breaks: Breaks,
    steps: Cell<usize>,
    gone: Cell<bool>,
}

#[derive(Clone, Copy)]
pub(super) enum Breaks {
    Fails(io::ErrorKind),
    Killed,
    /// Killed in the middle of writing a temporary file or an intent.
    KilledHalfway,
    /// Says so and waits for the signal.
    WaitsToBeKilled,
}

impl BrokenDisk {
    pub(super) fn new(at: usize, breaks: Breaks) -> Self {
        Self { at, breaks, steps: Cell::new(0), gone: Cell::new(false) }
    }

    pub(super) fn was_reached(&self) -> bool {
        self.steps.get() > self.at
    }

    fn step(&self) -> io::Result<()> {
        let step = self.steps.replace(self.steps.get() + 1);
        if self.gone.get() {
            return Err(io::Error::other("the process is gone"));
        }
        if step != self.at {
            return Ok(());
        }
        match self.breaks {
            Breaks::Fails(kind) => Err(kind.into()),
            Breaks::Killed | Breaks::KilledHalfway => {
                self.gone.set(true);
                Err(io::Error::other("the process is gone"))
            }
            Breaks::WaitsToBeKilled => {
                use io::Write;
                writeln!(io::stdout(), "at step {step}").and_then(|()| io::stdout().flush())?;
                io::stdin().read_line(&mut String::new())?;
                Ok(())
            }
        }
    }
}

impl Disk for BrokenDisk {
    fn create_folder(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        RealDisk.create_folder(path)
    }

    fn create_file(&self, path: &Path, bytes: &[u8], like: Option<&fs::Metadata>) -> io::Result<()> {
        let was_gone = self.gone.get();
        let result = self.step();
        if result.is_err() && !was_gone && matches!(self.breaks, Breaks::KilledHalfway) {
            RealDisk.create_file(path, &bytes[..bytes.len() / 2], None)?;
        }
        result?;
        RealDisk.create_file(path, bytes, like)
    }

    // What a killed process wrote is there without it, and it is what takes long.
    fn sync_files(&self, _paths: &[PathBuf]) -> io::Result<()> {
        self.step()
    }

    fn sync_folder(&self, _path: &Path) -> io::Result<()> {
        self.step()
    }

    fn replace(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step()?;
        RealDisk.replace(from, to)
    }

    fn place(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step()?;
        RealDisk.place(from, to)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        RealDisk.remove_file(path)
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        RealDisk.remove_folder(path)
    }
}
