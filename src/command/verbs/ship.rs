//! `pm release ship ID`: it goes out today, what is not done moves on, and those who asked for it can be told.

use clap::{Arg, ArgMatches, Command};

use super::{Scope, Verb, example_prefix};
use crate::change::{Assignment, Impossible, Shipping, WayOut, open_parts, ship};
use crate::command::answering::{self, Letters};
use crate::command::error::{CommandError, Exit};
use crate::command::named::{find, qualified};
use crate::command::render;
use crate::command::revising::{self, Stored};
use crate::command::session::Session;
use crate::command::writing::{self, Writing};
use crate::model::kind::Kind;
use crate::model::values::Date;
use crate::plan::{ArtifactIndex, Plan, due};
use crate::text::words::{list_of, plural, plural_of};
use crate::view::View;
use crate::view::record::Record;
use crate::view::went_out::WentOut;

pub(super) static VERB: Verb = Verb {
    name: "ship",
    about: "Send {a kind} out: its status and day, what becomes of open work, and who is to be told",
    names_its_kind: false,
    arguments,
    run,
};

/// How many things that are not ready a refusal names.
const NAMED: usize = 6;
const CHECKLIST: &str = "checklist";

/// Whether artifacts of a kind go out.
pub(super) fn fits(kind: &Kind) -> bool {
    WayOut::of(kind).is_some()
}

fn arguments(command: Command, scope: Scope<'_>) -> Command {
    let (prefix, name) = match scope {
        Scope::Any => ("REL", "release"),
        Scope::Kind(kind) => (example_prefix(scope), kind.name.as_str()),
    };
    let option = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(value).help(help)
    };
    let examples = format!(
        "Examples:\n  pm {name} ship {prefix}-3\n  pm {name} ship {prefix}-3 --on 2026-11-20 --move-open-to {prefix}-4\n  \
         pm {name} ship {prefix}-3 --answers drafts --dry-run"
    );
    command
        .arg(
            Arg::new("words")
                .value_name("ID|FIELD=VALUE")
                .required(true)
                .num_args(1..)
                .help("Which one, and fields that its status demands as field=value"),
        )
        .arg(option("on", "DATE", "The day on which it went out [default: today]"))
        .arg(option("version", "VERSION", "The version it went out with [default: what it says]"))
        .arg(option("move-open-to", "ID", "Make what is not done in it part of this one instead"))
        .arg(option(
            "answers",
            "FOLDER",
            "Write a letter to each of those who asked for what is in it, as a draft in this folder",
        ))
        .args(writing::arguments())
        .arg(render::outcome_argument())
        .after_help(examples.clone())
        .after_long_help(format!(
            "Sets the status to the first that is done, and the day. Where work in it is neither done nor dropped, or a \
             point of its checklist that it waits for is not ready, that is named and nothing is written: finish it, move \
             open work with --move-open-to, or send it out as it is with --allow-findings, and what is open stays in it. \
             Work of priority `wont` is no part of it.\n\nThen it tells who waits for an answer that can be given now. \
             --answers writes what `pm answers --mail` would, in the words that the audience of `answers` in pm.yaml may \
             see; nothing is sent.\n\n{examples}"
        ))
}

