//! The arguments that say which artifacts are meant, for every command that takes several.

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::error::CommandError;
use super::verbs::Scope as On;
use crate::config::Config;
use crate::model::workflow::Category;
use crate::page::width::width;
use crate::plan::query::{QueryFault, Request};
use crate::text::words::nearest;

/// The heading of these arguments in help.
pub(crate) const HEADING: &str = "Which ones";

/// Adds the arguments; `--kind` where the call names no kind itself.
pub(crate) fn filter_arguments(command: Command, on: On<'_>) -> Command {
    let command = match on {
        On::Any => {
            command.arg(flag("kind", "KIND", "Of this kind; several between commas").value_delimiter(','))
        }
        On::Kind(_) => command,
    };
    condition_arguments(command)
}

fn flag(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value).action(ArgAction::Append).help_heading(HEADING).help(help)
}

/// Adds the arguments that choose among the artifacts of the kinds that are named otherwise.
pub(crate) fn condition_arguments(command: Command) -> Command {
    let several = |name, value, help| flag(name, value, help).value_delimiter(',');
    command
        .arg(flag(
            "where",
            "EXPRESSION",
            "For which this holds, such as 'priority == \"must\" && !has(owner)'",
        ))
        .arg(several("status", "STATUS", "In this status; several between commas"))
        .arg(
            several("category", "CATEGORY", "In a status of this category")
                .value_parser(Category::ALL.map(Category::name)),
        )
        .arg(several("owner", "PERSON", "Owned by this person"))
        .arg(several("tag", "TAG", "With this tag"))
        .arg(several("release", "RELEASE", "In this release: its id or its version"))
        .arg(flag("field", "NAME=VALUE", "With this value in a field; repeated for one field, either value"))
        .arg(several("no", "FIELD", "With nothing in this field"))
        .arg(several("has", "FIELD", "With something in this field"))
        .arg(flag("text", "WORDS", "With these words somewhere in the document"))
}

/// What the arguments ask for.
pub(crate) fn request(matches: &ArgMatches) -> Result<Request, CommandError> {
    request_with(matches, words(matches, "field"))
}

/// What the arguments ask for, and the field that is named without a value: `--field stage`.
pub(crate) fn request_beside_field(matches: &ArgMatches) -> Result<(Request, Option<String>), CommandError> {
    let (request, mut names) = request_beside_fields(matches)?;
    match names.len() {
        0 | 1 => Ok((request, names.pop())),
        _ => Err(CommandError::usage(format!(
            "`--field {}` and `--field {}`: only one field is told at a time",
            names[0], names[1]
        ))
        .with_hint("write `--field NAME=VALUE` to choose artifacts by a field")),
    }
}

/// What the arguments ask for, and the fields that are named without a value: `--field announced`.
pub(crate) fn request_beside_fields(matches: &ArgMatches) -> Result<(Request, Vec<String>), CommandError> {
    let (pairs, names) = words(matches, "field").into_iter().partition(|word: &String| word.contains('='));
    Ok((request_with(matches, pairs)?, names))
}

fn request_with(matches: &ArgMatches, pairs: Vec<String>) -> Result<Request, CommandError> {
    let mut fields: Vec<(String, Vec<String>)> = Vec::new();
    for (flag, field) in [("status", "status"), ("owner", "owner"), ("tag", "tags"), ("release", "release")] {
        let values = words(matches, flag);
        if !values.is_empty() {
            fields.push((field.to_owned(), values));
        }
    }
    for pair in pairs {
        let Some((name, value)) = pair.split_once('=') else {
            return Err(CommandError::usage(format!("`--field {pair}` names no value"))
                .with_hint(format!("write `--field {pair}=VALUE`, or `--has {pair}`")));
        };
        let (name, value) = (name.trim().to_owned(), value.to_owned());
        match fields.iter_mut().find(|(known, _)| *known == name) {
            Some((_, values)) => values.push(value),
            None => fields.push((name, vec![value])),
        }
    }
    let category = |word: &String| Category::ALL.into_iter().find(|category| category.name() == word);
    Ok(Request {
        conditions: words(matches, "where"),
        categories: words(matches, "category").iter().filter_map(category).collect(),
        fields,
        missing: words(matches, "no"),
        present: words(matches, "has"),
        words: words(matches, "text"),
    })
}

/// The places of the kinds that a call names; none where it names none.
pub(crate) fn kinds(config: &Config, on: On<'_>, names: &[String]) -> Result<Vec<usize>, CommandError> {
    if let On::Kind(kind) = on {
        return Ok(config.kind_index(&kind.name).into_iter().collect());
    }
    names
        .iter()
        .map(|name| {
            config.kind_called(name).ok_or_else(|| {
                let names = || config.kinds.iter().map(|kind| kind.name.as_str());
                let other_names = config
                    .kinds
                    .iter()
                    .flat_map(|kind| kind.aliases.iter().map(String::as_str).chain([kind.plural.as_str()]));
                let hint = nearest(name, names().chain(other_names)).map_or_else(
                    || format!("the kinds are {}", names().collect::<Vec<_>>().join(", ")),
                    |near| format!("did you mean `{near}`?"),
                );
                CommandError::usage(format!("there is no kind `{name}`")).with_hint(hint)
            })
        })
        .collect()
}

/// Every value of an argument that may be repeated.
pub(crate) fn words(matches: &ArgMatches, name: &str) -> Vec<String> {
    match matches.try_get_many::<String>(name) {
        Ok(Some(values)) => values.cloned().collect(),
        _ => Vec::new(),
    }
}

impl From<QueryFault> for CommandError {
    /// The message, with the expression under it and a mark under the place.
    fn from(fault: QueryFault) -> Self {
        let mut message = fault.message;
        if let Some((source, span)) = &fault.source {
            let start = source[..span.start().min(source.len())].rfind('\n').map_or(0, |at| at + 1);
            let line = source[start..].lines().next().unwrap_or_default();
            let before = source.get(start..span.start()).unwrap_or_default();
            let marked = span.slice(source).lines().next().unwrap_or_default();
            let marks = width(marked).clamp(1, width(line).max(1));
            message.push_str(&format!("\n  {line}\n  {}{}", " ".repeat(width(before)), "^".repeat(marks)));
        }
        Self::usage(message).with_hints(fault.help)
    }
}
