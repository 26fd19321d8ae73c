//! `pm completions`: what a shell needs to complete commands, kinds and flags.

use clap::{Arg, Command};
use clap_complete::Shell;

use super::{Group, Spec};
use crate::command::error::Exit;

pub(super) static COMMAND: Spec = Spec {
    name: "completions",
    group: Group::Setup,
    about: "Print the completions for a shell",
    arguments,
    run: |session, cli, matches| {
        if let Some(shell) = matches.get_one::<Shell>("shell") {
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut cli.whole(), "pm", &mut script);
            session.output.write_all(&script)?;
        }
        Ok(Exit::Fine)
    },
};

fn arguments(command: Command) -> Command {
    command
        .arg(
            Arg::new("shell")
                .value_name("SHELL")
                .required(true)
                .value_parser(clap::value_parser!(Shell))
                .help("The shell"),
        )
        .after_help(
            "Examples:\n  pm completions bash > ~/.local/share/bash-completion/completions/pm\n  pm completions \
             fish > ~/.config/fish/completions/pm.fish",
        )
}
