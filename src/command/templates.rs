//! `--template`: an answer in a form that a person brings.
//!
//! The argument is added to every command that shows a view, in one place; templates come from a file that
//! was named, or from the folder of templates, where alone they may include others.

use clap::{Arg, ArgMatches, Command};

use super::audience;
use super::error::CommandError;
use super::named_view::shows_a_view;
use super::session::Session;
use crate::source::{RelPath, Tree};
use crate::template::fill;
use crate::text::words::{list_of, nearest};
use crate::view::View;

/// The argument.
const TEMPLATE: &str = "template";
/// Behind `--format`.
const ORDER: usize = 800;

/// The command with `--template`, and so its subcommands, where they show a view.
pub(crate) fn offered(command: Command) -> Command {
    let shows_a_view = shows_a_view(&command);
    let names: Vec<String> = command.get_subcommands().map(|inner| inner.get_name().to_owned()).collect();
    let command = names.into_iter().fold(command, |command, name| command.mut_subcommand(name, offered));
    match shows_a_view {
        true => command.arg(argument()),
        false => command,
    }
}

fn argument() -> Arg {
    Arg::new(TEMPLATE)
        .long(TEMPLATE)
        .value_name("TEMPLATE")
        .conflicts_with("format")
        .display_order(ORDER)
        .help("Write the answer as this template says: a file, or a name in the folder of templates")
}

/// What `--template` names.
pub(crate) fn named(matches: &ArgMatches) -> Option<&str> {
    matches.try_get_one::<String>(TEMPLATE).ok().flatten().map(String::as_str)
}

/// A view in the form of a template.
pub(crate) fn filled<V: View>(session: &Session<'_>, name: &str, view: &V) -> Result<String, CommandError> {
    let tree = session.repository()?.working_tree();
    let folder = session.config(&tree).map(|(config, ..)| config.templates)?;
    let (called, text) = find(session, &tree, &folder, name)?;
    let json = audience::addressed_json(session.reader.as_ref(), view.json());
    let others = move |name: &str| {
        let path = RelPath::resolve(&folder, name).filter(|path| path.is_under(&folder))?;
        String::from_utf8(tree.read(&path).ok()?).ok()
    };
    let text = fill(&called, &text, &json, Box::new(others));
    text.map_err(|fault| CommandError::usage(fault.message).with_hints(fault.hints))
}

/// A text in the form of the template of a name in the folder of templates; nothing where there is none.
pub(crate) fn filled_if_there(
    session: &Session<'_>,
    name: &str,
    context: &serde_json::Value,
) -> Result<Option<String>, CommandError> {
    let tree = session.repository()?.working_tree();
    let folder = session.config(&tree).map(|(config, ..)| config.templates)?;
    let listed = tree.list(std::slice::from_ref(&folder)).files;
    let is_called =
        |path: &&RelPath| path.is_under(&folder) && without_extensions(&path.seen_from(&folder)) == name;
    if !listed.iter().any(|path| is_called(&path)) {
        return Ok(None);
    }
    let (called, text) = find(session, &tree, &folder, name)?;
    let others = move |name: &str| {
        let path = RelPath::resolve(&folder, name).filter(|path| path.is_under(&folder))?;
        String::from_utf8(tree.read(&path).ok()?).ok()
    };
    let text = fill(&called, &text, context, Box::new(others));
    text.map(Some).map_err(|fault| CommandError::usage(fault.message).with_hints(fault.hints))
}

/// The template and what it is called: a name in the folder of templates, with or without its extension, else
/// a file.
fn find(
    session: &Session<'_>,
    tree: &impl Tree,
    folder: &RelPath,
    name: &str,
) -> Result<(String, String), CommandError> {
    let listed = tree.list(std::slice::from_ref(folder)).files;
    let inside = |path: &&RelPath| {
        let within = path.seen_from(folder);
        within == name || without_extensions(&within) == name
    };
    let candidates: Vec<&RelPath> =
        listed.iter().filter(|path| path.is_under(folder)).filter(inside).collect();
    match candidates.as_slice() {
        [path] => {
            let text = String::from_utf8(tree.read(path)?).map_err(|_| {
                CommandError::environment(format!("{path} is not UTF-8")).with_hint("save it as UTF-8")
            })?;
            Ok((path.to_string(), text))
        }
        [] if name.contains(['/', '\\', '.']) => Ok((name.to_owned(), session.read_file(name)?)),
        [] => Err(unknown(folder, &listed, name)),
        several => Err(CommandError::usage(format!("several templates are called `{name}`")).with_hint(
            format!("name one with its extension: {}", list_of(names(folder, several.iter().copied()))),
        )),
    }
}

fn unknown(folder: &RelPath, listed: &[RelPath], name: &str) -> CommandError {
    let known = names(folder, listed.iter().filter(|path| path.is_under(folder)));
    let error = CommandError::usage(format!("there is no template `{name}` in {folder}/"));
    match nearest(name, known.iter().map(|known| without_extensions(known))) {
        Some(near) => error.with_hint(format!("did you mean `{near}`?")),
        None if known.is_empty() => error
            .with_hint(format!("put a file into {folder}/, or name one by its path, such as `./{name}.md`")),
        None => error.with_hint(format!("the templates are {}", list_of(&known))),
    }
}

fn names<'a>(folder: &RelPath, paths: impl Iterator<Item = &'a RelPath>) -> Vec<String> {
    paths.map(|path| path.seen_from(folder)).collect()
}

/// `mail` of `mail.md.j2`; `for-customers/mail` of `for-customers/mail.md`.
fn without_extensions(name: &str) -> &str {
    let start = name.rfind('/').map_or(0, |slash| slash + 1);
    name[start..].find('.').map_or(name, |dot| &name[..start + dot])
}
