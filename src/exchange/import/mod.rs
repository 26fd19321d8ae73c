//! From a batch to what it changes in a plan: new documents, and what the source says anew of those that it knows.
//!
//! Writes nothing. A record that was imported before is held against what it said then: what changed at the source is
//! taken, what a person changed here stays. Every record is accounted for: it goes in, it is there already, or a misfit
//! tells why it stays out.

mod goals;
mod held;
mod references;
mod texts;
mod three_way;
mod values;
mod ways;

pub(crate) use goals::Folder;
pub(in crate::exchange) use held::{Held, held};
pub(crate) use three_way::Differing;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

use self::references::{Names, alias};
use self::texts::Texts;
use self::three_way::{Merged, Said, merge};
use self::values::{Incoming, Values};
use super::batch::{Batch, Misfit};
use super::draft::{Draft, Drafter};
use super::ledger::{Entry, Ledger, is_named_only};
use super::mapping::Mapping;
use super::resolved::{MappingFault, Resolved};
use crate::change::{Composition, Impossible, compose, new_path, rewrite, with_sections};
use crate::model::values::Id;
use crate::plan::{ArtifactIndex, Plan};
use crate::source::{FileChange, RelPath};
use crate::text::span::Span;

/// What is imported into what.
pub(crate) struct Request<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) batch: &'a Batch,
    pub(crate) mapping: &'a Mapping,
    pub(crate) ledger: &'a Ledger,
    /// The position of the product that new artifacts belong to.
    pub(crate) product: usize,
    /// Of documents, where they lie.
    pub(crate) folder: Option<&'a Folder<'a>>,
}

/// What an import changes.
#[derive(Debug, Default)]
pub(crate) struct Imported {
    /// In the order of the records; then what they name.
    pub(crate) created: Vec<Created>,
    pub(crate) updated: Vec<Updated>,
    /// How many records say what they said before.
    pub(crate) unchanged: usize,
    /// What was imported before and removed here since.
    pub(crate) removed_here: Vec<String>,
    /// What was imported before and is not in this file.
    pub(crate) gone: usize,
    /// Records that the mapping leaves out, each of a word that becomes no kind.
    pub(crate) left_out: usize,
    pub(crate) misfits: Vec<Misfit>,
    /// Links in texts that stay as they were written, though they lead to nothing from the new document.
    pub(crate) links_left: Vec<Misfit>,
    pub(crate) ledger: Ledger,
    /// Columns that nothing is read from, by their positions.
    pub(crate) unread: Vec<usize>,
}

/// A new artifact.
#[derive(Debug)]
pub(crate) struct Created {
    pub(crate) id: Id,
    pub(crate) kind: usize,
    pub(crate) path: RelPath,
    pub(crate) title: String,
    /// What the tool knows it by.
    pub(crate) source: String,
    pub(crate) file: FileChange,
}

/// An artifact of which the source says something new.
#[derive(Debug)]
pub(crate) struct Updated {
    pub(crate) artifact: ArtifactIndex,
    pub(crate) source: String,
    pub(crate) taken: Vec<Differing>,
    /// What was changed on both sides, and stays as it is here.
    pub(crate) kept: Vec<Differing>,
    /// Nothing where all of it stays.
    pub(crate) file: Option<FileChange>,
}

/// Where the record of a draft stands in the plan.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Standing {
    New,
    Known(ArtifactIndex),
    /// It was imported before, and a person removed it.
    Removed,
}

