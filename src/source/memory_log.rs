//! A straight history in memory, read from the text that `git log` would print: for tests and for the examples
//! of rules.

use crate::source::log::{
    Change, Commit, Extent, Log, Message, MessageQuestion, Messages, ObjectId, Question, Signature, Tag,
};
use crate::source::{CommitTime, RelPath, SourceFault, SourceFaultKind};

/// Commits, oldest first, each with its tags and the files that it changed.
#[derive(Debug, Default)]
pub(crate) struct MemoryLog {
    commits: Vec<(Commit, Vec<RelPath>)>,
    tags: Vec<Tag>,
}

impl MemoryLog {
    /// Reads what `git log --decorate --name-only` prints, newest first: `commit` with its tags in brackets, the
    /// message indented, and the files.
    pub(crate) fn parse(text: &str) -> Self {
        let mut log = Self::default();
        let mut blocks: Vec<Vec<&str>> = Vec::new();
        for line in text.lines() {
            match (line.starts_with("commit "), blocks.last_mut()) {
                (true, _) => blocks.push(vec![line]),
                (false, Some(block)) => block.push(line),
                (false, None) => {}
            }
        }
        for (at, block) in blocks.iter().rev().enumerate() {
            let head = block.first().copied().unwrap_or_default();
            let number = u8::try_from(at + 1).unwrap_or(u8::MAX);
            let Some(id) = ObjectId::of_bytes(&[number; 20]) else { continue };
            let time = CommitTime { seconds: 86_400 * (20_000 + i64::from(number)), offset_minutes: 0 };
            let names = head.split_once('(').map_or("", |(_, names)| names.trim_end_matches(')'));
            let names = names.split(", ").filter_map(|name| name.strip_prefix("tag: "));
            log.tags.extend(names.map(|name| Tag { name: name.into(), commit: id, time }));
            let lines = block.iter().skip(1);
            let message: Vec<&str> = lines
                .clone()
                .filter_map(|line| line.strip_prefix("    ").or(line.is_empty().then_some("")))
                .collect();
            let paths = lines.filter(|line| !line.is_empty() && !line.starts_with(' '));
            let commit = Commit {
                id,
                time,
                author: Signature { name: "Ana".into(), mail: "ana@example.com".into() },
                message: message.join("\n").trim().into(),
                is_boundary: false,
                changes: Vec::new(),
            };
            log.commits.push((commit, paths.filter_map(|path| RelPath::new(path)).collect()));
        }
        log.tags.sort_by(|one, other| one.name.cmp(&other.name));
        log
    }
}

impl Log for MemoryLog {
    fn read(&self, question: &Question<'_>, see: &mut dyn FnMut(Vec<Commit>)) -> Result<Extent, SourceFault> {
        let counts = |path: &&RelPath| {
            question.folders.is_empty() || question.folders.iter().any(|folder| path.is_under(folder))
        };
        for (commit, paths) in &self.commits {
            let change = |path: &RelPath| Change {
                path: path.clone(),
                from: None,
                before: Some(commit.id),
                after: Some(commit.id),
            };
            let changes = paths.iter().filter(counts).map(change).collect();
            see(vec![Commit { changes, ..commit.clone() }]);
        }
        Ok(Extent { commits: self.commits.len(), is_shallow: false })
    }

    fn content(&self, path: &RelPath, _: ObjectId) -> Result<Vec<u8>, SourceFault> {
        let reason = "this history knows no content".to_owned();
        Err(SourceFault { path: Some(path.clone()), kind: SourceFaultKind::NotFound, reason })
    }

    fn tags(&self) -> Result<Vec<Tag>, SourceFault> {
        Ok(self.tags.clone())
    }

    fn messages(&self, question: &MessageQuestion<'_>) -> Result<Messages, SourceFault> {
        let place = |id: ObjectId| self.commits.iter().position(|(commit, _)| commit.id == id);
        let wanted = self
            .commits
            .iter()
            .enumerate()
            .filter(|(_, (commit, _))| (question.is_wanted)(commit.message.as_bytes()));
        let messages = wanted.map(|(at, (commit, paths))| {
            let later = |tag: &Tag| place(tag.commit).filter(|tagged| *tagged >= at);
            let tags = question.tags.iter().enumerate();
            let first = tags.filter_map(|(tag, known)| Some((later(known)?, tag))).min();
            Message { commit: commit.clone(), tag: first.map(|(_, tag)| tag), paths: paths.clone() }
        });
        Ok(Messages {
            commits: messages.collect(),
            reached: vec![true; question.tags.len()],
            extent: Extent { commits: self.commits.len(), is_shallow: false },
        })
    }
}
