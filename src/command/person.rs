//! Who a command is about: the person whom the command line names, or whoever commits here.

use std::collections::BTreeMap;

use super::error::CommandError;
use crate::config::Config;
use crate::repo::Repository;
use crate::text::words::{list_of, nearest};

/// The handle of the one person who is meant by a handle, a name, an account or an address.
pub(crate) fn called(config: &Config, named: &str) -> Result<String, CommandError> {
    let known = || config.people.keys().map(String::as_str);
    let found = config.handle_signing(named, named);
    found.map(str::to_owned).ok_or_else(|| {
        let error = CommandError::usage(format!("pm.yaml knows nobody called `{named}`"));
        match nearest(named, known()) {
            Some(near) => error.with_hint(format!("did you mean `{near}`?")),
            None if config.people.is_empty() => error,
            None => error.with_hint(format!("people of pm.yaml: {}", list_of(known()))),
        }
    })
}

/// Who commits here.
pub(crate) enum Committer {
    /// The handle of a person of `pm.yaml`.
    Known(String),
    /// The name and address in git, which `pm.yaml` does not know.
    Stranger(String),
    /// Git does not know either.
    Nobody,
}

/// Who commits here, as git and `pm.yaml` say.
pub(crate) fn committer(
    repository: &Repository,
    config: &Config,
    variables: &BTreeMap<String, String>,
) -> Committer {
    let Some(signer) = repository.signature(variables) else { return Committer::Nobody };
    match config.handle_signing(&signer.name, &signer.mail) {
        Some(handle) => Committer::Known(handle.to_owned()),
        None if signer.mail.is_empty() => Committer::Stranger(signer.name.to_string()),
        None => Committer::Stranger(format!("{} <{}>", signer.name, signer.mail)),
    }
}
