//! `pm explain RULE`: the documentation of a rule.

use clap::{Arg, Command};

use super::{Group, Spec};
use crate::check::{all_rules, rule_text};
use crate::command::error::{CommandError, Exit};
use crate::command::render;
use crate::text::words::nearest;
use crate::view::explain::{Explanation, RuleList};

pub(super) static COMMAND: Spec = Spec {
    name: "explain",
    group: Group::Check,
    about: "Explain a rule: what it finds, why, and what to write instead",
    arguments,
    run: |session, _, matches| {
        let Some(name) = matches.get_one::<String>("rule") else {
            render::show(session, matches, &RuleList::of(&all_rules()))?;
            return Ok(Exit::Fine);
        };
        match rule_text(name) {
            Some(text) => {
                render::show(session, matches, &Explanation::of(text))?;
                Ok(Exit::Fine)
            }
            None => {
                let near = nearest(name, all_rules().into_iter().map(|text| text.name));
                let error = CommandError::usage(format!("there is no rule `{name}`"));
                Err(match near {
                    Some(near) => error.with_hint(format!("did you mean `{near}`?")),
                    None => error.with_hint("run `pm explain` for a list of all rules"),
                })
            }
        }
    },
};

fn arguments(command: Command) -> Command {
    command
        .arg(
            Arg::new("rule")
                .value_name("RULE")
                .help("The name in brackets behind a finding; all rules without one"),
        )
        .arg(render::format_argument())
        .after_help("Examples:\n  pm explain dangling-link\n  pm explain")
}
