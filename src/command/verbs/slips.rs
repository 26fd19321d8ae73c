//! `pm slips`: which promises moved, how often, how far, with how much notice and why.

use std::collections::{BTreeMap, BTreeSet};

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::{Scope, Verb, example_prefix};
use crate::command::error::{CommandError, Exit};
use crate::command::filter::{filter_arguments, kinds, request_beside_fields, words};
use crate::command::named::find;
use crate::command::past::{self, Past};
use crate::command::render;
use crate::command::session::Session;
use crate::history::{Dated, Follow, Lineages, PassedOver, Releases, Stated, Told, Trends, tell};
use crate::model::artifact::Artifact;
use crate::model::values::IdKey;
use crate::plan::query::{self, Environment, Filter};
use crate::plan::{ArtifactIndex, Plan};
use crate::text::words::nearest;
use crate::view::slips::{By, Dates, Request, Slips};
use crate::view::subject::Subject;

pub(super) static VERB: Verb = Verb {
    name: "slips",
    about: "Tell which targets of {kinds} moved: how often, how far, with how much notice and why",
    names_its_kind: true,
    arguments,
    run,
};

fn arguments(command: Command, scope: Scope<'_>) -> Command {
    let prefix = example_prefix(scope);
    let (values, help) = match scope {
        Scope::Any => {
            ("ID or KIND", "Artifacts by id or path, each told in detail, or kinds; all where none is named")
        }
        Scope::Kind(_) => ("ID", "Artifacts by id or path, each told in detail; all where none is named"),
    };
    let called = match scope {
        Scope::Any => "pm slips".to_owned(),
        Scope::Kind(kind) => format!("pm {} slips", kind.aliases.first().unwrap_or(&kind.name)),
    };
    past::arguments(filter_arguments(command, scope))
        .mut_arg("field", |field| {
            field.value_name("NAME[=VALUE]").help(
                "Tell this field, of the type target, period, date or version, instead of every target and period; \
                 with =VALUE, those with this value in a field",
            )
        })
        .arg(Arg::new("ids").value_name(values).action(ArgAction::Append).help(help))
        .arg(
            Arg::new("by")
                .long("by")
                .value_name("NAME")
                .help("Compare by release, team, kind, field, or any property of the artifacts"),
        )
        .arg(
            Arg::new("follow")
                .long("follow")
                .value_name("HOW")
                .value_parser(["renames", "path", "id"])
                .default_value("renames")
                .help("Follow a document through renames, by its path alone, or by its id"),
        )
        .arg(
            Arg::new("gone")
                .long("gone")
                .action(ArgAction::SetTrue)
                .help("Count documents too that are no longer there, where neither ids nor conditions are given"),
        )
        .arg(render::format_argument())
        .after_help(format!(
            "Examples:\n  {called}\n  {called} --by team --since 2026-01-01\n  {called} --field announced --category \
             active\n  pm slips {prefix}-4"
        ))
        .after_long_help(format!(
            "Reads the commits of the branch that is checked out, never the working tree; writes nothing. A target \
             slips when its last day moves to a later one, and is pulled in when it moves to an earlier one; a finer \
             target within the old one is no move. Work without a target of its own moves when it goes to another release. Horizons are ordered now, next, later. Versions are compared by \
             their minor version. Notice is the number of days from the commit to the day that was promised until \
             then; it is negative after that day. The reason is the subject of the commit. A value that promises \
             nothing, such as TBD, is passed over and counted.\n\nExamples:\n  {called}\n  {called} --by team --since \
             2026-01-01\n  {called} --by release --format csv\n  {called} --field announced --category active\n  pm \
             slips {prefix}-4"
        ))
}

