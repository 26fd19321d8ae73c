//! `pm link ID FIELD TARGET`: makes an artifact lead to others.

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::{Scope, Verb, example_prefix};
use crate::change::{Impossible, Sides, link, review};
use crate::command::error::{CommandError, Exit};
use crate::command::named::{find, qualified, required};
use crate::command::revising::{self, Revised};
use crate::command::session::Session;
use crate::command::writing::Writing;
use crate::command::{render, writing};
use crate::plan::{ArtifactIndex, Plan};

pub(super) static VERB: Verb =
    Verb { name: "link", about: "Link {a kind} to other artifacts", names_its_kind: true, arguments, run };

fn arguments(command: Command, scope: Scope<'_>) -> Command {
    let prefix = example_prefix(scope);
    let links = match scope {
        Scope::Any => String::new(),
        Scope::Kind(kind) => {
            let fields = kind.fields.values().filter(|field| field.is_link());
            let lines: Vec<String> =
                fields.map(|field| format!("  {:<18} {}", field.name, field.summary)).collect();
            format!("Links:\n{}\n\n", lines.join("\n"))
        }
    };
    command
        .arg(Arg::new("id").value_name("ID").required(true).help("Which one"))
        .arg(Arg::new("field").value_name("FIELD").required(true).help("The link field"))
        .arg(
            Arg::new("targets")
                .value_name("TARGET")
                .required(true)
                .action(ArgAction::Append)
                .help("What it leads to: an id, a version, an alias or a path"),
        )
        .subcommand(review_command(prefix))
        .subcommand_negates_reqs(true)
        .args_conflicts_with_subcommands(true)
        .args(writing::arguments())
        .arg(render::outcome_argument())
        .after_help(format!(
            "Examples:\n  pm link {prefix}-4 related REQ-7 IDEA-2\n  pm link REQ-4 release 2.1\n  pm link review REQ-4"
        ))
        .after_long_help(format!(
            "{links}A list keeps what it leads to already. Where the other side has to say the same, both \
             documents are written.\n\nExamples:\n  pm link {prefix}-4 related REQ-7 IDEA-2\n  pm link REQ-4 \
             release 2.1\n  pm link review REQ-4"
        ))
}

/// `pm link review`, whatever the kind.
fn review_command(prefix: &str) -> Command {
    let examples =
        format!("Examples:\n  pm link review {prefix}-4\n  pm link review {prefix}-4 depends_on REQ-2");
    Command::new("review")
        .about("Say that links were looked at against what they lead to now")
        .arg(Arg::new("id").value_name("ID").required(true).help("Which one"))
        .arg(Arg::new("field").value_name("FIELD").help("One link field; all unless said"))
        .arg(
            Arg::new("targets")
                .value_name("TARGET")
                .action(ArgAction::Append)
                .help("What of the field was looked at; all unless said"),
        )
        .args(writing::arguments())
        .arg(render::outcome_argument())
        .after_help(examples.clone())
        .after_long_help(format!(
            "Writes the fingerprint of what each link leads to under `reviewed_against`. When the words that people \
             agree to change there, `pm check` says so with the rule `suspect-link`, until the link is looked at \
             again. Links to kinds that name nothing as `normative` are passed over.\n\n{examples}"
        ))
}

fn run(session: &mut Session<'_>, scope: Scope<'_>, matches: &ArgMatches) -> Result<Exit, CommandError> {
    if let Some(("review", matches)) = matches.subcommand() {
        return look_again(session, scope, matches);
    }
    write_sides(session, scope, matches, link)
}

/// Writes what a change makes of the named links of an artifact, into all documents that hold a side of them.
pub(super) fn write_sides(
    session: &mut Session<'_>,
    scope: Scope<'_>,
    matches: &ArgMatches,
    change: fn(&Plan, ArtifactIndex, &str, &[String]) -> Result<Sides, Impossible>,
) -> Result<Exit, CommandError> {
    let id = qualified(scope, required(matches, "id")?);
    let field = required(matches, "field")?;
    let targets: Vec<String> = matches.get_many::<String>("targets").into_iter().flatten().cloned().collect();
    let writing = Writing::begin(session, matches)?;
    let (known, revised) = writing.attempt([], true, |plan| {
        let index = find(plan, scope, &id)?.artifact;
        let sides = change(plan, index, field, &targets)?;
        Ok::<_, Impossible>(revising::of_sides(plan, sides))
    })?;
    revising::finish(session, matches, &writing, &known, revised)
}

fn look_again(
    session: &mut Session<'_>,
    scope: Scope<'_>,
    matches: &ArgMatches,
) -> Result<Exit, CommandError> {
    let id = qualified(scope, required(matches, "id")?);
    let field = matches.get_one::<String>("field").map(String::as_str);
    let targets: Vec<String> = matches.get_many::<String>("targets").into_iter().flatten().cloned().collect();
    let writing = Writing::begin(session, matches)?;
    let (known, revised) = writing.attempt([id.as_str()], false, |plan| {
        let index = find(plan, scope, &id)?.artifact;
        let changes = review(plan, index, field, &targets)?.into_iter().collect();
        Ok::<_, Impossible>(vec![Revised { id: plan.artifact(index).label(), changes }])
    })?;
    revising::finish(session, matches, &writing, &known, revised)
}
