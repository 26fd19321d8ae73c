//! In which files two trees differ: both are walked side by side, and equal folders are passed by.
//!
//! Reads tree objects as git stores them, since the entries of a folder with a thousand files need not
//! become values when one of them differs.

use std::collections::HashMap;
use std::rc::Rc;

use git2::{Odb, OdbObject, Oid};

/// One entry of a folder, as git stores it.
#[derive(Clone, Copy, Debug)]
struct Entry<'a> {
    mode: u32,
    name: &'a [u8],
    id: &'a [u8],
}

/// A file that is not the same in both trees.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Difference {
    /// From the root of the repository.
    pub(super) path: Vec<u8>,
    /// Mode and content before and after; nothing where there is no file.
    pub(super) before: Option<(u32, Oid)>,
    pub(super) after: Option<(u32, Oid)>,
}

/// Compares trees, and remembers which could not be read.
pub(super) struct Trees<'r> {
    objects: &'r Odb<'r>,
    /// The folders of interest from the root of the repository, without slashes at their ends; all where
    /// there are none.
    folders: &'r [Vec<u8>],
    /// How many tree objects are not there.
    pub(super) missing: usize,
    /// What the last comparison read and what this one reads: along a history, the folder that was the
    /// later one is the earlier one next.
    last: HashMap<Oid, Rc<OdbObject<'r>>>,
    current: HashMap<Oid, Rc<OdbObject<'r>>>,
}

impl<'r> Trees<'r> {
    pub(super) fn new(objects: &'r Odb<'r>, folders: &'r [Vec<u8>]) -> Self {
        Self { objects, folders, missing: 0, last: HashMap::new(), current: HashMap::new() }
    }

    /// The files that differ, sorted by path. Links and submodules are no files.
    pub(super) fn differences(&mut self, before: Option<Oid>, after: Option<Oid>) -> Vec<Difference> {
        std::mem::swap(&mut self.last, &mut self.current);
        self.current.clear();
        let mut found = Vec::new();
        if before != after {
            self.compare(&mut Vec::new(), before, after, &mut found);
        }
        found
    }

    fn compare(
        &mut self,
        path: &mut Vec<u8>,
        before: Option<Oid>,
        after: Option<Oid>,
        found: &mut Vec<Difference>,
    ) {
        let length = before.or(after).map_or(0, |id| id.as_bytes().len());
        let objects = [before, after].map(|id| id.and_then(|id| self.read(id)));
        let [mut before, mut after] = objects
            .each_ref()
            .map(|object| Entries { rest: object.as_ref().map_or(&[], |object| object.data()), length });
        before.skip_common(&mut after);
        let (mut old, mut new) = (before.next(), after.next());
        loop {
            let (one, other) = match (old, new) {
                (None, None) => break,
                (Some(one), None) => {
                    old = before.next();
                    (Some(one), None)
                }
                (None, Some(other)) => {
                    new = after.next();
                    (None, Some(other))
                }
                (Some(one), Some(other)) => match one.key().cmp(&other.key()) {
                    std::cmp::Ordering::Less => {
                        old = before.next();
                        (Some(one), None)
                    }
                    std::cmp::Ordering::Greater => {
                        new = after.next();
                        (None, Some(other))
                    }
                    std::cmp::Ordering::Equal => {
                        old = before.next();
                        new = after.next();
                        (Some(one), Some(other))
                    }
                },
            };
            self.entry(path, one, other, found);
        }
    }

