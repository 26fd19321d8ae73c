//! A word that is no command: what it may have meant.

use super::cli::Cli;
use super::commands::COMMANDS;
use super::error::CommandError;
use super::verbs::{VERBS, names};
use crate::model::kind::Kind;
use crate::model::values::Id;
use crate::text::words::nearest;

/// Why `pm WORD …` cannot be run, where the word stands at the place of a command.
pub(crate) fn unknown_command(cli: &Cli, word: &str) -> CommandError {
    let error = CommandError::usage(format!("there is no command `{word}`"));
    let kinds = &cli.config().kinds;
    if let Some(verb) = VERBS.iter().find(|verb| verb.name == word) {
        let kind = kinds.iter().find(|kind| kind.core).map_or("KIND", short_name);
        return error.with_hint(format!("name the kind first: `pm {kind} {}`", verb.name));
    }
    let is_id = |id: &Id| kinds.iter().any(|kind| kind.identity.has_prefix(id.prefix()));
    if let Some(id) = Id::parse(word).ok().filter(is_id) {
        return error.with_hint(format!("to see the artifact, run `pm show {id}`"));
    }
    let commands = COMMANDS.iter().filter(|command| !command.is_hidden()).map(|command| command.name);
    let verbs = VERBS.iter().filter(|verb| verb.names_its_kind).map(|verb| verb.name);
    let kinds = kinds.iter().flat_map(|kind| {
        let others = kind.aliases.iter().chain([&kind.plural]);
        std::iter::once(&kind.name).chain(others).map(String::as_str)
    });
    match nearest(word, commands.chain(verbs).chain(kinds)) {
        Some(near) => error.with_hint(format!("did you mean `pm {near}`?")),
        None => error.with_hint("run `pm` to see every command"),
    }
}

/// Why `pm KIND WORD …` cannot be run.
pub(crate) fn unknown_verb(kind: &Kind, word: &str) -> CommandError {
    let kind_name = short_name(kind);
    let error = CommandError::usage(format!("there is no `pm {kind_name} {word}`"));
    match nearest(word, names(kind)) {
        Some(near) => error.with_hint(format!("did you mean `pm {kind_name} {near}`?")),
        None => error.with_hint(format!("what can be done with {}: {}", kind.plural, names(kind).join(", "))),
    }
}

fn short_name(kind: &Kind) -> &str {
    kind.aliases.first().unwrap_or(&kind.name)
}
