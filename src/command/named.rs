//! From an id on the command line to the artifact it names.

use crate::change::{Impossible, not_found};
use crate::command::error::CommandError;
use crate::command::verbs::Scope;
use crate::plan::{ArtifactIndex, Lookup, Plan};
use crate::text::words::{list_of, plural};

/// The id that a person means: behind a kind's name its number alone will do.
pub(crate) fn qualified(scope: Scope<'_>, text: &str) -> String {
    match scope {
        Scope::Kind(kind) if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) => {
            format!("{}-{text}", kind.identity.prefix)
        }
        _ => text.to_owned(),
    }
}

/// The artifact called `text`, of the kind that was named.
pub(crate) fn find(plan: &Plan, scope: Scope<'_>, text: &str) -> Result<Lookup, Impossible> {
    let text = qualified(scope, text);
    let found = plan.find(&text).map_err(|why| not_found(plan, &text, &why))?;
    if let Scope::Kind(kind) = scope {
        let artifact = plan.artifact(found.artifact);
        let own = plan.kind(artifact);
        if own.name != kind.name {
            return Err(Impossible {
                message: format!("{} is of the kind {}, not {}", artifact.label(), own.name, kind.name),
                hints: vec![format!("run `pm {} …` instead", own.name)],
            });
        }
    }
    Ok(found)
}

/// The artifact with this id, or the only one that people call `text`: a customer by name, an idea by title.
pub(crate) fn find_called(plan: &Plan, text: &str) -> Result<ArtifactIndex, CommandError> {
    let missing = match find(plan, Scope::Any, text) {
        Ok(found) => return Ok(found.artifact),
        Err(missing) => missing,
    };
    let wanted = text.trim().to_lowercase();
    let is_called = |index: &ArtifactIndex| plan.artifact(*index).title.to_lowercase() == wanted;
    let called: Vec<ArtifactIndex> = plan.indices().filter(is_called).collect();
    match called.as_slice() {
        [] => Err(missing.into()),
        [one] => Ok(*one),
        several => {
            let ids = several.iter().map(|index| plan.name_of(plan.artifact(*index)));
            Err(CommandError::usage(format!("{} are called `{text}`", plural(several.len(), "artifact")))
                .with_hint(format!("name one by its id: {}", list_of(ids))))
        }
    }
}

/// The value of an argument that clap guarantees to be there.
pub(crate) fn required<'m>(matches: &'m clap::ArgMatches, name: &str) -> Result<&'m str, CommandError> {
    matches
        .get_one::<String>(name)
        .map(String::as_str)
        .ok_or_else(|| CommandError::usage(format!("`{name}` is missing")))
}
