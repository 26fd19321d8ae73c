//! Records that are held against the plan: what they say otherwise, without taking any of it.
//!
//! Of the records of a folder it tells what would be written there.

use super::references::Names;
use super::three_way::{Said, Side, sides};
use super::values::{Incoming, Values};
use super::{Imported, Request, Standing, drafts, standing};
use crate::change::with_sections;
use crate::exchange::draft::Drafter;
use crate::exchange::ledger::Entry;
use crate::exchange::resolved::{MappingFault, Resolved};
use crate::plan::{ArtifactIndex, Plan};

/// A record of an artifact that is in the plan.
pub(in crate::exchange) struct Held {
    pub(in crate::exchange) artifact: ArtifactIndex,
    /// What the tool knows it by.
    pub(in crate::exchange) source: String,
    /// The file that it comes from, by its position among those that were read.
    pub(in crate::exchange) file: usize,
    pub(in crate::exchange) sides: Vec<Side>,
}

impl Held {
    /// What is remembered of the record from now on: what both sides say, and of all else what was remembered before.
    pub(in crate::exchange) fn entry(&self, plan: &Plan, before: Option<&Entry>) -> Entry {
        let mut entry = before.cloned().unwrap_or_default();
        entry.artifact = plan.artifact(self.artifact).label();
        for side in self.sides.iter().filter(|side| side.agrees && !side.field.contains('.')) {
            match &side.print {
                Some(print) => drop(entry.values.insert(side.field.clone(), print.clone())),
                None => drop(entry.values.remove(&side.field)),
            }
        }
        entry
    }
}

/// Every record whose artifact is in the plan, in the order of the records.
pub(in crate::exchange) fn held(request: &Request<'_>) -> Result<Vec<Held>, Vec<MappingFault>> {
    let config = &request.plan.config;
    let resolved = Resolved::of(request.mapping, request.batch, config)?;
    let drafter = Drafter { batch: request.batch, resolved: &resolved, config };
    // What does not fit is told by an import.
    let mut unsaid = Imported::default();
    let drafts = drafts(request.batch, &drafter, &mut unsaid);
    let mut names = Names::of(request, &drafts);
    let standings: Vec<Standing> = drafts.iter().map(|draft| standing(request, draft)).collect();
    let ids: Vec<_> = standings
        .iter()
        .map(|standing| match standing {
            Standing::Known(index) => request.plan.artifact(*index).id.clone(),
            Standing::New | Standing::Removed => None,
        })
        .collect();
    names.called(&ids);
    let incoming = Incoming::of(&drafts, &names, &config.kinds, &mut unsaid.misfits);
    let values = Values { request, resolved: &resolved, names: &names, incoming: &incoming };
    let mut all = Vec::new();
    for (at, (draft, standing)) in drafts.iter().zip(standings).enumerate() {
        let Standing::Known(artifact) = standing else { continue };
        let valued = values.of(draft, at, &mut unsaid.misfits);
        let body = with_sections(&draft.body, &draft.sections);
        let neutral = |text: &str| text.to_owned();
        let said = Said { draft, valued: &valued, body: &body, neutral: &neutral };
        let sides = sides(request, &resolved, artifact, &said);
        all.push(Held { artifact, source: draft.source.clone(), file: draft.file, sides });
    }
    Ok(all)
}
