//! `pm site`: the plan as a folder of pages.

use clap::{Arg, ArgMatches, Command};

use super::{Group, Spec};
use crate::command::cli::Cli;
use crate::command::error::{CommandError, Exit};
use crate::command::session::Session;
use crate::command::{audience, moment, publishing, render};
use crate::text::words::plural;

pub(super) static COMMAND: Spec = Spec {
    name: "site",
    group: Group::Share,
    about: "Write the plan as a website: roadmap, releases, a page for everything",
    arguments,
    run,
};

fn arguments(command: Command) -> Command {
    audience::argument(moment::arguments(command))
        .arg(
            Arg::new("out")
                .long("out")
                .short('o')
                .value_name("FOLDER")
                .required(true)
                .help("The folder to write: a new one, an empty one, or one that pm wrote"),
        )
        .after_help("Examples:\n  pm site --audience customers --out public\n  pm site --out ../plan-site")
        .after_long_help(
            "Reads every document of the plan; writes the folder alone. What an earlier run wrote there and what is no \
             longer made is removed; other files stay. The pages need no server, no script and no other machine; with \
             a script they are searched and filtered.\n\nNamed views of the audience are pages of their own; without \
             --audience those that name none.\n\nExamples:\n  pm site --audience customers --out public\n  pm site \
             --out ../plan-site",
        )
}

fn run(session: &mut Session<'_>, cli: &Cli, matches: &ArgMatches) -> Result<Exit, CommandError> {
    let loaded = session.load()?;
    let files = publishing::files(session, cli, &loaded, false)?;
    let out = matches.get_one::<String>("out").map_or("", String::as_str);
    let folder = session.folder.join(out);
    let published = crate::repo::publish(&folder, &files).map_err(|fault| {
        let error = CommandError::from(fault);
        error.with_hint("name a new folder, or one that `pm site` wrote before")
    })?;
    session.print(&format!("{out}\n"))?;
    let mut done = vec![format!("wrote {}", plural(published.written, "file"))];
    if published.unchanged > 0 {
        done.push(format!("{} unchanged", published.unchanged));
    }
    if published.removed > 0 {
        done.push(format!("{} removed", published.removed));
    }
    session.say(&done.join(", "))?;
    render::name_unreadable(session, &loaded.plan)
}
