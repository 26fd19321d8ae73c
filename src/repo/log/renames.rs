//! Which of the files that a commit took away are files that it added: git's own procedure.
//!
//! First files with the same content, then files whose name is the only one of its kind on either side,
//! at three quarters similarity, then the best pairs of what is left, at half.

use std::collections::HashMap;

use git2::Oid;

use super::similarity::{IDENTICAL, Pieces};

/// Half: what git takes for a rename unless told otherwise.
const LEAST: u64 = IDENTICAL / 2;
/// What files with the same name, found nowhere else, must reach.
const LEAST_BY_NAME: u64 = LEAST + (IDENTICAL - LEAST) / 2;
/// How many sources are remembered for a file.
const CANDIDATES: usize = 4;
/// Files on one side whose square is the most pairs that are compared, as git has it; beyond it only
/// the first two steps are taken.
const LIMIT: usize = 1_000;

/// A file that came or went.
#[derive(Clone, Copy, Debug)]
pub(super) struct Side<'a> {
    pub(super) path: &'a [u8],
    pub(super) id: Oid,
    pub(super) mode: u32,
}

impl<'a> Side<'a> {
    /// The side of a file with a mode and a content.
    pub(super) fn of(path: &'a [u8], file: Option<(u32, Oid)>) -> Option<Self> {
        let (mode, id) = file?;
        Some(Self { path, id, mode })
    }
}

/// For each file that came, the position of the one that went and became it. Both lists are sorted by
/// path; `read` gives the bytes of a content, and a content that it cannot give is like no other.
pub(super) fn renames(
    gone: &[Side<'_>],
    come: &[Side<'_>],
    read: &mut dyn FnMut(Oid) -> Option<Vec<u8>>,
) -> Vec<Option<usize>> {
    let mut pairs = Pairs {
        source_of: vec![None; come.len()],
        is_used: vec![false; gone.len()],
        gone,
        come,
        pieces: HashMap::new(),
        read,
    };
    pairs.same_content();
    pairs.same_name();
    pairs.most_similar();
    pairs.source_of
}

struct Pairs<'a, 'r> {
    gone: &'a [Side<'a>],
    come: &'a [Side<'a>],
    source_of: Vec<Option<usize>>,
    is_used: Vec<bool>,
    pieces: HashMap<Oid, Option<Pieces>>,
    read: &'r mut dyn FnMut(Oid) -> Option<Vec<u8>>,
}

#[derive(Clone, Copy, Debug)]
struct Candidate {
    come: usize,
    gone: usize,
    score: u64,
    has_same_name: bool,
}

impl Candidate {
    /// Better ones are greater.
    fn rank(&self) -> (u64, bool) {
        (self.score, self.has_same_name)
    }
}

impl Pairs<'_, '_> {
    fn pair(&mut self, come: usize, gone: usize) {
        self.source_of[come] = Some(gone);
        self.is_used[gone] = true;
    }

    fn same_content(&mut self) {
        let mut by_content: HashMap<Oid, Vec<usize>> = HashMap::new();
        for (at, gone) in self.gone.iter().enumerate() {
            by_content.entry(gone.id).or_default().push(at);
        }
        for (at, come) in self.come.iter().enumerate() {
            let Some(sources) = by_content.get(&come.id) else { continue };
            let free = |source: &&usize| {
                let gone = &self.gone[**source];
                !self.is_used[**source]
                    && (is_regular(gone.mode) && is_regular(come.mode) || gone.mode == come.mode)
            };
            let named = |source: &&usize| name(self.gone[**source].path) == name(come.path);
            let found =
                sources.iter().filter(free).find(named).or_else(|| sources.iter().find(free)).copied();
            if let Some(source) = found {
                self.pair(at, source);
            }
        }
    }

    fn same_name(&mut self) {
        let sources = only_ones(self.gone.iter().enumerate().filter(|(at, _)| !self.is_used[*at]));
        let targets = only_ones(self.come.iter().enumerate().filter(|(at, _)| self.source_of[*at].is_none()));
        for gone in 0..self.gone.len() {
            let name = name(self.gone[gone].path);
            let (Some(Some(source)), Some(Some(come))) = (sources.get(name), targets.get(name)) else {
                continue;
            };
            if *source == gone && self.score(gone, *come) >= LEAST_BY_NAME {
                self.pair(*come, gone);
            }
        }
    }

    fn most_similar(&mut self) {
        let sources: Vec<usize> = (0..self.gone.len()).filter(|at| !self.is_used[*at]).collect();
        let targets: Vec<usize> = (0..self.come.len()).filter(|at| self.source_of[*at].is_none()).collect();
        if sources.len().saturating_mul(targets.len()) > LIMIT * LIMIT {
            return;
        }
        let mut candidates: Vec<Candidate> = Vec::new();
        for come in targets {
            let mut best: [Option<Candidate>; CANDIDATES] = [None; CANDIDATES];
            for gone in &sources {
                let score = self.score(*gone, come);
                let has_same_name = name(self.gone[*gone].path) == name(self.come[come].path);
                keep_if_better(&mut best, Candidate { come, gone: *gone, score, has_same_name });
            }
            candidates.extend(best.into_iter().flatten());
        }
        candidates.sort_by_key(|candidate| std::cmp::Reverse(candidate.rank()));
        for candidate in candidates {
            if candidate.score < LEAST {
                break;
            }
            if self.source_of[candidate.come].is_none() && !self.is_used[candidate.gone] {
                self.pair(candidate.come, candidate.gone);
            }
        }
    }

