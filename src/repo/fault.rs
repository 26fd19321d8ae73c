//! Puts what the operating system and git say into words for people.
//!
//! Decides no policy: which fault stops a command is for the floors above.

use std::io;
use std::path::Path;

use crate::source::{RelPath, SourceFault, SourceFaultKind};

/// The fault of an operating system's error at `path`.
pub(super) fn of_io(path: &RelPath, error: &io::Error) -> SourceFault {
    SourceFault { path: Some(path.clone()), kind: kind(error), reason: reason(error) }
}

pub(super) fn new(path: &RelPath, kind: SourceFaultKind, reason: impl Into<String>) -> SourceFault {
    SourceFault { path: Some(path.clone()), kind, reason: reason.into() }
}

/// A fault of the whole repository, not of one file.
pub(super) fn general(kind: SourceFaultKind, reason: impl Into<String>) -> SourceFault {
    SourceFault { path: None, kind, reason: reason.into() }
}

/// The fault of a path that leads out of the root.
pub(super) fn outside(path: &RelPath) -> SourceFault {
    new(
        path,
        SourceFaultKind::Outside,
        "a symbolic link that leads out of the repository; it is not followed",
    )
}

/// The fault of a path inside git's own folder, which no document may name.
pub(super) fn git_folder(path: &RelPath) -> SourceFault {
    new(path, SourceFaultKind::Outside, "it lies in git's own folder")
}

/// Whether the path has a part that git keeps for itself, in any spelling that a file system may fold.
pub(super) fn is_in_git_folder(path: &RelPath) -> bool {
    path.as_str().split('/').any(|part| part.eq_ignore_ascii_case(".git"))
}

fn kind(error: &io::Error) -> SourceFaultKind {
    match error.kind() {
        io::ErrorKind::NotFound => SourceFaultKind::NotFound,
        io::ErrorKind::AlreadyExists => SourceFaultKind::Conflict,
        _ => SourceFaultKind::Unavailable,
    }
}

/// The reason as a fragment. An error without words of ours keeps the system's.
pub(super) fn reason(error: &io::Error) -> String {
    let words = match error.kind() {
        io::ErrorKind::NotFound => "no such file",
        io::ErrorKind::PermissionDenied => "permission denied",
        io::ErrorKind::AlreadyExists => "a file stands there already",
        io::ErrorKind::IsADirectory => "a folder stands there, not a file",
        io::ErrorKind::NotADirectory => "a file stands where a folder should be",
        io::ErrorKind::StorageFull => "the disk is full",
        io::ErrorKind::QuotaExceeded => "the disk quota is used up",
        io::ErrorKind::ReadOnlyFilesystem => "the file system is read-only",
        io::ErrorKind::FileTooLarge => "the file is too large for the file system",
        io::ErrorKind::InvalidFilename => {
            "the file system does not allow a name this long or of these characters"
        }
        io::ErrorKind::ResourceBusy => "another program keeps it busy",
        io::ErrorKind::OutOfMemory => "not enough memory",
        _ => return system_words(error),
    };
    words.to_owned()
}

fn system_words(error: &io::Error) -> String {
    let words = error.to_string();
    let words = words.split(" (os error").next().unwrap_or_default();
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_lowercase().chain(letters).collect(),
        None => "an unknown error".to_owned(),
    }
}

/// The fault of git's library on the repository at `folder`.
pub(super) fn of_git(folder: &Path, error: &git2::Error) -> SourceFault {
    let folder = folder.display();
    let message = error.message();
    let reason = match error.code() {
        git2::ErrorCode::Owner => format!(
            "git does not trust {folder}, which belongs to another user; \
             run `git config --global --add safe.directory {folder}` if you do"
        ),
        git2::ErrorCode::NotFound if error.class() == git2::ErrorClass::Repository => {
            format!("{folder} is not a git repository")
        }
        _ if message.contains("unsupported extension") => {
            format!("the git repository at {folder} uses a feature that pm cannot read: {message}")
        }
        _ => format!("git cannot read {folder}: {message}"),
    };
    general(SourceFaultKind::Unavailable, reason)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(error: io::ErrorKind, kind: SourceFaultKind, words: &str) {
        let fault = of_io(&RelPath::root(), &io::Error::from(error));
        assert_eq!((fault.kind, fault.reason.as_str()), (kind, words));
    }

    #[test]
    fn system_errors_are_said_in_words_for_people() {
        check(io::ErrorKind::PermissionDenied, SourceFaultKind::Unavailable, "permission denied");
        check(io::ErrorKind::StorageFull, SourceFaultKind::Unavailable, "the disk is full");
        check(
            io::ErrorKind::ReadOnlyFilesystem,
            SourceFaultKind::Unavailable,
            "the file system is read-only",
        );
        check(io::ErrorKind::AlreadyExists, SourceFaultKind::Conflict, "a file stands there already");
        check(io::ErrorKind::NotFound, SourceFaultKind::NotFound, "no such file");
    }

    #[test]
    fn an_error_without_words_of_ours_keeps_the_systems() {
        assert_eq!(reason(&io::Error::other("Stale file handle (os error 116)")), "stale file handle");
        assert_eq!(reason(&io::Error::other("")), "an unknown error");
    }

    #[test]
    fn a_distrusted_repository_names_the_setting_that_trusts_it() {
        let error = git2::Error::new(git2::ErrorCode::Owner, git2::ErrorClass::Config, "not owned");
        let reason = of_git(Path::new("/srv/plan"), &error).reason;
        assert!(reason.contains("safe.directory /srv/plan"), "{reason}");
    }

    #[test]
    fn gits_own_folder_is_known_in_any_spelling() {
        let is_git = |path: &str| is_in_git_folder(&RelPath::new(path).expect("a clean path"));
        assert!(is_git(".git/config") && is_git("a/.GIT/hooks"));
        assert!(!is_git(".github/x") && !is_git("a.git"));
    }
}
