//! What `pm` alone prints: every command in its chapter, and the verbs beside them.
//!
//! Knows no argument of any command; `pm COMMAND --help` tells those.

use super::cli::Cli;
use super::commands::{COMMANDS, Group};
use super::verbs::{Scope, VERBS};
use crate::model::kind::Kind;
use crate::text::visible::visible;

const ABOUT: &str =
    "pm keeps a product's plan as Markdown files in git: checks it, ranks it, and shows it to its audiences.";

/// Columns before the words on a command.
const INDENT: usize = 20;

/// The widest line, on a screen however wide.
const WIDEST: usize = 100;

/// The overview, in lines of `width` columns.
pub(crate) fn overview(cli: &Cli, width: usize) -> String {
    let width = width.min(WIDEST);
    let mut text = String::new();
    entry(&mut text, "", 0, ABOUT, width);
    for group in Group::ALL {
        text.push_str(&format!("\n{}\n", group.title()));
        let mut line = |name: &str, about: &str| {
            entry(&mut text, &format!("  pm {name:<14} "), INDENT, about, width);
        };
        match group {
            Group::Artifacts => {
                for kind in cli.config().kinds.iter().filter(|kind| kind.core) {
                    line(&format!("{} add …", short_name(kind)), &kind.summary);
                }
            }
            Group::Any => {
                for verb in VERBS.iter().filter(|verb| verb.names_its_kind) {
                    line(verb.name, &verb.about_in(Scope::Any));
                }
            }
            _ => {}
        }
        for command in COMMANDS.iter().filter(|command| command.group == group && !command.is_hidden()) {
            line(command.name, command.about);
        }
        if group == Group::Artifacts {
            let others = cli.config().kinds.iter().filter(|kind| !kind.core);
            let others: Vec<&str> = others.map(|kind| kind.name.as_str()).collect();
            if !others.is_empty() {
                entry(&mut text, "  Other kinds: ", 4, &others.join(", "), width);
            }
        }
    }
    text.push_str("\nLearn more\n");
    for (call, about) in [
        ("COMMAND --help", "What a command does, with examples"),
        ("KIND --help", "What a kind is for, and what can be done with it"),
        ("explain RULE", "What a finding of pm check means"),
    ] {
        entry(&mut text, &format!("  pm {call:<14} "), INDENT, about, width);
    }
    visible(&text).into_owned()
}

fn short_name(kind: &Kind) -> &str {
    kind.aliases.first().unwrap_or(&kind.name)
}

/// Words behind `start`, in lines of `width` columns; every line but the first begins at `indent`.
fn entry(text: &mut String, start: &str, indent: usize, words: &str, width: usize) {
    text.push_str(start);
    let mut column = start.chars().count();
    let mut is_first = true;
    for word in words.split_whitespace() {
        let letters = word.chars().count();
        if !is_first && column + 1 + letters > width {
            text.push('\n');
            text.push_str(&" ".repeat(indent));
            column = indent;
        } else if !is_first {
            text.push(' ');
            column += 1;
        }
        text.push_str(word);
        column += letters;
        is_first = false;
    }
    text.push('\n');
}
