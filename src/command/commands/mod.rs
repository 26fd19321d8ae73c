//! One file per command on the whole plan: its arguments, its documentation and what it runs.

mod answers;
mod apply;
mod backlog;
mod changelog;
mod check;
mod codeowners;
mod completions;
mod demand;
mod derive;
mod diff;
mod docs;
mod explain;
mod export;
mod flow;
mod graph;
mod hooks;
mod import;
mod init;
mod log;
mod man;
mod matrix;
mod merge_driver;
mod notes;
mod plan;
mod prioritize;
mod render;
mod renumber;
mod report;
mod retro;
mod roadmap;
mod schema;
mod serve;
mod shipped;
mod similar;
mod site;
mod standup;
mod sync;
mod today;
mod tree;
mod triage;
mod view;
mod whereabouts;

use clap::{ArgMatches, Command};

use super::cli::Cli;
use super::error::{CommandError, Exit};
use super::session::Session;

/// A command.
pub(crate) struct Spec {
    pub(crate) name: &'static str,
    pub(crate) group: Group,
    /// One line for lists of commands, in the imperative.
    pub(crate) about: &'static str,
    /// Adds the arguments, the long help and the examples.
    pub(crate) arguments: fn(Command) -> Command,
    pub(crate) run: fn(&mut Session<'_>, &Cli, &ArgMatches) -> Result<Exit, CommandError>,
}

impl Spec {
    /// Whether lists of commands leave it out.
    pub(crate) fn is_hidden(&self) -> bool {
        (self.arguments)(Command::new(self.name)).is_hide_set()
    }
}

/// The chapters of the overview.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Group {
    Start,
    Artifacts,
    /// Beside the verbs that need no kind.
    Any,
    Week,
    Plan,
    Share,
    Check,
    Setup,
}

impl Group {
    pub(crate) const ALL: [Self; 8] = [
        Self::Start,
        Self::Artifacts,
        Self::Any,
        Self::Week,
        Self::Plan,
        Self::Share,
        Self::Check,
        Self::Setup,
    ];

    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Start => "Begin",
            Self::Artifacts => "Write things down",
            Self::Any => "Find and change what is there, whatever its kind",
            Self::Week => "Get through the week",
            Self::Plan => "See the plan",
            Self::Share => "Share it",
            Self::Check => "Check it",
            Self::Setup => "Set up the shell and the editor",
        }
    }
}

/// All commands, in the order of the overview.
pub(crate) static COMMANDS: &[&Spec] = &[
    &init::COMMAND,
    &import::COMMAND,
    &derive::COMMAND,
    &triage::COMMAND,
    &apply::COMMAND,
    &renumber::COMMAND,
    &today::COMMAND,
    &standup::COMMAND,
    &backlog::COMMAND,
    &retro::COMMAND,
    &sync::COMMAND,
    &roadmap::COMMAND,
    &plan::COMMAND,
    &shipped::COMMAND,
    &whereabouts::COMMAND,
    &view::COMMAND,
    &similar::COMMAND,
    &demand::COMMAND,
    &prioritize::COMMAND,
    &matrix::COMMAND,
    &tree::COMMAND,
    &graph::COMMAND,
    &flow::COMMAND,
    &changelog::COMMAND,
    &notes::COMMAND,
    &answers::COMMAND,
    &report::COMMAND,
    &log::COMMAND,
    &diff::COMMAND,
    &render::COMMAND,
    &site::COMMAND,
    &serve::COMMAND,
    &export::COMMAND,
    &check::COMMAND,
    &explain::COMMAND,
    &hooks::COMMAND,
    &merge_driver::COMMAND,
    &codeowners::COMMAND,
    &completions::COMMAND,
    &man::COMMAND,
    &schema::COMMAND,
    &docs::COMMAND,
];
