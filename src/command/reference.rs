//! The reference page of the command line, from the command tree.

use clap::{Arg, Command};

use super::cli::Cli;
use super::verbs::{self, Scope};
use crate::view::reference::head;

/// What the environment decides.
const VARIABLES: &str = "
## Variables

- `PM_TODAY`: The day to take for today, where `--today` names none.
- `PM_PAGER`, else `PAGER`: The pager for an answer that is longer than the screen, else `less -FRX`; `cat` or nothing for none. Only a command that reads has its answer paged, and only on a terminal.
- `VISUAL`, else `EDITOR`: The editor that `pm edit` and `--edit` open.
- `NO_COLOR`: No colour, unless `--color always` asks for it.
- `COLUMNS`: How wide output is, where no terminal says it.
";

/// The page of all commands; the verbs, which every kind has, stand in it once.
pub(crate) fn command_line(cli: &Cli) -> String {
    let mut whole = cli.whole();
    whole.build();
    let mut page = head(
        "Command line",
        "Every command of `pm`.\nstdout is data, stderr is talk; for exit codes see \
         [exit codes](exit-codes.md).\nEvery command takes `--help`.",
    );
    page.push_str("\n## Flags of every command\n\n");
    for argument in whole.get_arguments().filter(|argument| argument.is_global_set()) {
        page.push_str(&line(argument));
    }
    page.push_str(VARIABLES);
    let is_kind = |name: &str| cli.kind_called(name).is_some();
    for command in whole.get_subcommands() {
        let name = command.get_name();
        if command.is_hide_set() || is_kind(name) || name == "help" {
            continue;
        }
        page.push_str(&section(command, &format!("pm {name}")));
    }
    page.push_str("\n## pm KIND VERB\n\n");
    page.push_str("What can be done with artifacts of one kind.\nKINDS:\n\n");
    for kind in &cli.config().kinds {
        let names: Vec<String> = kind.aliases.iter().map(|alias| format!(", `{alias}`")).collect();
        page.push_str(&format!("- `{}`{}: {}\n", kind.name, names.concat(), kind.summary.trim()));
    }
    page.push_str("\nThe flags of `add` and `set` follow from the fields of the kind; `pm KIND add --help` lists them.\n");
    for verb in verbs::with_kind() {
        let mut command = verb.command(Scope::Any);
        command.build();
        page.push_str(&section(&command, &format!("pm KIND {}", verb.name)));
    }
    page
}

fn section(command: &Command, name: &str) -> String {
    let about = command.get_long_about().or(command.get_about()).map(ToString::to_string).unwrap_or_default();
    let mut text = format!("\n## {name}\n\n{}.\n", about.trim().trim_end_matches('.'));
    let arguments: Vec<&Arg> = command
        .get_arguments()
        .filter(|argument| !argument.is_global_set() && !argument.is_hide_set())
        .filter(|argument| !matches!(argument.get_id().as_str(), "help" | "version"))
        .collect();
    if !arguments.is_empty() {
        text.push('\n');
        arguments.into_iter().for_each(|argument| text.push_str(&line(argument)));
    }
    let after = command.get_after_long_help().or(command.get_after_help());
    if let Some(after) = after {
        text.push_str(&format!("\n```text\n{}\n```\n", after.to_string().trim()));
    }
    text
}

/// One argument as an item of a list.
fn line(argument: &Arg) -> String {
    let value = argument.get_value_names().and_then(|names| names.first()).map(ToString::to_string);
    let takes_value = argument.get_action().takes_values();
    let mut names: Vec<String> = Vec::new();
    names.extend(argument.get_short().map(|short| format!("-{short}")));
    names.extend(argument.get_long().map(|long| format!("--{long}")));
    let mut name = names.join(", ");
    if let Some(value) = value.filter(|_| takes_value) {
        name = if name.is_empty() { value } else { format!("{name} {value}") };
    }
    let mut text =
        format!("- `{name}`: {}", argument.get_help().map(ToString::to_string).unwrap_or_default());
    let hides = argument.is_hide_possible_values_set();
    let words: Vec<String> = if takes_value && !hides {
        let values = argument.get_possible_values();
        values.iter().map(|value| format!("`{}`", value.get_name())).collect()
    } else {
        Vec::new()
    };
    if !words.is_empty() {
        text.push_str(&format!(". One of {}", words.join(", ")));
    }
    let defaults: Vec<String> =
        argument.get_default_values().iter().map(|value| value.to_string_lossy().into_owned()).collect();
    if takes_value && !defaults.is_empty() {
        text.push_str(&format!(". Unless said: `{}`", defaults.join(" ")));
    }
    text.push_str(".\n");
    text
}
