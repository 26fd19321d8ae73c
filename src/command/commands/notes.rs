//! `pm notes`: release notes for people, in the words for those who read them.

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::{Group, Spec};
use crate::command::comparison::plan_at;
use crate::command::error::{CommandError, Exit};
use crate::command::moment::{self, tree_at};
use crate::command::session::{Loaded, Session};
use crate::command::versions::Versions;
use crate::command::{audience, one_product, render};
use crate::model::key::VERSION;
use crate::model::values::Date;
use crate::plan::ArtifactIndex;
use crate::repo::{Repository, RevisionTree};
use crate::source::log::Log;
use crate::trace::version_tags;
use crate::view::changelog::DATE;
use crate::view::notes::{Earlier, Notes, Part, Reader, Request};

pub(super) static COMMAND: Spec = Spec {
    name: "notes",
    group: Group::Plan,
    about: "Write the notes of a release, for customers, for sales, or for colleagues",
    arguments,
    run: |session, _, matches| run(session, matches),
};

fn arguments(command: Command) -> Command {
    audience::argument(moment::arguments(command))
        .arg(Arg::new("version").value_name("VERSION").help(
            "Of this version, or of those behind A and up to B: `A..B` [default: the newest that went out]",
        ))
        .arg(
            Arg::new("unreleased")
                .long("unreleased")
                .action(ArgAction::SetTrue)
                .conflicts_with("version")
                .help("Of what is done and in no release that went out"),
        )
        .arg(Arg::new("since").long("since").value_name("MOMENT").help(
            "Tell what became of the plan since this moment [default: since the version before went out; outside \
             the company, not at all]",
        ))
        .arg(one_product::argument())
        .arg(render::format_argument())
        .after_help(
            "Examples:\n  pm notes\n  pm notes 2.1 --audience customers\n  pm notes 1.4..2.0 --format markdown\n  pm \
             notes --unreleased",
        )
        .after_long_help(
            "Reads releases and the work that names them; writes nothing. Each entry has the text that `notes` has for \
             the audience, else the line of `changelog`; what has neither is left out, and colleagues are told how \
             much that is. The notes begin with `notes` of the release, else with its section Goal, then come the \
             entries that are marked with `changelog.highlight`, then what breaks, with what has to be done \
             (`changelog.upgrade`), then the others by type, then the faults that the release names under \
             `known_issues`.\n\nColleagues also read what became of the plan: what was dropped or moved, what came in, \
             and which dates moved, since the version before went out, by its tag or its day, or since the moment after \
             --since.\n\nExamples:\n  pm notes\n  pm notes 2.1 --audience customers --format markdown\n  pm notes \
             1.4..2.0\n  pm notes 3.0 --since \"3 weeks ago\"\n  pm notes --unreleased",
        )
}

fn run(session: &mut Session<'_>, matches: &ArgMatches) -> Result<Exit, CommandError> {
    let loaded = session.load()?;
    let plan = &loaded.plan;
    let product = one_product::named(plan, matches, "release notes are")?;
    let reader = plan.config.reader.as_ref();
    let reader = reader.map(|reader| Reader { audience: &reader.key, is_outside: reader.audience.is_public });
    let versions = Versions::of(plan, product);
    let part = part(&versions, matches)?;
    let is_outside = reader.is_some_and(|reader| reader.is_outside);
    let then = match (matches.get_one::<String>("since"), &part) {
        (Some(name), _) => {
            let tree = tree_at(&loaded.repository, name, session.today, &plan.config.fiscal_year)?;
            Some((tree, name.clone()))
        }
        (None, Part::Releases(releases)) if !is_outside => {
            let before = releases.last().and_then(|oldest| versions.before(*oldest));
            before.and_then(|before| as_it_went_out(&loaded, before))
        }
        (None, _) => None,
    };
    let before = match &then {
        Some((tree, _)) => Some(plan_at(session, tree, plan, loaded.whole.as_deref(), None)?),
        None => None,
    };
    let earlier =
        before.as_ref().zip(then).map(|(plan, (_, name))| Earlier { plan, name, today: session.today });
    let request = Request { product, reader, part, earlier };
    render::show(session, matches, &Notes::of(plan, &request))?;
    render::name_unreadable(session, plan)
}

fn part(versions: &Versions<'_>, matches: &ArgMatches) -> Result<Part, CommandError> {
    if matches.get_flag("unreleased") {
        return Ok(Part::Unreleased);
    }
    let Some(name) = matches.get_one::<String>("version") else {
        return Ok(versions.newest().map_or(Part::Unreleased, |newest| Part::Releases(vec![newest])));
    };
    let Some((from, to)) = name.split_once("..") else {
        return Ok(Part::Releases(vec![versions.named(name)?]));
    };
    let span = versions.between(from, to)?;
    if span.releases.is_empty() {
        return Err(CommandError::usage(format!("no version went out between {from} and {to}"))
            .with_hint("run `pm list release` to see them"));
    }
    Ok(Part::Releases(span.releases))
}

/// The files as they were when a version went out, and what that moment is called: by its tag, else by its
/// day. Nothing without a past.
fn as_it_went_out(loaded: &Loaded, release: ArtifactIndex) -> Option<(RevisionTree, String)> {
    let plan = &loaded.plan;
    let repository: &Repository = &loaded.repository;
    let (artifact, kind) = (plan.artifact(release), plan.kind_of(release));
    let name = artifact.get(kind, VERSION).map_or_else(|| artifact.label(), |it| it.without_v().to_owned());
    let tags = repository.log().ok()?.tags().unwrap_or_default();
    let tag = version_tags(plan, &tags).into_iter().find(|tag| tag.release == Some(release));
    let by_tag = tag.and_then(|tag| repository.revision(&tag.tag.name).ok());
    let by_day = || {
        let day: Date = artifact.get(kind, DATE)?;
        repository.on_day(day.epoch_day()).ok().flatten()
    };
    Some((by_tag.or_else(by_day)?, format!("{name} went out")))
}