fn run(session: &mut Session<'_>, scope: Scope<'_>, matches: &ArgMatches) -> Result<Exit, CommandError> {
    let how = matches.get_one::<String>("follow").map(String::as_str);
    let follow = if how == Some("path") { Follow::Path } else { Follow::Renames };
    let (loaded, past) = Past::following(session, matches, follow)?;
    let plan = &loaded.plan;
    let config = &plan.config;
    let environment = Environment::new(plan, session.today);
    let asked = Asked::of(&environment, scope, matches)?;
    let lineages = &past.lineages;
    let by_id = how == Some("id");
    let wanted: Vec<usize> = (0..lineages.lineages.len())
        .filter(|at| {
            let lineage = &lineages.lineages[*at];
            let index = lineage.path().filter(|_| lineage.is_present()).and_then(|path| plan.at_path(path));
            match index {
                Some(index) => asked.chosen.contains(&index),
                None => !lineage.is_present() && (asked.with_gone || by_id),
            }
        })
        .collect();
    let told =
        tell(&past.log, config, lineages, &wanted, |transition| Stated::of(config, &asked.dated, transition));
    let documents = match by_id {
        true => joined(plan, lineages, told),
        false => told.into_iter().map(|told| vec![told]).collect(),
    };
    let releases = Releases::read(&past.log, plan, lineages);
    let mut dates: Vec<Dates> =
        documents.into_iter().filter_map(|told| dates(plan, lineages, &releases, &asked, &told)).collect();
    dates.extend(standing(plan, lineages, &releases, &asked, &dates));
    let definition = match by_id {
        true => format!("{}, documents joined by id", past.definition),
        false => past.definition.clone(),
    };
    let request = Request {
        is_detailed: !asked.named.is_empty(),
        by: matches.get_one::<String>("by").map(|name| By::named(name)),
        definition,
    };
    render::show(session, matches, &Slips::of(&asked.scope, lineages, dates, request)?)?;
    render::name_unreadable(session, plan)
}

/// What the arguments choose.
struct Asked<'p> {
    scope: query::Scope<'p>,
    dated: Dated,
    /// In the order of kinds and ids.
    chosen: Vec<ArtifactIndex>,
    /// The artifacts that were named.
    named: Vec<ArtifactIndex>,
    with_gone: bool,
}

impl<'p> Asked<'p> {
    fn of(
        environment: &'p Environment<'p>,
        scope: Scope<'_>,
        matches: &ArgMatches,
    ) -> Result<Self, CommandError> {
        let plan = environment.plan();
        let (mut names, ids): (Vec<String>, Vec<String>) = words(matches, "ids")
            .into_iter()
            .partition(|word| matches!(scope, Scope::Any) && plan.config.kind_called(word).is_some());
        names.extend(words(matches, "kind"));
        let named = ids
            .iter()
            .map(|id| Ok(find(plan, scope, id)?.artifact))
            .collect::<Result<Vec<_>, CommandError>>()?;
        let mut places = kinds(&plan.config, scope, &names)?;
        if places.is_empty() {
            places = named.iter().map(|index| usize::from(plan.artifact(*index).kind)).collect();
        }
        let (request, fields) = request_beside_fields(matches)?;
        let with_gone = matches.get_flag("gone") && ids.is_empty() && request == query::Request::default();
        let scope = query::Scope::artifacts(environment, &places);
        let dated = dated(plan, &scope, &fields)?;
        let mut chosen = Filter::of(&scope, &request)?.select()?;
        if !named.is_empty() {
            chosen.retain(|index| named.contains(index));
        }
        Ok(Self { scope, dated, chosen, named, with_gone })
    }
}

