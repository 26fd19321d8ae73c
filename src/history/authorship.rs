//! Which of several artifacts with one id a reference means: the one that whoever wrote it could see.
//!
//! Every reference is followed back, along all lines of history, to where at most one of the artifacts was
//! there. What was written where several were is decided only where the commit itself, or the branch it
//! lies on, brought one of them; all else is left undecided. Reads commits and texts; changes nothing.

use std::collections::{BTreeMap, BTreeSet, BinaryHeap};
use std::rc::Rc;

use super::carried::carried;
use super::standing::standing;
use crate::config::Config;
use crate::model::artifact::Artifact;
use crate::model::values::IdKey;
use crate::plan::{folders, id_named_by};
use crate::source::commits::{Commits, Snapshot};
use crate::source::log::ObjectId;
use crate::source::{RelPath, SourceFault, Tree};
use crate::text::span::Span;

/// Several artifacts that answer to one id, and the moment at which they do.
pub(crate) struct Dispute<'a> {
    pub(crate) config: &'a Config,
    pub(crate) key: &'a IdKey,
    /// Those that are there at present.
    pub(crate) claimants: Vec<&'a Artifact>,
    /// Whether another one answers to the id that is not there at present: on the base, or in the past.
    pub(crate) has_absent_rival: bool,
    /// The files at present.
    pub(crate) tree: &'a dyn Tree,
    /// The commits that the present files were made from.
    pub(crate) parents: &'a [ObjectId],
    /// The tip of the branch that the checked-out one is to be merged into.
    pub(crate) base: Option<ObjectId>,
    pub(crate) commits: &'a dyn Commits,
}

/// A file with the places in it that name the id.
pub(crate) struct NamingFile<'a> {
    pub(crate) path: &'a RelPath,
    pub(crate) text: &'a str,
    /// Sorted.
    pub(crate) places: Vec<Span>,
    /// Finds the places in another version of the file.
    pub(crate) find: &'a dyn Fn(&RelPath, &str) -> Vec<Span>,
}

/// What a reference means.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Meaning {
    /// The claimant at this position.
    Claimant(usize),
    /// The one that is not there at present.
    Absent,
    Undecided(Doubt),
}

/// Why nobody can tell what a reference means.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Doubt {
    /// It was written when several of them were there.
    AmongSeveral,
    /// It was written on several sides, and means another one on each.
    OnSeveralSides,
    /// It was written before any of them was there.
    BeforeAll,
    /// The history of this clone begins after it was written.
    BeyondClone,
}

/// A moment: a commit, or the present files.
type At = Option<ObjectId>;

struct Moment {
    /// Nothing for the present, whose files the dispute has.
    snapshot: Option<Snapshot>,
    /// Where each claimant stands.
    standing: Vec<Option<RelPath>>,
    /// Whether the base holds it.
    is_in_base: bool,
}

/// Answers what references mean; what it has read of history serves the next question again.
pub(crate) struct Authorship<'a> {
    dispute: &'a Dispute<'a>,
    moments: BTreeMap<At, Rc<Moment>>,
    /// Per claimant whether it came to a branch that could not see the others.
    own: BTreeMap<usize, bool>,
}

/// A version of a file that waits to be looked at, the latest first.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Waiting {
    seconds: i64,
    at: At,
    path: RelPath,
    /// Pairs of a place at present and the one it is in this version.
    places: BTreeSet<(usize, usize)>,
}

impl<'a> Authorship<'a> {
    pub(crate) fn of(dispute: &'a Dispute<'a>) -> Self {
        Self { dispute, moments: BTreeMap::new(), own: BTreeMap::new() }
    }

    /// What the message of a commit means by the id.
    pub(crate) fn message(&mut self, commit: ObjectId) -> Result<Meaning, SourceFault> {
        let moment = self.moment(Some(commit))?;
        match self.plain_meaning(&moment) {
            Some(meaning) => Ok(meaning),
            None => self.meaning_of_new(&moment),
        }
    }

