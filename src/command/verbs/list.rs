//! `pm list`, `pm idea list`: artifacts in a table, filtered, ordered, grouped or counted.

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::{Scope, Verb};
use crate::command::error::{CommandError, Exit};
use crate::command::filter::{filter_arguments, kinds, request, words};
use crate::command::render::{format_argument, name_unread_settings, show, show_counts};
use crate::command::session::Session;
use crate::command::{audience, moment};
use crate::plan::Plan;
use crate::plan::query;
use crate::plan::query::{Environment, Filter};
use crate::text::words::plural;
use crate::view::count::Counts;
use crate::view::list::{List, ListOptions};

pub(super) static VERB: Verb = Verb {
    name: "list",
    about: "List {kinds}: filter, sort, group, count",
    names_its_kind: true,
    arguments,
    run,
};

fn arguments(command: Command, scope: Scope<'_>) -> Command {
    let command = match scope {
        Scope::Any => command.arg(
            Arg::new("kinds")
                .value_name("KIND")
                .action(ArgAction::Append)
                .help("List this kind alone; all kinds where none is named"),
        ),
        Scope::Kind(_) => command,
    };
    let called = match scope {
        Scope::Any => "pm list requirement".to_owned(),
        Scope::Kind(kind) => format!("pm {} list", kind.aliases.first().unwrap_or(&kind.name)),
    };
    let flag = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(value).help(help)
    };
    filter_arguments(audience::argument(moment::arguments(command)), scope)
        .arg(
            flag("columns", "NAMES", "Show these: fields, functions or expressions, between commas")
                .action(ArgAction::Append),
        )
        .arg(flag("sort", "NAMES", "Order by these; -NAME turns the order").allow_hyphen_values(true))
        .arg(flag("group-by", "NAME", "Put together what has the same value here"))
        .arg(
            Arg::new("count")
                .long("count")
                .action(ArgAction::SetTrue)
                .conflicts_with_all(["columns", "sort", "group-by", "limit"])
                .help("Say how many there are"),
        )
        .arg(
            flag("count-by", "NAMES", "Count by these, between commas: each value with its number")
                .conflicts_with_all(["columns", "sort", "group-by", "limit", "count"]),
        )
        .arg(flag("limit", "COUNT", "Show no more than so many").value_parser(clap::value_parser!(usize)))
        .arg(format_argument())
        .after_help(format!(
            "Examples:\n  {called} --status approved --no owner\n  {called} --columns id,title,release.version \
             --sort target,-effort\n  {called} --count-by status,owner\n  {called} --where 'links().exists(l, \
             l.category() == \"dropped\")'"
        ))
}

fn run(session: &mut Session<'_>, scope: Scope<'_>, matches: &ArgMatches) -> Result<Exit, CommandError> {
    let loaded = session.load()?;
    let plan = &loaded.plan;
    let environment = Environment::new(plan, session.today);
    let names: Vec<String> = words(matches, "kinds").into_iter().chain(words(matches, "kind")).collect();
    let scope = query::Scope::artifacts(&environment, &kinds(&plan.config, scope, &names)?);
    let filter = Filter::of(&scope, &request(matches)?)?;
    let unreadable = match counted_by(matches) {
        Some(by) => {
            let counts = Counts::of(&scope, &filter, &by)?;
            show_counts(session, matches, &counts)?;
            counts.unreadable()
        }
        None => {
            let list = List::of(&scope, &filter, &options(matches))?;
            show(session, matches, &list)?;
            list.unreadable()
        }
    };
    say_unreadable(session, plan, unreadable)
}

/// Names what could not be shown, and fails because of it.
pub(crate) fn say_unreadable(
    session: &mut Session<'_>,
    plan: &Plan,
    count: usize,
) -> Result<Exit, CommandError> {
    let told = name_unread_settings(session, plan)?;
    if count == 0 {
        return Ok(told);
    }
    session.say(&format!("{} cannot be read: run `pm check`", plural(count, "document")))?;
    Ok(Exit::Findings)
}

/// What to count by; nothing where there is a list to show.
fn counted_by(matches: &ArgMatches) -> Option<Vec<String>> {
    if matches.get_flag("count") {
        return Some(Vec::new());
    }
    matches.get_one::<String>("count-by").map(|names| split(names))
}

fn options(matches: &ArgMatches) -> ListOptions {
    let text = |name: &str| matches.get_one::<String>(name);
    ListOptions {
        columns: words(matches, "columns").iter().flat_map(|names| split(names)).collect(),
        sort: order(matches),
        group_by: text("group-by").cloned(),
        limit: matches.get_one("limit").copied(),
    }
}

/// What `--sort` orders by, each with whether the last comes first.
pub(crate) fn order(matches: &ArgMatches) -> Vec<(String, bool)> {
    let names = matches.get_one::<String>("sort").map(|names| split(names)).unwrap_or_default();
    let turned = |name: String| match name.strip_prefix('-') {
        Some(name) => (name.to_owned(), true),
        None => (name, false),
    };
    names.into_iter().map(turned).collect()
}

/// Names between commas; a comma within brackets or quotes belongs to an expression.
pub(crate) fn split(names: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut depth = 0_usize;
    let mut quote = None;
    for letter in names.chars() {
        match (quote, letter) {
            (Some(open), _) if letter == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(letter),
            (None, '(' | '[' | '{') => depth += 1,
            (None, ')' | ']' | '}') => depth = depth.saturating_sub(1),
            (None, ',') if depth == 0 => {
                pieces.push(String::new());
                continue;
            }
            _ => {}
        }
        if let Some(piece) = pieces.last_mut() {
            piece.push(letter);
        }
    }
    pieces.iter().map(|piece| piece.trim().to_owned()).filter(|piece| !piece.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comma_within_an_expression_separates_nothing() {
        assert_eq!(split("id, title"), ["id", "title"]);
        assert_eq!(
            split(r#"id,links().exists(l, l.title == "a,b"),tags"#),
            ["id", r#"links().exists(l, l.title == "a,b")"#, "tags"]
        );
        assert_eq!(split(","), Vec::<String>::new());
    }
}
