//! A change worked out against what stands on the disk: everything is checked, nothing is written.
//!
//! The changes of one write act on each other in their order; what remains is at most one step for
//! each path.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, Metadata};
use std::path::Path;

use crate::repo::disk::Stamp;
use crate::repo::fault;
use crate::repo::spelling::{self, Listed};
use crate::repo::standing::{self, Standing};
use crate::repo::working_tree::read_file;
use crate::source::spelling::{are_twins, folded};
use crate::source::{FileChange, RelPath, SourceFault, SourceFaultKind};

/// What a write has to do.
#[derive(Default)]
pub(super) struct Draft<'a> {
    /// Folders that are missing, outer ones first.
    pub(super) new_folders: Vec<RelPath>,
    pub(super) puts: Vec<Put<'a>>,
    pub(super) moves: Vec<Move>,
    pub(super) removals: Vec<Removal>,
    /// The files that were looked at, as they were.
    pub(super) seen: Vec<(RelPath, Stamp)>,
}

/// New bytes at a path.
pub(super) struct Put<'a> {
    pub(super) to: RelPath,
    pub(super) bytes: Cow<'a, [u8]>,
    /// The file whose permissions and owner the new one takes.
    pub(super) like: Option<Metadata>,
    /// The bytes that stand there now.
    pub(super) before: Option<Vec<u8>>,
}

/// A file that keeps its bytes under a new name.
pub(super) struct Move {
    pub(super) from: RelPath,
    pub(super) to: RelPath,
    /// The names are twins: on some file systems the new one is taken by the file itself.
    pub(super) respelled: bool,
}

pub(super) struct Removal {
    pub(super) path: RelPath,
    pub(super) before: Vec<u8>,
}

impl<'a> Draft<'a> {
    pub(super) fn of(
        root: &'a Path,
        listed: Option<&Listed>,
        changes: &'a [FileChange],
    ) -> Result<Self, SourceFault> {
        let (twins, absent) = twins(root, listed, changes)?;
        let mut slots = Slots { root, slots: BTreeMap::new(), spelt: BTreeMap::new(), twins, absent };
        for change in changes {
            slots.apply(change)?;
        }
        slots.finish()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.puts.is_empty() && self.moves.is_empty() && self.removals.is_empty()
    }
}

/// A file as it stands on the disk.
struct Original {
    metadata: Metadata,
    bytes: OnceCell<Vec<u8>>,
}

/// What a path holds at some point of the change.
struct Content<'a> {
    /// The file that the content comes from.
    origin: Option<RelPath>,
    /// New bytes, or nothing where they are still the origin's.
    bytes: Option<&'a [u8]>,
}

struct Slot<'a> {
    original: Option<Original>,
    now: Option<Content<'a>>,
}

struct Slots<'a> {
    root: &'a Path,
    slots: BTreeMap<RelPath, Slot<'a>>,
    /// The paths of the slots by their folders and the form of their names in which twins are equal.
    spelt: BTreeMap<(RelPath, String), Vec<RelPath>>,
    /// Names on the disk that differ from a new path only in spelling.
    twins: Twins,
    /// Folders that do not stand there yet, and so hold nothing: each is looked at once, however many files go there.
    absent: BTreeSet<RelPath>,
}

type Twins = BTreeMap<RelPath, Vec<RelPath>>;

