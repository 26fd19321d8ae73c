//! `pm timeline`: how long artifacts stood in each status.

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::list::say_unreadable;
use super::{Scope, Verb, example_prefix};
use crate::command::error::{CommandError, Exit};
use crate::command::filter::{filter_arguments, kinds, request_beside_field, words};
use crate::command::named::find;
use crate::command::past::{self, Past, aspect};
use crate::command::render;
use crate::command::session::{Loaded, Session};
use crate::history::{Aspect, timelines};
use crate::plan::owner;
use crate::plan::query::{self, Environment, Filter};
use crate::view::timeline::Timelines;

pub(super) static VERB: Verb = Verb {
    name: "timeline",
    about: "Tell how long {kinds} stood in each status",
    names_its_kind: true,
    arguments,
    run,
};

fn arguments(command: Command, scope: Scope<'_>) -> Command {
    let prefix = example_prefix(scope);
    let (values, help) = match scope {
        Scope::Any => ("ID or KIND", "Artifacts by id or path, or kinds; everything where nothing is named"),
        Scope::Kind(_) => ("ID", "Artifacts by id or path; all where none is named"),
    };
    let called = match scope {
        Scope::Any => "pm timeline requirement".to_owned(),
        Scope::Kind(kind) => format!("pm {} timeline", kind.aliases.first().unwrap_or(&kind.name)),
    };
    let command = past::whole_arguments(filter_arguments(command, scope));
    past::field_argument(command)
        .arg(Arg::new("ids").value_name(values).action(ArgAction::Append).help(help))
        .arg(render::format_argument())
        .after_help(format!(
            "Examples:\n  pm timeline {prefix}-4\n  {called} --category active\n  {called} --format csv"
        ))
        .after_long_help(format!(
            "Reads the commits of the branch that is checked out, never the working tree; writes nothing. A band \
             begins on the day of the commit that brought the status, in the time zone of that commit, and lasts \
             until the next one. A value that is none of the choices ends no band; it is passed over and counted, \
             as is a revision that cannot be read.\n\nExamples:\n  pm timeline {prefix}-4\n  {called} --category \
             active\n  {called} --field priority\n  {called} --format csv"
        ))
}

fn run(session: &mut Session<'_>, scope: Scope<'_>, matches: &ArgMatches) -> Result<Exit, CommandError> {
    let (loaded, past) = Past::read(session, matches)?;
    let config = &loaded.plan.config;
    let Wanted { aspect, kinds, lineages } = wanted(session, &loaded, &past, scope, matches)?;
    let found = timelines(&past.log, config, &past.lineages, &lineages, &aspect);
    let view = Timelines::of(config, &past.lineages, &aspect, &found, session.today, past.definition.clone());
    render::show(session, matches, &view)?;
    // What was named could be found, and so is there to read.
    let unreadable = match words(matches, "ids").iter().all(|word| config.kind_called(word).is_some()) {
        true => loaded
            .plan
            .unreadable
            .iter()
            .filter(|document| kinds.contains(&usize::from(document.kind)))
            .count(),
        false => 0,
    };
    say_unreadable(session, &loaded.plan, unreadable)
}

/// What was asked for.
struct Wanted {
    aspect: Aspect,
    /// The places of the kinds.
    kinds: Vec<usize>,
    /// Of the artifacts that were named, or of all that fit.
    lineages: Vec<usize>,
}

fn wanted(
    session: &Session<'_>,
    loaded: &Loaded,
    past: &Past,
    scope: Scope<'_>,
    matches: &ArgMatches,
) -> Result<Wanted, CommandError> {
    let plan = &loaded.plan;
    let (mut names, ids): (Vec<String>, Vec<String>) = words(matches, "ids")
        .into_iter()
        .partition(|word| matches!(scope, Scope::Any) && plan.config.kind_called(word).is_some());
    names.extend(words(matches, "kind"));
    let environment = Environment::new(plan, session.today);
    let (request, field) = request_beside_field(matches)?;
    let mut named = Vec::new();
    // Artifacts that were removed are known by their past alone; no filter can tell them apart.
    let mut removed: Vec<usize> = Vec::new();
    for id in &ids {
        match find(plan, scope, id) {
            Ok(found) if named.contains(&found.artifact) => {}
            Ok(found) => named.push(found.artifact),
            Err(_) => removed.extend(past.wanted(loaded, scope, id, false)?.1),
        }
    }
    let mut places = kinds(&plan.config, scope, &names)?;
    if places.is_empty() && !ids.is_empty() {
        let kind_of = |lineage: &usize| {
            let path = past.lineages.lineages[*lineage].path()?;
            owner(&plan.config, path).map(|(kind, _)| usize::from(kind))
        };
        places = named.iter().map(|index| usize::from(plan.artifact(*index).kind)).collect();
        places.extend(removed.iter().filter_map(kind_of));
    }
    let scope = query::Scope::artifacts(&environment, &places);
    let aspect = aspect(&scope, field)?;
    let filter = Filter::of(&scope, &request)?;
    let mut chosen = filter.select()?;
    if !ids.is_empty() {
        named.retain(|index| chosen.contains(index));
        chosen = named;
    } else {
        chosen.sort_by_cached_key(|index| (plan.artifact(*index).kind, environment.id_key(*index)));
    }
    let present = past.lineages.present();
    let lineage = |index| present.get(&plan.artifact(index).path).copied();
    let kinds =
        scope.kinds().iter().copied().filter(|place| aspect.ladder(&plan.config.kinds[*place]).is_some());
    let lineages = chosen.into_iter().filter_map(lineage).chain(removed).collect();
    Ok(Wanted { kinds: kinds.collect(), lineages, aspect })
}
