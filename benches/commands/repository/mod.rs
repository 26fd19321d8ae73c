//! Repositories of any size: every important kind, linked, with front matter and bodies as people write
//! them, and nothing in them that `check` minds. The same size gives the same bytes.

pub(crate) mod chance;
mod counts;
mod documents;
mod evidence;
mod history;
pub(crate) mod prose;
mod strategy;
mod work;

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use self::counts::Counts;
use self::documents::Document;

/// Writes a repository of `artifacts` artifacts into `folder`, with one commit and `history` more.
pub(crate) fn write(folder: &Path, artifacts: usize, history: usize) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    fs::write(folder.join("pm.yaml"), include_str!("pm.yaml"))?;
    fs::write(folder.join("GLOSSARY.md"), "# Glossary\n\n## Slot\n\nAn hour at the gate.\n")?;
    let counts = Counts::of(artifacts);
    let documents = documents::all(&counts);
    for document in documents {
        let Document { path, text } = document;
        let place = folder.join(&path);
        if let Some(parent) = place.parent().filter(|parent| !parent.is_dir()) {
            fs::create_dir_all(parent)?;
        }
        fs::write(&place, text).with_context(|| format!("{path} cannot be written"))?;
    }
    history::commit(folder, history)
}