/// For every path that the changes create, the twins that stand in its folder; and the folders that do not stand there.
fn twins(
    root: &Path,
    listed: Option<&Listed>,
    changes: &[FileChange],
) -> Result<(Twins, BTreeSet<RelPath>), SourceFault> {
    let mut by_folder: BTreeMap<RelPath, Vec<&str>> = BTreeMap::new();
    for change in changes {
        if let FileChange::Create { path, .. } | FileChange::Rename { to: path, .. } = change {
            by_folder.entry(path.parent()).or_default().push(path.file_name());
        }
    }
    let (mut twins, mut absent) = (BTreeMap::new(), BTreeSet::new());
    for (folder, names) in by_folder {
        match standing::at(root, &folder) {
            Ok(Standing::Folder) => {}
            Ok(Standing::Nothing) => {
                absent.insert(folder);
                continue;
            }
            // What stands in the way is told of the first file that goes there.
            Ok(Standing::File(_) | Standing::Special) | Err(_) => continue,
        }
        let found = match listed.and_then(|listed| listed.names_in(&folder)) {
            Some(known) => spelling::twins_among(known, &names),
            None => spelling::twins_in(&root.join(folder.as_str()), &names)
                .map_err(|error| fault::of_io(&folder, &error))?,
        };
        for (name, others) in found {
            twins.insert(folder.join(&name), others.iter().map(|other| folder.join(other)).collect());
        }
    }
    Ok((twins, absent))
}

impl<'a> Slots<'a> {
    fn apply(&mut self, change: &'a FileChange) -> Result<(), SourceFault> {
        match change {
            FileChange::Create { path, bytes } => {
                self.expect_free(path, None)?;
                self.set(path, Some(Content { origin: None, bytes: Some(bytes) }));
            }
            FileChange::Replace { path, before, bytes } => {
                self.expect_bytes(path, before)?;
                let origin =
                    self.slots.get_mut(path).and_then(|slot| slot.now.take()).and_then(|now| now.origin);
                self.set(path, Some(Content { origin, bytes: Some(bytes) }));
            }
            FileChange::Rename { from, to } => {
                self.expect_free(to, Some(from))?;
                self.load(from, false)?;
                let now = self.slots.get_mut(from).and_then(|slot| slot.now.take());
                let Some(now) = now else { return Err(no_such_file(from)) };
                self.set(to, Some(now));
            }
            FileChange::Remove { path, before } => {
                self.expect_bytes(path, before)?;
                self.set(path, None);
            }
        }
        Ok(())
    }

    fn set(&mut self, path: &RelPath, now: Option<Content<'a>>) {
        if let Some(slot) = self.slots.get_mut(path) {
            slot.now = now;
        } else {
            self.insert(path, Slot { original: None, now });
        }
    }

    /// Adds a slot for a path that has none.
    fn insert(&mut self, path: &RelPath, slot: Slot<'a>) {
        self.spelt.entry(spelling_of(path)).or_default().push(path.clone());
        self.slots.insert(path.clone(), slot);
    }

    /// Looks at what stands at `path`, once.
    fn load(&mut self, path: &RelPath, for_new_file: bool) -> Result<(), SourceFault> {
        if self.slots.contains_key(path) {
            return Ok(());
        }
        let kind = if for_new_file { SourceFaultKind::Conflict } else { SourceFaultKind::Unavailable };
        let is_absent = self.absent.contains(&path.parent()) && !fault::is_in_git_folder(path);
        let standing = if is_absent { Standing::Nothing } else { standing::at(self.root, path)? };
        let original = match standing {
            Standing::Nothing => None,
            Standing::File(metadata) => Some(Original { metadata, bytes: OnceCell::new() }),
            Standing::Folder => return Err(fault::new(path, kind, "a folder stands there, not a file")),
            Standing::Special => {
                return Err(fault::new(path, kind, "a pipe, a socket or a device stands there, not a file"));
            }
        };
        let now = original.as_ref().map(|_| Content { origin: Some(path.clone()), bytes: None });
        self.insert(path, Slot { original, now });
        Ok(())
    }