/// Works out an import. `fresh` gives the next id of a kind.
pub(crate) fn import<E: From<Impossible>>(
    request: &Request<'_>,
    fresh: &mut dyn FnMut(usize) -> Result<Id, E>,
) -> Result<Result<Imported, Vec<MappingFault>>, E> {
    let config = &request.plan.config;
    let resolved = match Resolved::of(request.mapping, request.batch, config) {
        Ok(resolved) => resolved,
        Err(faults) => return Ok(Err(faults)),
    };
    let mut imported = Imported::default();
    let used = resolved.used();
    imported.unread = (0..request.batch.columns.len()).filter(|at| used.binary_search(at).is_err()).collect();
    let drafter = Drafter { batch: request.batch, resolved: &resolved, config };
    let mut drafts = drafts(request.batch, &drafter, &mut imported);
    let mut names = Names::of(request, &drafts);
    names.write_what_is_missing(&mut drafts);
    let standings: Vec<Standing> = drafts.iter().map(|draft| standing(request, draft)).collect();
    let mut ids: Vec<Option<Id>> = Vec::with_capacity(drafts.len());
    for (draft, standing) in drafts.iter().zip(&standings) {
        ids.push(match standing {
            Standing::New if request.mapping.keeps_ids => Id::parse(&draft.source).ok(),
            Standing::New => Some(fresh(draft.kind)?),
            Standing::Known(index) => request.plan.artifact(*index).id.clone(),
            Standing::Removed => None,
        });
    }
    names.called(&ids);
    let incoming = Incoming::of(&drafts, &names, &config.kinds, &mut imported.misfits);
    let values = Values { request, resolved: &resolved, names: &names, incoming: &incoming };
    let folder = request.folder.filter(|_| !request.batch.described.is_empty());
    let texts = folder.map(|folder| Texts::of(folder, &drafts, places(request, &drafts, &standings, &ids)));
    let outcomes: Vec<(Outcome, Told)> = (0..drafts.len())
        .into_par_iter()
        .map(|at| {
            let mut told = Told::default();
            let work = Work { values: &values, drafts: &drafts, texts: texts.as_ref() };
            let outcome = work.outcome(at, standings[at], ids[at].as_ref(), &mut told);
            (outcome, told)
        })
        .collect();
    drop(texts);
    let mut entries: BTreeMap<String, Entry> = request.ledger.entries.clone();
    imported.gone = gone(request, &drafts);
    for ((outcome, told), draft) in outcomes.into_iter().zip(drafts) {
        imported.misfits.extend(told.misfits.into_iter().map(|misfit| misfit.in_file(draft.file)));
        imported.links_left.extend(told.links_left.into_iter().map(|misfit| misfit.in_file(draft.file)));
        match outcome {
            Outcome::Created(created, entry) => {
                entries.insert(draft.source, entry);
                imported.created.push(*created);
            }
            Outcome::Merged(updated, entry) => {
                entries.insert(draft.source, entry);
                match updated {
                    Some(updated) => imported.updated.push(*updated),
                    None => imported.unchanged += 1,
                }
            }
            Outcome::Removed => imported.removed_here.push(draft.source),
            Outcome::Refused => {}
        }
    }
    imported.ledger = Ledger { entries };
    imported.misfits.sort_by_key(|misfit| (misfit.file, misfit.span.start()));
    imported.links_left.sort_by_key(|misfit| (misfit.file, misfit.span.start()));
    Ok(Ok(imported))
}

/// The drafts of all records that go in, none of them twice.
fn drafts(batch: &Batch, drafter: &Drafter<'_>, imported: &mut Imported) -> Vec<Draft> {
    let read: Vec<(Option<Draft>, Vec<Misfit>)> = batch
        .records
        .par_iter()
        .map(|record| {
            let mut misfits = Vec::new();
            let draft = drafter.draft(record, &mut misfits);
            (draft, misfits.into_iter().map(|misfit| misfit.in_file(record.file)).collect())
        })
        .collect();
    let mut drafts: Vec<Draft> = Vec::with_capacity(read.len());
    let mut seen: HashMap<String, Span> = HashMap::new();
    for (draft, misfits) in read {
        let is_told = misfits.iter().any(|misfit| misfit.whole);
        imported.misfits.extend(misfits);
        let Some(draft) = draft else {
            imported.left_out += usize::from(!is_told);
            continue;
        };
        if seen.insert(draft.source.clone(), draft.span).is_some() {
            let message = format!("`{}` has a record before this one already", draft.source);
            imported.misfits.push(
                Misfit::record(draft.span, message)
                    .with_hint("leave one record for each id")
                    .in_file(draft.file),
            );
            continue;
        }
        drafts.push(draft);
    }
    drafts
}

/// Where a record stands: by what was imported before, else by an alias, else by its id.
fn standing(request: &Request<'_>, draft: &Draft) -> Standing {
    let plan = request.plan;
    let found = |text: &str| {
        let lookup = plan.find(text).ok().filter(|lookup| lookup.part.is_none())?;
        (usize::from(plan.artifact(lookup.artifact).kind) == draft.kind).then_some(lookup.artifact)
    };
    if let Some(entry) = request.ledger.entries.get(&draft.source) {
        let here = found(&entry.artifact).or_else(|| found(&alias(request, &draft.source)?));
        return here.map_or(Standing::Removed, Standing::Known);
    }
    let by_name = match request.mapping.keeps_ids {
        true => found(&draft.source),
        false => alias(request, &draft.source).and_then(|alias| found(&alias)),
    };
    by_name.map_or(Standing::New, Standing::Known)
}

