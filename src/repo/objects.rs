//! What the trees made of git's objects have in common: listing, reading and links.
//!
//! Nothing here looks at the working tree. The rules are those of `walk`: hidden entries are left out
//! unless named, a link to a file inside the product is that file, every other link is a fault.

use git2::Oid;

use crate::repo::fault;
use crate::repo::git::Git;
use crate::repo::walk;
use crate::source::{Listing, RelPath, SourceFault, SourceFaultKind};

/// How many links may lead to one another before they count as a loop.
const MOST_LINKS: usize = 8;

#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Entry {
    File(Oid),
    Link(Oid),
    Folder,
    /// Another repository; its files are not this one's.
    Submodule,
}

impl Entry {
    /// The entry of a mode as git writes it; nothing for one that git does not know.
    pub(super) fn of_mode(mode: u32, id: Oid) -> Option<Self> {
        match mode & 0o170_000 {
            0o100_000 => Some(Self::File(id)),
            0o120_000 => Some(Self::Link(id)),
            0o040_000 => Some(Self::Folder),
            0o160_000 => Some(Self::Submodule),
            _ => None,
        }
    }
}

/// The entries of one moment by path, as the product counts paths.
pub(super) trait Objects: Sync {
    fn git(&self) -> &Git;

    fn entry(&self, path: &RelPath) -> Result<Option<Entry>, SourceFault>;

    /// Shows every entry below a folder that is not hidden, but the folders themselves.
    fn visit(&self, folder: &RelPath, see: &mut dyn FnMut(RelPath, Entry), faults: &mut Vec<SourceFault>);
}

pub(super) fn list(objects: &dyn Objects, folders: &[RelPath]) -> Listing {
    let mut listing = Listing::default();
    let mut found = Vec::new();
    let root = [RelPath::root()];
    let whole = folders.is_empty();
    for folder in walk::outermost(if whole { &root } else { folders }) {
        match objects.entry(folder) {
            Ok(Some(Entry::Folder)) => {
                objects.visit(folder, &mut |path, entry| found.push((path, entry)), &mut listing.faults);
            }
            Ok(Some(entry)) => found.push((folder.clone(), entry)),
            Ok(None) => listing.faults.extend(link_on_the_way(objects, folder)),
            Err(fault) => listing.faults.push(fault),
        }
    }
    for (path, entry) in found {
        match entry {
            Entry::File(_) => listing.files.push(path),
            Entry::Link(_) => match file_behind(objects, &path, entry) {
                Ok(Behind::File(_)) => listing.files.push(path),
                Ok(Behind::Folder) if whole => {}
                Ok(Behind::Folder) => listing.faults.push(walk::link_to_folder(&path)),
                Err(fault) => listing.faults.push(fault),
            },
            Entry::Folder | Entry::Submodule => {}
        }
    }
    listing.files.sort_unstable();
    listing.faults.sort_by(|one, other| (&one.path, &one.reason).cmp(&(&other.path, &other.reason)));
    listing
}

pub(super) fn read(objects: &dyn Objects, path: &RelPath) -> Result<Vec<u8>, SourceFault> {
    objects.git().blob(path, file_at(objects, path)?)
}

pub(super) fn read_up_to(
    objects: &dyn Objects,
    path: &RelPath,
    largest: u64,
) -> Result<Option<Vec<u8>>, SourceFault> {
    objects.git().blob_up_to(path, file_at(objects, path)?, largest)
}

/// The blob of the file at a path, links inside the product followed.
fn file_at(objects: &dyn Objects, path: &RelPath) -> Result<Oid, SourceFault> {
    let is_folder = || fault::new(path, SourceFaultKind::Unavailable, "a folder stands there, not a file");
    match objects.entry(path)? {
        None => Err(fault::new(path, SourceFaultKind::NotFound, "no such file")),
        Some(Entry::Folder | Entry::Submodule) => Err(is_folder()),
        Some(entry) => match file_behind(objects, path, entry)? {
            Behind::File(id) => Ok(id),
            Behind::Folder => Err(is_folder()),
        },
    }
}

pub(super) fn exists(objects: &dyn Objects, path: &RelPath) -> bool {
    match objects.entry(path) {
        Ok(Some(entry @ Entry::Link(_))) => file_behind(objects, path, entry).is_ok(),
        Ok(entry) => entry.is_some(),
        Err(_) => false,
    }
}

enum Behind {
    File(Oid),
    Folder,
}

/// Follows links inside the product.
fn file_behind(objects: &dyn Objects, path: &RelPath, entry: Entry) -> Result<Behind, SourceFault> {
    let (mut at, mut entry) = (path.clone(), entry);
    for _ in 0..MOST_LINKS {
        let link = match entry {
            Entry::File(id) => return Ok(Behind::File(id)),
            Entry::Folder | Entry::Submodule => return Ok(Behind::Folder),
            Entry::Link(id) => objects.git().blob(path, id)?,
        };
        let target = std::str::from_utf8(&link).ok().filter(|target| !target.starts_with('/'));
        at = target
            .and_then(|target| RelPath::resolve(&at.parent(), target))
            .ok_or_else(|| fault::outside(path))?;
        entry = objects.entry(&at)?.ok_or_else(|| {
            let target = String::from_utf8_lossy(&link);
            let reason = format!("a symbolic link to {target}, which does not exist");
            fault::new(path, SourceFaultKind::NotFound, reason)
        })?;
    }
    Err(fault::new(path, SourceFaultKind::Unavailable, "a symbolic link that leads back to itself"))
}

/// The fault of a named folder that lies behind a link.
fn link_on_the_way(objects: &dyn Objects, folder: &RelPath) -> Option<SourceFault> {
    let mut at = folder.parent();
    while !at.is_root() {
        if let Ok(Some(Entry::Link(_))) = objects.entry(&at) {
            return Some(walk::link_to_folder(&at));
        }
        at = at.parent();
    }
    None
}