fn run(session: &mut Session<'_>, scope: Scope<'_>, matches: &ArgMatches) -> Result<Exit, CommandError> {
    let words = matches.get_many::<String>("words").into_iter().flatten();
    let (written, names): (Vec<&String>, Vec<&String>) = words.partition(|word| word.contains('='));
    let [id] = names.as_slice() else {
        let message = match names.as_slice() {
            [] => "nothing is named that goes out".to_owned(),
            several => format!("{} cannot go out with one command", list_of(several)),
        };
        return Err(
            CommandError::usage(message).with_hint("name one: each has its own day and its own open work")
        );
    };
    let id = qualified(scope, id);
    let fields: Vec<Assignment> =
        written.into_iter().map(|written| Assignment::parse(written)).collect::<Result<_, Impossible>>()?;
    let on = match matches.get_one::<String>("on") {
        Some(day) => {
            Date::parse(day).map_err(|fault| CommandError::usage(fault.message).with_hints(fault.help))?
        }
        None => session.today,
    };
    if on > session.today {
        return Err(CommandError::usage(format!(
            "{on} has not come yet, and nothing goes out before its day"
        ))
        .with_hint(format!("ship it on that day, or say when it should go out: pm set {id} target={on}")));
    }
    let version = matches.get_one::<String>("version").cloned();
    let open_to = matches.get_one::<String>("move-open-to").map(|other| qualified(scope, other));
    let folder = matches.get_one::<String>("answers").map(String::as_str);
    if let Some(folder) = folder {
        answering::may_write(session, folder)?;
    }
    let ships_unready = matches.get_flag("allow-findings");
    let writing = Writing::begin(session, matches)?;
    let (known, (whole, revised)) = writing.attempt([], true, |plan| {
        let whole = find(plan, scope, &id)?.artifact;
        let open_to = open_to.as_ref().map(|other| find(plan, scope, other)).transpose()?;
        let shipping = Shipping {
            on,
            version: version.clone(),
            open_to: open_to.map(|found| found.artifact),
            fields: fields.clone(),
        };
        let sides = ship(plan, whole, &shipping)?;
        if !ships_unready {
            must_be_ready(plan, whole, shipping.open_to.is_some())?;
        }
        Ok::<_, Impossible>((whole, revising::of_sides(plan, sides)))
    })?;
    let label = known.plan.artifact(whole).label();
    let path = known.plan.artifact(whole).path.clone();
    // The letters are written before anything is stored, so that what is wrong with them stops the whole.
    let prepared = match folder {
        Some(_) => {
            let changes: Vec<_> = revised.iter().flat_map(|each| each.changes.clone()).collect();
            let plan = writing.plan_with(&changes)?;
            let wholes: Vec<ArtifactIndex> = plan.at_path(&path).into_iter().collect();
            Some(answering::letters(session, &plan, &wholes)?)
        }
        None => None,
    };
    let Stored { outcome, after } = revising::store(session, &writing, &known, revised)?;
    let after = after.as_ref().unwrap_or(&known.plan);
    let wholes: Vec<ArtifactIndex> = after.at_path(&path).into_iter().collect();
    let waiting = answering::waiting(after, session.today, &wholes);
    let mut out = WentOut::of(outcome, &waiting);
    if let (Some(folder), Some(letters)) = (folder, &prepared) {
        out.drafts = drafts(session, folder, letters, writing.is_dry_run())?;
    }
    if render::wants_json(matches) {
        return render::print_json(session, &out.json()).map(|()| Exit::Fine);
    }
    revising::tell(session, &out.changed)?;
    tell(session, &out, &label, prepared.as_ref())?;
    Ok(Exit::Fine)
}

/// Refuses to send out what has open work in it, unless that moves, or waits for a point of its checklist; both are named
/// with what can be done about it.
fn must_be_ready(plan: &Plan, whole: ArtifactIndex, moves: bool) -> Result<(), Impossible> {
    let (artifact, kind) = (plan.artifact(whole), plan.kind_of(whole));
    let label = artifact.label();
    let open = if moves { Vec::new() } else { open_parts(plan, whole) };
    let points = Record::each(artifact, kind, CHECKLIST);
    let is = |record: &Record<'_>, name: &str| record.read::<bool>(name) == Some(true);
    let points: Vec<String> = points
        .iter()
        .filter(|point| is(point, "blocker") && !is(point, "done"))
        .filter_map(|point| point.line("id").or_else(|| Some(format!("\"{}\"", point.line("text")?))))
        .collect();
    let mut why = Vec::new();
    let mut hints = Vec::new();
    if !open.is_empty() {
        let parts = plural_of(open.len(), "piece of work in it is", "pieces of work in it are");
        let status = |part: ArtifactIndex| plan.artifact(part).status_name().unwrap_or_default();
        let said = open.iter().map(|part| format!("{} ({})", plan.artifact(*part).label(), status(*part)));
        why.push(format!("{parts} not done: {}", some_of(said.collect())));
        let name = &kind.name;
        hints.push(match next_of(plan, whole).map(|next| plan.artifact(next).label()) {
            Some(next) => {
                format!("move what is open to another {name}: pm {name} ship {label} --move-open-to {next}")
            }
            None => format!("finish it, or move it to another {name} with --move-open-to"),
        });
    }
    if !points.is_empty() {
        let are = plural_of(
            points.len(),
            "point of its checklist that it waits for is",
            "points of its checklist that it waits for are",
        );
        why.push(format!("{are} not ready: {}", some_of(points)));
        hints.push(format!("see the checklist: pm show {label}"));
    }
    if why.is_empty() {
        return Ok(());
    }
    hints.push("send it out as it is with --allow-findings: what is open stays in it".to_owned());
    Err(Impossible { message: format!("{label} cannot go out yet: {}", why.join("; and ")), hints })
}

