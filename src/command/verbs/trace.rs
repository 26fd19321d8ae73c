//! `pm trace`: from plan to code and back.

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::{Scope, Verb, example_prefix};
use crate::command::error::{CommandError, Exit};
use crate::command::evidence;
use crate::command::filter::{filter_arguments, kinds, request, words};
use crate::command::named::find;
use crate::command::session::Session;
use crate::command::{moment, render};
use crate::plan::query::{self, Environment, Filter};
use crate::plan::{ArtifactIndex, Plan};
use crate::trace::{Evidence, delivered_kinds};
use crate::view::trace::{TraceGaps, TraceMatrix, Traces};

pub(super) static VERB: Verb = Verb {
    name: "trace",
    about: "Follow {kinds} to the commits, tests and code that name them, and find the gaps",
    names_its_kind: true,
    arguments,
    run,
};

fn arguments(command: Command, scope: Scope<'_>) -> Command {
    let prefix = example_prefix(scope);
    let called = match scope {
        Scope::Any => "pm trace".to_owned(),
        Scope::Kind(kind) => format!("pm {} trace", kind.aliases.first().unwrap_or(&kind.name)),
    };
    moment::arguments(filter_arguments(command, scope))
        .arg(
            Arg::new("ids")
                .value_name("ID")
                .action(ArgAction::Append)
                .help("Artifacts by id or path; a table of all that go out with a release where none is named"),
        )
        .arg(
            Arg::new("gaps")
                .long("gaps")
                .action(ArgAction::SetTrue)
                .help("Tell where plan and code do not meet, and nothing else"),
        )
        .arg(
            Arg::new("exit-code")
                .long("exit-code")
                .action(ArgAction::SetTrue)
                .requires("gaps")
                .help("With --gaps: end with 1 where there is a gap"),
        )
        .arg(render::format_argument())
        .after_help(format!("Examples:\n  {called} {prefix}-4\n  {called} --status done\n  {called} --gaps"))
        .after_long_help(format!(
            "Reads the plan, the commits up to the moment and all files of the git repository that are no documents of \
             the plan; writes nothing. A commit names an artifact by a trailer, such as `Implements: {prefix}-4`, or in \
             its subject. A file names it by its id, such as {prefix}-4, or by that of a part, such as {prefix}-4.AC2, \
             written as the plan writes it; tests are told from other code by their paths. What is searched, what is a \
             test and what trailers mean is said under `code` in pm.yaml. Files of more than 1 MB are passed over, as \
             are those that are no text.\n\nExamples:\n  {called} {prefix}-4\n  {called} {prefix}-4 --at v1.2.0 --format \
             markdown\n  {called} --release 2.1 --format csv\n  {called} --gaps --exit-code"
        ))
}

fn run(session: &mut Session<'_>, scope: Scope<'_>, matches: &ArgMatches) -> Result<Exit, CommandError> {
    let loaded = session.load()?;
    let plan = &loaded.plan;
    let named: Vec<ArtifactIndex> = words(matches, "ids")
        .iter()
        .map(|id| Ok(find(plan, scope, id)?.artifact))
        .collect::<Result<_, CommandError>>()?;
    let chosen = chosen(session, plan, scope, matches)?;
    let mentions = evidence::mentions(session, &loaded)?;
    let git = evidence::git_facts(&loaded)?;
    let evidence = Evidence::of(plan, &mentions, git.as_ref());
    let mut is_gap = false;
    if matches.get_flag("gaps") {
        let is_all = named.is_empty() && matches!(scope, Scope::Any) && is_unfiltered(matches)?;
        let all: Vec<ArtifactIndex> = match (named.is_empty(), is_all) {
            (false, _) => named,
            (_, true) => in_order(plan),
            (_, false) => chosen,
        };
        let view = TraceGaps::of(plan, &evidence, &all, is_all);
        is_gap = !view.is_empty();
        render::show(session, matches, &view)?;
    } else if named.is_empty() {
        render::show(session, matches, &TraceMatrix::of(plan, &evidence, &chosen))?;
    } else {
        render::show(session, matches, &Traces::of(plan, &evidence, &named))?;
    }
    let unreadable = render::name_unreadable(session, plan)?;
    Ok(if is_gap && matches.get_flag("exit-code") { Exit::Findings } else { unreadable })
}

/// Every artifact by kind and id.
fn in_order(plan: &Plan) -> Vec<ArtifactIndex> {
    let mut all: Vec<ArtifactIndex> = plan.indices().collect();
    all.sort_by_cached_key(|index| {
        let artifact = plan.artifact(*index);
        (artifact.kind, artifact.id.clone(), *index)
    });
    all
}

fn is_unfiltered(matches: &ArgMatches) -> Result<bool, CommandError> {
    Ok(request(matches)?.is_empty() && words(matches, "kind").is_empty())
}

/// The artifacts that fit, of the kinds that were named or of those that go out with a release, by id.
fn chosen(
    session: &Session<'_>,
    plan: &Plan,
    scope: Scope<'_>,
    matches: &ArgMatches,
) -> Result<Vec<ArtifactIndex>, CommandError> {
    let mut places = kinds(&plan.config, scope, &words(matches, "kind"))?;
    if places.is_empty() {
        places = delivered_kinds(plan);
    }
    if places.is_empty() {
        return Ok(Vec::new());
    }
    let environment = Environment::new(plan, session.today);
    let scope = query::Scope::artifacts(&environment, &places);
    let mut chosen = Filter::of(&scope, &request(matches)?)?.select()?;
    chosen.sort_by_cached_key(|index| (plan.artifact(*index).kind, environment.id_key(*index)));
    Ok(chosen)
}
