//! The overlay of a repository: where it is there, its documents and settings join those of the working tree.

use super::error::CommandError;
use super::session::config_path;
use crate::config::{Config, FILE_NAME};
use crate::diagnostic::Diagnostic;
use crate::repo::Repository;
use crate::source::mounted::{Mounted, overlay};
use crate::source::{RelPath, Tree};

/// The settings and files of `repository` with those of the overlay that `config` names; `text` is that of its
/// `pm.yaml`. Where the overlay is not there, they are what they were.
pub(super) fn joined(
    repository: &Repository,
    config: Config,
    text: &str,
    tree: Box<dyn Tree>,
    findings: &mut Vec<Diagnostic>,
) -> Result<(Config, Box<dyn Tree>), CommandError> {
    let Some(named) = &config.overlay else { return Ok((config, tree)) };
    let Ok(other) = Repository::at(&repository.root().join(&named.path)) else { return Ok((config, tree)) };
    if other.root().starts_with(repository.root()) {
        return Err(CommandError::usage(format!("the overlay `{}` lies in this repository", named.path))
            .with_hint("name another repository beside this one under `overlay` in pm.yaml"));
    }
    let mounted = Box::new(other.working_tree());
    let mut settings = String::new();
    if mounted.exists(&config_path()) {
        let bytes = mounted.read(&config_path())?;
        settings = String::from_utf8(bytes).map_err(|_| {
            CommandError::environment(format!("{}/{FILE_NAME} is not UTF-8", named.path))
                .with_hint("save it as UTF-8")
        })?;
        findings.extend(Config::read(&overlay().join(FILE_NAME), &settings).1);
    }
    let config = config.joined(&config_path(), text, &settings);
    Ok((config, Box::new(Mounted { tree, mount: overlay(), mounted })))
}

/// The files that the overlay has in folders: an id that one of them is called by is taken.
pub(super) fn files_in(repository: &Repository, config: &Config, folders: &[RelPath]) -> Vec<String> {
    let named = config.overlay.as_ref().map(|named| repository.root().join(&named.path));
    let other = named.and_then(|folder| Repository::at(&folder).ok());
    let files = other.map(|other| other.working_tree().list(folders).files).unwrap_or_default();
    files.iter().map(ToString::to_string).collect()
}
