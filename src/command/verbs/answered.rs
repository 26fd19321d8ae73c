//! `pm feedback answered ID`: whoever said it was told what became of it.

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::{Scope, Verb, example_prefix};
use crate::analysis::fate::FEEDBACK;
use crate::change::{Assignment, Impossible, Operator, revise};
use crate::command::answering::audience_of;
use crate::command::error::{CommandError, Exit};
use crate::command::named::{find, qualified};
use crate::command::render;
use crate::command::revising::{self, Revised};
use crate::command::session::Session;
use crate::command::writing::{self, Writing};
use crate::model::key::Key;
use crate::model::kind::Kind;
use crate::plan::{self, ArtifactIndex, Plan};
use crate::view::answers::told;

const RESPONSE: Key<str> = Key::new("response");
/// The status of what somebody was told.
const ANSWERED: &str = "answered";

pub(super) static VERB: Verb = Verb {
    name: "answered",
    about: "Write down that whoever said it was told what became of it",
    names_its_kind: false,
    arguments,
    run,
};

/// Whether artifacts of a kind can be answered.
pub(super) fn fits(kind: &Kind) -> bool {
    kind.name == FEEDBACK
        && kind.field(RESPONSE.name).is_some()
        && kind.workflow.statuses.iter().any(|it| it.name == ANSWERED)
}

fn arguments(command: Command, scope: Scope<'_>) -> Command {
    let prefix = match scope {
        Scope::Any => "FB",
        Scope::Kind(_) => example_prefix(scope),
    };
    let examples = format!(
        "Examples:\n  pm feedback answered {prefix}-4\n  pm feedback answered {prefix}-4 {prefix}-7 --text \"Since 2.4.0 it \
         works without a signal.\"\n  pm feedback answered {prefix}-4 --text - < mail.txt"
    );
    command
        .arg(Arg::new("ids").value_name("ID").required(true).action(ArgAction::Append).help("Which feedback"))
        .arg(Arg::new("text").long("text").visible_alias("response").value_name("TEXT").help(
            "What they were told; `-` reads it from standard input [default: what `pm answers` would tell]",
        ))
        .args(writing::arguments())
        .arg(render::outcome_argument())
        .after_help(examples.clone())
        .after_long_help(format!(
            "Sets the status to `answered` and `response` to what was told. `pm answers` shows who waits, and `pm answers \
             --record` does this for all of them.\n\n{examples}"
        ))
}

/// What it takes to write down that feedback was answered.
pub(crate) fn assignments(
    plan: &Plan,
    index: ArtifactIndex,
    words: &str,
) -> Result<Vec<Assignment>, Impossible> {
    let kind = plan.kind_of(index);
    let field = kind.workflow.field.as_ref().filter(|_| fits(kind)).ok_or_else(|| Impossible {
        message: format!("{} are not answered", kind.plural),
        hints: vec!["name feedback".to_owned()],
    })?;
    Ok(vec![
        Assignment::new(field, Operator::Set, vec![ANSWERED.to_owned()]),
        Assignment::set(RESPONSE.name, words),
    ])
}

fn run(session: &mut Session<'_>, scope: Scope<'_>, matches: &ArgMatches) -> Result<Exit, CommandError> {
    let ids: Vec<String> =
        matches.get_many::<String>("ids").into_iter().flatten().map(|id| qualified(scope, id)).collect();
    let given = match matches.get_one::<String>("text").map(String::as_str) {
        Some("-") => Some(session.read_input()?.trim().to_owned()),
        other => other.map(str::to_owned),
    };
    let writing = Writing::begin(session, matches)?;
    let today = session.today;
    let (known, revised) = writing.attempt([], true, |plan| {
        let audience = audience_of(plan, None)?;
        let projected = audience.as_deref().map(|audience| plan::project(plan, audience, today));
        ids.iter()
            .map(|id| {
                let index = find(plan, scope, id)?.artifact;
                let words = match &given {
                    Some(words) => words.clone(),
                    None => told(plan, index, projected.as_ref().unwrap_or(plan)).ok_or_else(|| Impossible {
                        message: format!("what {id} asks for is neither shipped nor turned down, so that nothing is known to tell"),
                        hints: vec![format!("say what they were told: pm feedback answered {id} --text \"…\"")],
                    })?,
                };
                let changes = revise(plan, index, None, &assignments(plan, index, &words)?)?.file;
                Ok(Revised { id: plan.artifact(index).label(), changes: changes.into_iter().collect() })
            })
            .collect::<Result<Vec<_>, CommandError>>()
    })?;
    revising::finish(session, matches, &writing, &known, revised)
}
