//! The messages of commits without what they changed, and the tags that hold them.
//!
//! Commits are read on all threads, and those alone are kept whose message is wanted.

use std::collections::HashMap;

use git2::{ObjectType, Oid, Sort};
use rayon::prelude::*;

use super::described;
use crate::repo::fault;
use crate::repo::git::{self, Git};
use crate::repo::revision::time_of;
use crate::source::log::{Commit, Extent, Message, MessageQuestion, Messages, ObjectId, Tag};
use crate::source::{RelPath, SourceFault, SourceFaultKind};

/// How many commits one thread reads in a row.
const RUN: usize = 256;

pub(super) fn tags(git: &Git) -> Result<Vec<Tag>, SourceFault> {
    let read = git.with(|repository| {
        let mut tags = Vec::new();
        for reference in repository.references_glob("refs/tags/*")? {
            // A tag of something else than a commit, or of one that is not in this clone, is no version.
            let Ok(reference) = reference else { continue };
            let Ok(commit) = reference.peel_to_commit() else { continue };
            let name = reference.name().ok().and_then(|name| name.strip_prefix("refs/tags/"));
            let tag = name.zip(ObjectId::of_bytes(commit.id().as_bytes()));
            tags.extend(tag.map(|(name, id)| Tag { name: name.into(), commit: id, time: time_of(&commit) }));
        }
        Ok(tags)
    })?;
    let mut tags: Vec<Tag> = read.map_err(|error: git2::Error| git.fault(&error))?;
    tags.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(tags)
}

/// A commit as it was read: what it comes from, and itself where it is wanted.
struct Read {
    parents: Vec<Oid>,
    wanted: Option<(Commit, Vec<RelPath>)>,
}

pub(super) fn messages(git: &Git, question: &MessageQuestion<'_>) -> Result<Messages, SourceFault> {
    let (walked, is_shallow) =
        git.with(|repository| Ok((walked(repository, question)?, repository.is_shallow())))??;
    let runs: Vec<Vec<Read>> = walked
        .par_chunks(RUN)
        .map(|run| git.with(|repository| read(repository, run, question))?.map_err(|error| git.fault(&error)))
        .collect::<Result<_, SourceFault>>()?;
    let mut read: Vec<Read> = runs.into_iter().flatten().collect();
    let (first, reached) = first_tags(&walked, &read, question.tags);
    let commits = read.iter_mut().zip(first).filter_map(|(read, tag)| {
        let (commit, paths) = read.wanted.take()?;
        Some(Message { commit, tag, paths })
    });
    Ok(Messages { commits: commits.collect(), reached, extent: Extent { commits: walked.len(), is_shallow } })
}

/// The commits that are asked for, oldest first.
fn walked(repository: &git2::Repository, question: &MessageQuestion<'_>) -> Result<Vec<Oid>, SourceFault> {
    let until = git::commit(repository, question.until)?.id();
    let since = question.since.map(|since| git::commit(repository, since)).transpose()?;
    let walk = || {
        let mut walk = repository.revwalk()?;
        walk.set_sorting(Sort::TOPOLOGICAL | Sort::REVERSE)?;
        walk.push(until)?;
        if let Some(since) = &since {
            walk.hide(since.id())?;
        }
        walk.collect::<Result<Vec<Oid>, git2::Error>>()
    };
    walk().map_err(|error| {
        let reason = format!("git cannot walk the history: {}", error.message());
        fault::general(SourceFaultKind::Unavailable, reason)
    })
}

fn read(
    repository: &git2::Repository,
    run: &[Oid],
    question: &MessageQuestion<'_>,
) -> Result<Vec<Read>, git2::Error> {
    let objects = repository.odb()?;
    let mut all = Vec::with_capacity(run.len());
    for id in run {
        let object = objects.read(*id)?;
        let bytes = if object.kind() == ObjectType::Commit { object.data() } else { &[] };
        let head = memchr::memmem::find(bytes, b"\n\n").unwrap_or(bytes.len());
        let is_wanted = (question.is_wanted)(bytes.get(head..).unwrap_or_default());
        let wanted = match is_wanted {
            true => {
                let commit = repository.find_commit(*id)?;
                let paths = if question.with_paths { changed(repository, &commit)? } else { Vec::new() };
                described(&commit, false, Vec::new()).map(|commit| (commit, paths))
            }
            false => None,
        };
        let parents = if question.tags.is_empty() { Vec::new() } else { parents(&bytes[..head]) };
        all.push(Read { parents, wanted });
    }
    Ok(all)
}

