//! What storage remembers: commits in their order, and what each changed.
//!
//! Knows files and their bytes; what a change means is read by `history`.

use std::fmt;

use crate::source::{CommitTime, RelPath, SourceFault};

/// The commits of a repository.
pub(crate) trait Log: Sync {
    /// Shows the commits that changed a file under the folders, oldest first, a few hundred at a time, so
    /// that a long history never lies in memory whole.
    fn read(&self, question: &Question<'_>, see: &mut dyn FnMut(Vec<Commit>)) -> Result<Extent, SourceFault>;

    /// The bytes of a file as a commit left it.
    fn content(&self, path: &RelPath, id: ObjectId) -> Result<Vec<u8>, SourceFault>;

    /// Every tag that leads to a commit, sorted by name.
    fn tags(&self) -> Result<Vec<Tag>, SourceFault>;

    /// The commits whose messages are wanted, of the whole graph, oldest first.
    fn messages(&self, question: &MessageQuestion<'_>) -> Result<Messages, SourceFault>;
}

/// A tag and the commit that it leads to.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Tag {
    pub(crate) name: Box<str>,
    pub(crate) commit: ObjectId,
    /// When that commit was made.
    pub(crate) time: CommitTime,
}

/// Which messages are asked for.
pub(crate) struct MessageQuestion<'a> {
    /// The last commit, as git names revisions.
    pub(crate) until: &'a str,
    /// Commits that this one knows already are left out.
    pub(crate) since: Option<&'a str>,
    /// The tags that are asked for each commit whether they hold it.
    pub(crate) tags: &'a [Tag],
    /// Whether a message, as its bytes are, is wanted.
    pub(crate) is_wanted: &'a (dyn Fn(&[u8]) -> bool + Sync),
    /// Whether it is asked which files each commit changed.
    pub(crate) with_paths: bool,
}

/// A commit whose message was wanted.
#[derive(Debug)]
pub(crate) struct Message {
    /// Without its changes.
    pub(crate) commit: Commit,
    /// The first of the tags that hold it, by its place.
    pub(crate) tag: Option<usize>,
    /// The files that it changed as seen from its first parent, as the git repository counts paths; empty where
    /// that was not asked.
    pub(crate) paths: Vec<RelPath>,
}

/// The commits that are wanted, and what is known of the tags.
#[derive(Debug, Default)]
pub(crate) struct Messages {
    pub(crate) commits: Vec<Message>,
    /// For each tag whether the last commit comes from it or is it.
    pub(crate) reached: Vec<bool>,
    pub(crate) extent: Extent,
}

/// Which commits are asked for.
#[derive(Clone, Debug)]
pub(crate) struct Question<'a> {
    /// The last commit, as git names revisions.
    pub(crate) until: &'a str,
    /// Commits that this one knows already are left out.
    pub(crate) since: Option<&'a str>,
    /// The folders of interest; all where there are none.
    pub(crate) folders: &'a [RelPath],
    pub(crate) walk: Walk,
}

/// Which way the commits are walked.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) enum Walk {
    /// First parents alone: what the branch itself saw, a merge as one step.
    #[default]
    FirstParent,
    /// Every commit; a merge only with what it took from none of its parents.
    Whole,
}

/// How far the answer reaches.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Extent {
    /// How many commits were looked at, with changes or without.
    pub(crate) commits: usize,
    /// Whether the clone is shallow, so that its oldest commits seem to add what was there before them.
    pub(crate) is_shallow: bool,
}

/// A commit and what it changed under the folders of interest.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Commit {
    pub(crate) id: ObjectId,
    pub(crate) time: CommitTime,
    pub(crate) author: Signature,
    pub(crate) message: Box<str>,
    /// Whether what came before it is not in this clone: what it seems to add may be older.
    pub(crate) is_boundary: bool,
    /// Sorted by path.
    pub(crate) changes: Vec<Change>,
}

impl Commit {
    /// The first line of the message.
    pub(crate) fn subject(&self) -> &str {
        self.message.lines().find(|line| !line.trim().is_empty()).map_or("", str::trim)
    }
}

/// Who made a commit, as they called themselves; either part may be empty.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Signature {
    pub(crate) name: Box<str>,
    pub(crate) mail: Box<str>,
}

/// What a commit did to one file.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Change {
    /// Where the file is afterwards, or where it was removed.
    pub(crate) path: RelPath,
    /// Where it was before, if it was moved.
    pub(crate) from: Option<RelPath>,
    /// The content before; nothing for a file that came.
    pub(crate) before: Option<ObjectId>,
    /// The content after; nothing for a file that went.
    pub(crate) after: Option<ObjectId>,
}

/// The name of a commit or of a content: a SHA-1 or a SHA-256.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct ObjectId {
    bytes: [u8; 32],
    length: u8,
}

impl ObjectId {
    /// The id of 20 or 32 bytes; nothing for any other count.
    pub(crate) fn of_bytes(bytes: &[u8]) -> Option<Self> {
        if !matches!(bytes.len(), 20 | 32) {
            return None;
        }
        let mut id = Self { bytes: [0; 32], length: u8::try_from(bytes.len()).ok()? };
        id.bytes[..bytes.len()].copy_from_slice(bytes);
        Some(id)
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.bytes[..usize::from(self.length)]
    }

    /// The first ten digits: enough to find a commit by, in all but the largest repositories.
    pub(crate) fn short(self) -> String {
        let mut text = self.to_string();
        text.truncate(10);
        text
    }
}

impl fmt::Display for ObjectId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_bytes().iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for ObjectId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_written_in_hexadecimal() {
        let id = ObjectId::of_bytes(&[0xab; 20]).expect("an id");
        assert_eq!(id.to_string(), "ab".repeat(20));
        assert_eq!(id.short(), "ababababab");
        assert_eq!(ObjectId::of_bytes(&[1; 32]).expect("an id").to_string().len(), 64);
        assert_eq!(ObjectId::of_bytes(&[1; 21]), None);
    }
}