    /// What each place of a file means, in the same order.
    pub(crate) fn file(&mut self, file: &NamingFile<'_>) -> Result<Vec<Meaning>, SourceFault> {
        let mut said: Vec<BTreeSet<Meaning>> = vec![BTreeSet::new(); file.places.len()];
        let mut waiting = BinaryHeap::new();
        let mut seen: BTreeSet<(At, RelPath, usize, usize)> = BTreeSet::new();
        waiting.push(Waiting {
            seconds: i64::MAX,
            at: None,
            path: file.path.clone(),
            places: (0..file.places.len()).map(|place| (place, place)).collect(),
        });
        while let Some(Waiting { at, path, mut places, .. }) = waiting.pop() {
            places.retain(|(now, then)| seen.insert((at, path.clone(), *now, *then)));
            if places.is_empty() {
                continue;
            }
            let moment = self.moment(at)?;
            if let Some(meaning) = self.plain_meaning(&moment) {
                for (now, _) in &places {
                    said[*now].insert(meaning);
                }
                continue;
            }
            let text = self.text(&moment, &path);
            let text = if at.is_none() { file.text.to_owned() } else { text };
            let own_places = if at.is_none() { file.places.clone() } else { (file.find)(&path, &text) };
            let mut traced: BTreeSet<usize> = BTreeSet::new();
            for parent in self.parents(&moment) {
                let before = self.moment(Some(parent))?;
                let Some(earlier) = self.path_before(&path, &moment, &before) else { continue };
                let earlier_text = self.text(&before, &earlier);
                let earlier_places = (file.find)(&earlier, &earlier_text);
                let same = carried(&earlier_text, &earlier_places, &text, &own_places);
                let carried: BTreeSet<(usize, usize)> =
                    places.iter().filter_map(|(now, then)| Some((*now, (*same.get(*then)?)?))).collect();
                traced.extend(carried.iter().map(|(now, _)| *now));
                if !carried.is_empty() {
                    let seconds = before.snapshot.as_ref().map_or(i64::MAX, |snapshot| snapshot.seconds);
                    waiting.push(Waiting { seconds, at: Some(parent), path: earlier, places: carried });
                }
            }
            let new: Vec<usize> =
                places.iter().map(|(now, _)| *now).filter(|now| !traced.contains(now)).collect();
            if !new.is_empty() {
                let meaning = self.meaning_of_new(&moment)?;
                for now in new {
                    said[now].insert(meaning);
                }
            }
        }
        Ok(said.iter().map(together).collect())
    }

    /// What all references mean that stand at a moment where at most one of the artifacts is there.
    fn plain_meaning(&self, moment: &Moment) -> Option<Meaning> {
        let mut there =
            moment.standing.iter().enumerate().filter(|(_, path)| path.is_some()).map(|(at, _)| at);
        let (first, second) = (there.next(), there.next());
        if self.dispute.has_absent_rival {
            // Of a branch everything is its own that was written since it left the base.
            let is_of_rival = match self.dispute.base {
                Some(_) => moment.is_in_base,
                None => first.is_none(),
            };
            return is_of_rival.then_some(Meaning::Absent);
        }
        match (first, second) {
            (Some(only), None) => Some(Meaning::Claimant(only)),
            (None, _) => Some(Meaning::Undecided(Doubt::BeforeAll)),
            (Some(_), Some(_)) => None,
        }
    }

    /// What a reference means that came with this moment, where several artifacts are there.
    fn meaning_of_new(&mut self, moment: &Moment) -> Result<Meaning, SourceFault> {
        if moment.snapshot.as_ref().is_some_and(|snapshot| snapshot.is_boundary) {
            return Ok(Meaning::Undecided(Doubt::BeyondClone));
        }
        let there: Vec<usize> =
            (0..moment.standing.len()).filter(|at| moment.standing[*at].is_some()).collect();
        if self.dispute.has_absent_rival {
            return Ok(match there.as_slice() {
                [only] => Meaning::Claimant(*only),
                [] if self.dispute.claimants.len() == 1 => Meaning::Claimant(0),
                _ => Meaning::Undecided(Doubt::AmongSeveral),
            });
        }
        let came = self.came(moment)?;
        if let [only] = came.as_slice() {
            return Ok(Meaning::Claimant(*only));
        }
        if !came.is_empty() || moment.is_in_base {
            return Ok(Meaning::Undecided(Doubt::AmongSeveral));
        }
        let mut own = Vec::new();
        for claimant in there {
            if self.is_own(claimant)? {
                own.push(claimant);
            }
        }
        Ok(match own.as_slice() {
            [only] => Meaning::Claimant(*only),
            _ => Meaning::Undecided(Doubt::AmongSeveral),
        })
    }

    /// The claimants that are there at a moment and were not at any before it.
    fn came(&mut self, moment: &Moment) -> Result<Vec<usize>, SourceFault> {
        let mut before = Vec::new();
        for parent in self.parents(moment) {
            before.push(self.moment(Some(parent))?);
        }
        let is_new = |at: &usize| {
            moment.standing[*at].is_some() && before.iter().all(|before| before.standing[*at].is_none())
        };
        Ok((0..moment.standing.len()).filter(is_new).collect())
    }