fn gone(request: &Request<'_>, drafts: &[Draft]) -> usize {
    let here: std::collections::HashSet<&str> = drafts.iter().map(|draft| draft.source.as_str()).collect();
    let is_gone = |source: &&String| !here.contains(source.as_str()) && !is_named_only(source);
    request.ledger.entries.keys().filter(is_gone).count()
}

/// What becomes of one draft.
enum Outcome {
    Created(Box<Created>, Entry),
    Merged(Option<Box<Updated>>, Entry),
    Removed,
    /// A misfit tells why.
    Refused,
}

/// What people are told of one draft.
#[derive(Default)]
struct Told {
    misfits: Vec<Misfit>,
    links_left: Vec<Misfit>,
}

/// Where the document of each draft comes to lie; nothing for one that is removed here.
fn places(
    request: &Request<'_>,
    drafts: &[Draft],
    standings: &[Standing],
    ids: &[Option<Id>],
) -> Vec<Option<RelPath>> {
    let place = |at: usize| match standings[at] {
        Standing::Known(index) => Some(request.plan.artifact(index).path.clone()),
        Standing::Removed => None,
        Standing::New => {
            let draft = &drafts[at];
            draft.path.as_deref().and_then(RelPath::new).or_else(|| {
                new_path(request.plan, draft.kind, request.product, ids[at].as_ref()?, &draft.title).ok()
            })
        }
    };
    (0..drafts.len()).map(place).collect()
}

/// What each draft is made into a document with.
struct Work<'a> {
    values: &'a Values<'a>,
    drafts: &'a [Draft],
    texts: Option<&'a Texts<'a>>,
}

impl Work<'_> {
    fn outcome(&self, at: usize, standing: Standing, id: Option<&Id>, told: &mut Told) -> Outcome {
        let request = self.values.request;
        let draft = &self.drafts[at];
        if standing == Standing::Removed {
            return Outcome::Removed;
        }
        let valued = self.values.of(draft, at, &mut told.misfits);
        let body = with_sections(&draft.body, &draft.sections);
        let body = match self.texts {
            Some(texts) => texts.led(at, &body, &mut told.links_left),
            None => body,
        };
        let neutral = |body: &str| match (self.texts, self.texts.and_then(|texts| texts.place_of(at))) {
            (Some(texts), Some(place)) => texts.neutral(body, place),
            _ => body.to_owned(),
        };
        let said = Said { draft, valued: &valued, body: &body, neutral: &neutral };
        if let Standing::Known(index) = standing {
            return self.merged(index, &said, told);
        }
        let Some(id) = id else {
            told.misfits.push(Misfit::record(draft.span, format!("`{}` is no id", draft.source)));
            return Outcome::Refused;
        };
        let composition = Composition {
            kind: draft.kind,
            product: request.product,
            id,
            title: &draft.title,
            status: draft.status.as_deref(),
            fields: &valued.fields,
            body: &body,
            path: valued.path.clone(),
        };
        match compose(request.plan, &composition) {
            Ok(added) => {
                let entry = three_way::first_entry(request, self.values.resolved, &said, id);
                let created = Created {
                    id: added.id,
                    kind: draft.kind,
                    path: added.path,
                    title: draft.title.clone(),
                    source: draft.source.clone(),
                    file: added.file,
                };
                Outcome::Created(Box::new(created), entry)
            }
            Err(why) => {
                told.misfits.push(refused(draft.span, why.message.clone(), &why));
                Outcome::Refused
            }
        }
    }

    /// What becomes of a draft whose artifact is there.
    fn merged(&self, index: ArtifactIndex, said: &Said<'_>, told: &mut Told) -> Outcome {
        let request = self.values.request;
        let draft = said.draft;
        let before = request.ledger.entries.get(&draft.source);
        let Merged { rewriting, taken, kept, entry } =
            merge(request, self.values.resolved, index, said, before);
        if taken.is_empty() && kept.is_empty() {
            return Outcome::Merged(None, entry);
        }
        match rewrite(request.plan, index, &rewriting) {
            Ok(file) => {
                let source = draft.source.clone();
                Outcome::Merged(Some(Box::new(Updated { artifact: index, source, taken, kept, file })), entry)
            }
            Err(why) => {
                let label = request.plan.artifact(index).label();
                let message = format!("{label} is not changed: {}", why.message);
                told.misfits.push(refused(draft.span, message, &why));
                Outcome::Refused
            }
        }
    }
}

fn refused(span: Span, message: String, why: &Impossible) -> Misfit {
    Misfit { hint: why.hints.first().cloned(), ..Misfit::record(span, message) }
}
