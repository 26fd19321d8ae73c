//! The command line: arguments in, output and an exit code out. Computes nothing itself.
//!
//! The only floor that knows clap. Commands are one file each in `commands`; what can be done with an
//! artifact of any kind is one file each in `verbs`.

mod accepted;
mod ages;
mod answering;
mod asking;
mod audience;
mod background;
mod cli;
mod collisions;
mod commands;
mod committing;
mod comparison;
mod diff;
mod editor;
mod error;
mod evidence;
mod exporting;
mod field_flags;
mod filter;
mod fixing;
mod heard;
mod importing;
mod invocation;
mod judging;
mod memory;
mod moment;
mod named;
mod named_view;
mod new_id;
mod one_product;
mod overlaying;
mod overview;
mod pager;
mod past;
mod person;
mod place;
mod program;
mod publishing;
mod recent;
mod reference;
mod references;
mod remote_git;
mod render;
mod rendering;
mod reporting;
mod revising;
mod session;
mod since;
mod starter;
mod templates;
mod unknown;
mod verbs;
mod versions;
mod writing;

use clap::ArgMatches;
use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue};

use self::cli::Cli;
use self::commands::COMMANDS;
use self::error::{CommandError, ErrorKind, Exit};
use self::overview::overview;
use self::session::Session;
use self::unknown::{unknown_command, unknown_verb};
use self::verbs::{Scope, VERBS};

use crate::text::visible::visible;

pub use self::invocation::{Invocation, Terminal};

/// The exit code for what cannot be done.
const FAILURE: u8 = 2;

/// Runs `pm` once; the number is the exit code: 0 fine, 1 findings, 2 `pm` could not do its work.
pub fn run(mut invocation: Invocation<'_>) -> u8 {
    let arguments = std::mem::take(&mut invocation.arguments);
    let cli = Cli::read(&arguments, &invocation);
    let matches = match cli.command().try_get_matches_from(&arguments) {
        Ok(matches) => matches,
        Err(error) => return print_clap(&mut invocation, &cli, &error),
    };
    let text = |name: &str| matches.get_one::<String>(name).map(String::as_str);
    let session = Session::new(&mut invocation, cli.pm_yaml(), text("folder"), text("today"), text("color"));
    let ended = session.and_then(|mut session| {
        session.pages &= !matches.get_flag("no-pager");
        dispatch(&mut session, &cli, &matches)
    });
    match ended {
        Ok(exit) => exit.code(),
        Err(error) => {
            if error.kind != ErrorKind::BrokenPipe {
                // Nobody is left to tell when the error stream itself is gone.
                let _ = writeln!(invocation.errors, "{}", visible(&error.to_string()));
            }
            error.code()
        }
    }
}

fn dispatch(session: &mut Session<'_>, cli: &Cli, matches: &ArgMatches) -> Result<Exit, CommandError> {
    let Some((name, matches)) = matches.subcommand() else {
        let text = overview(cli, session.width());
        session.print(&text)?;
        return Ok(Exit::Fine);
    };
    session.moment = moment::named(innermost(matches));
    session.audience = audience::named(innermost(matches));
    if let Some(command) = COMMANDS.iter().find(|command| command.name == name) {
        return (command.run)(session, cli, matches);
    }
    if let Some(verb) = VERBS.iter().find(|verb| verb.name == name) {
        return (verb.run)(session, Scope::Any, matches);
    }
    let Some(kind) = cli.kind_called(name) else {
        return Err(unknown_command(cli, name));
    };
    let Some((verb, matches)) = matches.subcommand() else {
        return Err(CommandError::usage(format!(
            "`pm {name}` needs a verb: {}",
            verbs::names(kind).join(", ")
        )));
    };
    match verbs::of_kind(kind).find(|candidate| candidate.name == verb) {
        Some(verb) => (verb.run)(session, Scope::Kind(kind), matches),
        None => Err(unknown_verb(kind, verb)),
    }
}

/// The matches of the verb under a kind, else those of the command itself.
fn innermost(matches: &ArgMatches) -> &ArgMatches {
    matches.subcommand().map_or(matches, |(_, inner)| innermost(inner))
}

/// Prints what clap has to say: help and version are data, a wrong call is talk.
fn print_clap(invocation: &mut Invocation<'_>, cli: &Cli, error: &clap::Error) -> u8 {
    let wants_color = invocation.terminal.output && !invocation.variables.contains_key("NO_COLOR");
    let rendered = |text: StyledStr| if wants_color { text.ansi().to_string() } else { text.to_string() };
    let text = match error.kind() {
        clap::error::ErrorKind::DisplayHelp if cli.word().is_none() => {
            let options = cli.command().help_template("Options:\n{options}").render_help();
            let overview = overview(cli, session::width(invocation.terminal, &invocation.variables));
            format!("{overview}\n{}\n", rendered(options).trim_end())
        }
        clap::error::ErrorKind::InvalidSubcommand => {
            format!("{}\n", visible(&unknown(cli, error).to_string()))
        }
        _ => rendered(error.render()),
    };
    let written = if error.use_stderr() {
        invocation.errors.write_all(text.as_bytes())
    } else {
        invocation.output.write_all(text.as_bytes())
    };
    match (written, error.use_stderr()) {
        (Err(error), _) if error.kind() != std::io::ErrorKind::BrokenPipe => FAILURE,
        (_, true) => FAILURE,
        (_, false) => 0,
    }
}

/// What to say of a word at the place of a command or of a verb.
fn unknown(cli: &Cli, error: &clap::Error) -> CommandError {
    let word = match error.get(ContextKind::InvalidSubcommand) {
        Some(ContextValue::String(word)) => word.as_str(),
        _ => cli.word().unwrap_or_default(),
    };
    match cli.word() {
        Some(first) if first != word => match cli.kind_called(first) {
            Some(kind) => unknown_verb(kind, word),
            None => unknown_command(cli, word),
        },
        _ => unknown_command(cli, word),
    }
}
