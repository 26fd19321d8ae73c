//! The command tree: what is shipped, and a command for every kind of the repository.

use std::collections::BTreeSet;
use std::ffi::OsString;

use clap::{Arg, ArgAction, Command};

use super::commands::COMMANDS;
use super::invocation::Invocation;
use super::session::{ReadConfig, config_path};
use super::templates::offered;
use super::verbs::{self, Scope, VERBS};
use crate::config::Config;
use crate::model::kind::Kind;
use crate::repo::Repository;
use crate::source::Tree;
use crate::text::words::unwrapped;

/// The commands of one run: the kinds decide which there are.
pub(crate) struct Cli {
    pm_yaml: ReadConfig,
    /// The first word that is no flag: only the kind it names is given its verbs, for building all of
    /// them takes longer than most commands.
    word: Option<String>,
}

impl Cli {
    /// Looks at the arguments for the folder, and there for the kinds of the repository.
    pub(crate) fn read(arguments: &[OsString], invocation: &Invocation<'_>) -> Self {
        let words: Vec<&str> = arguments.iter().skip(1).filter_map(|argument| argument.to_str()).collect();
        let mut folder = None;
        let mut word = None;
        let mut rest = words.iter();
        while let Some(argument) = rest.next() {
            match *argument {
                "-C" | "--folder" => folder = rest.next().copied(),
                "--today" | "--color" => {
                    rest.next();
                }
                flag if flag.starts_with("--folder=") => folder = flag.strip_prefix("--folder="),
                flag if flag.starts_with('-') => {}
                // `pm help idea add` is about the kind that it names.
                "help" if word.is_none() => {}
                first => {
                    word = Some(first.to_owned());
                    break;
                }
            }
        }
        let start = folder.map_or_else(|| invocation.folder.clone(), |folder| invocation.folder.join(folder));
        Self { pm_yaml: config_at(&start), word }
    }

    /// The commands for the kinds that `pm` ships, whatever a repository changes.
    pub(crate) fn shipped() -> Self {
        Self { pm_yaml: ReadConfig::of(String::new()), word: None }
    }

    /// The command tree, with verbs for the kind that is named.
    pub(crate) fn command(&self) -> Command {
        self.build(|kind| self.word.as_deref().is_some_and(|word| kind.is_called(word)))
    }

    /// The command tree with everything in it, for completions and manuals.
    pub(crate) fn whole(&self) -> Command {
        self.build(|_| true)
    }

    /// The command tree with verbs for the kind that `word` calls, if it calls one.
    pub(crate) fn command_for(&self, word: &str) -> Command {
        self.build(|kind| kind.is_called(word))
    }

    pub(crate) fn kind_called(&self, name: &str) -> Option<&Kind> {
        self.pm_yaml.config.kinds.iter().find(|kind| kind.is_called(name))
    }

    pub(crate) fn config(&self) -> &Config {
        &self.pm_yaml.config
    }

    /// `pm.yaml` as it was read for the kinds.
    pub(crate) fn pm_yaml(&self) -> &ReadConfig {
        &self.pm_yaml
    }

    /// The first word that is no flag.
    pub(crate) fn word(&self) -> Option<&str> {
        self.word.as_deref()
    }

    fn build(&self, with_verbs: impl Fn(&Kind) -> bool) -> Command {
        let mut command = Command::new("pm")
            .version(env!("CARGO_PKG_VERSION"))
            .about("Keeps a product's plan as Markdown files in git: checks it, ranks it, shows it")
            .after_help(
                "`pm KIND --help` lists what can be done with a kind, `pm COMMAND --help` tells more.",
            )
            .disable_help_subcommand(false)
            .infer_long_args(false)
            .max_term_width(100)
            .args(global_arguments());
        for spec in COMMANDS {
            command =
                command.subcommand(offered((spec.arguments)(Command::new(spec.name).about(spec.about))));
        }
        for verb in VERBS.iter().filter(|verb| verb.names_its_kind) {
            command = command.subcommand(offered(verb.command(Scope::Any)));
        }
        // A kind cannot take a name that is a command's; its other names still call it.
        let mut taken: BTreeSet<String> =
            command.get_subcommands().map(|known| known.get_name().to_owned()).collect();
        taken.insert("help".into());
        for kind in &self.pm_yaml.config.kinds {
            let names = std::iter::once(&kind.name).chain(&kind.aliases).chain([&kind.plural]);
            let mut free: Vec<String> = names.filter(|name| taken.insert((*name).clone())).cloned().collect();
            if free.is_empty() {
                continue;
            }
            let mut kind_command = Command::new(free.remove(0))
                .about(kind.summary.clone())
                .long_about(unwrapped(&kind.about))
                .aliases(free)
                .subcommand_required(true)
                .arg_required_else_help(true)
                .hide(!kind.core);
            if with_verbs(kind) {
                for verb in verbs::of_kind(kind) {
                    kind_command = kind_command.subcommand(offered(verb.command(Scope::Kind(kind))));
                }
            }
            command = command.subcommand(kind_command);
        }
        command
    }
}

fn global_arguments() -> [Arg; 4] {
    [
        Arg::new("folder")
            .short('C')
            .long("folder")
            .value_name("FOLDER")
            .global(true)
            .help("Work on the product in this folder"),
        Arg::new("today").long("today").value_name("DATE").global(true).help("Take this day for today"),
        Arg::new("color")
            .long("color")
            .value_name("WHEN")
            .value_parser(["auto", "always", "never"])
            .global(true)
            .help("Colour the output"),
        Arg::new("no-pager")
            .long("no-pager")
            .action(ArgAction::SetTrue)
            .global(true)
            .help("Print what is longer than the screen at once, without a pager"),
    ]
}

/// The kinds of the repository around `start`; the shipped ones where there is none, or none that can be read.
fn config_at(start: &std::path::Path) -> ReadConfig {
    let text = Repository::open(start)
        .ok()
        .and_then(|repository| repository.working_tree().read(&config_path()).ok())
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .unwrap_or_default();
    ReadConfig::of(text)
}
