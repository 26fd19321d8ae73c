//! Artifacts as a folder of another tool: new files, and what changes in those that are there.
//!
//! A file is touched where its artifact says something else than the file does, and there alone. Pure: the files of
//! the folder in, the files to write out. What is not exported stays as it is, and is counted.

mod changesets;
mod doorstop;
mod fragments;
mod item;
mod tally;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;

use self::item::Item;
use self::tally::Tally;
use super::Chosen;
use super::backwards::Backwards;
use crate::exchange::batch::{Batch, plain};
use crate::exchange::formats::folder::{FolderFile, Reading};
use crate::exchange::import::{Held, Request, held};
use crate::exchange::ledger::{Entry, Ledger};
use crate::exchange::mapping::Mapping;
use crate::exchange::resolved::MappingFault;
use crate::plan::{ArtifactIndex, Plan};

/// A sort of folder that is written. A new one is a file of its own and a line in [`SORTS`].
struct Sort {
    tool: &'static str,
    /// What one of its files is called.
    noun: &'static str,
    read: Reading,
    /// The columns that are written into a file which is there: those that hold one text, and those of several.
    texts: &'static [&'static str],
    lists: &'static [&'static str],
    write: fn(&Folder<'_>, &[Item<'_>], &mut Written),
}

/// Every sort, by the names of their tools.
const SORTS: [Sort; 3] = [changesets::SORT, doorstop::SORT, fragments::SORT];

/// The tools whose exports are folders.
pub(crate) fn folder_tools() -> [&'static str; 3] {
    SORTS.map(|sort| sort.tool)
}

/// The folder that is written to, and how.
pub(crate) struct ToFolder<'a> {
    pub(crate) chosen: &'a Chosen<'a>,
    pub(crate) mapping: &'a Mapping,
    /// What was imported from the tool before, so that its files are known again.
    pub(crate) ledger: &'a Ledger,
    /// Every file that is there.
    pub(crate) files: &'a [FolderFile],
    /// The name of the folder, and of the one around it.
    pub(crate) named: (&'a str, &'a str),
    /// Whether files of the folder cannot be known again, so that it must have none of the tool.
    pub(crate) must_be_new: bool,
}