    /// Whether a claimant came with a commit of the branch on top of which the others lay already, as after a
    /// rebase: then nobody on the branch had seen them. After a merge everybody had.
    fn is_own(&mut self, claimant: usize) -> Result<bool, SourceFault> {
        if let Some(known) = self.own.get(&claimant) {
            return Ok(*known);
        }
        let mut is_own = self.dispute.base.is_some();
        let mut seen: BTreeSet<At> = BTreeSet::from([None]);
        let mut work: Vec<At> = vec![None];
        while let Some(at) = work.pop() {
            let moment = self.moment(at)?;
            if moment.standing[claimant].is_none() {
                continue;
            }
            if moment.is_in_base {
                is_own = false;
                break;
            }
            let parents = self.parents(&moment);
            if self.came(&moment)?.contains(&claimant) {
                let mut others_were_there = !parents.is_empty();
                for parent in &parents {
                    let before = self.moment(Some(*parent))?;
                    let others = before.standing.iter().enumerate().filter(|(other, _)| *other != claimant);
                    others_were_there &= others.into_iter().all(|(_, path)| path.is_some());
                }
                is_own &= others_were_there;
            }
            work.extend(parents.into_iter().map(Some).filter(|parent| seen.insert(*parent)));
        }
        self.own.insert(claimant, is_own);
        Ok(is_own)
    }

    fn moment(&mut self, at: At) -> Result<Rc<Moment>, SourceFault> {
        if let Some(known) = self.moments.get(&at) {
            return Ok(Rc::clone(known));
        }
        let dispute = self.dispute;
        let moment = match at {
            None => Moment {
                snapshot: None,
                standing: dispute.claimants.iter().map(|claimant| Some(claimant.path.clone())).collect(),
                is_in_base: false,
            },
            Some(commit) => {
                let snapshot = dispute.commits.commit(commit)?;
                let standing = standing(&*snapshot.tree, dispute.config, dispute.key, &dispute.claimants);
                let is_in_base = match dispute.base {
                    Some(base) => dispute.commits.holds(base, commit)?,
                    None => false,
                };
                Moment { snapshot: Some(snapshot), standing, is_in_base }
            }
        };
        let moment = Rc::new(moment);
        self.moments.insert(at, Rc::clone(&moment));
        Ok(moment)
    }

    fn parents(&self, moment: &Moment) -> Vec<ObjectId> {
        match &moment.snapshot {
            Some(snapshot) => snapshot.parents.clone(),
            None => self.dispute.parents.to_vec(),
        }
    }

    fn tree<'m>(&'m self, moment: &'m Moment) -> &'m dyn Tree {
        match &moment.snapshot {
            Some(snapshot) => &*snapshot.tree,
            None => self.dispute.tree,
        }
    }

    fn text(&self, moment: &Moment, path: &RelPath) -> String {
        let bytes = self.tree(moment).read(path).unwrap_or_default();
        String::from_utf8(bytes).unwrap_or_default()
    }

    /// Where the file at `path` lay at the moment before: there, else where a file of the same name lay, or
    /// the only one whose name gave the same id.
    fn path_before(&self, path: &RelPath, moment: &Moment, before: &Moment) -> Option<RelPath> {
        if let Some(claimant) = moment.standing.iter().position(|standing| standing.as_ref() == Some(path)) {
            return before.standing[claimant].clone();
        }
        let tree = self.tree(before);
        if tree.exists(path) {
            return Some(path.clone());
        }
        let config = self.dispute.config;
        let gone: Vec<RelPath> = tree
            .list(&folders(config))
            .files
            .into_iter()
            .filter(|other| !before.standing.iter().flatten().any(|standing| standing == other))
            .filter(|other| !self.tree(moment).exists(other))
            .collect();
        let only = |found: Vec<&RelPath>| match found.as_slice() {
            [only] => Some((*only).clone()),
            _ => None,
        };
        let same_name = gone.iter().filter(|other| other.file_name() == path.file_name()).collect();
        let id = id_named_by(config, path);
        let same_id = || {
            gone.iter().filter(|other| id.is_some() && id_named_by(config, other) == id).collect::<Vec<_>>()
        };
        only(same_name).or_else(|| only(same_id()))
    }
}

/// What a reference means that different lines of history say different things about.
fn together(said: &BTreeSet<Meaning>) -> Meaning {
    let mut said_by_all = said.iter();
    match (said_by_all.next(), said_by_all.next()) {
        (Some(only), None) => *only,
        (Some(_), Some(_)) => {
            let is_old = said.contains(&Meaning::Undecided(Doubt::BeforeAll));
            Meaning::Undecided(if is_old { Doubt::BeforeAll } else { Doubt::OnSeveralSides })
        }
        (None, _) => Meaning::Undecided(Doubt::AmongSeveral),
    }
}

#[cfg(test)]
mod tests;