    /// Checks that a file can be made at `path`; `from` is the file that is renamed to it.
    fn expect_free(&mut self, path: &RelPath, from: Option<&RelPath>) -> Result<(), SourceFault> {
        self.load(path, true)?;
        if let Some(from) = from.filter(|from| is_respelling(from, path)) {
            self.load(from, false)?;
            self.forget_if_same_file(from, path);
        }
        if self.slots.get(path).is_some_and(|slot| slot.now.is_some()) {
            return Err(fault::new(path, SourceFaultKind::Conflict, "a file stands there already"));
        }
        let is_gone = |twin: &RelPath| {
            from == Some(twin) || self.slots.get(twin).is_some_and(|slot| slot.now.is_none())
        };
        let on_disk = self.twins.get(path).into_iter().flatten().find(|twin| !is_gone(twin));
        let drafted = || {
            let is_twin = |other: &&RelPath| {
                let stands = self.slots.get(other).is_some_and(|slot| slot.now.is_some());
                stands && from != Some(*other) && is_respelling(other, path)
            };
            self.spelt.get(&spelling_of(path)).into_iter().flatten().find(is_twin)
        };
        if let Some(twin) = on_disk.or_else(drafted) {
            let reason = format!(
                "{} stands there already; the names differ only in spelling and some file systems take them for one",
                twin.file_name()
            );
            return Err(fault::new(path, SourceFaultKind::Conflict, reason));
        }
        Ok(())
    }

    /// On a file system that ignores case a file stands at its own new name.
    fn forget_if_same_file(&mut self, from: &RelPath, to: &RelPath) {
        let stamp = |path: &RelPath| {
            let original = self.slots.get(path)?.original.as_ref()?;
            Some(Stamp::of(&original.metadata))
        };
        if let (Some(one), Some(other)) = (stamp(from), stamp(to))
            && one.is_same_file(&other)
        {
            self.slots.insert(to.clone(), Slot { original: None, now: None });
        }
    }

    /// Checks that `path` holds what the change was computed from, and may be written.
    fn expect_bytes(&mut self, path: &RelPath, before: &[u8]) -> Result<(), SourceFault> {
        self.load(path, false)?;
        let Some(now) = self.slots.get(path).and_then(|slot| slot.now.as_ref()) else {
            return Err(no_such_file(path));
        };
        let bytes = match (now.bytes, &now.origin) {
            (Some(bytes), _) => bytes,
            (None, Some(origin)) => {
                if self.original(origin)?.metadata.permissions().readonly() {
                    return Err(fault::new(path, SourceFaultKind::Unavailable, "the file is read-only"));
                }
                self.original_bytes(origin)?
            }
            (None, None) => return Err(no_such_file(path)),
        };
        if bytes != before {
            return Err(fault::new(path, SourceFaultKind::Conflict, "the file changed since it was read"));
        }
        Ok(())
    }

    fn original(&self, path: &RelPath) -> Result<&Original, SourceFault> {
        self.slots.get(path).and_then(|slot| slot.original.as_ref()).ok_or_else(|| no_such_file(path))
    }

    fn original_bytes(&self, path: &RelPath) -> Result<&[u8], SourceFault> {
        let original = self.original(path)?;
        if original.bytes.get().is_none() {
            let bytes = read_file(path, &self.root.join(path.as_str()), original.metadata.len())?;
            let _ = original.bytes.set(bytes);
        }
        Ok(original.bytes.get().map_or(&[], Vec::as_slice))
    }