    fn entry(
        &mut self,
        path: &mut Vec<u8>,
        before: Option<Entry<'_>>,
        after: Option<Entry<'_>>,
        found: &mut Vec<Difference>,
    ) {
        let Some(name) = before.or(after).map(|entry| entry.name) else { return };
        if before.map(|entry| (entry.mode, entry.id)) == after.map(|entry| (entry.mode, entry.id)) {
            return;
        }
        let length = path.len();
        if !path.is_empty() {
            path.push(b'/');
        }
        path.extend_from_slice(name);
        let folders = [before, after].map(|entry| entry.filter(Entry::is_folder).and_then(Entry::oid));
        let files = [before, after]
            .map(|entry| entry.filter(Entry::is_file).and_then(|entry| Some((entry.mode, entry.oid()?))));
        if folders != [None, None] && self.leads_to_interest(path) {
            let [before, after] = folders;
            self.compare(path, before, after, found);
        }
        if files != [None, None] && self.is_of_interest(path) {
            let [before, after] = files;
            found.push(Difference { path: path.clone(), before, after });
        }
        path.truncate(length);
    }

    /// Whether a folder lies in a folder of interest, or above one.
    fn leads_to_interest(&self, path: &[u8]) -> bool {
        self.is_of_interest(path) || self.folders.iter().any(|folder| is_under(folder, path))
    }

    fn is_of_interest(&self, path: &[u8]) -> bool {
        self.folders.is_empty() || self.folders.iter().any(|folder| is_under(path, folder))
    }

    fn read(&mut self, id: Oid) -> Option<Rc<OdbObject<'r>>> {
        let known = self.current.get(&id).or_else(|| self.last.get(&id)).cloned();
        let object = known.or_else(|| self.objects.read(id).ok().map(Rc::new));
        match &object {
            Some(object) => {
                self.current.insert(id, Rc::clone(object));
            }
            None => self.missing += 1,
        }
        object
    }
}

/// The entries of a tree object that are still to be seen: `MODE NAME\0ID`, one behind the other.
#[derive(Clone, Copy)]
struct Entries<'a> {
    rest: &'a [u8],
    /// The bytes of an id.
    length: usize,
}

impl<'a> Entries<'a> {
    /// Passes by the entries with which both begin.
    fn skip_common(&mut self, other: &mut Self) {
        loop {
            let (mut one, mut two) = (*self, *other);
            if one.next().is_none() || two.next().is_none() {
                return;
            }
            let size = self.rest.len() - one.rest.len();
            if self.rest.get(..size) != other.rest.get(..size) {
                return;
            }
            (*self, *other) = (one, two);
        }
    }
}

impl<'a> Iterator for Entries<'a> {
    type Item = Entry<'a>;

    fn next(&mut self) -> Option<Entry<'a>> {
        let space = self.rest.iter().position(|byte| *byte == b' ')?;
        let (mode, rest) = self.rest.split_at(space);
        let end = rest.iter().position(|byte| *byte == 0)?;
        let (name, rest) = (rest.get(1..end)?, rest.get(end + 1..)?);
        let (id, rest) = (rest.get(..self.length)?, rest.get(self.length..)?);
        self.rest = rest;
        let mode = mode.iter().try_fold(0_u32, |mode, digit| {
            digit.is_ascii_digit().then(|| mode.wrapping_mul(8) + u32::from(digit - b'0'))
        })?;
        Some(Entry { mode, name, id })
    }
}

fn is_under(path: &[u8], folder: &[u8]) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.first().is_none_or(|byte| *byte == b'/'))
}

impl Entry<'_> {
    /// What entries are sorted by: a folder as if its name ended in a slash.
    fn key(&self) -> Key<'_> {
        Key { name: self.name, is_folder: self.is_folder() }
    }

    fn is_folder(&self) -> bool {
        self.mode & 0o170_000 == 0o040_000
    }

    fn is_file(&self) -> bool {
        self.mode & 0o170_000 == 0o100_000
    }

    fn oid(self) -> Option<Oid> {
        Oid::from_bytes(self.id).ok()
    }
}

#[derive(PartialEq, Eq)]
struct Key<'a> {
    name: &'a [u8],
    is_folder: bool,
}

impl Key<'_> {
    fn bytes(&self) -> impl Iterator<Item = u8> {
        self.name.iter().copied().chain(self.is_folder.then_some(b'/'))
    }

    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.bytes().cmp(other.bytes())
    }
}
