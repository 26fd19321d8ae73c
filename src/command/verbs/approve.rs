//! `pm approve ID --as ROLE`: somebody agrees to what an artifact says.

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::{Scope, Verb, example_prefix};
use crate::change::{Assent, Impossible, approve, withdraw};
use crate::command::error::{CommandError, Exit};
use crate::command::named::{find, qualified};
use crate::command::person::called;
use crate::command::render;
use crate::command::revising::{self, Revised};
use crate::command::session::Session;
use crate::command::writing::{self, Writing};
use crate::config::Config;
use crate::model::approval::missing_roles;
use crate::model::normative::NormativeText;
use crate::plan::{ArtifactIndex, Plan};
use crate::text::words::list_of;

pub(super) static VERB: Verb =
    Verb { name: "approve", about: "Agree to what {kinds} say now", names_its_kind: true, arguments, run };

fn arguments(command: Command, scope: Scope<'_>) -> Command {
    let prefix = example_prefix(scope);
    let examples = format!(
        "Examples:\n  pm approve {prefix}-4 --as engineering\n  pm approve {prefix}-4 --as engineering --withdraw"
    );
    command
        .arg(
            Arg::new("ids")
                .value_name("ID")
                .required(true)
                .action(ArgAction::Append)
                .help("Which artifacts"),
        )
        .arg(
            Arg::new("as")
                .long("as")
                .value_name("ROLE")
                .help("In which role; where a person has one alone it need not be said"),
        )
        .arg(
            Arg::new("by")
                .long("by")
                .value_name("PERSON")
                .help("Who agrees [default: the person of pm.yaml who commits here]"),
        )
        .arg(Arg::new("note").long("note").value_name("TEXT").help("A condition or a doubt to name with it"))
        .arg(
            Arg::new("withdraw")
                .long("withdraw")
                .action(ArgAction::SetTrue)
                .conflicts_with("note")
                .help("Take the approval back"),
        )
        .args(writing::arguments())
        .arg(render::outcome_argument())
        .after_help(examples.clone())
        .after_long_help(format!(
            "Writes who agreed, as what, when, and the fingerprint of the words that people agree to: the fields \
             and sections that the kind names under `normative`. When one of these words changes, the approval is \
             stale, and `pm check` says which words they were. Layout, comments, ticks and where links lead \
             change nothing.\n\nWho holds which role stands in pm.yaml under `people`, and which roles a status \
             needs under `kinds`, as `approvals: {{approved: [product, engineering]}}`. `pm check` holds the \
             commit that adds an approval against both.\n\n{examples}"
        ))
}

fn run(session: &mut Session<'_>, scope: Scope<'_>, matches: &ArgMatches) -> Result<Exit, CommandError> {
    let ids: Vec<String> =
        matches.get_many::<String>("ids").into_iter().flatten().map(|id| qualified(scope, id)).collect();
    let writing = Writing::begin(session, matches)?;
    let signer = writing.repository.signature(&session.variables);
    let signer = signer.as_ref().map(|signer| (&*signer.name, &*signer.mail));
    let config = &writing.config;
    let by = person(config, matches.get_one::<String>("by"), signer)?;
    let given = matches.get_one::<String>("as").map(String::as_str);
    let withdraws = matches.get_flag("withdraw");
    let role = match (withdraws, given) {
        (true, given) => given.unwrap_or_default(),
        (false, given) => role(config, &by, given)?,
    };
    let note = matches.get_one::<String>("note").map(String::as_str);
    let assent = Assent { by: &by, role, date: session.today, note };
    let (known, revised) = writing.attempt(ids.iter().map(String::as_str), false, |plan| {
        ids.iter()
            .map(|id| {
                let index = find(plan, scope, id)?.artifact;
                let change = match withdraws {
                    true => withdraw(plan, index, &by, given)?,
                    false => approve(plan, index, &assent)?,
                };
                let changes = change.into_iter().collect();
                let waits = if withdraws { None } else { still_needed(plan, index, role) };
                Ok((Revised { id: plan.artifact(index).label(), changes }, waits))
            })
            .collect::<Result<Vec<_>, Impossible>>()
    })?;
    let (revised, waits): (Vec<Revised>, Vec<Option<String>>) = revised.into_iter().unzip();
    let exit = revising::finish(session, matches, &writing, &known, revised)?;
    for line in waits.into_iter().flatten() {
        session.say(&line)?;
    }
    let commits = signer.and_then(|(name, mail)| config.handle_signing(name, mail));
    if !withdraws && writing.repository.has_git() && commits != Some(&by) {
        session.say(&format!("note: the commit that adds the approval has to come from {by}"))?;
    }
    Ok(exit)
}