/// The first few of these, and how many more there are.
fn some_of(mut names: Vec<String>) -> String {
    if names.len() > NAMED {
        let more = names.len() - NAMED;
        names.truncate(NAMED);
        names.push(format!("{more} more"));
    }
    list_of(names)
}

/// The one that comes next of those of its product that are not out: the earliest target, then the lowest id.
fn next_of(plan: &Plan, whole: ArtifactIndex) -> Option<ArtifactIndex> {
    let kind = plan.kind_of(whole);
    let others = plan.of_kind(usize::from(plan.artifact(whole).kind));
    let product = plan.artifact(whole).product;
    let open = others.filter(|other| {
        let artifact = plan.artifact(*other);
        *other != whole && artifact.product == product && !artifact.is_closed(kind)
    });
    open.min_by_key(|other| {
        let day = due::own(plan, *other).and_then(|due| due.last_day(plan));
        (day.is_none(), day, plan.artifact(*other).id.as_ref().map(|id| id.key().clone()))
    })
}

/// Writes the drafts, or says what they would be called.
fn drafts(
    session: &mut Session<'_>,
    folder: &str,
    letters: &Letters,
    is_dry_run: bool,
) -> Result<Vec<String>, CommandError> {
    if !is_dry_run && !letters.files.is_empty() {
        answering::write(session, folder, letters)?;
    }
    Ok(letters.files.keys().map(|name| format!("{folder}/{name}")).collect())
}

/// Says who waits, and what to type next.
fn tell(
    session: &mut Session<'_>,
    out: &WentOut,
    label: &str,
    letters: Option<&Letters>,
) -> Result<(), CommandError> {
    let is_dry_run = out.changed.dry_run;
    match out.who_waits() {
        None => session.say("nobody waits for an answer that can be given because of it")?,
        Some(who) => {
            session.say(&who)?;
            tell_letters(session, out, label, letters)?;
        }
    }
    if !is_dry_run {
        session.say(&format!("hint: tell everybody else: pm notes {label}"))?;
    }
    Ok(())
}

fn tell_letters(
    session: &mut Session<'_>,
    out: &WentOut,
    label: &str,
    letters: Option<&Letters>,
) -> Result<(), CommandError> {
    let Some(letters) = letters else {
        if !out.changed.dry_run {
            session.say(&format!("hint: write to them: pm answers {label} --mail drafts"))?;
        }
        return Ok(());
    };
    if out.changed.dry_run {
        session.say(&format!("would write {}", list_of(&out.drafts)))?;
        return answering::name_unaddressed(session, letters);
    }
    for draft in &out.drafts {
        session.print(&format!("{draft}\n"))?;
    }
    answering::name_unaddressed(session, letters)?;
    session.say(&format!("wrote {}; nothing was sent", plural(out.drafts.len(), "draft")))?;
    session.say(&format!("hint: when they are told, write it down: pm answers {label} --record"))
}
