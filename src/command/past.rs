//! What the commands that read history share: how far back they look, which commits, and how documents
//! are followed.

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::error::CommandError;
use super::moment::{Moment, tree_at};
use super::session::{Loaded, Session};
use crate::history::Lineages;
use crate::repo::GitLog;
use crate::source::log::Walk;

/// How documents are followed, in words that every answer repeats.
const FOLLOWED: &str = "renames followed at 50 % similarity";

/// The history that a command asks for.
pub(crate) struct Past {
    pub(crate) log: GitLog,
    pub(crate) lineages: Lineages,
    /// Which commits were looked at, and how documents were followed: the definition behind the answer.
    pub(crate) definition: String,
}

/// Adds the arguments that choose commits.
pub(crate) fn arguments(command: Command) -> Command {
    command
        .arg(
            Arg::new("since")
                .long("since")
                .value_name("MOMENT")
                .display_order(900)
                .help("Leave out what happened up to this revision or day"),
        )
        .arg(
            Arg::new("until")
                .long("until")
                .value_name("MOMENT")
                .display_order(900)
                .help("End at this revision or day [default: HEAD]"),
        )
        .arg(
            Arg::new("all-commits")
                .long("all-commits")
                .action(ArgAction::SetTrue)
                .display_order(900)
                .help("Look into merged branches too, not only at what the branch itself saw"),
        )
}

impl Past {
    /// The plan as the last commit left it, or the one that `--until` names, and how it came about.
    pub(crate) fn read(
        session: &mut Session<'_>,
        matches: &ArgMatches,
    ) -> Result<(Loaded, Self), CommandError> {
        let today = session.today;
        let until = matches.get_one::<String>("until");
        session.moment = Moment::At(until.cloned().unwrap_or_else(|| "HEAD".to_owned()));
        let loaded = session
            .load()
            .map_err(|error| error.with_hint("history is read from the commits of a git repository"))?;
        // Without an end in the past, what is going on is held against the present day.
        if until.is_none() {
            session.today = today;
        }
        let config = &loaded.plan.config;
        let commit_at = |moment: &String| -> Result<String, CommandError> {
            Ok(tree_at(&loaded.repository, moment, today, &config.fiscal_year)?.commit())
        };
        let since = matches.get_one::<String>("since").map(commit_at).transpose()?;
        let until = until.map(commit_at).transpose()?;
        let (walk, which) = match matches.get_flag("all-commits") {
            true => (Walk::Whole, "all commits"),
            false => (Walk::FirstParent, "first parents"),
        };
        let log = loaded.repository.log()?;
        let until = until.as_deref().unwrap_or("HEAD");
        let lineages = Lineages::read(&log, config, until, since.as_deref(), walk)?;
        Ok((loaded, Self { log, lineages, definition: format!("{which}, {FOLLOWED}") }))
    }
}