/// The files that a commit changed, as seen from its first parent.
fn changed(repository: &git2::Repository, commit: &git2::Commit<'_>) -> Result<Vec<RelPath>, git2::Error> {
    // The oldest commit of a shallow clone names parents that are not there.
    let before = commit.parent(0).and_then(|parent| parent.tree()).ok();
    let difference = repository.diff_tree_to_tree(before.as_ref(), Some(&commit.tree()?), None)?;
    let path = |delta: git2::DiffDelta<'_>| {
        let file = if delta.status() == git2::Delta::Deleted { delta.old_file() } else { delta.new_file() };
        file.path().and_then(|path| RelPath::new(path.to_str()?))
    };
    Ok(difference.deltas().filter_map(path).collect())
}

/// The ids behind `parent` at the beginning of a commit.
fn parents(head: &[u8]) -> Vec<Oid> {
    let lines = head.split(|byte| *byte == b'\n');
    let ids = lines.filter_map(|line| std::str::from_utf8(line.strip_prefix(b"parent ")?).ok());
    ids.filter_map(|id| Oid::from_str(id).ok()).collect()
}

/// For each commit the first tag that holds it, and for each tag whether it was come across.
fn first_tags(walked: &[Oid], read: &[Read], tags: &[Tag]) -> (Vec<Option<usize>>, Vec<bool>) {
    let mut first = vec![None; walked.len()];
    let mut reached = vec![false; tags.len()];
    if tags.is_empty() {
        return (first, reached);
    }
    let places: HashMap<Oid, usize> = walked.iter().enumerate().map(|(at, id)| (*id, at)).collect();
    let place = |id: ObjectId| places.get(&Oid::from_bytes(id.as_bytes()).ok()?).copied();
    let mut tagged: Vec<(usize, usize)> =
        tags.iter().enumerate().filter_map(|(tag, known)| Some((place(known.commit)?, tag))).collect();
    // What an earlier tag holds is not looked at again for a later one.
    tagged.sort_unstable();
    for (start, tag) in tagged {
        reached[tag] = true;
        let mut waiting = vec![start];
        while let Some(at) = waiting.pop() {
            if first[at].is_none() {
                first[at] = Some(tag);
                waiting.extend(read[at].parents.iter().filter_map(|parent| places.get(parent).copied()));
            }
        }
    }
    (first, reached)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::repo::sandbox::Sandbox;
    use crate::source::log::Log;

    /// Subjects with the first tag that holds them, and the tags that were reached.
    fn told(sandbox: &Sandbox, until: &str, is_wanted: &(dyn Fn(&[u8]) -> bool + Sync)) -> [Vec<String>; 2] {
        let log = sandbox.repository().log().expect("git");
        let tags = log.tags().expect("tags");
        let question = MessageQuestion { until, since: None, tags: &tags, is_wanted, with_paths: true };
        let found = log.messages(&question).expect("messages");
        let commits = found.commits.iter().map(|found| {
            format!("{}: {}", found.commit.subject(), found.tag.map_or("none", |tag| &tags[tag].name))
        });
        let reached = tags.iter().zip(&found.reached).filter(|(_, reached)| **reached);
        [commits.collect(), reached.map(|(tag, _)| tag.name.to_string()).collect()]
    }

    fn tag(sandbox: &Sandbox, name: &str, commit: Oid) {
        let git = sandbox.git();
        let commit = git.find_object(commit, None).expect("a commit");
        git.tag_lightweight(name, &commit, false).expect("a tag");
    }

    #[test]
    fn a_commit_belongs_to_the_first_tag_that_holds_it() {
        let sandbox = Sandbox::with_git();
        sandbox.commit("one");
        let two = sandbox.commit("two\n\nImplements: REQ-1");
        let three = sandbox.commit("three");
        sandbox.commit("four");
        tag(&sandbox, "v2", three);
        tag(&sandbox, "v1", two);
        let expect = ["one: v1", "two: v1", "three: v2", "four: none"].map(str::to_owned).to_vec();
        assert_eq!(told(&sandbox, "HEAD", &|_| true), [expect, vec!["v1".to_owned(), "v2".to_owned()]]);
        let trailers = |message: &[u8]| message.ends_with(b"REQ-1");
        assert_eq!(
            told(&sandbox, "HEAD~2", &trailers),
            [["two: v1".to_owned()], ["v1".to_owned()]].map(Vec::from)
        );
    }
}
