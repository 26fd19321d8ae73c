//! `pm retro`: a release looked back on, from the day building began.

use std::collections::BTreeMap;

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::{Group, Spec};
use crate::command::error::{CommandError, Exit};
use crate::command::filter;
use crate::command::moment::day_at;
use crate::command::past::{self, Past};
use crate::command::render;
use crate::command::session::{Loaded, Session};
use crate::history::{Aspect, Beginning, Course, Passage, Timeline, tell, timelines};
use crate::model::values::Date;
use crate::model::workflow::Category;
use crate::plan::due::RELEASE;
use crate::plan::query::Environment;
use crate::plan::{ArtifactIndex, Plan, load, parts};
use crate::view::retro::{self, Request, Retro, Start, Told, Took, last_out, releases_within};

pub(super) static COMMAND: Spec = Spec {
    name: "retro",
    group: Group::Week,
    about: "Look back on a release: planned against shipped, what moved and why, how long things took",
    arguments,
    run: |session, _, matches| run(session, matches),
};

fn arguments(command: Command) -> Command {
    past::whole_arguments(command)
        .arg(
            Arg::new("releases")
                .value_name("RELEASE")
                .action(ArgAction::Append)
                .help("Look back on this release, by its id or its version [default: the one that went out last]"),
        )
        .arg(
            Arg::new("within-since")
                .long("since")
                .value_name("MOMENT")
                .conflicts_with("releases")
                .help("Look back on the releases that went out since then, and on those that are being built"),
        )
        .arg(render::format_argument())
        .after_help("Examples:\n  pm retro\n  pm retro 2.5.0\n  pm retro --since 2026-07-01 --format markdown")
        .after_long_help(
            "Reads the commits of the branch that is checked out, never the working tree; writes nothing. The start is \
             the commit that brought the release into an active status; with --since no earlier than that. What is in the \
             release then and now is held against each other. How long something took are the days from the first one \
             in an active status to the first in a done one. Why a day moved is said by the trailers `Reason:` and \
             `Decision:` of its commit, else by its subject. The questions at the end follow from the facts above \
             them.\n\nExamples:\n  pm retro\n  pm retro 2.5.0\n  pm retro REL-5 --format markdown > retro.md\n  pm retro \
             --since \"3 months ago\"",
        )
}

fn run(session: &mut Session<'_>, matches: &ArgMatches) -> Result<Exit, CommandError> {
    let (loaded, past) = Past::read(session, matches)?;
    let (plan, today) = (&loaded.plan, session.today);
    let since = match matches.get_one::<String>("within-since") {
        Some(name) => Some(day_at(&loaded.repository, name, today, &plan.config.fiscal_year)?),
        None => None,
    };
    let names = filter::words(matches, "releases");
    let chosen: Vec<ArtifactIndex> = match (since, names.is_empty()) {
        (Some(since), _) => releases_within(plan, since, today),
        (None, true) => last_out(plan).into_iter().collect(),
        (None, false) => {
            names.iter().map(|name| super::plan::release(plan, name)).collect::<Result<_, _>>()?
        }
    };
    let hint = chosen.is_empty().then(|| match plan.config.kind_index(RELEASE) {
        None => "this plan has no kind `release`, and it is releases that are looked back on".to_owned(),
        Some(_) if since.is_some() => "no release went out since then, and none is being built".to_owned(),
        Some(_) => "no release has gone out yet; look back on what is being built: pm retro REL-…".to_owned(),
    });
    let mut releases = Vec::new();
    for release in chosen {
        releases.push(look_back(session, &loaded, &past, release, since)?);
    }
    let until = since.map(|_| today);
    let request = Request { today, since, until, definition: past.definition, hint, releases };
    let environment = Environment::new(plan, today);
    render::show(session, matches, &Retro::of(&environment, request))?;
    render::name_unreadable(session, plan)
}

/// What git knows of a release since building began.
fn look_back(
    session: &Session<'_>,
    loaded: &Loaded,
    past: &Past,
    release: ArtifactIndex,
    since: Option<Date>,
) -> Result<retro::Past, CommandError> {
    let (plan, config) = (&loaded.plan, &loaded.plan.config);
    let present = past.lineages.present();
    let at = |index: ArtifactIndex| present.get(&plan.artifact(index).path).copied();
    let own: Vec<usize> = at(release).into_iter().collect();
    let own = timelines(&past.log, config, &past.lineages, &own, &Aspect::Status);
    let start = own.first().and_then(|timeline| beginning(past, timeline, since));
    let start = match start {
        Some(Beginnings { commit, began, from }) => {
            Some(Start { plan: plan_at(session, loaded, &commit)?, began, from })
        }
        None => None,
    };
    let mut scope: Vec<ArtifactIndex> = parts::parts(plan, release).collect();
    if let Some(Start { plan: before, .. }) = &start {
        let label = plan.artifact(release).label();
        let old = before.indices().find(|index| before.artifact(*index).label() == label);
        let then = old.map(|old| parts::work(before, old)).unwrap_or_default();
        // What has gone is looked for under the name that it has now.
        let names: Vec<String> = then.iter().map(|index| before.artifact(*index).label()).collect();
        scope.extend(plan.indices().filter(|index| names.contains(&plan.artifact(*index).label())));
    }
    scope.push(release);
    scope.sort_unstable();
    scope.dedup();
    let wanted: Vec<usize> = scope.iter().filter_map(|index| at(*index)).collect();
    let recent = start.as_ref().map(|start| past.lineages.since(start.from));
    let recent = recent.as_ref().unwrap_or(&past.lineages);
    let told = tell(&past.log, config, recent, &wanted, |transition| Told::of(config, recent, transition));
    let slips = told.into_iter().flat_map(|told| told.steps).map(|step| step.what).collect();
    let mut took = BTreeMap::new();
    for timeline in timelines(&past.log, config, &past.lineages, &wanted, &Aspect::Status) {
        let ladder = Aspect::Status.ladder(&config.kinds[timeline.kind]).unwrap_or_default();
        if let Course::Finished { days, .. } = Passage::usual(&ladder).course(&timeline, session.today) {
            took.insert(timeline.path, Took { days });
        }
    }
    Ok(retro::Past { release, start, slips, took })
}

/// The commit whose plan is the start, and the days.
struct Beginnings {
    commit: String,
    began: Date,
    from: Date,
}

/// The commit with which a release came into an active status, or the last one before the days that are looked at
/// where it was in one already.
fn beginning(past: &Past, timeline: &Timeline, since: Option<Date>) -> Option<Beginnings> {
    let band = timeline.bands.iter().find(|band| band.category == Some(Category::Active))?;
    if band.beginning == Beginning::BeforeHistory {
        return None;
    }
    let (commits, began) = (&past.lineages.commits, band.from);
    let (commit, from) = match since.filter(|since| *since > began) {
        Some(since) => (commits.iter().rfind(|commit| commit.day() < since)?, since),
        None => (commits.get(band.commit)?, began),
    };
    Some(Beginnings { commit: commit.id.to_string(), began, from })
}

/// The plan that a commit left, as the reader may see it.
fn plan_at(session: &Session<'_>, loaded: &Loaded, commit: &str) -> Result<Plan, CommandError> {
    let tree = loaded.repository.revision(commit)?;
    let whole = loaded.whole.as_deref().unwrap_or(&loaded.plan);
    let (before, _) = load(&tree, whole.config.clone(), whole.config_text.clone());
    session.seen(before, loaded.whole.as_deref())
}