/// The fields that were named, or every target and period.
fn dated(plan: &Plan, scope: &query::Scope<'_>, names: &[String]) -> Result<Dated, CommandError> {
    let kinds = || scope.kinds().iter().map(|place| &plan.config.kinds[*place]);
    let possible = Dated::possible(kinds());
    let hint = || match possible.is_empty() {
        true => "only fields of the type target, period, date and version promise something".to_owned(),
        false => format!("fields that can promise something: {}", possible.join(", ")),
    };
    if names.is_empty() {
        let dated = Dated::plans();
        return match kinds().any(|kind| dated.is_in(kind)) {
            true => Ok(dated),
            false => Err(CommandError::usage("no field here is of the type target or period").with_hint(
                if possible.is_empty() {
                    hint()
                } else {
                    format!("name another with --field: {}", possible.join(", "))
                },
            )),
        };
    }
    Dated::named(&possible, names).map_err(|name| {
        let error = CommandError::usage(format!("`{name}` is no field that can promise something"));
        match nearest(&name, possible.iter().map(String::as_str)) {
            Some(near) => error.with_hint(format!("did you mean `{near}`?")),
            None => error.with_hint(hint()),
        }
    })
}

/// The documents that have one id, put together; what has none stays alone.
fn joined(plan: &Plan, lineages: &Lineages, told: Vec<Told<Stated>>) -> Vec<Vec<Told<Stated>>> {
    let mut by_id: BTreeMap<(u16, IdKey), Vec<Told<Stated>>> = BTreeMap::new();
    let mut alone = Vec::new();
    for told in told {
        let key = told.last.as_ref().and_then(|last| Some((last.kind, last.id.as_ref()?.key().clone())));
        match key {
            Some(key) => by_id.entry(key).or_default().push(told),
            None => alone.push(vec![told]),
        }
    }
    // The one that is there names the artifact; without any, the one that went last.
    let there = |told: &Told<Stated>| {
        let lineage = &lineages.lineages[told.lineage];
        let is_known =
            lineage.is_present() && lineage.path().is_some_and(|path| plan.at_path(path).is_some());
        (is_known, lineage.versions.last().map(|version| version.commit))
    };
    for documents in by_id.values_mut() {
        documents.sort_by_key(|told| std::cmp::Reverse(there(told)));
    }
    by_id.into_values().chain(alone).collect()
}

/// The artifacts that no commit changed since the history that was read begins: their promises stand.
fn standing(
    plan: &Plan,
    lineages: &Lineages,
    releases: &Releases<'_>,
    asked: &Asked<'_>,
    told: &[Dates],
) -> Vec<Dates> {
    let known: BTreeSet<ArtifactIndex> = told.iter().filter_map(|dates| dates.index).collect();
    let unchanged = asked.chosen.iter().filter(|index| !known.contains(index));
    unchanged
        .map(|index| Dates {
            index: Some(*index),
            subject: Subject::of(plan, *index),
            trends: Trends::standing(&plan.config, &asked.dated, lineages, releases, plan.artifact(*index)),
            passed_over: PassedOver::default(),
        })
        .collect()
}

/// What was told of the documents that are one artifact, the first of which names it.
fn dates(
    plan: &Plan,
    lineages: &Lineages,
    releases: &Releases<'_>,
    asked: &Asked<'_>,
    told: &[Told<Stated>],
) -> Option<Dates> {
    let first = told.first()?;
    let lineage = &lineages.lineages[first.lineage];
    let path = lineage.path()?;
    let index = plan.at_path(path).filter(|_| lineage.is_present());
    let last: &Artifact = first.last.as_deref()?;
    if index.is_none() && !(asked.with_gone && asked.scope.kinds().contains(&usize::from(last.kind))) {
        return None;
    }
    let subject = match index {
        Some(index) => Subject::of(plan, index),
        None => Subject::of_document(&plan.config, last),
    };
    let mut steps = Vec::new();
    let mut passed_over = PassedOver::default();
    for told in told {
        passed_over += told.passed_over;
        let versions = &lineages.lineages[told.lineage].versions;
        steps.extend(told.steps.iter().map(|step| (versions[step.version].commit, &step.what)));
    }
    steps.sort_by_key(|(commit, _)| *commit);
    Some(Dates { index, subject, trends: Trends::of(lineages, &plan.config, releases, steps), passed_over })
}