/// Why a folder is not written to.
pub(crate) enum NotWritten {
    Mapping(Vec<MappingFault>),
    /// It has files of the tool, so many, and must have none: what they are called.
    HasFiles(usize, &'static str),
    /// It has other files than those of the tool, such as this one.
    HasOthers(String, &'static str),
}

/// What is written into a folder.
#[derive(Default)]
pub(crate) struct Written {
    /// Texts by path: of new files, and of those that change.
    pub(crate) files: IndexMap<String, String>,
    /// How many files say what their artifacts say already.
    pub(crate) unchanged: usize,
    /// Files that say something newer than the last import, which stays.
    pub(crate) newer: Vec<String>,
    /// How many files of the tool stand for nothing that is exported.
    pub(crate) others: usize,
    /// One sentence each, without a final period: how many of what were left out, and why.
    pub(crate) left_out: Vec<String>,
    /// What is to be remembered of the files, where that is something else than before.
    pub(crate) entries: BTreeMap<String, Entry>,
    /// What the tool knows artifacts by from now on, that it has not known before.
    named: Vec<(ArtifactIndex, String)>,
    tally: Tally,
}

/// What is there.
struct Folder<'a> {
    files: &'a [FolderFile],
    named: (&'a str, &'a str),
    mapping: &'a Mapping,
    batch: &'a Batch,
    backwards: &'a Backwards<'a>,
    /// Records of artifacts in the plan.
    held: &'a [Held],
    ledger: &'a Ledger,
}

/// Works out what is written; nothing where the tool has no folders.
pub(crate) fn to_folder(tool: &str, to: &ToFolder<'_>) -> Option<Result<Written, NotWritten>> {
    SORTS.iter().find(|sort| sort.tool == tool).map(|sort| written(sort, to))
}

fn written(sort: &Sort, to: &ToFolder<'_>) -> Result<Written, NotWritten> {
    let plan = to.chosen.plan;
    let (batch, misfits) = (sort.read)(to.files, to.named);
    if batch.records.is_empty() {
        if let Some(misfit) = misfits.first() {
            return Err(NotWritten::HasOthers(to.files[misfit.file].path.clone(), sort.noun));
        }
    } else if to.must_be_new {
        return Err(NotWritten::HasFiles(batch.records.len(), sort.noun));
    }
    let request =
        Request { plan, batch: &batch, mapping: to.mapping, ledger: to.ledger, product: 0, folder: None };
    let held = match batch.records.is_empty() {
        true => Vec::new(),
        false => held(&request).map_err(NotWritten::Mapping)?,
    };
    let backwards = Backwards::of(plan, to.mapping, to.ledger);
    let folder = Folder {
        files: to.files,
        named: to.named,
        mapping: to.mapping,
        batch: &batch,
        backwards: &backwards,
        held: &held,
        ledger: to.ledger,
    };
    let mut written = Written::default();
    let items = folder.items(sort, to.chosen.artifacts, &mut written);
    (sort.write)(&folder, &items, &mut written);
    for item in items.iter().filter(|item| item.file.is_some()) {
        for why in item.unwritten(sort.texts, sort.lists, sort.noun) {
            written.leave_out("change", why);
        }
    }
    let exported: BTreeSet<usize> = items.iter().filter_map(|item| item.file).collect();
    written.others = batch.records.iter().filter(|record| !exported.contains(&record.file)).count();
    written.files.sort_keys();
    if !to.must_be_new {
        written.entries = remembered(sort, to, &items, &written)?;
    }
    written.left_out = written.tally.sentences();
    Ok(written)
}

/// What both the files as they are going to be and the plan say, by what the tool knows it by: what is changed on one
/// side from then on is told from what is changed on the other.
fn remembered(
    sort: &Sort,
    to: &ToFolder<'_>,
    items: &[Item<'_>],
    written: &Written,
) -> Result<BTreeMap<String, Entry>, NotWritten> {
    let plan = to.chosen.plan;
    let mut ledger = to.ledger.clone();
    for (index, source) in &written.named {
        let artifact = plan.artifact(*index).label();
        ledger.entries.insert(source.clone(), Entry { artifact, ..Entry::default() });
    }
    let kept = to.files.iter().filter(|file| !written.files.contains_key(&file.path)).cloned();
    let new =
        written.files.iter().map(|(path, text)| FolderFile { path: path.clone(), text: Ok(text.clone()) });
    let files: Vec<FolderFile> = kept.chain(new).collect();
    let (batch, _) = (sort.read)(&files, to.named);
    if batch.records.is_empty() {
        return Ok(BTreeMap::new());
    }
    let request =
        Request { plan, batch: &batch, mapping: to.mapping, ledger: &ledger, product: 0, folder: None };
    let exported: BTreeSet<ArtifactIndex> = items.iter().map(|item| item.index).collect();
    let held = held(&request).map_err(NotWritten::Mapping)?;
    let entries = held.iter().filter(|held| exported.contains(&held.artifact)).filter_map(|held| {
        let before = to.ledger.entries.get(&held.source);
        let entry = held.entry(plan, before);
        (before != Some(&entry)).then(|| (held.source.clone(), entry))
    });
    Ok(entries.collect())
}

impl Written {
    /// Counts something that is left out, and why.
    fn leave_out(&mut self, noun: &'static str, reason: impl Into<String>) {
        self.tally.add(noun, reason.into());
    }

    /// Gives a file that is there its text.
    fn renew(&mut self, file: &FolderFile, text: String, has_newer: bool) {
        if file.text.as_ref().is_ok_and(|before| *before != text) {
            self.files.insert(file.path.clone(), text);
        } else if !has_newer {
            self.unchanged += 1;
        }
        if has_newer {
            self.newer.push(file.path.clone());
        }
    }

    /// Writes a new file, by which the tool knows the artifact from now on; not where one is there already.
    fn create(&mut self, folder: &Folder<'_>, item: &Item<'_>, source: &str, path: String, text: String) {
        if folder.has(&path) || self.files.contains_key(&path) {
            self.leave_out("artifact", format!("{path} is there already and is read as nothing of the kind"));
            return;
        }
        self.files.insert(path, text);
        if item.source.is_none() {
            self.named.push((item.index, source.to_owned()));
        }
    }
}

impl<'a> Folder<'a> {
    fn plan(&self) -> &'a Plan {
        self.backwards.plan
    }

    fn has(&self, path: &str) -> bool {
        self.files.iter().any(|file| file.path == path)
    }

    /// What is exported, in the order of the plan.
    fn items(&self, sort: &Sort, artifacts: &[ArtifactIndex], written: &mut Written) -> Vec<Item<'a>> {
        let plan = self.plan();
        let kinds = self.mapping.kind.kinds();
        let by_artifact: BTreeMap<ArtifactIndex, &Held> =
            self.held.iter().map(|held| (held.artifact, held)).collect();
        let mut items = Vec::new();
        for index in artifacts {
            let kind = plan.kind_of(*index).name.as_str();
            if !kinds.contains(&kind) {
                written
                    .leave_out("artifact", format!("{} has no records for their kinds", self.mapping.tool));
                continue;
            }
            let status = self.mapping.fields.get(kind).and_then(|fields| fields.get("status"));
            if let Some(always) =
                status.filter(|from| from.columns.is_empty()).and_then(|from| from.always.as_ref())
                && plan.artifact(*index).status_name() != Some(always)
            {
                written.leave_out("artifact", format!("a {} tells of what is {always}", sort.noun));
                continue;
            }
            items.push(Item::of(self.backwards, *index, by_artifact.get(index).copied()));
        }
        items
    }

    /// Every text that stands in the folder under a column, with how often.
    fn words(&self, column: &str) -> Vec<(&str, usize)> {
        self.batch.column(column).map(|column| self.batch.words(column)).unwrap_or_default()
    }
}

/// Whether a name can be that of a file, and leads nowhere else.
fn is_file_name(name: &str) -> bool {
    !name.is_empty()
        && !name.starts_with('.')
        && !name.contains(|sign: char| sign.is_control() || "/\\:*?\"<>|".contains(sign))
}

/// Whether a column of the mapping is meant, spelling aside.
fn is_column(one: &str, other: &str) -> bool {
    plain(one) == plain(other)
}
