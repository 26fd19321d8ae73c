//! `pm unmerge ID`: parts an artifact from the one it was merged into.

use clap::{Arg, ArgMatches, Command};

use super::{Scope, Verb, example_prefix};
use crate::change::{duplicate_status, part};
use crate::command::error::{CommandError, Exit};
use crate::command::named::{find, qualified, required};
use crate::command::revising::{self, Revised};
use crate::command::session::Session;
use crate::command::writing::Writing;
use crate::command::{render, writing};
use crate::history::{Follow, Lineages, tell};
use crate::plan::{ArtifactIndex, Plan};
use crate::source::log::Walk;

pub(super) static VERB: Verb = Verb {
    name: "unmerge",
    about: "Part {a kind} from the one it was merged into, as it was before",
    names_its_kind: true,
    arguments,
    run,
};

fn arguments(command: Command, scope: Scope<'_>) -> Command {
    let prefix = match scope {
        Scope::Any => "IDEA",
        Scope::Kind(_) => example_prefix(scope),
    };
    command
        .arg(Arg::new("id").value_name("ID").required(true).help("Which one"))
        .args(writing::arguments())
        .arg(render::outcome_argument())
        .after_help(format!("Examples:\n  pm unmerge {prefix}-5"))
        .after_long_help(format!(
            "It gets the status that it had before, which is read from git; the first status of its kind where git does \
             not tell it, and that is said.\n\nExamples:\n  pm unmerge {prefix}-5"
        ))
}

fn run(session: &mut Session<'_>, scope: Scope<'_>, matches: &ArgMatches) -> Result<Exit, CommandError> {
    let id = qualified(scope, required(matches, "id")?);
    let writing = Writing::begin(session, matches)?;
    let whole = writing.whole();
    let index = find(&whole.plan, scope, &id)?.artifact;
    let before = status_before(&writing, &whole.plan, index);
    let changes = part(&whole.plan, index, before.as_deref())?;
    let artifact = whole.plan.artifact(index);
    let kind = whole.plan.kind_of(index);
    if before.is_none()
        && artifact.status_name().is_some_and(|status| Some(status) == duplicate_status(kind))
        && let Some(first) = &kind.workflow.default
    {
        let label = artifact.label();
        session.say(&format!("note: git does not tell which status {label} had before; it gets {first}"))?;
    }
    let revised = vec![Revised { id: artifact.label(), changes: changes.into_iter().collect() }];
    revising::finish(session, matches, &writing, &whole, revised)
}

/// The last status in git that was not that of a duplicate.
fn status_before(writing: &Writing, plan: &Plan, index: ArtifactIndex) -> Option<String> {
    if !writing.repository.has_git() {
        return None;
    }
    let duplicate = duplicate_status(plan.kind_of(index))?.to_owned();
    let log = writing.repository.log().ok()?;
    let lineages =
        Lineages::read_following(&log, &plan.config, "HEAD", None, Walk::FirstParent, Follow::Renames)
            .ok()?;
    let at = lineages.at_path(&plan.artifact(index).path)?;
    let told = tell(&log, &plan.config, &lineages, &[at], |transition| {
        let status = transition.after.and_then(|after| after.status_name());
        status.filter(|status| *status != duplicate).map(str::to_owned)
    });
    told.into_iter().flat_map(|told| told.steps).next_back().map(|step| step.what)
}