/// The handle of the person who agrees.
fn person(
    config: &Config,
    named: Option<&String>,
    signer: Option<(&str, &str)>,
) -> Result<String, CommandError> {
    if let Some(named) = named {
        return called(config, named).map_err(|error| match config.people.is_empty() {
            true => error.with_hint(add_to_people(named, "product")),
            false => error,
        });
    }
    let Some((name, mail)) = signer else {
        return Err(CommandError::usage("nobody is named, and git does not know who commits here")
            .with_hint("say who agrees with --by"));
    };
    config.handle_signing(name, mail).map(str::to_owned).ok_or_else(|| {
        let who = if mail.is_empty() { name.to_owned() } else { format!("{name} <{mail}>") };
        CommandError::usage(format!("pm.yaml knows nobody who commits as {who}")).with_hint(
            "say who agrees with --by, or put the address under `accounts` of that person in pm.yaml",
        )
    })
}

/// The role that was named, or the only one that the person has.
fn role<'a>(config: &'a Config, by: &str, given: Option<&'a str>) -> Result<&'a str, CommandError> {
    let Some(person) = config.people.get(by) else { return Err(CommandError::usage("nobody agrees")) };
    let held = person.roles.as_slice();
    match (given, held) {
        (Some(role), _) if person.holds(role) => Ok(role),
        (None, [only]) => Ok(only),
        (None, []) => {
            Err(CommandError::usage(format!("{by} may approve nothing"))
                .with_hint(add_to_people(by, "product")))
        }
        (None, held) => Err(CommandError::usage(format!("{by} may approve as {}", list_of(held)))
            .with_hint(format!("say as what: --as {}", held[0]))),
        (Some(role), held) => {
            let error = CommandError::usage(format!("{by} may not approve as {role}"));
            let error = match held {
                [] => error,
                held => error.with_hint(format!("{by} may approve as {}", list_of(held))),
            };
            let holders = config.people.iter().filter(|(_, person)| person.holds(role));
            let holders: Vec<&str> = holders.map(|(handle, _)| handle.as_str()).collect();
            Err(match holders.as_slice() {
                [] => error.with_hint(add_to_people(by, role)),
                holders => error.with_hint(format!("as {role} may approve: {}", list_of(holders))),
            })
        }
    }
}

fn add_to_people(handle: &str, role: &str) -> String {
    format!("say in pm.yaml what a person may approve as: people: {{{handle}: {{roles: [{role}]}}}}")
}

/// Which roles are still missing once `role` has agreed to the artifact as it is.
fn still_needed(plan: &Plan, index: ArtifactIndex, role: &str) -> Option<String> {
    let artifact = plan.artifact(index);
    let kind = plan.kind(artifact);
    let print = NormativeText::of(kind, artifact).fingerprint();
    let waiting: Vec<String> = missing_roles(kind, artifact, &print)
        .into_iter()
        .filter_map(|(status, roles)| {
            let missing: Vec<&str> = roles.into_iter().filter(|wanted| *wanted != role).collect();
            (!missing.is_empty()).then(|| format!("`{status}` still needs {}", list_of(missing)))
        })
        .collect();
    let label = artifact.label();
    match (waiting.is_empty(), kind.approvals.is_empty()) {
        (false, _) => Some(format!("{label}: {}", list_of(waiting))),
        (true, false) => Some(format!("{label} has every approval that a status needs")),
        (true, true) => None,
    }
}