    fn score(&mut self, gone: usize, come: usize) -> u64 {
        let (gone, come) = (self.gone[gone], self.come[come]);
        if !is_regular(gone.mode) || !is_regular(come.mode) {
            return 0;
        }
        for id in [gone.id, come.id] {
            if !self.pieces.contains_key(&id) {
                let pieces = (self.read)(id).map(|bytes| Pieces::of(&bytes));
                self.pieces.insert(id, pieces);
            }
        }
        match (self.pieces.get(&gone.id), self.pieces.get(&come.id)) {
            (Some(Some(gone)), Some(Some(come))) => gone.similarity(come, LEAST),
            _ => 0,
        }
    }
}

/// The place that git gives a candidate: the first empty one, else that of the first of the worst.
fn keep_if_better(best: &mut [Option<Candidate>; CANDIDATES], candidate: Candidate) {
    let mut worst = 0;
    for at in 1..CANDIDATES {
        let is_worse = match (&best[at], &best[worst]) {
            (None, Some(_)) => true,
            (Some(one), Some(other)) => one.rank() < other.rank(),
            (_, None) => false,
        };
        if is_worse {
            worst = at;
        }
    }
    if best[worst].is_none_or(|worst| worst.rank() < candidate.rank()) {
        best[worst] = Some(candidate);
    }
}

/// The files by name; nothing where several have it.
fn only_ones<'a>(sides: impl Iterator<Item = (usize, &'a Side<'a>)>) -> HashMap<&'a [u8], Option<usize>> {
    let mut found: HashMap<&[u8], Option<usize>> = HashMap::new();
    for (at, side) in sides {
        found.entry(name(side.path)).and_modify(|only| *only = None).or_insert(Some(at));
    }
    found
}

fn name(path: &[u8]) -> &[u8] {
    path.rsplit(|byte| *byte == b'/').next().unwrap_or_default()
}

fn is_regular(mode: u32) -> bool {
    mode & 0o170_000 == 0o100_000
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Files as `path=content`; the answer as `gone>come`.
    #[track_caller]
    fn check(gone: &[&str], come: &[&str], expect: &[&str]) {
        let mut contents: HashMap<Oid, Vec<u8>> = HashMap::new();
        let mut sides = |files: &[&'static str]| -> Vec<Side<'static>> {
            let mut sides = Vec::new();
            for file in files {
                let (path, content) = file.split_once('=').expect("a path and a content");
                let content = content.replace(' ', "\n");
                let id = Oid::hash_object(git2::ObjectType::Blob, content.as_bytes()).expect("an id");
                contents.insert(id, content.into_bytes());
                sides.push(Side { path: path.as_bytes(), id, mode: 0o100_644 });
            }
            sides
        };
        let leak = |files: &[&str]| -> Vec<&'static str> {
            files.iter().map(|file| &*Box::leak((*file).to_owned().into_boxed_str())).collect()
        };
        let (gone, come) = (sides(&leak(gone)), sides(&leak(come)));
        let found = renames(&gone, &come, &mut |id| contents.get(&id).cloned());
        let text = |side: &Side<'_>| String::from_utf8_lossy(side.path).into_owned();
        let shown: Vec<String> = found
            .iter()
            .zip(&come)
            .filter_map(|(source, come)| Some(format!("{}>{}", text(&gone[(*source)?]), text(come))))
            .collect();
        assert_eq!(shown, expect);
    }

    #[test]
    fn the_same_content_is_the_same_file_first_under_the_same_name() {
        check(&["a/x=1 2 3", "b/y=1 2 3"], &["c/y=1 2 3", "d/z=1 2 3"], &["b/y>c/y", "a/x>d/z"]);
    }

    #[test]
    fn a_name_that_is_the_only_one_is_followed_at_three_quarters() {
        check(&["a/x=1 2 3 4", "a/y=1 2 3 5"], &["b/x=1 2 3 6"], &["a/x>b/x"]);
        check(&["a/x=1 2 7 4", "a/y=1 2 3 5"], &["b/x=1 2 3 6"], &["a/y>b/x"]);
    }

    #[test]
    fn half_of_the_content_is_enough_and_less_is_not() {
        check(&["a=1 2 3 4"], &["b=1 2 5 6"], &["a>b"]);
        check(&["a=1 2 3 4"], &["b=1 5 6 7"], &[]);
    }

    #[test]
    fn a_file_becomes_one_other_and_the_most_similar() {
        check(&["a=1 2 3 4"], &["b=1 2 5 6", "c=1 2 3 6"], &["a>c"]);
        check(&["a=1 2 3 4", "b=1 2 3 5"], &["c=1 2 3 4 6", "d=1 2 3 5 6"], &["a>c", "b>d"]);
    }
}