    fn finish(self) -> Result<Draft<'a>, SourceFault> {
        let mut draft = Draft::default();
        let mut moved = BTreeSet::new();
        for (path, slot) in &self.slots {
            if let Some(content) = &slot.now {
                self.place(path, slot, content, &mut draft, &mut moved)?;
            }
        }
        for (path, slot) in &self.slots {
            if slot.now.is_none() && slot.original.is_some() && !moved.contains(path) {
                let before = self.original_bytes(path)?.to_vec();
                draft.removals.push(Removal { path: path.clone(), before });
            }
            if let Some(original) = &slot.original {
                draft.seen.push((path.clone(), Stamp::of(&original.metadata)));
            }
        }
        draft.new_folders = self.missing_folders(&draft)?;
        self.expect_writable_folders(&draft)?;
        Ok(draft)
    }

    /// The steps that bring `content` to `path`.
    fn place(
        &self,
        path: &RelPath,
        slot: &Slot<'a>,
        content: &Content<'a>,
        draft: &mut Draft<'a>,
        moved: &mut BTreeSet<RelPath>,
    ) -> Result<(), SourceFault> {
        let origin = content.origin.as_ref();
        let leaves = origin.filter(|from| {
            *from != path
                && slot.original.is_none()
                && self.slots.get(from).is_some_and(|slot| slot.now.is_none())
        });
        if let Some(from) = leaves {
            let respelled = is_respelling(from, path);
            if content.bytes.is_none() || respelled {
                moved.insert(from.clone());
                draft.moves.push(Move { from: from.clone(), to: path.clone(), respelled });
                if content.bytes.is_none() {
                    return Ok(());
                }
            }
        }
        let to = leaves.filter(|from| moved.contains(from)).unwrap_or(path);
        let before = match self.original(to) {
            Ok(_) => Some(self.original_bytes(to)?),
            Err(_) => None,
        };
        let bytes: Cow<'a, [u8]> = match (content.bytes, origin) {
            (Some(bytes), _) => Cow::Borrowed(bytes),
            (None, Some(origin)) => Cow::Owned(self.original_bytes(origin)?.to_vec()),
            (None, None) => return Err(no_such_file(path)),
        };
        if before == Some(&*bytes) {
            return Ok(());
        }
        let like = origin.or(Some(path)).and_then(|like| self.original(like).ok());
        draft.puts.push(Put {
            to: to.clone(),
            bytes,
            like: like.map(|original| original.metadata.clone()),
            before: before.map(<[u8]>::to_vec),
        });
        Ok(())
    }

    /// Refuses a folder that nobody may write to, before anything is done in another one.
    fn expect_writable_folders(&self, draft: &Draft<'_>) -> Result<(), SourceFault> {
        let puts = draft.puts.iter().map(|put| &put.to);
        let moves = draft.moves.iter().flat_map(|step| [&step.from, &step.to]);
        let removals = draft.removals.iter().map(|removal| &removal.path);
        let folders: BTreeSet<RelPath> =
            puts.chain(moves).chain(removals).chain(&draft.new_folders).map(RelPath::parent).collect();
        for folder in folders {
            let is_read_only = fs::symlink_metadata(self.root.join(folder.as_str()))
                .is_ok_and(|metadata| metadata.permissions().readonly());
            if is_read_only {
                return Err(fault::new(&folder, SourceFaultKind::Unavailable, "the folder is read-only"));
            }
        }
        Ok(())
    }

    /// The folders that have to be made, after a look at what stands in their way.
    fn missing_folders(&self, draft: &Draft<'_>) -> Result<Vec<RelPath>, SourceFault> {
        let mut missing = BTreeSet::new();
        let targets = draft.puts.iter().map(|put| &put.to).chain(draft.moves.iter().map(|step| &step.to));
        let folders: BTreeSet<RelPath> = targets.map(RelPath::parent).collect();
        for folder in folders {
            let mut at = folder.clone();
            while !at.is_root() && !missing.contains(&at) {
                match standing::at(self.root, &at)? {
                    Standing::Folder => break,
                    Standing::Nothing => {}
                    Standing::File(_) | Standing::Special => {
                        let reason = "a file stands where a folder should be";
                        return Err(fault::new(&at, SourceFaultKind::Conflict, reason));
                    }
                }
                let parent = at.parent();
                let twin = spelling::twin_in(&self.root.join(parent.as_str()), at.file_name())
                    .map_err(|error| fault::of_io(&parent, &error))?;
                if let Some(twin) = twin {
                    let reason = format!("a folder {twin} stands there already, spelt differently");
                    return Err(fault::new(&at, SourceFaultKind::Conflict, reason));
                }
                missing.insert(at);
                at = parent;
            }
        }
        Ok(missing.into_iter().collect())
    }
}

/// What the paths have in common that some file systems take for one.
fn spelling_of(path: &RelPath) -> (RelPath, String) {
    (path.parent(), folded(path.file_name()))
}

fn is_respelling(one: &RelPath, other: &RelPath) -> bool {
    one.parent() == other.parent() && are_twins(one.file_name(), other.file_name())
}

fn no_such_file(path: &RelPath) -> SourceFault {
    fault::new(path, SourceFaultKind::NotFound, "no such file")
}
