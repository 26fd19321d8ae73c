//! `pm status ID STATUS`: moves artifacts along their workflow.

use std::collections::BTreeSet;

use clap::{Arg, ArgMatches, Command};

use super::{Scope, Verb, example_prefix};
use crate::change::{Assignment, Impossible, Operator, revise};
use crate::command::error::{CommandError, Exit};
use crate::command::named::{find, qualified};
use crate::command::revising::{self, Revised};
use crate::command::session::Session;
use crate::command::writing::Writing;
use crate::command::{answering, field_flags, render, writing};
use crate::model::workflow::Category;
use crate::plan::ArtifactIndex;
use crate::plan::due::RELEASE;
use crate::view::went_out::{waiting, who_waits};

pub(super) static VERB: Verb =
    Verb { name: "status", about: "Give {kinds} another status", names_its_kind: true, arguments, run };

fn arguments(command: Command, scope: Scope<'_>) -> Command {
    let prefix = example_prefix(scope);
    let (dropped, statuses) = match scope {
        Scope::Any => ("dropped", String::new()),
        Scope::Kind(kind) => {
            let dropped = kind.workflow.statuses.iter().find(|status| status.category == Category::Dropped);
            let lines: Vec<String> = kind
                .workflow
                .statuses
                .iter()
                .map(|status| {
                    format!("  {:<12} {:<8} {}", status.name, status.category.name(), status.summary)
                })
                .collect();
            let text = format!("Statuses:\n{}\n\n", lines.join("\n"));
            (dropped.map_or("dropped", |status| status.name.as_str()), text)
        }
    };
    let examples = format!("Examples:\n  pm status {prefix}-4 {dropped} --because \"Asked for by nobody.\"");
    let mut command = command
        .arg(
            Arg::new("words")
                .value_name("ID|STATUS|FIELD=VALUE")
                .required(true)
                .num_args(2..)
                .help("Which artifacts, then the status; fields that it demands as field=value"),
        )
        .arg(
            Arg::new("because")
                .long("because")
                .value_name("REASON")
                .help("Why, for a status that demands a `reason`"),
        )
        .args(writing::arguments())
        .arg(render::outcome_argument());
    if let Scope::Kind(kind) = scope {
        let own = [
            "because",
            "dry-run",
            "allow-findings",
            "commit",
            "format",
            "folder",
            "today",
            "color",
            "no-pager",
            "help",
        ];
        let mut taken: BTreeSet<String> = own.iter().map(|name| (*name).to_owned()).collect();
        command = field_flags::add_fields(command, kind, &mut taken);
    }
    command.after_help(examples.clone()).after_long_help(format!(
        "{statuses}Only moves that the workflow allows are made, and a status gets the fields that it demands.\n\n\
         {examples}"
    ))
}

fn run(session: &mut Session<'_>, scope: Scope<'_>, matches: &ArgMatches) -> Result<Exit, CommandError> {
    let words = matches.get_many::<String>("words").into_iter().flatten();
    let (written, mut names): (Vec<&String>, Vec<&String>) = words.partition(|word| word.contains('='));
    let status = match names.pop() {
        Some(status) if !names.is_empty() => status,
        _ => {
            return Err(CommandError::usage("a status needs an artifact and a word")
                .with_hint("write pm status IDEA-7 exploring"));
        }
    };
    let mut others: Vec<Assignment> =
        written.into_iter().map(|written| Assignment::parse(written)).collect::<Result<_, Impossible>>()?;
    if let Scope::Kind(kind) = scope {
        others.extend(field_flags::fields(kind, matches));
    }
    if let Some(reason) = matches.get_one::<String>("because") {
        others.push(Assignment::set("reason", reason));
    }
    let ids: Vec<String> = names.iter().map(|id| qualified(scope, id)).collect();
    let writing = Writing::begin(session, matches)?;
    // What leads to an artifact may forbid its new status, and all of that is in the whole plan alone.
    let (known, revised) = writing.attempt([], true, |plan| {
        ids.iter()
            .map(|id| {
                let index = find(plan, scope, id)?.artifact;
                let kind = plan.kind_of(index);
                let Some(field) = &kind.workflow.field else {
                    return Err(Impossible {
                        message: format!("{} have no status", kind.plural),
                        hints: Vec::new(),
                    });
                };
                let mut assignments = vec![Assignment::new(field, Operator::Set, vec![status.clone()])];
                assignments.extend(others.iter().cloned());
                let changes = revise(plan, index, None, &assignments)?.file.into_iter().collect();
                Ok(Revised { id: plan.artifact(index).label(), changes })
            })
            .collect::<Result<Vec<_>, Impossible>>()
    })?;
    let exit = revising::finish(session, matches, &writing, &known, revised)?;
    if !writing.is_dry_run() {
        remind(session, scope, &ids)?;
    }
    Ok(exit)
}

/// Says who waits for an answer that a release which has just gone out brings.
fn remind(session: &mut Session<'_>, scope: Scope<'_>, ids: &[String]) -> Result<(), CommandError> {
    if matches!(scope, Scope::Kind(kind) if kind.name != RELEASE) {
        return Ok(());
    }
    let plan = session.load()?.plan;
    let is_out = |index: &ArtifactIndex| {
        let kind = plan.kind_of(*index);
        kind.name == RELEASE && plan.artifact(*index).category(kind) == Some(Category::Done)
    };
    let released: Vec<ArtifactIndex> =
        ids.iter().filter_map(|id| Some(find(&plan, scope, id).ok()?.artifact)).filter(is_out).collect();
    if released.is_empty() {
        return Ok(());
    }
    let waiting = waiting(&answering::waiting(&plan, session.today, &released));
    if let Some(who) = who_waits(&waiting, false) {
        let labels: Vec<String> = released.iter().map(|index| plan.artifact(*index).label()).collect();
        session.say(&who)?;
        session.say(&format!("hint: write to them: pm answers {} --mail drafts", labels.join(" ")))?;
    }
    Ok(())
}
