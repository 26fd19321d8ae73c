//! A folder of documents: what its files are, and one record for each.
//!
//! Every file is accounted for: it is a record, or a misfit says why it is none.

pub(in crate::exchange) mod changesets;
mod described;
mod documents;
pub(in crate::exchange) mod doorstop;
pub(in crate::exchange) mod fragments;

use super::super::batch::{Batch, Columns, Misfit, Record};
use crate::text::span::Span;

/// A file of a folder, with its path as seen from there.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct FolderFile {
    pub(crate) path: String,
    /// Its text; why it has none.
    pub(crate) text: Result<String, String>,
}

impl FolderFile {
    pub(in crate::exchange) fn text(&self) -> Result<&str, Misfit> {
        self.text.as_deref().map_err(|reason| Misfit::record(Span::at(0), reason))
    }

    pub(in crate::exchange) fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// Its name without what stands behind the last dot.
    pub(in crate::exchange) fn stem(&self) -> &str {
        self.name().rsplit_once('.').map_or(self.name(), |(stem, _)| stem)
    }

    pub(in crate::exchange) fn extension(&self) -> &str {
        self.name().rsplit_once('.').map_or("", |(_, extension)| extension)
    }

    /// The folder that it lies in.
    pub(in crate::exchange) fn folder(&self) -> &str {
        self.path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }
}

/// What a file is to a format.
enum Read {
    Record(Record),
    /// Nothing that the format has records of, such as its settings.
    Beside,
    /// A part of the record of another file.
    Part,
    Misfit(Misfit),
}

impl From<Result<Record, Misfit>> for Read {
    fn from(read: Result<Record, Misfit>) -> Self {
        read.map_or_else(Self::Misfit, Self::Record)
    }
}

/// Reads the files of a folder, which is named with the one around it.
pub(in crate::exchange) type Reading = fn(&[FolderFile], (&str, &str)) -> (Batch, Vec<Misfit>);

/// A sort of folder, known by its files.
struct Sort {
    fits: fn(&[FolderFile]) -> bool,
    read: Reading,
}

/// The first that fits counts; every folder fits the last.
const SORTS: [Sort; 4] = [doorstop::SORT, changesets::SORT, fragments::SORT, documents::SORT];

/// The records of a folder, and the files that are none. The folder is named with the one around it.
pub(crate) fn read(files: &[FolderFile], named: (&str, &str)) -> (Batch, Vec<Misfit>) {
    SORTS.iter().find(|sort| (sort.fits)(files)).map(|sort| (sort.read)(files, named)).unwrap_or_default()
}

/// What became of the files of a folder.
#[derive(Default)]
struct Gathered {
    records: Vec<Record>,
    misfits: Vec<Misfit>,
    beside: usize,
}

impl Gathered {
    /// Reads each file, known by its position.
    fn of(files: &[FolderFile], mut read: impl FnMut(usize, &FolderFile) -> Read) -> Self {
        let mut gathered = Self::default();
        for (at, file) in files.iter().enumerate() {
            match read(at, file) {
                Read::Record(record) => gathered.records.push(Record { file: at, ..record }),
                Read::Beside => gathered.beside += 1,
                Read::Part => {}
                Read::Misfit(misfit) => gathered.misfits.push(misfit.in_file(at)),
            }
        }
        gathered
    }

    /// The records under their columns, and the misfits.
    fn finish(self, columns: Columns) -> (Batch, Vec<Misfit>) {
        (Batch { beside: self.beside, ..columns.finish(self.records) }, self.misfits)
    }
}

#[cfg(test)]
mod tests;
