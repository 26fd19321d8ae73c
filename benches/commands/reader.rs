//! The yardstick: reads every document and does nothing with it, with the walker and the threads of `pm`.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;
use ignore::WalkBuilder;
use rayon::prelude::*;

/// How many files there are below `folder`, and how many bytes they hold.
pub(crate) fn size(folder: &Path) -> Result<(usize, u64)> {
    let mut bytes = 0;
    let files = files_below(folder)?;
    for file in &files {
        bytes += fs::metadata(file)?.len();
    }
    Ok((files.len(), bytes))
}

/// How many bytes the files below `folder` hold, all of which are read.
pub(crate) fn bytes_below(folder: &Path) -> Result<u64> {
    let files = files_below(folder)?;
    let contents: Vec<Vec<u8>> = files.par_iter().map(fs::read).collect::<Result<_, _>>()?;
    Ok(contents.iter().map(|bytes| bytes.len() as u64).sum())
}

pub(crate) fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files: Vec<PathBuf> = Vec::new();
    for entry in WalkBuilder::new(folder).build() {
        let entry = entry?;
        if entry.file_type().is_some_and(|kind| kind.is_file()) {
            files.push(entry.into_path());
        }
    }
    Ok(files)
}
