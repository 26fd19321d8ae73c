//! A folder of documents: what its files are, and one record for each.
//!
//! Every file is accounted for: it is a record, or a misfit says why it is none.

mod changesets;
mod described;
mod documents;
mod doorstop;
mod fragments;

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
    fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// Its name without what stands behind the last dot.
    fn stem(&self) -> &str {
        self.name().rsplit_once('.').map_or(self.name(), |(stem, _)| stem)
    }

    fn extension(&self) -> &str {
        self.name().rsplit_once('.').map_or("", |(_, extension)| extension)
    }

    /// The folder that it lies in.
    fn folder(&self) -> &str {
        self.path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }
}

/// What a file is to a format.
enum Read {
    Record(Record),
    /// Nothing that the format has records of, such as its settings.
    Beside,
    Misfit(Misfit),
}

/// A kind of folder.
struct Sort {
    fits: fn(&[FolderFile]) -> bool,
    read: fn(&FolderFile, &str, &mut Columns) -> Read,
}

/// The first that fits counts; what fits none are documents.
const SORTS: [Sort; 2] = [changesets::SORT, fragments::SORT];

/// The records of a folder, and the files that are none. The folder is named with the one around it.
pub(crate) fn read(files: &[FolderFile], named: (&str, &str)) -> (Batch, Vec<Misfit>) {
    if doorstop::fits(files) {
        return doorstop::read(files);
    }
    let mut columns = Columns::default();
    let (mut records, mut misfits) = (Vec::new(), Vec::new());
    let mut beside = 0;
    let Some(sort) = SORTS.iter().find(|sort| (sort.fits)(files)) else {
        return documents::read(files, named);
    };
    for (at, file) in files.iter().enumerate() {
        let text = match &file.text {
            Ok(text) => text,
            Err(reason) => {
                misfits.push(Misfit::record(Span::at(0), reason.clone()).in_file(at));
                continue;
            }
        };
        match (sort.read)(file, text, &mut columns) {
            Read::Record(record) => records.push(Record { file: at, ..record }),
            Read::Beside => beside += 1,
            Read::Misfit(misfit) => misfits.push(misfit.in_file(at)),
        }
    }
    (Batch { beside, ..columns.finish(records) }, misfits)
}

#[cfg(test)]
mod tests;
