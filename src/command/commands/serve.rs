//! `pm serve`: the site of the plan on this machine, shown anew whenever a document changes.

use clap::{Arg, ArgMatches, Command};
use indexmap::IndexMap;

use super::{Group, Spec};
use crate::command::cli::Cli;
use crate::command::error::{CommandError, Exit};
use crate::command::session::Session;
use crate::command::{audience, publishing};
use crate::serve::{Pages, Server};

/// Where it listens unless told otherwise; any other port where this one is taken.
const PORT: u16 = 4747;

pub(super) static COMMAND: Spec = Spec {
    name: "serve",
    group: Group::Share,
    about: "Show the plan as a website on this machine, and follow its changes",
    arguments,
    run,
};

fn arguments(command: Command) -> Command {
    audience::argument(command)
        .arg(
            Arg::new("port")
                .long("port")
                .short('p')
                .value_name("PORT")
                .value_parser(clap::value_parser!(u16))
                .help("Listen on this port [default: 4747, or a free one where that is taken]"),
        )
        .after_help("Examples:\n  pm serve\n  pm serve --audience customers --port 8000")
        .after_long_help(
            "Reads the documents of the plan, again whenever one of them changes; writes nothing. Listens on this \
             machine alone, answers to its own name alone, and takes no request that would write. Ctrl-C ends it.\n\n\
             Examples:\n  pm serve\n  pm serve --audience customers --port 8000",
        )
}

fn run(session: &mut Session<'_>, cli: &Cli, matches: &ArgMatches) -> Result<Exit, CommandError> {
    let wanted = matches.get_one::<u16>("port").copied();
    let taken = |error: &std::io::Error| error.kind() == std::io::ErrorKind::AddrInUse;
    let server = match Server::listen(wanted.unwrap_or(PORT)) {
        Err(error) if wanted.is_none() && taken(&error) => Server::listen(0),
        other => other,
    };
    let server = server.map_err(|error| {
        let port = wanted.unwrap_or(PORT);
        let refused = CommandError::environment(format!("nothing can be served on port {port}: {error}"));
        refused.with_hint("name another one with --port")
    })?;
    // What is wrong with the plan or with the audience is said before anybody looks.
    let mut site = Site { files: IndexMap::new(), state: 0, built: None, cli, session };
    site.build()?;
    site.session.print(&format!("http://{}/\n", server.address()))?;
    site.session.say("Ctrl-C ends it")?;
    server.run(&mut site);
    Ok(Exit::Fine)
}

/// The pages as they were last built.
struct Site<'s, 'a> {
    files: IndexMap<String, String>,
    state: u64,
    /// The state that they were built from.
    built: Option<u64>,
    cli: &'s Cli,
    session: &'s mut Session<'a>,
}

impl Site<'_, '_> {
    fn build(&mut self) -> Result<(), CommandError> {
        let state = self.look()?;
        let loaded = self.session.load()?;
        self.files = publishing::files(self.session, self.cli, &loaded, true)?;
        (self.state, self.built) = (state, Some(state));
        Ok(())
    }

    /// A number made of the names, sizes and times of all documents.
    fn look(&self) -> Result<u64, CommandError> {
        let repository = self.session.repository()?;
        let tree = repository.working_tree();
        let config = self.session.config(&tree).map(|(config, ..)| config);
        let folders = config.as_ref().map(crate::plan::folders).unwrap_or_default();
        Ok(tree.state_of(&folders))
    }
}

impl Pages for Site<'_, '_> {
    fn state(&mut self) -> u64 {
        if let Ok(state) = self.look() {
            self.state = state;
        }
        self.state
    }

    fn page(&mut self, path: &str) -> Option<String> {
        if self.built != Some(self.state)
            && let Err(error) = self.build()
        {
            // What was there stays in sight until the plan can be read again.
            let _ = self.session.say(&error.to_string());
            self.built = Some(self.state);
        }
        self.files.get(path).cloned()
    }
}
