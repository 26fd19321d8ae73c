//! Opens the git repository around a product, once for each thread that needs it.
//!
//! Knows how to find objects; which of them make a tree is said in `revision` and `index`.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, Once, PoisonError};

use git2::{ErrorCode, Oid};

use crate::repo::discovery::GitPlace;
use crate::repo::fault;
use crate::repo::mirror::Mirror;
use crate::repo::working_tree::{LARGEST_FILE, too_large};
use crate::source::{RelPath, SourceFault, SourceFaultKind};

/// The git repository that holds a product.
pub(crate) struct Git {
    pub(super) root: PathBuf,
    /// In the place of a repository that git's library cannot open.
    pub(super) mirror: Option<Mirror>,
    /// The root of the product as seen from the root of the repository.
    prefix: RelPath,
    /// Opened repositories that nobody is using; git's library allows each one thread at a time.
    idle: Mutex<Vec<git2::Repository>>,
}

impl Git {
    pub(super) fn open(place: &GitPlace, root: &Path) -> Result<Self, SourceFault> {
        // Like git itself, do not hash again every object that is read; it is what makes reading slow.
        static FASTER: Once = Once::new();
        FASTER.call_once(|| git2::opts::strict_hash_verification(false));
        let below = root.strip_prefix(&place.root).ok().and_then(Path::to_str).and_then(RelPath::new);
        let prefix = below.ok_or_else(|| {
            let reason = format!("{}: a folder name that is not UTF-8", root.display());
            fault::general(SourceFaultKind::Unavailable, reason)
        })?;
        let (repository, mirror) = match git2::Repository::open(&place.root) {
            Ok(repository) => (repository, None),
            Err(error) if is_of_newer_format(&error) => {
                let mirror = Mirror::of(&place.root)?;
                let opened = git2::Repository::open(mirror.folder());
                (opened.map_err(|error| fault::of_git(&place.root, &error))?, Some(mirror))
            }
            Err(error) => return Err(fault::of_git(&place.root, &error)),
        };
        Ok(Self { root: place.root.clone(), mirror, prefix, idle: Mutex::new(vec![repository]) })
    }

    /// Lends an opened repository to `work`.
    pub(super) fn with<T>(&self, work: impl FnOnce(&git2::Repository) -> T) -> Result<T, SourceFault> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let repository = match idle {
            Some(repository) => repository,
            None => {
                let folder = self.mirror.as_ref().map_or(self.root.as_path(), Mirror::folder);
                git2::Repository::open(folder).map_err(|error| self.fault(&error))?
            }
        };
        let result = work(&repository);
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(repository);
        Ok(result)
    }

    /// The bytes of a blob that a tree names at `path`.
    pub(super) fn blob(&self, path: &RelPath, id: Oid) -> Result<Vec<u8>, SourceFault> {
        self.blob_up_to(path, id, LARGEST_FILE)?.ok_or_else(|| too_large(path))
    }

    /// The same; nothing of a blob that is larger than so many bytes.
    pub(super) fn blob_up_to(
        &self,
        path: &RelPath,
        id: Oid,
        largest: u64,
    ) -> Result<Option<Vec<u8>>, SourceFault> {
        let read = |repository: &git2::Repository| {
            let objects = repository.odb()?;
            let (size, _) = objects.read_header(id)?;
            if size as u64 > largest {
                return Ok(None);
            }
            objects.read(id).map(|object| Some(object.data().to_vec()))
        };
        self.with(read)?.map_err(|error| missing_object(path, &error))
    }

    pub(super) fn fault(&self, error: &git2::Error) -> SourceFault {
        fault::of_git(&self.root, error)
    }

    /// The path as git counts it, from the root of the repository.
    pub(super) fn to_git_path(&self, path: &RelPath) -> RelPath {
        match (self.prefix.is_root(), path.is_root()) {
            (true, _) => path.clone(),
            (_, true) => self.prefix.clone(),
            _ => self.prefix.join(path.as_str()),
        }
    }

    /// The path as the product counts it, or nothing for one outside the product.
    pub(super) fn to_product_path(&self, path: &RelPath) -> Option<RelPath> {
        if self.prefix.is_root() {
            return Some(path.clone());
        }
        let below = path.as_str().strip_prefix(self.prefix.as_str())?;
        RelPath::new(below.strip_prefix('/')?)
    }
}

/// Whether the repository is laid out in a way that the library does not know, as git versions go ahead.
fn is_of_newer_format(error: &git2::Error) -> bool {
    error.message().contains("unsupported extension") || error.message().contains("unsupported repository")
}

/// The fault of an object that git names but cannot give.
pub(super) fn missing_object(path: &RelPath, error: &git2::Error) -> SourceFault {
    if error.code() == ErrorCode::NotFound {
        let reason = "its content is not in this clone, which is a partial one; \
                      `git fetch --refetch --no-filter` completes it";
        return fault::new(path, SourceFaultKind::Unavailable, reason);
    }
    fault::new(path, SourceFaultKind::Unavailable, format!("git cannot read it: {}", error.message()))
}

fn has_no_commit(repository: &git2::Repository) -> bool {
    repository.head().is_err_and(|error| error.code() == ErrorCode::UnbornBranch)
}

/// The commit that a revision names.
pub(super) fn commit<'repo>(
    repository: &'repo git2::Repository,
    revision: &str,
) -> Result<git2::Commit<'repo>, SourceFault> {
    let object = repository.revparse_single(revision).map_err(|error| {
        let (kind, reason) = match error.code() {
            ErrorCode::NotFound | ErrorCode::UnbornBranch
                if revision == "HEAD" && has_no_commit(repository) =>
            {
                (SourceFaultKind::NotFound, "the repository has no commit yet".to_owned())
            }
            ErrorCode::NotFound => (SourceFaultKind::NotFound, format!("no revision {revision:?}")),
            ErrorCode::Ambiguous => (
                SourceFaultKind::Conflict,
                format!("{revision:?} is the beginning of more than one id; write more of it"),
            ),
            ErrorCode::InvalidSpec => {
                (SourceFaultKind::NotFound, format!("{revision:?} is not the name of a revision"))
            }
            _ => (SourceFaultKind::Unavailable, format!("revision {revision:?}: {}", error.message())),
        };
        fault::general(kind, reason)
    })?;
    object.peel_to_commit().map_err(|_| {
        fault::general(SourceFaultKind::NotFound, format!("{revision:?} does not name a commit"))
    })
}
